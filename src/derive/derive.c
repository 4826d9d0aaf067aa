/* SPDX-License-Identifier: MIT */
/*
 * A derivation from its first step, what is asked, to the numbers; and as a
 * document.
 */

#include "gradus/derive.h"

#include <assert.h>
#include <string.h>

#include "gradus/map.h"
#include "gradus/print.h"

#include "deriver.h"
#include "latex_writer.h"

#define DIGITS		6
#define MAX_EQUATIONS	30	/* of the graph, that are repeated */
#define MAX_SHOWN	80	/* nodes of one */

/* --------------------------------------------------------- the first steps */

/* J depends on v through these equations. */
static void
task_step(struct deriver *d)
{
	const struct graph	*w = &d->graph;
	const struct node	*node;
	struct str		 s;
	size_t			 i, n = 0;

	str_init(&s);
	str_add(&s, "\\begin{aligned} ");
	for (i = 1; i < w->n && n < MAX_EQUATIONS; i++) {
		node = &w->nodes[i];
		if (node->value->size > MAX_SHOWN ||
		    !model_has(d->model, node->symbol))
			continue;
		str_add(&s, n++ > 0 ? " \\\\ " : "");
		deriver_name(d, &s, node->symbol);
		str_add(&s, " &= ");
		deriver_expr(d, &s, node->value);
	}
	str_add(&s, " \\end{aligned}");
	deriver_step(d, DERIVE_TASK, "What is asked", arena_printf(d->arena,
	    "How does `%s` change with each cell of `%s`? These equations "
	    "lead from one to the other.", d->out->objective,
	    d->task->by->name), n > 0 ? s.data : NULL);
	str_release(&s);
}

struct conventions {
	struct deriver	*d;
	int		 along, comparison;
	int		 kink[OP_COUNT];	/* functions with one */
};

static void
find_conventions(void *context, const struct expr *e)
{
	struct conventions		*f = context;
	const struct plan	*plan = f->d->options->plan;
	const struct symbol	*s;
	enum op			 op = e->op;

	if (op == OP_CHOICE) {
		s = e->attr.name.symbol;
		op = s->options[plan == NULL ? 0 : plan_choice(plan, s)];
	}
	f->along |= op == OP_SUM && e->attr.dim != 0;
	f->kink[op] = (op_def(op)->flags & (OP_KINK | OP_FLAT)) == OP_KINK;
	/* That is how the slopes at both sides of a kink are written. */
	f->comparison |= (op_def(op)->flags & (OP_KINK | OP_FLAT)) == OP_KINK ||
	    op_def(op)->notation == NOTATION_INDICATOR;
}

/* The same, of what comes back along an edge. */
static void
find_in_pullback(void *context, const struct expr *e)
{
	struct conventions	*f = context;

	f->along |= e->op == OP_SUM && e->attr.dim != 0;
	f->comparison |= op_def(e->op)->notation == NOTATION_INDICATOR;
}

/* What is taken where there is no derivative. */
static void
add_kinks(struct str *s, const struct conventions *f)
{
	static const struct {
		enum op		 op;
		const char	*sentence;
	} rows[] = {
		{ OP_RELU, "$\\operatorname{relu}'(0) = 0$" },
		{ OP_LEAKY_RELU, "$\\operatorname{leaky\\_relu}'(0) = 0.01$" },
		{ OP_ABS, "$\\lvert a \\rvert' = 0$ at $a = 0$" },
	};
	size_t	i;
	int	n = 0;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (f->kink[rows[i].op])
			str_addf(s, "%s%s", n++ == 0 ? " At a kink, " : ", ",
			    rows[i].sentence);
	str_add(s, n > 0 ? "." : "");
	if (f->kink[OP_MAX] || f->kink[OP_MIN])
		str_add(s, " Where the two of a max or a min are equal, one "
		    "has the slope: a number before an expression, else the "
		    "first.");
}

/* OP_SUM or OP_MEAN, if that over the columns is all of an objective. */
static enum op
total_of(const struct expr *e)
{
	while (e->op == OP_NEG || ((e->op == OP_SUM || e->op == OP_MEAN) &&
	    e->arg[0]->op == e->op))
		e = e->arg[0];
	return (e->op == OP_SUM || e->op == OP_MEAN) && e->attr.dim != 1 &&
	    e->arg[0]->shape.cols > 1 ? e->op : OP_NUMBER;
}

