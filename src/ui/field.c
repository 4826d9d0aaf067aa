/* SPDX-License-Identifier: MIT */
/*
 * Keys that edit a line.
 */

#include "field.h"

#include <string.h>

#include "gradus/text.h"

#include "terminal.h"

void
field_init(struct field *f)
{
	str_init(&f->text);
	f->at = 0;
}

void
field_release(struct field *f)
{
	str_release(&f->text);
}

void
field_set(struct field *f, const char *s)
{
	str_clear(&f->text);
	str_add(&f->text, s);
	f->at = f->text.len;
}

/* Begins of the characters before and behind the cursor. */
static size_t
before(const struct field *f)
{
	size_t	i = f->at;

	while (i > 0 && (f->text.data[--i] & 0xc0) == 0x80)
		;
	return i;
}

static size_t
behind(const struct field *f)
{
	size_t	i = f->at;

	if (i < f->text.len)
		i++;
	while (i < f->text.len && (f->text.data[i] & 0xc0) == 0x80)
		i++;
	return i;
}

/* Takes out what is between two places; the cursor is there. */
static void
cut(struct field *f, size_t from, size_t to)
{
	if (from == to)
		return;
	memmove(f->text.data + from, f->text.data + to, f->text.len - to);
	str_truncate(&f->text, f->text.len - (to - from));
	f->at = from;
}

/* Where the word before the cursor begins. */
static size_t
word(const struct field *f)
{
	size_t	i = f->at;

	while (i > 0 && f->text.data[i - 1] == ' ')
		i--;
	while (i > 0 && f->text.data[i - 1] != ' ')
		i--;
	return i;
}

static int
insert(struct field *f, int32_t key)
{
	char	s[4];
	size_t	n;

	if (key < ' ' || key >= K_FIRST || (key >= 0x7f && key < 0xa0))
		return 0;
	n = text_encode(s, (uint32_t)key);
	if (f->text.len + n > FIELD_MAX)
		return 1;
	str_addn(&f->text, s, n);
	memmove(f->text.data + f->at + n, f->text.data + f->at,
	    f->text.len - n - f->at);
	memcpy(f->text.data + f->at, s, n);
	f->at += n;
	return 1;
}

int
field_key(struct field *f, int32_t key)
{
	switch (key) {
	case K_LEFT:
	case K_CTRL('b'):
		f->at = before(f);
		return 1;
	case K_RIGHT:
	case K_CTRL('f'):
		f->at = behind(f);
		return 1;
	case K_HOME:
	case K_CTRL('a'):
		f->at = 0;
		return 1;
	case K_END:
	case K_CTRL('e'):
		f->at = f->text.len;
		return 1;
	case K_BACKSPACE:
		cut(f, before(f), f->at);
		return 1;
	case K_DELETE:
	case K_CTRL('d'):
		cut(f, f->at, behind(f));
		return 1;
	case K_CTRL('u'):
		cut(f, 0, f->at);
		return 1;
	case K_CTRL('k'):
		cut(f, f->at, f->text.len);
		return 1;
	case K_CTRL('w'):
		cut(f, word(f), f->at);
		return 1;
	default:
		return insert(f, key);
	}
}
