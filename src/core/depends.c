/* SPDX-License-Identifier: MIT */

#include "depends.h"

void
depends_init(struct depends *d, struct arena *arena,
    const struct symbol *on)
{
	d->on = on;
	map_init(&d->seen, arena);
}

int
depends_symbol(struct depends *d, const struct symbol *s)
{
	if (s == d->on)
		return 1;
	return s->kind == SYMBOL_EQUATION && s->index > d->on->index &&
	    depends_expr(d, s->value);
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
