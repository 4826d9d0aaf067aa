/* SPDX-License-Identifier: MIT */
/*
 * What the parts of a session share: what is said, where one is, which values
 * there are, and which the last command has changed.
 */

#include "session.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "gradus/fatal.h"

#define MAX_MARKED	1000000	/* cells whose old values are kept */

/* ------------------------------------------------------------------ saying */

void
tutor_say(struct tutor *t, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	t->message = arena_vprintf(t->state->arena, format, ap);
	va_end(ap);
}

unsigned
tutor_wrong(struct tutor *t, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	diag_verror(&t->diag, NULL, (struct span){ 0, 0 }, format, ap);
	va_end(ap);
	return TUTOR_WRONG;
}

/* ------------------------------------------------------------------ places */

struct tutor_place
place_of(const struct tutor *t)
{
	struct tutor_place	p = { .chapter = t->chapter, .step = t->step,
				    .lines = t->lines, .cursor = t->cursor };

	p.run = timeline_run(t->timeline);
	p.iteration = timeline_iteration(t->timeline);
	if (t->derivation == NULL)
		return p;
	p.lines = t->state->text_lines;
	p.derived = t->derivation->name;
	p.derived_lines = t->lines;
	return p;
}

int
place_equal(const struct tutor_place *a, const struct tutor_place *b)
{
	return a->chapter == b->chapter && a->step == b->step &&
	    a->lines == b->lines && a->run == b->run &&
	    a->iteration == b->iteration;
}

const struct chapter *
tutor_chapter(const struct tutor *t)
{
	static const struct step	step;
	static const struct chapter	empty = { NULL, &step, 1, 0 };

	return t->lesson->nchapters == 0 ? &empty :
	    &t->lesson->chapters[t->chapter];
}

const struct step *
tutor_step(const struct tutor *t)
{
	assert(t->step < tutor_chapter(t)->nsteps);
	return &tutor_chapter(t)->steps[t->step];
}

double
tutor_value(const struct tutor *t, struct cell c, int updated)
{
	const struct plan	*p = timeline_plan(t->timeline);

	assert(c.symbol->kind != SYMBOL_CHOICE);
	assert(!updated || c.symbol->update != NULL);
	return (updated ? plan_updated(p, c.symbol) : plan_value(p,
	    c.symbol))[cell_offset(c)];
}

int
tutor_changed(const struct tutor *t, struct cell c, int updated)
{
	const struct tutor_state	*s = t->state;
	size_t				 at;
	double				 now;

	if (!s->marked || c.symbol->kind == SYMBOL_CHOICE)
		return 0;
	at = s->at[c.symbol->index] + cell_offset(c);
	if (updated)
		at += shape_cells(c.symbol->shape);
	now = tutor_value(t, c, updated);
	return now != s->old[at] && !(isnan(now) && isnan(s->old[at]));
}

int
tutor_is_marked(const struct tutor *t)
{
	return t->state->marked;
}

int
tutor_can_undo(const struct tutor *t)
{
	return t->state->done > 0;
}

int
tutor_can_redo(const struct tutor *t)
{
	return t->state->done < t->state->nchanges;
}

int
tutor_is_start(const struct tutor *t)
{
	size_t	n;

	timeline_edits(t->timeline, timeline_run(t->timeline), &n);
	return n == 0 && !t->state->given && timeline_run(t->timeline) == 1 &&
	    timeline_iteration(t->timeline) == 1;
}

/* ------------------------------------------------------------ what changed */

/* Where the old values of each symbol, and its new one, are kept. */
void
session_place_old(struct tutor *t)
{
	const struct model	*m = t->lesson->model;
	struct tutor_state	*s = t->state;
	size_t			 i, n;

	s->at = xcalloc(m->nsymbols + 1, sizeof s->at[0]);
	for (i = 0; i < m->nsymbols; i++) {
		s->at[i] = s->ncells;
		n = shape_cells(m->symbols[i]->shape);
		s->ncells += m->symbols[i]->update != NULL ? 2 * n : n;
	}
}

void
session_mark(struct tutor *t)
{
	const struct model	*m = t->lesson->model;
	const struct plan	*p = timeline_plan(t->timeline);
	struct tutor_state	*s = t->state;
	const struct symbol	*symbol;
	size_t			 i, n;

	if (s->marked || s->ncells > MAX_MARKED)
		return;
	if (s->old == NULL)
		s->old = xcalloc(s->ncells + 1, sizeof s->old[0]);
	for (i = 0; i < m->nsymbols; i++) {
		symbol = m->symbols[i];
		if (symbol->kind == SYMBOL_CHOICE)
			continue;
		n = shape_cells(symbol->shape);
		memcpy(s->old + s->at[i], plan_value(p, symbol),
		    n * sizeof s->old[0]);
		if (symbol->update != NULL)
			memcpy(s->old + s->at[i] + n, plan_updated(p, symbol),
			    n * sizeof s->old[0]);
	}
	s->marked = 1;
}
