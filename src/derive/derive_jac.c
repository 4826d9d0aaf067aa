/* SPDX-License-Identifier: MIT */
/*
 * Jacobians, cell by cell: the general element, its cases, and the whole.
 */

#include <string.h>

#include "gradus/algebra.h"
#include "gradus/grad.h"

#include "deriver.h"

#define MAX_WHOLE	200	/* nodes of an expression that is written out */

/* A column of the name: p_i where p is a matrix, too. */
static const struct expr *
column_of(struct deriver *d, const struct symbol *s)
{
	struct symbol	*column = arena_alloc(d->arena, sizeof *column);

	*column = *s;
	column->shape.cols = 1;
	return expr_name(&d->b, column);
}

static void
put_cell(struct deriver *d, struct str *s, const struct expr *column,
    const char *i)
{
	latex_element(s, column, i, "", d->flags);
}

static void
put_slope(struct deriver *d, struct str *s, const struct expr *of,
    const struct expr *by)
{
	str_add(s, "\\frac{\\partial ");
	put_cell(d, s, of, "i");
	str_add(s, "}{\\partial ");
	put_cell(d, s, by, "j");
	str_add(s, "} = ");
}

/* \sum_k \exp(o_k) */
static void
put_total(struct deriver *d, struct str *s, const struct expr *o)
{
	str_add(s, "\\sum_k \\exp\\left(");
	put_cell(d, s, o, "k");
	str_add(s, "\\right)");
}

static void
put_exp(struct deriver *d, struct str *s, const struct expr *o,
    const char *i)
{
	str_add(s, "\\exp\\left(");
	put_cell(d, s, o, i);
	str_add(s, "\\right)");
}

/* A name for an expression: its own, or the one given. */
static const struct expr *
name_for(struct deriver *d, const struct expr *e, const char *otherwise)
{
	size_t	i;

	if (e->op == OP_NAME)
		return column_of(d, e->attr.name.symbol);
	for (i = 0; i < d->way.n; i++)
		if (d->way.nodes[i].value == e &&
		    d->way.nodes[i].symbol->index < d->model->nsymbols)
			return column_of(d, d->way.nodes[i].symbol);
	return column_of(d, deriver_symbol(d, otherwise, otherwise,
	    e->shape));
}

static void
softmax_definition(struct deriver *d, const struct expr *p,
    const struct expr *o)
{
	struct str	s;

	str_init(&s);
	put_cell(d, &s, p, "i");
	str_add(&s, " = \\frac{");
	put_exp(d, &s, o, "i");
	str_add(&s, "}{");
	put_total(d, &s, o);
	str_addc(&s, '}');
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: one cell",
	    "Within one column: the "
	    "numerator has one score, the denominator all of them.", s.data);
	str_clear(&s);
	put_slope(d, &s, p, o);
	str_add(&s, "\\frac{\\frac{\\partial ");
	put_exp(d, &s, o, "i");
	str_add(&s, "}{\\partial ");
	put_cell(d, &s, o, "j");
	str_add(&s, "} \\cdot ");
	put_total(d, &s, o);
	str_add(&s, " - ");
	put_exp(d, &s, o, "i");
	str_add(&s, " \\cdot ");
	put_exp(d, &s, o, "j");
	str_add(&s, "}{\\left(");
	put_total(d, &s, o);
	str_add(&s, "\\right)^2}");
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: quotient rule",
	    "$(a / b)' = (a' b - a b') "
	    "/ b^2$, and of the denominator only the term with $j$ changes.",
	    s.data);
	str_release(&s);
}

