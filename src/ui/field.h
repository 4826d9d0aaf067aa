/* SPDX-License-Identifier: MIT */
/*
 * A line of text that is edited: a value for a cell, a number, a word.
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "gradus/str.h"

#define FIELD_MAX	1000	/* bytes of it */

struct field {
	struct str	text;	/* UTF-8 */
	size_t		at;	/* the cursor is before this byte */
};

void	 field_init(struct field *);
void	 field_release(struct field *);
/* The cursor is at the end. */
void	 field_set(struct field *, const char *);
/* A key of terminal.h; returns 0 if it is none of a field's. */
int	 field_key(struct field *, int32_t key);

#endif
