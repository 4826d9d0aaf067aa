/* SPDX-License-Identifier: MIT */
/*
 * A session as a whole: made, asked, told what to do, written down.
 */

#include "gradus/tutor.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/explain.h"
#include "gradus/fatal.h"

#include "session.h"

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
tutor_refuse(struct tutor *t, const char *format, ...)
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

void
place_restore(struct tutor *t, const struct tutor_place *p)
{
	walk_to(t, p->run, p->iteration);
	show_end(t);
	if (t->chapter != p->chapter || t->step != p->step)
		walk_enter(t, p->chapter, p->step, 0);
	t->lines = p->lines;
	if (p->derived != NULL && show_begin(t, p->derived) == 0)
		t->lines = p->derived_lines;
	t->cursor = p->cursor;
}

/* ---------------------------------------------------------- making, asking */

/* Where the old values of each symbol, and its new one, are kept. */
static void
place_old_values(struct tutor *t)
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
	place_old_values(t);
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
	return &tutor_chapter(t)->steps[t->step];
}

double
tutor_value(const struct tutor *t, struct cell c, int updated)
{
	const struct plan	*p = timeline_plan(t->timeline);

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

/* ------------------------------------------------------------------- doing */

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
	[COMMAND_ITERATE] = walk_iterate,
	[COMMAND_REWIND] = walk_iterate,
	[COMMAND_GOTO] = walk_goto,
	[COMMAND_RUN] = walk_run,
	[COMMAND_RUNS] = show_view,
	[COMMAND_COMPARE] = show_compare,
	[COMMAND_SET] = change_set,
	[COMMAND_CHOOSE] = change_set,
	[COMMAND_NUDGE] = change_nudge,
	[COMMAND_VARIANT] = change_variant,
	[COMMAND_RESET] = change_reset,
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
	c.text = c.def->id == COMMAND_VARIANT ? c.text : source->text;
	if (c.def->id != COMMAND_EXPLAIN)
		s->marked = 0;
	return acts[c.def->id](t, &c);
}

/* ----------------------------------------------------------------- writing */

static void
log_cursor(struct str *s, const struct tutor_cursor *c)
{
	if (c->cell.symbol == NULL)
		return;
	str_addf(s, "explain %s", c->updated ? "next " : "");
	explain_name(s, c->cell);
	str_addc(s, '\n');
}

/* By iteration 1, so that nothing is computed that was not. */
static void
log_run(struct str *s, size_t run, long iteration)
{
	str_addf(s, "goto 1\nrun %zu\ngoto %ld\n", run, iteration);
}

static void
log_place(struct str *s, const struct tutor_place *p)
{
	size_t	i;

	log_run(s, p->run, p->iteration);
	str_addf(s, "chapter %zu\nstep %zu\n", p->chapter + 1, p->step + 1);
	for (i = 0; i < p->lines; i++)
		str_add(s, "next\n");
	if (p->derived != NULL)
		str_addf(s, "derive %s\n", p->derived);
	for (i = 1; i < p->derived_lines; i++)
		str_add(s, "next\n");
}

static void
log_change(struct str *s, const struct change *c)
{
	log_run(s, c->before.run, c->known);
	log_place(s, &c->before);
	log_cursor(s, &c->before.cursor);
	str_addf(s, "%s\n", c->edit.text);
}

static void
log_shown(struct str *s, const struct tutor *t)
{
	size_t	i;

	if (t->state->nshown > 0) {
		str_add(s, "show");
		for (i = 0; i < t->state->nshown; i++)
			str_addf(s, " %s", t->state->shown[i].symbol->name);
		str_addc(s, '\n');
	}
	if (t->plotted.symbol != NULL) {
		str_add(s, "plot ");
		explain_name(s, t->plotted);
		str_addc(s, '\n');
	}
	if (t->compared[0] > 0)
		str_addf(s, "compare %zu %zu\n", t->compared[0],
		    t->compared[1]);
	else
		str_addf(s, "view %s\n", command_views[t->view]);
}

void
tutor_log(const struct tutor *t, struct str *s)
{
	const struct tutor_state	*state = t->state;
	struct tutor_place		 p = place_of(t);
	size_t				 i;

	for (i = 0; i < state->nchanges; i++)
		log_change(s, &state->changes[i]);
	for (i = state->done; i < state->nchanges; i++)
		str_add(s, "undo\n");
	for (i = 1; i <= timeline_runs(t->timeline); i++)
		log_run(s, i, timeline_known(t->timeline, i));
	log_place(s, &p);
	log_shown(s, t);
	log_cursor(s, &p.cursor);
}
