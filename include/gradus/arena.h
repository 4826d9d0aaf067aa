/* SPDX-License-Identifier: MIT */
/*
 * Memory that is given back all at once. A lifetime (a lesson, an entry, a
 * frame) is an arena; nothing inside it is freed alone. Memory comes zeroed
 * and aligned for any type. Running out of memory is fatal().
 */
#ifndef GRADUS_ARENA_H
#define GRADUS_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A place in an arena to come back to. */
struct arena_mark {
	void	*chunk;
	size_t	 used;
};

struct arena		*arena_new(void);
void			 arena_free(struct arena *);	/* NULL is fine */

/* Returns n zeroed bytes; never NULL, also for n == 0. */
void			*arena_alloc(struct arena *, size_t n);
/* As arena_alloc of count * size bytes; an overflow is fatal(). */
void			*arena_calloc(struct arena *, size_t count,
			    size_t size);
/*
 * Makes an array of count elements larger; returns where it is now. The old
 * place stays valid but is waste unless it was the arena's last block.
 */
void			*arena_resize(struct arena *, void *old,
			    size_t old_size, size_t new_size);
/*
 * Makes room for one more element in a growing array: doubles *max when
 * len == *max. Use: v = ARENA_GROW(a, v, len, &max); v[len++] = x;
 */
#define ARENA_GROW(a, v, len, max) \
	arena_grow((a), (v), (len), (max), sizeof *(v))
void			*arena_grow(struct arena *, void *old, size_t len,
			    size_t *max, size_t size);

/*
 * The same for many short arrays that only know their length: there is room
 * for the next power of two. Use: v = ARENA_PUSH(a, v, len); v[len++] = x;
 */
#define ARENA_PUSH(a, v, len) \
	arena_push((a), (v), (len), sizeof *(v))
void			*arena_push(struct arena *, void *old, size_t len,
			    size_t size);

/* Strings end in a NUL that n does not count. */
char			*arena_strdup(struct arena *, const char *);
char			*arena_strndup(struct arena *, const char *, size_t n);
char			*arena_printf(struct arena *, const char *, ...)
			    __attribute__((format(printf, 2, 3)));
char			*arena_vprintf(struct arena *, const char *, va_list)
			    __attribute__((format(printf, 2, 0)));

/*
 * arena_rewind frees all that was allocated since the mark was taken; a mark
 * taken after that mark is invalid then.
 */
struct arena_mark	 arena_mark(const struct arena *);
void			 arena_rewind(struct arena *, struct arena_mark);

/* Bytes that were handed out and not rewound. */
size_t			 arena_used(const struct arena *);

#endif
