/* SPDX-License-Identifier: MIT */
/*
 * The arithmetic of one cell, by the operators of its expression: cell by
 * cell, choices, what only moves cells. Sums are in explain_sum.c.
 */

#include "gradus/explain.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gradus/grad.h"
#include "gradus/latex.h"
#include "gradus/num.h"
#include "gradus/print.h"

#include "writer.h"

/*
 * Products inside products are worked out again for each term. What takes
 * more cells than this nobody would read.
 */
#define MAX_VISITS	1000000

static double
write_name(struct writer *w, const struct symbol *s, uint32_t i, uint32_t j,
    enum op_priority place)
{
	struct cell	c = { s, i + 1, j + 1 };
	size_t		used;
	double		d;

	d = plan_value(w->plan, s)[(size_t)i * s->shape.cols + j];
	used = writer_use(w, c);
	if (!w->quiet)
		writer_show_cell(w, c, used, d, place);
	return d;
}

double
writer_stretched(struct writer *w, const struct expr *e, uint32_t i,
    uint32_t j, enum op_priority place)
{
	return writer_cell(w, e, e->shape.rows == 1 ? 0 : i,
	    e->shape.cols == 1 ? 0 : j, place);
}

/* An operator's sign, or the name of a function. */
static void
put_sign(struct writer *w, const struct op_def *def)
{
	writer_put(w, strcmp(def->name, "-") == 0 ? "−" : def->name,
	    def->latex);
}

static void
put_before(struct writer *w, const struct op_def *def)
{
	char	latex[64];

	switch (def->notation) {
	case NOTATION_SIGN:
		if (def->form == FORM_PREFIX)
			put_sign(w, def);
		break;
	case NOTATION_INDICATOR:
		writer_put(w, "[", "\\mathbf{1}[");
		break;
	case NOTATION_CALL:
		put_sign(w, def);
		writer_put(w, "(", NULL);
		break;
	case NOTATION_AROUND:
		snprintf(latex, sizeof latex, "%.*s",
		    (int)strcspn(def->latex, "%"), def->latex);
		writer_put(w, def->name, latex);
		writer_put(w, "(", "");
		break;
	case NOTATION_PRODUCT:
	case NOTATION_FRACTION:
	case NOTATION_EXPONENT:
	case NOTATION_OWN:
		break;
	}
}

static void
put_between(struct writer *w, const struct op_def *def)
{
	switch (def->notation) {
	case NOTATION_SIGN:
	case NOTATION_INDICATOR:
		writer_put(w, " ", NULL);
		put_sign(w, def);
		writer_put(w, " ", NULL);
		break;
	case NOTATION_PRODUCT:
		writer_put(w, " · ", " \\cdot ");
		break;
	case NOTATION_FRACTION:
		writer_put(w, " / ", NULL);
		break;
	case NOTATION_EXPONENT:
		writer_put(w, "^", "^{");
		break;
	case NOTATION_CALL:
	case NOTATION_AROUND:
	case NOTATION_OWN:
		writer_put(w, ", ", NULL);
		break;
	}
}

static void
put_behind(struct writer *w, const struct op_def *def)
{
	switch (def->notation) {
	case NOTATION_EXPONENT:
		writer_put(w, "", "}");
		break;
	case NOTATION_INDICATOR:
		writer_put(w, "]", NULL);
		break;
	case NOTATION_CALL:
		writer_put(w, ")", NULL);
		break;
	case NOTATION_AROUND:
		writer_put(w, ")", strchr(def->latex, '%') + 1);
		break;
	case NOTATION_SIGN:
	case NOTATION_PRODUCT:
	case NOTATION_FRACTION:
	case NOTATION_OWN:
		break;
	}
}

/*
 * An elementwise operator. Of [a > b], the formula shows the comparison and
 * the numbers what came out.
 */
