/* SPDX-License-Identifier: MIT */
/*
 * Walking through the lesson and the iterations.
 */

#include <string.h>

#include "gradus/fatal.h"

#include "session.h"

#define MAX_TRAIL	100000	/* footsteps that are remembered */

static const struct chapter *
chapter_at(const struct tutor *t, size_t i)
{
	return t->lesson->nchapters == 0 ? tutor_chapter(t) :
	    &t->lesson->chapters[i];
}

static size_t
chapters(const struct tutor *t)
{
	return t->lesson->nchapters == 0 ? 1 : t->lesson->nchapters;
}

void
walk_enter(struct tutor *t, size_t chapter, size_t step, int end)
{
	show_end(t);
	t->chapter = chapter;
	t->step = step;
	t->lines = 0;
	t->version++;
	show_step(t);
	if (end)
		t->lines = show_lines(t);
}

/* -------------------------------------------------------------- iterations */

static void
say_break(struct tutor *t)
{
	size_t			 run = timeline_run(t->timeline);
	struct timeline_break	 b = timeline_break(t->timeline, run);

	if (b.iteration != 0 && timeline_iteration(t->timeline) >=
	    b.iteration)
		tutor_say(t, "%s%s is not a finite number any more, since "
		    "iteration %ld", b.updated ? "the new " : "",
		    b.symbol->name, b.iteration);
}

int
walk_to(struct tutor *t, size_t run, long iteration)
{
	int	there;

	if (run == timeline_run(t->timeline) &&
	    iteration == timeline_iteration(t->timeline))
		return 1;
	session_mark(t);
	there = timeline_goto(t->timeline, run, iteration);
	if (there)
		say_break(t);
	else
		tutor_say(t, "stopped in iteration %ld",
		    timeline_iteration(t->timeline));
	t->version++;
	return there;
}

void
walk_restore(struct tutor *t, const struct tutor_place *p)
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

/* As walk_to, within what there is. */
static int
go(struct tutor *t, long iteration)
{
	long	at = iteration;

	if (at > TIMELINE_MAX_ITERATION)
		at = TIMELINE_MAX_ITERATION;
	if (at < 1)
		at = 1;
	if (at == timeline_iteration(t->timeline) && at != iteration)
		tutor_say(t, at == 1 ? "this is the first iteration" :
		    "this is the last iteration that can be gone to");
	return walk_to(t, timeline_run(t->timeline), at);
}

int
walk_by(struct tutor *t, const struct command *c)
{
	const struct timeline	*line = t->timeline;
	long			 n = c->nnumbers == 0 ? 1 : c->number[0];

	if (c->def->id == COMMAND_ITERATE)
		return go(t, timeline_iteration(line) + n);
	if (c->def->id == COMMAND_REWIND)
		return go(t, timeline_iteration(line) - n);
	return go(t, n == -1 ? timeline_known(line, timeline_run(line)) : n);
}

unsigned
walk_goto(struct tutor *t, const struct command *c)
{
	walk_by(t, c);
	return 0;
}

unsigned
walk_run(struct tutor *t, const struct command *c)
{
	size_t	n = timeline_runs(t->timeline);

	if (c->number[0] < 1 || (size_t)c->number[0] > n)
		return tutor_wrong(t, n == 1 ? "there is only run 1" :
		    "there are runs 1 to %zu", n);
	walk_to(t, (size_t)c->number[0], timeline_iteration(t->timeline));
	return 0;
}

/* ------------------------------------------------------------------- steps */

/* Where "next" leads to from the end of a step; 0 at the end of all. */
static int
enter_next(struct tutor *t)
{
	const struct chapter	*c = tutor_chapter(t);

	if (t->step + 1 < c->nsteps)
		walk_enter(t, t->chapter, t->step + 1, 0);
	else if (c->repeat) {
		if (timeline_iteration(t->timeline) >= TIMELINE_MAX_ITERATION)
			return 0;
		go(t, timeline_iteration(t->timeline) + 1);
		walk_enter(t, t->chapter, 0, 0);
	} else if (t->chapter + 1 < chapters(t))
		walk_enter(t, t->chapter + 1, 0, 0);
	else
		return 0;
	return 1;
}

static void
push_footstep(struct tutor *t, const struct tutor_place *from)
{
	struct tutor_state	*s = t->state;

	if (s->ntrail == MAX_TRAIL) {
		s->ntrail /= 2;
		memmove(s->trail, s->trail + MAX_TRAIL - s->ntrail,
		    s->ntrail * sizeof s->trail[0]);
	}
	s->trail = xgrow(s->trail, s->ntrail, &s->max_trail,
	    sizeof s->trail[0]);
	s->trail[s->ntrail++] = (struct footstep){ *from, place_of(t) };
}

unsigned
walk_next(struct tutor *t, const struct command *c)
{
	struct tutor_place	from = place_of(t);

	(void)c;
	if (t->derivation != NULL) {
		if (t->lines < show_lines(t))
			t->lines++;
		else
			show_end(t);
		return 0;
	}
	if (t->lines < show_lines(t))
		t->lines++;
	else if (!enter_next(t)) {
		tutor_say(t, "this is the end of the lesson");
		return 0;
	}
	push_footstep(t, &from);
	return 0;
}

/* The step before, in the order of the lesson. */
static void
enter_previous(struct tutor *t)
{
	const struct chapter	*c;

	if (t->step > 0)
		walk_enter(t, t->chapter, t->step - 1, 1);
	else if (t->chapter > 0) {
		c = chapter_at(t, t->chapter - 1);
		walk_enter(t, t->chapter - 1, c->nsteps - 1, 1);
	} else
		tutor_say(t, "this is the beginning of the lesson");
}

unsigned
walk_back(struct tutor *t, const struct command *c)
{
	struct tutor_state	*s = t->state;
	struct tutor_place	 now = place_of(t);

	(void)c;
	if (t->derivation != NULL) {
		if (t->lines > 1)
			t->lines--;
		else
			show_end(t);
		return 0;
	}
	if (s->ntrail > 0 && place_equal(&s->trail[s->ntrail - 1].to, &now)) {
		walk_restore(t, &s->trail[--s->ntrail].from);
		return 0;
	}
	s->ntrail = 0;
	if (t->lines > 0)
		t->lines--;
	else
		enter_previous(t);
	return 0;
}

/* A number from 1, or from the end: -1 is the last. Returns 1 if there is. */
static int
find(long number, size_t n, size_t *i)
{
	if (number > 0 && (size_t)number <= n)
		*i = (size_t)number - 1;
	else if (number < 0 && (size_t)-number <= n)
		*i = n - (size_t)-number;
	else
		return 0;
	return 1;
}

unsigned
walk_step(struct tutor *t, const struct command *c)
{
	size_t	n = tutor_chapter(t)->nsteps, i;

	if (!find(c->number[0], n, &i))
		return tutor_wrong(t, n == 1 ? "this chapter has one step" :
		    "this chapter has steps 1 to %zu", n);
	walk_enter(t, t->chapter, i, 0);
	return 0;
}

unsigned
walk_chapter(struct tutor *t, const struct command *c)
{
	size_t	n = chapters(t), i;

	if (!find(c->number[0], n, &i))
		return tutor_wrong(t, n == 1 ? "this lesson has one chapter" :
		    "this lesson has chapters 1 to %zu", n);
	walk_enter(t, i, 0, 0);
	return 0;
}
