/* SPDX-License-Identifier: MIT */
/*
 * Jacobians. Where all on the way works column by column, column k of p is a
 * function of column k of o alone, and the chain rule is carried forward: the
 * tangent of a value is (rows of the value) × (rows of o). Else each row of
 * the Jacobian is a gradient.
 */

#include <assert.h>
#include <string.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"
#include "gradus/grad.h"

#define MAX_NAMES	200

struct forward {
	struct builder			*b;
	struct depends			 depends;
	const struct symbol		*by;
	uint32_t			 k;	/* from 0 */
	uint32_t			 deep;	/* names inside names */
	const struct expr		**tangent;	/* by symbol */
};

static const struct expr	*tangent(struct forward *,
				    const struct expr *);

/* Column k of an expression; one that has one column is that column. */
static const struct expr *
column(struct forward *f, const struct expr *e)
{
	struct selection	 rows, cols;
	const struct expr	*args[2];
	uint32_t		 i;

	if (e->shape.cols == 1)
		return e;
	if (op_def(e->op)->flags & OP_MAP) {
		for (i = 0; i < e->nargs; i++)
			args[i] = column(f, e->arg[i]);
		return expr_make(f->b, e->op, &e->attr, e->nargs, args);
	}
	if (e->op == OP_MUL)
		return alg_mul(f->b, e->arg[0], column(f, e->arg[1]));
	rows = selection_all(e->shape.rows);
	cols = selection_range(f->k, 1);
	return alg_index(f->b, e, &rows, &cols);
}

/* An elementwise node: each argument's slope times its tangent. */
static const struct expr *
tangent_map(struct forward *f, const struct expr *e, const struct expr *y)
{
	const struct op_def	*def = op_def(e->op);
	const struct expr	*args[2], *node, *t, *part, *sum = NULL;
	struct shape		 shape = { e->shape.rows, f->by->shape.rows };
	uint32_t		 i;

	for (i = 0; i < e->nargs; i++)
		args[i] = column(f, e->arg[i]);
	node = expr_make(f->b, e->op, &e->attr, e->nargs, args);
	y = y == e ? node : column(f, y);
	for (i = 0; i < e->nargs; i++) {
		if (!depends_expr(&f->depends, e->arg[i]))
			continue;
		if (def->vjp == NULL)
			return alg_zeros(f->b, shape);
		if ((t = tangent(f, e->arg[i])) == NULL)
			return NULL;
		part = def->vjp(&(struct pullback){ .b = f->b, .node = node,
		    .i = i, .y = y, .g = t, .depends = &f->depends });
		if (part != NULL && !expr_is_number(part, 0))
			sum = alg_plus(f->b, sum, part);
	}
	return sum == NULL ? alg_zeros(f->b, shape) :
	    alg_expand(f->b, sum, shape);
}

/* dp = p .* (do - p' do) */
static const struct expr *
tangent_softmax(struct forward *f, const struct expr *e, const struct expr *y)
{
	const struct expr	*t, *p;

	if ((t = tangent(f, e->arg[0])) == NULL)
		return NULL;
	p = column(f, y);
	return alg_expand(f->b, alg_times(f->b, p, alg_minus(f->b, t,
	    alg_mul(f->b, alg_transpose(f->b, p), t))), t->shape);
}

/* The sum of each column, or the mean. */
static const struct expr *
tangent_sum(struct forward *f, const struct expr *e)
{
	const struct expr	*t;

	if (e->attr.dim == 2 || (e->attr.dim == 0 &&
	    e->arg[0]->shape.cols != 1) ||
	    (t = tangent(f, e->arg[0])) == NULL)
		return NULL;
	t = alg_reduce(f->b, t, (struct shape){ e->arg[0]->shape.rows,
	    t->shape.cols }, (struct shape){ 1, t->shape.cols });
	return e->op == OP_SUM ? t : alg_scale(f->b, t, 1,
	    e->arg[0]->shape.rows);
}

static const struct expr *
tangent_vcat(struct forward *f, const struct expr *e)
{
	const struct expr	**args;
	uint32_t		  i;

	args = arena_calloc(f->b->arena, e->nargs, sizeof args[0]);
	for (i = 0; i < e->nargs; i++) {
		args[i] = alg_zeros(f->b, (struct shape){
		    e->arg[i]->shape.rows, f->by->shape.rows });
		if (depends_expr(&f->depends, e->arg[i]) &&
		    (args[i] = tangent(f, e->arg[i])) == NULL)
			return NULL;
	}
	return alg_concat(f->b, OP_VCAT, e->nargs, args);
}

