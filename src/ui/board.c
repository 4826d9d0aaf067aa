/* SPDX-License-Identifier: MIT */
/*
 * Places matrices and finds the way between their cells.
 */

#include "board.h"

#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

#include "draw.h"

#define MAX_DIGITS	6
#define MIN_DIGITS	4
#define FEW_DIGITS	3	/* rather than leave out a column */
#define MAX_BETWEEN	2	/* columns between numbers, or 1 */
#define GAP		3	/* columns between blocks */
#define INDENT		1	/* of the cells, where it is not tight */
#define MIN_ROWS	4	/* of a window */
#define MIN_COLS	4	/* of a pane that numbers fit in */

/* A cell's place: the number, and a column before and one behind it. */
#define PLACE(c)	((c)->whole + (c)->part + 2)

static uint32_t
rows_of(const struct symbol *s)
{
	return s->kind == SYMBOL_CHOICE ? 1 : s->shape.rows;
}

static uint32_t
cols_of(const struct symbol *s)
{
	return s->kind == SYMBOL_CHOICE ? 1 : s->shape.cols;
}

static int
digits_of(uint32_t n)
{
	return n < 10 ? 1 : 1 + digits_of(n / 10);
}

/* How numbers are written, so that they fit. */
struct fit {
	int	width;
	int	digits;
	int	between;	/* columns: marks of neighbours may share one */
};

/* The text of a cell, in the frame's memory. */
static const char *
cell_text(struct ui *ui, const struct tutor_item *item, uint32_t row,
    uint32_t col, int digits)
{
	const struct symbol	*s = item->symbol;
	struct str		 text;
	const char		*kept;
	size_t			 chosen;

	if (s->kind == SYMBOL_CHOICE) {
		chosen = plan_choice(timeline_plan(ui->tutor->timeline), s);
		return op_def(s->options[chosen])->name;
	}
	str_init(&text);
	draw_number(ui, &text, tutor_value(ui->tutor, (struct cell){ s,
	    row + 1, col + 1 }, item->updated), digits);
	kept = arena_strdup(ui->board_arena, text.data);
	str_release(&text);
	return kept;
}

/* Columns of the first n bytes of a number or a word: one a character. */
static int
columns(const char *text, size_t n)
{
	size_t	i;
	int	cols = 0;

	for (i = 0; i < n; i++)
		cols += (text[i] & 0xc0) != 0x80;
	return cols;
}

int
board_whole(const char *text)
{
	return columns(text, strcspn(text, ".e"));
}

/* ------------------------------------------------------------------ blocks */

/* Writes one more column of the window. */
static void
add_column(struct ui *ui, struct board_block *b, uint32_t k, int digits)
{
	struct board_column	*c = &b->columns[k];
	const char		*text;
	uint32_t		 i;
	int			 whole, part;

	*c = (struct board_column){ 0, 0, 0 };
	for (i = 0; i < b->rows; i++) {
		text = cell_text(ui, &b->item, b->row + i, b->col + k, digits);
		b->texts[(size_t)k * b->rows + i] = text;
		whole = board_whole(text);
		part = columns(text, strlen(text)) - whole;
		c->whole = whole > c->whole ? whole : c->whole;
		c->part = part > c->part ? part : c->part;
	}
}

/* As many columns as fit, from b->col on; their width. */
static int
add_columns(struct ui *ui, struct board_block *b, const struct fit *f)
{
	uint32_t	k, cols = cols_of(b->item.symbol);
	int		at = f->between > 1 ? INDENT : 0, end = at;

	if (b->rows < rows_of(b->item.symbol))
		at += digits_of(rows_of(b->item.symbol)) + 1;
	for (k = 0; b->col + k < cols; k++) {
		add_column(ui, b, k, f->digits);
		if (k > 0 && at + PLACE(&b->columns[k]) > f->width)
			break;
		b->columns[k].at = at;
		end = at + PLACE(&b->columns[k]);
		at = end - MAX_BETWEEN + f->between;
	}
	b->cols = k;
	return end;
}

