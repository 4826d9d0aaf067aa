/* SPDX-License-Identifier: MIT */
/*
 * What is shown: which matrices first, which cell the cursor is on, which
 * derivation and how far, which curve.
 */

#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"
#include "gradus/num.h"
#include "gradus/print.h"

#include "session.h"

#define MAX_PRINTED	12	/* cells of a matrix that is printed */

/* ------------------------------------------------------------------- items */

static int
is_in(struct span place, struct span span)
{
	return place.start >= span.start && place.start < span.end;
}

/* The step says how the name is updated. */
static int
is_updated_here(const struct tutor *t, const struct symbol *s)
{
	return s->update != NULL && is_in(s->update_span,
	    tutor_step(t)->span);
}

static void
add_item(struct tutor *t, const struct symbol *s, int updated)
{
	size_t	i;

	for (i = 0; i < t->nitems; i++)
		if (t->items[i].symbol == s && t->items[i].updated == updated)
			return;
	t->items[t->nitems++] = (struct tutor_item){ s, updated };
}

/* A name that the step is about, and its new value where it is made. */
static void
add_lit(struct tutor *t, const struct symbol *s)
{
	add_item(t, s, 0);
	if (is_updated_here(t, s))
		add_item(t, s, 1);
}

/* A gradient that the model has a name for, and what it is by. */
static void
add_derived(struct tutor *t, const struct derive_task *task)
{
	const struct symbol	*s = model_find(t->lesson->model, task->name,
				    strlen(task->name));

	if (s != NULL)
		add_lit(t, s);
	if (t->nitems > 0)
		add_lit(t, task->by);
}

static void
add_step_items(struct tutor *t)
{
	const struct step	*step = tutor_step(t);
	const struct model	*m = t->lesson->model;
	size_t			 i, k;

	for (i = 0; i < step->ncommands; i++)
		if (step->commands[i].def->id == COMMAND_SHOW)
			for (k = 0; k < step->commands[i].ncells; k++)
				add_lit(t, step->commands[i].cells[k].symbol);
	for (i = 0; i < step->ncommands && t->nitems == 0; i++)
		if (step->commands[i].def->id == COMMAND_EXPLAIN)
			add_lit(t, step->commands[i].cells[0].symbol);
	for (i = 0; i < step->ncommands && t->nitems == 0; i++)
		if (step->commands[i].def->id == COMMAND_DERIVE)
			add_derived(t, &step->commands[i].task);
	if (t->nitems > 0)
		return;
	for (i = 0; i < m->nsymbols; i++)
		if (is_in(m->symbols[i]->span, step->span) ||
		    is_updated_here(t, m->symbols[i]))
			add_lit(t, m->symbols[i]);
}

void
show_items(struct tutor *t)
{
	const struct model	*m = t->lesson->model;
	size_t			 i;

	if (t->items == NULL)
		t->items = xcalloc(2 * m->nsymbols + 1, sizeof t->items[0]);
	t->nitems = 0;
	for (i = 0; i < t->state->nshown; i++)
		add_lit(t, t->state->shown[i].symbol);
	if (t->nitems == 0)
		add_step_items(t);
	t->nlit = t->nitems;
	for (i = 0; i < m->nsymbols; i++)
		add_item(t, m->symbols[i], 0);
}

static void
set_cursor(struct tutor *t, const struct symbol *s, uint32_t row,
    uint32_t col, int updated)
{
	t->cursor = (struct tutor_cursor){ { s, row, col }, updated };
}

void
show_step(struct tutor *t)
{
	const struct step	*step = tutor_step(t);
	const struct command	*c;
	size_t			 i;

	t->state->nshown = 0;
	show_items(t);
	for (i = 0; i < step->ncommands; i++)
		if (step->commands[i].def->id == COMMAND_PLOT)
			show_plot(t, &step->commands[i]);
	for (i = 0; i < step->ncommands; i++) {
		c = &step->commands[i];
		if (c->def->id != COMMAND_EXPLAIN)
			continue;
		t->cursor = (struct tutor_cursor){ c->cells[0], c->next ||
		    is_updated_here(t, c->cells[0].symbol) };
		return;
	}
	for (i = 0; i < t->nlit; i++)
		if (t->items[i].symbol == t->cursor.cell.symbol &&
		    t->items[i].updated == t->cursor.updated)
			return;
	if (t->nitems > 0)
		set_cursor(t, t->items[0].symbol, 1, 1, t->items[0].updated);
}

unsigned
show_names(struct tutor *t, const struct command *c)
{
	struct tutor_state	*s = t->state;

	s->shown = xreallocarray(s->shown, c->ncells + 1, sizeof s->shown[0]);
	memcpy(s->shown, c->cells, c->ncells * sizeof s->shown[0]);
	s->nshown = c->ncells;
	t->version++;
	show_items(t);
	set_cursor(t, t->items[0].symbol, 1, 1, t->items[0].updated);
	return 0;
}

unsigned
show_explain(struct tutor *t, const struct command *c)
{
	t->cursor = (struct tutor_cursor){ c->cells[0], c->next };
	return 0;
}

/* ------------------------------------------------------------- derivations */

