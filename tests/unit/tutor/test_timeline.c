/* SPDX-License-Identifier: MIT */

#include "gradus/timeline.h"

#include <time.h>

#include "tap.h"

static const char	net[] =
    "data x = [0.75 0.2 -0.75 0.2; 0.8 0.05 0.8 -0.05]\n"
    "data y = [1 1 -1 -1]\nparam W = [0.6 0.7 0; 0.01 0.43 0.88]\n"
    "param w = [0.02; 0.03; 0.9]\nhyper alpha = 0.05 in [0, 2]\n"
    "choice f = relu | tanh\nstate m = 0\n"
    "s_1 = W' * x\nz_1 = f(s_1)\ny_out = tanh(w' * z_1)\n"
    "J = sum(0.5 * (y_out - y).^2)\nG = grad(J, W)\ng = grad(J, w)\n"
    "update W = W - alpha * G\nupdate w = w - alpha * g\n"
    "update m = 0.9 * m + J\n";

static struct arena	*arena;
static struct diag	 diag;
static struct model	*model;
static struct timeline	*t;

static const struct symbol *
symbol(const char *name)
{
	return model_find(model, name, strlen(name));
}

static void
open_model(const char *text)
{
	struct source		*source;
	struct span		 all = { 0, (uint32_t)strlen(text) };
	const struct symbol	*J;

	arena = arena_new();
	diag_init(&diag, arena);
	source = arena_alloc(arena, sizeof *source);
	*source = (struct source){ "model", text, strlen(text), 1 };
	model = model_parse(arena, &diag, source, &all, 1);
	CHECK_INT(diag.errors, 0);
	J = symbol("J");
	t = timeline_new(model, &diag);
	CHECK_INT(timeline_track(t, (struct cell){ J, 1, 1 }), 0);
}

static void
close_model(void)
{
	timeline_free(t);
	arena_free(arena);
}

static double
value(const char *name)
{
	return plan_value(timeline_plan(t), symbol(name))[0];
}

static enum timeline_result	result;	/* of the last edit() */

/* Returns why it is refused, or NULL. */
static const char *
edit(const char *text)
{
	struct source		*source = arena_alloc(arena, sizeof *source);
	struct timeline_edit	 e = { .text = text };
	const char		*why;
	size_t			 which;

	*source = (struct source){ "edit", text, strlen(text), 1 };
	e.n = model_edits(model, arena, &diag, source, &e.edits);
	CHECK(e.n > 0);
	result = timeline_edit(t, &e, &which, &why);
	return result == TIMELINE_REFUSED ? why : NULL;
}

/* J of each iteration from the start on, by a plan of its own. */
static double
straight(long iteration)
{
	struct plan	*plan = plan_new(model, NULL, &diag);
	double		 J;
	long		 i;

	plan_compute(plan);
	for (i = 1; i < iteration; i++) {
		plan_advance(plan);
		plan_compute(plan);
	}
	J = plan_value(plan, symbol("J"))[0];
	plan_free(plan);
	return J;
}

static void
any_iteration_is_that_of_a_straight_run(void)
{
	static const long	places[] = { 5, 3, 1, 4000, 17, 2500, 3999,
				    4001, 1025, 1024, 2, 4000, 3000 };
	size_t			i;

	open_model(net);
	CHECK_INT(timeline_iteration(t), 1);
	for (i = 0; i < sizeof places / sizeof places[0]; i++) {
		timeline_goto(t, 1, places[i]);
		CHECK_INT(timeline_iteration(t), places[i]);
		CHECK_NUM(value("J"), straight(places[i]));
		CHECK_NUM(timeline_value(t, 1, 0, places[i]), value("J"));
	}
	CHECK_INT(timeline_known(t, 1), 4001);
	close_model();
}

