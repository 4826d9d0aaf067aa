/* SPDX-License-Identifier: MIT */
/*
 * The judge of gradients: what is right, wrong, at a kink, or not to be told.
 * Gradients that are wrong are written as equations and declared to be those
 * of J by a.
 */

#include "gradus/check.h"

#include "tap.h"

struct row {
	const char		*model;		/* a, J, and g */
	enum check_verdict	 verdict;
	size_t			 right, kinks, hidden;
};

static struct check_result
judge(const char *text)
{
	struct arena		*arena = arena_new();
	struct source		 source = { "model", text, strlen(text), 1 };
	struct check_result	 r = { .verdict = CHECK_UNKNOWN };
	struct model		*m;
	struct symbol		*g;
	struct check		*c;
	struct builder		 b = { .arena = arena };
	struct diag		 diag;

	diag_init(&diag, arena);
	m = model_parse(arena, &diag, &source,
	    &(struct span){ 0, (uint32_t)source.len }, 1);
	if (!CHECK_INT(diag.errors, 0))
		return r;
	g = (struct symbol *)model_find(m, "g", 1);
	g->by = model_find(m, "a", 1);
	g->objective = expr_name(&b, model_find(m, "J", 1));
	c = check_new(m, NULL, 0, &diag);
	if (CHECK(c != NULL))
		CHECK_INT(check_gradient(c, g, &diag, &r), 0);
	check_free(c);
	arena_free(arena);
	return r;
}

static void
try(const struct row *rows, size_t n)
{
	struct check_result	r;
	size_t			i;

	for (i = 0; i < n; i++) {
		r = judge(rows[i].model);
		if (!CHECK_INT(r.verdict, rows[i].verdict) ||
		    !CHECK_INT(r.tried, rows[i].right) ||
		    !CHECK_INT(r.kinks, rows[i].kinks) ||
		    !CHECK_INT(r.hidden, rows[i].hidden))
			printf("# %s\n# exact %.17g, by differences %.17g\n",
			    rows[i].model, r.exact, r.difference);
	}
}

#define TRY(...)							\
	try((struct row[]){ __VA_ARGS__ },				\
	    sizeof((struct row[]){ __VA_ARGS__ }) / sizeof(struct row))

static void
what_is_right_is_called_right(void)
{
	TRY(
	    { "param a = [1 2 3]\nJ = sum(a.^3)\ng = 3 * a.^2",
	      CHECK_RIGHT, 3, 0, 0 },
	    { "param a = [1 20; 0 -20]\nJ = sum(5000 + tanh(a))\n"
	      "g = 1 - tanh(a).^2", CHECK_RIGHT, 4, 0, 0 },
	    /* small, large, and nothing at all */
	    { "param a = [1 2]\nJ = 1e-9 * sum(a.^3)\ng = 3e-9 * a.^2",
	      CHECK_RIGHT, 2, 0, 0 },
	    { "param a = [1 2]\nJ = 1e9 * sum(a.^3)\ng = 3e9 * a.^2",
	      CHECK_RIGHT, 2, 0, 0 },
	    { "param a = [1 2]\nJ = 1e15 + 0 * sum(a)\ng = zeros(1,2)",
	      CHECK_RIGHT, 2, 0, 0 },
	    /* steep, but not too steep */
	    { "param a = 0\nJ = tanh(1000 * a)\ng = 1000 * (a == 0)",
	      CHECK_RIGHT, 1, 0, 0 },
	    /* 500 cells: random directions */
	    { "param a = randn(20, 25, 1)\nJ = sum(a.^3)\ng = 3 * a.^2",
	      CHECK_RIGHT, CHECK_DIRECTIONS, 0, 0 });
}