void
deriver_softmax_steps(struct deriver *d, const struct expr *softmax)
{
	const struct expr	*p = name_for(d, softmax, "p");
	const struct expr	*o = name_for(d, softmax->arg[0], "a");
	struct str		 s;

	softmax_definition(d, p, o);
	str_init(&s);
	put_slope(d, &s, p, o);
	str_add(&s, "\\begin{cases} ");
	put_cell(d, &s, p, "i");
	str_add(&s, " \\left(1 - ");
	put_cell(d, &s, p, "i");
	str_add(&s, "\\right) & i = j \\\\ -");
	put_cell(d, &s, p, "i");
	str_add(&s, " \\, ");
	put_cell(d, &s, p, "j");
	str_add(&s, " & i \\ne j \\end{cases}");
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: two cases",
	    "For $i = j$ the numerator "
	    "changes too, by itself; for $i \\ne j$ only the denominator "
	    "does. What is divided by the sum is a probability again.",
	    s.data);
	str_clear(&s);
	put_slope(d, &s, p, o);
	put_cell(d, &s, p, "i");
	str_add(&s, " \\left(\\delta_{ij} - ");
	put_cell(d, &s, p, "j");
	str_add(&s, "\\right)");
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: Kronecker delta",
	    "Both cases in one: "
	    "$\\delta_{ij}$ is 1 where $i = j$, else 0.", s.data);
	str_release(&s);
}

/* ------------------------------------------------------- any other element */

/*
 * The expression with 1 or 0 in the place of the identity matrix; NULL where
 * that stands in more than elementwise operators.
 */
static const struct expr *
on_diagonal(struct builder *b, const struct expr *e, int equal)
{
	const struct expr	*x, *y;

	switch (e->op) {
	case OP_EYE:
		return expr_number(b, equal);
	case OP_PLUS:
	case OP_MINUS:
	case OP_TIMES:
		x = on_diagonal(b, e->arg[0], equal);
		y = on_diagonal(b, e->arg[1], equal);
		if (x == NULL || y == NULL)
			return NULL;
		return e->op == OP_PLUS ? alg_plus(b, x, y) : e->op ==
		    OP_MINUS ? alg_minus(b, x, y) : alg_times(b, x, y);
	case OP_NEG:
		x = on_diagonal(b, e->arg[0], equal);
		return x == NULL ? NULL : alg_neg(b, x);
	default:
		return e;
	}
}

static int
has_eye(const struct expr *e)
{
	uint32_t	i;

	if (e->op == OP_EYE)
		return 1;
	for (i = 0; i < e->nargs; i++)
		if (has_eye(e->arg[i]))
			return 1;
	return 0;
}

static void
put_element(struct deriver *d, struct str *s, const struct expr *e,
    const char *i, const char *j)
{
	latex_element(s, e, i, j, d->flags);
}

static void
element_cases(struct deriver *d, struct str *s, const struct expr *e)
{
	const struct expr	*same, *other;

	if (!has_eye(e))
		return;
	same = on_diagonal(&d->b, e, 1);
	other = on_diagonal(&d->b, e, 0);
	if (has_eye(same) || has_eye(other))
		return;
	str_add(s, " = \\begin{cases} ");
	put_element(d, s, same, "i", "i");
	str_add(s, " & i = j \\\\ ");
	put_element(d, s, other, "i", "j");
	str_add(s, " & i \\ne j \\end{cases}");
}

void
deriver_element_steps(struct deriver *d, const struct node *from,
    const struct node *to)
{
	const struct expr	*e, *of, *by;
	struct derive_step	*step;
	struct str		 s;

	if (to->value->op == OP_SOFTMAX && to->value->arg[0]->op == OP_NAME) {
		deriver_softmax_steps(d, to->value);
		return;
	}
	/* All but this name is held fixed. */
	e = grad_jacobian(&d->b, NULL, from->symbol->index + 1, to->value,
	    from->symbol, d->task->column);
	of = column_of(d, to->symbol);
	by = column_of(d, from->symbol);
	str_init(&s);
	put_slope(d, &s, of, by);
	put_element(d, &s, e, "i", "j");
	element_cases(d, &s, e);
	step = deriver_step(d, DERIVE_LOCAL, arena_printf(d->arena,
	    "%s by %s: one cell",
	    to->symbol->name, from->symbol->name), has_eye(e) ? "Within one "
	    "column, whose number is left out; $\\delta_{ij}$ is 1 where "
	    "$i = j$, else 0." : "Within one column, whose number is left "
	    "out.", s.data);
	deriver_about(step, to->symbol, from->symbol);
	str_release(&s);
}

