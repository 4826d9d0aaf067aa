/* SPDX-License-Identifier: MIT */
/*
 * Tables: matrices, cases, aligned lines.
 */

#include <string.h>

#include "gradus/text.h"

#include "layout.h"

#define GAP_MATRIX	2	/* cells between columns */
#define GAP_CASES	3
#define GAP_PAIRS	4	/* between equations side by side */

#define MIN_ROOM	10	/* to break a line in */
#define MAX_BROKEN	3	/* aligned lines in aligned lines that break */

struct grid {
	struct box	**cell;
	int		 *whole;	/* cells before a point */
	uint32_t	  rows, columns;
	int		 *width;	/* of each column */
	int		 *point;	/* before its points; -1: none */
};

static const struct node *
cell_of(const struct node *table, uint32_t i, uint32_t j)
{
	return table->child[i * table->columns + j];
}

/*
 * Cells that a number takes before its point, or -1 if the cell does not
 * begin with one: -12.5 has three.
 */
static int
whole_part(const struct node *cell)
{
	uint32_t	i = 0;
	int		n = 0;
	const char	*word;

	if (cell->n > 0 && cell->child[0]->kind == NODE_GLYPH &&
	    strcmp(cell->child[0]->glyph->name, "-") == 0)
		i = 1;
	for (; i + (uint32_t)n < cell->n; n++) {
		word = cell->child[i + (uint32_t)n]->word;
		if (cell->child[i + (uint32_t)n]->kind != NODE_WORD ||
		    strspn(word, "0123456789") != strlen(word))
			break;
	}
	return n == 0 ? -1 : n + (int)i;
}

static int
is_dots(const struct node *cell)
{
	const struct node	*child = cell->n == 1 ? cell->child[0] : NULL;
	size_t			 n;

	if (cell->n == 0)
		return 1;
	if (child == NULL || child->kind != NODE_GLYPH)
		return 0;
	n = strlen(child->glyph->name);
	return n > 4 && strcmp(child->glyph->name + n - 4, "dots") == 0;
}

/* Numbers and dots alone: aligned at the points. */
static void
find_point(struct grid *g, const struct node *table, uint32_t j)
{
	uint32_t	i;
	int		whole, right, most = 0, *point = &g->point[j];

	*point = -1;
	if (table->table != TABLE_MATRIX && table->table != TABLE_ARRAY)
		return;
	for (i = 0; i < g->rows; i++) {
		whole = whole_part(cell_of(table, i, j));
		g->whole[i * g->columns + j] = whole;
		if (whole == -1 && !is_dots(cell_of(table, i, j)))
			return;
		most = whole > most ? whole : most;
	}
	if (most == 0)
		return;
	*point = most;
	for (i = 0; i < g->rows; i++) {
		whole = g->whole[i * g->columns + j];
		right = whole == -1 ? 0 : g->cell[i * g->columns + j]->width -
		    whole;
		if (most + right > g->width[j])
			g->width[j] = most + right;
	}
}

/* Each aligned line has small scripts or not; others are as what is around. */
static int
row_fits(const struct node *table, uint32_t i, int around)
{
	uint32_t	j;

	if (table->table != TABLE_ALIGNED)
		return around;
	for (j = 0; j < table->columns; j++)
		if (!layout_fits(cell_of(table, i, j), LEVEL_DISPLAY))
			return 0;
	return 1;
}

static void
fill_grid(struct layout *l, struct grid *g, const struct node *table)
{
	int		 outer = l->small;
	uint32_t	 i, j;
	const struct node *cell;
	struct box	*b;
	int		 aligned = table->table == TABLE_ALIGNED;

	g->columns = table->columns;
	g->rows = table->n / table->columns;
	g->cell = arena_calloc(l->arena, table->n + 1, sizeof g->cell[0]);
	g->whole = arena_calloc(l->arena, table->n + 1, sizeof g->whole[0]);
	g->width = arena_calloc(l->arena, g->columns, sizeof g->width[0]);
	g->point = arena_calloc(l->arena, g->columns, sizeof g->point[0]);
	for (i = 0; i < g->rows; i++) {
		l->small = row_fits(table, i, outer);
		for (j = 0; j < g->columns; j++) {
			cell = cell_of(table, i, j);
			b = layout_row(l, cell, aligned || table->table ==
			    TABLE_LINES ? LEVEL_DISPLAY : LEVEL_TEXT,
			    aligned && j % 2 == 1 && cell->n > 0 ? ATOM_ORD :
			    ATOM_OPEN);
			g->cell[i * g->columns + j] = b;
			if (b->width > g->width[j])
				g->width[j] = b->width;
		}
	}
	l->small = outer;
	for (j = 0; j < g->columns; j++)
		find_point(g, table, j);
}

