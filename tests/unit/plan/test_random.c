/* SPDX-License-Identifier: MIT */
/*
 * Seeded matrices have the numbers that they had when this was written. Those
 * of uniform() were computed by another program from splitmix64's definition.
 */

#include "gradus/plan.h"

#include "tap.h"

#define SAMPLE	200000

/* The value of the only equation of a model, in the arena. */
static const double *
value_of(struct arena *arena, const char *text)
{
	struct source	*source = arena_alloc(arena, sizeof *source);
	struct model	*m;
	struct plan	*plan;
	struct diag	 diag;
	double		*copy;
	size_t		 n;

	*source = (struct source){ "model", text, strlen(text), 1 };
	diag_init(&diag, arena);
	m = model_parse(arena, &diag, source, &(struct span){ 0,
	    (uint32_t)source->len }, 1);
	plan = plan_new(m, NULL, &diag);
	plan_compute(plan);
	n = shape_cells(m->symbols[0]->shape);
	copy = arena_calloc(arena, n, sizeof *copy);
	memcpy(copy, plan_value(plan, m->symbols[0]), n * sizeof *copy);
	plan_free(plan);
	return copy;
}

static const struct {
	const char	*text;
	double		 want[6];
} pinned[] = {
	{ "a = uniform(2, 3, 1)", { 0.5665615751722809, 0.7457817572627011,
	    0.9710027535867962, 0.4443592170557721, 0.44426470082635805,
	    0.762894391911761 } },
	{ "a = uniform(1, 2, 0)", { 0.8833108082136426,
	    0.43152799704850997 } },
	{ "a = uniform(2, 1, 9007199254740992)", { 0.8076686994283997,
	    0.14954490615751193 } },
	{ "a = randn(2, 3, 1)", { -0.43596539982472504, -1.5978521730455875,
	    2.0683699981459176, -1.2207730426732168, -2.388107984898798,
	    0.7361298353208244 } },
	{ "a = randn(1, 2, 2)", { 0.5557914202524366,
	    0.37782556806051326 } },
};

static void
seeded_matrices_are_pinned(void)
{
	struct arena	*arena = arena_new();
	const double	*cells;
	size_t		 i, j;

	for (i = 0; i < sizeof pinned / sizeof pinned[0]; i++) {
		cells = value_of(arena, pinned[i].text);
		for (j = 0; j < 6 && pinned[i].want[j] != 0; j++) {
			if (!CHECK_NUM(cells[j], pinned[i].want[j]))
				printf("# %s\n", pinned[i].text);
		}
	}
	arena_free(arena);
}

static void
a_seed_fills_row_after_row(void)
{
	struct arena	*arena = arena_new();
	const double	*wide = value_of(arena, "a = randn(2, 3, 5)");
	const double	*tall = value_of(arena, "a = randn(3, 2, 5)");

	CHECK(memcmp(wide, tall, 6 * sizeof *wide) == 0);
	arena_free(arena);
}

static void
another_seed_gives_other_numbers(void)
{
	struct arena	*arena = arena_new();

	CHECK(value_of(arena, "a = randn(1, 1, 1)")[0] !=
	    value_of(arena, "a = randn(1, 1, 2)")[0]);
	CHECK(value_of(arena, "a = uniform(1, 1, 1)")[0] !=
	    value_of(arena, "a = uniform(1, 1, 2)")[0]);
	arena_free(arena);
}

/* Mean, variance, and the third and fourth moments about 0. */
static void
check_moments(const double *x, const double want[4], const double within[4])
{
	double	m[4] = { 0 }, p;
	int	i, k;

	for (i = 0; i < SAMPLE; i++) {
		for (k = 0, p = x[i]; k < 4; k++, p *= x[i])
			m[k] += p / SAMPLE;
	}
	for (k = 0; k < 4; k++) {
		if (!CHECK(fabs(m[k] - want[k]) <= within[k]))
			printf("# moment %d is %g\n", k + 1, m[k]);
	}
}

/* Five standard errors of each moment are allowed. */
static void
the_numbers_have_their_distribution(void)
{
	static const double	 normal[] = { 0, 1, 0, 3 };
	static const double	 normal_within[] = { 0.011, 0.016, 0.044,
				    0.11 };
	static const double	 uniform[] = { 1. / 2, 1. / 3, 1. / 4,
				    1. / 5 };
	static const double	 uniform_within[] = { 0.0033, 0.0034, 0.0032,
				    0.003 };
	struct arena		*arena = arena_new();

	check_moments(value_of(arena, "a = randn(200000, 1, 3)"), normal,
	    normal_within);
	check_moments(value_of(arena, "a = uniform(200000, 1, 3)"), uniform,
	    uniform_within);
	arena_free(arena);
}

int
main(void)
{
	TEST(seeded_matrices_are_pinned);
	TEST(a_seed_fills_row_after_row);
	TEST(another_seed_gives_other_numbers);
	TEST(the_numbers_have_their_distribution);
	return tap_done();
}
