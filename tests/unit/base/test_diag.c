/* SPDX-License-Identifier: MIT */

#include "gradus/diag.h"

#include <string.h>

#include "gradus/text.h"
#include "tap.h"

#define BOM	"\xef\xbb\xbf"
#define MARK	"\xcc\x80"		/* U+0300 */
#define MARKS	MARK MARK MARK MARK
#define TEN	"0123456789"
#define FIFTY	TEN TEN TEN TEN TEN
#define WIDE	"漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"	/* 50 cells */
#define MARKED	"e" MARKS "e" MARKS "e" MARKS "e" MARKS "e" MARKS \
		"e" MARKS "e" MARKS "e" MARKS "e" MARKS "e" MARKS

static struct arena	*arena;
static struct diag	 diag;

static struct source
source_of(const char *text)
{
	return (struct source){ "a.md", text, strlen(text), 1 };
}

/* Of all notes, in the arena. */
static const char *
printed(int utf8)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	diag_format(&diag, &s, utf8);
	text = arena_strndup(arena, s.data, s.len);
	str_release(&s);
	return text;
}

static const char *
pointed(const char *text, uint32_t start, uint32_t end, int utf8)
{
	struct source	source = source_of(text);

	diag_init(&diag, arena);
	diag_error(&diag, &source, (struct span){ start, end }, "no");
	return printed(utf8);
}

static void
a_note_looks_like_the_picture(void)
{
	struct source	source = { "lessons/2.md",
		"x = 1\ns_1       = W * x\n", 26, 13 };

	diag_init(&diag, arena);
	diag_error(&diag, &source, (struct span){ 18, 23 },
	    "%s: a 2×%d times a 2×4 does not fit", "W * x", 3);
	diag_hint(&diag, "W' * x is 3×2 times 2×%d and fits", 4);
	CHECK_STR(printed(1),
	    "lessons/2.md:14:13: error: W * x: a 2×3 times a 2×4 does "
	    "not fit\n"
	    "   14 | s_1       = W * x\n"
	    "      |             ^~~~~\n"
	    "   hint: W' * x is 3×2 times 2×4 and fits\n");
	CHECK_STR(printed(0),
	    "lessons/2.md:14:13: error: W * x: a 2x3 times a 2x4 does "
	    "not fit\n"
	    "   14 | s_1       = W * x\n"
	    "      |             ^~~~~\n"
	    "   hint: W' * x is 3x2 times 2x4 and fits\n");
}

static void
the_caret_stands_under_the_place(void)
{
	static const struct {
		const char	*text;
		uint32_t	 start, end;
		int		 utf8;
		const char	*want;
	} rows[] = {
		{ "", 0, 0, 1, "1:1: error: no\n    1 | \n      | ^\n" },
		{ "abc", 0, 3, 1,
		    "1:1: error: no\n    1 | abc\n      | ^~~\n" },
		{ "abc", 1, 1, 1,
		    "1:2: error: no\n    1 | abc\n      |  ^\n" },
		{ "abc", 3, 3, 1,
		    "1:4: error: no\n    1 | abc\n      |    ^\n" },
		{ "abc\nd", 3, 4, 1,
		    "1:4: error: no\n    1 | abc\n      |    ^\n" },
		{ "abc\r\nd", 3, 5, 1,
		    "1:4: error: no\n    1 | abc\n      |    ^\n" },
		{ "abc\r\nd", 1, 6, 1,
		    "1:2: error: no\n    1 | abc\n      |  ^~\n" },
		{ "a\n\nb", 2, 2, 1, "2:1: error: no\n    2 | \n      | ^\n" },
		{ "a\nb\n", 4, 4, 1, "3:1: error: no\n    3 | \n      | ^\n" },
		{ "a\tb", 2, 3, 1,
		    "1:3: error: no\n    1 | a b\n      |   ^\n" },
		{ "a\x1b" "b", 2, 3, 1,
		    "1:3: error: no\n    1 | a^[b\n      |    ^\n" },
		{ "a\x1b" "b", 1, 2, 1,
		    "1:2: error: no\n    1 | a^[b\n      |  ^~\n" },
		{ "×y", 2, 3, 1,
		    "1:2: error: no\n    1 | ×y\n      |  ^\n" },
		{ "漢字x", 3, 6, 1,
		    "1:2: error: no\n    1 | 漢字x\n      |   ^~\n" },
		{ "e" MARK "x", 3, 4, 1,
		    "1:3: error: no\n    1 | e" MARK "x\n      |  ^\n" },
		{ "a\xff\xff" "b", 3, 4, 1,
		    "1:4: error: no\n    1 | a\xef\xbf\xbd\xef\xbf\xbd" "b\n"
		    "      |    ^\n" },
		{ BOM "abc", 4, 5, 1,
		    "1:2: error: no\n    1 | abc\n      |  ^\n" },
		{ BOM "abc", 0, 0, 1,
		    "1:1: error: no\n    1 | abc\n      | ^\n" },
		{ BOM, 0, 3, 1, "1:1: error: no\n    1 | \n      | ^\n" },
		{ "a ≥ b…c", 6, 7, 0,
		    "1:5: error: no\n    1 | a >= b...c\n      |      ^\n" },
		{ "a ≥ b", 2, 5, 0,
		    "1:3: error: no\n    1 | a >= b\n      |   ^~\n" },
		{ "δ−x", 5, 6, 0,
		    "1:3: error: no\n    1 | ?-x\n      |   ^\n" },
		{ "×≤·‘’“”", 0, 2, 0,
		    "1:1: error: no\n    1 | x<=*''\"\"\n      | ^\n" },
	};
	const char	*got;
	size_t		 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		got = pointed(rows[i].text, rows[i].start, rows[i].end,
		    rows[i].utf8);
		CHECK(strncmp(got, "a.md:", 5) == 0);
		CHECK_STR(got + 5, rows[i].want);
	}
}

