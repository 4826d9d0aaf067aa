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
	t = timeline_new(model, &diag, &J, 1);
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

static const char *
edit(const char *text)
{
	struct source		*source = arena_alloc(arena, sizeof *source);
	const struct edit	*edits;
	size_t			 n, which;

	*source = (struct source){ "edit", text, strlen(text), 1 };
	n = model_edits(model, arena, &diag, source, &edits);
	CHECK(n > 0);
	return timeline_edit(t, edits, n, &which);
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
	CHECK_INT(timeline_runs(t), 1);
	CHECK_INT(timeline_iteration(t), 7);
	CHECK_NUM(value("J"), J);
	CHECK(value("w") < 1);
	timeline_goto(t, 1, 9);
	CHECK_NUM(value("J"), straight(9));
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
	TEST(a_run_says_where_it_broke);
	TEST(a_million_iterations_take_little_room_and_no_time);
	return tap_done();
}
