/* SPDX-License-Identifier: MIT */
/*
 * The matrices: those that the step is about, then all others. The cursor,
 * what its cell is made of, what the last command changed and the diagonal of
 * a Jacobian have a mark each.
 */

#include <stdio.h>
#include <string.h>

#include "gradus/explain.h"
#include "gradus/text.h"

#include "draw.h"

#define MAX_LIT	10000	/* operands that are looked up */

static const struct span	nowhere;

/* A canvas, and where on it the board's part is that the pane shows. */
struct view_of {
	struct ui		*ui;
	struct canvas		*canvas;
	const struct board	*board;
	struct rect		 in;	/* of the canvas */
	int			 top;	/* first row of the board */
};

/* A row of the board on the canvas; -1 if it is not shown. */
static int
row_of(const struct view_of *v, int row)
{
	row -= v->top;
	return row < 0 || row >= v->in.rows ? -1 : v->in.row + row;
}

static void
put(struct view_of *v, int row, int col, const char *s, struct style style)
{
	row = row_of(v, row);
	if (row >= 0)
		canvas_text(v->canvas, row, v->in.col + col, s, strlen(s),
		    style, nowhere);
}

/* What is typed stands in its cell, and over its neighbours if it is long. */
static int
draw_typed(struct view_of *v, struct rect at)
{
	const char	*text = v->ui->field.text.data;
	int		 width = text_width(text, strlen(text));
	int		 room = v->in.cols - at.col - 2;

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
	at.row = row_of(v, at.row);
	at.col += v->in.col + 1;
	canvas_fill(v->canvas, (struct rect){ at.row, at.col, 1, width },
	    draw_style(ROLE_CURSOR, 0));
	draw_text(v->ui, v->canvas, at.row, at.col, width, text,
	    draw_style(ROLE_CURSOR, 0));
	return width + 2;
}

/* The style of what is between two columns; of numbers alone, or of all. */
static void
restyle(struct view_of *v, struct rect at, int numbers, struct style style)
{
	struct canvas_cell	*cell;
	int			 i, row = row_of(v, at.row);

	for (i = at.col; i < at.col + at.cols && row >= 0 && i < v->in.cols;
	    i++) {
		cell = canvas_at(v->canvas, row, v->in.col + i);
		if (numbers && (cell->text[0] == '\0' || cell->text[0] ==
		    ' '))
			continue;
		/* What changed stays bold where it is an operand, too. */
		if (numbers)
			style.look |= cell->style.look;
		cell->style = style;
	}
}

/* The cursor is a bar from mark to mark, whatever is in it. */
static void
draw_cursor(struct view_of *v)
{
	const struct tutor_cursor	*c = &v->ui->tutor->cursor;
	const struct board_block	*b = board_find(v->board, c);
	struct style			 style = draw_style(ROLE_CURSOR, 0);
	struct rect			 at = { 0, 0, 0, 0 };

	if (b != NULL && c->cell.row > 0)
		at = board_cell(b, c->cell);
	if (at.rows == 0 || row_of(v, at.row) < 0)
		return;
	if (v->ui->mode == MODE_EDIT)
		at.cols = draw_typed(v, at);
	restyle(v, (struct rect){ at.row, at.col + 1, 1, at.cols - 2 }, 0,
	    draw_style(ROLE_CURSOR, LOOK_REVERSE | LOOK_BOLD));
	put(v, at.row, at.col, v->ui->ascii ? "[" : "▐", style);
	put(v, at.row, at.col + at.cols - 1, v->ui->ascii ? "]" : "▌",
	    style);
}

/* What the cursor's cell is made of. */
static void
draw_operands(struct view_of *v)
{
	const struct explanation	*x = v->ui->explained;
	const struct board_block	*b;
	struct tutor_cursor		 c = { .updated = 0 };
	struct rect			 at;
	size_t				 i;

	for (i = 0; x != NULL && i < x->nused && i < MAX_LIT; i++) {
		c.cell = x->used[i];
		if ((b = board_find(v->board, &c)) == NULL)
			continue;
		at = board_cell(b, c.cell);
		at.col++;
		at.cols -= 2;
		if (at.rows > 0)
			restyle(v, at, 1, draw_style(ROLE_OPERAND,
			    LOOK_UNDERLINE));
	}
}

static struct style
style_of(const struct view_of *v, const struct board_block *b, struct cell c)
{
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

	put(v, at.row, at.col + 1 + col->whole - board_whole(s), s,
	    style_of(v, b, c));
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
	if (row_of(v, b->place.row) >= 0)
		draw_canvas(v->ui, v->canvas, row_of(v, b->place.row),
		    v->in.col + b->place.col, b->inline_ ? at :
		    b->place.cols, head);
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

	if (row < 0 || row_of(v, row) < 0)
		return;
	draw_line(v->ui, v->canvas, row_of(v, row), v->in.col, v->in.cols, 0,
	    "╌", "-");
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

/* All but the cursor and what is lit for it: drawn when it is another. */
static const struct canvas *
draw_board(struct ui *ui, const struct board *board, struct rect in, int top)
{
	struct view_of	v = { ui, NULL, board, { 0, 0, in.rows, in.cols },
			    top };
	uint64_t	key = draw_hash(draw_hash(ui->board_key,
			    (uint64_t)top), tutor_is_marked(ui->tutor));
	size_t		i;

	if (ui->board_canvas != NULL && ui->board_drawn == key)
		return ui->board_canvas;
	arena_free(ui->board_cells);
	ui->board_cells = arena_new();
	ui->board_canvas = v.canvas = canvas_new(ui->board_cells, in.rows,
	    in.cols);
	ui->board_drawn = key;
	for (i = 0; i < board->n; i++)
		if (board->blocks[i].place.row < top + in.rows &&
		    board->blocks[i].place.row +
		    board->blocks[i].place.rows > top)
			draw_block(&v, &board->blocks[i]);
	draw_also(&v);
	return v.canvas;
}

void
view_matrices(struct ui *ui, struct canvas *c, struct rect r)
{
	struct view_of	v = { .ui = ui, .canvas = c, .in = { r.row, r.col + 1,
			    r.rows, r.cols - 1 } };

	if (v.in.rows < 1 || v.in.cols < 1)
		return;
	v.board = ui->board = board_make(ui, v.in.rows, v.in.cols);
	v.top = first_row(ui, v.board, v.in.rows);
	canvas_blit(c, v.in, draw_board(ui, v.board, v.in, v.top), 0, 0);
	draw_operands(&v);
	draw_cursor(&v);
	if (v.top > 0)
		draw_cut(ui, c, v.in.row, r.col + r.cols - 1);
	if (v.top + v.in.rows < v.board->rows)
		draw_cut(ui, c, v.in.row + v.in.rows - 1, r.col + r.cols - 1);
}
