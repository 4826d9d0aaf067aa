/* SPDX-License-Identifier: MIT */
/*
 * Expressions are made here, and only here, so that all of them are typed.
 */

#include "gradus/expr.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "gradus/algebra.h"
#include "gradus/symbol.h"

/* Comparing more nodes than this is not worth what might be simplified. */
#define TOO_LARGE	100000

/* 1 if a number may be taken out of a node: see factor_split(). */
static int
has_front(const struct expr *e)
{
	switch (e->op) {
	case OP_NUMBER:
	case OP_ONES:
	case OP_NEG:
		return 1;
	case OP_TIMES:
	case OP_MUL:
	case OP_DIVIDE:
		return e->arg[0]->front || e->arg[1]->front;
	case OP_SCATTER:
	case OP_TRANSPOSE:
		return e->arg[0]->front;
	default:
		return 0;
	}
}

static struct expr *
expr_new(struct builder *b, enum op op, const union attr *attr, size_t nargs,
    const struct expr *const *args)
{
	struct expr	*e;
	uint32_t	 depth = 0;
	size_t		 i;

	e = arena_alloc(b->arena, sizeof *e + nargs * sizeof e->arg[0]);
	b->made++;
	e->op = op;
	e->span = b->span;
	e->nargs = (uint32_t)nargs;
	e->size = 1;
	if (attr != NULL)
		e->attr = *attr;
	for (i = 0; i < nargs; i++) {
		e->arg[i] = alg_settle(b, args[i]);
		if (e->arg[i]->depth > depth)
			depth = e->arg[i]->depth;
		if (e->arg[i]->size > UINT32_MAX - e->size)
			e->size = UINT32_MAX;
		else
			e->size += e->arg[i]->size;
	}
	e->depth = depth + 1;
	e->front = has_front(e);
	return e;
}

static int
has_error(size_t nargs, const struct expr *const *args)
{
	size_t	i;

	for (i = 0; i < nargs; i++) {
		if (expr_is_error(args[i]))
			return 1;
	}
	return 0;
}

/* Refuses what is too large or nested too deep; 0 if it is neither. */
static int
check_limits(struct builder *b, const struct expr *e)
{
	if (e->depth > EXPR_MAX_DERIVED && b->diag == NULL)
		return -1;
	if (e->depth > EXPR_MAX_DERIVED) {
		diag_error(b->diag, b->source, e->span,
		    "this is nested more than %d deep", EXPR_MAX_DERIVED);
		diag_hint(b->diag, "give a part of it a name of its own");
		return -1;
	}
	if (shape_cells(e->shape) > EXPR_MAX_CELLS) {
		assert(b->diag != NULL);
		diag_error(b->diag, b->source, e->span,
		    "a %u×%u matrix has more than 10^7 elements",
		    e->shape.rows, e->shape.cols);
		diag_hint(b->diag, "that is the limit; take fewer samples or "
		    "smaller layers");
		return -1;
	}
	return 0;
}

const struct expr *
expr_make(struct builder *b, enum op op, const union attr *attr, size_t nargs,
    const struct expr *const *args)
{
	struct expr	*e;

	if (has_error(nargs, args))
		return expr_error(b);
	e = expr_new(b, op, attr, nargs, args);
	if (op_def(op)->shape(b, e) == -1 || check_limits(b, e) == -1)
		return expr_error(b);
	return e;
}

const struct expr *
expr_make_shaped(struct builder *b, enum op op, const union attr *attr,
    struct shape shape, size_t nargs, const struct expr *const *args)
{
	struct expr	*e;

	if (has_error(nargs, args))
		return expr_error(b);
	e = expr_new(b, op, attr, nargs, args);
	e->shape = shape;
	if (check_limits(b, e) == -1)
		return expr_error(b);
	return e;
}

const struct expr *
expr_number(struct builder *b, double number)
{
	return expr_make_shaped(b, OP_NUMBER, &(union attr){ .number = number },
	    (struct shape){ 1, 1 }, 0, NULL);
}

