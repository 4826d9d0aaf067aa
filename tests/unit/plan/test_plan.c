/* SPDX-License-Identifier: MIT */
/*
 * Plans: what an iteration computes and assigns, edits and choices, and how
 * few instructions it takes.
 */

#include "gradus/plan.h"

#include "tap.h"

/* A model and the plan of it; both end with bench_end. */
struct bench {
	struct arena	*arena;
	struct source	 source;
	struct diag	 diag;
	struct model	*model;
	struct plan	*plan;
};

static void
bench_start(struct bench *b, const char *text)
{
	*b = (struct bench){ .arena = arena_new() };
	b->source = (struct source){ "model", text, strlen(text), 1 };
	diag_init(&b->diag, b->arena);
	b->model = model_parse(b->arena, &b->diag, &b->source,
	    &(struct span){ 0, (uint32_t)b->source.len }, 1);
	if (CHECK_INT(b->diag.errors, 0))
		b->plan = plan_new(b->model, NULL, &b->diag);
	else
		printf("# %s\n", b->diag.notes[0].message);
}

static void
bench_end(struct bench *b)
{
	plan_free(b->plan);
	arena_free(b->arena);
}

static const struct symbol *
symbol(const struct bench *b, const char *name)
{
	return model_find(b->model, name, strlen(name));
}

static double
value(const struct bench *b, const char *name)
{
	return plan_value(b->plan, symbol(b, name))[0];
}

static double
updated(const struct bench *b, const char *name)
{
	return plan_updated(b->plan, symbol(b, name))[0];
}

/* Applies edits; returns what the last one is refused for, or NULL. */
static const char *
set(struct bench *b, const char *text)
{
	struct source		 source = { "set", text, strlen(text), 1 };
	const struct edit	*edits;
	const char		*why = NULL;
	size_t			 i, n;

	n = model_edits(b->model, b->arena, &b->diag, &source, &edits);
	CHECK(n > 0);
	for (i = 0; i < n; i++)
		why = plan_edit(b->plan, &edits[i]);
	return why;
}

static const char	descent[] =
    "data x = 3\n"
    "param w = 1\n"
    "state n = 0\n"
    "hyper alpha = 0.5 in [0, 1]\n"
    "choice f = identity | relu | tanh\n"
    "y = f(w * x)\n"
    "J = 0.5 * (y - x)^2\n"
    "g = grad(J, w)\n"
    "update w = w - alpha * x\n"
    "update n = n + 1\n"
    "variant \"far\": w = -2, alpha = 1\n"
    "variant \"bent\": f = relu, w = -2\n";

static void
an_iteration_assigns_the_updates_at_its_end(void)
{
	struct bench	b;

	bench_start(&b, descent);
	plan_compute(b.plan);
	CHECK_NUM(value(&b, "w"), 1);
	CHECK_NUM(updated(&b, "w"), -0.5);
	CHECK_NUM(updated(&b, "n"), 1);
	CHECK_NUM(value(&b, "y"), 3);
	plan_advance(b.plan);
	CHECK_NUM(value(&b, "w"), -0.5);
	CHECK_NUM(value(&b, "y"), 3);
	plan_compute(b.plan);
	CHECK_NUM(value(&b, "y"), -1.5);
	CHECK_NUM(value(&b, "g"), -13.5);
	CHECK_NUM(updated(&b, "w"), -2);
	CHECK_NUM(updated(&b, "n"), 2);
	bench_end(&b);
}

static void
computing_twice_changes_nothing(void)
{
	struct bench	b;

	bench_start(&b, descent);
	plan_compute(b.plan);
	plan_compute(b.plan);
	CHECK_NUM(updated(&b, "w"), -0.5);
	CHECK_NUM(updated(&b, "n"), 1);
	bench_end(&b);
}

