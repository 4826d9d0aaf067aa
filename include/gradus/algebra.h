/* SPDX-License-Identifier: MIT */
/*
 * Makers of expressions that simplify as they go, so that a derivative comes
 * out as a person would have written it. They take typed expressions that fit
 * and cannot fail.
 *
 * They work on adjoints, which may be compressed (see op.h): what they return
 * broadcasts to the shape of the plain result, but a dimension may have
 * shrunk to 1. Numbers are moved to the front and multiplied out as long as
 * that is exact: 0.5 * (2 * d) is d.
 */
#ifndef GRADUS_ALGEBRA_H
#define GRADUS_ALGEBRA_H

#include "gradus/expr.h"

const struct expr	*alg_make1(struct builder *, enum op,
			    const struct expr *);
const struct expr	*alg_make2(struct builder *, enum op,
			    const struct expr *, const struct expr *);

/* NULL stands for zero in arguments; no result is NULL but that of two. */
const struct expr	*alg_plus(struct builder *, const struct expr *,
			    const struct expr *);
const struct expr	*alg_minus(struct builder *, const struct expr *,
			    const struct expr *);

const struct expr	*alg_neg(struct builder *, const struct expr *);
/* Cell by cell. */
const struct expr	*alg_times(struct builder *, const struct expr *,
			    const struct expr *);
const struct expr	*alg_divide(struct builder *, const struct expr *,
			    const struct expr *);
const struct expr	*alg_power(struct builder *, const struct expr *,
			    double);
/* Times the number p / q. */
const struct expr	*alg_scale(struct builder *, const struct expr *,
			    double p, double q);
/* The matrix product; neither operand is compressed. */
const struct expr	*alg_mul(struct builder *, const struct expr *,
			    const struct expr *);
const struct expr	*alg_transpose(struct builder *, const struct expr *);
/* dim 0: all. The operand is not compressed. */
const struct expr	*alg_sum(struct builder *, const struct expr *,
			    int dim);
/*
 * Undoes broadcasting: g stands for a matrix of shape `full`; sums it along
 * the dimensions that are 1 in `to`.
 */
const struct expr	*alg_reduce(struct builder *, const struct expr *g,
			    struct shape full, struct shape to);
/* Writes out a compressed adjoint. */
const struct expr	*alg_expand(struct builder *, const struct expr *,
			    struct shape);
/* OP_HCAT or OP_VCAT of at least one; of numbers alone, a matrix of them. */
const struct expr	*alg_concat(struct builder *, enum op, size_t n,
			    const struct expr *const *parts);
/* A finished adjoint, its blocks put together: see assemble.c. */
const struct expr	*alg_assemble(struct builder *, const struct expr *);
/* A finished product that begins with -(a - b) begins with b - a. */
const struct expr	*alg_tidy(struct builder *, const struct expr *);
const struct expr	*alg_index(struct builder *, const struct expr *,
			    const struct selection *rows,
			    const struct selection *cols);
const struct expr	*alg_zeros(struct builder *, struct shape);

/* All n rows or columns; count of them from first. */
struct selection	 selection_all(uint32_t n);
struct selection	 selection_range(uint32_t first, uint32_t count);

#endif
