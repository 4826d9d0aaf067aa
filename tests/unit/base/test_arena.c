/* SPDX-License-Identifier: MIT */

#include "gradus/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "child.h"
#include "tap.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_ASAN	1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_ASAN	1
#endif
#endif

#ifdef HAVE_ASAN
#include <sanitizer/asan_interface.h>
#endif

#define BLOCKS	300

/* The first of the n bytes that is not c, or n. */
static size_t
find_other(const char *p, char c, size_t n)
{
	size_t	i;

	for (i = 0; i < n && p[i] == c; i++)
		;
	return i;
}

static void
a_block_is_zeroed_and_aligned(void)
{
	struct arena	*a = arena_new();
	char		*p;
	size_t		 n;

	for (n = 0; n < BLOCKS; n++) {
		p = arena_alloc(a, n);
		CHECK(p != NULL);
		CHECK_INT((uintptr_t)p % alignof(max_align_t), 0);
		CHECK_INT(find_other(p, 0, n), n);
		memset(p, 'x', n);
	}
	arena_free(a);
}

static void
blocks_do_not_overlap(void)
{
	struct arena	*a = arena_new();
	char		*p[BLOCKS];
	size_t		 i;

	for (i = 0; i < BLOCKS; i++) {
		p[i] = arena_alloc(a, i * i % 997);
		memset(p[i], (char)i, i * i % 997);
	}
	for (i = 0; i < BLOCKS; i++)
		CHECK_INT(find_other(p[i], (char)i, i * i % 997),
		    i * i % 997);
	arena_free(a);
}

static void
a_block_may_be_larger_than_a_chunk(void)
{
	struct arena	*a = arena_new();
	char		*small = arena_alloc(a, 8);
	char		*large = arena_alloc(a, (size_t)5 << 20);

	small[7] = large[0] = large[((size_t)5 << 20) - 1] = 'x';
	CHECK_INT(small[6], 0);
	CHECK_INT(large[1], 0);
	arena_free(a);
}

static void
a_rewind_frees_what_came_after_the_mark(void)
{
	static const size_t	sizes[] = { 1, 40, 3000, 100000 };
	struct arena		*a = arena_new();
	struct arena_mark	 mark;
	char			*before = arena_strdup(a, "before");
	size_t			 i, j, used;

	mark = arena_mark(a);
	used = arena_used(a);
	CHECK(used >= 7);
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		for (j = 0; j < 5; j++)
			memset(arena_alloc(a, sizes[i]), 'x', sizes[i]);
		CHECK(arena_used(a) >= used + 5 * sizes[i]);
		arena_rewind(a, mark);
		CHECK_INT(arena_used(a), used);
		CHECK_STR(before, "before");
	}
	arena_free(a);
}

static void
a_block_is_zeroed_also_after_a_rewind(void)
{
	struct arena		*a = arena_new();
	struct arena_mark	 mark;
	char			*p;
	size_t			 n;

	arena_alloc(a, 24);
	mark = arena_mark(a);
	for (n = 1; n < 2000; n += 13) {
		p = arena_alloc(a, n);
		CHECK_INT(find_other(p, 0, n), n);
		memset(p, 'x', n);
		p = arena_resize(a, p, n, n + 50);
		CHECK_INT(find_other(p + n, 0, 50), 50);
		memset(p, 'x', n + 50);
		arena_rewind(a, mark);
	}
	arena_free(a);
}

static void
a_mark_of_an_empty_arena_frees_all(void)
{
	struct arena		*a = arena_new();
	struct arena_mark	 mark = arena_mark(a);

	CHECK_INT(arena_used(a), 0);
	arena_rewind(a, mark);
	arena_alloc(a, 1000);
	arena_rewind(a, mark);
	CHECK_INT(arena_used(a), 0);
	CHECK_STR(arena_strdup(a, "again"), "again");
	arena_free(a);
}

static void
marks_nest(void)
{
	struct arena		*a = arena_new();
	struct arena_mark	 outer, inner;
	char			*one, *two;

	outer = arena_mark(a);
	one = arena_strdup(a, "one");
	inner = arena_mark(a);
	two = arena_strdup(a, "two");
	arena_alloc(a, 5000);
	CHECK_STR(two, "two");
	arena_rewind(a, inner);
	CHECK_STR(one, "one");
	arena_rewind(a, outer);
	CHECK_INT(arena_used(a), 0);
	arena_free(a);
}

static void
the_last_block_grows_where_it_is(void)
{
	struct arena		*a = arena_new();
	struct arena_mark	 mark = arena_mark(a);
	char			*p, *q;

	/* Leave a chunk that has room behind its first block. */
	arena_alloc(a, 8);
	arena_rewind(a, mark);
	p = arena_alloc(a, 8);
	q = arena_resize(a, p, 8, 40);
	CHECK(p == q);
	CHECK_INT(find_other(q, 0, 40), 40);
	arena_free(a);
}

static void
the_last_block_moves_when_its_chunk_is_full(void)
{
	struct arena	*a = arena_new();
	char		*p = arena_alloc(a, 8);
	size_t		 n;

	memset(p, 'x', 8);
	for (n = 8; n < (size_t)4 << 20; n *= 2) {
		p = arena_resize(a, p, n, 2 * n);
		CHECK_INT(find_other(p, 'x', n), n);
		CHECK_INT(find_other(p + n, 0, n), n);
		memset(p, 'x', 2 * n);
	}
	arena_free(a);
}

