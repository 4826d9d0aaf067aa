/* SPDX-License-Identifier: MIT */
/*
 * Curves, drawn with dots: of braille, of half blocks, or characters.
 */
#ifndef UI_PLOT_H
#define UI_PLOT_H

#include "gradus/canvas.h"

enum ink {
	INK_BRAILLE,	/* 2 by 4 dots a cell */
	INK_BLOCK,	/* 1 by 2 */
	INK_ASCII,	/* 1 by 1 */
};

/* A curve: values at first, first + 1 …; NaN and infinities are gaps. */
struct curve {
	double		(*value)(const void *context, long x);
	const void	*context;
	long		 first, last;
	uint8_t		 role;
	int		 present;	/* drawn last, in bold */
};

struct range {
	long	x0, x1;
	double	y0, y1;		/* y0 > y1: there is no finite value */
};

/* What all curves lie in. */
struct range plot_range(const struct curve *, size_t n);
/*
 * Draws the curves into a rectangle, points joined by lines. A column shows
 * the smallest and the largest of the values that fall on it.
 */
void	 plot_draw(struct arena *, struct canvas *, struct rect,
	    const struct curve *, size_t n, const struct range *, enum ink);
/* The cell of the rectangle that a point falls on; row -1 if on none. */
void	 plot_at(struct rect, const struct range *, long x, double y,
	    int *row, int *col);

#endif
