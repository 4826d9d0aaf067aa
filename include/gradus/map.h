/* SPDX-License-Identifier: MIT */
/*
 * A hash table from byte strings to integers, in an arena. Keys are copied.
 * The hash (FNV-1a, then a mixing step) needs no secret: what is hashed is
 * one lesson of bounded size.
 */
#ifndef GRADUS_MAP_H
#define GRADUS_MAP_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct map_slot;

struct map {
	struct arena	*arena;
	struct map_slot	*slots;
	size_t		 count, size;	/* size is 0 or a power of two */
};

void	 map_init(struct map *, struct arena *);
/* Returns the value of the key, or -1. */
int32_t	 map_get(const struct map *, const void *key, size_t n);
/* Sets the value (>= 0) of the key, replacing one that was there. */
void	 map_set(struct map *, const void *key, size_t n, int32_t value);

#endif
