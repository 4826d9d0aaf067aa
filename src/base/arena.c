/* SPDX-License-Identifier: MIT */
/*
 * An arena is a list of chunks, the newest first. A block never moves and is
 * handed out from the newest chunk; one that does not fit gets a new chunk,
 * at least twice as large as the last.
 */

#include "gradus/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_ASAN	1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_ASAN	1
#endif
#endif

#ifdef HAVE_ASAN
#include <sanitizer/asan_interface.h>
#define RED_ZONE	16
#define POISON(p, n)	ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n)	ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define RED_ZONE	0
#define POISON(p, n)	((void)(p), (void)(n))
#define UNPOISON(p, n)	((void)(p), (void)(n))
#endif

#ifndef ARENA_CHUNK
#define ARENA_CHUNK	((size_t)16 << 10)
#endif

#define LARGE	((size_t)128 << 10)	/* bytes that malloc maps */
#define ALIGN	((size_t)16)
#define ROUND(n)	(((n) + ALIGN - 1) & ~(ALIGN - 1))

struct chunk {
	struct chunk	*older;
	size_t		 size;		/* bytes of data */
	size_t		 before;	/* bytes handed out in older ones */
	int		 zero;		/* all that is not handed out is */
	char		*data;
};

struct arena {
	struct chunk	*chunk;
	size_t		 used;		/* of the newest chunk */
};

struct arena *
arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

static void
drop_chunk(struct arena *a)
{
	struct chunk	*c = a->chunk;

	a->chunk = c->older;
	a->used = c->before - (c->older == NULL ? 0 : c->older->before);
	UNPOISON(c->data, c->size);
	free(c->data);
	free(c);
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->chunk != NULL)
		drop_chunk(a);
	free(a);
}

static void
add_chunk(struct arena *a, size_t need)
{
	struct chunk	*c;

	c = xcalloc(1, sizeof *c);
	c->size = a->chunk == NULL ? ARENA_CHUNK : 2 * a->chunk->size;
	if (c->size > 64 * ARENA_CHUNK)
		c->size = 64 * ARENA_CHUNK;
	if (c->size < need)
		c->size = need;
	c->before = arena_used(a);
	/*
	 * Fresh memory of calloc is zero, and untouched while it is large; of
	 * a small chunk only what is used is to be made zero.
	 */
	c->zero = c->size >= LARGE;
	c->data = c->zero ? xcalloc(1, c->size) : xmalloc(c->size);
	POISON(c->data, c->size);
	c->older = a->chunk;
	a->chunk = c;
	a->used = 0;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t	 need;
	char	*p;

	if (n > SIZE_MAX / 4)
		fatal("out of memory");
	need = ROUND(n) + RED_ZONE;
	if (a->chunk == NULL || need > a->chunk->size - a->used)
		add_chunk(a, need);
	p = a->chunk->data + a->used;
	a->used += need;
	UNPOISON(p, n);
	return a->chunk->zero ? p : memset(p, 0, n);
}

void *
arena_calloc(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		fatal("out of memory");
	return arena_alloc(a, count * size);
}

void *
arena_resize(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	struct chunk	*c = a->chunk;
	char		*p = old;
	size_t		 more;

	if (new_size <= old_size)
		return old;
	if (old == NULL || old_size == 0)
		return arena_alloc(a, new_size);
	if (c != NULL && p + ROUND(old_size) + RED_ZONE == c->data + a->used &&
	    new_size <= SIZE_MAX / 4) {
		more = ROUND(new_size) - ROUND(old_size);
		if (more <= c->size - a->used) {
			a->used += more;
			UNPOISON(p, new_size);
			if (!c->zero)
				memset(p + old_size, 0, new_size - old_size);
			return p;
		}
	}
	p = arena_alloc(a, new_size);
	memcpy(p, old, old_size);
	return p;
}

void *
arena_grow(struct arena *a, void *old, size_t len, size_t *max, size_t size)
{
	size_t	n;

	if (len < *max)
		return old;
	n = *max == 0 ? 4 : 2 * *max;
	if (n > SIZE_MAX / size)
		fatal("out of memory");
	old = arena_resize(a, old, *max * size, n * size);
	*max = n;
	return old;
}

void *
arena_push(struct arena *a, void *old, size_t len, size_t size)
{
	if ((len & (len - 1)) != 0)
		return old;
	if (len > SIZE_MAX / 2 / size)
		fatal("out of memory");
	return arena_resize(a, old, len * size, (len == 0 ? 1 : 2 * len) *
	    size);
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char	*p;

	p = arena_alloc(a, n + 1);
	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list	 ap;
	char	*s;

	va_start(ap, format);
	s = arena_vprintf(a, format, ap);
	va_end(ap);
	return s;
}

char *
arena_vprintf(struct arena *a, const char *format, va_list ap)
{
	va_list	 again;
	char	*s;
	int	 n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		fatal("cannot format a text");
	s = arena_alloc(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, format, ap);
	return s;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->chunk, a->used };
}

void
arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->chunk != mark.chunk)
		drop_chunk(a);
	if (a->chunk == NULL)
		return;
	UNPOISON(a->chunk->data + mark.used, a->used - mark.used);
	if (a->chunk->zero)
		memset(a->chunk->data + mark.used, 0, a->used - mark.used);
	POISON(a->chunk->data + mark.used, a->used - mark.used);
	a->used = mark.used;
}

size_t
arena_used(const struct arena *a)
{
	return a->chunk == NULL ? 0 : a->chunk->before + a->used;
}