static void
what_is_wrong_is_called_wrong(void)
{
	struct check_result	r;

	TRY(
	    { "param a = 2\nJ = a.^3\ng = 3 * a", CHECK_WRONG, 0, 0, 0 },
	    { "param a = 2\nJ = a.^3\ng = -3 * a.^2", CHECK_WRONG, 0, 0, 0 },
	    { "param a = 0\nJ = a.^3\ng = a + 1", CHECK_WRONG, 0, 0, 0 },
	    { "param a = 2\nJ = a + 1e-9\ng = 0 * a", CHECK_WRONG, 0, 0, 0 },
	    /* by one part in 100,000 */
	    { "param a = 2\nJ = a.^3\ng = 3.00003 * a.^2",
	      CHECK_WRONG, 0, 0, 0 },
	    /* where everything is small */
	    { "param a = [1 2]\nJ = 1e-9 * sum(a.^3)\ng = 6e-9 * a.^2",
	      CHECK_WRONG, 0, 0, 0 },
	    { "param a = 2\nJ = 3 + 1e-7 * a\ng = -1e-7 * (a > 0)",
	      CHECK_WRONG, 0, 0, 0 },
	    /* beside a large number, far from its rounding */
	    { "param a = 2\nJ = 1e6 + a.^3\ng = 13 * (a > 0)",
	      CHECK_WRONG, 0, 0, 0 },
	    { "param a = randn(20, 25, 1)\nJ = sum(a.^3)\ng = 3 * a",
	      CHECK_WRONG, 0, 0, 0 });
	r = judge("param a = [1 2; 3 4]\nJ = sum(a.^2)\ng = [2 4; 6 9]");
	CHECK_INT(r.row, 2);
	CHECK_INT(r.col, 2);
	CHECK_NUM(r.exact, 9);
	CHECK_INT(r.tried, 3);
}

static void
a_kink_proves_nothing(void)
{
	TRY(
	    { "param a = [0 1]\nJ = sum(relu(a))\ng = a > 0",
	      CHECK_KINK, 1, 1, 0 },
	    { "param a = [0 1]\nJ = sum(abs(a))\ng = a",
	      CHECK_KINK, 1, 1, 0 },
	    { "param a = [2 1]\nJ = sum(max(a, 2))\ng = [0 0]",
	      CHECK_KINK, 1, 1, 0 },
	    { "param a = [2 1]\nJ = sum((a > 2) .* a)\ng = [0 0]",
	      CHECK_KINK, 1, 1, 0 },
	    { "param a = [2 1]\nJ = sum(min(2, a))\ng = [1 1]",
	      CHECK_KINK, 1, 1, 0 },
	    { "param a = [0 1]\nJ = sum(leaky_relu(a))\ng = [1 1]",
	      CHECK_KINK, 1, 1, 0 },
	    { "param a = [0 1]\nchoice f = relu | tanh\nJ = sum(f(a))\n"
	      "g = [0 1]", CHECK_KINK, 1, 1, 0 },
	    { "param a = [2 1]\nJ = sum((a == 2) + a)\ng = [1 1]",
	      CHECK_KINK, 1, 1, 0 },
	    /* through a name; at a distance that smaller steps keep */
	    { "param a = [1 3]\nb = a - 1.0001\nc = relu(b)\nJ = sum(c)\n"
	      "g = [0 1]", CHECK_RIGHT, 2, 0, 0 },
	    { "param a = 1\nb = a - 1\nc = relu(b)\nJ = sum(c)\ng = 0 * a",
	      CHECK_KINK, 0, 1, 0 });
}

static void
what_differences_cannot_tell_is_unknown(void)
{
	TRY(
	    { "param a = 0\nJ = 1 / a\ng = -1 / a.^2",
	      CHECK_UNKNOWN, 0, 0, 1 },
	    { "param a = [0 1]\nJ = sum(sqrt(a))\ng = 0.5 ./ sqrt(a)",
	      CHECK_UNKNOWN, 1, 0, 1 },
	    { "param a = [0 1]\nJ = sum(a.^2)\ng = 2 * a.^2 ./ a",
	      CHECK_UNKNOWN, 1, 0, 1 },
	    /* noise, in J and in what cancels on the way to it */
	    { "param a = 0.5\nJ = 1e15 + tanh(a)\ng = 1 - tanh(a).^2",
	      CHECK_UNKNOWN, 0, 0, 1 },
	    { "param a = 0.5\nJ = 1e15 + tanh(a)\ng = 5 * a",
	      CHECK_UNKNOWN, 0, 0, 1 },
	    { "param a = 0.5\nJ = 1e15 + tanh(a) - 1e15\n"
	      "g = 1 - tanh(a).^2", CHECK_UNKNOWN, 0, 0, 1 },
	    /* too steep */
	    { "param a = 0\nJ = tanh(1e6 * a)\ng = 1e6 * (a == 0)",
	      CHECK_UNKNOWN, 0, 0, 1 },
	    { "param a = [0 0 1]\nJ = sum(tanh(1e9 * a))\n"
	      "g = 1e9 * (a == 0)", CHECK_UNKNOWN, 1, 0, 2 });
}

int
main(void)
{
	TEST(what_is_right_is_called_right);
	TEST(what_is_wrong_is_called_wrong);
	TEST(a_kink_proves_nothing);
	TEST(what_differences_cannot_tell_is_unknown);
	return tap_done();
}
