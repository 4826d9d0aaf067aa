/* SPDX-License-Identifier: MIT */
/*
 * Keys as words: "] Space*7 Enter 'w(1) Esc ^L": a name or a character, how
 * often, and behind a ' a text that is typed.
 */
#ifndef TESTS_SCREEN_KEYS_H
#define TESTS_SCREEN_KEYS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/ui/terminal.h"

static const struct key_word {
	const char	*name;
	int32_t		 key;
} key_words[] = {
	{ "Space", K_SPACE }, { "Enter", K_ENTER }, { "Tab", K_TAB },
	{ "Esc", K_ESC }, { "Bksp", K_BACKSPACE }, { "Up", K_UP },
	{ "Down", K_DOWN }, { "Left", K_LEFT }, { "Right", K_RIGHT },
	{ "Home", K_HOME }, { "End", K_END }, { "PgUp", K_PGUP },
	{ "PgDn", K_PGDN }, { "Del", K_DELETE }, { "BackTab", K_BACKTAB },
	{ "F1", K_F1 },
};

/* Keys that are likely to lead somewhere, for tests that press any. */
static const char *const likely_keys[] = { "Space", "Space", "Bksp", "Left",
	"Right", "Up", "Down", "Tab", "Tab", "BackTab", "Enter", "Enter",
	"Esc", "Esc Esc", "+", "-", "+", "a", "a", "n", "n", "p", "N", "P",
	"g '12 Enter", "G", "d", "d", "u", "U", "^R", "r", "v", "z", "J", "K",
	"^D", "^U", "[", "]", "Home", "End", "?", "F1", "/", "PgUp", "PgDn",
	"Del", "'0.5", "'-1/3", "'2*w(1)", "'1e300 Enter", "e '0 Enter",
	"'((", "1", "1", "2", "h", "j", "k", "l", "^L", "^A", "^E", "^K", "^W", "." };
#define LIKELY_KEYS	(sizeof likely_keys / sizeof likely_keys[0])

/* The key that the n bytes at s name; 0 if they name none. */
static inline int32_t
key_named(const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < sizeof key_words / sizeof key_words[0]; i++)
		if (strlen(key_words[i].name) == n &&
		    memcmp(key_words[i].name, s, n) == 0)
			return key_words[i].key;
	if (n == 2 && *s == '^')
		return K_CTRL(s[1]);
	return n == 1 ? *s : 0;
}

/* Presses all keys of a line, by a function. Returns 0, or -1. */
static inline int
press_keys(const char *s, void (*press)(void *, int32_t), void *context)
{
	size_t		n, k;
	const char	*star;
	long		times;
	int32_t		key;

	for (; *s != '\0'; s += n) {
		s += strspn(s, " ");
		n = strcspn(s, " ");
		if (n > 1 && *s == '\'') {
			for (k = 1; k < n; k++)
				press(context, (unsigned char)s[k]);
			continue;
		}
		star = n > 2 ? memchr(s + 1, '*', n - 1) : NULL;
		times = star == NULL ? 1 : strtol(star + 1, NULL, 10);
		key = key_named(s, star == NULL ? n : (size_t)(star - s));
		if (n > 0 && key == 0)
			return -1;
		for (; n > 0 && times > 0; times--)
			press(context, key);
	}
	return 0;
}

#endif
