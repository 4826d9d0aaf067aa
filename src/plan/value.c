/* SPDX-License-Identifier: MIT */
/*
 * Expressions become numbered values, each computed once however often it
 * stands (value numbering), and a few pairs of operators become one kernel.
 */

#include "value.h"

#include <assert.h>
#include <string.h>

#include "gradus/grad.h"
#include "gradus/ops.h"

void
number_init(struct numbering *nb, struct arena *arena, const struct model *m,
    const size_t *choices, const struct symbol *given)
{
	*nb = (struct numbering){ .arena = arena, .choices = choices,
	    .given = given };
	nb->b.arena = arena;
	nb->b.source = m->source;
	nb->symbol = arena_calloc(arena, m->nsymbols + 1,
	    sizeof nb->symbol[0]);
	map_init(&nb->keys, arena);
	map_init(&nb->nodes, arena);
}

void
number_scope(struct numbering *nb, enum scope scope)
{
	nb->scope = scope;
	map_init(&nb->nodes, nb->arena);
}

static void
key_selection(struct str *key, const struct selection *s)
{
	str_addf(key, "%u %d %u %d|", s->first, (int)s->step, s->count,
	    s->list != NULL);
	if (s->list != NULL)
		str_addn(key, (const char *)s->list,
		    s->count * sizeof s->list[0]);
}

/* What tells a value from others that are made by the same operator. */
static void
key_attr(struct str *key, const struct value *v)
{
	const union attr	*attr = &v->expr->attr;

	switch (op_def(v->op)->attr) {
	case ATTR_NONE:
		break;
	case ATTR_NUMBER:
		str_addn(key, (const char *)&attr->number, sizeof(double));
		break;
	case ATTR_NAME:
		str_addf(key, "%p", (const void *)v->symbol);
		break;
	case ATTR_PICK:
		key_selection(key, &attr->pick.rows);
		key_selection(key, &attr->pick.cols);
		break;
	case ATTR_DIM:
		str_addf(key, "%d", attr->dim);
		break;
	case ATTR_WHOLE:
		str_addf(key, "%llu", (unsigned long long)attr->whole);
		break;
	case ATTR_CELLS:
		str_addf(key, "%p", (const void *)attr->data.cells);
		break;
	}
}

/* The number of a value, an old one if there is one like it. */
static int32_t
intern(struct numbering *nb, struct value v)
{
	struct str	key;
	int32_t		i;
	size_t		k;

	for (k = 0; k < v.nargs; k++) {
		if (nb->values[v.arg[k]].scope > v.scope)
			v.scope = nb->values[v.arg[k]].scope;
	}
	str_init(&key);
	str_addn(&key, (const char *)&v.op, sizeof v.op);
	str_addn(&key, (const char *)&v.run, sizeof v.run);
	str_addn(&key, (const char *)&v.shape, sizeof v.shape);
	str_addn(&key, (const char *)v.arg, v.nargs * sizeof v.arg[0]);
	key_attr(&key, &v);
	if ((i = map_get(&nb->keys, key.data, key.len)) == -1) {
		i = (int32_t)nb->n;
		map_set(&nb->keys, key.data, key.len, i);
		nb->values = ARENA_GROW(nb->arena, nb->values, nb->n,
		    &nb->max);
		nb->values[nb->n++] = v;
	}
	str_release(&key);
	return i;
}

static int32_t
number_name(struct numbering *nb, const struct expr *e)
{
	const struct symbol	*s = e->attr.name.symbol;

	if (s == nb->hole)
		return nb->hole_value;
	if (nb->scope == SCOPE_START ||
	    (s->kind == SYMBOL_EQUATION && s != nb->given && !nb->computed))
		return nb->symbol[s->index];
	return intern(nb, (struct value){ .op = OP_NAME, .expr = e,
	    .symbol = s, .shape = s->shape, .scope = SCOPE_STEP });
}

/* f(x) or f'(x) …, f being the option that is chosen. */
static int32_t
number_choice(struct numbering *nb, const struct expr *e)
{
	const struct symbol	*choice = e->attr.name.symbol;
	const struct symbol	*outer = nb->hole;
	int32_t			 outer_value = nb->hole_value, i;
	struct symbol		*hole;
	enum op			 f;

	i = number_expr(nb, e->arg[0]);
	hole = arena_alloc(nb->arena, sizeof *hole);
	hole->kind = SYMBOL_DATA;
	hole->name = "x";
	hole->shape = e->shape;
	f = choice->options[nb->choices[choice->index]];
	nb->hole = hole;
	nb->hole_value = i;
	i = number_expr(nb, grad_derivative(&nb->b, f, hole,
	    e->attr.name.order));
	nb->hole = outer;
	nb->hole_value = outer_value;
	return i;
}

