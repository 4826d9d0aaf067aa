/* SPDX-License-Identifier: MIT */

#include "gradus/tutor.h"

#include <stdlib.h>

#include "gradus/random.h"

#include "tap.h"

/* Sessions: a sanitizer takes ten times as long for each. */
#if defined __SANITIZE_ADDRESS__ || defined ARENA_CHUNK
#define SESSIONS	1000
#else
#define SESSIONS	10000
#endif

static const char	text[] =
    "# T\n\n## One\n\n### A\n\n```model\n"
    "data x = [0.75 0.2 -0.75; 0.8 0.05 0.8]\ndata y = [1 1 -1]\n"
    "param W = [0.6 0.7; 0.01 0.43]\nparam w = [0.02; 0.3]\n"
    "hyper alpha = 0.05 in [0, 2]\nchoice f = relu | tanh | sigmoid\n"
    "state m = 0\n```\n\n### B\n\nText.\n\n## Loop\n\n### C\n\n```model\n"
    "s = W' * x\nz = f(s)\nJ = sum(0.5 * (w' * z - y).^2)\n```\n"
    "```gradus\nrepeat\nexplain s(2,1)\n```\n\n### D\n\n```model\n"
    "g = grad(J, w)\nG = grad(J, W)\nupdate m = 0.9 * m + J\n"
    "update w = w - alpha * g\nupdate W = W - alpha * G\n"
    "variant \"far\": alpha = 1, w(1) = 2\n```\n"
    "```gradus\nshow w g\nexplain w(1)\nderive g\n```\n\n## End\n\n"
    "```gradus\nplot m\n```\n";

static struct arena	*arena;
static struct diag	 diag;
static struct lesson	*lesson;
static struct tutor	*t;

static struct tutor *
new_tutor(void)
{
	struct tutor	*new = tutor_new(lesson, NULL, 0, &diag);

	CHECK(new != NULL);
	return new;
}

static double
value(const char *name, uint32_t row, uint32_t col)
{
	return tutor_value(t, (struct cell){ model_find(lesson->model, name,
	    strlen(name)), row, col }, 0);
}

static long
iteration(void)
{
	return timeline_iteration(t->timeline);
}

/* Does lines that end in ";". */
static unsigned
run(const char *lines)
{
	char		line[100];
	size_t		n;
	unsigned	effects = 0;

	for (; *lines != '\0'; lines += n + (lines[n] == ';')) {
		n = strcspn(lines, ";");
		snprintf(line, sizeof line, "%.*s", (int)n, lines);
		effects |= tutor_do(t, line);
	}
	return effects;
}

static void
next_goes_through_lines_steps_and_iterations(void)
{
	size_t	i, lines;

	t = new_tutor();
	CHECK_INT(t->chapter, 0);
	run("next;next");
	CHECK_INT(t->chapter, 1);
	CHECK_STR(t->cursor.cell.symbol->name, "s");
	CHECK_INT(t->cursor.cell.row, 2);
	CHECK_INT(iteration(), 1);
	run("next");
	CHECK_INT(t->step, 1);
	CHECK_INT(t->lines, 0);
	CHECK_INT(t->cursor.updated, 1);
	CHECK_INT(t->nlit, 3);
	CHECK_INT(t->items[1].updated, 1);
	tutor_derivations(t, &i);
	CHECK_INT(i, 1);
	lines = tutor_derivations(t, &i)[0]->nsteps;
	for (i = 0; i < lines; i++)
		run("next");
	CHECK_INT(t->lines, lines);
	CHECK_INT(t->step, 1);
	run("next");
	CHECK_INT(t->step, 0);
	CHECK_INT(t->chapter, 1);
	CHECK_INT(iteration(), 2);
	run("back");
	CHECK_INT(iteration(), 1);
	CHECK_INT(t->step, 1);
	CHECK_INT(t->lines, lines);
	for (i = 0; i < lines + 3; i++)
		run("back");
	CHECK_INT(t->chapter, 0);
	CHECK_INT(t->step, 0);
	run("back");
	CHECK_STR(t->message, "this is the beginning of the lesson");
	run("chapter -1;next");
	CHECK_STR(t->message, "this is the end of the lesson");
	tutor_free(t);
}

