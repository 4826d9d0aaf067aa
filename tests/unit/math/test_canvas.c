/* SPDX-License-Identifier: MIT */

#include "gradus/canvas.h"

#include "tap.h"

static struct arena		*arena;
static const struct style	 plain;
static const struct span	 nowhere;

static int
put(struct canvas *c, int row, int col, const char *s)
{
	return canvas_text(c, row, col, s, strlen(s), plain, nowhere);
}

static const char *
printed(const struct canvas *c, int colour)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	canvas_print(&s, c, 0, c->rows, colour);
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

static void
text_is_cut_at_the_edges(void)
{
	struct canvas	*c = canvas_new(arena, 2, 4);

	CHECK_INT(put(c, 0, 1, "abcdef"), 6);
	CHECK_INT(put(c, 1, -2, "xyzw"), 4);
	put(c, 5, 0, "out");
	put(c, -1, 0, "out");
	CHECK_STR(printed(c, 0), " abc\nzw\n");
}

static void
a_wide_character_takes_two_cells(void)
{
	struct canvas	*c = canvas_new(arena, 1, 6);

	CHECK_INT(put(c, 0, 0, "a中b"), 4);
	CHECK_INT(canvas_at(c, 0, 1)->width, 2);
	CHECK_INT(canvas_at(c, 0, 2)->width, 0);
	CHECK_STR(printed(c, 0), "a中b\n");
	put(c, 0, 2, "x");
	CHECK_STR(printed(c, 0), "a xb\n");
	put(c, 0, 1, "中");
	put(c, 0, 1, "y");
	CHECK_STR(printed(c, 0), "ay b\n");
}

static void
half_of_a_wide_one_is_a_blank(void)
{
	struct canvas	*c = canvas_new(arena, 1, 3);

	put(c, 0, 0, "ab中");
	CHECK_STR(printed(c, 0), "ab\n");
}

static void
marks_join_their_base(void)
{
	struct canvas	*c = canvas_new(arena, 1, 3);

	CHECK_INT(put(c, 0, 0, "y\u0302x"), 2);
	CHECK_STR(canvas_at(c, 0, 0)->text, "y\u0302");
	CHECK_STR(printed(c, 0), "y\u0302x\n");
	put(c, 0, 0, "a");
	put(c, 0, 1, "\u0302");
	CHECK_STR(printed(c, 0), "a\u0302x\n");
}

static void
a_copy_moves_spans(void)
{
	struct canvas	*from = canvas_new(arena, 1, 2);
	struct canvas	*to = canvas_new(arena, 2, 3);

	canvas_text(from, 0, 0, "ab", 2, plain, (struct span){ 3, 5 });
	canvas_copy(to, 1, 1, from, 100);
	CHECK_STR(printed(to, 0), "\n ab\n");
	CHECK_INT(canvas_at(to, 1, 1)->span.start, 103);
	CHECK_INT(canvas_at(to, 1, 2)->span.end, 105);
	canvas_copy(to, 0, 2, from, 0);
	CHECK_STR(printed(to, 0), "  a\n ab\n");
}

static void
colours_begin_and_end_on_their_line(void)
{
	struct canvas	*c = canvas_new(arena, 2, 5);
	struct style	 code = { NULL, ROLE_CODE, 0 };
	struct style	 bold = { NULL, ROLE_PLAIN, LOOK_BOLD };

	canvas_text(c, 0, 0, "ab", 2, code, nowhere);
	canvas_text(c, 0, 3, "cd", 2, code, nowhere);
	canvas_text(c, 1, 0, "x", 1, plain, nowhere);
	canvas_text(c, 1, 1, "y", 1, bold, nowhere);
	CHECK_STR(printed(c, 1), "\033[0;32mab\033[0m \033[0;32mcd\033[0m\n"
	    "x\033[0;1my\033[0m\n");
	CHECK_STR(printed(c, 0), "ab cd\nxy\n");
}

int
main(void)
{
	arena = arena_new();
	TEST(text_is_cut_at_the_edges);
	TEST(a_wide_character_takes_two_cells);
	TEST(half_of_a_wide_one_is_a_blank);
	TEST(marks_join_their_base);
	TEST(a_copy_moves_spans);
	TEST(colours_begin_and_end_on_their_line);
	arena_free(arena);
	return tap_done();
}
