/* SPDX-License-Identifier: MIT */
/*
 * The chain rule along the names: as it stands, with the local derivatives
 * put in, and with the gradients in it that the model names.
 */

#include "deriver.h"

#define MAX_LINES	12	/* of an aligned recursion */

struct chain {
	struct deriver	*d;
	struct str	*s;
	int		 put_in;	/* factors, not partials */
	int		 alone;		/* there is nothing beside it */
	size_t		 path[MAX_CHAIN + 1];
	const struct edge *edges[MAX_CHAIN];
	size_t		 products;
};

static const struct symbol *
objective(const struct deriver *d)
{
	return d->graph.nodes[d->graph.n - 1].symbol;
}

/* A product along the path, from its end back to its beginning. */
static void
put_path(struct chain *c, size_t n)
{
	struct deriver		*d = c->d;
	const struct edge	*edge;
	size_t			 i, written = 0, factors = 0;

	for (i = 0; i < n; i++)
		factors += !c->edges[i]->is_identity;

	str_add(c->s, c->products++ > 0 ? " + " : "");
	for (i = n; i-- > 0;) {
		edge = c->edges[i];
		if (c->put_in && edge->is_identity && n > 1 &&
		    (written > 0 || i > 0))
			continue;
		str_add(c->s, written++ > 0 ? " \\cdot " : "");
		if (c->put_in && edge->factor != NULL)
			str_add(c->s, factors == 1 && c->alone ?
			    edge->derivative : edge->factor);
		else
			deriver_partial(d, c->s,
			    d->graph.nodes[edge->to].symbol,
			    d->graph.nodes[c->path[i]].symbol);
	}
}

/* All paths from the node at the end of the path so far to the target. */
static void
put_paths(struct chain *c, size_t at, size_t to, size_t n)
{
	const struct node	*node = &c->d->graph.nodes[at];
	size_t			 e;

	c->path[n] = at;
	if (at == to) {
		put_path(c, n);
		return;
	}
	if (n == MAX_CHAIN)
		return;
	for (e = 0; e < node->nedges; e++) {
		c->edges[n] = &node->edges[e];
		if (node->edges[e].to <= to)
			put_paths(c, node->edges[e].to, to, n + 1);
	}
}

static void
put_chain(struct deriver *d, struct str *s, size_t from, size_t to,
    int put_in)
{
	struct chain	c = { .d = d, .s = s, .put_in = put_in,
			    .alone = d->graph.nodes[0].paths == 1 &&
			    from == 0 && to + 1 == d->graph.n };

	put_paths(&c, from, to, 0);
}

/* ∂J/∂z = ∂J/∂a · ∂a/∂z + ∂J/∂b · ∂b/∂z */
static void
put_recursion(struct deriver *d, struct str *s, const struct node *node)
{
	const struct symbol	*to;
	size_t			 e;

	deriver_partial(d, s, objective(d), node->symbol);
	str_add(s, " &= ");
	for (e = 0; e < node->nedges; e++) {
		to = d->graph.nodes[node->edges[e].to].symbol;
		str_add(s, e > 0 ? " + " : "");
		if (to != objective(d)) {
			deriver_partial(d, s, objective(d), to);
			str_add(s, " \\cdot ");
		}
		deriver_partial(d, s, to, node->symbol);
	}
}

/* Too many products for one line: a line for each name. */
static void
put_recursions(struct deriver *d, struct str *s)
{
	const struct node	*node;
	size_t			 i, line = 0, last = d->graph.n - 1;

	str_add(s, "\\begin{aligned} ");
	for (i = last; i-- > 0;) {
		node = &d->graph.nodes[i];
		/* ∂J/∂z = ∂J/∂z says nothing: J's equation has z itself. */
		if (i > 0 && node->nedges == 1 && node->edges[0].to == last)
			continue;
		if (++line > MAX_LINES / 2 && last > MAX_LINES &&
		    i >= MAX_LINES / 2) {
			if (line == MAX_LINES / 2 + 1)
				str_add(s, "& \\vdots \\\\ ");
			continue;
		}
		put_recursion(d, s, node);
		str_add(s, i > 0 ? " \\\\ " : "");
	}
	str_add(s, " \\end{aligned}");
}

static int
is_short(const struct deriver *d)
{
	return d->graph.nodes[0].paths <= MAX_PATHS && d->graph.n <= MAX_CHAIN;
}

