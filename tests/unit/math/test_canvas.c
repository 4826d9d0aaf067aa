/* SPDX-License-Identifier: MIT */

#include "gradus/canvas.h"

#include "tap.h"

static struct arena		*arena;
static const struct style	 plain;
static const struct span	 nowhere;
static const char *const	 sgr[ROLE_END] = { [ROLE_CODE] = "32" };

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
	canvas_print(&s, c, 0, c->rows, colour ? sgr : NULL);
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

/* What stands in the last column has no room for a second half. */
static void
a_wide_one_at_the_right_edge_stays_in_its_row(void)
{
	struct canvas	*c = canvas_new(arena, 2, 4);
	struct canvas	*from = canvas_new(arena, 1, 2);

	put(c, 0, 0, "wxyz");
	put(c, 1, 0, "abcd");
	put(c, 0, 3, "中");
	CHECK_STR(printed(c, 0), "wxy\nabcd\n");
	CHECK_INT(canvas_at(c, 0, 3)->width, 1);
	put(c, 0, 2, "中");
	CHECK_STR(printed(c, 0), "wx中\nabcd\n");
	put(c, 0, 2, "y");
	CHECK_STR(printed(c, 0), "wxy\nabcd\n");
	put(from, 0, 0, "中");
	put(c, 0, 0, "wxyz");
	canvas_copy(c, 0, 3, from);
	CHECK_STR(printed(c, 0), "wxy\nabcd\n");
	/* So at the edge of a rectangle, with room behind it. */
	put(c, 0, 0, "wxyz");
	canvas_blit(c, (struct rect){ 0, 1, 1, 1 }, from, 0, 0);
	CHECK_STR(printed(c, 0), "w yz\nabcd\n");
	canvas_blit(c, (struct rect){ 0, 1, 1, 1 }, from, 0, 1);
	CHECK_STR(printed(c, 0), "w yz\nabcd\n");
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
a_copy_keeps_spans_and_is_cut(void)
{
	struct canvas	*from = canvas_new(arena, 1, 2);
	struct canvas	*to = canvas_new(arena, 2, 3);

	canvas_text(from, 0, 0, "ab", 2, plain, (struct span){ 3, 5 });
	canvas_copy(to, 1, 1, from);
	CHECK_STR(printed(to, 0), "\n ab\n");
	CHECK_INT(canvas_at(to, 1, 1)->span.start, 3);
	CHECK_INT(canvas_at(to, 1, 2)->span.end, 5);
	canvas_copy(to, 0, 2, from);
	CHECK_STR(printed(to, 0), "  a\n ab\n");
}

static void
a_blit_stays_in_its_rectangle(void)
{
	struct canvas	*from = canvas_new(arena, 3, 5);
	struct canvas	*to = canvas_new(arena, 4, 7);
	struct rect	 all = { 0, 0, 4, 7 };
	int		 i;

	for (i = 0; i < 4; i++)
		put(to, i, 0, "-------");
	put(from, 0, 0, "abcde");
	put(from, 1, 0, "f中g中");
	put(from, 2, 0, "ijklm");
	canvas_blit(to, (struct rect){ 1, 2, 2, 3 }, from, 1, 1);
	CHECK_STR(printed(to, 0), "-------\n--中g--\n--jkl--\n-------\n");
	/* Half of a wide one remains outside: a blank. */
	canvas_blit(to, (struct rect){ 2, 2, 1, 3 }, from, 1, 2);
	CHECK_STR(printed(to, 0), "-------\n--中g--\n-- g --\n-------\n");
	/* Beyond what is there, and beyond the canvas, nothing is drawn. */
	canvas_blit(to, (struct rect){ 3, 4, 9, 9 }, from, 2, 3);
	canvas_blit(to, (struct rect){ -2, -3, 3, 5 }, from, 0, 0);
	CHECK_STR(printed(to, 0), "lm-----\n--中g--\n-- g --\n----lm-\n");
	canvas_blit(to, (struct rect){ 0, 0, -1, 4 }, from, 0, 0);
	canvas_blit(to, all, from, 9, 9);
	CHECK_STR(printed(to, 0), "lm-----\n--中g--\n-- g --\n----lm-\n");
}

static void
a_fill_stays_in_its_rectangle(void)
{
	struct canvas	*c = canvas_new(arena, 2, 6);
	struct style	 reverse = { NULL, ROLE_PLAIN, LOOK_REVERSE };

	put(c, 0, 0, "a中b中");
	put(c, 1, 0, "cdefgh");
	canvas_fill(c, (struct rect){ 0, 2, 1, 3 }, plain);
	CHECK_STR(printed(c, 0), "a\ncdefgh\n");
	canvas_fill(c, (struct rect){ 1, 4, 9, 9 }, reverse);
	CHECK_STR(printed(c, 1), "a\ncdef\033[0;7m  \033[0m\n");
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
	TEST(a_wide_one_at_the_right_edge_stays_in_its_row);
	TEST(marks_join_their_base);
	TEST(a_copy_keeps_spans_and_is_cut);
	TEST(a_blit_stays_in_its_rectangle);
	TEST(a_fill_stays_in_its_rectangle);
	TEST(colours_begin_and_end_on_their_line);
	arena_free(arena);
	return tap_done();
}
