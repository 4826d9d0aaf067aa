/* SPDX-License-Identifier: MIT */
/*
 * The number of a product: taken out, multiplied out, put back.
 */

#include "factor.h"

#include <math.h>

#include "gradus/algebra.h"

static const struct expr *
or_one(struct builder *b, const struct expr *rest)
{
	return rest != NULL ? rest : expr_number(b, 1);
}

/* The same places, with other cells in them. */
static const struct expr *
scatter(struct builder *b, const struct expr *e, const struct expr *cells)
{
	return expr_make_shaped(b, OP_SCATTER, &e->attr, e->shape, 1, &cells);
}

int
factor_shrunk(const struct expr *rest, const struct expr *e)
{
	return rest == NULL || !shape_equal(rest->shape, e->shape);
}

int
factor_exact(double x, double y)
{
	double	xy = fabs(x * y);

	return xy == 0 ? x == 0 || y == 0 : xy < 0x1p53 && xy > 0x1p-53 &&
	    fma(fabs(x), fabs(y), -xy) == 0;
}

/* A product or quotient whose operands have numbers to give away. */
static struct factor
split_pair(struct builder *b, const struct expr *e)
{
	struct factor	x = factor_split(b, e->arg[0]), f;
	struct factor	y = factor_split(b, e->arg[1]);
	int		over = e->op == OP_DIVIDE;

	f.p = x.p * (over ? y.q : y.p);
	f.q = x.q * (over ? y.p : y.q);
	f.rest = e;
	if ((x.rest == e->arg[0] && y.rest == e->arg[1]) || f.q == 0 ||
	    !factor_exact(x.p, over ? y.q : y.p) ||
	    !factor_exact(x.q, over ? y.p : y.q) ||
	    (over && x.rest == NULL && f.p == 1 && f.q == 1) ||
	    (e->op == OP_MUL && (factor_shrunk(x.rest, e->arg[0]) ||
	    factor_shrunk(y.rest, e->arg[1]))))
		return (struct factor){ 1, 1, e };
	if (y.rest == NULL)
		f.rest = x.rest;
	else if (x.rest == NULL && !over)
		f.rest = y.rest;
	else
		f.rest = alg_make2(b, e->op, or_one(b, x.rest), y.rest);
	return f;
}

static struct factor
split_node(struct builder *b, const struct expr *e)
{
	struct factor	f = { 1, 1, e };

	switch (e->op) {
	case OP_NUMBER:
		return (struct factor){ e->attr.number, 1, NULL };
	case OP_ONES:
		return (struct factor){ 1, 1, NULL };
	case OP_NEG:
		f = factor_split(b, e->arg[0]);
		f.p = -f.p;
		return f;
	case OP_TIMES:
	case OP_MUL:
	case OP_DIVIDE:
		return split_pair(b, e);
	case OP_SCATTER:
		f = factor_split(b, e->arg[0]);
		if (f.rest == NULL || f.rest == e->arg[0])
			return (struct factor){ 1, 1, e };
		f.rest = scatter(b, e, f.rest);
		return f;
	case OP_TRANSPOSE:
		f = factor_split(b, e->arg[0]);
		if (f.rest != NULL)
			f.rest = f.rest == e->arg[0] ? e :
			    alg_make1(b, OP_TRANSPOSE, f.rest);
		return f;
	default:
		return f;
	}
}

struct factor
factor_split(struct builder *b, const struct expr *e)
{
	struct factor	f = { 1, 1, e };

	if (!e->front)
		return f;
	f = split_node(b, e);
	if (f.rest == e && f.p == 1 && f.q == 1)
		((struct expr *)e)->front = 0;	/* never looked at again */
	return f;
}

/* Multiplies by the number p at the left end of a product. */
static const struct expr *
push(struct builder *b, const struct expr *e, double p)
{
	const struct expr	*left;

	if (p == 1)
		return e;
	switch (e->op) {
	case OP_NUMBER:
		if (p == -1 || factor_exact(p, e->attr.number))
			return expr_number(b, p * e->attr.number);
		break;
	case OP_TIMES:
	case OP_MUL:
	case OP_DIVIDE:
		left = push(b, e->arg[0], p);
		return alg_make2(b, e->op, left, e->arg[1]);
	case OP_SCATTER:
		return scatter(b, e, push(b, e->arg[0], p));
	default:
		break;
	}
	if (p == -1)
		return alg_make1(b, OP_NEG, e);
	return alg_make2(b, OP_TIMES, expr_number(b, p), e);
}

/* Multiplies by the number p, on top of a product: see algebra.h. */
static const struct expr *
lift(struct builder *b, const struct expr *e, double p)
{
	struct expr	*loose;

	if (p == 1 || (e->op != OP_TIMES && e->op != OP_MUL &&
	    e->op != OP_DIVIDE && e->op != OP_SCATTER))
		return push(b, e, p);
	loose = (struct expr *)(p == -1 ? alg_make1(b, OP_NEG, e) :
	    alg_make2(b, OP_TIMES, expr_number(b, p), e));
	loose->loose = !expr_is_error(loose);
	return loose;
}

const struct expr *
alg_settle(struct builder *b, const struct expr *e)
{
	if (!e->loose)
		return e;
	return e->op == OP_NEG ? push(b, e->arg[0], -1) :
	    push(b, e->arg[1], e->arg[0]->attr.number);
}

static double
gcd(double a, double b)
{
	double	t;

	for (a = fabs(a), b = fabs(b); b != 0; a = t) {
		t = b;
		b = fmod(a, b);
	}
	return a;
}

static int
is_whole(double d)
{
	return d == floor(d) && fabs(d) < 1e15;
}

const struct expr *
factor_combine(struct builder *b, struct factor f)
{
	double	d;

	if (f.p == 0)
		return expr_number(b, 0);
	if (f.rest != NULL && f.rest->op == OP_NUMBER &&
	    factor_exact(f.p, f.rest->attr.number)) {
		f.p *= f.rest->attr.number;
		f.rest = NULL;
	}
	if (f.q < 0) {
		f.p = -f.p;
		f.q = -f.q;
	}
	if (f.q != 1 && is_whole(f.p) && is_whole(f.q)) {
		d = gcd(f.p, f.q);
		f.p /= d;
		f.q /= d;
	}
	if (f.rest == NULL) {
		f.rest = expr_number(b, f.p);
		f.p = 1;
	}
	if (f.q != 1)
		f.rest = alg_make2(b, OP_DIVIDE, f.rest, expr_number(b, f.q));
	return lift(b, f.rest, f.p);
}
