/* SPDX-License-Identifier: MIT */
/*
 * The rules between an equation and a name in it, and what is said of them.
 */

#include "derive_reason.h"

#define MAX_SHOWN	80	/* nodes of an equation that is repeated */

static const struct {
	int		 weight;
	const char	*title, *sentence;
} rules[RULE_COUNT] = {
#define RULE(id, weight, title, sentence)				       \
	[RULE_##id] = { weight, title, sentence },
#include "gradus/rule.def"
#undef RULE
};

/* ---------------------------------------------------------------- the rules */

/* Functions are told apart, all others are cited once. */
static int
is_cited(const struct reason *r, enum op_rule rule, const struct expr *e)
{
	size_t	i;

	for (i = 0; i < r->n; i++)
		if (r->cited[i].rule == rule && (*rules[rule].title != '\0' ||
		    (r->cited[i].e->op == e->op && (e->op != OP_CHOICE ||
		    r->cited[i].e->attr.name.symbol == e->attr.name.symbol))))
			return 1;
	return 0;
}

static void
cite(struct reason *r, enum op_rule rule, const struct expr *e)
{
	if (rule == RULE_NONE || r->n == REASON_MAX || is_cited(r, rule, e))
		return;
	r->cited[r->n].rule = rule;
	r->cited[r->n++].e = e;
}

/* What an operator is to the name depends on which arguments hold it. */
static void
cite_operator(struct reason *r, const struct expr *e)
{
	int	left = depends_expr(&r->depends, e->arg[0]);
	int	right = e->nargs > 1 && depends_expr(&r->depends, e->arg[1]);

	switch (e->op) {
	case OP_TIMES:
		cite(r, left && right ? RULE_PRODUCT : RULE_CONSTANT, e);
		break;
	case OP_DIVIDE:
		cite(r, right ? RULE_QUOTIENT : RULE_CONSTANT, e);
		break;
	case OP_MUL:
		cite(r, left && right ? RULE_PRODUCT : RULE_MATRIX, e);
		break;
	case OP_POWER:
		if (left)
			cite(r, RULE_POWER, e);
		if (right)
			cite(r, RULE_EXPONENT, e);
		break;
	default:
		cite(r, op_def(e->op)->rule, e);
		break;
	}
}

static void
find_rules(struct reason *r, const struct expr *e)
{
	uint32_t	i;

	if (e->op == OP_NAME || !depends_expr(&r->depends, e))
		return;
	cite_operator(r, e);
	if (e->op == OP_SOFTMAX)
		r->softmax = e;
	if (e->op == OP_CHOICE)
		r->choice = e;
	for (i = 0; i < e->nargs; i++)
		find_rules(r, e->arg[i]);
}

void
reason_find(struct reason *r, struct deriver *d, const struct node *from,
    const struct node *to)
{
	*r = (struct reason){ .d = d, .from = from, .to = to };
	depends_init(&r->depends, d->arena, NULL, 0, from->symbol);
	find_rules(r, to->value);
}

static int
has(const struct reason *r, enum op_rule rule)
{
	size_t	i;

	for (i = 0; i < r->n; i++)
		if (r->cited[i].rule == rule)
			return 1;
	return 0;
}

/* A matrix product, and nothing else that is more than that. */
static int
is_affine(const struct reason *r, const struct edge *edge)
{
	size_t	i;

	for (i = 0; i < r->n; i++)
		switch (r->cited[i].rule) {
		case RULE_MATRIX:
		case RULE_TRANSPOSE:
		case RULE_SIGN:
		case RULE_CONSTANT:
		case RULE_TERMS:
			break;
		default:
			return 0;
		}
	return r->n < REASON_MAX && has(r, RULE_MATRIX) &&
	    edge->factor != NULL;
}

static int
is_cellwise(struct depends *depends, const struct expr *e)
{
	uint32_t	i;

	if (e->op == OP_NAME || !depends_expr(depends, e))
		return 1;
	if (!(op_def(e->op)->flags & OP_MAP))
		return 0;
	for (i = 0; i < e->nargs; i++)
		if (depends_expr(depends, e->arg[i]) &&
		    (!shape_equal(e->arg[i]->shape, e->shape) ||
		    !is_cellwise(depends, e->arg[i])))
			return 0;
	return 1;
}

int
reason_is_cellwise(struct deriver *d, const struct symbol *name,
    const struct expr *e)
{
	struct depends	depends;

	depends_init(&depends, d->arena, NULL, 0, name);
	return is_cellwise(&depends, e);
}

/* ------------------------------------------------------------ what is said */

static const char *
name_of(const struct expr *e)
{
	return e->op == OP_CHOICE ? e->attr.name.symbol->name :
	    op_def(e->op)->name;
}

const char *
reason_title(struct reason *r, const struct edge *edge)
{
	size_t	i, best = 0;

	if (r->n == 0)
		return "the same";
	if (is_affine(r, edge))
		return has(r, RULE_TERMS) ? "affine" : "linear";
	for (i = 1; i < r->n; i++)
		if (rules[r->cited[i].rule].weight >
		    rules[r->cited[best].rule].weight)
			best = i;
	return *rules[r->cited[best].rule].title != '\0' ?
	    rules[r->cited[best].rule].title : name_of(r->cited[best].e);
}

static void
add_equation(struct reason *r, struct str *s)
{
	if (r->to->value->size > MAX_SHOWN) {
		str_addf(s, "`%s`", r->to->symbol->name);
		return;
	}
	str_add(s, "$");
	deriver_name(r->d, s, r->to->symbol);
	str_add(s, " = ");
	deriver_expr(r->d, s, r->to->value);
	str_add(s, "$");
}

void
reason_text(struct reason *r, struct str *s, const struct edge *edge)
{
	const char	*sentence;
	size_t		 i;

	if (is_affine(r, edge)) {
		add_equation(r, s);
		str_addf(s, " is %s in `%s`: the derivative is what it is "
		    "multiplied with.", has(r, RULE_TERMS) ? "affine" :
		    "linear", r->from->symbol->name);
		return;
	}
	if (r->to->value->size <= MAX_SHOWN) {
		str_add(s, "From ");
		add_equation(r, s);
		str_add(s, ": ");
	}
	for (i = 0; i < r->n; i++) {
		sentence = rules[r->cited[i].rule].sentence;
		if (*sentence == '\0')
			sentence = op_def(r->cited[i].e->op)->slope;
		str_addf(s, "%s%s", i > 0 ? "; " : "", sentence);
	}
	str_add(s, r->n > 0 ? "." : "the two are the same.");
}
