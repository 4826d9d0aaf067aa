/* SPDX-License-Identifier: MIT */
/*
 * Markdown as pages.
 */

#include "gradus/page.h"

#include <time.h>

#include "gradus/lesson.h"
#include "tap.h"

static struct arena	*arena;
static struct diag	 diag;
static struct canvas	*page;

static const char *
typeset(const char *text, int width, int ascii, const struct model *m)
{
	struct page_options	 o = { .width = width, .ascii = ascii,
				    .model = m };
	struct source		*source = arena_alloc(arena, sizeof *source);
	struct block		*document;
	struct str		 s;
	const char		*out;

	*source = (struct source){ "text", text, strlen(text), 1 };
	diag_init(&diag, arena);
	document = markdown_read(arena, &diag, source);
	page = page_typeset(arena, document->blocks, document->nblocks, &o);
	str_init(&s);
	canvas_print(&s, page, 0, page->rows, NULL);
	out = arena_strdup(arena, s.data);
	str_release(&s);
	return out;
}

static const char *
place(void)
{
	int	line, column;

	if (diag.count == 0 || diag.notes[0].source == NULL)
		return "no place";
	source_locate(diag.notes[0].source, diag.notes[0].span.start, &line,
	    &column);
	return arena_printf(arena, "%d:%d %s", line, column,
	    diag.notes[0].message);
}

static void
text_wraps_by_display_width(void)
{
	CHECK_STR(typeset("one two three four", 9, 0, NULL),
	    "one two\nthree\nfour\n");
	CHECK_STR(typeset("中文字符 中文 é e\u0301e\u0301e\u0301 x", 9, 0,
	    NULL), "中文字符\n中文 é\ne\u0301e\u0301e\u0301 x\n");
	CHECK_STR(typeset("abcdefghij kl", 4, 0, NULL), "abcd\nefgh\nij\nkl\n");
	CHECK_STR(typeset("hard  \nbreak", 20, 0, NULL), "hard\nbreak\n");
}

static void
headings_lists_quotes_and_rules(void)
{
	CHECK_STR(typeset("# Title\n\n## Chapter\n\n### Step\n\ntext", 20, 0,
	    NULL), "Title\n═════\n\nChapter\n───────\n\nStep\n\ntext\n");
	CHECK_STR(typeset("- one two\n- three\n", 8, 0, NULL),
	    "• one\n  two\n• three\n");
	CHECK_STR(typeset("9. nine\n10. ten\n", 20, 0, NULL),
	    " 9. nine\n10. ten\n");
	CHECK_STR(typeset("- a\n  - b\n", 20, 0, NULL), "• a\n  • b\n");
	CHECK_STR(typeset("> one two\n>\n> three", 8, 0, NULL),
	    "▌ one\n▌ two\n▌\n▌ three\n");
	CHECK_STR(typeset("a\n\n---\n\nb", 4, 1, NULL), "a\n\n----\n\nb\n");
	CHECK_STR(typeset("- x\n\n> y\n\n# z", 6, 1, NULL),
	    "* x\n\n| y\n\nz\n=\n");
}

static void
items_keep_the_order_of_what_is_in_them(void)
{
	CHECK_STR(typeset("- a\n  ```\n  code\n  ```\n  b\n- c\n", 20, 0,
	    NULL), "• a\n  code\n  b\n• c\n");
	CHECK_STR(typeset("- # a\n  b\n", 20, 0, NULL),
	    "• a\n  ═\n  b\n");
	CHECK_STR(typeset("- a $$x$$ b\n- c\n", 20, 0, NULL),
	    "• a\n\n  x\n\n  b\n• c\n");
	CHECK_STR(typeset("- [ ] open\n- [x] done\n", 20, 0, NULL),
	    "[ ] open\n[x] done\n");
	CHECK_STR(typeset("- ```\n  a\n  ```\n- $$\n  x\n  $$\n", 20, 0,
	    NULL), "• a\n• x\n");
	CHECK_INT(diag.count, 0);
}

