/* SPDX-License-Identifier: MIT */
/*
 * What pictures cannot show: where a cell came from, what it is marked with,
 * what is noted. The pictures are in tests/render.
 */

#include "gradus/formula.h"

#include <stdlib.h>

#include "tap.h"

static struct arena	*arena;
static struct diag	 diag;

static struct canvas *
typeset(const char *latex, struct formula_options o)
{
	struct formula	*f;

	f = formula_read(arena, &diag, NULL, latex, strlen(latex), NULL);
	return formula_typeset(arena, f, &o);
}

static const struct formula_options	display = { FORMULA_DISPLAY, 0, 0 };

/* The first cell with a text. */
static const struct canvas_cell *
find(const struct canvas *c, const char *text)
{
	static const struct canvas_cell	 none;
	int				 i, j;

	for (i = 0; i < c->rows; i++)
		for (j = 0; j < c->cols; j++)
			if (strcmp(canvas_at(c, i, j)->text, text) == 0)
				return canvas_at(c, i, j);
	printf("# there is no %s\n", text);
	CHECK(0);
	return &none;
}

static void
check_source(const struct canvas *c, const char *cell, const char *latex,
    const char *part)
{
	struct span	span = find(c, cell)->span;
	char		got[64] = "";

	if (CHECK(span.end <= strlen(latex) && span.start < span.end &&
	    span.end - span.start < sizeof got))
		memcpy(got, latex + span.start, span.end - span.start);
	CHECK_STR(got, part);
}

static void
a_cell_knows_its_source(void)
{
	static const char	 latex[] = "\\frac{\\partial s_2}{\\partial "
				    "z_1} = \\left( W \\right)^{\\top} + "
				    "\\sqrt{5}";
	struct canvas		*c = typeset(latex, display);

	check_source(c, "∂", latex, "\\partial");
	check_source(c, "₂", latex, "2");
	check_source(c, "s", latex, "s");
	check_source(c, "─", latex,
	    "\\frac{\\partial s_2}{\\partial z_1}");
	check_source(c, "=", latex, "=");
	check_source(c, "(", latex, "\\left( W \\right)");
	check_source(c, "⊤", latex, "{\\top}");
	check_source(c, "√", latex, "\\sqrt{5}");
}

static void
what_a_macro_makes_comes_from_its_call(void)
{
	static const char	 latex[] = "\\newcommand{\\pd}[2]{\\frac{"
				    "\\partial #1}{\\partial #2}} \\pd{J}{w}";
	struct canvas		*c = typeset(latex, display);

	CHECK_INT(c->rows, 3);
	check_source(c, "∂", latex, "\\pd");
	CHECK_STR(find(c, "J")->text, "J");
}

static void
a_class_marks_its_cells(void)
{
	struct canvas	*c = typeset("\\class{s_1}{s_1} + t", display);

	CHECK_STR(find(c, "s")->style.mark, "s_1");
	CHECK_STR(find(c, "₁")->style.mark, "s_1");
	CHECK(find(c, "t")->style.mark == NULL);
	CHECK(find(c, "+")->style.mark == NULL);
	c = typeset("\\color{red}{a} b \\mathbf{c} \\foo", display);
	CHECK_INT(find(c, "a")->style.role, ROLE_RED);
	CHECK_INT(find(c, "b")->style.role, ROLE_PLAIN);
	CHECK_INT(find(c, "c")->style.look, LOOK_BOLD);
	CHECK_INT(find(c, "\\")->style.role, ROLE_UNKNOWN);
}

static void
unknown_commands_are_counted(void)
{
	static const char		 latex[] = "\\foo{a} + \\bar{b} + "
					    "\\foo + \\begin{baz} c";
	const struct formula_unknown	*v;
	struct formula			*f;

	f = formula_read(arena, NULL, NULL, latex, sizeof latex - 1, NULL);
	CHECK_INT(formula_unknown(f, &v), 2);
	CHECK_STR(v[0].name, "\\foo");
	CHECK_INT(v[0].count, 2);
	CHECK_INT(v[0].span.start, 0);
	CHECK_INT(v[0].span.end, 4);
	CHECK_STR(v[1].name, "\\begin{baz}");
}

