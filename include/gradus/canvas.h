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
	ROLE_GIVEN,		/* data, weights, knobs */
	ROLE_FORWARD,		/* what is computed from them */
	ROLE_BACKWARD,		/* gradients */
	ROLE_CURSOR,
	ROLE_OPERAND,		/* what the cell under the cursor is made of */
	ROLE_CHANGED,		/* by the last command */
	ROLE_BORDER,
	ROLE_STATUS,
	ROLE_ERROR,
	ROLE_END
};

enum {
	LOOK_BOLD	= 1,
	LOOK_ITALIC	= 2,
	LOOK_UNDERLINE	= 4,
	LOOK_STRIKE	= 8,
	LOOK_REVERSE	= 16,
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

/* A part of a canvas; nothing where rows or cols is below 1. */
struct rect {
	int	row, col, rows, cols;
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
/*
 * Draws `from`, beginning with its cell (row, col), into a rectangle: no cell
 * outside of that is touched, and none where `from` has none. Of a wide
 * character that does not fit whole, a blank remains.
 */
void		 canvas_blit(struct canvas *, struct rect,
		    const struct canvas *from, int row, int col);
/* As canvas_blit of all of it; what lies outside of the canvas is cut. */
void		 canvas_copy(struct canvas *, int row, int col,
		    const struct canvas *);
/* Makes a rectangle blank, in a style. */
void		 canvas_fill(struct canvas *, struct rect, struct style);

/*
 * Appends rows from to end (exclusive) as lines without trailing blanks. sgr
 * has the parameters of an SGR sequence for each role, or NULL, so that a line
 * is coloured and ends with a reset where one is due; without it: text alone.
 */
void		 canvas_print(struct str *, const struct canvas *, int from,
		    int end, const char *const sgr[ROLE_END]);

#endif