static void
conventions_step(struct deriver *d)
{
	struct conventions	 f = { .d = d };
	struct str	 s;
	size_t		 i, e;
	const struct expr *g;
	const char	*J = d->out->objective;
	enum op		 total = total_of(d->graph.nodes[d->graph.n -
			    1].value);

	for (i = 1; i < d->graph.n; i++)
		deriver_walk(d->arena, d->graph.nodes[i].value,
		    find_conventions, &f);
	for (i = 0; i + 1 < d->graph.n; i++)
		for (e = 0; e < d->graph.nodes[i].nedges; e++)
			if ((g = d->graph.nodes[i].edges[e].pullback) != NULL)
				deriver_walk(d->arena, g, find_in_pullback, &f);
	str_init(&s);
	str_add(&s, "A gradient has the shape of what it is by: each of its "
	    "cells says how the objective changes with that cell. Functions, "
	    "powers and fractions act cell by cell, $\\odot$ multiplies cell "
	    "by cell, and $A \\, B$ is the matrix product.");
	if (total == OP_SUM)
		str_addf(&s, " `%s` is a sum over the columns, not their "
		    "mean, so more columns make a larger gradient.", J);
	if (total == OP_MEAN)
		str_addf(&s, " `%s` is a mean, so the number of terms divides "
		    "the gradient.", J);
	if (f.along)
		str_add(&s, " $\\mathbf{1}$ holds ones: "
		    "$\\mathbf{1}^{\\top} A$ adds up each column of $A$, and "
		    "$A \\, \\mathbf{1}$ each row.");
	if (f.comparison)
		str_add(&s, " $\\mathbf{1}[a > b]$ is 1 where $a > b$, "
		    "else 0.");
	add_kinks(&s, &f);
	deriver_step(d, DERIVE_CONVENTIONS, "Conventions", s.data, NULL);
	str_release(&s);
}

/* ------------------------------------------------------------- the numbers */

static const double *
value_of(const struct deriver *d)
{
	const struct plan	*plan = d->options->plan;
	size_t			 i;

	if (d->options->value != NULL || plan == NULL)
		return d->options->value;
	for (i = 0; i < d->model->nsymbols; i++)
		if (d->model->symbols[i]->value == d->task->value)
			return plan_value(plan, d->model->symbols[i]);
	return NULL;
}

static void
number_step(struct deriver *d)
{
	const double	*value = value_of(d);
	struct str	 s;
	struct latex	 w = { .s = &s, .plan = d->options->plan,
			    .digits = d->digits };
	struct derive_step *step;

	if (value == NULL)
		return;
	str_init(&s);
	str_addf(&s, "%s = ", d->task->latex);
	if (d->task->value->size <= MAX_SHOWN && d->task->value->op !=
	    OP_NUMBER) {
		deriver_expr(d, &s, d->task->value);
		str_add(&s, " = ");
	}
	if (latex_fits(d->task->value)) {
		latex_put(&w, d->task->value, PRIORITY_NONE);
		str_add(&s, " = ");
	}
	latex_matrix(&s, value, d->task->value->shape, d->digits);
	step = deriver_step(d, DERIVE_NUMBERS, "The numbers",
	    "With the values of this moment.", s.data);
	deriver_expression(d, step, d->task->value, d->task->name);
	str_release(&s);
}

/* ------------------------------------------------------------------- whole */

static void
derive_gradient(struct deriver *d)
{
	deriver_find_graph(d);
	deriver_local(d);
	task_step(d);
	if (d->graph.n < 2) {
		deriver_step(d, DERIVE_SAME, "The same",
		    "A name changes with itself, one for one.", "1");
		return;
	}
	conventions_step(d);
	if (!deriver_chain_steps(d))
		deriver_matrix_steps(d);
}

struct derivation *
derive(struct arena *arena, const struct model *m,
    const struct derive_task *task, const struct derive_options *options)
{
	static const struct derive_options	 none;
	struct deriver				 d = { .arena = arena,
						    .model = m };

	assert(task->objective != NULL && task->value != NULL);
	d.options = options == NULL ? &none : options;
	d.task = task;
	d.digits = d.options->digits > 0 ? d.options->digits : DIGITS;
	d.flags = d.options->classes ? LATEX_CLASSES : 0;
	d.b.arena = arena;
	d.b.source = m->source;
	d.out = arena_alloc(arena, sizeof *d.out);
	d.out->task = task;
	d.out->objective = deriver_text(arena, task->objective);
	d.out->expression = deriver_text(arena, task->value);
	if (task->column == 0)
		derive_gradient(&d);
	else
		deriver_jacobian(&d);
	number_step(&d);
	return d.out;
}

/* The rule, with its names as code, so that they are typeset. */
static void
add_rule(struct str *s, const struct derive_step *step)
{
	const char	*colon = strstr(step->rule, ": ");

	if (step->kind == DERIVE_LOCAL && step->of != NULL && colon != NULL)
		str_addf(s, "`%s` by `%s`%s", step->of->name, step->by->name,
		    colon);
	else if (step->kind == DERIVE_MATRIX)
		str_addf(s, "Matrix form: by `%s`", step->by->name);
	else
		str_add(s, step->rule);
}

void
derive_step_markdown(struct str *s, const struct derivation *d, size_t i,
    int level)
{
	const struct derive_step	*step = &d->steps[i];

	str_addc(s, '\n');
	str_fill(s, '#', (size_t)level);
	str_addf(s, " %zu. ", i + 1);
	add_rule(s, step);
	str_addc(s, '\n');
	if (*step->reason != '\0')
		str_addf(s, "\n%s\n", step->reason);
	if (step->latex != NULL)
		str_addf(s, "\n```math\n%s\n```\n", step->latex);
}

void
derive_markdown(struct str *s, const struct derivation *d)
{
	size_t	i;

	str_addf(s, "# The derivation of $%s$\n", d->task->latex);
	for (i = 0; i < d->nsteps; i++)
		derive_step_markdown(s, d, i, 2);
}
