/* SPDX-License-Identifier: MIT */

#include "gradus/explain.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gradus/grad.h"
#include "gradus/num.h"
#include "gradus/print.h"
#include "gradus/random.h"

#include "writer.h"

/*
 * Products inside products are worked out again for each term. What takes
 * more cells than this nobody would read.
 */
#define MAX_VISITS	1000000

void
writer_put(struct writer *w, const char *text)
{
	if (w->quiet)
		return;
	str_add(&w->formula, text);
	str_add(&w->numbers, text);
}

/* A number as a person writes it: with a sign that is a minus. */
static void
add_number(struct str *s, double d, int digits, enum op_priority place)
{
	struct str	text;
	int		brackets;

	str_init(&text);
	num_short(&text, d, digits);
	brackets = *text.data == '-' && place > PRIORITY_ADD;
	str_add(s, brackets ? "(" : "");
	if (*text.data == '-')
		str_add(s, "−");
	str_add(s, text.data + (*text.data == '-'));
	str_add(s, brackets ? ")" : "");
	str_release(&text);
}

static void
put_number(struct writer *w, double d, enum op_priority place)
{
	if (w->quiet)
		return;
	add_number(&w->formula, d, 17, place);
	add_number(&w->numbers, d, w->digits, place);
}

void
explain_name(struct str *s, struct cell c)
{
	struct shape	shape = c.symbol->shape;

	str_add(s, c.symbol->name);
	if (shape.rows == 1 && shape.cols == 1)
		return;
	if (shape.rows == 1 || shape.cols == 1)
		str_addf(s, "(%u)", shape.rows == 1 ? c.col : c.row);
	else
		str_addf(s, "(%u,%u)", c.row, c.col);
}

static void
use(struct writer *w, struct cell c)
{
	uint64_t	key[2] = { c.symbol->index,
			    (uint64_t)c.row << 32 | c.col };

	if (map_get(&w->seen, key, sizeof key) != -1)
		return;
	map_set(&w->seen, key, sizeof key, 1);
	w->used = ARENA_GROW(w->arena, w->used, w->nused, &w->max_used);
	w->used[w->nused++] = c;
}

static double
write_name(struct writer *w, const struct symbol *s, uint32_t i, uint32_t j,
    enum op_priority place)
{
	struct cell	c = { s, i + 1, j + 1 };
	double		d;

	d = plan_value(w->plan, s)[(size_t)i * s->shape.cols + j];
	use(w, c);
	if (!w->quiet) {
		explain_name(&w->formula, c);
		add_number(&w->numbers, d, w->digits, place);
	}
	return d;
}

double
writer_stretched(struct writer *w, const struct expr *e, uint32_t i,
    uint32_t j, enum op_priority place)
{
	return writer_cell(w, e, e->shape.rows == 1 ? 0 : i,
	    e->shape.cols == 1 ? 0 : j, place);
}

/* [a > b]: the formula shows the comparison, the numbers what came out. */
static double
write_comparison(struct writer *w, const struct expr *e, uint32_t i,
    uint32_t j)
{
	const struct op_def	*def = op_def(e->op);
	double			 a, b, d;
	size_t			 numbers = w->numbers.len;

	writer_put(w, "[");
	a = writer_stretched(w, e->arg[0], i, j, PRIORITY_ADD);
	writer_put(w, " ");
	writer_put(w, def->name);
	writer_put(w, " ");
	b = writer_stretched(w, e->arg[1], i, j, PRIORITY_ADD);
	writer_put(w, "]");
	d = def->scalar(a, b);
	if (!w->quiet) {
		str_truncate(&w->numbers, numbers);
		str_add(&w->numbers, d != 0 ? "1" : "0");
	}
	return d;
}

static const char *
infix_name(enum op op)
{
	switch (op) {
	case OP_MINUS:
		return " − ";
	case OP_TIMES:
		return " · ";
	case OP_DIVIDE:
		return " / ";
	case OP_POWER:
		return "^";
	default:
		return " + ";
	}
}

static double
write_map(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	const struct op_def	*def = op_def(e->op);
	double			 a, b = 0;

	if (def->form == FORM_INFIX) {
		a = writer_stretched(w, e->arg[0], i, j, def->priority);
		writer_put(w, infix_name(e->op));
		b = writer_stretched(w, e->arg[1], i, j, def->priority + 1);
	} else if (def->form == FORM_PREFIX) {
		writer_put(w, "−");
		a = writer_cell(w, e->arg[0], i, j, def->priority);
	} else {
		writer_put(w, def->name);
		writer_put(w, "(");
		a = writer_stretched(w, e->arg[0], i, j, PRIORITY_NONE);
		if (e->nargs > 1) {
			writer_put(w, ", ");
			b = writer_stretched(w, e->arg[1], i, j,
			    PRIORITY_NONE);
		}
		writer_put(w, ")");
	}
	return def->scalar(a, b);
}