static void
allocate(struct ui *ui, struct board_block *b, int width)
{
	uint32_t	cols = cols_of(b->item.symbol);
	size_t		n = (size_t)(width > 0 ? width : 1) / 3 + 2;

	n = cols < n ? cols : n;
	b->columns = arena_calloc(ui->board_arena, n + 1, sizeof b->columns[0]);
	b->texts = arena_calloc(ui->board_arena, (n + 1) * b->rows,
	    sizeof b->texts[0]);
}

/* Where a window of n of all begins, so that i is in its middle. */
static uint32_t
around(uint32_t i, uint32_t n, uint32_t all)
{
	uint32_t	first = i > n / 2 ? i - n / 2 : 0;

	return first + n > all ? all - n : first;
}

/* A window that fits, with the cursor in it if it is in this matrix. */
static int
make_window(struct ui *ui, struct board_block *b, int rows,
    const struct fit *f)
{
	const struct tutor_cursor	*c = &ui->tutor->cursor;
	const struct symbol		*s = b->item.symbol;
	uint32_t			 n = (uint32_t)(rows / 2 > MIN_ROWS ?
					    rows / 2 : MIN_ROWS);
	int				 at, here;

	here = c->cell.symbol == s && c->updated == b->item.updated;
	b->rows = s->shape.rows < n ? s->shape.rows : n;
	b->row = around(here ? c->cell.row - 1 : 0, b->rows, s->shape.rows);
	b->col = 0;
	allocate(ui, b, f->width);
	at = add_columns(ui, b, f);
	if (!here || c->cell.col <= b->col + b->cols)
		return at;
	b->col = around(c->cell.col - 1, b->cols, s->shape.cols);
	at = add_columns(ui, b, f);
	/* Wider numbers there: the cursor's column comes first. */
	if (c->cell.col > b->col + b->cols) {
		b->col = c->cell.col - 1;
		at = add_columns(ui, b, f);
	}
	return at;
}

/* All of it if it fits; returns its width, which is too large if not. */
static int
make_whole(struct ui *ui, struct board_block *b, int rows,
    const struct fit *f)
{
	const struct symbol	*s = b->item.symbol;
	int			 at;

	b->row = b->col = 0;
	b->rows = rows_of(s);
	if (b->rows > (uint32_t)rows || cols_of(s) > (uint32_t)f->width)
		return f->width + 1;
	allocate(ui, b, f->width);
	at = add_columns(ui, b, f);
	return b->cols < cols_of(s) ? f->width + 1 : at;
}

/* "3×4", and which part of it is shown. */
static const char *
shape_text(struct ui *ui, const struct board_block *b)
{
	const struct symbol	*s = b->item.symbol;
	const char		*text;

	text = arena_printf(ui->board_arena, "%u×%u", s->shape.rows,
	    s->shape.cols);
	if (b->rows < s->shape.rows)
		text = arena_printf(ui->board_arena, "%s, rows %u to %u", text,
		    b->row + 1, b->row + b->rows);
	if (b->cols < s->shape.cols)
		text = arena_printf(ui->board_arena, "%s, columns %u to %u",
		    text, b->col + 1, b->col + b->cols);
	return text;
}

static void
make_block(struct ui *ui, struct board_block *b, int rows,
    const struct fit *f)
{
	const struct symbol	*s = b->item.symbol;
	struct fit		 few = { f->width, FEW_DIGITS, 1 };
	int			 wide, head;

	b->name = draw_name(ui, s);
	head = b->name->cols + (b->item.updated ? 4 : 0);
	b->inline_ = rows_of(s) == 1 && cols_of(s) == 1;
	if (rows_of(s) == 0 || cols_of(s) == 0) {
		b->rows = b->cols = 0;
		b->shape = arena_printf(ui->board_arena, "%u×%u",
		    s->shape.rows, s->shape.cols);
		b->place.rows = 1;
		b->place.cols = head + 1 + text_width(b->shape,
		    strlen(b->shape));
		return;
	}
	wide = b->wide > 0 ? b->wide : make_whole(ui, b, rows, f);
	if (b->inline_) {
		b->first = 0;
		b->columns[0].at = head + 2;
		b->place.rows = 1;
		b->place.cols = head + 2 + PLACE(&b->columns[0]);
		return;
	}
	if (wide > f->width)
		wide = make_whole(ui, b, rows, &few);
	if (wide > f->width)
		wide = make_window(ui, b, rows, f);
	b->first = 1 + (b->cols < cols_of(s));
	b->shape = shape_text(ui, b);
	head += 1 + text_width(b->shape, strlen(b->shape));
	b->place.rows = b->first + (int)b->rows;
	b->place.cols = head > wide ? head : wide;
	if (b->place.cols > f->width)
		b->place.cols = f->width;
}

