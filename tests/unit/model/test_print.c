/* SPDX-License-Identifier: MIT */
/*
 * Expressions as text: brackets where they must be, signs as people write
 * them, and what only a derivative contains.
 */

#include "gradus/model.h"
#include "gradus/print.h"

#include "tap.h"

static const char	names[] =
    "choice f = tanh | relu\n"
    "data a = 2\n"
    "data b = 3\n"
    "data x = [1 2 3]\n"
    "data y = [4 5 6]\n"
    "data A = [1 2; 3 4]\n"
    "data B = [5 6; 7 8]\n";

/* Calls use with the expression that a text is over the names above. */
static void
with_expression(const char *text,
    void use(const char *, struct arena *, const struct expr *))
{
	struct arena		*arena = arena_new();
	struct diag		 diag;
	struct source		 model_source = { "names", names,
				    sizeof names - 1, 1 };
	struct source		 source = { "text", text, strlen(text), 1 };
	struct model		*m;
	const struct expr	*e;

	diag_init(&diag, arena);
	m = model_parse(arena, &diag, &model_source, &(struct span){ 0,
	    sizeof names - 1 }, 1);
	e = model_expression(m, arena, &diag, &source);
	CHECK_STR(e == NULL ? diag.notes[0].message : "", "");
	if (e != NULL)
		use(text, arena, e);
	arena_free(arena);
}

static void
prints_as(const char *text, const struct expr *e, const char *want)
{
	struct str	s;

	str_init(&s);
	print_expr(&s, e);
	if (!CHECK_STR(s.data, want))
		printf("# from %s\n", text);
	str_release(&s);
}

static void
prints_as_itself(const char *text, struct arena *arena, const struct expr *e)
{
	(void)arena;
	prints_as(text, e, text);
}

static void
what_needs_its_brackets_keeps_them(void)
{
	static const char *const	texts[] = {
		"a - (b - a)", "a - b - a", "a / (b / a)", "a / b / a",
		"a * (b + a)", "(a + b) * a", "-(a + b)", "-a + b", "a - -b",
		"(-a)^2", "-a^2", "a^-b", "a^(b + 1)", "a^b^a", "a^(b^a)",
		"(a * b)^2", "A * B * A", "A * (B * A)", "(A * B) .* A",
		"A * (B .* A)", "A .* (B * A)", "A .* B ./ A",
		"A .* (B ./ A)", "(A + B)'", "A'", "A''", "(A * B)'",
		"(A .* B)'", "(A.^2)'", "(A')(1,2)", "(A + B)(1,2)",
		"A(1,2)(1)", "A(1,:)'", "x(1:2)'.^2", "a < b", "a < b < a",
		"a < (b < a)", "(a < b) + a", "a < b + a", "(a < b) * a",
		"-(a < b)", "f(x)", "f'(x)", "f''(x + y)", "f(x)'", "f'(x)'",
	};
	size_t	i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		with_expression(texts[i], prints_as_itself);
}

static void
every_function_prints_its_arguments(void)
{
	static const char *const	texts[] = {
		"relu(x)", "sum(x)", "sum(x, 1)", "mean(x + y, 2)",
		"max(x, 0)", "min(a, x)", "softmax(A)", "norm(x)",
		"onehot(x, 4)", "eye(3)", "zeros(2, 3)", "ones(3, 1)",
		"randn(2, 3, 7)", "uniform(2, 3, 9007199254740992)",
		"scatter(x, 2, 4, 1, 2:4)", "scatter(a, 2, 4, :, [1 3])",
		"x(2)", "x(1:2)", "x(3:-1:1)", "x([1 1 3])", "(x')(2)",
		"A(1,2)", "A(:,1)", "A(2,:)", "A([2 1],1:0)",
		"[x; y]", "[A, B]", "[A, B; B, A]", "[x; y + 1]",
		"[1 2; -3 4.5]", "[NaN Inf; -Inf 0]", "[a, -b]", "[1 2](1)",
	};
	size_t	i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		with_expression(texts[i], prints_as_itself);
}

