/* SPDX-License-Identifier: MIT */
/*
 * Which expressions a name can change: found once for each node.
 */

#include "gradus/depends.h"

void
depends_init(struct depends *d, struct arena *arena,
    const struct symbol *const *symbols, size_t n, const struct symbol *on)
{
	d->on = on;
	d->symbols = symbols;
	d->next = on->index + 1;
	d->known = arena_calloc(arena, n + 1, 1);
	map_init(&d->seen, arena);
}

/* One after the other: a long chain of names needs no deep recursion. */
int
depends_symbol(struct depends *d, const struct symbol *s)
{
	const struct symbol	*q;

	if (s == d->on)
		return 1;
	if (d->symbols == NULL || s->index < d->on->index)
		return 0;
	for (; d->next <= s->index; d->next++) {
		q = d->symbols[d->next];
		d->known[d->next] = q->kind == SYMBOL_EQUATION &&
		    depends_expr(d, q->value);
	}
	return d->known[s->index];
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
