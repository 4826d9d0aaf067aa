/* SPDX-License-Identifier: MIT */

#include "gradus/map.h"

#include <string.h>

#include "gradus/arena.h"
#include "tap.h"

#define MANY	5000

static void
an_empty_map_has_no_key(void)
{
	struct arena	*a = arena_new();
	struct map	 m;

	map_init(&m, a);
	CHECK_INT(map_get(&m, "x", 1), -1);
	CHECK_INT(map_get(&m, "", 0), -1);
	CHECK_INT(m.count, 0);
	arena_free(a);
}

static void
a_value_is_found_and_replaced(void)
{
	struct arena	*a = arena_new();
	struct map	 m;

	map_init(&m, a);
	map_set(&m, "alpha", 5, 3);
	map_set(&m, "beta", 4, 0);
	map_set(&m, "gamma", 5, INT32_MAX);
	CHECK_INT(map_get(&m, "alpha", 5), 3);
	CHECK_INT(map_get(&m, "beta", 4), 0);
	CHECK_INT(map_get(&m, "gamma", 5), INT32_MAX);
	map_set(&m, "beta", 4, 7);
	CHECK_INT(map_get(&m, "beta", 4), 7);
	CHECK_INT(m.count, 3);
	arena_free(a);
}

static void
keys_are_bytes_and_not_strings(void)
{
	static const struct {
		const char	*key;
		size_t		 n;
	} keys[] = {
		{ "", 0 }, { "\0", 1 }, { "\0\0", 2 }, { "a", 1 },
		{ "a\0", 2 }, { "a\0b", 3 }, { "a\0c", 3 }, { "ab", 2 },
		{ "\xff", 1 }, { "W", 1 }, { "w", 1 },
	};
	struct arena	*a = arena_new();
	struct map	 m;
	size_t		 i, n = sizeof keys / sizeof keys[0];

	map_init(&m, a);
	for (i = 0; i < n; i++) {
		CHECK_INT(map_get(&m, keys[i].key, keys[i].n), -1);
		map_set(&m, keys[i].key, keys[i].n, (int32_t)i);
	}
	for (i = 0; i < n; i++)
		CHECK_INT(map_get(&m, keys[i].key, keys[i].n), i);
	CHECK_INT(m.count, n);
	arena_free(a);
}

static void
a_key_is_copied(void)
{
	struct arena	*a = arena_new();
	struct map	 m;
	char		 key[] = "key";

	map_init(&m, a);
	map_set(&m, key, 3, 1);
	memcpy(key, "xxx", 3);
	CHECK_INT(map_get(&m, "key", 3), 1);
	CHECK_INT(map_get(&m, key, 3), -1);
	arena_free(a);
}

/* Numbers in a row are the keys that a weak hash puts side by side. */
static void
many_keys_are_kept_apart(void)
{
	struct arena	*a = arena_new();
	struct map	 m;
	int32_t		 i;

	map_init(&m, a);
	for (i = 0; i < MANY; i++) {
		map_set(&m, &i, sizeof i, i);
		CHECK(m.count <= m.size - m.size / 4);
	}
	for (i = 0; i < MANY; i += 3)
		map_set(&m, &i, sizeof i, i + MANY);
	for (i = 0; i < MANY; i++)
		CHECK_INT(map_get(&m, &i, sizeof i),
		    i % 3 == 0 ? i + MANY : i);
	for (i = MANY; i < 2 * MANY; i++)
		CHECK_INT(map_get(&m, &i, sizeof i), -1);
	CHECK_INT(m.count, MANY);
	CHECK_INT(m.size & (m.size - 1), 0);
	arena_free(a);
}

int
main(void)
{
	TEST(an_empty_map_has_no_key);
	TEST(a_value_is_found_and_replaced);
	TEST(keys_are_bytes_and_not_strings);
	TEST(a_key_is_copied);
	TEST(many_keys_are_kept_apart);
	return tap_done();
}
