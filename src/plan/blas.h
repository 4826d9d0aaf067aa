/* SPDX-License-Identifier: MIT */
/*
 * Large matrix products by a CBLAS library, if the machine has one. It is
 * loaded when the first model needs it: loading takes longer than a small
 * model runs.
 */
#ifndef PLAN_BLAS_H
#define PLAN_BLAS_H

#include "gradus/instr.h"

/* 1 if the product is large, laid out for dgemm, and a library is there. */
int	 blas_pays(const struct instr *);
/* As run_mul, for products of which blas_pays says 1. */
void	 run_blas(const struct instr *);

#endif
