/* SPDX-License-Identifier: MIT */
/*
 * Gradients where two arguments tie or a function has a kink: in random graphs
 * of small whole numbers, where that happens all the time.
 */

#include <stdlib.h>

#include "gradus/plan.h"
#include "gradus/random.h"

#include "tap.h"

#define GRAPHS	2000
#define NODES	8

static struct random	dice;

static unsigned
roll(unsigned n)
{
	return (unsigned)(random_uniform(&dice) * n);
}

/* The value of a name in a model, computed. */
static double
compute(const char *text, const char *name)
{
	struct arena		*arena = arena_new();
	struct source		 source = { "model", text, strlen(text), 1 };
	struct span		 all = { 0, (uint32_t)source.len };
	struct diag		 diag;
	struct model		*m;
	struct plan		*plan;
	const struct symbol	*s;
	double			 value = NAN;

	diag_init(&diag, arena);
	m = model_parse(arena, &diag, &source, &all, 1);
	if (CHECK_INT(diag.errors, 0)) {
		plan = plan_new(m, NULL, &diag);
		plan_compute(plan);
		s = model_find(m, name, strlen(name));
		value = plan_value(plan, s)[0];
		plan_free(plan);
	} else
		printf("# %s\n%s", diag.notes[0].message, text);
	arena_free(arena);
	return value;
}

/* An argument: a node before the i-th, a number or x. */
static void
add_argument(struct str *s, unsigned i)
{
	unsigned	n = roll(i + 2);

	if (n < i)
		str_addf(s, "n%u", n);
	else if (n == i)
		str_add(s, "x");
	else
		str_addf(s, "%d", (int)roll(4) - 1);
}

/* "n3 = max(n1, 2)" */
static void
add_node(struct str *s, unsigned i)
{
	static const char	*const ops[] = { "max(", "max(", "min(",
				    "relu(", "abs(", "(", "(", "2 * (" };
	static const char	*const between[] = { ", ", ", ", ", ", "", "",
				    " + ", " - ", " + " };
	unsigned		 op = roll(sizeof ops / sizeof ops[0]);

	str_addf(s, "n%u = %s", i, ops[op]);
	add_argument(s, i);
	if (*between[op] != '\0') {
		str_add(s, between[op]);
		add_argument(s, i);
	}
	str_add(s, ")\n");
}

/* With the gradients by all nodes named before it, it is the same. */
static void
a_gradient_does_not_depend_on_what_else_is_named(void)
{
	struct str	text;
	double		alone, among;
	size_t		graph, end;
	unsigned	i;

	str_init(&text);
	for (graph = 0; graph < GRAPHS; graph++) {
		str_clear(&text);
		str_addf(&text, "param x = %d\n", (int)roll(4) - 1);
		for (i = 0; i < NODES; i++)
			add_node(&text, i);
		/* All of them lead to J. */
		str_addf(&text, "J = n%d + 0 * (x", NODES - 1);
		for (i = 0; i < NODES; i++)
			str_addf(&text, " + n%u", i);
		str_add(&text, ")\n");
		end = text.len;
		str_add(&text, "g = grad(J, x)\n");
		alone = compute(text.data, "g");
		str_truncate(&text, end);
		for (i = 0; i < NODES; i++)
			str_addf(&text, "g%u = grad(J, n%u)\n", i, i);
		str_add(&text, "g = grad(J, x)\n");
		among = compute(text.data, "g");
		if (!CHECK_NUM(among, alone)) {
			printf("# %s", text.data);
			break;
		}
	}
	str_release(&text);
}

/* Named or written in one another. */
static void
a_gradient_does_not_depend_on_names(void)
{
	static const char	*const ways[] = {
		"a = 2 * x\nb = x + x\nm = max(a, b)\n",
		"a = 2 * x\nm = max(a, x + x)\n",
		"b = x + x\nm = max(2 * x, b)\n",
		"m = max(2 * x, x + x)\n",
		"a = 2 * x\nm = min(a, x + x)\n",
		"m = min(2 * x, x + x)\n",
	};
	size_t	i;
	char	text[200];

	for (i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		snprintf(text, sizeof text, "param x = 2\n%sg = grad(m, x)\n",
		    ways[i]);
		CHECK_NUM(compute(text, "g"), 2);
	}
}

