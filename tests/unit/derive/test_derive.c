/* SPDX-License-Identifier: MIT */
/*
 * Derivations as a reader sees them. That their expressions have the values
 * of the gradients is tested for every model of tests/lang.
 */

#include "gradus/derive.h"

#include <stdlib.h>

#include "tap.h"

static struct arena		*arena;
static struct diag		 diag;
static struct model		*model;
static struct plan		*plan;
static struct derivation	*d;

static void
open_model(const char *text)
{
	struct source	*source;
	struct span	 all = { 0, (uint32_t)strlen(text) };

	arena = arena_new();
	diag_init(&diag, arena);
	source = arena_alloc(arena, sizeof *source);
	*source = (struct source){ "model", text, strlen(text), 1 };
	model = model_parse(arena, &diag, source, &all, 1);
	CHECK_INT(diag.errors, 0);
	plan = plan_new(model, NULL, &diag);
	plan_compute(plan);
}

static void
close_model(void)
{
	plan_free(plan);
	arena_free(arena);
}

static int
find(const char *what, struct derive_task *task)
{
	struct source	*source = arena_alloc(arena, sizeof *source);

	*source = (struct source){ "NAME", what, strlen(what), 1 };
	return derive_find(model, arena, &diag, source,
	    source_all(source), task);
}

static void
derive_it(const char *what)
{
	struct derive_task	*task = arena_alloc(arena, sizeof *task);
	struct derive_options	 options = { .plan = plan };

	if (CHECK_INT(find(what, task), 0))
		d = derive(arena, model, task, &options);
}

static const struct derive_step *
step(const char *rule)
{
	static const struct derive_step	 none = {
	    DERIVE_TASK, NULL, NULL, "", "", "", "", "" };
	size_t				 i;

	for (i = 0; i < d->nsteps; i++)
		if (strcmp(d->steps[i].rule, rule) == 0)
			return &d->steps[i];
	printf("# there is no step: %s\n", rule);
	CHECK(0);
	return &none;
}

static const char	net[] =
    "data x = [1 2; 3 4]\n"
    "data t = [1 0]\n"
    "param W = [1 2 3; 4 5 6]\n"
    "param w = [1; 2; 3]\n"
    "choice f = tanh | relu\n"
    "s = W' * x\n"
    "z = f(s)\n"
    "y = w' * z\n"
    "L = 0.5 * (y - t).^2\n"
    "J = sum(L)\n"
    "delta = grad(J, s)\n"
    "G = grad(J, W)\n";

static void
the_chain_rule_follows_the_names(void)
{
	open_model(net);
	derive_it("G");
	CHECK_STR(step("The chain rule")->latex,
	    "\\frac{\\partial J}{\\partial "
	    "W} = \\frac{\\partial J}{\\partial L} \\cdot \\frac{\\partial L}"
	    "{\\partial y} \\cdot \\frac{\\partial y}{\\partial z} \\cdot "
	    "\\frac{\\partial z}{\\partial s} \\cdot \\frac{\\partial s}"
	    "{\\partial W}");
	CHECK_STR(step("All put in")->latex, "\\frac{\\partial J}{\\partial "
	    "W} = \\left(y - t\\right) \\cdot {w}^{\\top} \\cdot "
	    "f'\\left(s\\right) \\cdot x");
	CHECK(strstr(step("Gathered")->latex, "\\frac{\\partial z}{\\partial "
	    "s}}_{\\delta} \\cdot \\frac{\\partial s}{\\partial W} = \\delta "
	    "\\cdot x") != NULL);
	close_model();
}

static void
a_local_derivative_has_its_rule_and_its_equation(void)
{
	open_model(net);
	derive_it("G");
	CHECK_STR(step("L by y: power rule")->latex,
	    "\\frac{\\partial L}{\\partial y} = y - t");
	CHECK_STR(step("y by z: linear")->reason, "$y = {w}^{\\top} \\, z$ is "
	    "linear in `z`: the derivative is what it is multiplied with.");
	CHECK_STR(step("y by z: linear")->latex,
	    "\\frac{\\partial y}{\\partial z} = {w}^{\\top}");
	close_model();
}