/* Blanks before a cell in its column. */
static int
indent(const struct grid *g, const struct node *table, uint32_t i, uint32_t j)
{
	const struct box	*b = g->cell[i * g->columns + j];
	int			 room = g->width[j] - b->width;
	char			 how = 'c';
	const char		*columns = table->word;
	uint32_t		 k = 0;

	if (g->point[j] != -1 && g->whole[i * g->columns + j] != -1)
		return g->point[j] - g->whole[i * g->columns + j];
	if (table->table == TABLE_CASES)
		how = 'l';
	else if (table->table == TABLE_ALIGNED)
		how = j % 2 == 0 ? 'r' : 'l';
	else if (table->table == TABLE_ARRAY)
		for (; columns != NULL && *columns != '\0'; columns++)
			if (strchr("lcr", *columns) != NULL && k++ == j)
				how = *columns;
	return how == 'l' ? 0 : how == 'r' ? room : room / 2;
}

static int
gap_after(const struct node *table, uint32_t j)
{
	if (table->table == TABLE_ALIGNED)
		return j % 2 == 1 ? GAP_PAIRS : 0;
	return table->table == TABLE_CASES ? GAP_CASES : GAP_MATRIX;
}

static struct box *
lay_row(struct layout *l, const struct grid *g, const struct node *table,
    uint32_t i)
{
	struct box	*b = box_new(l);
	int		 col = 0;
	uint32_t	 j;

	for (j = 0; j < g->columns; j++) {
		box_put(l, b, 0, col + indent(g, table, i, j),
		    g->cell[i * g->columns + j]);
		col += g->width[j];
		if (j + 1 < g->columns)
			col += gap_after(table, j);
	}
	b->width = col > b->width ? col : b->width;
	return b;
}

/* [a b; c d], {a if b; c if d} */
static struct box *
flat_table(struct layout *l, const struct grid *g, const struct node *table)
{
	struct box	*b = box_new(l);
	uint32_t	 i, j;

	for (i = 0; i < g->rows; i++) {
		if (i > 0)
			box_text(l, b, 0, b->width, ";", table);
		for (j = 0; j < g->columns; j++) {
			if (j > 0 && table->table == TABLE_CASES)
				box_text(l, b, 0, b->width, ",", table);
			if (b->width > 0 && (j % 2 == 0 || table->table !=
			    TABLE_ALIGNED))
				b->width++;
			box_put(l, b, 0, b->width,
			    g->cell[i * g->columns + j]);
		}
	}
	return b;
}

struct box *
layout_stack(struct layout *l, struct box *const *rows, uint32_t n,
    const int *cols)
{
	struct box	*b = box_new(l);
	int		*at, height = 0, base;
	uint32_t	 i;

	at = arena_calloc(l->arena, n + 1, sizeof at[0]);
	for (i = 0; i < n; i++) {
		if (i > 0 && (box_rows(rows[i]) > 1 ||
		    box_rows(rows[i - 1]) > 1))
			height++;
		at[i] = height + rows[i]->above;
		height += box_rows(rows[i]);
	}
	/* The middle row of an odd number stands on the line. */
	base = n % 2 == 1 ? at[n / 2] : (height - 1) / 2;
	for (i = 0; i < n; i++)
		box_put(l, b, at[i] - base, cols == NULL ? 0 : cols[i],
		    rows[i]);
	return b;
}

static struct box *
stack_rows(struct layout *l, const struct grid *g, const struct node *table)
{
	struct box	**rows;
	uint32_t	  i;

	rows = arena_calloc(l->arena, g->rows + 1, sizeof rows[0]);
	for (i = 0; i < g->rows; i++)
		rows[i] = lay_row(l, g, table, i);
	return layout_stack(l, rows, g->rows, NULL);
}

struct box *
layout_table(struct layout *l, const struct node *table, enum level level)
{
	struct grid	g;

	(void)level;
	fill_grid(l, &g, table);
	return l->flat ? flat_table(l, &g, table) : stack_rows(l, &g, table);
}

int
layout_breaks(const struct node *node)
{
	return node->kind == NODE_TABLE && (node->table == TABLE_ALIGNED ||
	    node->table == TABLE_LINES);
}

/* The last cell of row i in lines that are no wider than room. */
static struct box *
break_cell(struct layout *l, const struct node *table, uint32_t i, int room)
{
	uint32_t	 last = table->columns - 1;
	int		 outer = l->small;
	struct box	*b;

	l->small = row_fits(table, i, outer);
	b = layout_lines(l, cell_of(table, i, last), room, last % 2 == 1 ?
	    ATOM_ORD : ATOM_OPEN);
	l->small = outer;
	return b;
}

struct box *
layout_aligned(struct layout *l, const struct node *table, int width)
{
	struct grid	 g;
	struct box	**cell;
	uint32_t	 i, j, last = table->columns - 1;
	int		 left = 0, room;

	fill_grid(l, &g, table);
	for (j = 0; j < last; j++)
		left += g.width[j] + gap_after(table, j);
	if (width == 0 || left + g.width[last] <= width ||
	    l->broken == MAX_BROKEN)
		return stack_rows(l, &g, table);
	room = width - left > MIN_ROOM ? width - left : MIN_ROOM;
	l->broken++;
	g.width[last] = 0;
	for (i = 0; i < g.rows; i++) {
		cell = &g.cell[i * g.columns + last];
		if (left + (*cell)->width > width)
			*cell = break_cell(l, table, i, room);
		if ((*cell)->width > g.width[last])
			g.width[last] = (*cell)->width;
	}
	l->broken--;
	return stack_rows(l, &g, table);
}
