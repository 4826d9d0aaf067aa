/* SPDX-License-Identifier: MIT */
/*
 * A product without its number, and the number beside it.
 */
#ifndef EXPR_FACTOR_H
#define EXPR_FACTOR_H

#include "gradus/expr.h"

/* An expression as (p / q) * rest; rest is NULL where it is 1. */
struct factor {
	double			 p, q;
	const struct expr	*rest;
};

struct factor		 factor_split(struct builder *, const struct expr *);
/* The other way round; the number stands on top: see algebra.h. */
const struct expr	*factor_combine(struct builder *, struct factor);
/* 1 if what is left of e is compressed; a matrix product needs all of it. */
int	 factor_shrunk(const struct expr *rest, const struct expr *e);
/*
 * 1 if x * y is exact, and of a size that people write: then two numbers may
 * become one.
 */
int	 factor_exact(double x, double y);

#endif