static void
an_edit_begins_a_run_and_keeps_the_old_one(void)
{
	double	before;

	open_model(net);
	timeline_goto(t, 1, 40);
	before = value("J");
	CHECK(edit("alpha = 0.5") == NULL);
	CHECK_INT(timeline_runs(t), 2);
	CHECK_INT(timeline_run(t), 2);
	CHECK_INT(timeline_start(t, 2), 40);
	CHECK_INT(timeline_parent(t, 2), 1);
	CHECK_NUM(value("J"), before);
	timeline_goto(t, 2, 60);
	CHECK(value("J") != straight(60));
	before = value("J");
	timeline_goto(t, 1, 60);
	CHECK_NUM(value("J"), straight(60));
	CHECK_NUM(value("alpha"), 0.05);
	timeline_goto(t, 2, 60);
	CHECK_NUM(value("J"), before);
	CHECK_NUM(value("alpha"), 0.5);
	timeline_goto(t, 2, 10);
	CHECK_NUM(value("J"), straight(10));
	CHECK_NUM(timeline_value(t, 2, 0, 10), straight(10));
	close_model();
}

static void
an_edit_at_a_fresh_start_changes_its_run(void)
{
	open_model(net);
	CHECK(edit("w(3) = 0.09") == NULL);
	CHECK(edit("alpha = 0.1, f = tanh") == NULL);
	CHECK_INT(timeline_runs(t), 1);
	CHECK_NUM(value("alpha"), 0.1);
	timeline_goto(t, 1, 3);
	CHECK(edit("W(1,1) = 2 * W(1,2)") == NULL);
	CHECK(edit("y(1) = -1") == NULL);
	CHECK_INT(timeline_runs(t), 2);
	CHECK_INT(timeline_parent(t, 2), 1);
	CHECK_INT(plan_choice(timeline_plan(t), symbol("f")), 1);
	timeline_goto(t, 1, 3);
	CHECK_NUM(value("y"), 1);
	timeline_goto(t, 2, 3);
	CHECK_NUM(value("y"), -1);
	close_model();
}

static void
an_edit_that_is_refused_changes_nothing(void)
{
	double	J;

	open_model(net);
	timeline_goto(t, 1, 7);
	J = value("J");
	CHECK(edit("w(1) = 5, alpha = w(1)") != NULL);
	CHECK(edit("alpha = 3 + w(1)") != NULL);
	CHECK_INT(timeline_runs(t), 1);
	CHECK_INT(timeline_iteration(t), 7);
	CHECK_NUM(value("J"), J);
	CHECK(value("w") < 1);
	timeline_goto(t, 1, 9);
	CHECK_NUM(value("J"), straight(9));
	close_model();
}

static void
edits_are_taken_back_one_by_one(void)
{
	size_t	n;

	open_model(net);
	CHECK(edit("w(3) = 0.09") == NULL);
	CHECK_INT(result, TIMELINE_CHANGED);
	CHECK(edit("w(1) = 2 * w(3), f = tanh") == NULL);
	timeline_goto(t, 1, 4);
	CHECK(edit("alpha = 0.5") == NULL);
	CHECK_INT(result, TIMELINE_BEGAN);
	CHECK(edit("w(2) = -w(2)") == NULL);
	CHECK_INT(result, TIMELINE_CHANGED);
	timeline_goto(t, 2, 9);
	CHECK_INT(timeline_runs(t), 2);
	CHECK_STR(timeline_edits(t, 2, &n)[1].text, "w(2) = -w(2)");
	CHECK_INT(n, 2);
	timeline_unedit(t, 2);
	CHECK_INT(timeline_runs(t), 2);
	CHECK_INT(timeline_known(t, 2), 4);
	CHECK_NUM(value("alpha"), 0.5);
	timeline_unedit(t, 2);
	CHECK_INT(timeline_runs(t), 1);
	CHECK_INT(timeline_run(t), 1);
	CHECK_INT(timeline_iteration(t), 4);
	CHECK_NUM(value("alpha"), 0.05);
	timeline_unedit(t, 1);
	CHECK_INT(timeline_iteration(t), 1);
	CHECK_INT(timeline_known(t, 1), 1);
	CHECK_NUM(value("w"), 0.02);
	CHECK_INT(plan_choice(timeline_plan(t), symbol("f")), 0);
	timeline_unedit(t, 1);
	timeline_goto(t, 1, 5);
	CHECK_NUM(value("J"), straight(5));
	close_model();
}