static double
write_map(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	const struct op_def	*def = op_def(e->op);
	enum op_priority	 left, right;
	double			 a, b = 0, d;
	struct mark		 mark = writer_mark(w);

	assert(def->notation != NOTATION_OWN);
	left = right = PRIORITY_NONE;
	if (def->notation == NOTATION_INDICATOR) {
		left = right = def->priority + 1;
	} else if (def->form != FORM_CALL) {
		left = def->priority;
		right = def->priority + 1;
	}
	put_before(w, def);
	a = writer_stretched(w, e->arg[0], i, j, left);
	if (e->nargs > 1) {
		put_between(w, def);
		b = writer_stretched(w, e->arg[1], i, j, right);
	}
	put_behind(w, def);
	d = def->scalar(a, b);
	if (def->notation == NOTATION_INDICATOR)
		writer_replace(w, mark, d);
	return d;
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

static void
show_choice(struct writer *w, const struct symbol *choice, enum op f)
{
	const struct op_def	*def = op_def(f);

	str_add(&w->formula.plain, choice->name);
	str_add(&w->numbers.plain, def->name);
	latex_name(&w->formula.latex, choice);
	if (def->notation == NOTATION_CALL)
		str_add(&w->numbers.latex, def->latex);
	else
		str_addf(&w->numbers.latex, "\\operatorname{%s}", def->name);
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
	if (!w->quiet)
		show_choice(w, choice, f);
	for (k = 0; k < e->attr.name.order; k++)
		writer_put(w, "'", NULL);
	writer_put(w, "(", NULL);
	d = writer_cell(w, e->arg[0], i, j, PRIORITY_NONE);
	writer_put(w, ")", NULL);
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

/* The cell of a random matrix; after one before it, only what lies between. */
static double
random_cell(struct writer *w, const struct expr *e, size_t at)
{
	double	d = 0;
	size_t	steps;

	if (w->drawn != e || w->ndrawn > at) {
		w->drawn = e;
		w->ndrawn = 0;
		random_seed(&w->random, e->attr.whole);
	}
	steps = (at - w->ndrawn) / 2;	/* they are quicker than a visit */
	w->fuel -= steps < w->fuel ? steps : w->fuel;
	while (w->ndrawn <= at && w->fuel > 0) {
		d = e->op == OP_RANDN ? random_normal(&w->random) :
		    random_uniform(&w->random);
		w->ndrawn++;
	}
	return d;
}

/* A matrix that is made of nothing but its size, a seed or numbers. */
static double
maker_cell(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	size_t	at = (size_t)i * e->shape.cols + j;

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
		return random_cell(w, e, at);
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
	struct mark		 mark = writer_mark(w);
	char			 row[32];
	double			 label, d;

	writer_put(w, "[", "\\mathbf{1}[");
	label = a->shape.rows == 1 ? writer_cell(w, a, 0, j, PRIORITY_ADD) :
	    writer_cell(w, a, j, 0, PRIORITY_ADD);
	snprintf(row, sizeof row, "%u]", i + 1);
	writer_put(w, " == ", " = ");
	writer_put(w, row, NULL);
	d = !(label >= 1 && label <= e->shape.rows) || label != floor(label) ?
	    NAN : label == (double)i + 1;
	writer_replace(w, mark, d);
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
		if (op_def(e->op)->flags & OP_MAP)
			return write_map(w, e, i, j);
		d = maker_cell(w, e, i, j);
		writer_number(w, d, place);
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
		return op_def(e->op)->notation == NOTATION_INDICATOR ?
		    PRIORITY_PRIMARY : op_def(e->op)->priority;
	}
}

double
writer_cell(struct writer *w, const struct expr *e, uint32_t i, uint32_t j,
    enum op_priority place)
{
	int	brackets = priority_of(e) < place;
	double	d;

	assert(i < e->shape.rows && j < e->shape.cols);
	if (w->fuel == 0)
		return NAN;
	w->fuel--;
	writer_put(w, brackets ? "(" : "", NULL);
	d = write_node(w, e, i, j, brackets ? PRIORITY_NONE : place);
	writer_put(w, brackets ? ")" : "", NULL);
	return d;
}

static const char *
keep(struct arena *arena, struct str *s)
{
	const char	*text = arena_strndup(arena, s->data, s->len);

	str_release(s);
	return text;
}

static void
name_cell(struct arena *arena, struct cell c, struct explanation *x)
{
	struct str	s;

	str_init(&s);
	explain_name(&s, c);
	x->name = keep(arena, &s);
	str_addf(&s, "\\class{%s}{", x->name);
	explain_name_latex(&s, c);
	str_addc(&s, '}');
	x->name_latex = keep(arena, &s);
}

/* What the writer has written becomes the explanation's. */
static void
keep_all(struct arena *arena, struct writer *w, const struct expr *e,
    struct explanation *x)
{
	if (w->fuel == 0) {
		str_clear(&w->formula.plain);
		str_clear(&w->formula.latex);
		if (e->size <= LATEX_MAX_NODES)
			print_expr(&w->formula.plain, e);
		else
			str_add(&w->formula.plain, "…");
		latex_expr(&w->formula.latex, e, 0);
		str_release(&w->numbers.plain);
		str_release(&w->numbers.latex);
	} else {
		x->numbers = keep(arena, &w->numbers.plain);
		x->numbers_latex = keep(arena, &w->numbers.latex);
		x->used = w->used;
		x->nused = w->nused;
		x->parts = w->parts;
		x->nparts = w->nparts;
		x->alone = e->op == OP_NUMBER || (x->nparts == 1 &&
		    x->parts[0].numbers.start == 0 &&
		    x->parts[0].numbers.end == strlen(x->numbers));
	}
	x->formula = keep(arena, &w->formula.plain);
	x->formula_latex = keep(arena, &w->formula.latex);
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
	name_cell(arena, c, x);
	cells = updated ? plan_updated(plan, c.symbol) :
	    plan_value(plan, c.symbol);
	x->value = cells[cell_offset(c)];
	if (!updated && c.symbol->kind != SYMBOL_EQUATION)
		return;
	str_init(&w.formula.plain);
	str_init(&w.formula.latex);
	str_init(&w.numbers.plain);
	str_init(&w.numbers.latex);
	map_init(&w.seen, arena);
	d = writer_cell(&w, e, c.row - 1, c.col - 1, PRIORITY_NONE);
	x->arithmetic = d;
	x->exact = d == x->value || (isnan(d) && isnan(x->value));
	keep_all(arena, &w, e, x);
}
