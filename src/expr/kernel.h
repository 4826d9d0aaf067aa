/* SPDX-License-Identifier: MIT */
/*
 * Elementwise kernels. MAP1(name, f) makes scalar_name and run_name from an
 * expression f of x, MAP2 from one of x and y; RUN1 and RUN2 only run_name.
 * MAP_CELLS(name) makes them from elem_name and elem_name_cells.
 */
#ifndef EXPR_KERNEL_H
#define EXPR_KERNEL_H

#include "gradus/cpu.h"
#include "gradus/elementary.h"
#include "gradus/instr.h"

/* Loops over cells pay as vectors; no result depends on it. clang does so. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize ("tree-vectorize", "vect-cost-model=dynamic", \
    "no-trapping-math")
#endif

/* Two doubles that lie side by side, anywhere, and as bits. */
typedef double	pair __attribute__((vector_size(2 * sizeof(double)),
		    aligned(sizeof(double)), may_alias));
typedef int64_t	pair_bits __attribute__((vector_size(2 * sizeof(double))));

#define PAIR(p)	(*(pair *)(p))
#define READ(p)	(*(const pair *)(p))

#define MAP1(name, f)							       \
	double								       \
	scalar_##name(double x, double unused)				       \
	{								       \
		(void)unused;						       \
		return f;						       \
	}								       \
									       \
	RUN1(name, f)

#define RUN1(name, f)							       \
	void								       \
	run_##name(const struct instr *in)				       \
	{								       \
		double *restrict	 to = in->to;			       \
		const double		*a = in->a.p;			       \
		size_t			 i, j, n = in->rows * in->cols;	       \
		double			 x;				       \
									       \
		if (in->layout == LAYOUT_VV) {				       \
			for (i = 0; i < n; i++) {			       \
				x = a[i];				       \
				to[i] = f;				       \
			}						       \
			return;						       \
		}							       \
		for (i = 0; i < in->rows; i++) {			       \
			for (j = 0; j < in->cols; j++) {		       \
				x = CELL(in->a, i, j);			       \
				to[i * in->cols + j] = f;		       \
			}						       \
		}							       \
	}								       \
	struct instr

#define MAP_CELLS(name)							       \
	double								       \
	scalar_##name(double x, double unused)				       \
	{								       \
		(void)unused;						       \
		return elem_##name(x);					       \
	}								       \
									       \
	void								       \
	run_##name(const struct instr *in)				       \
	{								       \
		size_t	i, j;						       \
									       \
		if (in->layout == LAYOUT_VV) {				       \
			elem_##name##_cells(in->to, in->a.p,		       \
			    in->rows * in->cols, cpu_vector());		       \
			return;						       \
		}							       \
		for (i = 0; i < in->rows; i++) {			       \
			for (j = 0; j < in->cols; j++)			       \
				in->to[i * in->cols + j] =		       \
				    elem_##name(CELL(in->a, i, j));	       \
		}							       \
	}								       \
	struct instr

#define MAP2_LOOP(n, ax, by, f)						       \
	for (i = 0; i < n; i++) {					       \
		x = ax;							       \
		y = by;							       \
		to[i] = f;						       \
	}

#define MAP2(name, f)							       \
	double								       \
	scalar_##name(double x, double y)				       \
	{								       \
		return f;						       \
	}								       \
									       \
	RUN2(name, f)

#define RUN2(name, f)							       \
	void								       \
	run_##name(const struct instr *in)				       \
	{								       \
		double *restrict	 to = in->to;			       \
		const double		*a = in->a.p, *b = in->b.p;	       \
		double			 x, y, a0, b0;			       \
		size_t			 i, row, n = in->rows * in->cols;      \
									       \
		if (n == 0)	/* what has no cells has no first one */      \
			return;						       \
		a0 = *a;						       \
		b0 = *b;						       \
		switch (in->layout) {					       \
		case LAYOUT_VV:						       \
			MAP2_LOOP(n, a[i], b[i], f)			       \
			break;						       \
		case LAYOUT_VS:						       \
			MAP2_LOOP(n, a[i], b0, f)			       \
			break;						       \
		case LAYOUT_SV:						       \
			MAP2_LOOP(n, a0, b[i], f)			       \
			break;						       \
		case LAYOUT_ANY:					       \
			for (row = 0; row < in->rows; row++) {		       \
				a = &CELL(in->a, row, 0);		       \
				b = &CELL(in->b, row, 0);		       \
				b0 = *b;				       \
				n = in->cols;				       \
				if (in->a.col == 1 && in->b.col == 0)	       \
					MAP2_LOOP(n, a[i], b0, f)	       \
				else					       \
					MAP2_LOOP(n, CELL(in->a, row, i),      \
					    CELL(in->b, row, i), f)	       \
				to += n;				       \
			}						       \
			break;						       \
		}							       \
	}								       \
	struct instr

#endif