static void
a_step_says_what_it_is_about(void)
{
	const struct derive_step	*s;
	struct str			 text, all;
	size_t				 i;

	open_model(net);
	derive_it("G");
	CHECK_INT(d->steps[0].kind, DERIVE_TASK);
	CHECK_STR(d->steps[0].by->name, "W");
	s = step("L by y: power rule");
	CHECK_INT(s->kind, DERIVE_LOCAL);
	CHECK_STR(s->of->name, "L");
	CHECK_STR(s->by->name, "y");
	s = step("Matrix form: by s");
	CHECK_INT(s->kind, DERIVE_MATRIX);
	CHECK_STR(s->of->name, "J");
	CHECK_STR(s->by->name, "s");
	CHECK_INT(d->steps[d->nsteps - 1].kind, DERIVE_NUMBERS);
	/* One by one they are the document. */
	str_init(&text);
	str_init(&all);
	derive_markdown(&all, d);
	str_add(&text, "# The derivation of $G$\n");
	for (i = 0; i < d->nsteps; i++)
		derive_step_markdown(&text, d, i, 2);
	CHECK_STR(text.data, all.data);
	str_release(&text);
	str_release(&all);
	close_model();
}

static void
a_choice_keeps_its_prime_and_says_what_it_is_now(void)
{
	open_model(net);
	derive_it("G");
	CHECK_STR(step("z by s: f")->latex, "\\frac{\\partial z}{\\partial s} "
	    "= f'\\left(s\\right) \\qquad f'\\left(s\\right) = 1 - "
	    "\\tanh^{2}\\left(s\\right) \\;{\\text{ for } f = \\mathrm{tanh}}");
	plan_choose(plan, model_find(model, "f", 1), 1);
	derive_it("G");
	CHECK(strstr(step("z by s: f")->latex, "= \\mathbf{1}\\left[s > 0"
	    "\\right] \\;{\\text{ for } f = \\mathrm{relu}}") != NULL);
	CHECK(strstr(step("Conventions")->reason, "kink") != NULL);
	close_model();
}

static void
the_matrix_form_has_shapes_and_reasons(void)
{
	const struct derive_step	*s;

	open_model(net);
	derive_it("G");
	s = step("Matrix form: by s");
	CHECK_STR(s->expression, "(w * (y - t)) .* f'(s)");
	CHECK_STR(s->equals, "grad(J, s)");
	s = step("Matrix form: by W");
	CHECK_STR(s->latex, "\\underset{2 \\times 3}{G} = \\frac{\\partial J}"
	    "{\\partial W} = \\underset{2 \\times 2}{x} \\, \\underset{2 "
	    "\\times 3}{{\\delta}^{\\top}}");
	CHECK_STR(s->expression, "x * delta'");
	CHECK(strstr(s->reason, "takes part in all 2 columns of $s$. The "
	    "transpose lets these 2 meet in the product, which adds up what "
	    "they contribute: 2×3 = 2×2 · 2×3.") != NULL);
	CHECK(strstr(step("Matrix form: by z")->reason, "reaches $y$ through "
	    "the product with ${w}^{\\top}$; going back, the product with its "
	    "transpose, $w$, gives each cell its share: 3×2 = 3×1 · 1×2.") !=
	    NULL);
	close_model();
}

static void
several_ways_are_a_sum(void)
{
	open_model("param w = [1; 2]\ny = w.^2\nz = y + 3 * w\n"
	    "J = sum(z .* y)\nG = grad(J, w)\n");
	derive_it("G");
	CHECK(strstr(step("The chain rule")->reason,
	    "There are 3 paths from `w` "
	    "to `J`") != NULL);
	CHECK(strstr(step("The chain rule")->latex, "\\cdot \\frac{\\partial z}"
	    "{\\partial w}") != NULL);
	CHECK(strstr(step("The chain rule")->latex, " + \\frac{\\partial J}"
	    "{\\partial z} \\cdot \\frac{\\partial z}{\\partial w}") != NULL);
	close_model();
}

