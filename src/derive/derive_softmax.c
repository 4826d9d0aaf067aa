/* SPDX-License-Identifier: MIT */
/*
 * Why the derivative of a softmax is what it is: the quotient rule, its two
 * cases, and both in one by Kronecker's delta.
 */

#include "deriver.h"

/* \sum_k \exp(o_k) */
static void
put_total(struct deriver *d, struct str *s, const struct expr *o)
{
	str_add(s, "\\sum_k \\exp\\left(");
	deriver_cell(d, s, o, "k");
	str_add(s, "\\right)");
}

static void
put_exp(struct deriver *d, struct str *s, const struct expr *o,
    const char *i)
{
	str_add(s, "\\exp\\left(");
	deriver_cell(d, s, o, i);
	str_add(s, "\\right)");
}

/* A name for an expression: its own, or the one given. */
static const struct expr *
name_for(struct deriver *d, const struct expr *e, const char *otherwise)
{
	size_t	i;

	if (e->op == OP_NAME)
		return deriver_column(d, e->attr.name.symbol);
	for (i = 0; i < d->graph.n; i++)
		if (d->graph.nodes[i].value == e &&
		    model_has(d->model, d->graph.nodes[i].symbol))
			return deriver_column(d, d->graph.nodes[i].symbol);
	return deriver_column(d, deriver_symbol(d, otherwise, otherwise,
	    e->shape));
}

static void
softmax_definition(struct deriver *d, const struct expr *p,
    const struct expr *o)
{
	struct str	s;

	str_init(&s);
	deriver_cell(d, &s, p, "i");
	str_add(&s, " = \\frac{");
	put_exp(d, &s, o, "i");
	str_add(&s, "}{");
	put_total(d, &s, o);
	str_addc(&s, '}');
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: one cell",
	    "Within one column: the "
	    "numerator has one score, the denominator all of them.", s.data);
	str_clear(&s);
	deriver_slope(d, &s, p, o);
	str_add(&s, "\\frac{\\frac{\\partial ");
	put_exp(d, &s, o, "i");
	str_add(&s, "}{\\partial ");
	deriver_cell(d, &s, o, "j");
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
	deriver_slope(d, &s, p, o);
	str_add(&s, "\\begin{cases} ");
	deriver_cell(d, &s, p, "i");
	str_add(&s, " \\left(1 - ");
	deriver_cell(d, &s, p, "i");
	str_add(&s, "\\right) & i = j \\\\ -");
	deriver_cell(d, &s, p, "i");
	str_add(&s, " \\, ");
	deriver_cell(d, &s, p, "j");
	str_add(&s, " & i \\ne j \\end{cases}");
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: two cases",
	    "For $i = j$ the numerator "
	    "changes too, by itself; for $i \\ne j$ only the denominator "
	    "does. What is divided by the sum is a probability again.",
	    s.data);
	str_clear(&s);
	deriver_slope(d, &s, p, o);
	deriver_cell(d, &s, p, "i");
	str_add(&s, " \\left(\\delta_{ij} - ");
	deriver_cell(d, &s, p, "j");
	str_add(&s, "\\right)");
	deriver_step(d, DERIVE_SOFTMAX, "Softmax: Kronecker delta",
	    "Both cases in one: "
	    "$\\delta_{ij}$ is 1 where $i = j$, else 0.", s.data);
	str_release(&s);
}
