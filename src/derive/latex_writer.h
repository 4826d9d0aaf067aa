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


/* In brackets if it binds looser than the place where it stands. */
void	 latex_put(struct latex *, const struct expr *, enum op_priority);

#endif
