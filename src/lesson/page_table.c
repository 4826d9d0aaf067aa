/* SPDX-License-Identifier: MIT */
/*
 * Tables: columns as wide as they need, or as there is room, with a rule
 * under the head.
 */

#include <string.h>

#include "gradus/text.h"

#include "typesetter.h"

#define GAP	3	/* " │ "; or 1, where there is no room */
#define NARROW	4	/* a column is not made narrower than this */

struct table {
	struct typesetter	*t;
	const struct block	*block;
	size_t			 columns;
	int			*width, *word;	/* the widest cell, and word */
	int			 gap;
};

static struct canvas *
cell(const struct table *t, const struct block *b, int width)
{
	return typeset_phrases(t->t, b->phrases, b->nphrases, width,
	    ROLE_PLAIN);
}

/* Columns of the widest piece of a cell that has no blank in it. */
static int
widest_word(const struct table *t, const struct block *b, int room)
{
	const struct phrase	*p;
	const char		*s, *blank;
	size_t			 i, n, left;
	int			 w = 0, most = 0;

	for (i = 0; i < b->nphrases; i++) {
		p = &b->phrases[i];
		if (p->kind == PHRASE_FORMULA)
			w += typeset_phrases(t->t, p, 1, room,
			    ROLE_PLAIN)->cols;
		s = p->text;
		left = p->kind == PHRASE_FORMULA || s == NULL ? 0 : p->n;
		for (; left > 0; s += n, left -= n) {
			blank = memchr(s, ' ', left);
			n = blank == NULL ? left : (size_t)(blank - s);
			w += text_width(s, n);
			most = w > most ? w : most;
			if (blank != NULL) {
				w = 0;
				n++;
			}
		}
		most = w > most ? w : most;
	}
	return most;
}

static void
measure(struct table *t, int room)
{
	const struct block	*row;
	size_t			 i, j;
	int			 w;

	for (i = 0; i < t->block->nblocks; i++) {
		row = t->block->blocks[i];
		for (j = 0; j < row->nblocks && j < t->columns; j++) {
			w = cell(t, row->blocks[j], room)->cols;
			if (w > t->width[j])
				t->width[j] = w;
			w = widest_word(t, row->blocks[j], room);
			if (w > t->word[j])
				t->word[j] = w;
		}
	}
}

/* The columns are made narrower until they fit. Returns what they take. */
static int
narrow(struct table *t, int room, const int *least)
{
	size_t	j, widest;
	int	total;

	for (;;) {
		total = t->gap * ((int)t->columns - 1);
		for (j = 0, widest = t->columns; j < t->columns; j++) {
			total += t->width[j];
			if (t->width[j] > (least == NULL ? NARROW :
			    least[j]) && (widest == t->columns ||
			    t->width[j] > t->width[widest]))
				widest = j;
		}
		if (total <= room || widest == t->columns)
			return total;
		t->width[widest]--;
	}
}

/*
 * The widths that the cells would like; where there is no room, narrower ones,
 * then narrower gaps between them, and then words are broken.
 */
static int
find_widths(struct table *t, int room)
{
	int	total;

	measure(t, room);
	t->gap = GAP;
	if ((total = narrow(t, room, t->word)) <= room)
		return total;
	t->gap = 1;
	if ((total = narrow(t, room, t->word)) <= room)
		return total;
	return narrow(t, room, NULL);
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
			typeset_line(t->t, all, i, col + t->gap / 2, 1, "│",
			    "|", ROLE_MARK);
		col += t->gap;
	}
	return all;
}

static void
draw_rule(const struct table *t, struct canvas *all, int row)
{
	size_t	j;
	int	col = 0;

	typeset_line(t->t, all, row, 0, all->cols, "─", "-", ROLE_MARK);
	for (j = 0; j + 1 < t->columns; j++) {
		col += t->width[j];
		typeset_line(t->t, all, row, col + t->gap / 2, 1, "┼", "+",
		    ROLE_MARK);
		col += t->gap;
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
	t.word = arena_calloc(ts->arena, t.columns + 1, sizeof t.word[0]);
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