static void
many_ways_are_written_name_by_name(void)
{
	open_model("param w = [1; 2]\na = w.^2 + w\nb = a.^2 + a\n"
	    "c = b .* a + a\nd = c .* b + a\nJ = sum(d .* c .* b)\n"
	    "G = grad(J, w)\n");
	derive_it("G");
	CHECK(strstr(step("The chain rule")->latex, "\\begin{aligned} "
	    "\\frac{\\partial J}{\\partial c} &= ") != NULL);
	CHECK(strstr(step("The chain rule")->latex, "\\\\ \\frac{\\partial J}"
	    "{\\partial w} &= \\frac{\\partial J}{\\partial a} \\cdot "
	    "\\frac{\\partial a}{\\partial w} \\end{aligned}") != NULL);
	close_model();
}

static void
a_softmax_has_its_two_cases(void)
{
	open_model("data o = [1; 2; 3]\np = softmax(o)\n"
	    "P = jac(p, o, 1)\n");
	derive_it("P");
	CHECK_STR(step("Softmax: two cases")->latex, "\\frac{\\partial p_{i}}"
	    "{\\partial o_{j}} = \\begin{cases} p_{i} \\left(1 - p_{i}"
	    "\\right) & i = j \\\\ -p_{i} \\, p_{j} & i \\ne j "
	    "\\end{cases}");
	CHECK_STR(step("Softmax: Kronecker delta")->latex,
	    "\\frac{\\partial p_{i}}{\\partial o_{j}} = p_{i} \\left("
	    "\\delta_{ij} - p_{j}\\right)");
	CHECK_STR(step("The whole matrix")->expression, "p .* (eye(3) - p')");
	CHECK(strstr(step("The numbers")->latex, "0.0819") != NULL);
	close_model();
}

static void
a_jacobian_through_several_names_has_a_chain(void)
{
	open_model("data A = [1 2; 3 4]\ndata o = [1; 2]\nh = A * o\n"
	    "p = tanh(h)\nP = jac(p, o, 1)\n");
	derive_it("P");
	CHECK_STR(step("The chain rule")->latex,
	    "\\frac{\\partial p}{\\partial "
	    "o} = \\frac{\\partial p}{\\partial h} \\cdot \\frac{\\partial h}"
	    "{\\partial o}");
	CHECK_STR(step("h by o: one cell")->latex, "\\frac{\\partial h_{i}}"
	    "{\\partial o_{j}} = A_{ij}");
	CHECK_STR(step("p by h: one cell")->latex, "\\frac{\\partial p_{i}}"
	    "{\\partial h_{j}} = \\delta_{ij} \\, \\left(1 - \\tanh^{2}"
	    "\\left(h_{i}\\right)\\right) = \\begin{cases} 1 - \\tanh^{2}"
	    "\\left(h_{i}\\right) & i = j \\\\ 0 & i \\ne j \\end{cases}");
	close_model();
}

static void
any_gradient_can_be_asked_for(void)
{
	struct derive_task	task;

	open_model(net);
	derive_it("grad(J, z)");
	CHECK_STR(d->expression, "w * (y - t)");
	derive_it("grad(sum(L), w)");
	CHECK_STR(d->objective, "sum(L)");
	CHECK_INT(find("W", &task), 0);
	CHECK_STR(task.name, "G");
	CHECK_INT(find("x", &task), -1);
	CHECK_STR(diag.notes[0].message, "x is data, not a gradient");
	CHECK_INT(find("s + 1", &task), -1);
	CHECK_INT(find("grad(L, W)", &task), -1);
	CHECK_INT(find("nothing", &task), -1);
	CHECK_INT(diag.errors, 4);
	close_model();
}

