/* SPDX-License-Identifier: MIT */
/*
 * Tables: columns as wide as they need, or as there is room, with a rule
 * under the head.
 */

#include <string.h>

#include "typesetter.h"

#define GAP	3	/* " │ " */
#define NARROW	4	/* a column is not made narrower than this */

struct table {
	struct typesetter	*t;
	const struct block	*block;
	size_t			 columns;
	int			*width;
};

static struct canvas *
cell(const struct table *t, const struct block *b, int width)
{
	return typeset_phrases(t->t, b->phrases, b->nphrases, width,
	    ROLE_PLAIN);
}

/*
 * The widths that the cells would like, made narrower until they fit. Returns
 * what the table takes.
 */
static int
find_widths(struct table *t, int room)
{
	const struct block	*row;
	size_t			 i, j, widest;
	int			 total, w;

	for (i = 0; i < t->block->nblocks; i++) {
		row = t->block->blocks[i];
		for (j = 0; j < row->nblocks && j < t->columns; j++) {
			w = cell(t, row->blocks[j], room)->cols;
			if (w > t->width[j])
				t->width[j] = w;
		}
	}
	for (;;) {
		total = GAP * ((int)t->columns - 1);
		for (j = widest = 0; j < t->columns; j++) {
			total += t->width[j];
			if (t->width[j] > t->width[widest])
				widest = j;
		}
		if (total <= room || t->width[widest] <= NARROW)
			return total;
		t->width[widest]--;
	}
}

static void
draw_cell(const struct table *t, struct canvas *all, int col,
    const struct block *b, const struct canvas *c, int width)
{
	int		 room = width - c->cols, at = col;
	struct canvas	*cut;

	if (room < 0) {
		cut = canvas_new(t->t->arena, c->rows, width);
		typeset_put(t->t, cut, 0, 0, c);
		c = cut;
	} else if (b->align != ALIGN_LEFT)
		at += b->align == ALIGN_RIGHT ? room : room / 2;
	typeset_put(t->t, all, 0, at, c);
}

/* One row of cells, as high as its highest. */
static struct canvas *
draw_row(const struct table *t, const struct block *row, int width)
{
	struct canvas	**cells, *all;
	size_t		  j, n = row->nblocks < t->columns ? row->nblocks :
			    t->columns;
	int		  height = 1, col = 0, i;

	cells = arena_calloc(t->t->arena, t->columns + 1, sizeof cells[0]);
	for (j = 0; j < n; j++) {
		cells[j] = cell(t, row->blocks[j], t->width[j]);
		if (cells[j]->rows > height)
			height = cells[j]->rows;
	}
	all = canvas_new(t->t->arena, height, width);
	for (j = 0; j < t->columns; j++) {
		if (j < n)
			draw_cell(t, all, col, row->blocks[j], cells[j],
			    t->width[j]);
		col += t->width[j];
		for (i = 0; i < height && j + 1 < t->columns; i++)
			typeset_line(t->t, all, i, col + 1, 1, "│", "|",
			    ROLE_MARK);
		col += GAP;
	}
	return all;
}

static void
draw_rule(const struct table *t, struct canvas *all, int row)
{
	size_t	j;
	int	col = 0;

	for (j = 0; j < t->columns; j++) {
		typeset_line(t->t, all, row, col, t->width[j] + (j + 1 <
		    t->columns), "─", "-", ROLE_MARK);
		if (j > 0)
			typeset_line(t->t, all, row, col - 1, 1, "─", "-",
			    ROLE_MARK);
		col += t->width[j];
		if (j + 1 < t->columns)
			typeset_line(t->t, all, row, col + 1, 1, "┼", "+",
			    ROLE_MARK);
		col += GAP;
	}
}

struct canvas *
typeset_table(struct typesetter *ts, const struct block *b, int width)
{
	struct table	  t = { .t = ts, .block = b };
	struct canvas	**rows, *all;
	size_t		  i;
	int		  height = 1, at = 0, total;

	for (i = 0; i < b->nblocks; i++)
		if (b->blocks[i]->nblocks > t.columns)
			t.columns = b->blocks[i]->nblocks;
	t.width = arena_calloc(ts->arena, t.columns + 1, sizeof t.width[0]);
	if ((total = find_widths(&t, width)) < width)
		width = total;
	rows = arena_calloc(ts->arena, b->nblocks + 1, sizeof rows[0]);
	for (i = 0; i < b->nblocks; i++) {
		rows[i] = draw_row(&t, b->blocks[i], width);
		height += rows[i]->rows;
	}
	all = canvas_new(ts->arena, height, width);
	for (i = 0; i < b->nblocks; i++) {
		canvas_copy(all, at, 0, rows[i]);
		at += rows[i]->rows;
		if (i == 0)
			draw_rule(&t, all, at++);
	}
	return all;
}