static void
reset_brings_initial_values_back_but_not_choices(void)
{
	struct bench	b;
	int		i;

	bench_start(&b, descent);
	set(&b, "x = 5, alpha = 1, f = relu");
	for (i = 0; i < 3; i++) {
		plan_compute(b.plan);
		plan_advance(b.plan);
	}
	CHECK_NUM(value(&b, "n"), 3);
	plan_reset(b.plan);
	CHECK_NUM(value(&b, "x"), 3);
	CHECK_NUM(value(&b, "w"), 1);
	CHECK_NUM(value(&b, "n"), 0);
	CHECK_NUM(value(&b, "alpha"), 0.5);
	CHECK_INT(plan_choice(b.plan, symbol(&b, "f")), 1);
	plan_compute(b.plan);
	CHECK_NUM(updated(&b, "w"), -0.5);
	bench_end(&b);
}

static void
an_edit_changes_a_cell_or_all(void)
{
	static const char	text[] = "param W = [1 2; 3 4]\n"
				    "data v = [5 6 7]\ny = W * [10; 1]\n";
	struct bench		b;
	const double		*w;

	bench_start(&b, text);
	w = plan_value(b.plan, symbol(&b, "W"));
	CHECK(set(&b, "W(1,2) = 9, v(3) = 8, W(2) = 7") == NULL);
	CHECK_NUM(w[0], 1);
	CHECK_NUM(w[1], 9);
	CHECK_NUM(w[2], 7);
	CHECK_NUM(w[3], 4);
	CHECK_NUM(plan_value(b.plan, symbol(&b, "v"))[2], 8);
	plan_compute(b.plan);
	CHECK_NUM(plan_value(b.plan, symbol(&b, "y"))[0], 19);
	CHECK_NUM(plan_value(b.plan, symbol(&b, "y"))[1], 74);
	CHECK(set(&b, "W = [1 1; 1 1] * 2") == NULL);
	CHECK_NUM(w[3], 2);
	bench_end(&b);
}

static void
edits_are_applied_one_after_the_other(void)
{
	struct bench	b;

	bench_start(&b, "param a = 1\nparam b = 2\nc = a + b\n");
	set(&b, "a = b + 10, b = a + 100");
	CHECK_NUM(value(&b, "a"), 12);
	CHECK_NUM(value(&b, "b"), 112);
	bench_end(&b);
}

static void
an_edit_keeps_a_hyper_in_its_range(void)
{
	struct bench	b;

	bench_start(&b, descent);
	CHECK_STR(set(&b, "alpha = 2 * w"),
	    "the value lies outside of its range");
	CHECK_NUM(value(&b, "alpha"), 0.5);
	CHECK(set(&b, "w = 0.5, alpha = 2 * w") == NULL);
	CHECK_NUM(value(&b, "alpha"), 1);
	CHECK(set(&b, "alpha = 0 / (w - w)") != NULL);
	bench_end(&b);
}

static void
a_choice_switches_function_and_derivative(void)
{
	struct bench	b;
	size_t		i;
	static const struct {
		double	y, g;
	} want[] = { { -6, -27 }, { 0, 0 },
	    { -0.9999877116507956, -0.00029491799999999998 } };

	bench_start(&b, descent);
	set(&b, "w = -2");
	for (i = 0; i < 3; i++) {
		plan_choose(b.plan, symbol(&b, "f"), i);
		CHECK_INT(plan_choice(b.plan, symbol(&b, "f")), i);
		CHECK_NUM(value(&b, "w"), -2);
		plan_compute(b.plan);
		CHECK_NEAR(value(&b, "y"), want[i].y, 1e-12);
		CHECK_NEAR(value(&b, "g"), want[i].g, 1e-6);
	}
	plan_choose(b.plan, symbol(&b, "f"), 0);
	plan_compute(b.plan);
	CHECK_NUM(value(&b, "y"), -6);
	bench_end(&b);
}