/* What a step has in its reason, and what it must not have. */
static const struct {
	const char	*model, *by, *rule, *has, *lacks;
} reasons[] = {
	{ "param S = [1 2; 3 4]\nP = softmax(S')'\nJ = sum(sum(P.^2))"
	    "\n", "S", "P by S: softmax", "every score", "linear" },
	{ "param W = [1 2; 3 4]\ns = W * [1; 2]\nJ = sum(s.^2)\n",
	    "W", "s by W: linear", "is linear in `W`", NULL },
	{ "param W = [1 2; 3 4]\ns = W * [1; 2] + 1\nJ = sum(s.^2)\n",
	    "W", "s by W: affine", "is affine in `W`", "linear" },
	{ "param W = [1 2; 3 4]\nS = W * W'\nJ = sum(sum(S.^2))\n",
	    "W", "S by W: product rule", "each factor in turn",
	    "linear" },
	{ "param W = [1 2; 3 4]\ns = W * [1; 2] + W * [3; 4]\n"
	    "J = sum(s.^2)\n", "W", "s by W: matrix product", "term by term",
	    "multiplied with" },
	{ "param W = [1 2; 3 4]\ns = tanh(W * [1; 2])\nJ = sum(s)\n",
	    "W", "s by W: tanh", NULL, "is linear in `W`" },
	{ "param a = [1 2]\nL = 3 * log(a) + (1 - a)\nJ = sum(L)\n",
	    "a", "L by a: log", "term by term", "several" },
	{ "param q = [1 2]\nh = (q * 3) .* (q - 1)\nJ = sum(h)\n",
	    "q", "h by q: product rule", NULL, "several" },
	{ "param z = [1 2]\nL = [1 1]\nJ = sum((z - L).^2)\n", "z",
	    "J by z: power rule", "each cell counts once", NULL },
	{ "param w = 2\nh = [1 2 3].^w\nJ = sum(h)\n", "w",
	    "h by w: exponential rule", "by the exponent",
	    "n \\, a" },
	{ "param w = 2\nh = w.^w\nJ = h\n", "w",
	    "h by w: power rule", "by the exponent", NULL },
	{ "param w = [1 -1]\no = w > 0\nJ = sum(o)\n", "w",
	    "o by w: flat", "jumps", "the same" },
	{ "param a = [1 2]\nb = -a\nJ = sum(b)\n", "a",
	    "b by a: constant factor", "the sign stays", NULL },
	{ "param a = [1 2]\nb = a\nJ = sum(b)\n", "a",
	    "b by a: the same", "the two are the same", NULL },
	{ "param n = [1 2]\np = tanh(n(2))\nJ = p\n", "n",
	    "p by n: tanh", "picked", "several" },
	/* Who is used for all of them, and who is not. */
	{ "param b = [1; 2]\ns = ones(2, 3) + b\nJ = sum(sum(s))\n",
	    "b", "Matrix form: by b", "all 3 columns alike", NULL },
	{ "param b = 1\ns = ones(2, 3) + b\nJ = sum(sum(s))\n", "b",
	    "Matrix form: by b", "all 2 rows and 3 columns alike",
	    NULL },
	{ "param w = [1; 2; 3]\nz = w' * 2\nJ = sum(z.^2)\n", "w",
	    "Matrix form: by w", NULL, "alike" },
	{ "param a = [1; 2]\nz = [a [3; 4]]\nJ = sum(sum(z.^2))\n",
	    "a", "Matrix form: by a", NULL, "alike" },
	{ "param K = [1 2; 3 4; 5 6]\nS = [1 2; 0 1; 2 2] * K'\n"
	    "J = sum(sum(S.^2))\n", "K", "Matrix form: by K",
	    "all 3 rows of", "columns" },
	{ "param Q = [1 2; 3 4; 5 6]\nS = Q * [1 2; 0 1; 2 2]'\n"
	    "J = sum(sum(S.^2))\n", "Q", "Matrix form: by Q",
	    "all 3 columns of", "transpose" },
	/* What the objective is. */
	{ "param x = [1 2; 3 4]\nm = mean(x, 2)\nJ = sum(x .* m)\n",
	    "x", "Conventions", "is a sum over the columns",
	    "is a mean" },
	{ "param x = [1 2]\nJ = mean(x)\n", "x", "Conventions",
	    "is a mean", "is a sum" },
	{ "param x = [1 2]\nJ = sum(x) / 2\n", "x", "Conventions",
	    NULL, "is a sum" },
	/* Kinks of what is there. */
	{ "param x = [1 2]\nJ = sum(abs(x))\n", "x", "Conventions",
	    "lvert", "relu" },
	{ "param x = [1 2]\nJ = sum(relu(x))\n", "x", "Conventions",
	    "relu}'(0) = 0", "lvert" },
	{ "param x = [1 2]\nJ = sum(min(x, 1))\n", "x",
	    "Conventions", "are equal", "relu" },
	{ "param x = [1 2]\nJ = sum(x > 1)\n", "x", "Conventions",
	    NULL, "kink" },
};

