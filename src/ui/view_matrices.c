/* SPDX-License-Identifier: MIT */
/*
 * The matrices: those that the step is about, then all others. The cursor,
 * what its cell is made of, what the last command changed and the diagonal of
 * a Jacobian have a mark each.
 */

#include <stdio.h>
#include <string.h>

#include "gradus/explain.h"
#include "gradus/map.h"
#include "gradus/text.h"

#include "draw.h"

#define MAX_LIT	10000	/* operands that are looked up */

static const struct span	nowhere;

/* The pane, and the part of the board that it shows. */
struct view_of {
	struct ui		*ui;
	struct canvas		*canvas;	/* of the rows that are shown */
	int			 top;		/* the first of them */
	const struct board	*board;
	struct map		 operands;
};

static void
find_operands(struct view_of *v)
{
	const struct explanation	*x = v->ui->explained;
	uint64_t			 key[2];
	size_t				 i;

	map_init(&v->operands, v->ui->frame);
	for (i = 0; x != NULL && i < x->nused && i < MAX_LIT; i++) {
		key[0] = x->used[i].symbol->index;
		key[1] = cell_offset(x->used[i]);
		map_set(&v->operands, key, sizeof key, 1);
	}
}

static int
is_operand(const struct view_of *v, const struct board_block *b,
    struct cell c)
{
	uint64_t	key[2] = { c.symbol->index, cell_offset(c) };

	return v->operands.count > 0 && !b->item.updated &&
	    map_get(&v->operands, key, sizeof key) != -1;
}

static void
put(struct view_of *v, int row, int col, const char *s, struct style style)
{
	canvas_text(v->canvas, row - v->top, col, s, strlen(s), style,
	    nowhere);
}

/* What is typed stands in its cell, and over its neighbours where it is long. */
static int
draw_typed(struct view_of *v, struct rect at)
{
	const char	*text = v->ui->field.text.data;
	int		 width = text_width(text, strlen(text));
	int		 room = v->canvas->cols - at.col - 2;

	if (room < at.cols - 2)
		return at.cols;
	while (width > room && *text != '\0') {
		do
			text++;
		while ((*text & 0xc0) == 0x80);
		width = text_width(text, strlen(text));
	}
	if (width < at.cols - 2)
		width = at.cols - 2;
	canvas_fill(v->canvas, (struct rect){ at.row - v->top, at.col + 1, 1,
	    width }, draw_style(ROLE_CURSOR, 0));
	draw_text(v->ui, v->canvas, at.row - v->top, at.col + 1, width, text,
	    draw_style(ROLE_CURSOR, 0));
	return width + 2;
}

/* The cursor is a bar from mark to mark, whatever is in it. */
static void
draw_cursor(struct view_of *v, struct rect at)
{
	struct style	style = draw_style(ROLE_CURSOR, LOOK_REVERSE |
			    LOOK_BOLD);
	int		i, row = at.row - v->top;

	if (at.rows == 0 || row < 0 || row >= v->canvas->rows)
		return;
	if (v->ui->mode == MODE_EDIT)
		at.cols = draw_typed(v, at);
	for (i = at.col + 1; i < at.col + at.cols - 1 && i < v->canvas->cols;
	    i++)
		canvas_at(v->canvas, row, i)->style = style;
	style = draw_style(ROLE_CURSOR, LOOK_BOLD);
	put(v, at.row, at.col, v->ui->ascii ? "[" : "▐", style);
	put(v, at.row, at.col + at.cols - 1, v->ui->ascii ? "]" : "▌",
	    style);
}

static struct style
style_of(const struct view_of *v, const struct board_block *b, struct cell c)
{
	if (is_operand(v, b, c))
		return draw_style(ROLE_OPERAND, LOOK_UNDERLINE |
		    (b->lit ? LOOK_BOLD : 0));
	if (tutor_changed(v->ui->tutor, c, b->item.updated))
		return draw_style(ROLE_CHANGED, LOOK_BOLD);
	if (!b->lit && !draw_is_reached(v->ui, c.symbol))
		return draw_style(ROLE_GREY, 0);
	return draw_style(ROLE_PLAIN, 0);
}

static void
draw_number_cell(struct view_of *v, const struct board_block *b, uint32_t i,
    uint32_t j)
{
	const struct board_column	*col = &b->columns[j];
	struct cell			 c = { b->item.symbol, b->row + i + 1,
					    b->col + j + 1 };
	struct rect			 at = board_cell(b, c);
	const char			*s = b->texts[(size_t)j * b->rows + i];
	int				 whole = text_width(s, strcspn(s,
					    ".e"));

	put(v, at.row, at.col + 1 + col->whole - whole, s, style_of(v, b, c));
	if (c.symbol->column != 0 && c.row == c.col)
		put(v, at.row, at.col, v->ui->ascii ? "\\" : "╲",
		    draw_style(ROLE_BORDER, 0));
}