/* The caret stands under the "@" of what is shown. */
static void
a_wide_line_is_cut_around_the_place(void)
{
	static const struct {
		const char	*text;
		int		 utf8;
		const char	*shown;		/* NULL: whole */
	} rows[] = {
		{ "@" FIFTY TEN TEN TEN TEN "012345678", 1, NULL },
		{ FIFTY TEN TEN TEN TEN "012345678@", 1, NULL },
		{ FIFTY FIFTY "@", 1,
		    "…456789" TEN TEN TEN TEN TEN TEN "@" },
		{ FIFTY FIFTY "@", 0,
		    "...456789" TEN TEN TEN TEN TEN TEN "@" },
		{ "@" FIFTY FIFTY, 1, "@" FIFTY TEN TEN TEN TEN "012345678…" },
		{ "@" FIFTY FIFTY, 0,
		    "@" FIFTY TEN TEN TEN TEN "012345678..." },
		{ FIFTY FIFTY "@" FIFTY, 1,
		    "…456789" TEN TEN TEN TEN TEN TEN "@" TEN TEN TEN "012…" },
		{ WIDE WIDE "@", 1, "…" WIDE "漢漢漢漢漢漢漢漢@" },
		{ MARKED MARKED "@", 1, NULL },
		{ FIFTY MARKED FIFTY TEN "@", 1,
		    "…" "e" MARKS "e" MARKS "e" MARKS "e" MARKS "e" MARKS
		    "e" MARKS FIFTY TEN "@" },
	};
	const char	*got, *shown;
	uint32_t	 at;
	struct str	 want;
	size_t		 i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		at = (uint32_t)strcspn(rows[i].text, "@");
		got = pointed(rows[i].text, at, at + 1, rows[i].utf8);
		shown = rows[i].shown == NULL ? rows[i].text : rows[i].shown;
		str_init(&want);
		str_addf(&want, "\n    1 | %s\n      | ", shown);
		str_fill(&want, ' ', (size_t)text_width(shown,
		    strcspn(shown, "@")));
		str_add(&want, "^\n");
		CHECK_STR(strchr(got, '\n'), want.data);
		str_release(&want);
	}
}

static void
a_wide_place_is_underlined_as_far_as_it_is_shown(void)
{
	static const struct {
		uint32_t	 start;
		const char	*shown;
		size_t		 blanks, cells;
	} rows[] = {
		{ 0, FIFTY FIFTY "…", 0, 100 },
		{ 50, "…789" TEN TEN TEN FIFTY TEN "0123456…", 34, 67 },
	};
	struct str	want;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str_init(&want);
		str_addf(&want, "\n    1 | %s\n      | ", rows[i].shown);
		str_fill(&want, ' ', rows[i].blanks);
		str_addc(&want, '^');
		str_fill(&want, '~', rows[i].cells - 1);
		str_addc(&want, '\n');
		CHECK_STR(strchr(pointed(FIFTY FIFTY FIFTY, rows[i].start,
		    150, 1), '\n'), want.data);
		str_release(&want);
	}
}

/* Line ends, marks, bad bytes and wide characters in a row, all spans. */
static void
no_span_is_out_of_bounds(void)
{
	static const char	text[] = BOM "a\r\n" MARK "\xff\xe6\xbc"
		"漢\r\n\n\t" MARKS MARK "\x1b\r×";
	uint32_t		 start, end, n = sizeof text - 1;
	char			*copy = arena_strndup(arena, text, n);
	const char		*got;

	for (start = 0; start <= n; start++) {
		for (end = start; end <= n; end++) {
			got = pointed(copy, start, end, end & 1);
			CHECK(strstr(got, " | ") != NULL);
			CHECK(strchr(got, '^') != NULL);
			CHECK(strpbrk(got, "\t\r\x1b") == NULL);
		}
	}
}

