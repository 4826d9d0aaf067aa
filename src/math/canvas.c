/* SPDX-License-Identifier: MIT */

#include "gradus/canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

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

void
canvas_copy(struct canvas *c, int row, int col, const struct canvas *from,
    uint32_t offset)
{
	const struct canvas_cell	*cell;
	struct span			 span;
	int				 i, j;

	for (i = 0; i < from->rows; i++) {
		for (j = 0; j < from->cols; j++) {
			cell = canvas_at(from, i, j);
			if (cell->width == 0)
				continue;
			span = cell->span;
			if (span.end > 0) {
				span.start += offset;
				span.end += offset;
			}
			put(c, row + i, col + j, cell->text,
			    strlen(cell->text), cell->width, cell->style,
			    span);
		}
	}
}

/* ----------------------------------------------------------------- printing */

/* The SGR parameters of each role: of 8 colours, so that themes apply. */
static const char	*const role_sgr[ROLE_END] = {
	[ROLE_UNKNOWN] = "31",
	[ROLE_TITLE] = "36",
	[ROLE_CHAPTER] = "34",
	[ROLE_CODE] = "32",
	[ROLE_QUOTE] = "33",
	[ROLE_MARK] = "34",
	[ROLE_LINK] = "34",
	[ROLE_NAME] = "36",
	[ROLE_RED] = "31",
	[ROLE_GREEN] = "32",
	[ROLE_YELLOW] = "33",
	[ROLE_BLUE] = "34",
	[ROLE_MAGENTA] = "35",
	[ROLE_CYAN] = "36",
	[ROLE_GREY] = "2",
};

static int
same_look(struct style a, struct style b)
{
	return a.role == b.role && a.look == b.look;
}

static void
add_sgr(struct str *s, struct style style)
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
	if (role_sgr[style.role] != NULL)
		str_addf(s, ";%s", role_sgr[style.role]);
	str_addc(s, 'm');
}

static void
print_row(struct str *s, const struct canvas *c, int row, int colour)
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
			if (!colour || !(cell->style.look & LOOK_UNDERLINE)) {
				blanks++;
				continue;
			}
		}
		if (colour && blanks > 0 && !same_look(now, plain)) {
			str_add(s, "\033[0m");
			now = plain;
		}
		str_fill(s, ' ', (size_t)blanks);
		blanks = 0;
		if (colour && !same_look(now, cell->style)) {
			add_sgr(s, cell->style);
			now = cell->style;
		}
		str_add(s, cell->text[0] == '\0' ? " " : cell->text);
	}
	if (colour && !same_look(now, plain))
		str_add(s, "\033[0m");
	str_addc(s, '\n');
}

void
canvas_print(struct str *s, const struct canvas *c, int from, int end,
    int colour)
{
	int	row;

	for (row = from; row < end; row++)
		print_row(s, c, row, colour);
}