static void
a_block_that_moves_keeps_its_content(void)
{
	struct arena	*a = arena_new();
	char		*p = arena_strdup(a, "content"), *q;

	arena_alloc(a, 1);
	q = arena_resize(a, p, 8, 500);
	CHECK(p != q);
	CHECK_STR(q, "content");
	CHECK_STR(p, "content");
	CHECK_INT(find_other(q + 8, 0, 492), 492);
	CHECK(arena_resize(a, NULL, 0, 10) != NULL);
	arena_free(a);
}

static void
an_array_grows_one_element_at_a_time(void)
{
	struct arena	*a = arena_new();
	size_t		 len[2] = { 0 }, max[2] = { 0 }, i, before;
	int		*v[2] = { NULL }, moves = 0;

	/* Two that grow in turn are in each other's way. */
	for (i = 0; i < 2000; i++) {
		before = max[i % 2];
		v[i % 2] = ARENA_GROW(a, v[i % 2], len[i % 2], &max[i % 2]);
		moves += max[i % 2] != before;
		CHECK(max[i % 2] > len[i % 2]);
		v[i % 2][len[i % 2]++] = (int)i;
	}
	for (i = 0; i < 2000; i++)
		CHECK_INT(v[i % 2][i / 2], i);
	CHECK(moves <= 2 * 10);
	CHECK(max[0] <= 2 * 1024);
	arena_free(a);
}

static void
strings_are_copied_and_end_in_a_nul(void)
{
	struct arena	*a = arena_new();
	char		 name[] = "delta", *p, *q, *r;

	p = arena_strdup(a, name);
	q = arena_strndup(a, name, 2);
	r = arena_strndup(a, "a\0b", 3);
	name[0] = 'x';
	CHECK_STR(p, "delta");
	CHECK_STR(q, "de");
	CHECK(memcmp(r, "a\0b", 4) == 0);
	CHECK_STR(arena_strndup(a, NULL, 0), "");
	arena_free(a);
}

static void
formatted_text_may_be_long(void)
{
	struct arena	*a = arena_new();
	char		*p;

	CHECK_STR(arena_printf(a, "%d×%d", 2, 3), "2×3");
	CHECK_STR(arena_printf(a, "%s", ""), "");
	p = arena_printf(a, "%5000d|", 7);
	CHECK_INT(strlen(p), 5001);
	CHECK_STR(p + 4998, " 7|");
	arena_free(a);
}

static struct arena	*kept;

static void
overflow_a_product(void)
{
	arena_calloc(kept, SIZE_MAX / 2 + 2, 2);
}

static void
overflow_a_size(void)
{
	arena_alloc(kept, SIZE_MAX);
}

static void
a_size_that_overflows_is_fatal(void)
{
	char	said[4000];

	kept = arena_new();
	CHECK_INT(child_run(overflow_a_product, said, sizeof said), 3);
	CHECK_STR(said, "gradus: out of memory\n");
	CHECK_INT(child_run(overflow_a_size, said, sizeof said), 3);
	CHECK_STR(said, "gradus: out of memory\n");
	arena_free(kept);
}

static void
no_arena_can_be_freed(void)
{
	arena_free(NULL);
	arena_free(arena_new());
	CHECK(1);
}

#ifdef HAVE_ASAN
static void
memory_that_is_not_ours_is_poisoned(void)
{
	struct arena		*a = arena_new();
	struct arena_mark	 mark;
	char			*p = arena_alloc(a, 20), *q;

	mark = arena_mark(a);
	q = arena_alloc(a, 5);
	CHECK(!__asan_address_is_poisoned(p + 19));
	CHECK(__asan_address_is_poisoned(p + 20));
	CHECK(__asan_address_is_poisoned(p + 32 + 15));
	CHECK(!__asan_address_is_poisoned(q + 4));
	CHECK(__asan_address_is_poisoned(q + 5));
	arena_rewind(a, mark);
	CHECK(__asan_address_is_poisoned(q));
	CHECK(!__asan_address_is_poisoned(p + 19));
	arena_free(a);
}
#endif

static void
a_pushed_array_has_room_for_the_next_power_of_two(void)
{
	struct arena	*a = arena_new();
	int		*v = NULL;
	size_t		 n = 0, moves = 0;
	const int	*before;

	while (n < 100) {
		before = v;
		v = ARENA_PUSH(a, v, n);
		moves += v != before;
		v[n] = (int)n;
		n++;
	}
	CHECK(moves <= 8);
	CHECK(v[0] == 0 && v[63] == 63 && v[64] == 64 && v[99] == 99);
	arena_free(a);
}

int
main(void)
{
	TEST(a_block_is_zeroed_and_aligned);
	TEST(a_pushed_array_has_room_for_the_next_power_of_two);
	TEST(blocks_do_not_overlap);
	TEST(a_block_may_be_larger_than_a_chunk);
	TEST(a_rewind_frees_what_came_after_the_mark);
	TEST(a_block_is_zeroed_also_after_a_rewind);
	TEST(a_mark_of_an_empty_arena_frees_all);
	TEST(marks_nest);
	TEST(the_last_block_grows_where_it_is);
	TEST(the_last_block_moves_when_its_chunk_is_full);
	TEST(a_block_that_moves_keeps_its_content);
	TEST(an_array_grows_one_element_at_a_time);
	TEST(strings_are_copied_and_end_in_a_nul);
	TEST(formatted_text_may_be_long);
	TEST(a_size_that_overflows_is_fatal);
	TEST(no_arena_can_be_freed);
#ifdef HAVE_ASAN
	TEST(memory_that_is_not_ours_is_poisoned);
#endif
	return tap_done();
}
