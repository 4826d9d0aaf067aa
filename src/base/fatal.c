/* SPDX-License-Identifier: MIT */
/*
 * The end of the program where it can't go on, and memory that never fails
 * otherwise.
 */

#include "gradus/fatal.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void	(*hook)(void);

void
fatal_set_hook(void (*h)(void))
{
	hook = h;
}

_Noreturn void
fatal(const char *format, ...)
{
	void	(*h)(void) = hook;
	va_list	ap;

	/* What goes wrong in the hook must not come back to it. */
	hook = NULL;
	if (h != NULL)
		h();
	fputs("gradus: ", stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(3);
}

static void *
check(void *p)
{
	if (p == NULL)
		fatal("out of memory");
	return p;
}

void *
xmalloc(size_t n)
{
	return check(malloc(n == 0 ? 1 : n));
}

void *
xcalloc(size_t count, size_t size)
{
	return check(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *
xrealloc(void *p, size_t n)
{
	return check(realloc(p, n == 0 ? 1 : n));
}

void *
xreallocarray(void *p, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		fatal("out of memory");
	return xrealloc(p, count * size);
}

void *
xgrow(void *p, size_t n, size_t *max, size_t size)
{
	if (n < *max)
		return p;
	*max = *max == 0 ? 16 : 2 * *max;
	return xreallocarray(p, *max, size);
}
