/* SPDX-License-Identifier: MIT */
/*
 * Hints for words and signs of other languages.
 */
#ifndef MODEL_HABITS_H
#define MODEL_HABITS_H

#include <stddef.h>

enum habit_kind {
	HABIT_OPERATOR,
	HABIT_SIGN,		/* that is no ASCII */
	HABIT_NAME,
	HABIT_STATEMENT,
};

/* What to write instead of a word of n bytes; NULL if nothing is known. */
const char	*habit_find(enum habit_kind, const char *word, size_t n);

#endif