static void
an_edit_that_changes_nothing_begins_nothing(void)
{
	open_model(net);
	timeline_goto(t, 1, 3);
	CHECK(edit("alpha = 0.05, f = relu") == NULL);
	CHECK_INT(result, TIMELINE_SAME);
	CHECK_INT(timeline_runs(t), 1);
	timeline_goto(t, 1, 5);
	CHECK_NUM(value("J"), straight(5));
	close_model();
}

static void
a_reset_is_an_edit(void)
{
	struct timeline_edit	 reset = { .reset = 1, .text = "reset" };
	const char		*why;
	size_t			 which;

	open_model(net);
	CHECK(edit("alpha = 0.5, f = tanh") == NULL);
	timeline_goto(t, 1, 3);
	timeline_goto(t, 1, 1);
	CHECK_INT(timeline_edit(t, &reset, &which, &why), TIMELINE_BEGAN);
	timeline_goto(t, 2, 6);
	CHECK_NUM(value("J"), straight(6));
	timeline_unedit(t, 2);
	CHECK_NUM(value("alpha"), 0.5);
	CHECK_INT(timeline_runs(t), 1);
	close_model();
}

static void
an_edit_can_ask_for_a_run_of_its_own(void)
{
	struct timeline_edit	 anew = { .reset = 1, .anew = 1,
				    .text = "try" };
	const char		*why;
	size_t			 which, n;

	open_model(net);
	CHECK_INT(timeline_edit(t, &anew, &which, &why), TIMELINE_BEGAN);
	CHECK_INT(timeline_runs(t), 2);
	CHECK_INT(timeline_parent(t, 2), 1);
	CHECK_INT(timeline_known(t, 1), 1);
	CHECK(edit("alpha = 0.5") == NULL);
	CHECK_INT(result, TIMELINE_CHANGED);
	timeline_edits(t, 2, &n);
	CHECK_INT(n, 2);
	timeline_unedit(t, 2);
	CHECK_INT(timeline_runs(t), 2);
	CHECK_NUM(value("alpha"), 0.05);
	timeline_unedit(t, 2);
	CHECK_INT(timeline_runs(t), 1);
	CHECK_INT(timeline_run(t), 1);
	close_model();
}

/* Which of the edits is refused; 0 also where no one of them is to blame. */
static void
the_edit_that_is_refused_is_named(void)
{
	struct timeline_edit	 reset = { .reset = 1, .text = "reset" };
	struct timeline_edit	 e = { .text = "alpha = 0.5, alpha = w" };
	struct source		 source = { "edit", e.text,
				    strlen(e.text), 1 };
	const char		*why;
	size_t			 which = 99;

	open_model("param w = 2\nhyper alpha = 0.1 in [0, 1]\nJ = w^2\n"
	    "g = grad(J, w)\nupdate w = w - alpha * g\n");
	CHECK_INT(timeline_give(t, NULL, 0, &which, &why), TIMELINE_CHANGED);
	CHECK_INT(which, 0);
	e.n = model_edits(model, arena, &diag, &source, &e.edits);
	CHECK_INT(timeline_edit(t, &e, &which, &why), TIMELINE_REFUSED);
	CHECK_INT(which, 1);
	which = 99;
	timeline_goto(t, 1, 3);
	while (timeline_runs(t) < TIMELINE_MAX_RUNS) {
		timeline_edit(t, &reset, &which, &why);
		CHECK_INT(which, 0);
		which = 99;
		timeline_goto(t, 1, 3);
	}
	CHECK_INT(timeline_edit(t, &reset, &which, &why), TIMELINE_REFUSED);
	CHECK_STR(why, "there are too many runs");
	CHECK_INT(which, 0);
	close_model();
}

