/* SPDX-License-Identifier: MIT */
/*
 * Elementary functions that give the same bits on every machine. They add,
 * multiply and divide in a fixed order: a libm differs from the next one, and
 * from itself on another processor, in the last digit.
 *
 * Errors are below 1 unit in the last place, those of e^x - 1 and tanh below
 * 1.5, of the sigmoid below 2.5. NaN, infinities and signs of zero are as in
 * Annex F of C, and a power that is a double comes out as that: 3^4 is 81.
 *
 * How: an argument is reduced to near 0, and a Taylor series summed up there
 * (Muller, "Elementary Functions", 3rd ed. 2016, ch. 11 and 12).
 */
#ifndef GRADUS_ELEMENTARY_H
#define GRADUS_ELEMENTARY_H

#include <stddef.h>

double	 elem_exp(double);
/* e^x - 1 */
double	 elem_expm1(double);
double	 elem_tanh(double);
/* 1 / (1 + e^-x) */
double	 elem_sigmoid(double);
double	 elem_log(double);
/* log(1 + x) */
double	 elem_log1p(double);
double	 elem_pow(double, double);

/*
 * The same of n cells, by vectors of 2, 4 or 8 doubles, which the processor
 * must have: see cpu.h. to may be a.
 */
typedef void	 elem_cells(double *to, const double *a, size_t n, int width);
elem_cells	 elem_exp_cells, elem_tanh_cells, elem_sigmoid_cells;

#endif
