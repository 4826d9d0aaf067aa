/* SPDX-License-Identifier: MIT */
/*
 * The kernels for large matrix products; run_mul_large takes the best one.
 */
#ifndef EXPR_PRODUCT_H
#define EXPR_PRODUCT_H

#include "gradus/instr.h"

/*
 * Computes a product of at least one row, one column and one term by vectors
 * of 2, 4 or 8 doubles, which the processor must have.
 */
void	 product_panels(const struct instr *, int width);

#endif