/* ----------------------------------------------------------------- placing */

struct placing {
	int	row, col;	/* where the next may be */
	int	below;		/* the first row under all so far */
	int	width, air;	/* blank rows between */
};

static void
place(struct placing *p, struct board_block *b)
{
	int	cols = b->place.cols;

	if (p->col > 0 && p->col + cols > p->width) {
		p->row = p->below + p->air;
		p->col = 0;
	}
	b->place.row = p->row;
	b->place.col = p->col;
	p->col += cols + GAP;
	if (p->row + b->place.rows > p->below)
		p->below = p->row + b->place.rows;
}

/* Makes all that is lit whole, or finds out that it does not fit. */
static int
all_fit(struct ui *ui, struct board_block *blocks, int rows,
    const struct fit *f)
{
	size_t	i;

	for (i = 0; i < ui->tutor->nlit; i++) {
		if (rows_of(blocks[i].item.symbol) == 0 ||
		    cols_of(blocks[i].item.symbol) == 0)
			continue;
		blocks[i].wide = make_whole(ui, &blocks[i], rows, f);
		if (blocks[i].wide > f->width)
			return 0;
	}
	return 1;
}

/* As many digits as there is room for, and then as much air. */
static struct fit
find_fit(struct ui *ui, struct board_block *blocks, int rows, int width)
{
	struct fit	f = { width, MAX_DIGITS, MAX_BETWEEN };
	size_t		i;

	for (; f.digits >= MIN_DIGITS; f.digits--)
		for (f.between = MAX_BETWEEN; f.between > 0; f.between--)
			if (all_fit(ui, blocks, rows, &f))
				return f;
	for (i = 0; i < ui->tutor->nlit; i++)
		blocks[i].wide = 0;
	return (struct fit){ width, MIN_DIGITS, 1 };
}

/* Blocks, placed with so many blank rows between them. */
static void
place_all(struct ui *ui, struct board *board, int air)
{
	struct placing	p = { .width = board->cols, .air = air };
	size_t		i;

	for (i = 0; i < board->n; i++) {
		if (i == ui->tutor->nlit && i > 0) {
			board->also = p.below + p.air;
			p.row = p.below = board->also + 1;
			p.col = 0;
		}
		place(&p, &board->blocks[i]);
	}
	board->rows = p.below;
}

static struct board *
make(struct ui *ui, int rows, int cols)
{
	const struct tutor	*t = ui->tutor;
	struct board		*board = arena_alloc(ui->board_arena,
				    sizeof *board);
	struct fit		 fit;
	struct board_block	*b;
	size_t			 i;
	int			 most = rows - 3 > MIN_ROWS ? rows - 3 :
				    MIN_ROWS;

	board->cols = cols;
	board->also = -1;
	if (cols < MIN_COLS || rows < 1)
		return board;
	board->blocks = arena_calloc(ui->board_arena, t->nitems + 1,
	    sizeof board->blocks[0]);
	board->n = t->nitems;
	for (i = 0; i < t->nitems; i++) {
		board->blocks[i].item = t->items[i];
		board->blocks[i].lit = i < t->nlit;
	}
	fit = find_fit(ui, board->blocks, most, cols);
	for (i = 0; i < t->nitems; i++) {
		b = &board->blocks[i];
		make_block(ui, b, most, &fit);
		board->windows |= b->rows < rows_of(b->item.symbol) ||
		    b->cols < cols_of(b->item.symbol);
	}
	place_all(ui, board, 1);
	if (board->also > rows)
		place_all(ui, board, 0);
	return board;
}