static void
mistakes_are_noted_where_they_are(void)
{
	static const struct {
		const char	*latex, *message;
		uint32_t	 at;
	} rows[] = {
		{ "a + }", "this } closes nothing", 4 },
		{ "a + {b", "this brace is not closed", 4 },
		{ "\\frac{a}", "an argument is missing here", 0 },
		{ "x_", "a script is missing here", 1 },
		{ "x_1_2", "a second subscript on the same base", 3 },
		{ "\\left( a", "this \\left has no \\right", 0 },
		{ "a \\right)", "this \\right has no \\left", 2 },
		{ "\\left x y\\right)", "x is no delimiter", 0 },
		{ "\\begin{matrix} a", "this has no \\end{matrix}", 0 },
		{ "\\begin{matrix} a \\end{cases}", "\\end{cases} ends here "
		    "what began as \\begin{matrix}", 17 },
		{ "\\end{matrix}", "\\end{matrix} has no \\begin", 0 },
		{ "{a & b}", "& belongs between the cells of a table", 3 },
		{ "\\newcommand{\\a}{\\a\\a} \\a", "\\a grows without end",
		    22 },
	};
	struct arena	*own;
	struct diag	 d;
	size_t		 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		own = arena_new();
		diag_init(&d, own);
		formula_read(own, &d, NULL, rows[i].latex,
		    strlen(rows[i].latex), NULL);
		if (CHECK(d.count > 0)) {
			CHECK_STR(d.notes[0].message, rows[i].message);
			CHECK_INT(d.notes[0].span.start, rows[i].at);
		}
		arena_free(own);
	}
}

static void
notes_point_into_the_file(void)
{
	static const char	 text[] = "Text with $a_$ in it.";
	struct source		 source = { "f.md", text, sizeof text - 1, 1 };
	struct diag		 d;

	diag_init(&d, arena);
	formula_read(arena, &d, &source, text + 11, 2, NULL);
	CHECK_INT(d.count, 1);
	CHECK(d.notes[0].source == &source);
	CHECK_INT(d.notes[0].span.start, 12);
}

static void
macros_outlive_their_formula(void)
{
	struct formula_macros	*m = formula_macros_new(arena);
	struct formula		*f;
	struct canvas		*c;

	formula_read(arena, &diag, NULL, "\\newcommand{\\R}{\\mathbb{R}}", 26,
	    m);
	f = formula_read(arena, &diag, NULL, "x \\in \\R", 8, m);
	c = formula_typeset(arena, f, &display);
	CHECK_STR(find(c, "ℝ")->text, "ℝ");
}

/* 1 if every part of the source that a shows is in b, too. */
static int
shows_as_much(const struct canvas *b, const struct canvas *a, size_t n)
{
	char	*seen = calloc(n + 1, 1);
	size_t	 i, size = (size_t)b->rows * (size_t)b->cols;
	int	 all = 1;

	for (i = 0; i < size; i++)
		if (b->cells[i].text[0] != '\0')
			seen[b->cells[i].span.start] = 1;
	size = (size_t)a->rows * (size_t)a->cols;
	for (i = 0; i < size; i++)
		all &= a->cells[i].text[0] == '\0' ||
		    seen[a->cells[i].span.start];
	free(seen);
	return all;
}

