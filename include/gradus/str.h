/* SPDX-License-Identifier: MIT */
/*
 * A string that grows. data always ends in a NUL that len does not count, and
 * is never NULL, also straight after str_init.
 */
#ifndef GRADUS_STR_H
#define GRADUS_STR_H

#include <stdarg.h>
#include <stddef.h>

struct str {
	char	*data;
	size_t	 len;
	size_t	 size;	/* bytes allocated; 0 while data is the empty string */
};

void	 str_init(struct str *);
void	 str_release(struct str *);	/* as str_init afterwards */
void	 str_clear(struct str *);	/* empty, keeps its memory */
void	 str_add(struct str *, const char *);
void	 str_addn(struct str *, const char *, size_t);
void	 str_addc(struct str *, char);
void	 str_fill(struct str *, char, size_t n);	/* n times the char */
void	 str_addf(struct str *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
void	 str_vaddf(struct str *, const char *, va_list)
	    __attribute__((format(printf, 2, 0)));
/* Cuts back to len bytes; len is at most the present length. */
void	 str_truncate(struct str *, size_t len);

#endif
