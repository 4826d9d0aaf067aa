/* SPDX-License-Identifier: MIT */
/*
 * What changes numbers, and takes changes back. Each change is kept with the
 * place where it was made: undo goes there, redo makes it there again, and a
 * session that is written down makes all of them in their order.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/elementary.h"
#include "gradus/fatal.h"
#include "gradus/num.h"

#include "session.h"

#define NUDGE_DIGITS	12	/* of a value that was nudged */

/* ----------------------------------------------------------------- changes */

/* Makes a change where one is. Returns TUTOR_… */
static unsigned
make(struct tutor *t, struct change *c)
{
	const char	*why;
	size_t		 which;

	session_mark(t);
	if (c->first)
		timeline_goto(t->timeline, c->before.run, 1);
	c->result = timeline_edit(t->timeline, &c->edit, &which, &why);
	c->run = timeline_run(t->timeline);
	t->version++;
	if (c->result != TIMELINE_REFUSED)
		return 0;
	timeline_goto(t->timeline, c->before.run, c->before.iteration);
	if (c->edit.n == 0)
		return tutor_wrong(t, "%s", why);
	return tutor_wrong(t, "%s: %s",
	    c->edit.edits[which].to.symbol->name, why);
}

static void
push_change(struct tutor *t, const struct change *c)
{
	struct tutor_state	*s = t->state;

	s->nchanges = s->done;
	s->changes = xgrow(s->changes, s->nchanges, &s->max_changes,
	    sizeof s->changes[0]);
	s->changes[s->nchanges++] = *c;
	s->done = s->nchanges;
	s->keep = 1;
}

/* A change that is new: made, and kept if it has changed anything. */
static unsigned
change(struct tutor *t, const struct timeline_edit *e, int first)
{
	struct change		 c = { .edit = *e, .first = first };
	unsigned		 effects;
	const struct timeline	*line = t->timeline;

	c.before = place_of(t);
	c.known = timeline_known(line, c.before.run);
	if ((effects = make(t, &c)) != 0)
		return effects;
	if (c.result == TIMELINE_SAME &&
	    timeline_iteration(line) == c.before.iteration) {
		tutor_say(t, "it is so already");
		return 0;
	}
	push_change(t, &c);
	if (c.result == TIMELINE_BEGAN)
		tutor_say(t, "run %zu begins here, in iteration %ld", c.run,
		    timeline_iteration(line));
	return 0;
}

unsigned
change_set(struct tutor *t, const struct command *c)
{
	struct edit		*edit;
	struct timeline_edit	 e = { .n = 1, .text = c->text };

	edit = arena_alloc(t->state->arena, sizeof *edit);
	*edit = c->edit;
	e.edits = edit;
	return change(t, &e, 0);
}

unsigned
change_variant(struct tutor *t, const struct command *c)
{
	const struct model	*m = t->lesson->model;
	const struct variant	*v = model_variant(m, c->text);
	struct timeline_edit	 e = { .reset = 1 };

	if (v == NULL) {
		tutor_wrong(t, "there is no variant \"%s\"", c->text);
		if (m->nvariants > 0)
			diag_hint(&t->diag, "there is \"%s\"",
			    m->variants[0].name);
		else
			diag_hint(&t->diag, "this lesson has none");
		return TUTOR_WRONG;
	}
	e.edits = v->edits;
	e.n = v->nedits;
	e.text = arena_printf(t->state->arena, "variant %s", v->name);
	return change(t, &e, 1);
}

unsigned
change_reset(struct tutor *t, const struct command *c)
{
	struct timeline_edit	e = { .reset = 1, .text = c->text };

	return change(t, &e, 1);
}

/* ----------------------------------------------------------------- nudging */

/*
 * A step that fits: one unit in the first digit of what the cell began with,
 * or in the second, if the first is a 1.
 */
static double
step_of(double first)
{
	double	power;

	if (!isfinite(first) || first == 0)
		return 0.1;
	first = fabs(first);
	power = elem_pow(10, floor(elem_log(first) / elem_log(10) + 1e-12));
	return first / power < 2 - 1e-9 ? power / 10 : power;
}

