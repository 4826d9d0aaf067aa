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
nudge_choice(struct tutor *t, const struct symbol *s, long by,
    struct timeline_edit *e)
{
	long		 n = (long)s->noptions, at;
	struct edit	*edit;

	at = (long)plan_choice(timeline_plan(t->timeline), s);
	at = ((at + by % n) % n + n) % n;
	edit = arena_alloc(t->state->arena, sizeof *edit);
	*edit = (struct edit){ .to = { s, 0, 0 }, .option = (size_t)at };
	*e = (struct timeline_edit){ .edits = edit, .n = 1 };
	e->text = arena_printf(t->state->arena, "choose %s %s", s->name,
	    op_def(s->options[at])->name);
	return 0;
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

static unsigned
nudge(struct tutor *t, const struct command *c, struct timeline_edit *e)
{
	struct arena		*arena = t->state->arena;
	const struct symbol	*s = c->cells[0].symbol;
	struct builder		 b = { .arena = arena };
	struct edit		*edit;
	double			 now, to;

	if (s->kind == SYMBOL_CHOICE)
		return nudge_choice(t, s, c->number[0], e);
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
	*e = (struct timeline_edit){ .edits = edit, .n = 1 };
	e->text = edit_text(arena, &c->cells[0], to);
	return 0;
}

/* ----------------------------------------------------- what is to be edited */

static unsigned
set(struct tutor *t, const struct command *c, struct timeline_edit *e)
{
	struct edit	*edit = arena_alloc(t->state->arena, sizeof *edit);

	*edit = c->edit;
	*e = (struct timeline_edit){ .edits = edit, .n = 1, .text = c->line };
	return 0;
}

static unsigned
begin_variant(struct tutor *t, const struct command *c,
    struct timeline_edit *e)
{
	const struct model	*m = t->lesson->model;
	const struct variant	*v = model_variant(m, c->text);

