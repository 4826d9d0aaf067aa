/* SPDX-License-Identifier: MIT */
/*
 * Where the number in one cell comes from.
 *
 *	delta_1(3,1) = w(3) · delta_out(1) · [s_1(3,1) > 0]
 *	             = 0.09 · (−0.89302) · 1
 *	             = −0.0803718
 *
 * A comparison in square brackets is 1 where it holds, else 0 (Iverson's
 * bracket). A sum of many terms shows the first, the last, and how many are
 * between.
 */
#ifndef GRADUS_EXPLAIN_H
#define GRADUS_EXPLAIN_H

#include "gradus/plan.h"

/* A cell that stands in the arithmetic: where, in both texts. */
struct explained_part {
	struct span	 formula;	/* of explanation.formula */
	struct span	 numbers;	/* of explanation.numbers */
	size_t		 used;		/* index in explanation.used */
};

struct explanation {
	const char	*name;		/* "delta_1(3,1)" */
	const char	*formula;	/* in cells; NULL where it is given */
	/*
	 * The same with numbers; NULL likewise, and where the arithmetic is
	 * too long for anybody: the formula is the expression then.
	 */
	const char	*numbers;
	/*
	 * Name, formula and numbers in LaTeX, NULL where those are; each cell
	 * is in a \class{} of its name, "w(3)".
	 */
	const char	*name_latex;
	const char	*formula_latex;
	const char	*numbers_latex;
	double		 value;
	double		 arithmetic;	/* what the formula comes to */
	/*
	 * 1 if that is the very value; 0 if the plan rounded less often (a
	 * logarithm of a softmax, or of a sigmoid).
	 */
	int		 exact;
	int		 alone;		/* the numbers are one: the value */
	const struct cell *used;	/* each once, as they appear */
	size_t		 nused;
	const struct explained_part *parts;	/* as they are shown */
	size_t		 nparts;
};

struct explain_options {
	int	digits;		/* significant, of the numbers; 0: 6 */
	size_t	terms;		/* of a sum, shown at most; 0: 6 */
	int	updated;	/* the value that the update assigns */
};

/*
 * Explains a cell of a computed plan, in the arena. For what is given, the
 * formula is NULL. Options may be NULL.
 */
void	 explain_cell(struct arena *, const struct plan *,
	    const struct explain_options *, struct cell, struct explanation *);
/*
 * "W(1,2)", "w(3)", "J", and "f_2" for a choice: the name of a cell as the
 * language writes it.
 */
void	 explain_name(struct str *, struct cell);
/* The same as LaTeX, "\\delta_1(3{,}1)". */
void	 explain_name_latex(struct str *, struct cell);

#endif