/* Thirteen matrices of 15.2 MB fit, and two more do not. */
static void
an_option_without_room_is_refused(void)
{
	struct bench		 b;
	const struct symbol	*f, *x;
	const double		*given;

	bench_start(&b,
	    "data x = zeros(1000, 1900)\n"
	    "data s = 1\n"
	    "choice f = identity | sigmoid\n"
	    "choice g = tanh | relu\n"
	    "z = g(s)\n"
	    "a = x + 1\nb = x + 2\nc = x + 3\nd = x + 4\ne = x + 5\n"
	    "h = x + 6\ni = x + 7\nj = x + 8\nk = x + 9\n"
	    "m = f(x) .* f(x + 11)\n");
	f = symbol(&b, "f");
	x = symbol(&b, "x");
	given = plan_value(b.plan, x);
	CHECK_STR(plan_choose(b.plan, f, 1),
	    "with this option the matrices are too large together");
	CHECK_STR(set(&b, "f = sigmoid"),
	    "with this option the matrices are too large together");
	CHECK_INT(plan_choice(b.plan, f), 0);
	CHECK(plan_value(b.plan, x) == given);
	CHECK(set(&b, "x(1,1) = 2, g = relu") == NULL);
	CHECK(plan_value(b.plan, x) == given);
	CHECK_NUM(given[0], 2);
	CHECK_INT(plan_choice(b.plan, symbol(&b, "g")), 1);
	CHECK(plan_choose(b.plan, f, 1) != NULL);
	CHECK_INT(plan_choice(b.plan, symbol(&b, "g")), 1);
	bench_end(&b);
}

static void
a_variant_is_a_list_of_edits(void)
{
	struct bench		 b;
	const struct variant	*v;
	size_t			 i;

	bench_start(&b, descent);
	CHECK(model_variant(b.model, "near") == NULL);
	v = model_variant(b.model, "far");
	CHECK_INT(v->nedits, 2);
	for (i = 0; i < v->nedits; i++)
		CHECK(plan_edit(b.plan, &v->edits[i]) == NULL);
	CHECK_NUM(value(&b, "w"), -2);
	CHECK_NUM(value(&b, "alpha"), 1);
	v = model_variant(b.model, "bent");
	for (i = 0; i < v->nedits; i++)
		CHECK(plan_edit(b.plan, &v->edits[i]) == NULL);
	plan_compute(b.plan);
	CHECK_NUM(value(&b, "y"), 0);
	bench_end(&b);
}

static void
the_first_nonfinite_is_named(void)
{
	struct bench	b;
	int		is_updated;

	bench_start(&b, "param w = 1\na = 1 / (w - 1)\nb = a - a\n"
	    "update w = b\n");
	plan_compute(b.plan);
	CHECK_STR(plan_nonfinite(b.plan, &is_updated)->name, "a");
	CHECK_INT(is_updated, 0);
	set(&b, "w = 2");
	plan_compute(b.plan);
	CHECK(plan_nonfinite(b.plan, &is_updated) == NULL);
	bench_end(&b);
	bench_start(&b, "param w = 1\na = w\nupdate w = a / 0\n");
	plan_compute(b.plan);
	CHECK_STR(plan_nonfinite(b.plan, &is_updated)->name, "w");
	CHECK_INT(is_updated, 1);
	bench_end(&b);
}

/* Extra expressions, alone, over an equation whose value is given. */
static void
what_follows_a_given_value_is_computed_from_it(void)
{
	struct bench		 b;
	struct plan_options	 options = { .noutputs = 1, .only_outputs = 1 };
	struct plan		*plan;

	bench_start(&b, "param w = [1 2]\ns = 2 * w\nz = s.^2\nJ = sum(z)\n");
	options.outputs = &symbol(&b, "J")->value;
	options.given = symbol(&b, "s");
	plan = plan_new(b.model, &options, &b.diag);
	plan_cells(plan, symbol(&b, "s"))[0] = 3;
	plan_cells(plan, symbol(&b, "s"))[1] = 4;
	plan_compute(plan);
	CHECK_NUM(plan_output(plan, 0)[0], 25);
	plan_free(plan);
	bench_end(&b);
}