static void
back_goes_the_way_one_came(void)
{
	t = new_tutor();
	/* From the first chapter into the loop, in iteration 5. */
	run("step 2;goto 5;next");
	CHECK_INT(t->chapter, 1);
	run("back");
	CHECK_INT(t->chapter, 0);
	CHECK_INT(t->step, 1);
	CHECK_INT(iteration(), 5);
	/* Somebody who went on by hand goes back to the step before. */
	run("next;next;iterate;back");
	CHECK_INT(t->step, 0);
	CHECK_INT(iteration(), 6);
	tutor_free(t);
}

static void
an_edit_is_seen_marked_and_undone(void)
{
	struct cell	w2 = { model_find(lesson->model, "w", 1), 2, 1 };
	struct cell	y1 = { model_find(lesson->model, "y", 1), 1, 1 };
	double		J;

	t = new_tutor();
	run("chapter 2;iterate 3");
	J = value("J", 1, 1);
	CHECK_INT(run("set w(2) = -w(2)"), 0);
	CHECK_STR(t->message, "run 2 begins here, in iteration 4");
	CHECK(value("J", 1, 1) != J);
	CHECK(tutor_changed(t, w2, 0) && tutor_changed(t, w2, 1));
	CHECK(!tutor_changed(t, y1, 0));
	run("explain w(2)");
	CHECK(tutor_changed(t, w2, 0));
	run("chapter 1");
	CHECK(!tutor_changed(t, w2, 0));
	run("undo");
	CHECK_STR(t->message, "undone: set w(2) = -w(2)");
	CHECK_NUM(value("J", 1, 1), J);
	CHECK_INT(iteration(), 4);
	CHECK_INT(t->chapter, 1);
	CHECK(!tutor_can_undo(t) && tutor_can_redo(t));
	run("chapter 1;goto 1;redo");
	CHECK_INT(iteration(), 4);
	CHECK_INT(timeline_runs(t->timeline), 2);
	run("set w(2) 0.3 + 0.1;set alpha 0.05");
	CHECK_STR(t->message, "it is so already");
	tutor_free(t);
}

static void
nudges_fit_the_value(void)
{
	t = new_tutor();
	run("nudge alpha 1");
	CHECK_NUM(value("alpha", 1, 1), 0.06);
	run("nudge alpha -1;nudge alpha -5");
	CHECK_NUM(value("alpha", 1, 1), 0);
	run("nudge alpha -1");
	CHECK_STR(t->message, "alpha lies between 0 and 2");
	run("nudge W(1,2) 2");
	CHECK_NUM(value("W", 1, 2), 0.9);
	run("nudge W(2,1) 1");
	CHECK_NUM(value("W", 2, 1), 0.011);
	run("nudge f -1");
	CHECK_INT(plan_choice(timeline_plan(t->timeline),
	    model_find(lesson->model, "f", 1)), 2);
	CHECK_INT(run("nudge J 1"), TUTOR_WRONG);
	CHECK_STR(t->diag.notes[0].message, "J is computed by an equation");
	tutor_free(t);
}

static void
a_variant_and_a_reset_begin_again(void)
{
	t = new_tutor();
	run("chapter 2;iterate 4;variant far");
	CHECK_INT(iteration(), 1);
	CHECK_NUM(value("w", 1, 1), 2);
	CHECK_INT(timeline_runs(t->timeline), 2);
	run("iterate 2;reset");
	CHECK_INT(iteration(), 1);
	CHECK_NUM(value("alpha", 1, 1), 0.05);
	run("undo");
	CHECK_INT(iteration(), 3);
	CHECK_INT(timeline_run(t->timeline), 2);
	run("undo");
	CHECK_INT(iteration(), 5);
	CHECK(tutor_is_start(t) == 0);
	run("reset");
	CHECK_INT(iteration(), 1);
	CHECK(tutor_is_start(t));
	run("undo");
	CHECK_INT(iteration(), 5);
	CHECK_INT(run("variant near"), TUTOR_WRONG);
	CHECK_STR(t->diag.notes[0].hint, "there is \"far\"");
	tutor_free(t);
}

