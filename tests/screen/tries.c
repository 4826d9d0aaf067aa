/* SPDX-License-Identifier: MIT */
/*
 * tries LESSON...: each experiment does what its text promises. Its key begins
 * a run at the start; the numbers of its step that say they hold after the
 * same edits are those of that run, and there is at least one; and undo brings
 * the screen back, to the last cell, from several states that one may be in.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/lesson.h"

#include "../../src/ui/ui.h"
#include "keys.h"
#include "same.h"

/* What is pressed before an experiment. */
static const char	*const before[] = { "", "n*3", "a + n n p",
			    "1 n n", "n Tab Tab v" };

static int	tests, failures;

struct session {
	struct arena		*arena;
	struct tutor		*tutor;
	struct ui		 ui;
	const struct command	*command;
	size_t			 chapter, step;
	int			 number;
};

static void
report(const struct session *s, int ok, const char *what)
{
	tests++;
	failures += !ok;
	printf("%sok %d - %s: %s\n", ok ? "" : "not ", tests,
	    s->command->line, what);
}

static void
press(void *context, int32_t key)
{
	ui_key(context, key);
}

static void
open_session(struct session *s, const struct lesson *l, const char *keys)
{
	struct diag	diag;

	s->arena = arena_new();
	diag_init(&diag, s->arena);
	s->tutor = tutor_new(l, NULL, 0, &diag);
	ui_init(&s->ui, s->tutor, 0);
	ui_resize(&s->ui, 40, 120);
	ui_do(&s->ui, "chapter %zu", s->chapter + 1);
	ui_do(&s->ui, "step %zu", s->step + 1);
	press_keys(keys, press, &s->ui);
}

static void
close_session(struct session *s)
{
	ui_release(&s->ui);
	tutor_free(s->tutor);
	arena_free(s->arena);
}

/* The screen without what the last key has said or marked. */
static const struct canvas *
calm(struct session *s)
{
	const struct canvas	*c;
	struct canvas		*copy;

	ui_do(&s->ui, "text");
	press(&s->ui, K_CTRL('l'));
	c = ui_draw(&s->ui);
	copy = canvas_new(s->arena, c->rows, c->cols);
	canvas_copy(copy, 0, 0, c);
	return copy;
}

static void
undo(struct session *s, const struct lesson *l)
{
	const struct canvas	*was;
	size_t			 i, run;
	int			 ok = 1;

	for (i = 0; i < sizeof before / sizeof before[0] && ok; i++) {
		open_session(s, l, before[i]);
		was = calm(s);
		run = timeline_run(s->tutor->timeline);
		press(&s->ui, '0' + s->number);
		if (timeline_run(s->tutor->timeline) != run)
			press(&s->ui, 'u');
		else if (i != 3 || s->number != 1) {
			printf("# no run begins\n");
			ok = 0;
		}
		if (i != 3 || s->number != 1)
			ok &= same_canvas(was, calm(s));
		if (!ok)
			printf("# after the keys \"%s\"\n", before[i]);
		close_session(s);
	}
	report(s, ok, "undo brings the screen back");
}

/* ---------------------------------------------------------------- promises */

/* All that is given is the same. */
static int
same_given(const struct model *m, const struct plan *a, const struct plan *b)
{
	const struct symbol	*s;
	size_t			 i;

	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (s->kind == SYMBOL_CHOICE ? plan_choice(a, s) !=
		    plan_choice(b, s) : s->kind != SYMBOL_EQUATION &&
		    memcmp(plan_value(a, s), plan_value(b, s),
		    shape_cells(s->shape) * sizeof(double)) != 0)
			return 0;
	}
	return 1;
}

/* The number says that it holds after the edits that are made now. */
static int
is_promise(const struct session *s, const struct lesson_number *n)
{
	const struct model	*m = s->tutor->lesson->model;
	struct plan		*plan;
	struct diag		 diag;
	int			 is;

	if (n->iteration == 0)
		return 0;
	diag_init(&diag, s->arena);
	plan = plan_new(m, NULL, &diag);
	is = plan_edits(plan, m->source, n->edits, n->nedits, &diag) == 0;
	plan_compute(plan);
	tutor_do(s->tutor, "goto 1");
	is = is && same_given(m, plan, timeline_plan(s->tutor->timeline));
	plan_free(plan);
	return is;
}

static int
is_kept(const struct session *s, const struct lesson_number *n)
{
	char		line[40];
	struct str	text;
	double		value;
	int		kept;

	snprintf(line, sizeof line, "goto %ld", n->iteration);
	tutor_do(s->tutor, line);
	plan_evaluate(timeline_plan(s->tutor->timeline), n->expr, &value);
	str_init(&text);
	number_format(&text, n, value);
	kept = strcmp(text.data, n->text) == 0;
	if (!kept)
		printf("# it says [%s](%s), and it is %s\n", n->text,
		    n->link, text.data);
	str_release(&text);
	return kept;
}

static void
promises(struct session *s, const struct lesson *l, const struct step *step)
{
	const struct lesson_number	*n;
	size_t				 i, promised = 0;
	int				 ok = 1;

	open_session(s, l, "n n");
	press(&s->ui, '0' + s->number);
	ok = timeline_run(s->tutor->timeline) == 2 && s->tutor->chapter ==
	    s->chapter && s->tutor->step == s->step;
	for (i = 0; i < l->nnumbers; i++) {
		n = &l->numbers[i];
		if (n->span.start < step->span.start ||
		    n->span.start >= step->span.end || !is_promise(s, n))
			continue;
		promised++;
		ok &= is_kept(s, n);
	}
	if (promised == 0)
		printf("# no number says what comes out\n");
	close_session(s);
	report(s, ok && promised > 0, "the numbers of its text hold");
}

static void
try_step(const struct lesson *l, size_t chapter, size_t i)
{
	const struct step	*step = &l->chapters[chapter].steps[i];
	struct session		 s = { .chapter = chapter, .step = i };
	size_t			 k;

	for (k = 0; k < step->nblocks; k++) {
		if (step->blocks[k]->kind != BLOCK_COMMAND ||
		    step->blocks[k]->level == 0)
			continue;
		s.command = step->blocks[k]->command;
		s.number = step->blocks[k]->level;
		promises(&s, l, step);
		undo(&s, l);
	}
}

int
main(int argc, char **argv)
{
	struct arena	*arena;
	struct diag	 diag;
	struct lesson	*l;
	size_t		 c, k;
	int		 i;

	for (i = 1; i < argc; i++) {
		arena = arena_new();
		diag_init(&diag, arena);
		l = lesson_read(arena, &diag, argv[i]);
		if (l == NULL || diag.errors > 0) {
			printf("Bail out! %s\n", diag.notes[0].message);
			return 1;
		}
		for (c = 0; c < l->nchapters; c++)
			for (k = 0; k < l->chapters[c].nsteps; k++)
				try_step(l, c, k);
		arena_free(arena);
	}
	printf("1..%d\n", tests);
	return failures > 0;
}
