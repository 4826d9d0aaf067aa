/* SPDX-License-Identifier: MIT */
/*
 * The matrices of a session, placed one beside and below the other, as wide
 * as the pane and as high as it takes. Places are rows and columns of the
 * whole, of which the pane shows a part.
 *
 *	w 3×1          δₒᵤₜ 1×4
 *	  0.0642063      −0.199715  −0.870505  1.12592  1.05855
 *	  0.136143
 *	  0.767825
 *
 * Numbers have as many digits as the step's own matrices have room for. A
 * matrix that is too large is a window around the cursor.
 */
#ifndef UI_BOARD_H
#define UI_BOARD_H

#include "gradus/canvas.h"
#include "gradus/tutor.h"

struct ui;

/* A column of numbers: aligned at their points. */
struct board_column {
	int	at;		/* from the block's left */
	int	whole, part;	/* widest before the point, and from it on */
};

struct board_block {
	struct tutor_item	 item;
	int			 lit;		/* the step is about it */
	struct rect		 place;
	int			 inline_;	/* name and value on one row */
	uint32_t		 row, col;	/* first of the window */
	uint32_t		 rows, cols;	/* that it has */
	int			 first;		/* rows over its first cells */
	struct board_column	*columns;	/* of the window */
	const char		**texts;	/* of cells, row after row */
	int			 wide;		/* columns, whole; 0: unknown */
	struct canvas		*name;
	const char		*shape;		/* "3×4", and what is shown */
};

struct board {
	struct board_block	*blocks;
	size_t			 n;
	int			 rows, cols;
	int			 also;		/* row over what is not lit */
	int			 windows;	/* there are some */
};

/*
 * For a pane of so many rows and columns. It is made again only if what it
 * depends on is another: valid until the next call.
 */
const struct board *board_make(struct ui *, int rows, int cols);
/* Columns of a number's text before its point; all where it has none. */
int	 board_whole(const char *);
/* The block that the cursor is in; NULL if there is none. */
const struct board_block *board_find(const struct board *,
	    const struct tutor_cursor *);
/* Where a cell of a block is, if the window has it: rows is 0 else. */
struct rect board_cell(const struct board_block *, struct cell);
/* The next cell to the right (0, 1), down (1, 0) …, in any matrix. */
struct tutor_cursor board_move(const struct board *,
	    const struct tutor_cursor *, int down, int right);

#endif