static void
a_derivation_stands_in_the_texts_place(void)
{
	size_t	n;

	t = new_tutor();
	run("chapter 2;derive W");
	CHECK_STR(t->derivation->name, "G");
	CHECK_INT(t->lines, 1);
	CHECK_INT(tutor_derivations(t, &n)[0]->nsteps > 5, 1);
	run("next;next;back");
	CHECK_INT(t->lines, 2);
	run("text");
	CHECK(t->derivation == NULL);
	CHECK_INT(t->lines, 0);
	run("derive grad(J, z);back");
	CHECK(t->derivation == NULL);
	CHECK_INT(run("derive alpha"), TUTOR_WRONG);
	CHECK_INT(run("zoom"), TUTOR_ZOOM);
	CHECK_INT(run("help;quit"), TUTOR_HELP | TUTOR_QUIT);
	run("print 2 * [1 alpha]");
	CHECK_STR(t->message, "2 * [1, alpha] = [2 0.1]");
	tutor_free(t);
}

static void
runs_are_listed_and_compared(void)
{
	t = new_tutor();
	run("iterate 2;set alpha 0.5;iterate 3;runs");
	CHECK_INT(t->view, VIEW_RUNS);
	CHECK_INT(run("run 3"), TUTOR_WRONG);
	CHECK_STR(t->diag.notes[0].message, "there are runs 1 to 2");
	run("run 1");
	CHECK_INT(iteration(), 6);
	CHECK_NUM(value("alpha", 1, 1), 0.05);
	CHECK_INT(run("compare 1 2"), 0);
	CHECK_INT(t->compared[1], 2);
	CHECK_INT(run("compare 1 1"), TUTOR_WRONG);
	run("undo");
	CHECK_INT(t->compared[0], 0);
	tutor_free(t);
}

static void
an_experiment_begins_at_the_start_in_a_new_run(void)
{
	static const char	line[] = "try \"fast\": set alpha 1; goto 3";
	double			J;

	t = new_tutor();
	CHECK_INT(tutor_do(t, "try \"fast\": set w(1) 1; goto 2"), 0);
	CHECK_STR(t->message, "run 2: fast");
	CHECK_INT(timeline_runs(t->timeline), 2);
	CHECK_INT(iteration(), 2);
	run("undo");
	CHECK_STR(t->message, "undone: try \"fast\"");
	CHECK_INT(timeline_runs(t->timeline), 1);
	run("set alpha 1;goto 3");
	J = value("J", 1, 1);
	run("undo;set alpha 0.3;goto 2;set w(2) 1;goto 5;next");
	CHECK_INT(timeline_runs(t->timeline), 2);
	CHECK_INT(tutor_do(t, line), 0);
	CHECK_STR(t->message, "run 3: fast");
	CHECK_INT(timeline_start(t->timeline, 3), 1);
	CHECK_INT(iteration(), 3);
	CHECK_NUM(value("J", 1, 1), J);
	CHECK_NUM(value("alpha", 1, 1), 1);
	/* Where one is in the text stays, and what is so already. */
	CHECK_INT(t->chapter, 0);
	CHECK_INT(t->step, 1);
	run("goto 7");
	CHECK_INT(tutor_do(t, line), 0);
	CHECK_STR(t->message, "this is run 3 already");
	CHECK_INT(iteration(), 3);
	CHECK_INT(timeline_runs(t->timeline), 3);
	run("undo");
	CHECK_INT(timeline_runs(t->timeline), 2);
	CHECK_INT(iteration(), 5);
	CHECK_NUM(value("alpha", 1, 1), 0.3);
	run("redo");
	CHECK_INT(iteration(), 3);
	CHECK_NUM(value("J", 1, 1), J);
	tutor_free(t);
}

