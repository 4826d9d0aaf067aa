/* SPDX-License-Identifier: MIT */
/*
 * Text that grows.
 */

#include "gradus/str.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

static char	empty[1];	/* never written: size is 0 */

void
str_init(struct str *s)
{
	*s = (struct str){ .data = empty };
}

void
str_release(struct str *s)
{
	if (s->size > 0)
		free(s->data);
	str_init(s);
}

void
str_clear(struct str *s)
{
	str_truncate(s, 0);
}

/* Room for n more bytes and the NUL. */
static void
reserve(struct str *s, size_t n)
{
	size_t	need, size;

	if (n > SIZE_MAX / 4 || s->len > SIZE_MAX / 4)
		fatal("out of memory");
	need = s->len + n + 1;
	if (need <= s->size)
		return;
	size = s->size < 32 ? 32 : 2 * s->size;
	if (size < need)
		size = need;
	s->data = xrealloc(s->size > 0 ? s->data : NULL, size);
	s->size = size;
	s->data[s->len] = '\0';
}

void
str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void
str_addn(struct str *s, const char *text, size_t n)
{
	if (n == 0)
		return;
	reserve(s, n);
	memcpy(s->data + s->len, text, n);
	s->len += n;
	s->data[s->len] = '\0';
}

void
str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void
str_fill(struct str *s, char c, size_t n)
{
	if (n == 0)
		return;
	reserve(s, n);
	memset(s->data + s->len, c, n);
	s->len += n;
	s->data[s->len] = '\0';
}

void
str_addf(struct str *s, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	str_vaddf(s, format, ap);
	va_end(ap);
}

void
str_vaddf(struct str *s, const char *format, va_list ap)
{
	va_list	again;
	int	n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		fatal("cannot format a text");
	if (n == 0)
		return;
	reserve(s, (size_t)n);
	vsnprintf(s->data + s->len, (size_t)n + 1, format, ap);
	s->len += (size_t)n;
}

void
str_truncate(struct str *s, size_t len)
{
	assert(len <= s->len);
	s->len = len;
	if (s->size > 0)
		s->data[len] = '\0';
}
