/* SPDX-License-Identifier: MIT */
/*
 * Elementwise operators and functions: forward, and below it backward. Where
 * the derivative is shortest in terms of the result (tanh, sigmoid, exp), it
 * is written with y, which is the result's name if it has one.
 *
 * At a kink the derivative is the one from the left.
 */

#include <math.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"
#include "gradus/expr.h"
#include "gradus/ops.h"

#include "kernel.h"

#define VJP(name)							       \
	const struct expr *						       \
	vjp_##name(struct builder *b, const struct expr *node, size_t i,      \
	    const struct expr *y, const struct expr *g)

#define UNUSED(v)	(void)(v)

/* 1 where x op 0 holds, as an expression. */
static const struct expr *
sign(struct builder *b, enum op op, const struct expr *x)
{
	return alg_make2(b, op, x, expr_number(b, 0));
}

MAP2(lt, x < y);
MAP2(le, x <= y);
MAP2(gt, x > y);
MAP2(ge, x >= y);
MAP2(eq, x == y);
MAP2(ne, x != y);

MAP2(plus, x + y);

VJP(plus)
{
	UNUSED(b), UNUSED(node), UNUSED(i), UNUSED(y);
	return g;
}

MAP2(minus, x - y);

VJP(minus)
{
	UNUSED(node), UNUSED(y);
	return i == 0 ? g : alg_neg(b, g);
}

MAP1(neg, -x);

VJP(neg)
{
	UNUSED(node), UNUSED(i), UNUSED(y);
	return alg_neg(b, g);
}

MAP2(times, x * y);

VJP(times)
{
	UNUSED(y);
	return alg_times(b, g, node->arg[1 - i]);
}

MAP2(divide, x / y);

VJP(divide)
{
	const struct expr	*a = node->arg[0], *c = node->arg[1];

	if (i == 0)
		return alg_divide(b, g, c);
	if (y->op == OP_NAME)
		return alg_neg(b, alg_divide(b, alg_times(b, g, y), c));
	return alg_neg(b, alg_divide(b, alg_times(b, g, a),
	    alg_power(b, c, 2)));
}

MAP2(power, y == 2 ? x * x : pow(x, y));

VJP(power)
{
	const struct expr	*a = node->arg[0], *n = node->arg[1], *rest;

	if (i == 1)
		return alg_times(b, g, alg_times(b, y,
		    alg_make1(b, OP_LOG, a)));
	if (n->op == OP_NUMBER)
		return alg_times(b, g, alg_scale(b,
		    alg_power(b, a, n->attr.number - 1), n->attr.number, 1));
	rest = alg_make2(b, OP_POWER, a, alg_minus(b, n, expr_number(b, 1)));
	return alg_times(b, g, alg_times(b, n, rest));
}

MAP1(identity, x);

VJP(identity)
{
	UNUSED(b), UNUSED(node), UNUSED(i), UNUSED(y);
	return g;
}

/*
 * In two steps, which compilers turn into a mask: the signs of a layer follow
 * no pattern, and a branch on them costs more than all the rest.
 */
static inline double
relu(double x)
{
	double	positive = x > 0 ? x : 0;

	return x != x ? x : positive;
}

MAP1(relu, relu(x));

VJP(relu)
{
	UNUSED(i), UNUSED(y);
	return alg_times(b, g, sign(b, OP_GT, node->arg[0]));
}

#define LEAK	0.01

MAP1(leaky_relu, x > 0 ? x : LEAK * x);

VJP(leaky_relu)
{
	const struct expr	*x = node->arg[0];

	UNUSED(i), UNUSED(y);
	return alg_times(b, g, alg_plus(b, sign(b, OP_GT, x),
	    alg_scale(b, sign(b, OP_LE, x), LEAK, 1)));
}