const struct expr *
expr_name(struct builder *b, const struct symbol *symbol)
{
	if (symbol->kind != SYMBOL_CHOICE && symbol->value != NULL &&
	    expr_is_error(symbol->value))
		return expr_error(b);
	return expr_make_shaped(b, OP_NAME,
	    &(union attr){ .name = { symbol, 0 } }, symbol->shape, 0, NULL);
}

const struct expr *
expr_error(struct builder *b)
{
	struct expr	*e;

	e = expr_new(b, OP_ERROR, NULL, 0, NULL);
	e->shape = (struct shape){ 1, 1 };
	e->size = UINT32_MAX;
	return e;
}

int
expr_is_number(const struct expr *e, double number)
{
	return e->op == OP_NUMBER && e->attr.number == number;
}

int
expr_is_scalar(const struct expr *e)
{
	return e->shape.rows == 1 && e->shape.cols == 1;
}

int
expr_is_error(const struct expr *e)
{
	return e->op == OP_ERROR;
}

static int
attr_equal(const struct expr *a, const struct expr *b)
{
	switch (op_def(a->op)->attr) {
	case ATTR_NONE:
		return 1;
	case ATTR_NUMBER:
		return a->attr.number == b->attr.number &&
		    signbit(a->attr.number) == signbit(b->attr.number);
	case ATTR_NAME:
		return a->attr.name.symbol == b->attr.name.symbol &&
		    a->attr.name.order == b->attr.name.order;
	case ATTR_PICK:
		return selection_equal(&a->attr.pick.rows, &b->attr.pick.rows)
		    && selection_equal(&a->attr.pick.cols, &b->attr.pick.cols);
	case ATTR_DIM:
		return a->attr.dim == b->attr.dim;
	case ATTR_WHOLE:
		return a->attr.whole == b->attr.whole;
	case ATTR_CELLS:
		return a->attr.data.cells == b->attr.data.cells ||
		    memcmp(a->attr.data.cells, b->attr.data.cells,
		    shape_cells(a->shape) * sizeof(double)) == 0;
	}
	return 0;
}

int
expr_equal(const struct expr *a, const struct expr *b)
{
	uint32_t	i;

	if (a == b)
		return 1;
	if (a->size > TOO_LARGE)
		return 0;
	if (a->op != b->op || a->nargs != b->nargs || a->size != b->size ||
	    a->depth != b->depth || !shape_equal(a->shape, b->shape) ||
	    !attr_equal(a, b))
		return 0;
	for (i = 0; i < a->nargs; i++) {
		if (!expr_equal(a->arg[i], b->arg[i]))
			return 0;
	}
	return 1;
}

int
expr_constant(const struct expr *e, double *out)
{
	double	a, b = 0;

	if (e->op == OP_NUMBER) {
		*out = e->attr.number;
		return 1;
	}
	if (op_def(e->op)->scalar == NULL || !expr_constant(e->arg[0], &a) ||
	    (e->nargs > 1 && !expr_constant(e->arg[1], &b)))
		return 0;
	*out = op_def(e->op)->scalar(a, b);
	return 1;
}

int
shape_equal(struct shape a, struct shape b)
{
	return a.rows == b.rows && a.cols == b.cols;
}

size_t
shape_cells(struct shape s)
{
	return (size_t)s.rows * s.cols;
}

int
shape_broadcast(struct shape a, struct shape b, struct shape *out)
{
	if ((a.rows != b.rows && a.rows != 1 && b.rows != 1) ||
	    (a.cols != b.cols && a.cols != 1 && b.cols != 1))
		return 0;
	out->rows = a.rows == 1 ? b.rows : a.rows;
	out->cols = a.cols == 1 ? b.cols : a.cols;
	return 1;
}

uint32_t
selection_at(const struct selection *s, uint32_t i)
{
	assert(i < s->count);
	if (s->list != NULL)
		return s->list[i];
	return (uint32_t)(s->first + (int64_t)i * s->step);
}

int
selection_equal(const struct selection *a, const struct selection *b)
{
	uint32_t	i;

	if (a->count != b->count || a->all != b->all)
		return 0;
	for (i = 0; i < a->count; i++) {
		if (selection_at(a, i) != selection_at(b, i))
			return 0;
	}
	return 1;
}
