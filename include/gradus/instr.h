/* SPDX-License-Identifier: MIT */
/*
 * One instruction of a plan: a function over matrices that exist beforehand.
 * An operand is a view: a transpose, a range of rows or columns and
 * broadcasting are strides (0 repeats), not copies.
 */
#ifndef GRADUS_INSTR_H
#define GRADUS_INSTR_H

#include <stddef.h>
#include <stdint.h>

/* How the operands of an elementwise instruction lie in memory. */
enum layout {
	LAYOUT_VV,	/* each as the result, without gaps */
	LAYOUT_VS,	/* b is one number */
	LAYOUT_SV,	/* a is one number */
	LAYOUT_ANY,	/* by strides */
};

struct view {
	const double	*p;
	ptrdiff_t	 row, col;	/* steps to the next row, column */
};

/* The cell of a view in row i, column j. */
#define CELL(v, i, j)							       \
	((v).p[(ptrdiff_t)(i) * (v).row + (ptrdiff_t)(j) * (v).col])

struct instr {
	void		(*run)(const struct instr *);
	double		*to;		/* row after row, or with step row */
	size_t		 rows, cols;	/* of the result */
	size_t		 inner;		/* see the kernel */
	struct view	 a, b;
	enum layout	 layout;
	ptrdiff_t	 step;		/* of the result; copy, scatter */
	const void	*extra;		/* see the kernel */
	double		*work;		/* rows to work in; softmax */
};

#endif
