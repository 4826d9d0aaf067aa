/* SPDX-License-Identifier: MIT */
/*
 * The shape rules: what fits with what, and what to say when it does not.
 */

#include <assert.h>
#include <string.h>

#include "gradus/expr.h"
#include "gradus/ops.h"

#define SHOWN	40	/* bytes of source that a message repeats */

/* The text of the node in its source, or how else to speak of it. */
static const char *
quote(struct builder *b, const struct expr *e, const char *otherwise)
{
	size_t	n;

	n = e->span.end - e->span.start;
	if (n == 0 || n > SHOWN ||
	    memchr(b->source->text + e->span.start, '\n', n) != NULL)
		return otherwise;
	return arena_strndup(b->arena, b->source->text + e->span.start, n);
}

/* The operand as it would stand beside * or ': in brackets if it must. */
static const char *
operand(struct builder *b, const struct expr *e)
{
	const char	*text;

	text = quote(b, e, "");
	if (op_def(e->op)->priority >= PRIORITY_POWER || *text == '\0')
		return text;
	return arena_printf(b->arena, "(%s)", text);
}

/* The transpose of the operand, where flip is set. */
static const char *
flip_operand(struct builder *b, const struct expr *e, int flip)
{
	if (flip && e->op == OP_TRANSPOSE)
		return operand(b, e->arg[0]);
	return arena_printf(b->arena, "%s%s", operand(b, e), flip ? "'" : "");
}

static int
product_fits(struct shape a, struct shape b)
{
	return a.cols == b.rows;
}

static struct shape
flipped(struct shape s)
{
	return (struct shape){ s.cols, s.rows };
}

/* Suggests a product of the same two operands that does fit. */
static void
hint_product(struct builder *b, const struct expr *p, const struct expr *q)
{
	static const struct {
		int	 swap, flip[2];
	} ways[] = { { 0, { 1, 0 } }, { 0, { 0, 1 } }, { 1, { 0, 0 } },
	    { 0, { 1, 1 } } };
	const char	*s, *t;
	struct shape	 u, v, both;
	size_t		 i;

	if (*operand(b, p) == '\0' || *operand(b, q) == '\0')
		return;
	for (i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		s = flip_operand(b, ways[i].swap ? q : p, ways[i].flip[0]);
		t = flip_operand(b, ways[i].swap ? p : q, ways[i].flip[1]);
		u = ways[i].swap ? q->shape : p->shape;
		v = ways[i].swap ? p->shape : q->shape;
		if (ways[i].flip[0])
			u = flipped(u);
		if (ways[i].flip[1])
			v = flipped(v);
		if (!product_fits(u, v) || shape_equal(p->shape, q->shape))
			continue;
		diag_hint(b->diag, "%s * %s is %u×%u times %u×%u and fits",
		    s, t, u.rows, u.cols, v.rows, v.cols);
		return;
	}
	if (p->shape.cols == 1 && shape_equal(p->shape, q->shape))
		diag_hint(b->diag, "%s * %s is a number; cell by cell it is "
		    "%s .* %s", flip_operand(b, p, 1), operand(b, q),
		    operand(b, p), operand(b, q));
	else if (shape_broadcast(p->shape, q->shape, &both))
		diag_hint(b->diag, "cell by cell it is %s .* %s",
		    operand(b, p), operand(b, q));
}

int
shape_mul(struct builder *b, struct expr *e)
{
	const struct expr	*p = e->arg[0], *q = e->arg[1];

	if (!product_fits(p->shape, q->shape)) {
		assert(b->diag != NULL);
		diag_error(b->diag, b->source, e->span, "%s: a %u×%u times "
		    "a %u×%u does not fit (%u column%s meet%s %u row%s)",
		    quote(b, e, "this product"), p->shape.rows, p->shape.cols,
		    q->shape.rows, q->shape.cols, p->shape.cols,
		    p->shape.cols == 1 ? "" : "s",
		    p->shape.cols == 1 ? "s" : "", q->shape.rows,
		    q->shape.rows == 1 ? "" : "s");
		hint_product(b, p, q);
		return -1;
	}
	e->shape = (struct shape){ p->shape.rows, q->shape.cols };
	return 0;
}

