/* SPDX-License-Identifier: MIT */
/*
 * The cells that stand on a terminal, and what has to be written so that it
 * shows a canvas: places, styles and text of those that differ.
 */
#ifndef UI_CELLS_H
#define UI_CELLS_H

#include "gradus/canvas.h"
#include "gradus/str.h"

struct cells {
	/* How the terminal is told; each appends to what is written. */
	void		 (*place)(int row, int col);
	void		 (*style)(struct style);	/* from plain text */
	void		 (*plain)(void);
	void		 (*clear)(void);	/* the screen; text is plain */
	/* What style() appends; "" where it looks like plain text. */
	const char	*(*text)(struct style);
	int		 corner;	/* its last cell can be written */

	struct canvas_cell *shown;	/* row after row */
	int		 rows, cols;	/* of it; 0: nothing is known */
	struct style	 now;		/* of what is written */
	struct str	*out;
};

/* Appends what the canvas takes; then it is what is shown. */
void	 cells_write(struct cells *, struct str *, const struct canvas *);
/* Has all of it written next time. */
void	 cells_forget(struct cells *);
void	 cells_release(struct cells *);

#endif