void
deriver_chain_step(struct deriver *d)
{
	const struct node	*v = &d->graph.nodes[0];
	struct str		 s;
	const char		*name = v->symbol->name;

	str_init(&s);
	if (is_short(d)) {
		deriver_partial(d, &s, objective(d), v->symbol);
		str_add(&s, " = ");
		put_chain(d, &s, 0, d->graph.n - 1, 0);
		deriver_step(d, DERIVE_CHAIN, "The chain rule", v->paths == 1 ?
		    arena_printf(d->arena, "There is one path from `%s` to "
		    "`%s`: one factor for each step of it, the last first.",
		    name, objective(d)->name) : arena_printf(d->arena,
		    "There are %.0f paths from `%s` to `%s`: a product for "
		    "each, and their sum.", v->paths, name,
		    objective(d)->name), s.data);
	} else {
		put_recursions(d, &s);
		deriver_step(d, DERIVE_CHAIN, "The chain rule",
		    arena_printf(d->arena,
		    v->paths <= MAX_PATHS ? "The path from `%s` to `%s` is "
		    "long. The chain rule goes back name by name." :
		    "There are many paths from `%s` to `%s`. The chain rule "
		    "goes back name by name: a gradient is the sum over all "
		    "that use the name.", name, objective(d)->name), s.data);
	}
	str_release(&s);
}

/* Nothing but single numbers. */
static int
is_scalar(const struct deriver *d)
{
	size_t	i;

	for (i = 0; i < d->graph.n; i++)
		if (shape_cells(d->graph.nodes[i].symbol->shape) != 1)
			return 0;
	return 1;
}

/* How many local derivatives are factors; and all there are. */
static size_t
count_factors(const struct deriver *d, size_t *all)
{
	size_t	i, e, n = 0;

	for (*all = i = 0; i < d->graph.n; i++) {
		*all += d->graph.nodes[i].nedges;
		for (e = 0; e < d->graph.nodes[i].nedges; e++)
			n += d->graph.nodes[i].edges[e].factor != NULL;
	}
	return n;
}

static void
put_in_step(struct deriver *d)
{
	struct str	s;
	size_t		all;

	if (count_factors(d, &all) == 0)
		return;
	str_init(&s);
	deriver_partial(d, &s, objective(d), d->graph.nodes[0].symbol);
	str_add(&s, " = ");
	put_chain(d, &s, 0, d->graph.n - 1, 1);
	deriver_step(d, DERIVE_INSERTED, "All put in", is_scalar(d) ?
	    "Every local derivative in its place." :
	    "Every local derivative in its place. For single numbers this "
	    "would be the answer; matrices still need the order of the "
	    "factors, their transposes, and sums where something was used "
	    "several times. They come with the shapes.", s.data);
	str_release(&s);
}

/* The first named gradient that every path goes through; 0 if none. */
static size_t
named_node(const struct graph *w)
{
	size_t	i;

	for (i = 1; i + 1 < w->n; i++)
		if (w->nodes[i].gradient != NULL &&
		    w->nodes[i].from * w->nodes[i].paths ==
		    w->nodes[0].paths)
			return i;
	return 0;
}

static void
named_step(struct deriver *d)
{
	struct graph	*w = &d->graph;
	size_t		 at = named_node(w);
	struct str	 s;
	const char	*name;
	int		 many;

	if (at == 0)
		return;
	str_init(&s);
	deriver_partial(d, &s, objective(d), w->nodes[0].symbol);
	str_add(&s, " = \\underbrace{");
	put_chain(d, &s, at, w->n - 1, 0);
	str_add(&s, "}_{");
	deriver_name(d, &s, w->nodes[at].gradient);
	str_add(&s, "} \\cdot ");
	many = w->nodes[at].from > 1;
	str_add(&s, many ? "\\left(" : "");
	put_chain(d, &s, 0, at, 0);
	str_add(&s, many ? "\\right)" : "");
	str_add(&s, " = ");
	deriver_name(d, &s, w->nodes[at].gradient);
	str_add(&s, many ? " \\cdot \\left(" : " \\cdot ");
	put_chain(d, &s, 0, at, 1);
	str_add(&s, many ? "\\right)" : "");
	name = w->nodes[at].gradient->name;
	deriver_step(d, DERIVE_NAMED, "Gathered",
	    arena_printf(d->arena, "The factors down "
	    "to `%s` are what the model calls `%s`. It is computed once, and "
	    "all that lies further back is made from it.",
	    w->nodes[at].symbol->name, name), s.data);
	str_release(&s);
}

int
deriver_chain_steps(struct deriver *d)
{
	size_t	all;

	deriver_chain_step(d);
	deriver_local_steps(d);
	if (!is_short(d))
		return 0;
	put_in_step(d);
	named_step(d);
	return is_scalar(d) && count_factors(d, &all) == all;
}
