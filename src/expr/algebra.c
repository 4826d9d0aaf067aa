/* SPDX-License-Identifier: MIT */
/*
 * Sums, products and what else derivatives are made of, simplified as they
 * are made.
 */

#include "gradus/algebra.h"

#include <assert.h>
#include <math.h>

#include "gradus/symbol.h"

#include "factor.h"

const struct expr *
alg_make1(struct builder *b, enum op op, const struct expr *x)
{
	return expr_make(b, op, NULL, 1, &x);
}

const struct expr *
alg_make2(struct builder *b, enum op op, const struct expr *x,
    const struct expr *y)
{
	return expr_make(b, op, NULL, 2, (const struct expr *[]){ x, y });
}

static int
is_zero(const struct expr *e)
{
	return e == NULL || expr_is_number(e, 0) || e->op == OP_ZEROS;
}

/* x .* (u ./ x) is u: the quotient's denominator stands among x's factors. */
static const struct expr *
cancel(struct builder *b, const struct expr *x, const struct expr *quotient)
{
	const struct expr	*u, *v;

	if (quotient->op != OP_DIVIDE)
		return NULL;
	u = quotient->arg[0];
	v = quotient->arg[1];
	if (expr_equal(x, v))
		return u;
	if (x->op != OP_TIMES)
		return NULL;
	if (expr_equal(x->arg[0], v))
		return alg_times(b, x->arg[1], u);
	if (expr_equal(x->arg[1], v))
		return alg_times(b, x->arg[0], u);
	return NULL;
}

/* The product of two expressions without numbers in front. */
static const struct expr *
product(struct builder *b, const struct expr *x, const struct expr *y)
{
	const struct expr	*e;

	if ((e = cancel(b, x, y)) != NULL || (e = cancel(b, y, x)) != NULL)
		return e;
	if (y->op == OP_DIVIDE && expr_is_number(y->arg[0], 1))
		return alg_make2(b, OP_DIVIDE, x, y->arg[1]);
	if (x->op == OP_DIVIDE && expr_is_number(x->arg[0], 1))
		return alg_make2(b, OP_DIVIDE, y, x->arg[1]);
	if (expr_is_scalar(y) && !expr_is_scalar(x))
		return product(b, y, x);
	if (y->op == OP_TIMES)
		return product(b, product(b, x, y->arg[0]), y->arg[1]);
	return alg_make2(b, OP_TIMES, x, y);
}

const struct expr *
alg_times(struct builder *b, const struct expr *x, const struct expr *y)
{
	struct factor	f, g;

	if (is_zero(x) || is_zero(y))
		return expr_number(b, 0);
	f = factor_split(b, x);
	g = factor_split(b, y);
	if (!factor_exact(f.p, g.p) || !factor_exact(f.q, g.q))
		g = (struct factor){ 1, 1, y };
	f.p *= g.p;
	f.q *= g.q;
	if (f.rest != NULL && g.rest != NULL)
		f.rest = product(b, f.rest, g.rest);
	else if (f.rest == NULL)
		f.rest = g.rest;
	return factor_combine(b, f);
}

const struct expr *
alg_divide(struct builder *b, const struct expr *x, const struct expr *y)
{
	struct factor	f, g;

	if (is_zero(x))
		return expr_number(b, 0);
	f = factor_split(b, x);
	g = factor_split(b, y);
	if (g.p == 0 || !factor_exact(f.p, g.q) || !factor_exact(f.q, g.p))
		return alg_make2(b, OP_DIVIDE, x, y);
	f.p *= g.q;
	f.q *= g.p;
	if (g.rest == NULL)
		return factor_combine(b, f);
	if (f.rest == NULL)
		f.rest = alg_make2(b, OP_DIVIDE, expr_number(b, 1), g.rest);
	else if (expr_equal(f.rest, g.rest))
		f.rest = NULL;
	else if (f.rest->op == OP_TIMES && expr_equal(f.rest->arg[0], g.rest))
		f.rest = f.rest->arg[1];
	else if (f.rest->op == OP_TIMES && expr_equal(f.rest->arg[1], g.rest))
		f.rest = f.rest->arg[0];
	else
		f.rest = alg_make2(b, OP_DIVIDE, f.rest, g.rest);
	return factor_combine(b, f);
}

const struct expr *
alg_scale(struct builder *b, const struct expr *x, double p, double q)
{
	const struct expr	*e;

	e = expr_number(b, p);
	if (q != 1)
		e = alg_make2(b, OP_DIVIDE, e, expr_number(b, q));
	return x->op == OP_NUMBER && factor_exact(x->attr.number, p) ?
	    factor_combine(b, (struct factor){ p * x->attr.number, q, NULL }) :
	    alg_times(b, e, x);
}

