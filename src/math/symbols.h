/* SPDX-License-Identifier: MIT */
/*
 * The tables of what LaTeX's commands and characters look like, in Unicode
 * (of the Basic Multilingual Plane only) and in ASCII.
 */
#ifndef MATH_SYMBOLS_H
#define MATH_SYMBOLS_H

#include "node.h"

struct glyph {
	const char	*name;		/* without the backslash, or the char */
	enum atom	 atom;
	const char	*unicode, *ascii;
	int		 limits;	/* take limits in display style */
};

/* A delimiter: on one row, and its parts on several. */
struct fence {
	const char	*name;		/* "(", "\\lfloor" */
	const char	*one[2];	/* Unicode, ASCII */
	/* Top, middle (NULL: as the rest), bottom, the rest; two rows. */
	const char	*tall[2][6];
};

struct accent {
	const char	*name;
	const char	*mark;		/* a combining character */
	const char	*wide[2];	/* in a row of its own */
	int		 repeat;
	int		 under;
};

struct font {
	const char	*name;
	uint8_t		 look;
	char		 letters;	/* 'b' blackboard, 'c' script, 'f' */
	int		 upright;	/* blanks do not count, letters join */
};

/* NULL if there is none; n bytes. */
const struct glyph	*symbols_find(const char *name, size_t n);
/* Of a character as it stands in the source. */
const struct glyph	*symbols_char(uint32_t cp);
const struct fence	*symbols_fence(const char *name, size_t n);
const struct accent	*symbols_accent(const char *name, size_t n);
const struct font	*symbols_font(const char *name, size_t n);
/* The letter in a font, where the BMP has it; else NULL. */
const char		*symbols_letter(char font, uint32_t cp);
/* Small forms of a character, or NULL. */
const char		*symbols_superscript(const char *utf8);
const char		*symbols_subscript(const char *utf8);

#endif
