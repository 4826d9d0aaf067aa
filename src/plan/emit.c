/* SPDX-License-Identifier: MIT */
/*
 * Values become instructions: a kernel each, with its operands, in the order
 * of their numbers. What only looks at other cells becomes none.
 */

#include "emit.h"

#include <assert.h>

#include "gradus/ops.h"

static int
is_view(const struct value *v)
{
	return v->op == OP_TRANSPOSE || (v->op == OP_INDEX &&
	    v->expr->attr.pick.rows.list == NULL &&
	    v->expr->attr.pick.cols.list == NULL);
}

static int
needs_matrix(const struct value *v)
{
	return !is_view(v) && v->op != OP_NAME && v->op != OP_MATRIX &&
	    v->op != OP_CSV && v->op != OP_NUMBER;
}

/*
 * Marks what the marked need. Arguments have lower numbers, so one pass from
 * the last value to the first does it, however long the chain is.
 */
static void
mark(struct numbering *nb, size_t *bytes)
{
	struct value	*v;
	size_t		 i, k;

	for (i = nb->n; i-- > 0;) {
		v = &nb->values[i];
		if (!v->live)
			continue;
		if (needs_matrix(v) && v->target == NULL)
			*bytes += shape_cells(v->shape) * sizeof(double);
		for (k = 0; k < v->nargs; k++)
			nb->values[v->arg[k]].live = 1;
	}
}

void
emit_mark(struct numbering *nb, const struct root *roots, size_t n,
    size_t *bytes)
{
	struct value	*v;
	size_t		 i;

	for (i = 0; i < n; i++) {
		v = &nb->values[roots[i].value];
		v->live = 1;
		/* An initial value may be edited; a constant must not. */
		if (v->target == NULL && needs_matrix(v) &&
		    roots[i].scope == SCOPE_STEP)
			v->target = roots[i].to;
	}
	mark(nb, bytes);
}

static struct view
dense(const double *p, struct shape s)
{
	return (struct view){ p, s.cols, 1 };
}

static struct view
view_of(const struct value *v, const struct view *a)
{
	const struct selection	*rows, *cols;

	if (v->op == OP_TRANSPOSE)
		return (struct view){ a->p, a->col, a->row };
	rows = &v->expr->attr.pick.rows;
	cols = &v->expr->attr.pick.cols;
	if (rows->count == 0 || cols->count == 0)
		return *a;
	return (struct view){ &CELL(*a, rows->first, cols->first),
	    rows->step * a->row, cols->step * a->col };
}

/* A view as an operand of something of the given shape: 0 repeats. */
static struct view
broadcast(struct view a, struct shape own, struct shape shape)
{
	assert(own.rows == shape.rows || own.rows == 1);
	assert(own.cols == shape.cols || own.cols == 1);
	if (own.rows == 1 && shape.rows != 1)
		a.row = 0;
	if (own.cols == 1 && shape.cols != 1)
		a.col = 0;
	return a;
}

static int
is_dense(const struct view *a, struct shape s)
{
	return (s.cols == 1 || a->col == 1) &&
	    (s.rows == 1 || a->row == (ptrdiff_t)s.cols);
}

static enum layout
layout_of(const struct instr *in, const struct value *a,
    const struct value *b, struct shape s)
{
	int	da = shape_equal(a->shape, s) && is_dense(&in->a, s);
	int	db = b == NULL ||
		    (shape_equal(b->shape, s) && is_dense(&in->b, s));

	if (da && db)
		return LAYOUT_VV;
	if (da && shape_cells(b->shape) == 1)
		return LAYOUT_VS;
	if (db && b != NULL && shape_cells(a->shape) == 1)
		return LAYOUT_SV;
	return LAYOUT_ANY;
}

static void
add_instr(struct numbering *nb, struct program *p, enum scope scope,
    struct instr in)
{
	p->list[scope] = ARENA_GROW(nb->arena, p->list[scope], p->n[scope],
	    &p->max[scope]);
	p->list[scope][p->n[scope]++] = in;
}

static void
emit_copy(struct numbering *nb, struct program *p, enum scope scope,
    const struct value *v, double *to, size_t step)
{
	add_instr(nb, p, scope, (struct instr){ .run = run_copy, .to = to,
	    .rows = v->shape.rows, .cols = v->shape.cols, .a = v->view,
	    .step = (ptrdiff_t)step });
}

/* Each part is copied to its place. */
static void
emit_concat(struct numbering *nb, struct program *p, const struct value *v,
    double *to)
{
	const struct value	*part;
	size_t			 i;

	for (i = 0; i < v->nargs; i++) {
		part = &nb->values[v->arg[i]];
		emit_copy(nb, p, v->scope, part, to, v->shape.cols);
		to += v->op == OP_HCAT ? part->shape.cols :
		    shape_cells(part->shape);
	}
}