static const struct {
	const char	*text, *want;
} others[] = {
	{ "((a))", "a" },
	{ "(a - b) - a", "a - b - a" },
	{ "(a*b)*x", "a * b * x" },
	{ "a .* b", "a * b" },
	{ "a .* x", "a * x" },
	{ "x ./ a", "x / a" },
	{ "a ./ x", "a ./ x" },
	{ "a .^ b", "a^b" },
	{ "x .^ a", "x.^a" },
	{ "x.^(-1)", "x.^-1" },
	{ "x.'", "x'" },
	{ "x'(2)", "(x')(2)" },
	{ "A.^2'", "(A.^2)'" },
	{ "A(:,:)", "A" },
	{ "+a", "a" },
	{ "1e0", "1" },
	{ "1000000", "1000000" },
	{ "0.1", "0.1" },
	{ "1e-7", "1e-07" },
	{ "Inf + NaN", "Inf + NaN" },
	{ "x(end)", "x(3)" },
	{ "A(3)", "A(1,2)" },
	{ "a([1 1],:)", "a([1 1],:)" },
	{ "a(:,[1 1])", "a([1 1])" },
	{ "a([1 1],[1 1 1])", "a([1 1],[1 1 1])" },
	{ "x([1 1],:)", "x([1 1],:)" },
	{ "x(1:2:3)", "x(1:2:3)" },
	{ "[1,2\n3,4]", "[1 2; 3 4]" },
	{ "[A B]", "[A, B]" },
	{ "[x]", "x" },
	{ "grad(sum(x.^2), x)", "2 * x" },
	{ "grad(sum(f(x)), x)", "f'(x)" },
};

static void
others_print_in_their_plainest_form(void)
{
	struct arena		*arena = arena_new();
	struct source		 model_source = { "names", names,
				    sizeof names - 1, 1 }, source;
	struct diag		 diag;
	struct model		*m;
	const struct expr	*e;
	size_t			 i;

	diag_init(&diag, arena);
	m = model_parse(arena, &diag, &model_source, &(struct span){ 0,
	    sizeof names - 1 }, 1);
	for (i = 0; i < sizeof others / sizeof others[0]; i++) {
		source = (struct source){ "text", others[i].text,
		    strlen(others[i].text), 1 };
		e = model_expression(m, arena, &diag, &source);
		if (CHECK(e != NULL))
			prints_as(others[i].text, e, others[i].want);
	}
	arena_free(arena);
}

/* What a chain of makers can make, but nobody writes. */
static void
negative_numbers_stand_in_brackets_where_they_must(void)
{
	struct arena		*arena = arena_new();
	struct builder		 b = { .arena = arena };
	const struct expr	*minus, *two, *e;
	const struct expr	*args[2];

	minus = expr_number(&b, -1.5);
	two = expr_number(&b, 2);
	args[0] = minus;
	args[1] = two;
	prints_as("power", expr_make(&b, OP_POWER, NULL, 2, args),
	    "(-1.5)^2");
	prints_as("sum", expr_make(&b, OP_PLUS, NULL, 2, args), "-1.5 + 2");
	args[0] = two;
	args[1] = minus;
	prints_as("power", expr_make(&b, OP_POWER, NULL, 2, args), "2^-1.5");
	prints_as("difference", expr_make(&b, OP_MINUS, NULL, 2, args),
	    "2 - -1.5");
	e = expr_make(&b, OP_TIMES, NULL, 2, args);
	prints_as("product", e, "2 * -1.5");
	prints_as("negative", expr_make(&b, OP_NEG, NULL, 1, &e),
	    "-(2 * -1.5)");
	arena_free(arena);
}

int
main(void)
{
	TEST(what_needs_its_brackets_keeps_them);
	TEST(every_function_prints_its_arguments);
	TEST(others_print_in_their_plainest_form);
	TEST(negative_numbers_stand_in_brackets_where_they_must);
	return tap_done();
}
