/* SPDX-License-Identifier: MIT */
/*
 * Names, expressions and numbers as LaTeX, as a lecturer would write them:
 * products without a sign, ⊙ for a product cell by cell, a comparison as the
 * indicator 1[a > b]. Powers, quotients and functions are meant cell by cell.
 *
 *	W_out' * z_2			W_{out}^{\top} \, z_2
 *	(W_2 * d) .* (s_1 > 0)		\left(W_2 \, d\right) \odot
 *					    \mathbf{1}\left[s_1 > 0\right]
 */
#ifndef GRADUS_LATEX_H
#define GRADUS_LATEX_H

#include "gradus/model.h"
#include "gradus/str.h"

enum {
	LATEX_CLASSES	= 1,	/* each name in \class{name}{...} */
	LATEX_SHAPES	= 2,	/* 2×3 under each factor */
};

#define LATEX_MAX_ROWS	8	/* of a matrix that is written out */
#define LATEX_MAX_COLS	8
#define LATEX_MAX_NODES	1000	/* of an expression that is written out */
#define LATEX_MAX_BYTES	20000	/* of it, written */

/* The symbol's own LaTeX; else delta_out is \delta_{out}, W1 is W_1. */
void	 latex_name(struct str *, const struct symbol *);
/* One that is too large is three dots. */
void	 latex_expr(struct str *, const struct expr *, unsigned flags);
/*
 * The cell in row i and column j, which are texts such as "i" and "j":
 * W * x is \sum_k W_{ik} \, x_{kj}. Where an expression has one row or column
 * that index is left out, and so is the fixed one of x(:,2).
 */
void	 latex_element(struct str *, const struct expr *, const char *i,
	    const char *j, unsigned flags);
/* 2.5e-07 is 2.5 \cdot 10^{-7}. */
void	 latex_number(struct str *, double, int digits);
/* Larger ones show their first rows and columns, their last, and dots. */
void	 latex_matrix(struct str *, const double *cells, struct shape,
	    int digits);
/* As that, with so many columns at most: 3 or more. */
void	 latex_matrix_narrow(struct str *, const double *cells, struct shape,
	    int digits, uint32_t most);

#endif
