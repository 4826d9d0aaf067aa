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

const struct expr *
vjp_plus(const struct pullback *p)
{
	return p->g;
}

MAP2(minus, x - y);

const struct expr *
vjp_minus(const struct pullback *p)
{
	return p->i == 0 ? p->g : alg_neg(p->b, p->g);
}

MAP1(neg, -x);

const struct expr *
vjp_neg(const struct pullback *p)
{
	return alg_neg(p->b, p->g);
}

MAP2(times, x * y);

const struct expr *
vjp_times(const struct pullback *p)
{
	return alg_times(p->b, p->g, p->node->arg[1 - p->i]);
}

MAP2(divide, x / y);

const struct expr *
vjp_divide(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*a = p->node->arg[0], *c = p->node->arg[1];

	if (p->i == 0)
		return alg_divide(b, p->g, c);
	if (p->y->op == OP_NAME)
		return alg_neg(b, alg_divide(b, alg_times(b, p->g, p->y), c));
	return alg_neg(b, alg_divide(b, alg_times(b, p->g, a),
	    alg_power(b, c, 2)));
}

MAP2(power, y == 2 ? x * x : elem_pow(x, y));

/* e where it is not 0, and there 1: what 0 times infinity must not become. */
static const struct expr *
or_one_at_zero(struct builder *b, const struct expr *e)
{
	size_t		 i, n = shape_cells(e->shape);
	double		*cells;

	if (e->op == OP_NUMBER)
		return e;
	if (e->op != OP_MATRIX)
		return alg_make2(b, OP_PLUS, e, sign(b, OP_EQ, e));
	cells = arena_calloc(b->arena, n + 1, sizeof *cells);
	for (i = 0; i < n; i++)
		cells[i] = e->attr.data.cells[i] == 0 ? 1 :
		    e->attr.data.cells[i];
	return expr_make_shaped(b, OP_MATRIX,
	    &(union attr){ .data = { cells, NULL } }, e->shape, 0, NULL);
}

/*
 * By the exponent a^n log a, which is 0 at a = 0, like a^n; by the base
 * n a^(n - 1), which is 0 where n is 0, whatever a is.
 */
const struct expr *
vjp_power(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*a = p->node->arg[0], *n = p->node->arg[1];
	const struct expr	*rest;

	if (p->i == 1 && expr_is_number(a, 0))
		return NULL;
	if (p->i == 1)
		return alg_times(b, p->g, alg_times(b, p->y,
		    alg_make1(b, OP_LOG, or_one_at_zero(b, a))));
	if (n->op == OP_NUMBER)
		return alg_times(b, p->g, alg_scale(b,
		    alg_power(b, a, n->attr.number - 1), n->attr.number, 1));
	rest = alg_make2(b, OP_POWER, a, alg_minus(b, or_one_at_zero(b, n),
	    expr_number(b, 1)));
	return alg_times(b, p->g, alg_times(b, n, rest));
}

MAP1(identity, x);