/* Numbers of the rows, of the columns, where not all are shown. */
static void
draw_numbers(struct view_of *v, const struct board_block *b)
{
	const struct symbol	*s = b->item.symbol;
	struct style		 style = draw_style(ROLE_GREY, 0);
	struct rect		 at;
	char			 text[16];
	uint32_t		 i;

	for (i = 0; i < b->rows && b->rows < s->shape.rows; i++) {
		snprintf(text, sizeof text, "%u", b->row + i + 1);
		put(v, b->place.row + b->first + (int)i, b->place.col +
		    b->columns[0].at - 1 - (int)strlen(text), text, style);
	}
	for (i = 0; i < b->cols && b->cols < s->shape.cols; i++) {
		at = board_cell(b, (struct cell){ s, b->row + 1,
		    b->col + i + 1 });
		snprintf(text, sizeof text, "%u", b->col + i + 1);
		put(v, at.row - 1, at.col + at.cols - 1 - (int)strlen(text),
		    text, style);
	}
}

static void
draw_head(struct view_of *v, const struct board_block *b)
{
	struct style	 style = draw_style(draw_role(b->item.symbol),
			    b->lit ? LOOK_BOLD : 0);
	struct style	 grey = draw_style(ROLE_GREY, 0);
	const char	*shape = b->shape == NULL ? "" : b->shape;
	struct canvas	*head;
	int		 at = 0, i;

	head = canvas_new(v->ui->frame, 1, b->name->cols + 8 +
	    (int)strlen(shape));
	if (b->item.updated)
		at += draw_text(v->ui, head, 0, 0, 4, "new ", style);
	canvas_copy(head, 0, at, b->name);
	for (i = 0; i < b->name->cols; i++)
		canvas_at(head, 0, at + i)->style = style;
	at += b->name->cols;
	if (b->inline_)
		at += draw_text(v->ui, head, 0, at, 2, " =", grey);
	else
		at += 1 + draw_text(v->ui, head, 0, at + 1, head->cols - at -
		    1, shape, grey);
	head->cols = at;
	draw_canvas(v->ui, v->canvas, b->place.row - v->top, b->place.col,
	    b->inline_ ? at : b->place.cols, head);
}

static void
draw_block(struct view_of *v, const struct board_block *b)
{
	uint32_t	i, j;

	draw_head(v, b);
	if (!b->inline_ && b->item.symbol->kind != SYMBOL_CHOICE)
		draw_numbers(v, b);
	for (i = 0; i < b->rows; i++)
		for (j = 0; j < b->cols; j++)
			draw_number_cell(v, b, i, j);
}

static void
draw_also(struct view_of *v)
{
	int	row = v->board->also;

	if (row < 0)
		return;
	draw_line(v->ui, v->canvas, row - v->top, 0, v->board->cols, 0, "╌",
	    "-");
	put(v, row, 0, "also ", draw_style(ROLE_GREY, 0));
}

/*
 * The first row of the board that is shown: from the top on, if the cursor's
 * block is there, else so that it, or the cursor's row, is the last.
 */
static int
first_row(const struct ui *ui, const struct board *board, int rows)
{
	const struct board_block	*b = board_find(board,
					    &ui->tutor->cursor);
	struct rect			 r;

	if (b == NULL)
		return 0;
	r = b->place;
	if (r.rows > rows)
		r = board_cell(b, ui->tutor->cursor.cell);
	return r.row + r.rows > rows ? r.row + r.rows - rows : 0;
}

void
view_matrices(struct ui *ui, struct canvas *c, struct rect r)
{
	struct rect	in = { r.row, r.col + 1, r.rows, r.cols - 1 };
	struct view_of	v = { .ui = ui };
	size_t		i;
	const struct board_block *b;

	if (in.rows < 1 || in.cols < 1)
		return;
	v.board = ui->board = board_make(ui, in.rows, in.cols);
	find_operands(&v);
	v.top = first_row(ui, v.board, in.rows);
	v.canvas = canvas_new(ui->frame, in.rows, in.cols);
	for (i = 0; i < v.board->n; i++)
		if (v.board->blocks[i].place.row < v.top + in.rows &&
		    v.board->blocks[i].place.row +
		    v.board->blocks[i].place.rows > v.top)
			draw_block(&v, &v.board->blocks[i]);
	draw_also(&v);
	b = board_find(v.board, &ui->tutor->cursor);
	if (b != NULL && ui->tutor->cursor.cell.row > 0)
		draw_cursor(&v, board_cell(b, ui->tutor->cursor.cell));
	canvas_blit(c, in, v.canvas, 0, 0);
	if (v.top > 0)
		draw_cut(ui, c, in.row, r.col + r.cols - 1);
	if (v.top + in.rows < v.board->rows)
		draw_cut(ui, c, in.row + in.rows - 1, r.col + r.cols - 1);
}
