/* SPDX-License-Identifier: MIT */

#include "gradus/text.h"

#include <string.h>

#include "tap.h"

#define MAX_CP	0x10ffffu
#define FFFD	"\xef\xbf\xbd"
#define MARK	"\xcc\x80"		/* U+0300 */
#define DOTTED	"\xe2\x97\x8c"		/* U+25CC */

/* A gated copy; the caller releases it. */
static struct str
gated(const char *s, size_t n)
{
	struct str	out;

	str_init(&out);
	text_gate(&out, s, n);
	return out;
}

static int
is_scalar(uint32_t cp)
{
	return cp <= MAX_CP && (cp < 0xd800 || cp > 0xdfff);
}

static void
every_code_point_is_read_as_it_is_written(void)
{
	char		buf[4];
	uint32_t	cp, got;
	size_t		n, want;

	for (cp = 0; cp <= MAX_CP; cp++) {
		if (!is_scalar(cp))
			continue;
		want = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
		n = text_encode(buf, cp);
		if (n != want || text_decode(buf, n, &got) != n || got != cp)
			CHECK_INT(cp, -1);
	}
	CHECK_INT(text_encode(buf, 0x20ac), 3);
	CHECK(memcmp(buf, "\xe2\x82\xac", 3) == 0);
}

static void
bytes_that_are_not_utf8_are_taken_by_maximal_subparts(void)
{
	static const struct {
		const char	*text;
		size_t		 took;
	} rows[] = {
		{ "\x80", 1 }, { "\xbf\x80", 1 }, { "\xc0\xaf", 1 },
		{ "\xc1\xbf", 1 }, { "\xc2", 1 }, { "\xc2\x41", 1 },
		{ "\xe0\x80\x80", 1 }, { "\xe0\x9f\xbf", 1 },
		{ "\xe0\xa0", 2 }, { "\xe0\xa0\x41", 2 },
		{ "\xe1\x80\xc2", 2 }, { "\xed\xa0\x80", 1 },
		{ "\xed\xbf\xbf", 1 }, { "\xed\x9f", 2 },
		{ "\xf0\x80\x80\x80", 1 }, { "\xf0\x8f\xbf\xbf", 1 },
		{ "\xf0\x90\x80", 3 }, { "\xf0\x90\x80\x41", 3 },
		{ "\xf1\x80\x41", 2 }, { "\xf4\x90\x80\x80", 1 },
		{ "\xf4\x8f\xbf", 3 }, { "\xf5\x80\x80\x80", 1 },
		{ "\xff", 1 }, { "\xfe", 1 },
	};
	uint32_t	cp;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cp = 0;
		if (text_decode(rows[i].text, strlen(rows[i].text), &cp) !=
		    rows[i].took || cp != TEXT_BAD)
			CHECK_STR(rows[i].text, "one bad part");
	}
}