/* What a kernel other than an elementwise one expects of its operands. */
static void
prepare(struct numbering *nb, struct value *v, struct instr *in)
{
	static const double	 zero = 0, one = 1;
	struct shape		 of = { 0, 0 };		/* the operand */

	if (v->nargs > 0)
		of = nb->values[v->arg[0]].shape;
	switch (v->op) {
	case OP_MUL:
		in->inner = of.cols;
		if (mul_is_large(in))
			in->run = run_mul_large;
		break;
	case OP_SUM:
	case OP_MEAN:
		in->inner = of.rows;
		in->step = of.cols;
		break;
	case OP_SOFTMAX:
		v->work = v->nargs == 2 ? nb->values[v->arg[1]].work :
		    arena_calloc(nb->arena, 3 * (size_t)v->shape.cols + 1,
		    sizeof(double));
		in->work = v->work;
		break;
	case OP_NORM:
		in->inner = shape_cells(of);
		if (of.rows == 1)
			in->a.row = in->a.col;
		break;
	case OP_ONEHOT:
		if (of.cols == 1)
			in->a.col = in->a.row;
		break;
	case OP_INDEX:
		in->run = run_gather;
		break;
	case OP_SCATTER:
		in->a = broadcast(in->a, of, (struct shape){
		    v->expr->attr.pick.rows.count,
		    v->expr->attr.pick.cols.count });
		break;
	case OP_ZEROS:
	case OP_ONES:
		in->a.p = v->op == OP_ONES ? &one : &zero;
		break;
	default:
		break;
	}
}

/* Multiplications, additions and calls, roughly. */
static size_t
arithmetic(const struct instr *in)
{
	size_t	cells = in->rows * in->cols;

	if (in->run == run_mul || in->run == run_mul_large)
		return 2 * cells * in->inner;
	if (in->run == run_sum || in->run == run_mean)
		return in->inner * (size_t)in->step;
	if (in->run == run_softmax || in->run == run_log_softmax)
		return 4 * cells;
	return cells;
}

static void
emit_value(struct numbering *nb, struct program *p, struct value *v)
{
	struct instr		 in = { .run = v->run, .rows = v->shape.rows,
				    .cols = v->shape.cols };
	const struct value	*a, *b = NULL;

	in.to = v->target != NULL ? v->target : arena_calloc(nb->arena,
	    shape_cells(v->shape) + 1, sizeof(double));
	v->view = dense(in.to, v->shape);
	if (v->op == OP_HCAT || v->op == OP_VCAT) {
		emit_concat(nb, p, v, in.to);
		return;
	}
	in.extra = &v->expr->attr;
	if (v->nargs > 0) {
		a = &nb->values[v->arg[0]];
		in.a = a->view;
		if (v->nargs > 1) {
			b = &nb->values[v->arg[1]];
			in.b = b->view;
		}
		if (op_def(v->op)->flags & OP_MAP) {
			in.layout = layout_of(&in, a, b, v->shape);
			in.a = broadcast(in.a, a->shape, v->shape);
			if (b != NULL)
				in.b = broadcast(in.b, b->shape, v->shape);
		}
		if (v->nargs > 2)
			in.extra = nb->values[v->arg[2]].view.p;
	}
	prepare(nb, v, &in);
	if (v->scope == SCOPE_STEP)
		p->arithmetic += arithmetic(&in);
	add_instr(nb, p, v->scope, in);
}

static void
place(struct numbering *nb, struct program *p, struct value *v,
    double *const *inputs)
{
	double	*number;

	if (is_view(v))
		v->view = view_of(v, &nb->values[v->arg[0]].view);
	else if (v->op == OP_NAME)
		v->view = dense(inputs[v->symbol->index], v->shape);
	else if (v->op == OP_MATRIX || v->op == OP_CSV)
		v->view = dense(v->expr->attr.data.cells, v->shape);
	else if (v->op == OP_NUMBER) {
		number = arena_alloc(nb->arena, sizeof *number);
		*number = v->expr->attr.number;
		v->view = dense(number, v->shape);
	} else
		emit_value(nb, p, v);
}

void
emit_program(struct numbering *nb, struct program *p,
    const struct root *roots, size_t nroots, double *const *inputs)
{
	struct value	*v;
	size_t		 i;

	for (i = 0; i < nb->n; i++) {
		if (nb->values[i].live)
			place(nb, p, &nb->values[i], inputs);
	}
	for (i = 0; i < nroots; i++) {
		v = &nb->values[roots[i].value];
		if (v->target != roots[i].to)
			emit_copy(nb, p, roots[i].scope, v, roots[i].to,
			    v->shape.cols);
	}
}

void
emit_run(const struct program *p, enum scope scope)
{
	const struct instr	*in = p->list[scope];
	size_t			 n;

	for (n = p->n[scope]; n > 0; n--, in++)
		in->run(in);
}