/* What the cell has at the lesson's start. */
static double
declared(struct tutor *t, struct cell c)
{
	size_t	 n = shape_cells(c.symbol->shape);
	double	*cells = xcalloc(n + 1, sizeof *cells), d;

	plan_evaluate(timeline_plan(t->timeline), c.symbol->value, cells);
	d = cells[cell_offset(c)];
	free(cells);
	return d;
}

/* To few digits, so that 0.05 + 0.01 is 0.06. */
static double
rounded(double d)
{
	struct str	s;
	double		r = d;

	str_init(&s);
	num_short(&s, d, NUDGE_DIGITS);
	num_field(s.data, s.len, &r);
	str_release(&s);
	return r;
}

static unsigned
nudge_choice(struct tutor *t, const struct symbol *s, long by)
{
	long			 n = (long)s->noptions, at;
	struct edit		*edit;
	struct timeline_edit	 e = { .n = 1 };

	at = (long)plan_choice(timeline_plan(t->timeline), s);
	at = ((at + by % n) % n + n) % n;
	edit = arena_alloc(t->state->arena, sizeof *edit);
	*edit = (struct edit){ .to = { s, 0, 0 }, .option = (size_t)at };
	e.edits = edit;
	e.text = arena_printf(t->state->arena, "choose %s %s", s->name,
	    op_def(s->options[at])->name);
	return change(t, &e, 0);
}

static const char *
edit_text(struct arena *arena, const struct cell *c, double d)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	str_add(&s, "set ");
	explain_name(&s, *c);
	str_addc(&s, ' ');
	num_exact(&s, d);
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

unsigned
change_nudge(struct tutor *t, const struct command *c)
{
	struct arena		*arena = t->state->arena;
	const struct symbol	*s = c->cells[0].symbol;
	struct builder		 b = { .arena = arena };
	struct edit		*edit;
	struct timeline_edit	 e = { .n = 1 };
	double			 now, to;

	if (s->kind == SYMBOL_CHOICE)
		return nudge_choice(t, s, c->number[0]);
	if (s->kind == SYMBOL_EQUATION)
		return tutor_wrong(t, "%s is computed by an equation",
		    s->name);
	now = tutor_value(t, c->cells[0], 0);
	to = rounded(now + (double)c->number[0] *
	    step_of(declared(t, c->cells[0])));
	if (s->ranged)
		to = fmin(fmax(to, s->low), s->high);
	if (s->ranged && to == now) {
		tutor_say(t, "%s lies between %g and %g", s->name, s->low,
		    s->high);
		return 0;
	}
	edit = arena_alloc(arena, sizeof *edit);
	*edit = (struct edit){ .to = c->cells[0] };
	edit->value = expr_number(&b, to);
	e.edits = edit;
	e.text = edit_text(arena, &c->cells[0], to);
	return change(t, &e, 0);
}

/* ----------------------------------------------------------- undo and redo */

/* Runs that are compared may be no more. */
static void
check_compared(struct tutor *t)
{
	size_t	n = timeline_runs(t->timeline);

	if (t->compared[0] > n || t->compared[1] > n)
		t->compared[0] = t->compared[1] = 0;
}

unsigned
change_undo(struct tutor *t, const struct command *command)
{
	struct tutor_state	*s = t->state;
	struct change		*c;

	(void)command;
	if (s->done == 0) {
		tutor_say(t, "there is nothing to undo");
		return 0;
	}
	c = &s->changes[--s->done];
	session_mark(t);
	if (c->result != TIMELINE_SAME)
		timeline_unedit(t->timeline, c->run);
	t->version++;
	walk_restore(t, &c->before);
	check_compared(t);
	tutor_say(t, "undone: %s", c->edit.text);
	return 0;
}

unsigned
change_redo(struct tutor *t, const struct command *command)
{
	struct tutor_state	*s = t->state;
	struct change		*c;

	(void)command;
	if (s->done == s->nchanges) {
		tutor_say(t, "there is nothing to redo");
		return 0;
	}
	c = &s->changes[s->done];
	session_mark(t);
	timeline_cut(t->timeline, c->before.run, c->known);
	t->version++;
	walk_restore(t, &c->before);
	make(t, c);
	s->done++;
	tutor_say(t, "done again: %s", c->edit.text);
	return 0;
}
