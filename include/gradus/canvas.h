/* SPDX-License-Identifier: MIT */
/*
 * A block of styled cells: what formulas, pages and views are drawn into, and
 * what is given to a terminal or printed. Nothing is in a canvas that has not
 * passed the gate (text.h).
 */
#ifndef GRADUS_CANVAS_H
#define GRADUS_CANVAS_H

#include <stddef.h>
#include <stdint.h>

#include "gradus/arena.h"
#include "gradus/diag.h"
#include "gradus/str.h"

#define CANVAS_TEXT	15	/* a base, its marks and a NUL */

/* What a cell is; a theme gives it its colours. */
enum role {
	ROLE_PLAIN,
	ROLE_UNKNOWN,		/* source that could not be typeset */
	ROLE_TITLE,		/* # */
	ROLE_CHAPTER,		/* ## */
	ROLE_STEP,		/* ### and below */
	ROLE_CODE,
	ROLE_QUOTE,		/* the bar of a quotation */
	ROLE_MARK,		/* bullets, rules, lines of a table */
	ROLE_LINK,
	ROLE_NAME,		/* a name of the model in running text */
	ROLE_RED, ROLE_GREEN, ROLE_YELLOW, ROLE_BLUE, ROLE_MAGENTA, ROLE_CYAN,
	ROLE_GREY,
	ROLE_END
};

enum {
	LOOK_BOLD	= 1,
	LOOK_ITALIC	= 2,
	LOOK_UNDERLINE	= 4,
	LOOK_STRIKE	= 8,
};

struct style {
	const char	*mark;	/* name given by \class, or NULL */
	uint8_t		 role;	/* enum role */
	uint8_t		 look;	/* LOOK_… together */
};

/*
 * A wide character stands in its left cell; the right one has width 0 and no
 * text. An empty cell is a blank.
 */
struct canvas_cell {
	char		 text[CANVAS_TEXT];	/* UTF-8; "" is a blank */
	uint8_t		 width;			/* 1 or 2; 0: see above */
	struct style	 style;
	struct span	 span;		/* the source it came from; 0,0: none */
};

struct canvas {
	int			 rows, cols;
	int			 baseline;	/* row, of a formula */
	struct canvas_cell	*cells;		/* row after row */
};

/* All blank. rows and cols are at least 0. */
struct canvas	*canvas_new(struct arena *, int rows, int cols);
struct canvas_cell *canvas_at(const struct canvas *, int row, int col);
/*
 * Writes UTF-8 text that has passed the gate, from a cell on to the right,
 * cut at the edge (a wide character that does not fit whole is a blank).
 * Rows and columns outside are fine: nothing is drawn there. Marks join the
 * cell before them. Returns the columns that it took.
 */
int		 canvas_text(struct canvas *, int row, int col,
		    const char *, size_t n, struct style, struct span);
/* Copies a whole canvas; spans are moved on by offset bytes. */
void		 canvas_copy(struct canvas *, int row, int col,
		    const struct canvas *, uint32_t offset);

/*
 * Appends rows from to end (exclusive) as lines without trailing blanks.
 * With colour, looks and roles are SGR sequences (8 colours, so that it reads
 * on light and dark), each line ending with a reset where one is due.
 */
void		 canvas_print(struct str *, const struct canvas *, int from,
		    int end, int colour);

#endif