static int
is_op(const struct numbering *nb, int32_t i, enum op op)
{
	return nb->values[i].op == op;
}

static int
is_number(const struct numbering *nb, int32_t i, double d)
{
	return is_op(nb, i, OP_NUMBER) &&
	    nb->values[i].expr->attr.number == d;
}

/* log(softmax(x)), log(sigmoid(x)), log(1 - sigmoid(x)) in one rounding. */
static void
fuse_log(struct numbering *nb, struct value *v, int32_t *arg)
{
	const struct value	*x = &nb->values[arg[0]];

	if (x->run == run_softmax) {
		v->run = run_log_softmax;
		v->nargs = 2;
		arg[1] = arg[0];	/* it works on from there */
	} else if (x->run == run_sigmoid)
		v->run = run_log_sigmoid;
	else if (x->run == run_complement)
		v->run = run_log_complement;
	else
		return;
	v->op = x->op;
	arg[0] = x->arg[0];
}

/* w - alpha * g, where nothing is stretched but alpha. */
static int
is_descent(const struct numbering *nb, const struct value *v,
    const struct value *w, const struct value *product)
{
	const struct value	*alpha, *g;

	if (product->run != run_times)
		return 0;
	alpha = &nb->values[product->arg[0]];
	g = &nb->values[product->arg[1]];
	return shape_cells(alpha->shape) == 1 &&
	    shape_equal(w->shape, v->shape) && shape_equal(g->shape, v->shape);
}

/*
 * Kernels that do the work of two operators, in the same order of rounding:
 * x.^2, x .* (y > 0), and w - alpha * g; and those that round less.
 */
static void
fuse(struct numbering *nb, struct value *v, int32_t *arg)
{
	const struct value	*x = &nb->values[arg[0]], *y;

	switch (v->op) {
	case OP_LOG:
		fuse_log(nb, v, arg);
		break;
	case OP_POWER:
		if (is_number(nb, arg[1], 2)) {
			v->run = run_square;
			v->nargs = 1;
		}
		break;
	case OP_TIMES:
		y = &nb->values[arg[1]];
		if (y->run == run_gt && is_number(nb, y->arg[1], 0)) {
			v->run = run_mask;
			arg[1] = y->arg[0];
		}
		break;
	case OP_MINUS:
		y = &nb->values[arg[1]];
		if (y->run == run_sigmoid && is_number(nb, arg[0], 1)) {
			v->op = OP_SIGMOID;
			v->run = run_complement;
			v->nargs = 1;
			arg[0] = y->arg[0];
		} else if (is_descent(nb, v, x, y)) {
			v->run = run_descend;
			v->nargs = 3;
			arg[1] = y->arg[1];
			arg[2] = y->arg[0];
		}
		break;
	default:
		break;
	}
}

static int32_t
number_node(struct numbering *nb, const struct expr *e)
{
	struct value	 v = { .op = e->op, .expr = e, .shape = e->shape,
			    .nargs = e->nargs };
	int32_t		*arg;
	size_t		 i;

	arg = arena_calloc(nb->arena, e->nargs + 1, sizeof arg[0]);
	for (i = 0; i < e->nargs; i++)
		arg[i] = number_expr(nb, e->arg[i]);
	v.arg = arg;
	v.run = op_def(e->op)->run;
	if (e->op == OP_IDENTITY)
		return arg[0];
	if (e->nargs > 0)
		fuse(nb, &v, arg);
	return intern(nb, v);
}

int32_t
number_expr(struct numbering *nb, const struct expr *e)
{
	int32_t	i;

	assert(e->op != OP_ERROR && !e->loose);
	if (e->op == OP_NAME)
		return number_name(nb, e);
	if ((i = map_get(&nb->nodes, &e, sizeof e)) != -1)
		return i;
	i = e->op == OP_CHOICE ? number_choice(nb, e) : number_node(nb, e);
	map_set(&nb->nodes, &e, sizeof e, i);
	return i;
}
