/* SPDX-License-Identifier: MIT */
/*
 * Open addressing with linear probing, at most three quarters full.
 */

#include "gradus/map.h"

#include <assert.h>
#include <string.h>

#include "gradus/arena.h"

struct map_slot {
	const void	*key;		/* NULL: free */
	size_t		 n;
	uint64_t	 hash;
	int32_t		 value;
};

void
map_init(struct map *m, struct arena *arena)
{
	*m = (struct map){ .arena = arena };
}

/* FNV-1a; the last steps spread its high bits over the low ones. */
static uint64_t
hash(const void *key, size_t n)
{
	const unsigned char	*p = key;
	uint64_t		 h = 0xcbf29ce484222325u;
	size_t			 i;

	for (i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	h ^= h >> 32;
	h *= 0x9e3779b97f4a7c15u;
	return h ^ (h >> 29);
}

/* The slot of the key, or the free one where it belongs. */
static struct map_slot *
find(const struct map *m, const void *key, size_t n, uint64_t h)
{
	struct map_slot	*s;
	size_t		 i;

	for (i = h & (m->size - 1); ; i = (i + 1) & (m->size - 1)) {
		s = &m->slots[i];
		if (s->key == NULL || (s->hash == h && s->n == n &&
		    memcmp(s->key, key, n) == 0))
			return s;
	}
}

int32_t
map_get(const struct map *m, const void *key, size_t n)
{
	const struct map_slot	*s;

	if (m->size == 0)
		return -1;
	s = find(m, key, n, hash(key, n));
	return s->key == NULL ? -1 : s->value;
}

static void
grow(struct map *m)
{
	struct map	 old = *m;
	size_t		 i;

	m->size = old.size == 0 ? 16 : 2 * old.size;
	m->slots = arena_calloc(m->arena, m->size, sizeof *m->slots);
	for (i = 0; i < old.size; i++) {
		if (old.slots[i].key != NULL)
			*find(m, old.slots[i].key, old.slots[i].n,
			    old.slots[i].hash) = old.slots[i];
	}
}

void
map_set(struct map *m, const void *key, size_t n, int32_t value)
{
	struct map_slot	*s;
	uint64_t	 h = hash(key, n);

	assert(value >= 0);		/* -1 is: not there */
	if (4 * (m->count + 1) > 3 * m->size)
		grow(m);
	s = find(m, key, n, h);
	if (s->key == NULL) {
		s->key = arena_strndup(m->arena, key, n);
		s->n = n;
		s->hash = h;
		m->count++;
	}
	s->value = value;
}