static void
add_derivation(const struct tutor *t, const struct derive_task *task)
{
	struct tutor_state	*s = t->state;
	struct derive_options	 options = { .plan = timeline_plan(
				    t->timeline), .classes = 1 };
	double			*value;

	value = arena_calloc(s->frame, shape_cells(task->value->shape) + 1,
	    sizeof *value);
	plan_evaluate(options.plan, task->value, value);
	options.value = value;
	s->derivations = ARENA_PUSH(s->frame, s->derivations,
	    s->nderivations);
	s->derivations[s->nderivations++] = derive(s->frame,
	    t->lesson->model, task, &options);
}

const struct derivation *const *
tutor_derivations(const struct tutor *t, size_t *n)
{
	struct tutor_state	*s = t->state;
	const struct step	*step = tutor_step(t);
	size_t			 i;

	if (s->derived_at != t->version) {
		arena_free(s->frame);
		s->frame = arena_new();
		s->derivations = NULL;
		s->nderivations = 0;
		s->derived_at = t->version;
		if (t->derivation != NULL)
			add_derivation(t, t->derivation);
		else
			for (i = 0; i < step->ncommands; i++)
				if (step->commands[i].def->id ==
				    COMMAND_DERIVE)
					add_derivation(t,
					    &step->commands[i].task);
	}
	*n = s->nderivations;
	return s->derivations;
}

size_t
show_lines(const struct tutor *t)
{
	const struct derivation *const *d;
	size_t				 i, n, lines = 0;

	d = tutor_derivations(t, &n);
	for (i = 0; i < n; i++)
		lines += d[i]->nsteps;
	return lines;
}

void
show_end(struct tutor *t)
{
	if (t->derivation == NULL)
		return;
	t->derivation = NULL;
	t->lines = t->state->text_lines;
	t->version++;
}

unsigned
show_text(struct tutor *t, const struct command *c)
{
	(void)c;
	show_end(t);
	return 0;
}

/* The same text, for as long as there is a tutor. */
static const char *
kept_name(struct tutor_state *s, const char *name)
{
	size_t	i, n = strlen(name) + 1;

	for (i = 0; i < s->nnames; i++)
		if (strcmp(s->names[i], name) == 0)
			return s->names[i];
	s->names = xreallocarray(s->names, s->nnames + 1, sizeof *s->names);
	s->names[s->nnames] = memcpy(xmalloc(n), name, n);
	return s->names[s->nnames++];
}

/* The task is read again, in memory that lasts as long as it is shown. */
int
show_begin(struct tutor *t, const char *name)
{
	struct tutor_state	*s = t->state;
	struct derive_task	*task;
	struct source		*source;

	name = kept_name(s, name);
	if (t->derivation == NULL)
		s->text_lines = t->lines;
	t->derivation = NULL;
	arena_free(s->derived);
	s->derived = arena_new();
	task = arena_alloc(s->derived, sizeof *task);
	source = arena_alloc(s->derived, sizeof *source);
	*source = (struct source){ "line", name, strlen(name), 1 };
	if (derive_find(t->lesson->model, s->derived, &t->diag, source,
	    source_all(source), task) == -1)
		return -1;
	task->name = name;
	t->derivation = task;
	t->lines = 1;
	t->version++;
	return 0;
}

unsigned
show_derive(struct tutor *t, const struct command *c)
{
	return show_begin(t, c->task.name) == -1 ? TUTOR_WRONG : 0;
}

/* ----------------------------------------------------------------- numbers */

static void
add_value(struct str *s, const double *cells, struct shape shape)
{
	size_t	i, n = shape_cells(shape);

	str_add(s, n == 1 ? "" : "[");
	for (i = 0; i < n && i < MAX_PRINTED; i++) {
		str_add(s, i == 0 ? "" : i % shape.cols == 0 ? "; " : " ");
		num_short(s, cells[i], 6);
	}
	str_add(s, n > MAX_PRINTED ? " …" : "");
	str_add(s, n == 1 ? "" : "]");
}

unsigned
show_print(struct tutor *t, const struct command *c)
{
	struct str	 s;
	double		*cells;

	cells = xcalloc(shape_cells(c->expr->shape) + 1, sizeof *cells);
	plan_evaluate(timeline_plan(t->timeline), c->expr, cells);
	str_init(&s);
	print_expr(&s, c->expr);
	str_add(&s, " = ");
	add_value(&s, cells, c->expr->shape);
	tutor_say(t, "%s", s.data);
	str_release(&s);
	free(cells);
	return 0;
}

/* ------------------------------------------------------------------ curves */

unsigned
show_plot(struct tutor *t, const struct command *c)
{
	t->plotted = c->cells[0];
	timeline_track(t->timeline, t->plotted);
	return 0;
}

unsigned
show_view(struct tutor *t, const struct command *c)
{
	t->compared[0] = t->compared[1] = 0;
	if (c->def->id == COMMAND_RUNS)
		t->view = VIEW_RUNS;
	else if (c->view != VIEW_COUNT)
		t->view = c->view;
	else
		t->view = (enum view)((t->view + 1) % VIEW_COUNT);
	return 0;
}

unsigned
show_compare(struct tutor *t, const struct command *c)
{
	long	n = (long)timeline_runs(t->timeline);
	size_t	i;

	for (i = 0; i < 2; i++)
		if (c->number[i] < 1 || c->number[i] > n)
			return tutor_wrong(t, "there is no run %ld",
			    c->number[i]);
	if (c->number[0] == c->number[1])
		return tutor_wrong(t, "two different runs are compared");
	t->compared[0] = (size_t)c->number[0];
	t->compared[1] = (size_t)c->number[1];
	t->view = VIEW_CURVE;
	return 0;
}