static void
looks_and_links_nest(void)
{
	typeset("**a **b** c** [![i](u) l](v)", 60, 0, NULL);
	CHECK_INT(canvas_at(page, 0, 4)->style.look, LOOK_BOLD);
	CHECK_STR(typeset("[![i](u) l](v)", 60, 0, NULL),
	    "i (u) l (v)\n");
	CHECK_INT(canvas_at(page, 0, 6)->style.look, LOOK_UNDERLINE);
}

static void
tables_have_columns(void)
{
	CHECK_STR(typeset("| a | bb |\n|---|---:|\n| ccc | d |\n", 20, 0,
	    NULL), "a   │ bb\n────┼───\nccc │  d\n");
	CHECK_STR(typeset("| a | b |\n|---|---|\n| one two three | x |\n", 12,
	    1, NULL), "a       | b\n--------+--\none two | x\nthree   |\n");
}

static void
code_is_cut_and_says_so(void)
{
	CHECK_STR(typeset("```\nabcdefgh\n  ij\n```", 6, 0, NULL),
	    "abcde…\n  ij\n");
	CHECK_STR(typeset("```\nx = 1\n```", 60, 0, NULL), "  x = 1\n");
	CHECK_STR(typeset("```\na\tb\n\tc\n```", 60, 0, NULL),
	    "  a   b\n      c\n");
	/* Four blanks before it make it code. */
	CHECK_STR(typeset("a\n\n    $$\n    ```\n", 60, 0, NULL),
	    "a\n\n  $$\n  ```\n");
	CHECK_INT(diag.count, 0);
}

static void
formulas_stand_in_text_and_alone(void)
{
	CHECK_STR(typeset("The slope $\\frac{a}{b}$ is $x_1$.", 60, 0, NULL),
	    "The slope a/b is x₁.\n");
	CHECK_STR(typeset("Text:\n\n$$\nx = \\frac{a}{b}\n$$\n\nmore", 60, 0,
	    NULL), "Text:\n\n        a\n    x = ─\n        b\n\nmore\n");
	CHECK_STR(typeset("before $$x$$ behind", 60, 0, NULL),
	    "before\n\n    x\n\nbehind\n");
	CHECK_STR(typeset("$$ a\n+ b\n- c $$", 60, 0, NULL),
	    "    a + b − c\n");
	CHECK_STR(typeset("```math\n\\alpha\n```", 20, 0, NULL), "α\n");
	CHECK_STR(typeset("$$\\newcommand{\\R}{\\mathbb{R}} x \\in \\R$$\n\n"
	    "then $\\R$", 60, 0, NULL), "    x ∈ ℝ\n\nthen ℝ\n");
}

/* A blank line leaves neither an item nor a formula that is open in it. */
static void
a_formula_in_an_item_holds_blank_lines(void)
{
	CHECK_STR(typeset("- a\n\n  $$\n  x\n\n  + y\n  $$\n\n  b", 60, 0,
	    NULL), "• a\n\n      x + y\n\n  b\n");
	CHECK_INT(diag.count, 0);
	typeset("- a\n\n  $$\n  x\n\nb\n\n  $$\n", 60, 0, NULL);
	CHECK_STR(place(), "3:1 this formula is not closed");
	CHECK_STR(typeset("- a\n\n  ```\n  x\n\n  y\n  ```\n", 60, 0, NULL),
	    "• a\n\n    x\n\n    y\n");
	CHECK_INT(diag.count, 0);
}

/* To the last column: nothing is cut, and nothing is broken. */
static void
what_just_fits_is_as_it_would_be_with_more_room(void)
{
	const char	*table = "| abcdef | ghijkl |\n|---|---|\n| m | n |";
	const char	*wide = typeset(table, 80, 0, NULL);
	const char	*lines = "$$\\begin{aligned} a &= bbbbbbb + ccccccc "
			    "\\\\ d &= e "
			    "\\end{aligned}$$";

	CHECK_STR(typeset(table, 15, 0, NULL), wide);
	CHECK(strcmp(typeset(table, 14, 0, NULL), wide) != 0);
	CHECK_STR(typeset("```\nabcdef\n```", 10, 0, NULL), "abcdef\n");
	CHECK_STR(typeset("```\nabcdef\n```", 5, 0, NULL), "abcd…\n");
	CHECK_STR(typeset("$$abcdef$$", 10, 0, NULL), "abcdef\n");
	CHECK_STR(typeset("$abcdef$", 6, 0, NULL), "abcdef\n");
	CHECK_STR(typeset("$abcdef$", 5, 0, NULL), "abcd…\n");
	CHECK_STR(typeset(lines, 21, 0, NULL),
	    "a = bbbbbbb + ccccccc\nd = e\n");
	CHECK_STR(typeset(lines, 20, 0, NULL),
	    "a = bbbbbbb\n    + ccccccc\n\nd = e\n");
	CHECK_STR(typeset("abc def", 7, 0, NULL), "abc def\n");
	CHECK_STR(typeset("abc def", 6, 0, NULL), "abc\ndef\n");
}