static const struct {
	const char	*text;
	size_t		 instructions;
	const char	*why;
} counts[] = {
	{ "param x = [1 2]\na = tanh(x)\n", 1, "one operator" },
	{ "param x = [1 2]\na = tanh(x)\nb = tanh(x)\n", 2,
	    "a value and its copy" },
	{ "param x = [1 2]\na = tanh(x) + tanh(x)\n", 2,
	    "equal parts are computed once" },
	{ "param x = [1 2]\na = tanh(x)\nb = tanh(x) + 1\n", 2,
	    "a part that has a name is not computed again" },
	{ "param x = [1 2]\nb = tanh(x) + 1\na = tanh(x)\n", 2,
	    "nor one that gets a name later" },
	{ "data x = [1 2]\na = 2 * 3 + 4\n", 0, "numbers are done before" },
	{ "param x = [1 2]\na = x * exp(2)\n", 1, "a factor is done before" },
	{ "param x = [1 2]\na = eye(2) * x'\n", 1, "so are matrices" },
	{ "param x = [1 2; 3 4]\na = x' * x\n", 1, "a transpose is a view" },
	{ "param x = [1 2; 3 4]\na = x(1,:) * x(:,2)\n", 1, "so is a row" },
	{ "param x = [1 2; 3 4]\na = x(:,2)\n", 1, "a view is copied out" },
	{ "param x = [1 2]\na = identity(x) + 1\n", 1, "identity is nothing" },
	{ "param x = [1 2]\na = x.^2\n", 1, "a square is one" },
	{ "param x = [1; 2]\na = log(softmax(x))\n", 2,
	    "log(softmax) goes on from its sums" },
	{ "param x = [1 2]\na = log(sigmoid(x))\n", 1, "log(sigmoid) too" },
	{ "param x = [1 2]\nparam y = [3 4]\na = x .* (y > 0)\n", 1,
	    "so is a mask" },
	{ "param w = [1 2]\ndata g = [3 4]\nhyper a = 1\n"
	    "update w = w - a * g\n", 1, "and a step of descent" },
	{ "param x = [1 2]\na = x\n", 1, "a name is copied" },
	{ "param x = [1 2]\na = [x 3; 4 5 6]\n", 4,
	    "parts of a matrix are copied, row by row" },
};

static double
evaluated(struct bench *b, const char *text)
{
	struct source	 source = { "eval", text, strlen(text), 1 };
	double		 d = NAN;
	const struct expr *e;

	e = model_expression(b->model, b->arena, &b->diag, &source);
	if (CHECK(e != NULL) && CHECK(expr_is_scalar(e)))
		plan_evaluate(b->plan, e, &d);
	return d;
}

static void
an_expression_is_evaluated_over_the_present_values(void)
{
	struct bench	b;

	bench_start(&b, descent);
	plan_compute(b.plan);
	plan_advance(b.plan);
	plan_compute(b.plan);
	CHECK_NUM(evaluated(&b, "J + 2 * w"), value(&b, "J") +
	    2 * value(&b, "w"));
	CHECK_NUM(evaluated(&b, "grad(J, w)"), value(&b, "g"));
	CHECK_NUM(evaluated(&b, "f(y) + f'(y)"), value(&b, "y") + 1);
	CHECK_NUM(evaluated(&b, "7"), 7);
	plan_choose(b.plan, symbol(&b, "f"), 2);
	CHECK_NUM(evaluated(&b, "f(0.5)"), tanh(0.5));
	CHECK_NUM(evaluated(&b, "n"), 1);
	bench_end(&b);
}

static void
an_iteration_takes_few_instructions(void)
{
	struct bench	b;
	size_t		i;

	for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		bench_start(&b, counts[i].text);
		if (!CHECK_INT(plan_instructions(b.plan),
		    counts[i].instructions))
			printf("# %s:\n# %s", counts[i].why, counts[i].text);
		bench_end(&b);
	}
}

static void
constants_have_their_value_before_anything_runs(void)
{
	struct bench	b;

	bench_start(&b, "a = 2 * 3 + 4\nb = sum(ones(2, 3) * ones(3, 2))\n");
	CHECK_INT(plan_instructions(b.plan), 0);
	plan_compute(b.plan);
	CHECK_NUM(value(&b, "a"), 10);
	CHECK_NUM(value(&b, "b"), 12);
	bench_end(&b);
}

