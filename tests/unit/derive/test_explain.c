/* SPDX-License-Identifier: MIT */
/*
 * Every cell of every name of these models is explained, and the arithmetic
 * that the explanation shows comes to the value that the plan computed.
 */

#include "gradus/explain.h"

#include "tap.h"

static struct model	*model;
static struct plan	*plan;
static struct arena	*arena;

static void
open_model(const char *text)
{
	static struct source	source;
	struct span		part = { 0, (uint32_t)strlen(text) };
	struct diag		d;

	arena = arena_new();
	diag_init(&d, arena);
	source = (struct source){ "model", text, part.end, 1 };
	model = model_parse(arena, &d, &source, &part, 1);
	plan = d.errors > 0 ? NULL : plan_new(model, NULL, &d);
	if (CHECK(plan != NULL))
		plan_compute(plan);
	else
		printf("# %s\n", d.notes[0].message);
}

static void
close_model(void)
{
	plan_free(plan);
	arena_free(arena);
}

/* Each part is the name of its cell in the formula, its value in numbers. */
static void
check_parts(const struct explanation *x)
{
	const struct explained_part	*p;
	struct str			 name;
	size_t				 i;

	str_init(&name);
	for (i = 0; i < x->nparts; i++) {
		p = &x->parts[i];
		str_clear(&name);
		explain_name(&name, x->used[p->used]);
		CHECK_INT(p->formula.end - p->formula.start, name.len);
		CHECK(memcmp(x->formula + p->formula.start, name.data,
		    name.len) == 0);
		CHECK(p->numbers.end > p->numbers.start &&
		    p->numbers.end <= strlen(x->numbers));
	}
	str_release(&name);
}

/* Returns how many cells are not exact; those must be close. */
static size_t
explain_all(void)
{
	const struct symbol	*s;
	struct explanation	 x;
	struct cell		 c;
	size_t			 i, inexact = 0;

	for (i = 0; i < model->nsymbols; i++) {
		s = model->symbols[i];
		if (s->kind != SYMBOL_EQUATION)
			continue;
		c.symbol = s;
		for (c.row = 1; c.row <= s->shape.rows; c.row++) {
			for (c.col = 1; c.col <= s->shape.cols; c.col++) {
				explain_cell(arena, plan, NULL, c, &x);
				inexact += !x.exact;
				CHECK_NEAR(x.arithmetic, x.value, 1e-13);
				CHECK(x.formula != NULL);
				CHECK(x.numbers != NULL);
				check_parts(&x);
				if (!x.exact)
					printf("# %s: %.17g %.17g\n", x.name,
					    x.arithmetic, x.value);
			}
		}
	}
	return inexact;
}

static const char	by_hand[] =
	"data x = [0.75 0.2 -0.75 0.2; 0.8 0.05 0.8 -0.05]\n"
	"data y = [1 1 -1 -1]\n"
	"param W = [0.6 0.7 0; 0.01 0.43 0.88]\n"
	"param w = [0.02; 0.03; 0.09]\n"
	"hyper alpha = 0.1\n"
	"s_1 = W' * x\n"
	"z_1 = relu(s_1)\n"
	"s_out = w' * z_1\n"
	"y_out = tanh(s_out)\n"
	"L = 0.5 * (y_out - y).^2\n"
	"J = sum(L)\n"
	"delta_out = grad(J, s_out)\n"
	"delta_1 = grad(J, s_1)\n"
	"Delta_w = grad(J, w)\n"
	"Delta_W = grad(J, W)\n"
	"update w = w - alpha * Delta_w\n"
	"update W = W - alpha * Delta_W\n";

static const char	everything[] =
	"data A = [1 -2 3; 4 5 -6]\n"
	"data b = [0.5; -1.5]\n"
	"data r = [1 2 4]\n"
	"data labels = [1 3 2]\n"
	"choice f = tanh | sigmoid\n"
	"a1 = A + b\n"
	"a2 = A .* r - b ./ A\n"
	"a3 = -A.^2 + 2^b(1)\n"
	"a4 = [A; r] * [b' 1]'\n"
	"a5 = [A, b, A(:,[3 1 1])]\n"
	"a6 = sum(A, 1) + mean(A, 1) .* r\n"
	"a7 = sum(A, 2) - mean(A, 2)\n"
	"a8 = sum(A) + mean(A) + norm(r) + norm(A(:,2)')\n"
	"a9 = softmax(A + b)\n"
	"a10 = onehot(labels, 3) * eye(3) + zeros(3, 3) + ones(3, 1)\n"
	"a11 = randn(2, 3, 5) + uniform(2, 3, 6)\n"
	"a12 = (A > b) + (A <= 1) .* (A != 5)\n"
	"a13 = max(A, b) - min(A, r) + abs(A) + relu(A) + leaky_relu(A)\n"
	"a14 = sigmoid(A) + softplus(A) + exp(A) + log(abs(A)) + sqrt(A.^2)\n"
	"a15 = f(A) + f'(A) .* f''(A) + identity(A)\n"
	"a16 = scatter([1 2; 3 4], 3, 4, [1 1], [2 3]) + A(1,2)\n"
	"a17 = A(:,2:3)' * A(:,1:2) - (A * A')' * 2\n"
	"a18 = (A - 1)(2,:) + r(end) .* [1 2 3]\n"
	"a19 = A(1,:) / 4 + [1 2 3]\n";

static const char	rounded[] =
	"data A = [1 -2 3; 4 5 -6]\n"
	"p = softmax(A)\n"
	"q = sigmoid(A)\n"
	"l = log(p)\n"
	"m = log(q) + (1 - q)\n";