/* Of a node whose value y stands for; NULL where columns are mixed. */
static const struct expr *
tangent_node(struct forward *f, const struct expr *e, const struct expr *y)
{
	const struct expr	*t;
	struct selection	 all;

	f->b->span = e->span;
	if (op_def(e->op)->flags & OP_MAP)
		return tangent_map(f, e, y);
	switch (e->op) {
	case OP_NAME:
		return tangent(f, e);
	case OP_MUL:
		if (depends_expr(&f->depends, e->arg[0]) ||
		    (t = tangent(f, e->arg[1])) == NULL)
			return NULL;
		return alg_expand(f->b, alg_mul(f->b, e->arg[0], t),
		    (struct shape){ e->shape.rows, t->shape.cols });
	case OP_SOFTMAX:
		return tangent_softmax(f, e, y);
	case OP_SUM:
	case OP_MEAN:
		return tangent_sum(f, e);
	case OP_VCAT:
		return tangent_vcat(f, e);
	case OP_INDEX:
		if (!e->attr.pick.cols.all ||
		    (t = tangent(f, e->arg[0])) == NULL)
			return NULL;
		all = selection_all(t->shape.cols);
		return alg_index(f->b, t, &e->attr.pick.rows, &all);
	default:
		return NULL;
	}
}

static const struct expr *
tangent(struct forward *f, const struct expr *e)
{
	const struct symbol	*s;
	const struct expr	*t;
	uint32_t		 n = f->by->shape.rows;

	/* A value of one column mixes all of o's, unless o has one too. */
	if (e->shape.cols != f->by->shape.cols)
		return NULL;
	if (e->op != OP_NAME)
		return tangent_node(f, e, e);
	s = e->attr.name.symbol;
	if (s == f->by && n == 1)
		return expr_number(f->b, 1);
	if (s == f->by)
		return expr_make_shaped(f->b, OP_EYE, NULL,
		    (struct shape){ n, n }, 0, NULL);
	if (f->tangent[s->index] == NULL) {
		/* Gradients walk a long chain of names without recursion. */
		if (f->deep == MAX_NAMES)
			return NULL;
		f->deep++;
		t = tangent_node(f, s->value, e);
		f->deep--;
		f->tangent[s->index] = t;
	}
	return f->tangent[s->index];
}

/* Row i is the gradient of p(i, k) by column k of o. */
static const struct expr *
stack_gradients(struct forward *f, const struct symbol *const *earlier,
    size_t n, const struct expr *p)
{
	const struct expr	**rows, *cell, *g;
	struct selection	 r, c, all;
	uint32_t		 i;

	rows = arena_calloc(f->b->arena, p->shape.rows, sizeof rows[0]);
	for (i = 0; i < p->shape.rows; i++) {
		r = selection_range(i, 1);
		c = selection_range(f->k, 1);
		cell = p;
		if (!expr_is_scalar(p))
			cell = alg_index(f->b, p, &r, &c);
		g = grad_gradient(f->b, earlier, n, cell, f->by);
		if (expr_is_error(g))
			return g;
		all = selection_all(g->shape.rows);
		if (g->shape.cols != 1)
			g = alg_index(f->b, g, &all, &c);
		rows[i] = alg_transpose(f->b, g);
	}
	return alg_concat(f->b, OP_VCAT, p->shape.rows, rows);
}

const struct expr *
grad_jacobian(struct builder *b, const struct symbol *const *earlier,
    size_t n, const struct expr *p, const struct symbol *o, uint32_t k)
{
	struct forward		 f = { .b = b, .by = o, .k = k - 1 };
	const struct expr	*t;
	struct span		 span = b->span;

	assert(k >= 1 && k <= o->shape.cols);
	if ((uint64_t)p->shape.rows * o->shape.rows > EXPR_MAX_CELLS) {
		diag_error(b->diag, b->source, span, "this Jacobian would be "
		    "%u×%u, more than 10^7 elements", p->shape.rows,
		    o->shape.rows);
		return expr_error(b);
	}
	depends_init(&f.depends, b->arena, earlier, n, o);
	f.tangent = arena_calloc(b->arena, n, sizeof f.tangent[0]);
	if (depends_expr(&f.depends, p)) {
		t = tangent(&f, p);
		b->span = span;
		if (t != NULL && expr_is_error(t))
			return t;
		if (t != NULL)
			return alg_settle(b, alg_expand(b, t, (struct shape){
			    p->shape.rows, o->shape.rows }));
		if (p->shape.rows > 0)
			return alg_settle(b, stack_gradients(&f, earlier, n,
			    p));
	}
	diag_error(b->diag, b->source, span, "there is no Jacobian: column "
	    "%u of this does not depend on %s", k, o->name);
	return expr_error(b);
}
