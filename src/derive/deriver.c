/* SPDX-License-Identifier: MIT */
/*
 * What the steps of a derivation share: they are appended here, and names,
 * partial derivatives and single cells are written here.
 */

#include "deriver.h"

#include "gradus/algebra.h"
#include "gradus/print.h"

struct derive_step *
deriver_step(struct deriver *d, enum derive_kind kind, const char *rule,
    const char *reason, const char *latex)
{
	struct derivation	*out = d->out;
	struct derive_step	*step;

	out->steps = ARENA_GROW(d->arena, out->steps, out->nsteps, &d->max);
	step = &out->steps[out->nsteps++];
	*step = (struct derive_step){ .kind = kind, .by = d->task->by,
	    .rule = arena_strdup(d->arena, rule),
	    .reason = arena_strdup(d->arena, reason),
	    .latex = latex == NULL ? NULL : arena_strdup(d->arena, latex) };
	return step;
}

void
deriver_about(struct derive_step *step, const struct symbol *of,
    const struct symbol *by)
{
	step->of = of;
	step->by = by;
}

const char *
deriver_text(struct arena *arena, const struct expr *e)
{
	struct str	 s;
	const char	*text;

	if (e->size > LATEX_MAX_NODES)
		return "…";
	str_init(&s);
	print_expr(&s, e);
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

void
deriver_expression(struct deriver *d, struct derive_step *step,
    const struct expr *e, const char *equals)
{
	if (e->size > LATEX_MAX_NODES)
		return;
	step->expression = deriver_text(d->arena, e);
	step->equals = equals;
}

void
deriver_name(struct deriver *d, struct str *s, const struct symbol *symbol)
{
	latex_expr(s, expr_name(&d->b, symbol), d->flags);
}

void
deriver_expr(struct deriver *d, struct str *s, const struct expr *e)
{
	latex_expr(s, alg_settle(&d->b, e), d->flags);
}

void
deriver_partial(struct deriver *d, struct str *s, const struct symbol *of,
    const struct symbol *by)
{
	str_add(s, "\\frac{\\partial ");
	deriver_name(d, s, of);
	str_add(s, "}{\\partial ");
	deriver_name(d, s, by);
	str_addc(s, '}');
}

const struct symbol *
deriver_symbol(struct deriver *d, const char *name, const char *latex,
    struct shape shape)
{
	struct symbol	*s = arena_alloc(d->arena, sizeof *s);

	*s = (struct symbol){ .kind = SYMBOL_DATA,
	    .name = arena_strdup(d->arena, name),
	    .latex = arena_strdup(d->arena, latex),
	    .index = d->model->nsymbols, .shape = shape };
	return s;
}

const struct expr *
deriver_value(struct deriver *d, const struct node *node)
{
	return model_has(d->model, node->symbol) ?
	    expr_name(&d->b, node->symbol) : node->value;
}

const char *
deriver_grad(struct deriver *d, const struct symbol *by)
{
	return arena_printf(d->arena, "grad(%s, %s)", d->out->objective,
	    by->name);
}

const struct symbol *
deriver_adjoint(struct deriver *d, const struct node *node)
{
	struct str		 latex;
	const struct symbol	*s;

	str_init(&latex);
	deriver_partial(d, &latex, d->graph.nodes[d->graph.n - 1].symbol,
	    node->symbol);
	s = deriver_symbol(d, deriver_grad(d, node->symbol), latex.data,
	    node->symbol->shape);
	str_release(&latex);
	return s;
}

const struct expr *
deriver_column(struct deriver *d, const struct symbol *s)
{
	struct symbol	*column = arena_alloc(d->arena, sizeof *column);

	*column = *s;
	column->shape.cols = 1;
	return expr_name(&d->b, column);
}

void
deriver_cell(struct deriver *d, struct str *s, const struct expr *column,
    const char *i)
{
	latex_element(s, column, i, "", d->flags);
}

void
deriver_slope(struct deriver *d, struct str *s, const struct expr *of,
    const struct expr *by)
{
	str_add(s, "\\frac{\\partial ");
	deriver_cell(d, s, of, "i");
	str_add(s, "}{\\partial ");
	deriver_cell(d, s, by, "j");
	str_add(s, "} = ");
}
