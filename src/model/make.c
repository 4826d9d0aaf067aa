/* SPDX-License-Identifier: MIT */
/*
 * Calls that are no node of their name: what is said by other functions, or
 * known now, and what has an argument of its own kind.
 */

#include "make.h"

#include <assert.h>
#include <math.h>

#include "gradus/op.h"

static const struct expr *
make_scatter(struct parser *p, const struct call *c)
{
	union attr	attr = { .pick = { c->i[0], c->i[1] } };
	struct shape	picked = { c->i[0].count, c->i[1].count }, both;

	assert(c->nm == 1);
	if (!shape_broadcast(c->m[0]->shape, picked, &both) ||
	    !shape_equal(both, picked)) {
		parse_note(p, p->b.span, "a %u×%u does not fit into %u rows "
		    "and %u columns", c->m[0]->shape.rows,
		    c->m[0]->shape.cols, picked.rows, picked.cols);
		return expr_error(&p->b);
	}
	return expr_make_shaped(&p->b, OP_SCATTER, &attr, (struct shape){
	    (uint32_t)c->n[0], (uint32_t)c->n[1] }, 1, c->m);
}

/* The cells of labels that are known now, or NULL. */
static const double *
known_cells(const struct expr *e)
{
	if (e->op == OP_NAME && e->attr.name.symbol->kind == SYMBOL_DATA)
		e = e->attr.name.symbol->value;
	return e->op == OP_MATRIX ? e->attr.data.cells :
	    e->op == OP_NUMBER ? &e->attr.number : NULL;
}

/* Notes a label that is no number of a class; returns -1 then. */
static int
check_labels(struct parser *p, const struct expr *labels, int64_t classes)
{
	const double	*cells = known_cells(labels);
	size_t		 i, n = shape_cells(labels->shape);

	for (i = 0; cells != NULL && i < n; i++) {
		if (cells[i] >= 1 && cells[i] <= (double)classes &&
		    cells[i] == floor(cells[i]))
			continue;
		parse_note(p, p->b.span, "label %s: labels are 1 to %lld",
		    parse_decimal(p, cells[i]), (long long)classes);
		if (cells[i] == 0)
			diag_hint(p->b.diag, "they count from 1");
		return -1;
	}
	return 0;
}

static const struct expr *
two(struct builder *b, enum op op, const struct expr *x, const struct expr *y)
{
	return expr_make(b, op, NULL, 2, (const struct expr *[]){ x, y });
}

/* With a slope of its own: a where a > 0, else slope a. */
static const struct expr *
make_leaky(struct parser *p, const struct expr *a, const struct expr *slope)
{
	struct builder		*b = &p->b;
	const struct expr	*zero = expr_number(b, 0);

	if (!expr_is_scalar(slope)) {
		parse_note(p, slope->span, "the slope is one number, and this "
		    "is %u×%u", slope->shape.rows, slope->shape.cols);
		return expr_error(b);
	}
	return two(b, OP_TIMES, a, two(b, OP_PLUS, two(b, OP_GT, a, zero),
	    two(b, OP_TIMES, slope, two(b, OP_LE, a, zero))));
}

const struct expr *
make_special(struct parser *p, const struct op_def *def,
    const struct call *c)
{
	struct builder		*b = &p->b;
	const struct expr	*e;

	switch (def->op) {
	case OP_ROWS:
		return expr_number(b, c->m[0]->shape.rows);
	case OP_COLUMNS:
		return expr_number(b, c->m[0]->shape.cols);
	case OP_NUMEL:
		return expr_number(b, (double)shape_cells(c->m[0]->shape));
	case OP_LEAKY_RELU:
		return c->nm == 1 ? NULL : make_leaky(p, c->m[0], c->m[1]);
	case OP_SOFTMAX:
		if (c->nn == 0 || c->n[0] == 1)
			return NULL;
		e = expr_make(b, OP_TRANSPOSE, NULL, 1, c->m);
		e = expr_make(b, OP_SOFTMAX, NULL, 1, &e);
		return expr_make(b, OP_TRANSPOSE, NULL, 1, &e);
	case OP_SCATTER:
		return make_scatter(p, c);
	case OP_ONEHOT:
		return check_labels(p, c->m[0], c->n[0]) == -1 ?
		    expr_error(b) : NULL;
	default:
		return NULL;
	}
}