/* The value of an elementwise expression over one number. */
static double
apply(const struct expr *e, const struct symbol *x, double value)
{
	double	a, b = 0;

	if (e->op == OP_NAME && e->attr.name.symbol == x)
		return value;
	if (e->op == OP_NUMBER)
		return e->attr.number;
	if (e->op == OP_ZEROS || e->op == OP_ONES)
		return e->op == OP_ONES;
	a = apply(e->arg[0], x, value);
	if (e->nargs > 1)
		b = apply(e->arg[1], x, value);
	return op_def(e->op)->scalar(a, b);
}

/* f(x) and f'(x); the numbers name the function that is chosen. */
static double
write_choice(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	const struct symbol	*choice = e->attr.name.symbol;
	enum op			 f = choice->options[plan_choice(w->plan,
				    choice)];
	struct symbol		 x = { .kind = SYMBOL_DATA, .name = "x" };
	struct builder		 b = { .arena = w->arena };
	double			 d;
	int			 k;

	x.shape = (struct shape){ 1, 1 };
	if (!w->quiet) {
		str_add(&w->formula, choice->name);
		str_add(&w->numbers, op_def(f)->name);
	}
	for (k = 0; k < e->attr.name.order; k++)
		writer_put(w, "'");
	writer_put(w, "(");
	d = writer_cell(w, e->arg[0], i, j, PRIORITY_NONE);
	writer_put(w, ")");
	return apply(grad_derivative(&b, f, &x, e->attr.name.order), &x, d);
}

/* The argument that holds the cell of a concatenation. */
static double
write_concat(struct writer *w, const struct expr *e, uint32_t i, uint32_t j,
    enum op_priority place)
{
	uint32_t	k = 0;

	if (e->op == OP_HCAT) {
		for (; j >= e->arg[k]->shape.cols; k++)
			j -= e->arg[k]->shape.cols;
	} else {
		for (; i >= e->arg[k]->shape.rows; k++)
			i -= e->arg[k]->shape.rows;
	}
	return writer_cell(w, e->arg[k], i, j, place);
}

/* A matrix that is made of nothing but its size, a seed or numbers. */
static double
made(const struct expr *e, uint32_t i, uint32_t j)
{
	size_t		at = (size_t)i * e->shape.cols + j, k;
	struct random	r;
	double		d = 0;

	switch (e->op) {
	case OP_NUMBER:
		return e->attr.number;
	case OP_MATRIX:
	case OP_CSV:
		return e->attr.data.cells[at];
	case OP_EYE:
		return i == j;
	case OP_ONES:
		return 1;
	case OP_RANDN:
	case OP_UNIFORM:
		random_seed(&r, e->attr.whole);
		for (k = 0; k <= at; k++)
			d = e->op == OP_RANDN ? random_normal(&r) :
			    random_uniform(&r);
		return d;
	default:
		assert(e->op == OP_ZEROS);
		return 0;
	}
}

/* [label = i] */
static double
write_onehot(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	const struct expr	*a = e->arg[0];
	size_t			 numbers = w->numbers.len;
	char			 row[32];
	double			 label, d;

	writer_put(w, "[");
	label = a->shape.rows == 1 ? writer_cell(w, a, 0, j, PRIORITY_ADD) :
	    writer_cell(w, a, j, 0, PRIORITY_ADD);
	snprintf(row, sizeof row, " == %u]", i + 1);
	writer_put(w, row);
	d = !(label >= 1 && label <= e->shape.rows) || label != floor(label) ?
	    NAN : label == (double)i + 1;
	if (!w->quiet) {
		str_truncate(&w->numbers, numbers);
		add_number(&w->numbers, d, w->digits, PRIORITY_NONE);
	}
	return d;
}

static double
write_node(struct writer *w, const struct expr *e, uint32_t i, uint32_t j,
    enum op_priority place)
{
	double	d;