/* ------------------------------------------------------------------- whole */

static void
put_corner(struct deriver *d, struct str *s, const struct expr *of,
    const struct expr *by, const char *i, const char *j)
{
	str_add(s, "\\frac{\\partial ");
	put_cell(d, s, of, i);
	str_add(s, "}{\\partial ");
	put_cell(d, s, by, j);
	str_addc(s, '}');
}

/* The table of all slopes, with dots. */
static void
table_step(struct deriver *d)
{
	const struct symbol	*p = d->way.nodes[d->way.n - 1].symbol;
	const struct symbol	*o = d->task->by;
	const struct expr	*of = column_of(d, p), *by = column_of(d, o);
	const char		*rows, *cols;
	struct str		 s;

	rows = arena_printf(d->arena, "%u", p->shape.rows);
	cols = arena_printf(d->arena, "%u", o->shape.rows);
	str_init(&s);
	str_addf(&s, "%s = \\begin{bmatrix} ", d->task->latex);
	put_corner(d, &s, of, by, "1", "1");
	str_add(&s, " & \\cdots & ");
	put_corner(d, &s, of, by, "1", cols);
	str_add(&s, " \\\\ \\vdots & \\ddots & \\vdots \\\\ ");
	put_corner(d, &s, of, by, rows, "1");
	str_add(&s, " & \\cdots & ");
	put_corner(d, &s, of, by, rows, cols);
	str_add(&s, " \\end{bmatrix}");
	deriver_step(d, DERIVE_TABLE, "The Jacobian",
	    arena_printf(d->arena, "Row $i$, "
	    "column $j$ says how cell $i$ of column %u of `%s` changes with "
	    "cell $j$ of column %u of `%s`: %s×%s slopes.", d->task->column,
	    p->name, d->task->column, o->name, rows, cols), s.data);
	str_release(&s);
}

static int
columns_match(const struct way *w)
{
	size_t	i;

	for (i = 1; i < w->n; i++)
		if (w->nodes[i].symbol->shape.cols !=
		    w->nodes[0].symbol->shape.cols)
			return 0;
	return 1;
}

static void
element_steps(struct deriver *d)
{
	struct way	*w = &d->way;
	size_t		 i, e, n = 0;

	for (i = w->n - 1; i-- > 0;)
		for (e = 0; e < w->nodes[i].nedges; e++)
			if (n++ < MAX_LOCAL)
				deriver_element_steps(d, &w->nodes[i],
				    &w->nodes[w->nodes[i].edges[e].to]);
}

static void
whole_step(struct deriver *d)
{
	struct str		 s;
	struct derive_step	*step;

	str_init(&s);
	str_addf(&s, "%s = ", d->task->latex);
	deriver_expr(d, &s, d->task->value);
	step = deriver_step(d, DERIVE_WHOLE, "The whole matrix",
	    "All cells at once; a "
	    "column and a row that meet cell by cell make a matrix.",
	    d->task->value->size <= MAX_WHOLE ? s.data : NULL);
	deriver_expression(d, step, d->task->value, arena_printf(d->arena,
	    "jac(%s, %s, %u)", d->out->objective, d->task->by->name,
	    d->task->column));
	str_release(&s);
}

void
deriver_jacobian(struct deriver *d)
{
	deriver_find_way(d);
	table_step(d);
	if (d->way.n > 2)
		deriver_chain_step(d);
	if (d->way.n > 1 && columns_match(&d->way))
		element_steps(d);
	whole_step(d);
}
