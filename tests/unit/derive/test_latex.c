/* SPDX-License-Identifier: MIT */

#include "gradus/latex.h"

#include <stdlib.h>

#include "tap.h"

static struct arena	*arena;
static struct diag	 diag;
static struct model	*model;

static const char	 text[] =
    "data x = [1 2 3; 4 5 6]\n"
    "data y = [1 2 3]\n"
    "param W = ones(2, 4)\n"
    "param b1 = [1; 2]\n"
    "param v \"\\Delta v\" = [1; 2]\n"
    "hyper margin = 0.5\n"
    "hyper alpha = 0.1\n"
    "choice f_2 = tanh | relu\n"
    "s_out = W' * x\n";

/* A source outlives what is read from it. */
static const struct expr *
parse(const char *s)
{
	struct source	*source = arena_alloc(arena, sizeof *source);

	*source = (struct source){ "test", s, strlen(s), 1 };
	return model_expression(model, arena, &diag, source);
}

static void
read_model(void)
{
	struct source	*source = arena_alloc(arena, sizeof *source);
	struct span	 all = { 0, sizeof text - 1 };

	*source = (struct source){ "test", text, sizeof text - 1, 1 };
	model = model_parse(arena, &diag, source, &all, 1);
}

static void
expressions_are_written_as_a_lecturer_would(void)
{
	static const struct {
		const char	*expr, *latex;
	} rows[] = {
		{ "W' * x", "{W}^{\\top} \\, x" },
		{ "x .* y", "x \\odot y" },
		{ "(W' * x) .* (s_out > 0)", "\\left({W}^{\\top} \\, x\\right) "
		    "\\odot \\mathbf{1}\\left[s_{out} > 0\\right]" },
		{ "2 * x", "2 \\, x" },
		{ "x * 2", "x \\cdot 2" },
		{ "alpha * x", "\\alpha \\, x" },
		{ "margin * alpha", "\\mathrm{margin} \\cdot \\alpha" },
		{ "2 * 3 * x", "2 \\cdot 3 \\, x" },
		{ "(x - y) / 2", "\\frac{x - y}{2}" },
		{ "x - (y - 1)", "x - \\left(y - 1\\right)" },
		{ "-x + 1", "-x + 1" },
		{ "(x + 1).^2", "\\left(x + 1\\right)^{2}" },
		{ "tanh(y).^2", "\\tanh^{2}\\left(y\\right)" },
		{ "v.^2", "\\left(\\Delta v\\right)^{2}" },
		{ "sqrt(x)", "\\sqrt{x}" },
		{ "abs(x)", "\\left\\lvert x \\right\\rvert" },
		{ "norm(v)", "\\left\\lVert \\Delta v \\right\\rVert" },
		{ "f_2(y)", "f_{2}\\left(y\\right)" },
		{ "x(:,2)", "{x({:}{,}2)}" },
		{ "x(1,2)", "{x(1{,}2)}" },
		{ "y(2)", "{y(2)}" },
		{ "sum(y)", "\\sum_{j} y_{j}" },
		{ "sum(x)", "\\sum_{i,j} x_{ij}" },
		{ "sum((s_out - 1).^2)", "\\sum_{i,j} \\left("
		    "\\left(s_{out}\\right)_{ij} - 1\\right)^{2}" },
		{ "mean(y)", "\\frac{1}{3} \\sum_{j} y_{j}" },
		{ "sum(x, 1)", "\\mathbf{1}^{\\top} \\, x" },
		{ "sum(x, 2)", "x \\, \\mathbf{1}" },
		{ "max(0, x)", "\\max\\left(0, x\\right)" },
		{ "x <= y", "\\mathbf{1}\\left[x \\le y\\right]" },
		{ "eye(2) * x", "I \\, x" },
		{ "[1 2; 3 4]", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 "
		    "\\end{bmatrix}" },
		{ "[v; b1]", "\\begin{bmatrix} \\Delta v \\\\ b_{1} "
		    "\\end{bmatrix}" },
		{ "1e-7", "1 \\cdot 10^{-7}" },
		{ "softmax(x)", "\\operatorname{softmax}\\left(x\\right)" },
	};
	struct str	s;
	size_t		i;

	str_init(&s);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str_clear(&s);
		latex_expr(&s, parse(rows[i].expr), 0);
		CHECK_STR(s.data, rows[i].latex);
	}
	str_release(&s);
}

