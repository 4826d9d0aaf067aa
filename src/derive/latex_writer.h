/* SPDX-License-Identifier: MIT */
/*
 * What writes an expression as LaTeX: whole, or one cell of it.
 */
#ifndef DERIVE_LATEX_WRITER_H
#define DERIVE_LATEX_WRITER_H

#include "gradus/latex.h"
#include "gradus/plan.h"

struct latex {
	struct str	*s;
	unsigned	 flags;
	const char	*row, *col;	/* of the cell; NULL: whole matrices */
	int		 sums;		/* whose index is taken: k, l, m … */
	/* Names are written as their values now; NULL: as names. */
	const struct plan *plan;
	int		 digits;
};

/* The value of a name, or of its transpose. */
void	 latex_put_value(struct latex *, const struct expr *, int transposed,
	    enum op_priority);
/* 1 if the expression can be read with numbers in the place of names. */
int	 latex_fits(const struct expr *);

/* What an expression binds like once it is LaTeX. */
enum op_priority latex_priority(const struct latex *, const struct expr *);
/* 1 if the LaTeX of a name takes a script without brackets. */
int	 latex_is_simple(const char *latex);
int	 latex_is_simple_name(const struct expr *);
/* 1 if it can stand beside another factor without a sign. */
int	 latex_is_tight(const struct latex *, const struct expr *);
/* 1 if its LaTeX begins with a digit: it can't follow a number. */
int	 latex_begins_with_digit(const struct expr *);
/* 1 if it is typeset as a matrix product, as the sum 1' A is, too. */
int	 latex_is_product(const struct expr *);

/* In brackets if it binds looser than the place where it stands. */
void	 latex_put(struct latex *, const struct expr *, enum op_priority);

#endif
