/* SPDX-License-Identifier: MIT */
/*
 * Copies of what a plan has been given.
 */

#include "snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

/* What is done with the n cells of one symbol, and with their copy. */
typedef int	 visit(double *cells, double *copy, size_t n);

static int
save(double *cells, double *copy, size_t n)
{
	memcpy(copy, cells, n * sizeof *copy);
	return 1;
}

static int
load(double *cells, double *copy, size_t n)
{
	memcpy(cells, copy, n * sizeof *cells);
	return 1;
}

static int
compare(double *cells, double *copy, size_t n)
{
	return memcmp(cells, copy, n * sizeof *cells) == 0;
}

static int
is_given(const struct symbol *s, int updated)
{
	return s->kind != SYMBOL_EQUATION && s->kind != SYMBOL_CHOICE &&
	    (!updated || s->update != NULL);
}

/* Visits all that is given, or what updates change; 1 if all visits gave 1. */
static int
each(const struct model *m, struct plan *plan, double *copy, int updated,
    visit *f)
{
	const struct symbol	*s;
	size_t			 i, n;
	int			 all = 1;

	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (!is_given(s, updated))
			continue;
		n = shape_cells(s->shape);
		all &= f(plan_cells(plan, s), copy, n);
		copy += n;
	}
	return all;
}

static size_t
count(const struct model *m, int updated)
{
	size_t	i, n = 0;

	for (i = 0; i < m->nsymbols; i++)
		if (is_given(m->symbols[i], updated))
			n += shape_cells(m->symbols[i]->shape);
	return n;
}

size_t
snapshot_given(const struct model *m)
{
	return count(m, 0);
}

size_t
snapshot_updated(const struct model *m)
{
	return count(m, 1);
}

struct snapshot
snapshot_take(const struct model *m, struct plan *plan)
{
	struct snapshot	s;
	size_t		i;

	s.cells = xcalloc(snapshot_given(m) + 1, sizeof s.cells[0]);
	s.choices = xcalloc(m->nsymbols + 1, sizeof s.choices[0]);
	each(m, plan, s.cells, 0, save);
	for (i = 0; i < m->nsymbols; i++)
		if (m->symbols[i]->kind == SYMBOL_CHOICE)
			s.choices[i] = plan_choice(plan, m->symbols[i]);
	return s;
}

void
snapshot_restore(const struct snapshot *s, const struct model *m,
    struct plan *plan)
{
	each(m, plan, s->cells, 0, load);
	plan_choose_all(plan, s->choices);
}

int
snapshot_equal(const struct snapshot *s, const struct model *m,
    struct plan *plan)
{
	size_t	i;

	for (i = 0; i < m->nsymbols; i++)
		if (m->symbols[i]->kind == SYMBOL_CHOICE &&
		    plan_choice(plan, m->symbols[i]) != s->choices[i])
			return 0;
	return each(m, plan, s->cells, 0, compare);
}

void
snapshot_release(struct snapshot *s)
{
	free(s->cells);
	free(s->choices);
}

void
snapshot_save_updated(const struct model *m, struct plan *plan, double *to)
{
	each(m, plan, to, 1, save);
}

void
snapshot_load_updated(const struct model *m, struct plan *plan,
    const double *from)
{
	/* load() only reads the copy. */
	each(m, plan, (double *)from, 1, load);
}