/* f(a x + b, c x + d) and the like, at a tie: one of its two slopes. */
static void
a_slope_at_a_tie_is_that_of_one_side(void)
{
	static const char	*const fs[] = { "max", "min" };
	struct str		 f, text;
	double			 g = 0, left = 0, right = 0, at;
	int			 x, a, b, c;
	size_t			 i;

	str_init(&f);
	str_init(&text);
	for (i = 0; i < GRAPHS; i++) {
		x = (int)roll(4) - 1;
		a = (int)roll(5) - 2;
		b = (int)roll(5) - 2;
		c = (int)roll(5) - 2;
		str_clear(&f);
		if (roll(6) == 0)
			str_addf(&f, "%s(%d, %d * x + %d)", fs[i % 2], a * x +
			    b, a, b);
		else if (roll(5) == 0)
			str_addf(&f, "%s(%d * x + %d, %d)", fs[i % 2], a, b,
			    a * x + b);
		else
			str_addf(&f, "%s(%d * x + %d, %d * x + %d)",
			    fs[i % 2], a, b, c, a * x + b - c * x);
		for (at = -0.25; at <= 0.25; at += 0.25) {
			str_clear(&text);
			str_addf(&text, "param x = %g\nJ = %s + 0 * x\n"
			    "g = grad(J, x)\n", x + at, f.data);
			if (at < 0)
				left = compute(text.data, "g");
			else if (at > 0)
				right = compute(text.data, "g");
			else
				g = compute(text.data, "g");
		}
		if (!CHECK(g == left || g == right)) {
			printf("# %s at %d: %g, and %g and %g beside it\n",
			    f.data, x, g, left, right);
			break;
		}
	}
	str_release(&f);
	str_release(&text);
}

static void
the_parts_of_a_tie_add_up_to_one(void)
{
	static const char	*const rows[] = { "max(a, b)", "min(a, b)",
				    "max(b, a)", "min(b, a)", "max(a, a)",
				    "max(a, max(b, a))", "min(max(a, b), a)",
				    "max([a b], [b a]) * [0.5; 0.5]" };
	size_t	i;
	char	text[200];

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		snprintf(text, sizeof text, "param a = 1\nparam b = 1\n"
		    "J = %s\ng = grad(J + 0 * a, a) + grad(J + 0 * b, b)\n",
		    rows[i]);
		CHECK_NUM(compute(text, "g"), 1);
	}
}

static void
a_number_wins_and_a_kink_is_flat(void)
{
	static const char	*const rows[] = { "max(0, x)", "max(x, 0)",
				    "relu(x)", "min(0, x)", "min(x, 0)",
				    "max(x, -0)", "min(x, zeros(1, 1))",
				    "abs(x)", "abs(2 * x)", "max(x, -(0))",
				    "max(x, 2 - 2)", "min(0 * 3 + 0, x)" };
	size_t	i;
	char	text[100];

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		snprintf(text, sizeof text, "param x = 0\nJ = %s\n"
		    "g = grad(J, x)\n", rows[i]);
		if (!CHECK_NUM(compute(text, "g"), 0))
			printf("# %s\n", rows[i]);
	}
}

int
main(void)
{
	const char	*seed = getenv("GRADUS_SEED");

	random_seed(&dice, seed == NULL ? 1 : strtoul(seed, NULL, 10));
	TEST(a_gradient_does_not_depend_on_what_else_is_named);
	TEST(a_gradient_does_not_depend_on_names);
	TEST(a_slope_at_a_tie_is_that_of_one_side);
	TEST(the_parts_of_a_tie_add_up_to_one);
	TEST(a_number_wins_and_a_kink_is_flat);
	return tap_done();
}
