/* SPDX-License-Identifier: MIT */
/*
 * The functions that op.def names: shape_X, vjp_X, scalar_X and run_X for
 * every X in its columns but "none".
 */
#ifndef GRADUS_OPS_H
#define GRADUS_OPS_H

#include "gradus/instr.h"
#include "gradus/op.h"

typedef double	 op_scalar(double, double);
typedef void	 op_run(const struct instr *);

#define OP(id, name, form, priority, attr, args, shape, vjp, scalar, run,     \
    ...)								       \
	op_shape	 shape_##shape;					       \
	op_vjp		 vjp_##vjp;					       \
	op_scalar	 scalar_##scalar;				       \
	op_run		 run_##run;
#include "gradus/op.def"
#undef OP

/* Kernels that the compiler of plans uses beside those of the operators. */
op_run	 run_complement, run_copy, run_descend, run_gather,
	 run_log_complement, run_log_sigmoid, run_log_softmax, run_mask,
	 run_mul_large, run_square;

/* 1 if run_mul_large is faster than run_mul; both give the same bits. */
int	 mul_is_large(const struct instr *);

#endif
