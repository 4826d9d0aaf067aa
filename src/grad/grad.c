/* SPDX-License-Identifier: MIT */
/*
 * Reverse mode on expressions: adjoints go from the objective back through
 * the equations, by the pullback of each operator.
 */

#include "gradus/grad.h"

#include <assert.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"

/* A gradient of more nodes than this, as a tree, is no use to anybody. */
#define MAX_SIZE	200000

struct reverse {
	struct builder			*b;
	struct arena			*scratch;
	struct depends			 depends;
	const struct symbol *const	*symbols;
	const struct expr		**adjoint;	/* by symbol */
	const struct symbol		*objective;	/* if it is a name */
};

/* What is needed while a gradient is made goes to the scratch arena. */
static void
reverse_init(struct reverse *r, struct builder *b,
    const struct symbol *const *symbols, size_t n,
    const struct expr *objective, const struct symbol *v)
{
	r->b = b;
	r->scratch = arena_new();
	r->symbols = symbols;
	r->adjoint = arena_calloc(r->scratch, n + 1, sizeof r->adjoint[0]);
	r->objective = objective->op == OP_NAME ?
	    objective->attr.name.symbol : NULL;
	depends_init(&r->depends, r->scratch, symbols, n, v);
}

/*
 * 1 if the derivatives of the model are many. One by itself cannot be: its
 * depth has a limit.
 */
static int
is_spent(const struct builder *b)
{
	return b->derived > EXPR_MAX_DERIVATIVES;
}

static void	 pull_back(struct reverse *, const struct expr *,
		    const struct expr *y, const struct expr *g);

static void
pull_argument(struct reverse *r, const struct pullback *p)
{
	const struct op_def	*def = op_def(p->node->op);
	const struct expr	*arg = p->node->arg[p->i], *part;

	r->b->span = p->node->span;
	part = def->vjp(p);
	if (part == NULL || expr_is_number(part, 0))
		return;
	if (def->flags & OP_MAP)
		part = alg_reduce(r->b, part, p->node->shape, arg->shape);
	pull_back(r, arg, arg, part);
}

/*
 * Gives an expression its adjoint g and hands it down to the names below.
 * y stands for the value of the expression.
 */
static void
pull_back(struct reverse *r, const struct expr *e, const struct expr *y,
    const struct expr *g)
{
	struct pullback	p = { .b = r->b, .node = e, .y = y, .g = g,
			    .depends = &r->depends };
	size_t		i;

	if (e->op == OP_NAME) {
		i = e->attr.name.symbol->index;
		r->b->span = e->span;
		r->adjoint[i] = alg_plus(r->b, r->adjoint[i], g);
		return;
	}
	if (op_def(e->op)->vjp == NULL)
		return;
	for (p.i = 0; p.i < e->nargs; p.i++) {
		if (depends_expr(&r->depends, e->arg[p.i]))
			pull_argument(r, &p);
		p.rows += e->arg[p.i]->shape.rows;
		p.cols += e->arg[p.i]->shape.cols;
	}
}

/* By symbol, the first name that holds the same objective's gradient by it. */
static const struct symbol **
named_gradients(const struct reverse *r, size_t n)
{
	const struct symbol	**named, *s;
	size_t			  i;

	named = arena_calloc(r->scratch, n + 1, sizeof named[0]);
	for (i = n; i-- > 0 && r->objective != NULL;) {
		s = r->symbols[i];
		if (s->by != NULL && s->column == 0 && s->objective != NULL &&
		    s->objective->op == OP_NAME &&
		    s->objective->attr.name.symbol == r->objective &&
		    !expr_is_error(s->value))
			named[s->by->index] = s;
	}
	return named;
}

/* All the names between the objective and v, from the last to the first. */
static const struct expr *
reverse_run(struct reverse *r, size_t n, const struct expr *objective,
    const struct symbol *v)
{
	const struct symbol	**named = named_gradients(r, n), *q;
	const struct expr	*g;
	size_t			 i;

	pull_back(r, objective, objective, expr_number(r->b, 1));
	for (i = n; i-- > v->index + 1;) {
		q = r->symbols[i];
		g = r->adjoint[i];
		if (g == NULL || q->kind != SYMBOL_EQUATION ||
		    !depends_symbol(&r->depends, q))
			continue;
		r->b->span = q->span;
		g = named[i] != NULL ? expr_name(r->b, named[i]) :
		    alg_assemble(r->b, g);
		pull_back(r, q->value, expr_name(r->b, q), g);
	}
	return r->adjoint[v->index];
}

