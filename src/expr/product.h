/* SPDX-License-Identifier: MIT */
/*
 * The kernels for large matrix products; run_mul_large takes the best one.
 */
#ifndef EXPR_PRODUCT_H
#define EXPR_PRODUCT_H

#include "gradus/instr.h"

#define PRODUCT_KERNELS	3	/* the one with the widest vectors first */

/*
 * Computes a product of at least one row, one column and one term by a kernel.
 * Returns 0 if this processor, or the compiler that was used, lacks it.
 */
int	 product_panels(const struct instr *, int kernel);

#endif
