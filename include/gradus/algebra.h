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
 *
 * While an adjoint grows, factor by factor, its number stands on top of it,
 * 4 * (a .* b .* c): such a node is loose. It is settled, 4 * a .* b .* c, as
 * soon as it becomes an argument of anything, and by alg_tidy. So a product
 * of n factors takes n nodes and not n^2. front: somewhere in a product there
 * may be a number; cleared when there turns out to be none.
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
/* Puts the number on top of a loose node at the left end of the product. */
const struct expr	*alg_settle(struct builder *, const struct expr *);
/* Settled, and -(a - b) at the left end of a product is b - a. */
const struct expr	*alg_tidy(struct builder *, const struct expr *);
const struct expr	*alg_index(struct builder *, const struct expr *,
			    const struct selection *rows,
			    const struct selection *cols);
/* Where the cells that an index picked came from, g; elsewhere 0. */
const struct expr	*alg_scatter(struct builder *, const struct expr *g,
			    const struct expr *index);
const struct expr	*alg_zeros(struct builder *, struct shape);

/* All n rows or columns; count of them from first. */
struct selection	 selection_all(uint32_t n);
struct selection	 selection_range(uint32_t first, uint32_t count);

#endif
