/* SPDX-License-Identifier: MIT */
/*
 * Local derivatives: of an equation by a name that stands in it.
 *
 * How the adjoint g of the equation comes back to the name says what the
 * derivative is: g .* D is multiplied by D, cell by cell; A' * g comes of a
 * product with A; and x * g' of a product with x. What is neither (a softmax,
 * a selection) stays written as ∂t/∂z, and its step says how g comes back.
 */

#include <string.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"
#include "gradus/grad.h"

#include "derive_reason.h"
#include "latex_writer.h"

#define MAX_FACTORS	8

struct factors {
	struct deriver	*d;
	struct depends	 depends;	/* on the adjoint */
	const struct expr *v[MAX_FACTORS];
	size_t		 n;
	int		 negative;
};

static int	collect(struct factors *, const struct expr *, int *flipped);

static int
add_factor(struct factors *f, const struct expr *e)
{
	double	d;
	size_t	i;

	if (f->n == MAX_FACTORS)
		return 0;
	/* A number comes first. */
	f->v[f->n++] = e = alg_settle(&f->d->b, e);
	for (i = f->n - 1; i > 0 && expr_constant(e, &d); i--) {
		f->v[i] = f->v[i - 1];
		f->v[i - 1] = e;
	}
	return 1;
}

/* A * g came of a product with A', and A * g' of one with A. */
static int
collect_product(struct factors *f, const struct expr *e, int *flipped)
{
	int			 left = depends_expr(&f->depends, e->arg[0]);
	const struct expr	*other = e->arg[left];
	int			 inside = 0;

	if (left && depends_expr(&f->depends, e->arg[1]))
		return 0;
	if (!collect(f, e->arg[!left], &inside))
		return 0;
	*flipped ^= inside;
	return add_factor(f, inside ? other :
	    alg_transpose(&f->d->b, other));
}

static int
collect_times(struct factors *f, const struct expr *e, int *flipped)
{
	int	left = depends_expr(&f->depends, e->arg[0]);

	if (left && depends_expr(&f->depends, e->arg[1]))
		return 0;
	return collect(f, e->arg[!left], flipped) &&
	    add_factor(f, e->arg[left]);
}

/* The factors that g is multiplied by in e; 0 if it is not that simple. */
static int
collect(struct factors *f, const struct expr *e, int *flipped)
{
	switch (e->op) {
	case OP_NAME:
		return e->attr.name.symbol == f->depends.on;
	case OP_NEG:
		f->negative ^= 1;
		return collect(f, e->arg[0], flipped);
	case OP_TIMES:
		return collect_times(f, e, flipped);
	case OP_MUL:
		return collect_product(f, e, flipped);
	case OP_DIVIDE:
		return !depends_expr(&f->depends, e->arg[1]) &&
		    collect(f, e->arg[0], flipped) && add_factor(f,
		    alg_divide(&f->d->b, expr_number(&f->d->b, 1),
		    e->arg[1]));
	case OP_TRANSPOSE:
		*flipped ^= 1;
		return collect(f, e->arg[0], flipped);
	case OP_SUM:
		return collect(f, e->arg[0], flipped);
	default:
		return 0;
	}
}

static const char *
factor_latex(struct factors *f, enum op_priority place)
{
	struct str	 s;
	struct latex	 w = { .s = &s, .flags = f->d->flags };
	const char	*text;
	size_t		 i;

	str_init(&s);
	if (f->negative)
		str_add(&s, place > PRIORITY_ADD ? "\\left(-" : "-");
	for (i = 0; i < f->n; i++) {
		str_add(&s, i > 0 ? " \\cdot " : "");
		latex_put(&w, f->v[i], f->n > 1 || f->negative ?
		    PRIORITY_MULTIPLY + 1 : place);
	}
	str_add(&s, f->n == 0 ? "1" : "");
	str_add(&s, f->negative && place > PRIORITY_ADD ? "\\right)" : "");
	text = arena_strdup(f->d->arena, s.data);
	str_release(&s);
	return text;
}

/*
 * Where each cell depends on one cell alone, the slope is what comes back of a
 * 1, whatever lies between.
 */
static void
find_slope(struct deriver *d, const struct node *from, struct edge *edge)
{
	const struct node	*to = &d->graph.nodes[edge->to];
	struct str		 s;
	struct latex		 w = { .s = &s, .flags = d->flags };
	const struct expr	*e;
	double			 one;

	if (!reason_is_cellwise(d, from->symbol, to->value))
		return;
	e = grad_pull(&d->b, to->value, deriver_value(d, to),
	    expr_number(&d->b, 1), from->symbol);
	if (e == NULL)
		return;
	e = alg_settle(&d->b, e);
	if (e->size > LATEX_MAX_NODES)
		return;
	str_init(&s);
	latex_put(&w, e, PRIORITY_MULTIPLY + 1);
	edge->factor = arena_strdup(d->arena, s.data);
	str_clear(&s);
	latex_put(&w, e, PRIORITY_NONE);
	edge->derivative = arena_strdup(d->arena, s.data);
	str_release(&s);
	edge->is_identity = expr_constant(e, &one) && one == 1;
}