const struct expr *
alg_neg(struct builder *b, const struct expr *x)
{
	struct factor	f;

	if (is_zero(x))
		return x;
	f = factor_split(b, x);
	f.p = -f.p;
	return factor_combine(b, f);
}

/* The sum of two multiples of one expression; NULL if they are not that. */
static const struct expr *
like_terms(struct builder *b, struct factor f, struct factor g)
{
	if (f.q != g.q || (f.rest == NULL) != (g.rest == NULL) ||
	    (f.rest != NULL && !expr_equal(f.rest, g.rest)))
		return NULL;
	f.p += g.p;
	return factor_combine(b, f);
}

/* c * (x ± y), c being the number that both have in front. */
static const struct expr *
common_factor(struct builder *b, struct factor f, struct factor g)
{
	struct factor	c = { fabs(f.p), f.q, NULL };

	f.p /= c.p;
	g.p /= c.p;
	f.q = g.q = 1;
	c.rest = alg_plus(b, factor_combine(b, f), factor_combine(b, g));
	return factor_combine(b, c);
}

const struct expr *
alg_plus(struct builder *b, const struct expr *x, const struct expr *y)
{
	const struct expr	*e;
	struct factor		 f, g;

	if (is_zero(x))
		return y;
	if (is_zero(y))
		return x;
	f = factor_split(b, x);
	g = factor_split(b, y);
	if (shape_equal(x->shape, y->shape) &&
	    (e = like_terms(b, f, g)) != NULL)
		return e;
	if (f.q == g.q && fabs(f.p) == fabs(g.p) &&
	    (f.q != 1 || fabs(f.p) != 1))
		return common_factor(b, f, g);
	if (g.p < 0) {
		g.p = -g.p;
		return alg_make2(b, OP_MINUS, x, factor_combine(b, g));
	}
	if (f.p < 0) {
		f.p = -f.p;
		return alg_make2(b, OP_MINUS, y, factor_combine(b, f));
	}
	return alg_make2(b, OP_PLUS, x, y);
}

const struct expr *
alg_minus(struct builder *b, const struct expr *x, const struct expr *y)
{
	if (is_zero(y))
		return x;
	return alg_plus(b, x, alg_neg(b, y));
}

const struct expr *
alg_power(struct builder *b, const struct expr *x, double n)
{
	if (n == 0)
		return expr_number(b, 1);
	if (n == 1)
		return x;
	return alg_make2(b, OP_POWER, x, expr_number(b, n));
}

const struct expr *
alg_mul(struct builder *b, const struct expr *x, const struct expr *y)
{
	struct factor	f, g;

	if (expr_is_scalar(x) || expr_is_scalar(y))
		return alg_times(b, x, y);
	if (is_zero(x) || is_zero(y))
		return expr_number(b, 0);
	if (x->op == OP_ONES)
		return alg_sum(b, y, 1);
	if (y->op == OP_ONES)
		return alg_sum(b, x, 2);
	if (x->op == OP_EYE)
		return y;
	if (y->op == OP_EYE)
		return x;
	f = factor_split(b, x);
	g = factor_split(b, y);
	if (factor_shrunk(f.rest, x) || factor_shrunk(g.rest, y) ||
	    !factor_exact(f.p, g.p) || !factor_exact(f.q, g.q))
		return alg_make2(b, OP_MUL, x, y);
	f.p *= g.p;
	f.q *= g.q;
	f.rest = alg_make2(b, OP_MUL, f.rest, g.rest);
	return factor_combine(b, f);
}

const struct expr *
alg_transpose(struct builder *b, const struct expr *x)
{
	const struct expr	*t;
	struct factor		 f;

	if (expr_is_scalar(x) || x->op == OP_EYE)
		return x;
	switch (x->op) {
	case OP_TRANSPOSE:
		return x->arg[0];
	case OP_ONES:
	case OP_ZEROS:
		return expr_make_shaped(b, x->op, NULL,
		    (struct shape){ x->shape.cols, x->shape.rows }, 0, NULL);
	case OP_MUL:
		if (x->arg[0]->op != OP_TRANSPOSE &&
		    x->arg[1]->op != OP_TRANSPOSE)
			break;
		t = alg_mul(b, alg_transpose(b, x->arg[1]),
		    alg_transpose(b, x->arg[0]));
		if (t->shape.rows == x->shape.cols &&
		    t->shape.cols == x->shape.rows)
			return t;
		break;
	default:
		break;
	}
	f = factor_split(b, x);
	if (!factor_shrunk(f.rest, x) && (f.p != 1 || f.q != 1)) {
		f.rest = alg_transpose(b, f.rest);
		return factor_combine(b, f);
	}
	return alg_make1(b, OP_TRANSPOSE, x);
}

