/* SPDX-License-Identifier: MIT */

#include "gradus/str.h"

#include <string.h>

#include "tap.h"

static void
a_fresh_string_is_empty(void)
{
	struct str	s;

	str_init(&s);
	CHECK_STR(s.data, "");
	CHECK_INT(s.len, 0);
	CHECK_INT(s.size, 0);
	str_release(&s);
	CHECK_STR(s.data, "");
}

static void
nothing_added_takes_no_memory(void)
{
	struct str	s;

	str_init(&s);
	str_add(&s, "");
	str_addn(&s, "xyz", 0);
	str_addn(&s, NULL, 0);
	str_fill(&s, 'x', 0);
	str_addf(&s, "%s", "");
	str_clear(&s);
	str_truncate(&s, 0);
	CHECK_INT(s.size, 0);
	CHECK_STR(s.data, "");
	str_release(&s);
}

static void
what_is_added_comes_at_the_end(void)
{
	struct str	s;

	str_init(&s);
	str_add(&s, "one");
	CHECK_STR(s.data, "one");
	str_addc(&s, ' ');
	CHECK_STR(s.data, "one ");
	str_addn(&s, "two three", 3);
	CHECK_STR(s.data, "one two");
	str_fill(&s, '.', 3);
	CHECK_STR(s.data, "one two...");
	str_addf(&s, "%d%s", 3, "!");
	CHECK_STR(s.data, "one two...3!");
	CHECK_INT(s.len, 12);
	str_release(&s);
}

static void
a_string_may_hold_nuls(void)
{
	struct str	s;

	str_init(&s);
	str_addn(&s, "a\0b", 3);
	str_addc(&s, '\0');
	str_add(&s, "c");
	CHECK_INT(s.len, 5);
	CHECK(memcmp(s.data, "a\0b\0c", 6) == 0);
	str_release(&s);
}

static void
it_ends_in_a_nul_at_every_length(void)
{
	struct str	s;
	size_t		i;

	str_init(&s);
	for (i = 0; i < 5000; i++) {
		str_addc(&s, (char)('a' + i % 26));
		CHECK_INT(s.len, i + 1);
		CHECK(s.size > s.len);
		CHECK_INT(s.data[s.len], 0);
	}
	for (i = 0; i < 5000; i++)
		CHECK_INT(s.data[i], 'a' + i % 26);
	str_release(&s);
}

static void
formatted_text_may_be_long(void)
{
	struct str	s;
	int		n;

	for (n = 1; n < 200; n++) {
		str_init(&s);
		str_add(&s, "<");
		str_addf(&s, "%*d>", n, 7);
		CHECK_INT(s.len, n + 2);
		CHECK_STR(s.data + n, "7>");
		str_release(&s);
	}
}

static void
a_cut_string_can_grow_again(void)
{
	struct str	s;
	size_t		size;

	str_init(&s);
	str_add(&s, "a long sentence that is cut");
	size = s.size;
	str_truncate(&s, 6);
	CHECK_STR(s.data, "a long");
	str_truncate(&s, 6);
	CHECK_INT(s.len, 6);
	str_add(&s, "er");
	CHECK_STR(s.data, "a longer");
	str_clear(&s);
	CHECK_STR(s.data, "");
	CHECK_INT(s.size, size);
	str_release(&s);
	CHECK_INT(s.size, 0);
	str_add(&s, "anew");
	CHECK_STR(s.data, "anew");
	str_release(&s);
}

int
main(void)
{
	TEST(a_fresh_string_is_empty);
	TEST(nothing_added_takes_no_memory);
	TEST(what_is_added_comes_at_the_end);
	TEST(a_string_may_hold_nuls);
	TEST(it_ends_in_a_nul_at_every_length);
	TEST(formatted_text_may_be_long);
	TEST(a_cut_string_can_grow_again);
	return tap_done();
}