static void
differentiate(struct deriver *d, const struct node *from, struct edge *edge)
{
	const struct node	*to = &d->graph.nodes[edge->to];
	struct builder		*b = &d->b;
	struct factors		 f = { .d = d };
	int			 flipped = 0;

	edge->adjoint = deriver_adjoint(d, to);
	edge->pullback = grad_pull(b, to->value, deriver_value(d, to),
	    expr_name(b, edge->adjoint), from->symbol);
	if (edge->pullback == NULL) {
		edge->factor = edge->derivative = "0";
		return;
	}
	depends_init(&f.depends, d->arena, NULL, 0, edge->adjoint);
	if (edge->pullback->size <= LATEX_MAX_NODES &&
	    collect(&f, edge->pullback, &flipped)) {
		edge->factor = factor_latex(&f, PRIORITY_MULTIPLY + 1);
		edge->derivative = factor_latex(&f, PRIORITY_NONE);
		edge->is_identity = f.n == 0 && !f.negative;
	} else
		find_slope(d, from, edge);
}

void
deriver_local(struct deriver *d)
{
	struct node	*node;
	size_t		 i, e;

	for (i = 0; i < d->graph.n; i++) {
		node = &d->graph.nodes[i];
		for (e = 0; e < node->nedges; e++)
			differentiate(d, node, &node->edges[e]);
	}
}

/* ------------------------------------------------------------------- steps */

/* "f_2'(s_2) = ... for f_2 = tanh", for the option that is chosen. */
static void
add_choice(struct deriver *d, struct str *s, const struct expr *e)
{
	const struct symbol	*f = e->attr.name.symbol;
	const struct plan	*plan = d->options->plan;
	enum op			 option;
	struct str		 arg;
	struct symbol		*x;
	const char		*name;

	option = f->options[plan == NULL ? 0 : plan_choice(plan, f)];
	str_init(&arg);
	deriver_expr(d, &arg, e->arg[0]);
	x = arena_alloc(d->arena, sizeof *x);
	*x = (struct symbol){ .kind = SYMBOL_DATA, .name = "s",
	    .latex = arena_strdup(d->arena, arg.data),
	    .shape = e->arg[0]->shape };
	str_add(s, " \\qquad ");
	latex_name(s, f);
	str_addf(s, "'\\left(%s\\right) = ", arg.data);
	latex_expr(s, grad_derivative(&d->b, option, x, 1), 0);
	str_add(s, " \\;{\\text{ for } ");
	latex_name(s, f);
	str_add(s, " = \\mathrm{");
	for (name = op_def(option)->name; *name != '\0'; name++)
		str_addf(s, *name == '_' ? "\\%c" : "%c", *name);
	str_add(s, "}}");
	str_release(&arg);
}

/* The step of an edge: what the derivative is, or how the adjoint returns. */
static void
local_step(struct deriver *d, const struct node *from,
    const struct edge *edge)
{
	const struct node	*to = &d->graph.nodes[edge->to];
	struct reason		 r;
	struct str		 latex, reason;
	const char		*rule;

	str_init(&latex);
	str_init(&reason);
	reason_find(&r, d, from, to);
	rule = arena_printf(d->arena, "%s by %s: %s", to->symbol->name,
	    from->symbol->name, reason_title(&r, edge));
	reason_text(&r, &reason, edge);
	if (edge->factor != NULL) {
		deriver_partial(d, &latex, to->symbol, from->symbol);
		str_addf(&latex, " = %s", edge->derivative);
		if (r.choice != NULL)
			add_choice(d, &latex, r.choice);
	} else {
		str_addf(&reason, " %s no plain factor: %s comes back as "
		    "follows.", r.softmax != NULL ? "Each cell depends on "
		    "several, so this is" : "This is", from->nedges > 1 ?
		    "this part of the gradient" : "the gradient");
		deriver_partial(d, &latex,
		    d->graph.nodes[d->graph.n - 1].symbol, from->symbol);
		str_add(&latex, from->nedges > 1 ? " = \\cdots + " : " = ");
		deriver_expr(d, &latex, edge->pullback);
	}
	deriver_about(deriver_step(d, DERIVE_LOCAL, rule, reason.data,
	    latex.data), to->symbol, from->symbol);
	if (r.softmax != NULL)
		deriver_softmax_steps(d, r.softmax);
	str_release(&latex);
	str_release(&reason);
}

void
deriver_local_steps(struct deriver *d)
{
	struct graph	*w = &d->graph;
	struct node	*from;
	size_t		 to, i, e, n = 0;

	for (to = w->n; to-- > 1;)
		for (i = to; i-- > 0;) {
			from = &w->nodes[i];
			for (e = 0; e < from->nedges; e++)
				if (from->edges[e].to == to &&
				    n++ < MAX_LOCAL)
					local_step(d, from, &from->edges[e]);
		}
	if (n > MAX_LOCAL)
		deriver_step(d, DERIVE_LOCAL, "And so on",
		    arena_printf(d->arena, "The "
		    "other %zu local derivatives are found likewise.",
		    n - MAX_LOCAL), NULL);
}