static void
an_experiment_is_done_whole_or_not_at_all(void)
{
	struct str	before, after;

	t = new_tutor();
	str_init(&before);
	str_init(&after);
	run("iterate 3;set w(1) 0.7;next");
	tutor_log(t, &before);
	CHECK_INT(tutor_do(t, "try \"no\": set w(1) 5; goto 4; set alpha w(2); "
	    "goto 2; set alpha 9*x(1,1)"), TUTOR_WRONG);
	CHECK_STR(t->diag.notes[0].message, "alpha: the value lies outside "
	    "of its range");
	tutor_log(t, &after);
	CHECK_STR(after.data, before.data);
	/* An edit in its midst begins another run; one undo takes both. */
	CHECK_INT(tutor_do(t, "try \"yes\": goto 4; set alpha 1; goto 6"), 0);
	CHECK_INT(timeline_runs(t->timeline), 4);
	CHECK_INT(timeline_parent(t->timeline, 4), 3);
	CHECK_INT(timeline_start(t->timeline, 4), 4);
	CHECK_INT(iteration(), 6);
	run("undo");
	CHECK_INT(timeline_runs(t->timeline), 2);
	str_clear(&after);
	run("redo");
	CHECK_INT(timeline_runs(t->timeline), 4);
	CHECK_INT(iteration(), 6);
	run("undo;undo;set w(1) 0.7;next");
	tutor_log(t, &after);
	CHECK_STR(after.data, before.data);
	str_release(&before);
	str_release(&after);
	tutor_free(t);
}

static int
stop_at_once(void *context, long at)
{
	(void)context, (void)at;
	return 1;
}

static void
an_experiment_that_is_stopped_stays_there(void)
{
	long	at;

	t = new_tutor();
	tutor_on_work(t, stop_at_once, NULL);
	CHECK_INT(tutor_do(t, "try \"long\": goto 900000; set alpha 1"), 0);
	at = iteration();
	CHECK(at > 1 && at < 900000);
	CHECK(strncmp(t->message, "stopped in iteration ", 21) == 0);
	CHECK_NUM(value("alpha", 1, 1), 0.05);
	run("undo");
	CHECK_INT(iteration(), 1);
	CHECK_INT(timeline_runs(t->timeline), 1);
	tutor_on_work(t, NULL, NULL);
	run("redo");
	CHECK_INT(iteration(), at);
	tutor_free(t);
}

/* ----------------------------------------------- random sessions, and back */

static struct random	dice;

static unsigned
roll(unsigned n)
{
	return (unsigned)(random_uniform(&dice) * n);
}

static const char *
random_line(void)
{
	static const char	*const lines[] = { "next", "next", "next",
	    "back", "back", "step 1", "step -1", "chapter 2", "chapter 3",
	    "iterate", "iterate 3", "rewind", "rewind 2", "goto 1", "goto 9",
	    "goto -1", "run 1", "run 2", "run 3", "explain g(1)",
	    "explain next w(2)", "show W G", "derive W", "text", "view",
	    "plot w(1)", "compare 1 2" };
	static const char	*const edits[] = { "set w(1) 0.5",
	    "set w 2*w", "set W(2,1) -W(1,2)", "set alpha 0.5",
	    "nudge alpha 1", "nudge alpha -1", "nudge y(2) 1", "nudge f 1",
	    "choose f tanh", "variant far", "reset", "undo", "undo", "redo",
	    "set alpha 7", "set alpha 2*w(1)", "try \"fast\": set alpha 1; "
	    "goto 4", "try \"long\": set w [2; -1]; iterate 2; nudge f 1; "
	    "goto 5; variant far", "try \"it is refused\": set w(1) 3; "
	    "goto 3; set alpha 9*x(1,1)" };

	if (roll(3) == 0)
		return edits[roll(sizeof edits / sizeof edits[0])];
	return lines[roll(sizeof lines / sizeof lines[0])];
}

/* The bits of a double, faster than printf() does it. */
static void
add_bits(struct str *s, double d)
{
	char		word[] = "0x0123456789abcdef ";
	uint64_t	bits;
	int		i;

	memcpy(&bits, &d, sizeof bits);
	for (i = 17; i > 1; i--, bits >>= 4)
		word[i] = "0123456789abcdef"[bits & 15];
	str_addn(s, word, sizeof word - 1);
}

/* All that can be read of a session: its log, and every value. */
static void
fingerprint(const struct tutor *u, struct str *s)
{
	const struct symbol	*symbol;
	const struct plan	*p = timeline_plan(u->timeline);
	size_t			 i, k;

	tutor_log(u, s);
	for (i = 0; i < lesson->model->nsymbols; i++) {
		symbol = lesson->model->symbols[i];
		if (symbol->kind == SYMBOL_CHOICE) {
			str_addf(s, "%zu\n", plan_choice(p, symbol));
			continue;
		}
		for (k = 0; k < shape_cells(symbol->shape); k++)
			add_bits(s, plan_value(p, symbol)[k]);
	}
}