/* Either form is exact where it is used, and exp cannot overflow. */
static double
sigmoid(double x)
{
	double	e = exp(-fabs(x));

	return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

MAP1(sigmoid, sigmoid(x));

VJP(sigmoid)
{
	UNUSED(node), UNUSED(i);
	return alg_times(b, alg_times(b, g, y),
	    alg_minus(b, expr_number(b, 1), y));
}

MAP1(tanh, tanh(x));

VJP(tanh)
{
	UNUSED(node), UNUSED(i);
	return alg_times(b, g,
	    alg_minus(b, expr_number(b, 1), alg_power(b, y, 2)));
}

MAP1(softplus, (x > 0 ? x : x < 0 ? 0 : x) + log1p(exp(-fabs(x))));

VJP(softplus)
{
	UNUSED(i), UNUSED(y);
	return alg_times(b, g, alg_make1(b, OP_SIGMOID, node->arg[0]));
}

MAP1(exp, exp(x));

VJP(exp)
{
	UNUSED(node), UNUSED(i);
	return alg_times(b, g, y);
}

MAP1(log, log(x));

VJP(log)
{
	UNUSED(i), UNUSED(y);
	return alg_divide(b, g, node->arg[0]);
}

MAP1(sqrt, sqrt(x));

VJP(sqrt)
{
	UNUSED(node), UNUSED(i);
	return alg_divide(b, g, alg_scale(b, y, 2, 1));
}

MAP1(abs, fabs(x));

VJP(abs)
{
	const struct expr	*x = node->arg[0];

	UNUSED(i), UNUSED(y);
	return alg_times(b, g, alg_minus(b, sign(b, OP_GT, x),
	    sign(b, OP_LE, x)));
}

/* As in Octave, a NaN loses against a number. */
MAP2(max, x > y || y != y ? x : y);

/*
 * At a tie the slope by an argument is the one from the left, as long as the
 * other does not move: max(0, x) is flat at 0. Where both move, the tie goes
 * to one of them alone, so that max(x, x) has the slope of x.
 */
static int
both_move(const struct builder *b, const struct expr *node)
{
	return b->by != NULL && depends_expr(b->by, node->arg[0]) &&
	    depends_expr(b->by, node->arg[1]);
}

VJP(max)
{
	enum op	op = i == 1 && both_move(b, node) ? OP_GE : OP_GT;

	UNUSED(y);
	return alg_times(b, g, alg_make2(b, op, node->arg[i],
	    node->arg[1 - i]));
}

MAP2(min, x < y || y != y ? x : y);

VJP(min)
{
	enum op	op = i == 1 && both_move(b, node) ? OP_LT : OP_LE;

	UNUSED(y);
	return alg_times(b, g, alg_make2(b, op, node->arg[i],
	    node->arg[1 - i]));
}

/* The function is known when one is chosen: write f' for its derivative. */
VJP(choice)
{
	union attr	attr = node->attr;

	UNUSED(i), UNUSED(y);
	if (++attr.name.order > EXPR_MAX_ORDER) {
		diag_error(b->diag, b->source, b->span, "a function is "
		    "differentiated %d times at most", EXPR_MAX_ORDER);
		return expr_error(b);
	}
	return alg_times(b, g, expr_make(b, OP_CHOICE, &attr, 1, node->arg));
}

/* Kernels that the compiler puts in place of two or three of the above. */

/* 1 - sigmoid(x), which does not round to 0. */
RUN1(complement, sigmoid(-x));
/* Logarithms of the two, which do not become log(0) or log(1). */
RUN1(log_sigmoid, (x < 0 ? x : 0) - log1p(exp(-fabs(x))));
RUN1(log_complement, (x > 0 ? -x : 0) - log1p(exp(-fabs(x))));
/* x.^2 */
RUN1(square, x * x);
/* x .* (y > 0), without a branch: see relu. */
static const double	truth[] = { 0, 1 };

RUN2(mask, x * truth[y > 0]);

/* w - alpha * g, all of one shape; extra points to alpha. */
RUN2(descend, x - *(const double *)in->extra * y);