static void
where_there_is_no_room_a_formula_is_one_row(void)
{
	CHECK_STR(typeset("$$\\begin{bmatrix} 1 & 2 & 3 \\end{bmatrix}$$", 9,
	    0, NULL), "[1 2 3]\n");
	CHECK_STR(typeset("$$\\frac{aaaa}{b}$$", 5, 0, NULL),
	    "aaaa\n────\n b\n");
}

static void
money_is_no_formula(void)
{
	CHECK_STR(typeset("It costs $5 and $6.", 60, 0, NULL),
	    "It costs $5 and $6.\n");
	CHECK_INT(diag.errors, 0);
	CHECK_INT(diag.count, 1);
	CHECK_STR(typeset("Some $5 or US$6.", 60, 0, NULL),
	    "Some $5 or US$6.\n");
	CHECK_STR(place(), "1:7 a formula has no digit behind its $, so this "
	    "is text");
	CHECK_STR(typeset("It costs \\$5 and \\$6.", 60, 0, NULL),
	    "It costs $5 and $6.\n");
	CHECK_INT(diag.count, 0);
}

static void
links_show_where_they_lead(void)
{
	CHECK_STR(typeset("See [the page](http://x.org/y).", 60, 0, NULL),
	    "See the page (http://x.org/y).\n");
	CHECK_STR(typeset("**bold** *it* ~~no~~ `code` &amp; &lt; &#65;", 60,
	    0, NULL), "bold it no code & < A\n");
	CHECK_STR(typeset("<b>no HTML</b>", 60, 0, NULL), "<b>no HTML</b>\n");
}

static void
text_is_data(void)
{
	CHECK_STR(typeset("a\033[31mb\302\233c\342\200\256d", 60, 0, NULL),
	    "a^[[31mb<U+009B>c<U+202E>d\n");
	CHECK_STR(typeset("`\033]0;x\007`", 60, 0, NULL), "^[]0;x^G\n");
	CHECK_STR(typeset("$a \033 b$", 60, 0, NULL), "a^[b\n");
}

static void
mistakes_have_their_places(void)
{
	typeset("text\n\n$$\nx_\n$$\n", 60, 0, NULL);
	CHECK_STR(place(), "4:2 a script is missing here");
	typeset("text\nand $\\frac{a}$ here", 60, 0, NULL);
	CHECK_STR(place(), "2:6 an argument is missing here");
	typeset("---\ntitle: x\n---\n\n> $x^$\n", 60, 0, NULL);
	CHECK_STR(place(), "5:5 a script is missing here");
	typeset("$$\nx\n", 60, 0, NULL);
	CHECK_STR(place(), "1:1 this formula is not closed");
	typeset("a\n\n$$x = 1\n\nb", 60, 0, NULL);
	CHECK_STR(place(), "3:1 this formula is not closed");
	typeset("~~~\nx\n", 60, 0, NULL);
	CHECK_STR(place(), "1:1 this block is not closed");
	typeset("a\n\n> ```\n> b\n\n```\nc\n```\n", 60, 0, NULL);
	CHECK_STR(place(), "3:1 this block is not closed");
	CHECK_INT(diag.count, 1);
	typeset("- $$\n  b\n\n$$\nc\n$$\n", 60, 0, NULL);
	CHECK_STR(place(), "1:1 this formula is not closed");
	CHECK_INT(diag.count, 1);
}