	if (v != NULL) {
		*e = (struct timeline_edit){ .reset = 1, .edits = v->edits,
		    .n = v->nedits, .text = arena_printf(t->state->arena,
		    "variant %s", v->name) };
		return 0;
	}
	tutor_wrong(t, "there is no variant \"%s\"", c->text);
	if (m->nvariants > 0)
		diag_hint(&t->diag, "there is \"%s\"", m->variants[0].name);
	else
		diag_hint(&t->diag, "this lesson has none");
	return TUTOR_WRONG;
}

/* The edit of a command; without a text if there is nothing to be edited. */
static unsigned
prepare(struct tutor *t, const struct command *c, struct part *p)
{
	*p = (struct part){ .first = 0 };
	switch (c->def->id) {
	case COMMAND_NUDGE:
		return nudge(t, c, &p->edit);
	case COMMAND_VARIANT:
		p->first = 1;
		return begin_variant(t, c, &p->edit);
	case COMMAND_RESET:
		p->first = 1;
		p->edit.reset = 1;
		p->edit.text = c->line;
		return 0;
	default:
		return set(t, c, &p->edit);
	}
}

/* ----------------------------------------------------------------- changes */

/* Makes an edit where one is. Returns TUTOR_… */
static unsigned
make(struct tutor *t, struct part *p)
{
	const char	*why;
	size_t		 which;

	if (p->first)
		timeline_goto(t->timeline, timeline_run(t->timeline), 1);
	p->result = timeline_edit(t->timeline, &p->edit, &which, &why);
	p->run = timeline_run(t->timeline);
	t->version++;
	if (p->result != TIMELINE_REFUSED)
		return 0;
	if (p->edit.n == 0)
		return tutor_wrong(t, "%s", why);
	return tutor_wrong(t, "%s: %s", p->edit.edits[which].to.symbol->name,
	    why);
}

/* The parts that were made are taken back. */
static void
take_back(struct tutor *t, const struct change *c)
{
	size_t	i;

	for (i = c->nparts; i-- > 0;)
		if (c->parts[i].result != TIMELINE_SAME)
			timeline_unedit(t->timeline, c->parts[i].run);
	t->version++;
	walk_restore(t, &c->before);
}

static struct change
begin(struct tutor *t, const struct command *c, struct part *parts)
{
	struct change	change = { .line = c->line, .parts = parts,
			    .before = place_of(t) };

	change.known = timeline_known(t->timeline, change.before.run);
	session_mark(t);
	return change;
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
unsigned
change_numbers(struct tutor *t, const struct command *command)
{
	struct part	*p = arena_alloc(t->state->arena, sizeof *p);
	struct change	 c;
	unsigned	 effects;

	effects = prepare(t, command, p);
	if (effects != 0 || p->edit.text == NULL)
		return effects;
	c = begin(t, command, p);
	c.line = p->edit.text;
	if ((effects = make(t, p)) != 0) {
		take_back(t, &c);
		return effects;
	}
	c.nparts = 1;
	if (p->result == TIMELINE_SAME &&
	    timeline_iteration(t->timeline) == c.before.iteration) {
		tutor_say(t, "it is so already");
		return 0;
	}
	push_change(t, &c);
	if (p->result == TIMELINE_BEGAN)
		tutor_say(t, "run %zu begins here, in iteration %ld", p->run,
		    timeline_iteration(t->timeline));
	return 0;
}

/* ------------------------------------------------------------- experiments */

/* What was done last is this experiment: goes where that led to. */
static int
is_done(struct tutor *t, const struct command *command)
{
	const struct tutor_state	*s = t->state;
	const struct part		*p;
	const struct change		*c;

	if (s->done == 0)
		return 0;
	c = &s->changes[s->done - 1];
	p = &c->parts[c->nparts - 1];
	if (strcmp(c->line, command->line) != 0 ||
	    p->run != timeline_run(t->timeline))
		return 0;
	walk_to(t, p->run, p->then > 0 ? p->then : timeline_start(t->timeline,
	    p->run));
	if (*t->message == '\0')
		tutor_say(t, "this is run %zu already", p->run);
	return 1;
}

/* One command of an experiment; 0 if it was stopped on the way. */
static int
go_on(struct tutor *t, struct change *c, const struct command *command,
    unsigned *effects)
{
	struct part	*p = &c->parts[c->nparts];
	int		 there;

	if (!(command->def->flags & COMMAND_CHANGES)) {
		there = walk_by(t, command);
		p[-1].then = timeline_iteration(t->timeline);
		return there;
	}
	*effects = prepare(t, command, p);
	if (*effects != 0 || p->edit.text == NULL)
		return 1;
	*effects = make(t, p);
	c->nparts += *effects == 0;
	return 1;
}

/* From the start, with everything as it was given, in a new run. */
unsigned
change_try(struct tutor *t, const struct command *command)
{
	struct arena	*arena = t->state->arena;
	struct part	*parts;
	struct change	 c;
	unsigned	 effects;
	size_t		 i;

	if (is_done(t, command))
		return 0;
	parts = arena_calloc(arena, command->ncommands + 1, sizeof *parts);
	parts[0].first = 1;
	parts[0].edit = (struct timeline_edit){ .reset = 1, .anew = 1 };
	parts[0].edit.text = arena_printf(arena, "try \"%s\"",
	    command->text);
	c = begin(t, command, parts);
	effects = make(t, &parts[0]);
	c.nparts = effects == 0;
	for (i = 0; i < command->ncommands && effects == 0; i++)
		if (!go_on(t, &c, &command->commands[i], &effects))
			break;
	if (effects != 0) {
		take_back(t, &c);
		return effects;
	}
	push_change(t, &c);
	if (*t->message == '\0')
		tutor_say(t, "run %zu: %s", timeline_run(t->timeline),
		    command->text);
	return 0;
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
	const struct change	*c;

	(void)command;
	if (s->done == 0) {
		tutor_say(t, "there is nothing to undo");
		return 0;
	}
	c = &s->changes[--s->done];
	session_mark(t);
	take_back(t, c);
	check_compared(t);
	tutor_say(t, "undone: %s", c->parts[0].edit.text);
	return 0;
}

/* All of it again; 0 if it was stopped on the way, and is taken back. */
static int
make_again(struct tutor *t, const struct change *c)
{
	struct change	made = *c;
	struct part	*p;

	for (made.nparts = 0; made.nparts < c->nparts;) {
		p = &c->parts[made.nparts];
		if (make(t, p) != 0)
			break;
		made.nparts++;
		if (p->then > 0 && !walk_to(t, p->run, p->then))
			break;
	}
	if (made.nparts == c->nparts)
		return 1;
	take_back(t, &made);
	return 0;
}

unsigned
change_redo(struct tutor *t, const struct command *command)
{
	struct tutor_state	*s = t->state;
	const struct change	*c;

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
	if (!make_again(t, c))
		return 0;
	s->done++;
	tutor_say(t, "done again: %s", c->parts[0].edit.text);
	return 0;
}