static void
a_constant_survives_the_edit_of_what_it_started(void)
{
	struct bench	b;

	bench_start(&b, "param W = ones(2, 2)\na = ones(2, 2)\n"
	    "data D = [1 2]\nb = [1 2]\n");
	set(&b, "W(1,1) = 7, D(1) = 8");
	plan_compute(b.plan);
	CHECK_NUM(value(&b, "a"), 1);
	CHECK_NUM(value(&b, "b"), 1);
	plan_reset(b.plan);
	CHECK_NUM(value(&b, "W"), 1);
	CHECK_NUM(value(&b, "D"), 1);
	bench_end(&b);
}

static void
arithmetic_counts_multiplications_and_additions(void)
{
	struct bench	b;

	bench_start(&b, "param A = ones(3, 4)\nparam B = ones(4, 5)\n"
	    "C = A * B\n");
	CHECK_INT(plan_arithmetic(b.plan), 2 * 3 * 4 * 5);
	bench_end(&b);
	bench_start(&b, "param A = ones(3, 4)\nC = A + A\n");
	CHECK_INT(plan_arithmetic(b.plan), 12);
	bench_end(&b);
}

/* 141 matrices of 8 MB. */
static void
models_that_are_too_large_are_refused(void)
{
	struct bench	 b;
	struct arena	*arena = arena_new();
	const char	*text = "param x = ones(1000, 1000)\n";
	int		 i;

	for (i = 0; i < 140; i++)
		text = arena_printf(arena, "%sa_%d = x + %d\n", text, i, i);
	bench_start(&b, text);
	CHECK(b.plan == NULL);
	if (CHECK_INT(b.diag.count, 1)) {
		CHECK_STR(b.diag.notes[0].message, "the matrices of this "
		    "model take more than 192 MiB together");
		CHECK_STR(b.diag.notes[0].hint,
		    "take fewer samples, or smaller layers");
	}
	bench_end(&b);
	arena_free(arena);
}

/* Parts that have no name count too. */
static void
parts_without_a_name_count_as_well(void)
{
	struct bench	 b;
	struct arena	*arena = arena_new();
	const char	*text = "param x = ones(1000, 1000)\na = 0";
	int		 i;

	for (i = 0; i < 140; i++)
		text = arena_printf(arena, "%s + sum(x + %d)", text, i);
	bench_start(&b, text);
	CHECK(b.plan == NULL);
	CHECK_INT(b.diag.errors, 1);
	bench_end(&b);
	arena_free(arena);
}

static void
a_model_of_nothing_has_a_plan(void)
{
	struct bench	b;
	int		is_updated;

	bench_start(&b, "");
	plan_compute(b.plan);
	plan_advance(b.plan);
	plan_reset(b.plan);
	CHECK(plan_nonfinite(b.plan, &is_updated) == NULL);
	CHECK_INT(plan_instructions(b.plan), 0);
	bench_end(&b);
}

int
main(void)
{
	TEST(an_iteration_assigns_the_updates_at_its_end);
	TEST(computing_twice_changes_nothing);
	TEST(reset_brings_initial_values_back_but_not_choices);
	TEST(an_edit_changes_a_cell_or_all);
	TEST(edits_are_applied_one_after_the_other);
	TEST(an_edit_keeps_a_hyper_in_its_range);
	TEST(a_choice_switches_function_and_derivative);
	TEST(an_option_without_room_is_refused);
	TEST(a_variant_is_a_list_of_edits);
	TEST(the_first_nonfinite_is_named);
	TEST(what_follows_a_given_value_is_computed_from_it);
	TEST(an_expression_is_evaluated_over_the_present_values);
	TEST(an_iteration_takes_few_instructions);
	TEST(constants_have_their_value_before_anything_runs);
	TEST(a_constant_survives_the_edit_of_what_it_started);
	TEST(arithmetic_counts_multiplications_and_additions);
	TEST(models_that_are_too_large_are_refused);
	TEST(parts_without_a_name_count_as_well);
	TEST(a_model_of_nothing_has_a_plan);
	return tap_done();
}
