/* SPDX-License-Identifier: MIT */
/*
 * The matrix form, name by name from J back to v: each gradient made from
 * those that come after it, with the shapes under its factors, and why a
 * transpose stands where it stands.
 */

#include <string.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"
#include "gradus/grad.h"

#include "deriver.h"

#define MAX_STEPS	40
#define MAX_INLINE	12	/* nodes */
#define MAX_SENTENCES	2
#define MAX_WRITTEN	400	/* nodes of a gradient in a formula */

/*
 * What stands for a gradient where it is used: the model's name for it, or
 * itself where it is short and used once, else ∂J/∂z.
 */
static const struct expr *
adjoint_of(struct deriver *d, const struct node *to, const struct expr *g,
    const struct symbol *otherwise)
{
	if (to->gradient != NULL)
		return expr_name(&d->b, to->gradient);
	return g->size <= MAX_INLINE && to->uses == 1 ? g :
	    expr_name(&d->b, otherwise);
}

/* What comes back along one edge. */
static const struct expr *
pull(struct deriver *d, const struct node *node, const struct edge *edge)
{
	const struct node	*to = &d->graph.nodes[edge->to];

	return grad_pull(&d->b, to->value, deriver_value(d, to), to->adjoint,
	    node->symbol);
}

/* The gradient by a name from those by the names that use it. */
static const struct expr *
gradient(struct deriver *d, struct node *node)
{
	const struct expr	*g = NULL, *part;
	size_t			 e;

	for (e = 0; e < node->nedges; e++) {
		part = pull(d, node, &node->edges[e]);
		if (part != NULL)
			g = alg_plus(&d->b, g, part);
	}
	if (g == NULL)
		g = alg_zeros(&d->b, node->symbol->shape);
	g = alg_assemble(&d->b, g);
	node->adjoint = adjoint_of(d, node, g, deriver_adjoint(d, node));
	return alg_tidy(&d->b, alg_assemble(&d->b, alg_expand(&d->b, g,
	    node->symbol->shape)));
}

/* ---------------------------------------------------------- why transposes */

struct why {
	struct deriver		*d;
	struct depends		 depends;	/* on one adjoint */
	const struct node	*node, *to;
	struct str		*s;	/* a sentence */
	struct str		*all;	/* that have been said */
	size_t			 n;
};

/* Appends a sentence, unless it has been said. */
static void
say(struct why *y, struct str *sentence)
{
	if (strstr(y->all->data, sentence->data) == NULL)
		str_add(y->all, sentence->data);
	str_clear(sentence);
}

static void
put_shapes(struct why *y, const struct expr *e)
{
	str_addf(y->s, ": %u×%u = %u×%u · %u×%u.", e->shape.rows,
	    e->shape.cols, e->arg[0]->shape.rows, e->arg[0]->shape.cols,
	    e->arg[1]->shape.rows, e->arg[1]->shape.cols);
}

/* The adjoint's rows meet in the product: the other factor turned round. */
static void
why_rows(struct why *y, const struct expr *e, const struct expr *other)
{
	struct deriver	*d = y->d;
	uint32_t	 n = y->to->symbol->shape.rows;

	str_add(y->s, " Going forward, each cell of $");
	deriver_name(d, y->s, y->node->symbol);
	str_addf(y->s, n > 1 ? "$ reaches all %u rows of $" : "$ reaches $",
	    n);
	deriver_name(d, y->s, y->to->symbol);
	str_add(y->s, "$ through the product with $");
	deriver_expr(d, y->s, alg_transpose(&d->b, other));
	str_add(y->s, "$; going back, the product with its transpose, $");
	deriver_expr(d, y->s, other);
	str_add(y->s, n > 1 ? "$, collects what they hand back" : "$, gives "
	    "each cell its share");
	put_shapes(y, e);
}

/* Rows or columns of what was made meet: what each contributes is added up. */
static void
why_sides(struct why *y, const struct expr *e, const char *sides, int turned)
{
	struct deriver	*d = y->d;
	uint32_t	 n = e->arg[0]->shape.cols;

	str_add(y->s, " Each cell of $");
	deriver_name(d, y->s, y->node->symbol);
	if (n == 1) {
		str_add(y->s, "$ is multiplied with one cell and reaches one "
		    "other. A column times a row has all these pairs");
		put_shapes(y, e);
		return;
	}
	str_addf(y->s, "$ takes part in all %u %s of $", n, sides);
	deriver_name(d, y->s, y->to->symbol);
	str_addf(y->s, turned ? "$. The transpose lets these %u meet in the "
	    "product, which adds up what they contribute" : "$. These %u meet "
	    "in the product, which adds up what they contribute", n);
	put_shapes(y, e);
}