static const char *
many(const char *before, const char *part, size_t n)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	str_add(&s, before);
	while (n-- > 0)
		str_add(&s, part);
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

static void
what_would_grow_without_bound_is_refused(void)
{
	const char	*text;

	typeset(many("a\n\n", "> ", 70), 60, 0, NULL);
	CHECK_STR(place(), "1:1 blocks are nested deeper than 64 here");
	text = arena_printf(arena, "%s\n%s\n", many("", "|a", 101),
	    many("", "|---", 101));
	typeset(text, 60, 0, NULL);
	CHECK_STR(place(), "1:200 a table has more columns than 100 here");
	text = arena_printf(arena, "%s\n%s\n%s", many("", "|a", 90),
	    many("", "|---", 90), many("", "x\n", 50));
	typeset(text, 60, 0, NULL);
	CHECK_INT(diag.errors, 1);
	text = arena_printf(arena, "[a]: %s\n\n%s", many("", "u", 9000),
	    many("", "[a] ", 200));
	typeset(text, 60, 0, NULL);
	CHECK_STR(place(), "3:464 the addresses of links take more bytes "
	    "than 1048576 here");
}

static void
cells_know_their_source(void)
{
	static const char	 text[] = "one *two* $x_1$\n\n$$\ny\n$$\n";
	const struct canvas_cell *cell;

	typeset(text, 60, 0, NULL);
	cell = canvas_at(page, 0, 5);		/* w of two */
	CHECK(cell->style.look == LOOK_ITALIC);
	CHECK_INT(cell->span.start, 5);
	CHECK_INT(cell->span.end, 8);
	cell = canvas_at(page, 0, 9);		/* ₁ */
	CHECK_STR(cell->text, "₁");
	CHECK_INT(cell->span.start, 13);
	cell = canvas_at(page, 2, 4);
	CHECK_STR(cell->text, "y");
	CHECK_INT(cell->span.start, 20);
}

static void
names_of_the_model_are_lit(void)
{
	static const char	 text[] = "```model\ndelta_out = 1\n```\n\n"
				    "So `delta_out` and `delta_x`.\n";
	struct lesson		*l;

	diag_init(&diag, arena);
	l = lesson_parse(arena, &diag, "x.md", text, sizeof text - 1);
	CHECK_STR(typeset(text, 40, 0, l->model),
	    "delta_out = 1\n\nSo δₒᵤₜ and delta_x.\n");
	CHECK_STR(canvas_at(page, 2, 3)->style.mark, "delta_out");
	CHECK_INT(canvas_at(page, 2, 3)->style.role, ROLE_NAME);
	CHECK_INT(canvas_at(page, 2, 12)->style.role, ROLE_CODE);
}

/* Documents that have made parsers of Markdown slow or deep. */
static void
a_monster_takes_no_time(void)
{
	static const char *const	 parts[] = { "> ", "- ", "[", "![",
		"[a](", "*a ", "_$", "$$", "`a``", "| a ", "* * ", "<a>",
		"&amp;", "**", "1. ", "    ", "#", "~~", "\\", "$x$ ",
		"[a][b]", "x\n\n", "- a\n", "> a\n", "|-", "$", "{", "\t",
	};
	struct str			 s;
	struct page_options		 o = { .width = 80 };
	struct source			 source;
	struct block			*document;
	struct arena			*own;
	clock_t				 start;
	size_t				 i;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		str_init(&s);
		while (s.len < 50000)
			str_add(&s, parts[i]);
		own = arena_new();
		diag_init(&diag, own);
		source = (struct source){ "monster", s.data, s.len, 1 };
		start = clock();
		document = markdown_read(own, &diag, &source);
		if (document != NULL)
			page_typeset(own, document->blocks, document->nblocks,
			    &o);
		if (!CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 5))
			printf("# many %s\n", parts[i]);
		arena_free(own);
		str_release(&s);
	}
}

