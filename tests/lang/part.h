/* SPDX-License-Identifier: MIT */
/*
 * Parts of a text, and lines that TAP shows of them.
 */
#ifndef TESTS_PART_H
#define TESTS_PART_H

#include <string.h>

#include "gradus/str.h"

/* A part of a text. */
struct part {
	const char	*s, *end;
};

static inline int
starts_with(struct part p, const char *word)
{
	return strlen(word) <= (size_t)(p.end - p.s) &&
	    memcmp(p.s, word, strlen(word)) == 0;
}

static inline int
equals(struct part p, const char *word)
{
	return starts_with(p, word) && strlen(word) == (size_t)(p.end - p.s);
}

/* Takes all before the separator, and it, off the front of a text. */
static inline struct part
next(struct part *rest, char separator)
{
	struct part	line = *rest;
	const char	*p;

	p = memchr(rest->s, separator, (size_t)(rest->end - rest->s));
	line.end = p == NULL ? rest->end : p;
	rest->s = p == NULL ? rest->end : p + 1;
	return line;
}

static inline void
add_lines(struct str *s, const char *title, struct part text)
{
	struct part	line;

	str_addf(s, "# %s:\n", title);
	while (text.s < text.end) {
		line = next(&text, '\n');
		str_addf(s, "#   %.*s\n", (int)(line.end - line.s), line.s);
	}
}

#endif