static void
a_reason_is_true_of_its_expression(void)
{
	const struct derive_step	*s;
	size_t				 i;
	char				 what[40];

	for (i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		open_model(reasons[i].model);
		snprintf(what, sizeof what, "grad(J, %s)", reasons[i].by);
		derive_it(what);
		s = step(reasons[i].rule);
		if ((reasons[i].has != NULL && !CHECK(strstr(s->reason,
		    reasons[i].has) != NULL)) || (reasons[i].lacks != NULL &&
		    !CHECK(strstr(s->reason, reasons[i].lacks) == NULL)))
			printf("# %s# %s\n", reasons[i].model, s->reason);
		close_model();
	}
}

/* Where each cell depends on one, the slope is a factor. */
static void
what_goes_cell_by_cell_is_put_in(void)
{
	size_t	i;

	open_model("data y = [1 0 1]\nparam n = [1 2 3]\na = sigmoid(n)\n"
	    "L = y.*log(a) + (1-y).*log(1-a)\nJ = sum(L)\n");
	derive_it("grad(J, n)");
	CHECK(strstr(step("L by a: log")->latex,
	    "\\frac{y}{a} - \\frac{1 - y}{1 - a}") != NULL);
	CHECK(strstr(step("All put in")->latex, "partial L") == NULL);
	close_model();
	open_model("param S = [1; 2]\nP = softmax(S)\nJ = P(1)\n");
	derive_it("grad(J, S)");
	/* Nothing can be put in: no step says so. */
	for (i = 0; i < d->nsteps; i++)
		CHECK(strcmp(d->steps[i].rule, "All put in") != 0);
	close_model();
}

/* Of single numbers the chain with all put in is the answer: once. */
static void
single_numbers_are_derived_once(void)
{
	size_t	i;

	open_model("param w = 2\ns = 3 * w\ny = tanh(s)\n"
	    "J = 0.5 * (y - 1)^2\n");
	derive_it("grad(J, w)");
	CHECK_STR(step("All put in")->reason,
	    "Every local derivative in its place.");
	for (i = 0; i < d->nsteps; i++)
		CHECK(d->steps[i].kind != DERIVE_MATRIX);
	close_model();
	open_model("param w = [2 1]\ns = 3 * w\nJ = sum(s.^2)\n");
	derive_it("grad(J, w)");
	step("Matrix form: by w");
	close_model();
}

int
main(void)
{
	TEST(the_chain_rule_follows_the_names);
	TEST(a_local_derivative_has_its_rule_and_its_equation);
	TEST(a_step_says_what_it_is_about);
	TEST(a_choice_keeps_its_prime_and_says_what_it_is_now);
	TEST(the_matrix_form_has_shapes_and_reasons);
	TEST(a_reason_is_true_of_its_expression);
	TEST(what_goes_cell_by_cell_is_put_in);
	TEST(single_numbers_are_derived_once);
	TEST(several_ways_are_a_sum);
	TEST(many_ways_are_written_name_by_name);
	TEST(a_softmax_has_its_two_cases);
	TEST(a_jacobian_through_several_names_has_a_chain);
	TEST(any_gradient_can_be_asked_for);
	return tap_done();
}
