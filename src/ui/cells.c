/* SPDX-License-Identifier: MIT */
/*
 * Runs of cells that differ, from left to right, row by row.
 */

#include "cells.h"

#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#define MAX_GAP	4	/* cells that are written again, not skipped */

void
cells_forget(struct cells *c)
{
	c->rows = c->cols = 0;
}

void
cells_release(struct cells *c)
{
	free(c->shown);
	c->shown = NULL;
	cells_forget(c);
}

/* All blank. */
static void
begin(struct cells *c, int rows, int cols)
{
	size_t	n = (size_t)rows * (size_t)cols, i;

	c->clear();
	c->now = (struct style){ NULL, ROLE_PLAIN, 0 };
	c->shown = xreallocarray(c->shown, n + 1, sizeof *c->shown);
	memset(c->shown, 0, n * sizeof *c->shown);
	for (i = 0; i < n; i++)
		c->shown[i].width = 1;
	c->rows = rows;
	c->cols = cols;
}

static int
same_style(struct style a, struct style b)
{
	return a.role == b.role && a.look == b.look;
}

static int
same(const struct canvas_cell *a, const struct canvas_cell *b)
{
	/* Behind its NUL a text is zero, and its width comes after it. */
	return same_style(a->style, b->style) && memcmp(a, b, CANVAS_TEXT +
	    1) == 0;
}

static void
set_style(struct cells *c, struct style style)
{
	if (same_style(c->now, style))
		return;
	if (strcmp(c->text(style), c->text(c->now)) != 0) {
		if (*c->text(c->now) != '\0')
			c->plain();
		c->style(style);
	}
	c->now = style;
}

static void
write_cell(struct cells *c, const struct canvas_cell *cell)
{
	set_style(c, cell->style);
	str_add(c->out, cell->text[0] == '\0' ? " " : cell->text);
}

/* 1 if the cells between two columns can be written again, to get over them. */
static int
can_bridge(const struct cells *c, const struct canvas_cell *row, int from,
    int to)
{
	int	i;

	if (to - from > MAX_GAP)
		return 0;
	for (i = from; i < to; i++)
		if (!same_style(row[i].style, c->now) || row[i].width != 1)
			return 0;
	return 1;
}

static void
write_row(struct cells *c, const struct canvas *canvas, int row)
{
	const struct canvas_cell	*cells = canvas->cells +
					    (ptrdiff_t)row * canvas->cols;
	struct canvas_cell		*shown = c->shown + (ptrdiff_t)row *
					    c->cols;
	int				 col, at = -1;	/* the terminal's */

	for (col = 0; col < c->cols; col++) {
		if (same(&cells[col], &shown[col]))
			continue;
		shown[col] = cells[col];
		/* The corner would make some terminals scroll. */
		if (cells[col].width == 0 || (row == c->rows - 1 &&
		    col == c->cols - 1 && !c->corner))
			continue;
		if (at >= 0 && at < col && can_bridge(c, cells, at, col))
			for (; at < col; at++)
				write_cell(c, &cells[at]);
		if (at != col)
			c->place(row, col);
		write_cell(c, &cells[col]);
		at = col + cells[col].width;
	}
}

void
cells_write(struct cells *c, struct str *out, const struct canvas *canvas)
{
	int	row;

	c->out = out;
	if (c->rows != canvas->rows || c->cols != canvas->cols)
		begin(c, canvas->rows, canvas->cols);
	for (row = 0; row < c->rows; row++)
		write_row(c, canvas, row);
}