static void
any_cell_is_tracked_also_later(void)
{
	struct cell	w3 = { NULL, 3, 1 };
	double		at[4];
	size_t		k;

	open_model(net);
	timeline_goto(t, 1, 3);
	at[0] = plan_value(timeline_plan(t), symbol("w"))[2];
	timeline_goto(t, 1, 6);
	CHECK(edit("w(3) = 0.5") == NULL);
	timeline_goto(t, 2, 8);
	at[1] = plan_value(timeline_plan(t), symbol("w"))[2];
	w3.symbol = symbol("w");
	k = timeline_track(t, w3);
	CHECK_INT(k, 1);
	CHECK_INT(timeline_track(t, w3), 1);
	CHECK_INT(timeline_run(t), 2);
	CHECK_INT(timeline_iteration(t), 8);
	CHECK_NUM(plan_value(timeline_plan(t), w3.symbol)[2], at[1]);
	CHECK_NUM(timeline_value(t, 1, k, 3), at[0]);
	CHECK_NUM(timeline_value(t, 2, k, 6), 0.5);
	CHECK_NUM(timeline_value(t, 2, k, 8), at[1]);
	timeline_goto(t, 2, 12);
	CHECK_NUM(timeline_value(t, 2, k, 12),
	    plan_value(timeline_plan(t), w3.symbol)[2]);
	close_model();
}

static int
stop_at(void *context, long at)
{
	return at >= *(long *)context;
}

static void
long_work_can_be_stopped(void)
{
	long	when = 20000, at;

	open_model(net);
	timeline_on_work(t, stop_at, &when);
	CHECK_INT(timeline_goto(t, 1, 500000), 0);
	at = timeline_iteration(t);
	CHECK(at >= when && at < 100000);
	CHECK_INT(timeline_known(t, 1), at);
	timeline_on_work(t, NULL, NULL);
	CHECK_INT(timeline_goto(t, 1, at + 5), 1);
	CHECK_NUM(value("J"), straight(at + 5));
	close_model();
}

static void
a_run_says_where_it_broke(void)
{
	struct timeline_break	b;

	open_model("param w = 2\nhyper alpha = 1\nL = w.^4\nJ = L\n"
	    "g = grad(J, w)\nupdate w = w - alpha * g\n");
	CHECK_INT(timeline_break(t, 1).iteration, 0);
	timeline_goto(t, 1, 30);
	b = timeline_break(t, 1);
	CHECK(b.iteration > 1 && b.iteration < 30);
	CHECK(b.symbol != NULL);
	timeline_goto(t, 1, b.iteration - 1);
	CHECK(isfinite(value("J")));
	timeline_goto(t, 1, 1);
	CHECK(edit("alpha = 0.01") == NULL);
	timeline_goto(t, 2, 30);
	CHECK_INT(timeline_break(t, 2).iteration, 0);
	close_model();
}

static double
milliseconds(size_t run, long iteration)
{
	struct timespec	a, b;

	clock_gettime(CLOCK_MONOTONIC, &a);
	timeline_goto(t, run, iteration);
	clock_gettime(CLOCK_MONOTONIC, &b);
	return 1e3 * (double)(b.tv_sec - a.tv_sec) +
	    1e-6 * (double)(b.tv_nsec - a.tv_nsec);
}

/* The spacing bounds both; the time is generous, for sanitizers. */
static void
a_million_iterations_take_little_room_and_no_time(void)
{
	double	ms, most = 0;
	long	i;

	open_model(net);
	timeline_goto(t, 1, 100000);
	for (i = 0; i < 50; i++) {
		ms = milliseconds(1, 1 + (i * 7919 * 13) % 100000);
		most = ms > most ? ms : most;
	}
	printf("# a jump takes at most %.2f ms, %zu kB are kept\n", most,
	    timeline_bytes(t) / 1024);
	CHECK(most < 100);
	CHECK(timeline_bytes(t) < TIMELINE_MAX_BYTES / 16);
	close_model();
}

int
main(void)
{
	TEST(any_iteration_is_that_of_a_straight_run);
	TEST(an_edit_begins_a_run_and_keeps_the_old_one);
	TEST(an_edit_at_a_fresh_start_changes_its_run);
	TEST(an_edit_that_is_refused_changes_nothing);
	TEST(edits_are_taken_back_one_by_one);
	TEST(an_edit_that_changes_nothing_begins_nothing);
	TEST(a_reset_is_an_edit);
	TEST(an_edit_can_ask_for_a_run_of_its_own);
	TEST(the_edit_that_is_refused_is_named);
	TEST(any_cell_is_tracked_also_later);
	TEST(long_work_can_be_stopped);
	TEST(a_run_says_where_it_broke);
	TEST(a_million_iterations_take_little_room_and_no_time);
	return tap_done();
}