/* The bytes of the tables 3-8 to 3-11 of the Unicode Standard. */
static void
bad_bytes_are_shown_as_the_standard_recommends(void)
{
	static const struct {
		const char	*text, *shown;
	} rows[] = {
		{ "\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41",
		    FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A" },
		{ "\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41",
		    FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A" },
		{ "\xf4\x91\x92\x93\xff\x41\x80\xbf\x42",
		    FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B" },
		{ "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41",
		    FFFD FFFD FFFD FFFD "A" },
	};
	struct str	s;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		s = gated(rows[i].text, strlen(rows[i].text));
		CHECK_STR(s.data, rows[i].shown);
		str_release(&s);
	}
}

static void
the_first_bad_byte_is_found(void)
{
	CHECK_INT(text_check("", 0), 0);
	CHECK_INT(text_check("plain", 5), 5);
	CHECK_INT(text_check("a×b", 4), 4);
	CHECK_INT(text_check("a×b", 2), 1);
	CHECK_INT(text_check("ab\xff" "c", 4), 2);
	CHECK_INT(text_check("a\0b\x80", 4), 3);
}

static void
the_gate_shows_what_it_does_not_pass(void)
{
	static const struct {
		const char	*text, *shown;
	} rows[] = {
		{ "", "" },
		{ "W' * x", "W' * x" },
		{ "δ_out ≥ −1 · 2×3 “ok” …", "δ_out ≥ −1 · 2×3 “ok” …" },
		{ "a\tb", "a b" },
		{ "a\nb\r", "a^Jb^M" },
		{ "\x1b[31m", "^[[31m" },
		{ "\x07\x08\x7f", "^G^H^?" },
		{ "\xc2\x9b" "31m", "<U+009B>31m" },
		{ "\xc2\x85", "<U+0085>" },
		{ "a\xe2\x80\xae" "b", "a<U+202E>b" },
		{ "\xe2\x81\xa6", "<U+2066>" },
		{ "\xe2\x80\x8f", "<U+200F>" },
		{ "\xd8\x9c", "<U+061C>" },
		{ "\xe2\x80\xa8\xe2\x80\xa9", "<U+2028><U+2029>" },
		{ "\xe2\x80\x8b", "<U+200B>" },
		{ "\xef\xbb\xbf", "<U+FEFF>" },
		{ "\xe3\x85\xa4", "<U+3164>" },
		{ "\xf3\xa0\x81\x81", "<U+E0041>" },
		{ "a\xe2\x80\x8d" "b\xef\xb8\x8f", "ab" },
		{ "soft\xc2\xad" "hyphen", "softhyphen" },
		{ "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", "\xf0\x9f\x91\x8d" },
		{ "\xee\x80\x80", FFFD },		/* U+E000 */
		{ "\xef\xbf\xbe\xef\xb7\x90", FFFD FFFD }, /* FFFE, FDD0 */
		{ "\xcd\xb8", FFFD },			/* unassigned */
		{ FFFD, FFFD },
		{ "e" MARK, "e" MARK },
		{ "e" MARK MARK MARK MARK MARK MARK "f" MARK,
		    "e" MARK MARK MARK MARK "f" MARK },
		{ "e\xe2\x80\x8d" MARK, "e" MARK },
		{ MARK "e", DOTTED MARK "e" },
		{ MARK MARK MARK MARK MARK,
		    DOTTED MARK MARK MARK MARK },
	};
	struct str	s;
	size_t		i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		s = gated(rows[i].text, strlen(rows[i].text));
		CHECK_STR(s.data, rows[i].shown);
		str_release(&s);
	}
	s = gated("a\0b", 3);
	CHECK_STR(s.data, "a" FFFD "b");
	text_gate(&s, "!", 1);
	CHECK_STR(s.data, "a" FFFD "b!");
	str_release(&s);
}

/* What must never reach a terminal, written down apart from the table. */
static int
is_forbidden(uint32_t cp)
{
	static const struct {
		uint32_t	first, last;
	} bad[] = {
		{ 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad },
		{ 0x34f, 0x34f }, { 0x61c, 0x61c }, { 0x115f, 0x1160 },
		{ 0x17b4, 0x17b5 }, { 0x180b, 0x180f },
		{ 0x200b, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0x3164, 0x3164 },
		{ 0xd800, 0xf8ff }, { 0xfdd0, 0xfdef },
		{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 },
		{ 0xfff0, 0xfffb }, { 0x1bca0, 0x1bca3 },
		{ 0x1d173, 0x1d17a }, { 0x1f3fb, 0x1f3ff },
		{ 0xe0000, MAX_CP },
	};
	size_t	i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (cp >= bad[i].first && cp <= bad[i].last)
			return 1;
	}
	return cp > MAX_CP || (cp & 0xfffe) == 0xfffe;
}

/* 1 if what comes out is UTF-8, harmless, and passes as it is. */
static int
gate_holds(const char *text, size_t n)
{
	struct str	s = gated(text, n), twice;
	uint32_t	cp;
	size_t		i;
	int		ok = 1, width = 0;

	for (i = 0; i < s.len;) {
		i += text_decode(s.data + i, s.len - i, &cp);
		ok &= !is_forbidden(cp);
		width += text_cell(cp);
	}
	twice = gated(s.data, s.len);
	ok &= twice.len == s.len && memcmp(twice.data, s.data, s.len) == 0;
	ok &= text_width(text, n) == width;
	str_release(&twice);
	str_release(&s);
	return ok;
}

static void
no_code_point_gets_round_the_gate(void)
{
	char		buf[5] = "x";
	uint32_t	cp;

	for (cp = 0; cp <= MAX_CP; cp++) {
		if (is_scalar(cp) &&
		    !gate_holds(buf, 1 + text_encode(buf + 1, cp)))
			CHECK_INT(cp, -1);
	}
}

/* Both ends of every class of bytes that UTF-8 has. */
static void
no_three_bytes_get_round_the_gate(void)
{
	static const unsigned char	ends[] = { 0x00, 0x1b, 0x41, 0x7f,
		0x80, 0x8f, 0x90, 0x9b, 0x9f, 0xa0, 0xad, 0xbf, 0xc0, 0xc2,
		0xdf, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff };
	char	buf[3];
	size_t	i, j;
	int	c;

	for (c = 0; c <= 0xff; c++) {
		buf[0] = (char)c;
		for (i = 0; i < sizeof ends; i++) {
			buf[1] = (char)ends[i];
			for (j = 0; j < sizeof ends; j++) {
				buf[2] = (char)ends[j];
				CHECK(gate_holds(buf, 3));
			}
		}
	}
}