/* The names that are marked in the page, each once, in order. */
static const char *
marks(const char *text, const struct model *m)
{
	struct source		 source = { "text", text, strlen(text), 1 };
	struct page_options	 o = { .width = 70, .model = m,
				    .source = &source };
	struct block		*document;
	const char		*all = "", *mark, *last = "";
	size_t			 i;

	diag_init(&diag, arena);
	document = markdown_read(arena, &diag, &source);
	page = page_typeset(arena, document->blocks, document->nblocks, &o);
	for (i = 0; i < (size_t)page->rows * (size_t)page->cols; i++) {
		mark = page->cells[i].style.mark;
		if (mark != NULL && strcmp(mark, last) != 0) {
			all = arena_printf(arena, "%s %s", all, mark);
			last = mark;
		}
	}
	return all;
}

static void
names_in_formulas_are_known_by_their_latex(void)
{
	static const char	text[] = "```model\ndata x = 1\n"
	    "data y = [1 2]\nparam w = 2\nparam W = 3\ns_1 = w * x\n"
	    "s_10 = s_1\ny_out = s_10 + W\nJ = (y_out - sum(y))^2\n"
	    "delta_out = grad(J, y_out)\n"
	    "Delta_w \"\\Delta w\" = grad(J, w)\n```\n";
	const struct model	*m;

	diag_init(&diag, arena);
	m = lesson_parse(arena, &diag, "t.md", text, sizeof text - 1)->model;
	CHECK_INT(diag.errors, 0);
	CHECK_STR(marks("$\\delta_{out} = y_{out} - y$", m),
	    " delta_out y_out y");
	CHECK_STR(marks("a $s_1 + s_{10} + s_{1}(2) + s_2$ b", m),
	    " s_1 s_10 s_1");
	CHECK_STR(marks("$$ \\Delta w = W^\\top w + \\Delta W $$", m),
	    " Delta_w W w W");
	CHECK_STR(marks("$W_{ij} \\cdot w_1 + \\text{if w or x} + "
	    "\\max(0, xy)$", m), "");
	CHECK_STR(marks("> $\\underbrace{w}_{3\\times1} \\, {y_{out}}^2$",
	    m), " w y_out");
	CHECK_STR(marks("w and x are text", m), "");
}

static void
a_narrow_table_breaks_no_word_while_it_can(void)
{
	static const char	*const table = "| a | new name |\n|--:|---|\n"
				    "| 0.123 | it is $x_{12}$, x |\n";

	CHECK_STR(typeset(table, 15, 0, NULL),
	    "    a │ new\n"
	    "      │ name\n"
	    "──────┼────────\n"
	    "0.123 │ it is\n"
	    "      │ x₁₂, x\n");
	CHECK_STR(typeset(table, 12, 0, NULL),
	    "    a │ new\n"
	    "      │ name\n"
	    "──────┼─────\n"
	    "0.123 │ it\n"
	    "      │ is\n"
	    "      │ x₁₂,\n"
	    "      │ x\n");
	CHECK_STR(typeset(table, 10, 1, NULL),
	    "   a|new\n"
	    "    |name\n"
	    "----+-----\n"
	    "0.12|it is\n"
	    "3   |x_12,\n"
	    "    |x\n");
}

int
main(void)
{
	arena = arena_new();
	TEST(names_in_formulas_are_known_by_their_latex);
	TEST(text_wraps_by_display_width);
	TEST(headings_lists_quotes_and_rules);
	TEST(items_keep_the_order_of_what_is_in_them);
	TEST(looks_and_links_nest);
	TEST(tables_have_columns);
	TEST(a_narrow_table_breaks_no_word_while_it_can);
	TEST(code_is_cut_and_says_so);
	TEST(formulas_stand_in_text_and_alone);
	TEST(a_formula_in_an_item_holds_blank_lines);
	TEST(what_just_fits_is_as_it_would_be_with_more_room);
	TEST(where_there_is_no_room_a_formula_is_one_row);
	TEST(money_is_no_formula);
	TEST(links_show_where_they_lead);
	TEST(text_is_data);
	TEST(mistakes_have_their_places);
	TEST(what_would_grow_without_bound_is_refused);
	TEST(cells_know_their_source);
	TEST(names_of_the_model_are_lit);
	TEST(a_monster_takes_no_time);
	arena_free(arena);
	return tap_done();
}
