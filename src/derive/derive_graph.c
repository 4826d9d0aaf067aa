/* SPDX-License-Identifier: MIT */
/*
 * The names between v and J, and how they hang together.
 */

#include "gradus/depends.h"
#include "gradus/map.h"

#include "deriver.h"

struct walk {
	struct map	 seen;
	void		(*f)(void *, const struct expr *);
	void		*context;
};

static void
walk(struct walk *w, const struct expr *e)
{
	uint32_t	i;

	if (map_get(&w->seen, &e, sizeof e) != -1)
		return;
	map_set(&w->seen, &e, sizeof e, 1);
	w->f(w->context, e);
	for (i = 0; i < e->nargs; i++)
		walk(w, e->arg[i]);
}

void
deriver_walk(struct arena *arena, const struct expr *e,
    void (*f)(void *, const struct expr *), void *context)
{
	struct walk	w = { .f = f, .context = context };

	map_init(&w.seen, arena);
	walk(&w, e);
}

static void
mark(void *context, const struct expr *e)
{
	char	*used = context;

	if (e->op == OP_NAME)
		used[e->attr.name.symbol->index] = 1;
}

/* The equation that names the gradient of the objective by a symbol. */
static const struct symbol *
named_gradient(const struct deriver *d, const struct symbol *by)
{
	const struct symbol	*s;
	size_t			 i;

	for (i = 0; i < d->model->nsymbols; i++) {
		s = d->model->symbols[i];
		if (s->objective != NULL && s->column == 0 && s->by == by &&
		    expr_equal(s->objective, d->task->objective))
			return s;
	}
	return NULL;
}

static void
add_node(struct deriver *d, const struct symbol *s, const struct expr *value)
{
	struct node	*node = &d->graph.nodes[d->graph.n++];

	*node = (struct node){ .symbol = s, .value = value };
	node->gradient = named_gradient(d, s);
}

/* What J needs, and what needs v: the names that are both. */
static void
find_nodes(struct deriver *d)
{
	const struct model	*m = d->model;
	const struct expr	*objective = d->task->objective;
	const struct symbol	*s;
	struct depends		 depends;
	char			*used;
	size_t			 i;

	depends_init(&depends, d->arena, m->symbols, m->nsymbols,
	    d->task->by);
	used = arena_calloc(d->arena, m->nsymbols + 1, 1);
	deriver_walk(d->arena, objective, mark, used);
	for (i = m->nsymbols; i-- > 0;) {
		s = m->symbols[i];
		if (used[i] && s->kind == SYMBOL_EQUATION &&
		    s != d->task->by)
			deriver_walk(d->arena, s->value, mark, used);
	}
	d->graph.nodes = arena_calloc(d->arena, m->nsymbols + 1,
	    sizeof d->graph.nodes[0]);
	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (used[i] && s->kind != SYMBOL_CHOICE &&
		    depends_symbol(&depends, s))
			add_node(d, s, s->value);
	}
}

static void
add_edge(struct deriver *d, struct node *from, size_t to)
{
	from->edges = ARENA_GROW(d->arena, from->edges, from->nedges,
	    &from->max);
	from->edges[from->nedges++] = (struct edge){ .to = to };
}

/* Edges, each from a name to one whose equation has it. */
static void
find_edges(struct deriver *d)
{
	struct graph	*w = &d->graph;
	char		*used;
	size_t		 i, j;

	for (j = 1; j < w->n; j++) {
		used = arena_calloc(d->arena, d->model->nsymbols + 1, 1);
		deriver_walk(d->arena, w->nodes[j].value, mark, used);
		for (i = 0; i < j; i++)
			if (used[w->nodes[i].symbol->index])
				add_edge(d, &w->nodes[i], j);
	}
}

static void
count_paths(struct graph *w)
{
	struct node	*node;
	size_t		 i, e;

	w->nodes[w->n - 1].paths = w->nodes[0].from = 1;
	for (i = w->n - 1; i-- > 0;) {
		node = &w->nodes[i];
		for (e = 0; e < node->nedges; e++)
			node->paths += w->nodes[node->edges[e].to].paths;
	}
	for (i = 0; i < w->n; i++) {
		node = &w->nodes[i];
		for (e = 0; e < node->nedges; e++) {
			w->nodes[node->edges[e].to].from += node->from;
			w->nodes[node->edges[e].to].uses++;
		}
	}
}

void
deriver_find_graph(struct deriver *d)
{
	const struct expr	*objective = d->task->objective;
	const struct symbol	*last;
	struct str		 name, latex;

	find_nodes(d);
	last = d->graph.n > 0 ? d->graph.nodes[d->graph.n - 1].symbol : NULL;
	if (objective->op != OP_NAME || objective->attr.name.symbol != last) {
		str_init(&name);
		str_init(&latex);
		str_add(&name, d->out->objective);
		latex_expr(&latex, objective, 0);
		add_node(d, deriver_symbol(d, name.data, latex.data,
		    objective->shape), objective);
		str_release(&name);
		str_release(&latex);
	}
	find_edges(d);
	count_paths(&d->graph);
}
