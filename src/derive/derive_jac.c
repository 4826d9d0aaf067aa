/* SPDX-License-Identifier: MIT */
/*
 * Jacobians, cell by cell: the general element, its cases, and the whole.
 */

#include <string.h>

#include "gradus/algebra.h"
#include "gradus/grad.h"

#include "deriver.h"

#define MAX_WHOLE	200	/* nodes of an expression that is written out */

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
	of = deriver_column(d, to->symbol);
	by = deriver_column(d, from->symbol);
	str_init(&s);
	deriver_slope(d, &s, of, by);
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
	deriver_cell(d, s, of, i);
	str_add(s, "}{\\partial ");
	deriver_cell(d, s, by, j);
	str_addc(s, '}');
}

/* The table of all slopes, with dots. */
static void
table_step(struct deriver *d)
{
	const struct symbol	*p = d->graph.nodes[d->graph.n - 1].symbol;
	const struct symbol	*o = d->task->by;
	const struct expr	*of = deriver_column(d, p);
	const struct expr	*by = deriver_column(d, o);
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
columns_match(const struct graph *w)
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
	struct graph	*w = &d->graph;
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
	deriver_find_graph(d);
	table_step(d);
	if (d->graph.n > 2)
		deriver_chain_step(d);
	if (d->graph.n > 1 && columns_match(&d->graph))
		element_steps(d);
	whole_step(d);
}