static void
a_place_is_counted_in_code_points(void)
{
	static const struct {
		const char	*text;
		size_t		 at;
		int		 line, column;
	} rows[] = {
		{ "", 0, 7, 1 }, { "ab", 1, 7, 2 }, { "ab\ncd", 2, 7, 3 },
		{ "ab\ncd", 3, 8, 1 }, { "ab\ncd", 5, 8, 3 },
		{ "a\n\nb", 2, 8, 1 }, { "δ×漢x", 7, 7, 4 },
		{ "a\xff\xffx", 3, 7, 4 }, { BOM "ab", 3, 7, 1 },
		{ BOM "ab", 4, 7, 2 }, { BOM "ab", 1, 7, 1 },
		{ BOM "a\nb", 6, 8, 2 },
	};
	struct source	source;
	int		line, column;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		source = source_of(rows[i].text);
		source.first_line = 7;
		source_locate(&source, rows[i].at, &line, &column);
		CHECK_INT(line, rows[i].line);
		CHECK_INT(column, rows[i].column);
	}
}

static void
notes_may_have_no_source_and_be_warnings(void)
{
	struct source	source = source_of("x");

	diag_init(&diag, arena);
	diag_error(&diag, NULL, (struct span){ 0, 0 }, "the disk is full");
	diag_hint(&diag, "delete a file");
	diag_warning(&diag, &source, (struct span){ 0, 1 }, "unused");
	CHECK_STR(printed(1), "error: the disk is full\n"
	    "   hint: delete a file\n"
	    "a.md:1:1: warning: unused\n    1 | x\n      | ^\n");
	CHECK_INT(diag.errors, 1);
	CHECK_INT(diag.count, 2);
}

static void
what_is_said_passes_the_gate(void)
{
	struct source	source = { "a\x1b[2J.md", "x", 1, 1 };

	diag_init(&diag, arena);
	diag_error(&diag, &source, (struct span){ 0, 1 }, "no %s",
	    "\x1b[31mname\n");
	diag_hint(&diag, "try %s", "\xe2\x80\xae\x07");
	CHECK_STR(diag.notes[0].message, "no ^[[31mname^J");
	CHECK_STR(diag.notes[0].hint, "try <U+202E>^G");
	CHECK_STR(printed(1), "a^[[2J.md:1:1: error: no ^[[31mname^J\n"
	    "    1 | x\n      | ^\n   hint: try <U+202E>^G\n");
}

/* The messages of the notes in the order in which they are printed. */
static const char *
order(void)
{
	const char	*p = printed(1);
	struct str	 s;

	str_init(&s);
	while ((p = strstr(p, "error: ")) != NULL) {
		p += 7;
		str_addn(&s, p, strcspn(p, "\n"));
	}
	p = arena_strndup(arena, s.data, s.len);
	str_release(&s);
	return p;
}

static void
notes_are_sorted_within_their_source(void)
{
	static const struct {
		char		message;
		int		source;		/* 2: none */
		uint32_t	at;
	} notes[] = {
		{ 'd', 0, 5 }, { 'f', 1, 3 }, { 'g', 2, 0 }, { 'b', 0, 2 },
		{ 'e', 1, 0 }, { 'c', 0, 2 }, { 'h', 2, 0 }, { 'a', 0, 0 },
	};
	struct source	sources[2] = { source_of("first"), source_of("two") };
	size_t		i;

	diag_init(&diag, arena);
	for (i = 0; i < sizeof notes / sizeof notes[0]; i++)
		diag_error(&diag, notes[i].source == 2 ? NULL :
		    &sources[notes[i].source], (struct span){ notes[i].at,
		    notes[i].at }, "%c", notes[i].message);
	CHECK_STR(order(), "abcdefgh");
	CHECK_INT(diag.notes[0].message[0], 'd');
}

static void
notes_beyond_the_cap_are_counted(void)
{
	const char	*text;
	int		 i;

	diag_init(&diag, arena);
	diag_hint(&diag, "without effect");
	for (i = 0; i < DIAG_CAP; i++)
		diag_error(&diag, NULL, (struct span){ 0, 0 }, "e%d", i);
	CHECK(strstr(printed(1), "more") == NULL);
	diag_warning(&diag, NULL, (struct span){ 0, 0 }, "late");
	diag_hint(&diag, "lost");
	diag_error(&diag, NULL, (struct span){ 0, 0 }, "late");
	CHECK_INT(diag.count, DIAG_CAP);
	CHECK_INT(diag.dropped, 2);
	CHECK_INT(diag.errors, DIAG_CAP + 1);
	text = printed(1);
	CHECK(strstr(text, "late") == NULL);
	CHECK(strstr(text, "hint") == NULL);
	CHECK_STR(strstr(text, "error: e19"), "error: e19\nand 2 more\n");
}

int
main(void)
{
	arena = arena_new();
	TEST(a_note_looks_like_the_picture);
	TEST(the_caret_stands_under_the_place);
	TEST(a_wide_line_is_cut_around_the_place);
	TEST(a_wide_place_is_underlined_as_far_as_it_is_shown);
	TEST(no_span_is_out_of_bounds);
	TEST(a_place_is_counted_in_code_points);
	TEST(notes_may_have_no_source_and_be_warnings);
	TEST(what_is_said_passes_the_gate);
	TEST(notes_are_sorted_within_their_source);
	TEST(notes_beyond_the_cap_are_counted);
	arena_free(arena);
	return tap_done();
}