static void
a_cell_has_indices(void)
{
	static const struct {
		const char	*expr, *latex;
	} rows[] = {
		{ "x", "x_{ij}" },
		{ "y", "y_{j}" },
		{ "alpha * x", "\\alpha \\, x_{ij}" },
		{ "x + y", "x_{ij} + y_{j}" },
		{ "x'", "x_{ji}" },
		{ "W' * x", "\\sum_{k} W_{ki} \\, x_{kj}" },
		{ "(W' * x) .* s_out", "\\left(\\sum_{k} W_{ki} \\, x_{kj}"
		    "\\right) \\, \\left(s_{out}\\right)_{ij}" },
		{ "b1 * y", "\\left(b_{1}\\right)_{i} \\, y_{j}" },
		{ "eye(3)", "\\delta_{ij}" },
		{ "x(:,2) .* (eye(2) - x(:,2)')", "x_{i} \\, \\left("
		    "\\delta_{ij} - x_{j}\\right)" },
		{ "sum(x, 1)", "\\sum_{k} x_{kj}" },
		{ "tanh(x)", "\\tanh\\left(x_{ij}\\right)" },
	};
	struct str	s;
	size_t		i;

	str_init(&s);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str_clear(&s);
		latex_element(&s, parse(rows[i].expr), "i", "j", 0);
		CHECK_STR(s.data, rows[i].latex);
	}
	str_release(&s);
}

static void
names_show_their_parts(void)
{
	static const struct {
		const char	*name, *latex;
	} rows[] = {
		{ "x", "x" },
		{ "delta_out", "\\delta_{out}" },
		{ "s_1", "s_{1}" },
		{ "W1", "W_{1}" },
		{ "margin", "\\mathrm{margin}" },
		{ "alpha", "\\alpha" },
		{ "Delta_W_1", "\\Delta_{W_{1}}" },
		{ "h2_t", "h_{2,t}" },
		{ "p_", "p" },
		{ "eta_lambda", "\\eta_{\\lambda}" },
	};
	struct symbol	symbol = { .kind = SYMBOL_DATA };
	struct str	s;
	size_t		i;

	str_init(&s);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		symbol.name = rows[i].name;
		str_clear(&s);
		latex_name(&s, &symbol);
		CHECK_STR(s.data, rows[i].latex);
	}
	str_release(&s);
}

static void
factors_carry_shapes_and_names_classes(void)
{
	struct str	s;

	str_init(&s);
	latex_expr(&s, parse("alpha * (W' * x)"), LATEX_SHAPES);
	CHECK_STR(s.data, "\\alpha \\, \\left(\\underset{4 \\times 2}{"
	    "{W}^{\\top}} \\, \\underset{2 \\times 3}{x}\\right)");
	str_clear(&s);
	latex_expr(&s, parse("s_out + 1"), LATEX_CLASSES);
	CHECK_STR(s.data, "\\class{s_out}{s_{out}} + 1");
	str_release(&s);
}

static void
a_large_matrix_shows_its_edges(void)
{
	double		cells[20 * 20];
	struct str	s;
	int		i;

	for (i = 0; i < 400; i++)
		cells[i] = i;
	str_init(&s);
	latex_matrix(&s, cells, (struct shape){ 20, 2 }, 6);
	CHECK_STR(s.data, "\\begin{bmatrix} 0 & 1 \\\\ 2 & 3 \\\\ 4 & 5 \\\\ "
	    "6 & 7 \\\\ 8 & 9 \\\\ 10 & 11 \\\\ \\vdots & \\vdots \\\\ "
	    "38 & 39 \\end{bmatrix}");
	str_clear(&s);
	latex_matrix(&s, cells, (struct shape){ 20, 20 }, 6);
	CHECK(strstr(s.data, "\\cdots & 19 \\\\") != NULL);
	CHECK(strstr(s.data, "\\ddots & \\vdots \\\\ 380 &") != NULL);
	CHECK(strstr(s.data, "& \\cdots & 399 \\end{bmatrix}") != NULL);
	str_release(&s);
}

int
main(void)
{
	arena = arena_new();
	diag_init(&diag, arena);
	read_model();
	TEST(expressions_are_written_as_a_lecturer_would);
	TEST(a_cell_has_indices);
	TEST(names_show_their_parts);
	TEST(factors_carry_shapes_and_names_classes);
	TEST(a_large_matrix_shows_its_edges);
	CHECK_INT(diag.errors, 0);
	arena_free(arena);
	return tap_done();
}