/*
 * 1 if every column of the expression sums to 1: a onehot that nobody can
 * edit. (A label out of range makes a column of NaN, and stays visible.)
 */
static int
is_onehot(const struct expr *e)
{
	if (e->op == OP_NAME && e->attr.name.symbol->kind == SYMBOL_EQUATION)
		e = e->attr.name.symbol->value;
	return e->op == OP_ONEHOT;
}

const struct expr *
alg_sum(struct builder *b, const struct expr *x, int dim)
{
	struct factor	f;

	if ((dim != 2 && x->shape.rows != 1) ||
	    (dim != 1 && x->shape.cols != 1)) {
		f = factor_split(b, x);
		if (factor_shrunk(f.rest, x))	/* a sum needs all of it */
			f = (struct factor){ 1, 1, x };
		if (dim == 1 && is_onehot(f.rest))
			return factor_combine(b, (struct factor){ f.p, f.q,
			    NULL });
		if (f.rest->op == OP_SUM && dim == 0)
			f.rest = f.rest->arg[0];
		f.rest = expr_make(b, OP_SUM, &(union attr){ .dim = dim }, 1,
		    &f.rest);
		return factor_combine(b, f);
	}
	return x;
}

const struct expr *
alg_reduce(struct builder *b, const struct expr *g, struct shape full,
    struct shape to)
{
	int	rows = to.rows == 1 && full.rows != 1;
	int	cols = to.cols == 1 && full.cols != 1;

	assert(to.rows == full.rows || to.rows == 1);
	assert(to.cols == full.cols || to.cols == 1);
	if (rows && cols && shape_equal(g->shape, full))
		return alg_sum(b, g, 0);
	if (rows)
		g = g->shape.rows == full.rows ? alg_sum(b, g, 1) :
		    alg_scale(b, g, full.rows, 1);
	if (cols)
		g = g->shape.cols == full.cols ? alg_sum(b, g, 2) :
		    alg_scale(b, g, full.cols, 1);
	return g;
}

const struct expr *
alg_expand(struct builder *b, const struct expr *g, struct shape shape)
{
	const struct expr	*ones;
	struct factor		 f;
	struct shape		 s = shape;

	if (shape_equal(g->shape, shape))
		return g;
	if (is_zero(g))
		return alg_zeros(b, shape);
	if (!expr_is_scalar(g)) {
		if (g->shape.rows == 1)
			s.cols = 1;
		else
			s.rows = 1;
	}
	ones = expr_make_shaped(b, OP_ONES, NULL, s, 0, NULL);
	f = factor_split(b, g);
	if (f.rest == NULL) {
		f.rest = ones;
		return factor_combine(b, f);
	}
	if (expr_is_scalar(g))
		return alg_make2(b, OP_TIMES, g, ones);
	return g->shape.rows == 1 ? alg_make2(b, OP_MUL, ones, g) :
	    alg_make2(b, OP_MUL, g, ones);
}

const struct expr *
alg_tidy(struct builder *b, const struct expr *e)
{
	const struct expr	*x;

	e = alg_settle(b, e);
	switch (e->op) {
	case OP_NEG:
		x = e->arg[0];
		return x->op != OP_MINUS ? e :
		    alg_make2(b, OP_MINUS, x->arg[1], x->arg[0]);
	case OP_TIMES:
	case OP_MUL:
	case OP_DIVIDE:
		x = alg_tidy(b, e->arg[0]);
		return x == e->arg[0] ? e :
		    alg_make2(b, e->op, x, e->arg[1]);
	default:
		return e;
	}
}

const struct expr *
alg_index(struct builder *b, const struct expr *x,
    const struct selection *rows, const struct selection *cols)
{
	if (rows->all && cols->all)
		return x;
	return expr_make(b, OP_INDEX,
	    &(union attr){ .pick = { *rows, *cols } }, 1, &x);
}

const struct expr *
alg_scatter(struct builder *b, const struct expr *g, const struct expr *index)
{
	struct factor	f = factor_split(b, g);

	if (f.rest == NULL)
		f = (struct factor){ 1, 1, g };
	f.rest = expr_make_shaped(b, OP_SCATTER, &index->attr,
	    index->arg[0]->shape, 1, &f.rest);
	return factor_combine(b, f);
}

const struct expr *
alg_zeros(struct builder *b, struct shape shape)
{
	return expr_make_shaped(b, OP_ZEROS, NULL, shape, 0, NULL);
}

struct selection
selection_all(uint32_t n)
{
	return (struct selection){ .count = n, .step = 1, .all = 1 };
}

struct selection
selection_range(uint32_t first, uint32_t count)
{
	return (struct selection){ .first = first, .count = count, .step = 1 };
}