static void
a_character_takes_its_cells(void)
{
	static const struct {
		uint32_t	cp;
		int		cells;
	} rows[] = {
		{ 'a', 1 }, { 0xd7, 1 }, { 0x3b4, 1 }, { 0x2202, 1 },
		{ 0x2500, 1 }, { 0x28ff, 1 }, { 0x25cc, 1 },
		{ 0xfffd, 1 }, { 0x300, 0 }, { 0x36f, 0 },
		{ 0x20d7, 0 }, { 0x4e00, 2 }, { 0x3042, 2 },
		{ 0xac00, 2 }, { 0xff21, 2 }, { 0x1f44d, 2 },
		{ 0x20000, 2 },
	};
	size_t	i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (text_cell(rows[i].cp) != rows[i].cells)
			CHECK_INT(rows[i].cp, -1);
	}
}

static void
a_text_is_as_wide_as_it_is_shown(void)
{
	static const struct {
		const char	*text;
		int		 cells;
	} rows[] = {
		{ "", 0 }, { "abc", 3 }, { "2×3", 3 }, { "漢字", 4 },
		{ "e" MARK, 1 }, { MARK, 1 }, { "a\tb", 3 }, { "\x1b", 2 },
		{ "\xc2\x9b", 8 }, { "\xff\xff", 2 }, { "\xe2\x80\x8d", 0 },
		{ "e" MARK MARK MARK MARK MARK, 1 },
	};
	size_t	i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK_INT(text_width(rows[i].text, strlen(rows[i].text)),
		    rows[i].cells);
}

static void
a_distance_counts_edits(void)
{
	static const struct {
		const char	*a, *b;
		int		 edits;
	} rows[] = {
		{ "", "", 0 }, { "", "abc", 3 }, { "relu", "relu", 0 },
		{ "relu", "rleu", 1 }, { "relu", "rel", 1 },
		{ "relu", "reluu", 1 }, { "relu", "Relu", 1 },
		{ "tanh", "than", 2 }, { "kitten", "sitting", 3 },
		{ "ca", "abc", 3 }, { "ab", "ba", 1 }, { "abcd", "badc", 2 },
		{ "12345678901234567890123456789012", "", 32 },
		{ "123456789012345678901234567890123", "", 99 },
		{ "", "123456789012345678901234567890123", 99 },
	};
	size_t	i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		CHECK_INT(text_distance(rows[i].a, strlen(rows[i].a),
		    rows[i].b, strlen(rows[i].b)), rows[i].edits);
		CHECK_INT(text_distance(rows[i].b, strlen(rows[i].b),
		    rows[i].a, strlen(rows[i].a)), rows[i].edits);
	}
	CHECK_INT(text_distance("abX", 2, "abY", 2), 0);
}

static const char *
nearest(const char *word)
{
	static const char	*const known[] = { "check", "help", "J",
	    "iteration", "iterations", "list", "relu", "run" };
	struct nearest		 near;
	size_t			 i;

	nearest_init(&near, word, strlen(word));
	for (i = 0; i < sizeof known / sizeof known[0]; i++)
		nearest_try(&near, known[i]);
	return near.best == NULL ? "" : near.best;
}

static void
a_slip_is_like_one_of_the_known(void)
{
	CHECK_STR(nearest("rnu"), "run");
	CHECK_STR(nearest("ReLU"), "relu");
	CHECK_STR(nearest("itertions"), "iterations");
	CHECK_STR(nearest("iteratio"), "iteration");
	CHECK_STR(nearest("iteration"), "iteration");
	CHECK_STR(nearest("chk"), "check");	/* an abbreviation */
	CHECK_STR(nearest("iter"), "iteration");
	CHECK_STR(nearest("j"), "J");
	CHECK_STR(nearest("k"), "");
	CHECK_STR(nearest("ch"), "");
	CHECK_STR(nearest("rxy"), "");
	CHECK_STR(nearest("reverse"), "");
	CHECK_STR(nearest(""), "");
}

int
main(void)
{
	TEST(every_code_point_is_read_as_it_is_written);
	TEST(bytes_that_are_not_utf8_are_taken_by_maximal_subparts);
	TEST(bad_bytes_are_shown_as_the_standard_recommends);
	TEST(the_first_bad_byte_is_found);
	TEST(the_gate_shows_what_it_does_not_pass);
	TEST(no_code_point_gets_round_the_gate);
	TEST(no_three_bytes_get_round_the_gate);
	TEST(a_character_takes_its_cells);
	TEST(a_text_is_as_wide_as_it_is_shown);
	TEST(a_distance_counts_edits);
	TEST(a_slip_is_like_one_of_the_known);
	return tap_done();
}