static void
no_width_loses_a_part(void)
{
	static const char *const	 rows[] = {
		"a + b + c + d = e + f + g + h",
		"\\begin{aligned} a + b + c + d = e + f \\end{aligned}",
		"\\begin{equation*} a + b + c + d = e + f \\end{equation*}",
		"\\begin{aligned} a & + b & c + d + e + f + g "
		    "\\end{aligned}",
		"\\begin{gather} a + b + c + d = e + f \\\\ g = h "
		    "\\end{gather}",
		"x = \\begin{split} a + b + c + d + e \\end{split} \\; (1)",
		"\\left[ a + b + c \\middle| d + e + f \\right]",
		"a = \\left( \\begin{aligned} b + c + d + e \\end{aligned} "
		    "\\middle| f \\right)",
		"\\begin{aligned} a = \\begin{aligned} b + c + d + e + f "
		    "\\end{aligned} \\end{aligned} \\tag{7}",
	};
	struct formula_options		 o = display;
	struct canvas			*whole;
	size_t				 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		whole = typeset(rows[i], display);
		for (o.width = 1; o.width < 50; o.width++)
			CHECK(shows_as_much(typeset(rows[i], o), whole,
			    strlen(rows[i])));
	}
}

static char *
repeat(const char *s, int n)
{
	size_t	 len = strlen(s);
	char	*text = malloc(len * (size_t)n + 1);
	int	 i;

	for (i = 0; i < n; i++)
		memcpy(text + (size_t)i * len, s, len + 1);
	return text;
}

static void
a_monster_is_shown_or_refused(void)
{
	static const char		 wide[] = "\\begin{split} a + b + c + "
					    "d &= e + f + g + h + i + j + "
					    "k + l + m + n + o + p + q + r + "
					    "s + t + u + v + w + x + y + z "
					    "\\end{split}";
	static const char *const	 parts[] = { "{", "\\frac{1}{",
		"\\left(", "x^", "\\sqrt", "\\begin{matrix}", "a & b \\\\ ",
		"\\underbrace{", "\\text{$", "x_{a", "'", "\\not", "\\hat",
		"\\overset{a}{", "x + y = ", "\\color{red}", "\\right", "^_",
		"\\begin{aligned}", wide,
	};
	struct formula_options		 o = { FORMULA_DISPLAY, 80, 0 };
	struct canvas			*c;
	char				*text;
	size_t				 i;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		text = repeat(parts[i], 98000 / (int)strlen(parts[i]) < 10000
		    ? 98000 / (int)strlen(parts[i]) : 10000);
		c = typeset(text, o);
		CHECK(c->rows > 0 && (size_t)c->rows * (size_t)c->cols <=
		    FORMULA_MAX_CELLS);
		o.form = i % 2 ? FORMULA_LINE : FORMULA_DISPLAY;
		free(text);
	}
	text = repeat("x + ", 250000);
	diag_init(&diag, arena);
	c = typeset(text, o);
	CHECK_INT(c->rows, 1);
	CHECK_INT(diag.errors, 1);
	free(text);
}

static void
one_row_is_one_row(void)
{
	static const char *const	 rows[] = {
		"\\frac{\\frac{a}{b}}{c + d}", "\\sum_{i=1}^n x_i",
		"\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
		"\\begin{cases} a & b \\\\ c & d \\end{cases}",
		"\\underbrace{a}_{b} \\overset{a}{b} \\boxed{c}",
		"\\binom{n}{k} \\sqrt{\\frac{a}{b}} x_{gt}^{(y)}",
		"\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}",
		"\\xrightarrow{abc} \\overline{xyz} \\lim_{x \\to 0}",
	};
	struct formula_options		 o = { FORMULA_LINE, 0, 0 };
	size_t				 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		o.ascii = 0;
		CHECK_INT(typeset(rows[i], o)->rows, 1);
		o.ascii = 1;
		CHECK_INT(typeset(rows[i], o)->rows, 1);
	}
}

int
main(void)
{
	arena = arena_new();
	diag_init(&diag, arena);
	TEST(a_cell_knows_its_source);
	TEST(what_a_macro_makes_comes_from_its_call);
	TEST(a_class_marks_its_cells);
	TEST(unknown_commands_are_counted);
	TEST(mistakes_are_noted_where_they_are);
	TEST(notes_point_into_the_file);
	TEST(macros_outlive_their_formula);
	TEST(no_width_loses_a_part);
	TEST(a_monster_is_shown_or_refused);
	TEST(one_row_is_one_row);
	arena_free(arena);
	return tap_done();
}