/* Where the name itself is stretched to more rows or columns, in e. */
static void
find_stretched(const struct why *y, const struct expr *e, struct shape *to)
{
	const struct expr	*arg;
	uint32_t		 i;

	for (i = 0; i < e->nargs; i++) {
		arg = e->arg[i];
		find_stretched(y, arg, to);
		if (!(op_def(e->op)->flags & OP_MAP) || arg->op != OP_NAME ||
		    arg->attr.name.symbol != y->node->symbol)
			continue;
		if (e->shape.rows > arg->shape.rows)
			to->rows = e->shape.rows;
		if (e->shape.cols > arg->shape.cols)
			to->cols = e->shape.cols;
	}
}

/* One row or column that was used for all of them. */
static void
why_sum(struct why *y)
{
	struct shape	 to = { 0, 0 };

	if (y->to->value->size <= LATEX_MAX_NODES)
		find_stretched(y, y->to->value, &to);
	if (to.rows == 0 && to.cols == 0)
		return;
	str_add(y->s, " $");
	deriver_name(y->d, y->s, y->node->symbol);
	str_add(y->s, "$ is used for all ");
	if (to.rows > 0)
		str_addf(y->s, "%u rows", to.rows);
	str_add(y->s, to.rows > 0 && to.cols > 0 ? " and " : "");
	if (to.cols > 0)
		str_addf(y->s, "%u columns", to.cols);
	str_add(y->s, " alike, so its gradient is the sum over them.");
}

/*
 * The products in which the adjoint stands: on the right its rows meet, on the
 * left its columns, and the other way round where it is turned.
 */
static void
explain_products(struct why *y, const struct expr *e)
{
	const struct shape	 of = y->to->symbol->shape;
	uint32_t		 i, inner;
	int			 right, turned;

	if (e->nargs == 0 || !depends_expr(&y->depends, e) ||
	    y->n == MAX_SENTENCES)
		return;
	if (e->op == OP_MUL && !expr_is_scalar(y->to->value)) {
		inner = e->arg[0]->shape.cols;
		right = depends_expr(&y->depends, e->arg[1]);
		turned = e->arg[right]->op == OP_TRANSPOSE;
		y->n++;
		if (right && !turned && inner == of.rows)
			why_rows(y, e, e->arg[0]);
		else if (right == turned && inner == of.cols)
			why_sides(y, e, "columns", turned ||
			    e->arg[!right]->op == OP_TRANSPOSE);
		else if (right != turned && inner == of.rows)
			why_sides(y, e, "rows", turned ||
			    e->arg[!right]->op == OP_TRANSPOSE);
		else
			y->n--;
		say(y, y->s);
	}
	for (i = 0; i < e->nargs; i++)
		explain_products(y, e->arg[i]);
}

static void
add_why(struct deriver *d, struct str *s, const struct node *node)
{
	struct str		 sentence;
	struct why		 y = { .d = d, .node = node, .s = &sentence,
				    .all = s };
	const struct expr	*g;
	size_t			 e;

	str_init(&sentence);
	for (e = 0; e < node->nedges; e++) {
		if (node->edges[e].pullback == NULL)
			continue;
		y.to = &d->graph.nodes[node->edges[e].to];
		g = node->edges[e].pullback;
		depends_init(&y.depends, d->arena, NULL, 0,
		    node->edges[e].adjoint);
		explain_products(&y, g);
		if (y.n == 0) {
			why_sum(&y);
			say(&y, y.s);
		}
	}
	str_release(&sentence);
}

/* ------------------------------------------------------------------- steps */

static void
matrix_step(struct deriver *d, struct node *node)
{
	const struct expr	*g = gradient(d, node);
	struct symbol		 named;
	struct str		 latex, reason;
	struct derive_step	*step;
	struct shape		 shape = node->symbol->shape;

	str_init(&latex);
	str_init(&reason);
	if (node->gradient != NULL) {
		named = *node->gradient;
		str_addf(&latex, "\\underset{%u \\times %u}{", shape.rows,
		    shape.cols);
		deriver_name(d, &latex, &named);
		str_add(&latex, "} = ");
	}
	deriver_partial(d, &latex, d->graph.nodes[d->graph.n - 1].symbol,
	    node->symbol);
	str_add(&latex, " = ");
	if (g->size <= MAX_WRITTEN)
		latex_expr(&latex, g, d->flags | LATEX_SHAPES);
	else
		str_add(&latex, "\\cdots");
	str_addf(&reason, "It has the shape of `%s`, %u×%u.",
	    node->symbol->name, shape.rows, shape.cols);
	add_why(d, &reason, node);
	step = deriver_step(d, DERIVE_MATRIX, arena_printf(d->arena,
	    "Matrix form: by %s",
	    node->symbol->name), reason.data, latex.data);
	deriver_about(step, d->graph.nodes[d->graph.n - 1].symbol,
	    node->symbol);
	deriver_expression(d, step, g, deriver_grad(d, node->symbol));
	str_release(&latex);
	str_release(&reason);
}

void
deriver_matrix_steps(struct deriver *d)
{
	size_t	i, n = d->graph.n - 1;

	d->graph.nodes[n].adjoint = expr_number(&d->b, 1);
	for (i = n; i-- > 0;)
		if (i == 0 || n - i <= MAX_STEPS)
			matrix_step(d, &d->graph.nodes[i]);
}