static int
replayed(const struct str *want)
{
	struct str	 log, got;
	struct tutor	*keep = t;
	char		*line, *next;
	int		 same;

	str_init(&log);
	str_init(&got);
	tutor_log(t, &log);
	t = new_tutor();
	for (line = log.data; *line != '\0'; line = next) {
		next = strchr(line, '\n') + 1;
		next[-1] = '\0';
		if (tutor_do(t, line) & TUTOR_WRONG)
			printf("# refused: %s\n", line);
	}
	fingerprint(t, &got);
	same = strcmp(got.data, want->data) == 0;
	if (!same)
		printf("# replayed:\n%s\n# and not:\n%s\n", got.data,
		    want->data);
	tutor_free(t);
	t = keep;
	str_release(&log);
	str_release(&got);
	return same;
}

/* Undone to the start, the values are those of a tutor that is new. */
static int
undone(void)
{
	struct tutor	*keep = t, *fresh = new_tutor();
	struct str	 a, b;
	int		 same;
	char		 line[40];

	while (tutor_can_undo(t))
		tutor_do(t, "undo");
	str_init(&a);
	str_init(&b);
	snprintf(line, sizeof line, "goto %ld", iteration());
	tutor_do(fresh, line);
	fingerprint(t, &a);
	fingerprint(fresh, &b);
	same = timeline_runs(t->timeline) == 1 && strcmp(strstr(a.data,
	    "0x"), strstr(b.data, "0x")) == 0;
	str_release(&a);
	str_release(&b);
	tutor_free(fresh);
	t = keep;
	return same;
}

static int
one_session(void)
{
	struct str	end, again;
	size_t		i, n = 1 + roll(25);
	int		ok;

	t = new_tutor();
	for (i = 0; i < n; i++)
		tutor_do(t, random_line());
	/* Nothing is to be redone, and one is where the last edit was made. */
	tutor_do(t, "set w(2) 0.125");
	tutor_do(t, "set w(2) 0.25");
	str_init(&end);
	str_init(&again);
	fingerprint(t, &end);
	ok = CHECK(replayed(&end)) & CHECK(undone());
	while (tutor_can_redo(t))
		tutor_do(t, "redo");
	tutor_do(t, "view curve");
	fingerprint(t, &again);
	/* What was shown beside may be another thing: values are the same. */
	ok &= CHECK_STR(strstr(again.data, "0x"), strstr(end.data, "0x"));
	tutor_free(t);
	str_release(&end);
	str_release(&again);
	return ok;
}

static void
random_sessions_can_be_undone_redone_and_replayed(void)
{
	const char	*seed = getenv("GRADUS_SEED");
	unsigned long	 first = seed == NULL ? 1 : strtoul(seed, NULL, 10);
	unsigned long	 s;

	for (s = first; s < first + SESSIONS; s++) {
		random_seed(&dice, s);
		if (!one_session()) {
			printf("# GRADUS_SEED=%lu\n", s);
			return;
		}
	}
}

int
main(void)
{
	arena = arena_new();
	diag_init(&diag, arena);
	lesson = lesson_parse(arena, &diag, "t.md", text, sizeof text - 1);
	if (lesson == NULL || diag.errors > 0) {
		printf("Bail out! %s\n", diag.notes[0].message);
		return 1;
	}
	TEST(next_goes_through_lines_steps_and_iterations);
	TEST(back_goes_the_way_one_came);
	TEST(an_edit_is_seen_marked_and_undone);
	TEST(nudges_fit_the_value);
	TEST(a_variant_and_a_reset_begin_again);
	TEST(a_derivation_stands_in_the_texts_place);
	TEST(runs_are_listed_and_compared);
	TEST(an_experiment_begins_at_the_start_in_a_new_run);
	TEST(an_experiment_is_done_whole_or_not_at_all);
	TEST(an_experiment_that_is_stopped_stays_there);
	TEST(random_sessions_can_be_undone_redone_and_replayed);
	arena_free(arena);
	return tap_done();
}
