/* SPDX-License-Identifier: MIT */
/*
 * A session as a whole: made, and told what to do.
 */

#include "gradus/tutor.h"

#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#include "session.h"

/* The number that one wants to become small: what gradients are of. */
static const struct symbol *
find_objective(const struct model *m)
{
	const struct symbol	*s;
	size_t			 i;

	for (i = 0; (s = derive_equation(m, i)) != NULL; i++)
		if (s->column == 0 && s->objective->op == OP_NAME)
			return s->objective->attr.name.symbol;
	for (i = m->nsymbols; i-- > 0;)
		if (m->symbols[i]->kind == SYMBOL_EQUATION &&
		    shape_cells(m->symbols[i]->shape) == 1)
			return m->symbols[i];
	return NULL;
}

struct tutor *
tutor_new(const struct lesson *l, const struct edit *edits, size_t n,
    struct diag *diag)
{
	struct tutor	*t = xcalloc(1, sizeof *t);
	const char	*why = NULL;
	size_t		 which;

	t->lesson = l;
	t->message = "";
	t->timeline = timeline_new(l->model, diag);
	if (t->timeline != NULL && n > 0 && timeline_give(t->timeline, edits,
	    n, &which, &why) == TIMELINE_REFUSED)
		diag_error(diag, NULL, edits[which].span, "%s: %s",
		    edits[which].to.symbol->name, why);
	if (t->timeline == NULL || why != NULL) {
		timeline_free(t->timeline);
		free(t);
		return NULL;
	}
	t->state = xcalloc(1, sizeof *t->state);
	t->state->arena = arena_new();
	t->state->derived = arena_new();
	t->state->frame = arena_new();
	t->state->mark = arena_mark(t->state->arena);
	diag_init(&t->diag, t->state->arena);
	t->version = 1;
	t->state->given = n > 0;
	t->plotted.symbol = find_objective(l->model);
	if (t->plotted.symbol != NULL)
		timeline_track(t->timeline, t->plotted);
	session_place_old(t);
	walk_enter(t, 0, 0, 0);
	return t;
}

void
tutor_free(struct tutor *t)
{
	struct tutor_state	*s;
	size_t			 i;

	if (t == NULL)
		return;
	s = t->state;
	for (i = 0; i < s->nnames; i++)
		free(s->names[i]);
	free(s->names);
	timeline_free(t->timeline);
	arena_free(s->arena);
	arena_free(s->derived);
	arena_free(s->frame);
	free(s->changes);
	free(s->trail);
	free(s->shown);
	free(s->old);
	free(s->at);
	free(s);
	free(t->items);
	free(t);
}

void
tutor_on_work(struct tutor *t, int (*stop)(void *, long), void *context)
{
	timeline_on_work(t->timeline, stop, context);
}

static unsigned
do_zoom(struct tutor *t, const struct command *c)
{
	(void)t, (void)c;
	return TUTOR_ZOOM;
}

static unsigned
do_help(struct tutor *t, const struct command *c)
{
	(void)t, (void)c;
	return TUTOR_HELP;
}

static unsigned
do_quit(struct tutor *t, const struct command *c)
{
	(void)t, (void)c;
	return TUTOR_QUIT;
}

static tutor_act	*const acts[COMMAND_COUNT] = {
	[COMMAND_NEXT] = walk_next,
	[COMMAND_BACK] = walk_back,
	[COMMAND_STEP] = walk_step,
	[COMMAND_CHAPTER] = walk_chapter,
	[COMMAND_ITERATE] = walk_goto,
	[COMMAND_REWIND] = walk_goto,
	[COMMAND_GOTO] = walk_goto,
	[COMMAND_RUN] = walk_run,
	[COMMAND_RUNS] = show_view,
	[COMMAND_COMPARE] = show_compare,
	[COMMAND_SET] = change_numbers,
	[COMMAND_CHOOSE] = change_numbers,
	[COMMAND_NUDGE] = change_numbers,
	[COMMAND_VARIANT] = change_numbers,
	[COMMAND_RESET] = change_numbers,
	[COMMAND_TRY] = change_try,
	[COMMAND_UNDO] = change_undo,
	[COMMAND_REDO] = change_redo,
	[COMMAND_SHOW] = show_names,
	[COMMAND_EXPLAIN] = show_explain,
	[COMMAND_DERIVE] = show_derive,
	[COMMAND_TEXT] = show_text,
	[COMMAND_PRINT] = show_print,
	[COMMAND_PLOT] = show_plot,
	[COMMAND_VIEW] = show_view,
	[COMMAND_ZOOM] = do_zoom,
	[COMMAND_HELP] = do_help,
	[COMMAND_QUIT] = do_quit,
};

unsigned
tutor_do(struct tutor *t, const char *line)
{
	struct tutor_state	*s = t->state;
	struct source		*source;
	struct command		 c;

	if (!s->keep)
		arena_rewind(s->arena, s->mark);
	s->mark = arena_mark(s->arena);
	s->keep = 0;
	t->message = "";
	diag_init(&t->diag, s->arena);
	source = arena_alloc(s->arena, sizeof *source);
	*source = (struct source){ "line", arena_strdup(s->arena, line),
	    strlen(line), 1 };
	if (command_read(s->arena, &t->diag, t->lesson->model, source,
	    source_all(source), 0, &c) == -1)
		return TUTOR_WRONG;
	if (c.def == NULL)
		return 0;
	if (c.def->id != COMMAND_EXPLAIN)
		s->marked = 0;
	return acts[c.def->id](t, &c);
}
