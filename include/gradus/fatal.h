/* SPDX-License-Identifier: MIT */
/*
 * The end of the program: our own mistake, or no memory. A hook gives the
 * terminal back and saves what the user typed before the message is printed.
 */
#ifndef GRADUS_FATAL_H
#define GRADUS_FATAL_H

#include <stddef.h>

/* Called once, before the message; a fatal() inside it does not recurse. */
void	 fatal_set_hook(void (*)(void));

/* Prints "gradus: " and the message to standard error and exits with 3. */
_Noreturn void fatal(const char *, ...) __attribute__((format(printf, 1, 2)));

/* malloc, realloc and strdup that end in fatal() when memory is out. */
void	*xmalloc(size_t);
void	*xcalloc(size_t, size_t);
void	*xrealloc(void *, size_t);
/* As xrealloc of count * size bytes; an overflow is fatal(). */
void	*xreallocarray(void *, size_t, size_t);
/* An array of n elements of a size gets room for one more: *max, doubled. */
void	*xgrow(void *, size_t n, size_t *max, size_t size);

#endif