static void
note_broadcast(struct builder *b, const struct expr *e)
{
	const struct expr	*p = e->arg[0], *q = e->arg[1];
	int			 rows;

	assert(b->diag != NULL);
	rows = p->shape.rows != q->shape.rows && p->shape.rows != 1 &&
	    q->shape.rows != 1;
	diag_error(b->diag, b->source, e->span, "%s: a %u×%u and a %u×%u "
	    "do not fit cell by cell (%u %s beside %u)",
	    quote(b, e, op_def(e->op)->name), p->shape.rows, p->shape.cols,
	    q->shape.rows, q->shape.cols,
	    rows ? p->shape.rows : p->shape.cols, rows ? "rows" : "columns",
	    rows ? q->shape.rows : q->shape.cols);
	if (*operand(b, p) == '\0' || *operand(b, q) == '\0')
		return;
	if (e->op == OP_TIMES && product_fits(p->shape, q->shape))
		diag_hint(b->diag, "the matrix product %s * %s fits",
		    operand(b, p), operand(b, q));
	else if (shape_equal(p->shape, flipped(q->shape)))
		diag_hint(b->diag, "%s is %u×%u and fits",
		    flip_operand(b, q, 1), q->shape.cols, q->shape.rows);
	else
		diag_hint(b->diag, "a dimension fits where the two are equal "
		    "or one of them is 1");
}

int
shape_map(struct builder *b, struct expr *e)
{
	e->shape = e->arg[0]->shape;
	if (e->nargs == 2 && !shape_broadcast(e->arg[0]->shape,
	    e->arg[1]->shape, &e->shape)) {
		note_broadcast(b, e);
		return -1;
	}
	return 0;
}

int
shape_same(struct builder *b, struct expr *e)
{
	(void)b;
	e->shape = e->arg[0]->shape;
	return 0;
}

int
shape_transpose(struct builder *b, struct expr *e)
{
	(void)b;
	e->shape = flipped(e->arg[0]->shape);
	return 0;
}

int
shape_reduce(struct builder *b, struct expr *e)
{
	(void)b;
	e->shape = (struct shape){ 1, 1 };
	if (e->attr.dim == 1)
		e->shape.cols = e->arg[0]->shape.cols;
	else if (e->attr.dim == 2)
		e->shape.rows = e->arg[0]->shape.rows;
	return 0;
}

/* Notes that a function wants a vector; 0 if it has one. */
static int
want_vector(struct builder *b, const struct expr *e)
{
	const struct expr	*a = e->arg[0];

	if (a->shape.rows == 1 || a->shape.cols == 1)
		return 0;
	assert(b->diag != NULL);
	diag_error(b->diag, b->source, e->span,
	    "%s takes a vector, and %s is %u×%u", op_def(e->op)->name,
	    quote(b, a, "its argument"), a->shape.rows, a->shape.cols);
	return -1;
}

int
shape_norm(struct builder *b, struct expr *e)
{
	if (want_vector(b, e) == -1) {
		diag_hint(b->diag, "the Frobenius norm is sqrt(sum(%s.^2))",
		    operand(b, e->arg[0]));
		return -1;
	}
	e->shape = (struct shape){ 1, 1 };
	return 0;
}

int
shape_onehot(struct builder *b, struct expr *e)
{
	if (want_vector(b, e) == -1) {
		diag_hint(b->diag, "one label a sample: onehot(%s(1,:), n)",
		    quote(b, e->arg[0], "labels"));
		return -1;
	}
	e->shape.rows = (uint32_t)e->attr.whole;
	e->shape.cols = (uint32_t)shape_cells(e->arg[0]->shape);
	return 0;
}

/* Concatenation along rows (vertical) or columns. */
static int
shape_concat(struct builder *b, struct expr *e, int vertical)
{
	uint32_t	i, own, other;
	uint64_t	sum = 0;

	other = vertical ? e->arg[0]->shape.cols : e->arg[0]->shape.rows;
	for (i = 0; i < e->nargs; i++) {
		own = vertical ? e->arg[i]->shape.cols : e->arg[i]->shape.rows;
		if (own != other) {
			assert(b->diag != NULL);
			diag_error(b->diag, b->source, e->arg[i]->span,
			    "this has %u %s%s, and what stands %s it has %u",
			    own, vertical ? "column" : "row",
			    own == 1 ? "" : "s",
			    vertical ? "above" : "left of", other);
			diag_hint(b->diag, "%s", vertical ?
			    "all rows of a matrix are equally long" :
			    "only matrices of equally many rows stand side by "
			    "side; one above the other is [A; B]");
			return -1;
		}
		sum += vertical ? e->arg[i]->shape.rows :
		    e->arg[i]->shape.cols;
	}
	if (sum > UINT32_MAX)
		sum = UINT32_MAX;
	e->shape.rows = vertical ? (uint32_t)sum : other;
	e->shape.cols = vertical ? other : (uint32_t)sum;
	return 0;
}

int
shape_hcat(struct builder *b, struct expr *e)
{
	return shape_concat(b, e, 0);
}

int
shape_vcat(struct builder *b, struct expr *e)
{
	return shape_concat(b, e, 1);
}

int
shape_index(struct builder *b, struct expr *e)
{
	(void)b;
	e->shape.rows = e->attr.pick.rows.count;
	e->shape.cols = e->attr.pick.cols.count;
	return 0;
}