static void
the_arithmetic_of_every_cell_is_exact(void)
{
	open_model(by_hand);
	CHECK_INT(explain_all(), 0);
	close_model();
	open_model(everything);
	CHECK_INT(explain_all(), 0);
	close_model();
}

static void
what_the_plan_fuses_is_close_and_says_so(void)
{
	open_model(rounded);
	CHECK(explain_all() > 0);
	close_model();
}

static const struct {
	const char	*name;
	uint32_t	 row, col;
	int		 updated;
	const char	*formula, *numbers;
} rows[] = {
	{ "delta_1", 3, 1, 0, "w(3) · delta_out(1) · [s_1(3,1) > 0]",
	    "0.09 · (−0.89302) · 1" },
	{ "s_1", 1, 3, 0, "W(1,1) · x(1,3) + W(2,1) · x(2,3)",
	    "0.6 · (−0.75) + 0.01 · 0.8" },
	{ "z_1", 1, 3, 0, "relu(s_1(1,3))", "relu(−0.442)" },
	{ "L", 1, 2, 0, "0.5 · (y_out(2) − y(2))^2",
	    "0.5 · (0.0112145 − 1)^2" },
	{ "delta_out", 1, 1, 0,
	    "(y_out(1) − y(1)) · (1 − y_out(1)^2)",
	    "(0.0982718 − 1) · (1 − 0.0982718^2)" },
	{ "J", 1, 1, 0, "L(1) + L(2) + L(3) + L(4)",
	    "0.406557 + 0.488848 + 0.565277 + 0.505963" },
	{ "W", 1, 2, 1, "W(1,2) − alpha · Delta_W(1,2)",
	    "0.7 − 0.1 · (−0.0199895)" },
	{ "x", 1, 1, 0, NULL, NULL },
};

static void
formulas_read_as_on_paper(void)
{
	struct explain_options	o = { 0 };
	struct explanation	x;
	struct cell		c;
	size_t			i;

	open_model(by_hand);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		c = (struct cell){ model_find(model, rows[i].name,
		    strlen(rows[i].name)), rows[i].row, rows[i].col };
		o.updated = rows[i].updated;
		explain_cell(arena, plan, &o, c, &x);
		if (rows[i].formula == NULL) {
			CHECK(x.formula == NULL && x.numbers == NULL);
			continue;
		}
		CHECK_STR(x.formula, rows[i].formula);
		CHECK_STR(x.numbers, rows[i].numbers);
	}
	close_model();
}

static void
a_onehot_asks_for_the_row(void)
{
	struct explanation	x;

	open_model("data labels = [1 3]\ny = onehot(labels, 3)\n");
	explain_cell(arena, plan, NULL, (struct cell){ model_find(model, "y",
	    1), 3, 2 }, &x);
	CHECK_STR(x.formula, "[labels(2) == 3]");
	CHECK_STR(x.numbers, "1");
	close_model();
	/* No class has such a label: the whole column is none. */
	open_model("data labels = 0.5 * [2 5 8]\ny = onehot(labels, 3)\n");
	for (uint32_t j = 1; j <= 3; j++) {
		explain_cell(arena, plan, NULL, (struct cell){
		    model_find(model, "y", 1), 3, j }, &x);
		CHECK(x.exact);
		CHECK_INT(isnan(x.arithmetic), j > 1);
	}
	close_model();
}

static void
a_long_sum_shows_its_first_and_last_terms(void)
{
	struct explain_options	o = { .terms = 3 };
	struct explanation	x;

	open_model("r = [1 2 3 4 5 6 7 8]\nt = sum(r)\n");
	explain_cell(arena, plan, &o, (struct cell){ model->symbols[1], 1, 1 },
	    &x);
	CHECK_STR(x.formula, "r(1) + r(2) + … (5 more) … + r(8)");
	CHECK_STR(x.numbers, "1 + 2 + … (5 more) … + 8");
	CHECK_INT(x.nused, 8);
	CHECK(x.exact);
	close_model();
}

static void
what_nobody_would_read_is_not_written_out(void)
{
	struct explanation	x;

	open_model("A = ones(60, 60)\nB = A * (A * (A * (A * A)))\n");
	explain_cell(arena, plan, NULL, (struct cell){ model->symbols[1], 1,
	    1 }, &x);
	CHECK_STR(x.formula, "A * (A * (A * (A * A)))");
	CHECK(x.numbers == NULL);
	close_model();
}

static void
an_explanation_is_latex_too(void)
{
	struct explanation	x;

	open_model(by_hand);
	explain_cell(arena, plan, NULL, (struct cell){ model_find(model,
	    "delta_1", 7), 3, 1 }, &x);
	CHECK_STR(x.name_latex, "\\class{delta_1(3,1)}{\\delta_{1}(3{,}1)}");
	CHECK_STR(x.formula_latex, "\\class{w(3)}{w(3)} \\cdot "
	    "\\class{delta_out(1)}{\\delta_{out}(1)} \\cdot "
	    "\\mathbf{1}[\\class{s_1(3,1)}{s_{1}(3{,}1)} > 0]");
	CHECK_STR(x.numbers_latex, "\\class{w(3)}{0.09} \\cdot "
	    "\\class{delta_out(1)}{(-0.89302)} \\cdot 1");
	CHECK_INT(x.nparts, 3);
	CHECK_INT(x.parts[1].used, 1);
	close_model();
}

int
main(void)
{
	TEST(the_arithmetic_of_every_cell_is_exact);
	TEST(what_the_plan_fuses_is_close_and_says_so);
	TEST(formulas_read_as_on_paper);
	TEST(a_onehot_asks_for_the_row);
	TEST(a_long_sum_shows_its_first_and_last_terms);
	TEST(what_nobody_would_read_is_not_written_out);
	TEST(an_explanation_is_latex_too);
	return tap_done();
}