static const struct expr	*note_error(struct builder *, struct span,
				    const char *, ...)
				    __attribute__((format(printf, 3, 4)));

static const struct expr *
note_error(struct builder *b, struct span span, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	diag_verror(b->diag, b->source, span, format, ap);
	va_end(ap);
	return expr_error(b);
}

/* Notes why there is nothing to differentiate; NULL if there is. */
static const struct expr *
note_no_path(struct reverse *r, const char *what, const struct expr *objective,
    const struct symbol *v)
{
	struct builder	*b = r->b;
	const char	*name;

	name = r->objective != NULL ? r->objective->name : "this";
	if (depends_expr(&r->depends, objective))
		return NULL;
	note_error(b, b->span, "%s does not depend on %s, so there is no "
	    "%s", name, v->name, what);
	if (r->objective != NULL && r->objective->index < v->index)
		diag_hint(b->diag, "%s is computed from %s; do you mean the "
		    "other way round?", v->name, name);
	else
		diag_hint(b->diag, "it depends on a name if that stands in "
		    "its equation, or in one that it uses");
	return expr_error(b);
}

static const struct expr *
gradient(struct reverse *r, size_t n, const struct expr *objective,
    const struct symbol *v)
{
	struct builder		*b = r->b;
	const struct expr	*g, *no;
	struct span		 span = b->span;

	if (!expr_is_scalar(objective)) {
		note_error(b, span, "a gradient is that of a scalar, and %s is "
		    "%u×%u", r->objective != NULL ? r->objective->name :
		    "this", objective->shape.rows, objective->shape.cols);
		diag_hint(b->diag, "sum it up: J = sum(%s); or take a "
		    "Jacobian, jac(p, o, k)", r->objective != NULL ?
		    r->objective->name : "…");
		return expr_error(b);
	}
	if ((no = note_no_path(r, "gradient", objective, v)) != NULL)
		return no;
	g = reverse_run(r, n, objective, v);
	b->span = span;
	g = g == NULL ? alg_zeros(b, v->shape) :
	    alg_tidy(b, alg_assemble(b, alg_expand(b, g, v->shape)));
	return g;
}

/* Notes that a derivative is too long, alone or together with others. */
static const struct expr *
check_length(struct builder *b, struct span span, const struct expr *g)
{
	if (expr_is_error(g))
		return g;
	if (g->size > MAX_SIZE)
		note_error(b, span, "this derivative is too long to be "
		    "written out");
	else if (is_spent(b))
		note_error(b, span, "the derivatives of this model are too "
		    "long: more than %d operations", EXPR_MAX_DERIVATIVES);
	else
		return g;
	diag_hint(b->diag, "name the gradients by the names between, the last "
	    "first: each is then made from the one before");
	return expr_error(b);
}

const struct expr *
grad_gradient(struct builder *b, const struct symbol *const *earlier,
    size_t n, const struct expr *objective, const struct symbol *v)
{
	struct reverse		 r;
	struct span		 span = b->span;
	const struct expr	*g;
	uint32_t		 before = b->made;

	if (is_spent(b))
		return check_length(b, span, objective);
	reverse_init(&r, b, earlier, n, objective, v);
	g = gradient(&r, n, objective, v);
	b->derived += b->made - before;
	arena_free(r.scratch);
	return check_length(b, span, g);
}

const struct expr *
grad_pull(struct builder *b, const struct expr *e, const struct expr *y,
    const struct expr *g, const struct symbol *by)
{
	struct reverse		 r;
	const struct expr	*adjoint;

	reverse_init(&r, b, NULL, by->index, e, by);
	pull_back(&r, e, y, g);
	adjoint = r.adjoint[by->index];
	arena_free(r.scratch);
	return adjoint != NULL ? alg_settle(b, adjoint) : NULL;
}

const struct expr *
grad_derivative(struct builder *b, enum op f, const struct symbol *x,
    int order)
{
	struct reverse		 r;
	const struct expr	*e, *g;

	assert(order >= 0 && op_def(f)->flags & OP_MAP);
	e = alg_make1(b, f, expr_name(b, x));
	while (order-- > 0) {
		reverse_init(&r, b, &x, 1, e, x);
		pull_back(&r, e, e, expr_number(b, 1));
		g = r.adjoint[0];
		e = g == NULL ? alg_zeros(b, x->shape) :
		    alg_settle(b, alg_expand(b, g, x->shape));
		arena_free(r.scratch);
	}
	return e;
}
