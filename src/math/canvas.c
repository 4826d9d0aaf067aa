/* SPDX-License-Identifier: MIT */
/*
 * A block of terminal cells: text put into it, parts copied, all printed.
 */

#include "gradus/canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

#define VISIBLE	(LOOK_UNDERLINE | LOOK_REVERSE)	/* of a blank */

struct canvas *
canvas_new(struct arena *arena, int rows, int cols)
{
	struct canvas	*c = arena_alloc(arena, sizeof *c);
	size_t		 i, n = (size_t)rows * (size_t)cols;

	assert(rows >= 0 && cols >= 0);
	c->rows = rows;
	c->cols = cols;
	c->cells = arena_calloc(arena, n, sizeof c->cells[0]);
	for (i = 0; i < n; i++)
		c->cells[i].width = 1;
	return c;
}

struct canvas_cell *
canvas_at(const struct canvas *c, int row, int col)
{
	assert(row >= 0 && row < c->rows && col >= 0 && col < c->cols);
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

/* A cell is written over: the other half of a wide one becomes a blank. */
static void
clear(struct canvas *c, int row, int col)
{
	struct canvas_cell	*cell = canvas_at(c, row, col);

	if (cell->width == 0 && col > 0)
		*canvas_at(c, row, col - 1) = (struct canvas_cell){
		    .width = 1 };
	if (cell->width == 2 && col + 1 < c->cols)
		*canvas_at(c, row, col + 1) = (struct canvas_cell){
		    .width = 1 };
	*cell = (struct canvas_cell){ .width = 1 };
}

/* A mark joins the cell before it, if there is room in that. */
static void
add_mark(struct canvas *c, int row, int col, const char *s, size_t n)
{
	struct canvas_cell	*cell;
	size_t			 len;

	if (row < 0 || row >= c->rows || col < 0 || col >= c->cols)
		return;
	cell = canvas_at(c, row, col);
	if (cell->width == 0 && col > 0)
		cell = canvas_at(c, row, col - 1);
	len = strlen(cell->text);
	if (len > 0 && len + n < CANVAS_TEXT)
		memcpy(cell->text + len, s, n);
}

static void
put(struct canvas *c, int row, int col, const char *s, size_t n, int width,
    struct style style, struct span span)
{
	struct canvas_cell	*cell;

	if (row < 0 || row >= c->rows || col < 0 || col >= c->cols)
		return;
	clear(c, row, col);
	cell = canvas_at(c, row, col);
	cell->style = style;
	cell->span = span;
	if (width == 2) {
		if (col + 1 >= c->cols)
			return;
		clear(c, row, col + 1);
		cell->width = 2;
		cell[1] = (struct canvas_cell){ .width = 0, .style = style,
		    .span = span };
	}
	memcpy(cell->text, s, n);
}

int
canvas_text(struct canvas *c, int row, int col, const char *s, size_t n,
    struct style style, struct span span)
{
	uint32_t	cp;
	size_t		i, len;
	int		at = col, width;

	for (i = 0; i < n; i += len) {
		len = text_decode(s + i, n - i, &cp);
		width = text_cell(cp);
		if (width == 0)
			add_mark(c, row, at - 1, s + i, len);
		else
			put(c, row, at, s + i, len, width, style, span);
		at += width;
	}
	return at - col;
}

/* The part of a rectangle that lies in the canvas. */
static struct rect
clip(const struct canvas *c, struct rect r)
{
	struct rect	in = r;

	in.row = r.row < 0 ? 0 : r.row;
	in.col = r.col < 0 ? 0 : r.col;
	in.rows = (r.row + r.rows < c->rows ? r.row + r.rows : c->rows) -
	    in.row;
	in.cols = (r.col + r.cols < c->cols ? r.col + r.cols : c->cols) -
	    in.col;
	return in;
}

void
canvas_blit(struct canvas *c, struct rect to, const struct canvas *from,
    int row, int col)
{
	const struct canvas_cell	*cell;
	struct canvas_cell		*old;
	struct rect			 in = clip(c, to);
	int				 i, j, fi, fj;

	for (i = in.row; i < in.row + in.rows; i++) {
		fi = row + i - to.row;
		for (j = in.col; j < in.col + in.cols; j++) {
			fj = col + j - to.col;
			if (fi < 0 || fi >= from->rows || fj < 0 ||
			    fj >= from->cols)
				continue;
			cell = &from->cells[fi * from->cols + fj];
			old = &c->cells[i * c->cols + j];
			if (cell->width == 1 && old->width == 1) {
				*old = *cell;
				continue;
			}
			/* Half of a wide one: the other is outside. */
			if ((cell->width == 0 && j == in.col) ||
			    (cell->width == 2 && j + 1 == in.col + in.cols))
				put(c, i, j, "", 0, 1, cell->style,
				    cell->span);
			else if (cell->width > 0)
				put(c, i, j, cell->text, strlen(cell->text),
				    cell->width, cell->style, cell->span);
		}
	}
}

void
canvas_copy(struct canvas *c, int row, int col, const struct canvas *from)
{
	canvas_blit(c, (struct rect){ row, col, from->rows, from->cols },
	    from, 0, 0);
}

void
canvas_fill(struct canvas *c, struct rect r, struct style style)
{
	struct rect		 in = clip(c, r);
	struct canvas_cell	 blank = { .width = 1, .style = style };
	struct canvas_cell	*cell;
	int			 i, j;

	for (i = in.row; i < in.row + in.rows; i++) {
		for (j = in.col; j < in.col + in.cols; j++) {
			cell = &c->cells[i * c->cols + j];
			if (cell->width != 1)
				clear(c, i, j);
			*cell = blank;
		}
	}
}

/* ---------------------------------------------------------------- printing */

static int
same_look(struct style a, struct style b)
{
	return a.role == b.role && a.look == b.look;
}

static void
add_sgr(struct str *s, struct style style, const char *const *sgr)
{
	str_add(s, "\033[0");
	if (style.look & LOOK_BOLD)
		str_add(s, ";1");
	if (style.look & LOOK_ITALIC)
		str_add(s, ";3");
	if (style.look & LOOK_UNDERLINE)
		str_add(s, ";4");
	if (style.look & LOOK_STRIKE)
		str_add(s, ";9");
	if (style.look & LOOK_REVERSE)
		str_add(s, ";7");
	if (sgr[style.role] != NULL)
		str_addf(s, ";%s", sgr[style.role]);
	str_addc(s, 'm');
}

static void
print_row(struct str *s, const struct canvas *c, int row,
    const char *const *sgr)
{
	const struct canvas_cell	*cell;
	struct style			 now = { NULL, ROLE_PLAIN, 0 };
	static const struct style	 plain;
	int				 col, blanks = 0;

	for (col = 0; col < c->cols; col++) {
		cell = canvas_at(c, row, col);
		if (cell->width == 0)
			continue;
		if (cell->text[0] == '\0' || strcmp(cell->text, " ") == 0) {
			if (sgr == NULL ||
			    !(cell->style.look & VISIBLE)) {
				blanks++;
				continue;
			}
		}
		if (sgr != NULL && blanks > 0 && !same_look(now, plain)) {
			str_add(s, "\033[0m");
			now = plain;
		}
		str_fill(s, ' ', (size_t)blanks);
		blanks = 0;
		if (sgr != NULL && !same_look(now, cell->style)) {
			add_sgr(s, cell->style, sgr);
			now = cell->style;
		}
		str_add(s, cell->text[0] == '\0' ? " " : cell->text);
	}
	if (sgr != NULL && !same_look(now, plain))
		str_add(s, "\033[0m");
	str_addc(s, '\n');
}

void
canvas_print(struct str *s, const struct canvas *c, int from, int end,
    const char *const sgr[ROLE_END])
{
	int	row;

	for (row = from; row < end; row++)
		print_row(s, c, row, sgr);
}