const struct expr *
vjp_identity(const struct pullback *p)
{
	return p->g;
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

const struct expr *
vjp_relu(const struct pullback *p)
{
	struct builder	*b = p->b;

	return alg_times(b, p->g, sign(b, OP_GT, p->node->arg[0]));
}

#define LEAK	0.01
#define MAX_NUMBER	100	/* nodes of what is taken for a number */

MAP1(leaky_relu, x > 0 ? x : LEAK * x);

const struct expr *
vjp_leaky_relu(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*x = p->node->arg[0];

	return alg_times(b, p->g, alg_plus(b, sign(b, OP_GT, x),
	    alg_scale(b, sign(b, OP_LE, x), LEAK, 1)));
}

MAP1(elu, x > 0 ? x : elem_expm1(x));

const struct expr *
vjp_elu(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*zero = expr_number(b, 0);

	return alg_times(b, p->g, alg_plus(b, alg_make2(b, OP_MIN, p->y, zero),
	    expr_number(b, 1)));
}

MAP_CELLS(sigmoid);

const struct expr *
vjp_sigmoid(const struct pullback *p)
{
	struct builder	*b = p->b;

	return alg_times(b, alg_times(b, p->g, p->y),
	    alg_minus(b, expr_number(b, 1), p->y));
}

MAP_CELLS(tanh);

const struct expr *
vjp_tanh(const struct pullback *p)
{
	struct builder	*b = p->b;

	return alg_times(b, p->g,
	    alg_minus(b, expr_number(b, 1), alg_power(b, p->y, 2)));
}

MAP1(softplus, (x > 0 ? x : x < 0 ? 0 : x) + elem_log1p(elem_exp(-fabs(x))));

const struct expr *
vjp_softplus(const struct pullback *p)
{
	struct builder	*b = p->b;

	return alg_times(b, p->g, alg_make1(b, OP_SIGMOID, p->node->arg[0]));
}

MAP_CELLS(exp);

const struct expr *
vjp_exp(const struct pullback *p)
{
	return alg_times(p->b, p->g, p->y);
}

MAP1(log, elem_log(x));

const struct expr *
vjp_log(const struct pullback *p)
{
	return alg_divide(p->b, p->g, p->node->arg[0]);
}

MAP1(sqrt, sqrt(x));

const struct expr *
vjp_sqrt(const struct pullback *p)
{
	struct builder	*b = p->b;

	return alg_divide(b, p->g, alg_scale(b, p->y, 2, 1));
}

MAP1(abs, fabs(x));

const struct expr *
vjp_abs(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*x = p->node->arg[0];

	return alg_times(b, p->g, alg_minus(b, sign(b, OP_GT, x),
	    sign(b, OP_LT, x)));
}

MAP1(sign, x > 0 ? 1 : x < 0 ? -1 : x);

/* As in Octave, a NaN loses against a number. */
MAP2(max, x > y || y != y ? x : y);

/* 1 if there is no name in it: 0, or 2 * 3, or zeros(2, 2). */
static int
is_number(const struct expr *e)
{
	uint32_t	i;

	if (e->op == OP_NAME || e->size > MAX_NUMBER)
		return 0;
	for (i = 0; i < e->nargs; i++)
		if (!is_number(e->arg[i]))
			return 0;
	return 1;
}

/*
 * At a tie one of the two arguments has all of the slope, whoever asks: a
 * number before an expression, so that max(0, x) is flat at 0 as relu is, else
 * the first one. So the parts add up to 1, also of max(x, x).
 */
static const struct expr *
slope_of_winner(const struct pullback *p, enum op strict, enum op tie)
{
	const struct expr	*const *arg = p->node->arg;
	uint32_t		 winner = !is_number(arg[0]) &&
				    is_number(arg[1]);

	return alg_times(p->b, p->g, alg_make2(p->b, p->i == winner ? tie :
	    strict, arg[p->i], arg[1 - p->i]));
}

const struct expr *
vjp_max(const struct pullback *p)
{
	return slope_of_winner(p, OP_GT, OP_GE);
}

MAP2(min, x < y || y != y ? x : y);

const struct expr *
vjp_min(const struct pullback *p)
{
	return slope_of_winner(p, OP_LT, OP_LE);
}

/* The function is known when one is chosen: write f' for its derivative. */
const struct expr *
vjp_choice(const struct pullback *p)
{
	struct builder	*b = p->b;
	union attr	 attr = p->node->attr;

	if (++attr.name.order > EXPR_MAX_ORDER) {
		diag_error(b->diag, b->source, b->span, "a function is "
		    "differentiated %d times at most", EXPR_MAX_ORDER);
		return expr_error(b);
	}
	return alg_times(b, p->g, expr_make(b, OP_CHOICE, &attr, 1,
	    p->node->arg));
}

/* Kernels that the compiler puts in place of two or three of the above. */

/* 1 - sigmoid(x), which does not round to 0. */
RUN1(complement, elem_sigmoid(-x));
/* Logarithms of the two, which do not become log(0) or log(1). */
RUN1(log_sigmoid, (x < 0 ? x : 0) - elem_log1p(elem_exp(-fabs(x))));
RUN1(log_complement, (x > 0 ? -x : 0) - elem_log1p(elem_exp(-fabs(x))));
/* x.^2 */
RUN1(square, x * x);
/* x .* (y > 0), by bits: a branch costs more than all the rest, see relu. */
static const double	truth[] = { 0, 1 };

static op_run	run_mask_cells;

RUN2(mask_cells, x * truth[y > 0]);

void
run_mask(const struct instr *in)
{
	const pair	 one = { 1, 1 };
	const double	*a = in->a.p, *b = in->b.p;
	double		*to = in->to;
	size_t		 i, n = in->rows * in->cols;

	if (in->layout != LAYOUT_VV) {
		run_mask_cells(in);
		return;
	}
	for (i = 0; i + 2 <= n; i += 2)
		PAIR(to + i) = READ(a + i) *
		    (pair)((READ(b + i) > 0.0) & (pair_bits)one);
	for (; i < n; i++)
		to[i] = a[i] * truth[b[i] > 0];
}

/* w - alpha * g, all of one shape; extra points to alpha. */
RUN2(descend, x - *(const double *)in->extra * y);
