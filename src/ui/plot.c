/* SPDX-License-Identifier: MIT */
/*
 * Curves as dots. Each curve fills a grid of dots of its own, then the cells
 * that have dots are drawn; the present one comes last and covers the others.
 */

#include "plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

struct grid {
	unsigned char	*dots;		/* of each cell, a bit each */
	struct rect	 r;
	int		 across, down;	/* dots of a cell */
	int		 cols, rows;	/* in dots */
	const struct range *range;
};

struct range
plot_range(const struct curve *curves, size_t n)
{
	struct range	r = { 1, 2, INFINITY, -INFINITY };
	double		y;
	size_t		i;
	long		x, step;

	for (i = 0; i < n; i++) {
		if (curves[i].last > r.x1)
			r.x1 = curves[i].last;
		step = (curves[i].last - curves[i].first) / 100000 + 1;
		for (x = curves[i].first; x <= curves[i].last; x += step) {
			y = curves[i].value(curves[i].context, x);
			if (!isfinite(y))
				continue;
			r.y0 = y < r.y0 ? y : r.y0;
			r.y1 = y > r.y1 ? y : r.y1;
		}
	}
	return r;
}

/* Columns and rows of dots, from the left and from the top. */
static int
dot_col(const struct grid *g, long x)
{
	return (int)lround((double)(x - g->range->x0) * (g->cols - 1) /
	    (double)(g->range->x1 - g->range->x0));
}

static int
dot_row(const struct grid *g, double y)
{
	const struct range	*r = g->range;

	if (r->y1 == r->y0)
		return g->rows / 2;
	return (int)lround((r->y1 - y) / (r->y1 - r->y0) * (g->rows - 1));
}

static void
set_dot(struct grid *g, int row, int col)
{
	/* Braille numbers its dots down the columns, the last row later. */
	static const unsigned char	braille[4][2] = { { 1, 8 }, { 2, 16 },
					    { 4, 32 }, { 64, 128 } };
	int				cell, i, j;

	if (row < 0 || row >= g->rows || col < 0 || col >= g->cols)
		return;
	cell = row / g->down * g->r.cols + col / g->across;
	i = row % g->down;
	j = col % g->across;
	g->dots[cell] |= g->down == 4 ? braille[i][j] :
	    (unsigned char)(1 << i);
}

static void
draw_segment(struct grid *g, int row, int col, int row2, int col2)
{
	int	n = abs(row2 - row) > abs(col2 - col) ? abs(row2 - row) :
		    abs(col2 - col), i;

	for (i = 0; i <= n; i++)
		set_dot(g, n == 0 ? row : row + (int)lround((double)i *
		    (row2 - row) / n), n == 0 ? col : col +
		    (int)lround((double)i * (col2 - col) / n));
}

static void
draw_curve(struct grid *g, const struct curve *c)
{
	double	y;
	int	row, col, last_row = -1, last_col = -1;
	long	x;

	for (x = c->first; x <= c->last; x++) {
		y = c->value(c->context, x);
		if (!isfinite(y)) {
			last_row = -1;
			continue;
		}
		row = dot_row(g, y);
		col = dot_col(g, x);
		if (last_row == -1)
			set_dot(g, row, col);
		else if (col != last_col || row != last_row)
			draw_segment(g, last_row, last_col, row, col);
		last_row = row;
		last_col = col;
	}
}

/* What stands for the dots of a cell; s has room for a character. */
static const char *
cell_sign(const struct grid *g, const struct curve *c, unsigned char dots,
    char s[5])
{
	static const char	*const halves[] = { " ", "▀", "▄", "█" };

	if (g->down == 1)
		return c->present ? "*" : ".";
	if (g->down == 2)
		return halves[dots & 3];
	s[text_encode(s, 0x2800u + dots)] = '\0';
	return s;
}

static void
draw_dots(const struct grid *g, struct canvas *canvas, const struct curve *c)
{
	struct style	style = { NULL, c->role, c->present ? LOOK_BOLD : 0 };
	const char	*s;
	char		sign[5];
	int		i, j;

	for (i = 0; i < g->r.rows; i++) {
		for (j = 0; j < g->r.cols; j++) {
			if (g->dots[i * g->r.cols + j] == 0)
				continue;
			s = cell_sign(g, c, g->dots[i * g->r.cols + j], sign);
			canvas_text(canvas, g->r.row + i, g->r.col + j, s,
			    strlen(s), style, (struct span){ 0, 0 });
		}
	}
}

void
plot_draw(struct arena *arena, struct canvas *canvas, struct rect r,
    const struct curve *curves, size_t n, const struct range *range,
    enum ink ink)
{
	struct grid	g = { .r = r, .range = range };
	size_t		i, cells;
	int		present;

	if (r.rows < 1 || r.cols < 1 || range->y0 > range->y1)
		return;
	g.across = ink == INK_BRAILLE ? 2 : 1;
	g.down = ink == INK_BRAILLE ? 4 : ink == INK_BLOCK ? 2 : 1;
	g.cols = r.cols * g.across;
	g.rows = r.rows * g.down;
	cells = (size_t)r.rows * (size_t)r.cols;
	g.dots = arena_alloc(arena, cells);
	for (present = 0; present < 2; present++)
		for (i = 0; i < n; i++) {
			if (curves[i].present != present)
				continue;
			memset(g.dots, 0, cells);
			draw_curve(&g, &curves[i]);
			draw_dots(&g, canvas, &curves[i]);
		}
}

void
plot_at(struct rect r, const struct range *range, long x, double y, int *row,
    int *col)
{
	struct grid	g = { .r = r, .range = range, .cols = r.cols * 2,
			    .rows = r.rows * 4 };

	*row = *col = -1;
	if (!isfinite(y) || range->y0 > range->y1 || x < range->x0 ||
	    x > range->x1 || r.rows < 1 || r.cols < 1)
		return;
	*row = r.row + dot_row(&g, y) / 4;
	*col = r.col + dot_col(&g, x) / 2;
}
