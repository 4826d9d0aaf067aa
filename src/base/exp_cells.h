/* SPDX-License-Identifier: MIT */
/*
 * elementary.c includes this once for each width of vectors: WIDTH doubles
 * are one, for the processors that TARGET names.
 */

#define JOIN_(a, b)	a##b
#define JOIN(a, b)	JOIN_(a, b)
#define NAME(f)		JOIN(f##_, WIDTH)
#define REAL		NAME(real)
#define BITS		NAME(bits)
#define AS_BITS(x)	((BITS)(x))
#define AS_REAL(bits)	((REAL)(bits))
#define ALL(c)		((REAL){ 0 } + (c))
#define SELECT(if, x, y)						       \
	AS_REAL((AS_BITS(x) & (BITS)(if)) | (AS_BITS(y) & ~(BITS)(if)))

typedef double		REAL __attribute__((vector_size(WIDTH * 8)));
typedef uint64_t	BITS __attribute__((vector_size(WIDTH * 8)));

#include "exp_core.h"

/* Whole vectors, and then one with what is left. */
#define CELLS(f)							       \
	static TARGET void						       \
	JOIN(NAME(f), _cells)(double *to, const double *a, size_t n)	       \
	{								       \
		size_t	i, left;					       \
		REAL	x = ALL(0);					       \
									       \
		for (i = 0; i < n; i += WIDTH) {			       \
			left = n - i < WIDTH ? n - i : WIDTH;		       \
			if (left == WIDTH)				       \
				memcpy(&x, a + i, sizeof x);		       \
			else						       \
				memcpy(&x, a + i, left * sizeof *a);	       \
			x = NAME(f)(x);					       \
			if (left == WIDTH)				       \
				memcpy(to + i, &x, sizeof x);		       \
			else						       \
				memcpy(to + i, &x, left * sizeof *a);	       \
		}							       \
	}

CELLS(exp)
CELLS(tanh)
CELLS(sigmoid)

#undef JOIN_
#undef JOIN
#undef NAME
#undef REAL
#undef BITS
#undef AS_BITS
#undef AS_REAL
#undef ALL
#undef SELECT
#undef CELLS
#undef WIDTH
#undef TARGET