/* What a board depends on; on the cursor only where there are windows. */
static uint64_t
key_of(const struct ui *ui, int rows, int cols, int windows)
{
	const struct tutor	*t = ui->tutor;
	const struct cell	*c = &t->cursor.cell;
	uint64_t		 key = draw_hash(t->version, t->nlit);

	key = draw_hash(draw_hash(key, (uint64_t)rows), (uint64_t)cols);
	if (windows)
		key = draw_hash(draw_hash(draw_hash(key,
		    (uintptr_t)c->symbol), c->row), c->col);
	return key;
}

const struct board *
board_make(struct ui *ui, int rows, int cols)
{
	const struct board	*b = ui->board_made;

	if (b != NULL && ui->board_key == key_of(ui, rows, cols, b->windows))
		return b;
	arena_free(ui->board_arena);
	ui->board_arena = arena_new();
	ui->board_made = b = make(ui, rows, cols);
	ui->board_key = key_of(ui, rows, cols, b->windows);
	return b;
}

/* ----------------------------------------------------------------- finding */

const struct board_block *
board_find(const struct board *board, const struct tutor_cursor *c)
{
	size_t	i;

	for (i = 0; i < board->n; i++)
		if (board->blocks[i].item.symbol == c->cell.symbol &&
		    board->blocks[i].item.updated == c->updated)
			return &board->blocks[i];
	return NULL;
}

struct rect
board_cell(const struct board_block *b, struct cell c)
{
	struct rect	r = { 0, 0, 0, 0 };
	uint32_t	i = c.row - 1 - b->row, j = c.col - 1 - b->col;

	if (c.row <= b->row || c.col <= b->col || i >= b->rows || j >= b->cols)
		return r;
	r.row = b->place.row + b->first + (int)i;
	r.col = b->place.col + b->columns[j].at;
	r.rows = 1;
	r.cols = PLACE(&b->columns[j]);
	return r;
}

/* Within the matrix, if there is such a cell. */
static int
move_inside(const struct tutor_cursor *c, int down, int right,
    struct tutor_cursor *to)
{
	const struct symbol	*s = c->cell.symbol;
	int64_t			 row = (int64_t)c->cell.row + down;
	int64_t			 col = (int64_t)c->cell.col + right;

	if (row < 1 || row > rows_of(s) || col < 1 || col > cols_of(s))
		return 0;
	*to = *c;
	to->cell.row = (uint32_t)row;
	to->cell.col = (uint32_t)col;
	return 1;
}

/* How far a place is in a direction, sideways counting more; -1: it is not. */
static int
distance(struct rect from, struct rect to, int down, int right)
{
	int	along, across;

	if (down != 0) {
		along = down > 0 ? to.row - from.row : from.row - to.row;
		across = abs(to.col - from.col);
	} else {
		along = right > 0 ? to.col - from.col : from.col - to.col;
		across = 4 * abs(to.row - from.row);
	}
	if (along <= 0 || (right != 0 && across > 0 && to.row > from.row + 8))
		return -1;
	return 2 * along + across;
}

/* The nearest visible cell of another block in the direction. */
static void
move_outside(const struct board *board, const struct board_block *here,
    struct rect from, int down, int right, struct tutor_cursor *to)
{
	const struct board_block	*b;
	struct cell			 c;
	size_t				 i;
	int				 d, least = -1;

	for (i = 0; i < board->n; i++) {
		b = &board->blocks[i];
		if (b == here || (right != 0 && (b->place.row > from.row ||
		    b->place.row + b->place.rows <= from.row)))
			continue;
		c.symbol = b->item.symbol;
		for (c.row = b->row + 1; c.row <= b->row + b->rows; c.row++)
			for (c.col = b->col + 1; c.col <= b->col + b->cols;
			    c.col++) {
				d = distance(from, board_cell(b, c), down,
				    right);
				if (d < 0 || (least >= 0 && d >= least))
					continue;
				least = d;
				*to = (struct tutor_cursor){ c,
				    b->item.updated };
			}
	}
}

struct tutor_cursor
board_move(const struct board *board, const struct tutor_cursor *c, int down,
    int right)
{
	const struct board_block	*here = board_find(board, c);
	struct tutor_cursor		 to = *c;

	if (here == NULL || move_inside(c, down, right, &to))
		return to;
	move_outside(board, here, board_cell(here, c->cell), down, right,
	    &to);
	return to;
}
