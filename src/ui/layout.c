/* SPDX-License-Identifier: MIT */
/*
 * Where each part of the screen is. Text and matrices stand side by side from
 * 72×20 on; on a smaller screen one pane is shown at a time.
 */

#include "ui.h"

#define MIN_COLS	72
#define MIN_ROWS	20
#define MAP_ROWS	2

static int
at_most(int n, int most)
{
	return n < most ? n : most;
}

/* One pane, under the title and over the keys where there is room for them. */
static void
make_single(struct layout *l, int rows, int cols, enum pane pane)
{
	struct rect	*panes[PANE_COUNT] = { [PANE_TEXT] = &l->text,
			    [PANE_MATRICES] = &l->matrices,
			    [PANE_CELL] = &l->cell,
			    [PANE_CURVE] = &l->curve };
	int		 top = rows >= 3, bottom = rows >= 4;

	l->alone = pane == PANE_ALL ? PANE_TEXT : pane;
	if (top)
		l->title = (struct rect){ 0, 0, 1, cols };
	/* Its name, and the others', stand in a line over it. */
	if (rows >= 5)
		l->rule = top++;
	if (bottom)
		l->keys = (struct rect){ rows - 1, 0, 1, cols };
	*panes[l->alone] = (struct rect){ top, 0, rows - top - bottom, cols };
}

void
layout_make(struct layout *l, int rows, int cols, enum pane zoom)
{
	int	text, lower, main_rows;

	*l = (struct layout){ .rule = -1, .lower = -1, .bar = -1 };
	if (rows < 1 || cols < 1)
		return;
	if (rows < MIN_ROWS || cols < MIN_COLS || zoom != PANE_ALL) {
		make_single(l, rows, cols, zoom);
		return;
	}
	text = at_most(42 + (cols - 80) * 7 / 20, 84);
	lower = at_most(4 + (rows - 22) / 4, 14);
	main_rows = rows - 1 - MAP_ROWS - 1 - 1 - lower - 1;
	l->title = (struct rect){ 0, 0, 1, cols };
	l->map = (struct rect){ 1, 0, MAP_ROWS, cols };
	l->rule = 1 + MAP_ROWS;
	l->bar = text;
	l->text = (struct rect){ l->rule + 1, 0, main_rows, text };
	l->matrices = (struct rect){ l->rule + 1, text + 1, main_rows,
	    cols - text - 1 };
	l->lower = l->rule + 1 + main_rows;
	l->cell = (struct rect){ l->lower + 1, 0, lower, text };
	l->curve = (struct rect){ l->lower + 1, text + 1, lower,
	    cols - text - 1 };
	l->keys = (struct rect){ rows - 1, 0, 1, cols };
}
