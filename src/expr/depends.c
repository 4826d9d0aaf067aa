/* SPDX-License-Identifier: MIT */
/*
 * Which expressions a name can change: found once for each node.
 */

#include "gradus/depends.h"

/* What is known about a symbol. */
enum {
	NOTHING,
	ASKED,
	NO,
	YES,
};

void
depends_init(struct depends *d, struct arena *arena,
    const struct symbol *const *symbols, size_t n, const struct symbol *on)
{
	d->on = on;
	d->symbols = symbols;
	d->known = arena_calloc(arena, n + 1, 1);
	map_init(&d->asked, arena);
	map_init(&d->seen, arena);
}

/* Asks about all names in an expression. */
static void
ask(struct depends *d, const struct expr *e)
{
	const struct symbol	*s;
	uint32_t		 i;

	if (e->op == OP_NAME) {
		s = e->attr.name.symbol;
		if (s->index > d->on->index && d->known[s->index] == NOTHING)
			d->known[s->index] = ASKED;
	}
	if (e->nargs == 0 || map_get(&d->asked, &e, sizeof e) != -1)
		return;
	map_set(&d->asked, &e, sizeof e, 1);
	for (i = 0; i < e->nargs; i++)
		ask(d, e->arg[i]);
}

/*
 * Asks from the last symbol to the first, answers from the first to the last:
 * a long chain of names needs no deep recursion, and what nobody asks about
 * is not looked at.
 */
int
depends_symbol(struct depends *d, const struct symbol *s)
{
	const struct symbol	*q;
	size_t			 i, first = d->on->index + 1;

	if (s == d->on)
		return 1;
	if (d->symbols == NULL || s->index < first)
		return 0;
	if (d->known[s->index] == NOTHING)
		d->known[s->index] = ASKED;
	if (d->known[s->index] != ASKED)
		return d->known[s->index] == YES;
	for (i = s->index; i >= first; i--) {
		q = d->symbols[i];
		if (d->known[i] == ASKED && q->kind == SYMBOL_EQUATION)
			ask(d, q->value);
	}
	for (i = first; i <= s->index; i++) {
		q = d->symbols[i];
		if (d->known[i] == ASKED)
			d->known[i] = q->kind == SYMBOL_EQUATION &&
			    depends_expr(d, q->value) ? YES : NO;
	}
	return d->known[s->index] == YES;
}

int
depends_expr(struct depends *d, const struct expr *e)
{
	uint32_t	i;
	int32_t		known;

	if (e->op == OP_NAME)
		return depends_symbol(d, e->attr.name.symbol);
	if (e->nargs == 0)
		return 0;
	if ((known = map_get(&d->seen, &e, sizeof e)) != -1)
		return known;
	known = 0;
	for (i = 0; i < e->nargs && !known; i++)
		known = depends_expr(d, e->arg[i]);
	map_set(&d->seen, &e, sizeof e, known);
	return known;
}