	switch (e->op) {
	case OP_NAME:
		return write_name(w, e->attr.name.symbol, i, j, place);
	case OP_CHOICE:
		return write_choice(w, e, i, j);
	case OP_IDENTITY:
		return writer_cell(w, e->arg[0], i, j, place);
	case OP_TRANSPOSE:
		return writer_cell(w, e->arg[0], j, i, place);
	case OP_INDEX:
		return writer_cell(w, e->arg[0],
		    selection_at(&e->attr.pick.rows, i),
		    selection_at(&e->attr.pick.cols, j), place);
	case OP_HCAT:
	case OP_VCAT:
		return write_concat(w, e, i, j, place);
	case OP_MUL:
		return writer_product(w, e, i, j);
	case OP_SUM:
	case OP_MEAN:
		return writer_reduction(w, e, i, j);
	case OP_NORM:
		return writer_norm(w, e);
	case OP_SOFTMAX:
		return writer_softmax(w, e, i, j);
	case OP_ONEHOT:
		return write_onehot(w, e, i, j);
	case OP_SCATTER:
		return writer_scatter(w, e, i, j);
	default:
		if (op_def(e->op)->priority == PRIORITY_COMPARE)
			return write_comparison(w, e, i, j);
		if (op_def(e->op)->flags & OP_MAP)
			return write_map(w, e, i, j);
		d = made(e, i, j);
		put_number(w, d, place);
		return d;
	}
}

/* How tightly the arithmetic of a cell holds together, as it is written. */
static enum op_priority
priority_of(const struct expr *e)
{
	size_t	n;

	switch (e->op) {
	case OP_MUL:
		n = e->arg[0]->shape.cols;
		return n > 1 ? PRIORITY_ADD : PRIORITY_MULTIPLY;
	case OP_SUM:
		n = e->attr.dim == 0 ? shape_cells(e->arg[0]->shape) :
		    e->attr.dim == 1 ? e->arg[0]->shape.rows :
		    e->arg[0]->shape.cols;
		return n > 1 ? PRIORITY_ADD : PRIORITY_MULTIPLY;
	case OP_SCATTER:
		return PRIORITY_ADD;
	case OP_MEAN:
	case OP_SOFTMAX:
		return PRIORITY_MULTIPLY;
	case OP_TRANSPOSE:
	case OP_INDEX:
	case OP_HCAT:
	case OP_VCAT:
	case OP_IDENTITY:
		return PRIORITY_PRIMARY;	/* brackets come further in */
	default:
		return op_def(e->op)->priority == PRIORITY_COMPARE ?
		    PRIORITY_PRIMARY : op_def(e->op)->priority;
	}
}

double
writer_cell(struct writer *w, const struct expr *e, uint32_t i, uint32_t j,
    enum op_priority place)
{
	int	brackets = priority_of(e) < place;
	double	d;

	if (w->fuel == 0)
		return NAN;
	w->fuel--;
	writer_put(w, brackets ? "(" : "");
	d = write_node(w, e, i, j, brackets ? PRIORITY_NONE : place);
	writer_put(w, brackets ? ")" : "");
	return d;
}

static const char *
keep(struct arena *arena, struct str *s)
{
	const char	*text = arena_strndup(arena, s->data, s->len);

	str_release(s);
	return text;
}

void
explain_cell(struct arena *arena, const struct plan *plan,
    const struct explain_options *options, struct cell c,
    struct explanation *x)
{
	struct writer		 w = { .arena = arena, .plan = plan,
				    .digits = 6, .terms = 6,
				    .fuel = MAX_VISITS };
	int			 updated = options != NULL && options->updated;
	const struct expr	*e = updated ? c.symbol->update :
				    c.symbol->value;
	const double		*cells;
	double			 d;

	if (options != NULL && options->digits > 0)
		w.digits = options->digits;
	if (options != NULL && options->terms > 0)
		w.terms = options->terms;
	*x = (struct explanation){ .exact = 1 };
	str_init(&w.formula);
	str_init(&w.numbers);
	map_init(&w.seen, arena);
	explain_name(&w.formula, c);
	x->name = keep(arena, &w.formula);
	cells = updated ? plan_updated(plan, c.symbol) :
	    plan_value(plan, c.symbol);
	x->value = cells[(size_t)(c.row - 1) * c.symbol->shape.cols +
	    c.col - 1];
	if (!updated && c.symbol->kind != SYMBOL_EQUATION)
		return;
	d = writer_cell(&w, e, c.row - 1, c.col - 1, PRIORITY_NONE);
	x->arithmetic = d;
	x->exact = d == x->value || (isnan(d) && isnan(x->value));
	if (w.fuel == 0) {
		str_clear(&w.formula);
		print_expr(&w.formula, e);
		str_release(&w.numbers);
		x->formula = keep(arena, &w.formula);
		return;
	}
	x->formula = keep(arena, &w.formula);
	x->numbers = keep(arena, &w.numbers);
	x->used = w.used;
	x->nused = w.nused;
}
