/* SPDX-License-Identifier: MIT */
/*
 * A frame: the parts of the screen that are another than before, drawn by
 * their views.
 */

#include "ui.h"

#include <string.h>

#include "gradus/explain.h"

#include "draw.h"

#define DIGITS	6	/* of numbers in the arithmetic of a cell */

static void
explain_cursor(struct ui *ui)
{
	const struct tutor_cursor	*c = &ui->tutor->cursor;
	struct explain_options		 o = { .digits = DIGITS,
					    .updated = c->updated };

	ui->explained = NULL;
	if (c->cell.symbol == NULL || c->cell.symbol->kind == SYMBOL_CHOICE ||
	    shape_cells(c->cell.symbol->shape) == 0)
		return;
	ui->explained = arena_alloc(ui->frame, sizeof *ui->explained);
	explain_cell(ui->frame, timeline_plan(ui->tutor->timeline), &o,
	    c->cell, ui->explained);
}

static void
draw_lines(struct ui *ui, struct canvas *c, const struct layout *l)
{
	if (l->rule >= 0)
		draw_line(ui, c, l->rule, 0, c->cols, 0, "─", "-");
	if (l->bar < 0)
		return;
	draw_line(ui, c, l->lower, 0, c->cols, 0, "─", "-");
	draw_line(ui, c, l->rule + 1, l->bar, l->text.rows, 1, "│", "|");
	draw_line(ui, c, l->lower + 1, l->bar, l->cell.rows, 1, "│", "|");
	draw_line(ui, c, l->rule, l->bar, 1, 0, "┬", "+");
	draw_line(ui, c, l->lower, l->bar, 1, 0, "┼", "+");
}

/* Which pane is shown alone, and how to have another one. */
static void
draw_tabs(struct ui *ui, struct canvas *c, const struct layout *l)
{
	static const char	*const names[PANE_COUNT] = {
		[PANE_TEXT] = "text", [PANE_MATRICES] = "matrices",
		[PANE_CELL] = "cell", [PANE_CURVE] = "curve" };
	int			 i, at = 1;

	if (l->alone == PANE_ALL || l->rule < 0)
		return;
	for (i = PANE_TEXT; i < PANE_COUNT; i++) {
		at += draw_text(ui, c, l->rule, at, c->cols - at, names[i],
		    draw_style(ROLE_STATUS, i == (int)l->alone ?
		    LOOK_REVERSE : 0)) + 2;
	}
	draw_text(ui, c, l->rule, at, c->cols - at, "z: the next ",
	    draw_style(ROLE_GREY, 0));
}

/* What is typed or chosen is seen, also where one pane is shown alone. */
static void
find_layout(const struct ui *ui, struct layout *l)
{
	layout_make(l, ui->rows, ui->cols, ui->zoom);
	if (l->alone == PANE_ALL || ui->mode == MODE_WALK)
		return;
	layout_make(l, ui->rows, ui->cols, PANE_CELL);
}

/* ---------------------------------------------- what has to be drawn again */

static uint64_t
hash_text(uint64_t h, const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		h = draw_hash(h, (unsigned char)s[i]);
	return h;
}

/* The names that are lit in formulas: the cursor's and its operands'. */
static uint64_t
hash_lights(const struct ui *ui)
{
	const struct explanation	*x = ui->explained;
	uint64_t			 h;
	size_t				 i;

	h = draw_hash(1, (uintptr_t)ui->tutor->cursor.cell.symbol);
	for (i = 0; x != NULL && i < x->nused; i++)
		if (i == 0 || x->used[i].symbol != x->used[i - 1].symbol)
			h = draw_hash(h, (uintptr_t)x->used[i].symbol);
	return h;
}

/* All that a part is drawn from, but for the size. */
static uint64_t
hash_part(const struct ui *ui, enum part part)
{
	const struct tutor	*t = ui->tutor;
	uint64_t		 h = draw_hash(draw_hash(2, t->version),
				    (uintptr_t)t->plotted.symbol);
	size_t			 i;

	h = draw_hash(h, cell_offset(t->plotted));
	switch (part) {
	case PART_MAP:
		h = draw_hash(4, (uintptr_t)t->cursor.cell.symbol);
		h = draw_hash(h, (uintptr_t)tutor_step(t));
		for (i = 0; i < t->nlit; i++)
			h = draw_hash(h, (uintptr_t)t->items[i].symbol);
		return h;
	case PART_TEXT:
		h = draw_hash(hash_lights(ui), ui->page.serial);
		return draw_hash(h, (uint64_t)ui->scroll);
	case PART_CURVE:
		h = draw_hash(draw_hash(h, t->view), t->compared[0]);
		return draw_hash(h, t->compared[1]);
	case PART_KEYS:
		h = draw_hash(draw_hash(3, ui->mode), (uint64_t)ui->playing);
		h = draw_hash(h, (uint64_t)ui->wrong);
		return hash_text(h, ui->message.data, ui->message.len);
	default:
		return h;
	}
}

/* 1 if the part is another than before: it is blank then. */
static int
is_due(struct ui *ui, enum part part, struct rect r)
{
	uint64_t	h = hash_part(ui, part);

	if (ui->drawn[part] == h)
		return 0;
	ui->drawn[part] = h;
	canvas_fill(ui->canvas, r, draw_style(ROLE_PLAIN, 0));
	return 1;
}

/* The piece of the lower line over a pane, and what stands in it. */
static void
draw_pane_title(struct ui *ui, const struct layout *l, struct rect pane,
    view_draw *title)
{
	struct rect	r = { l->lower, pane.col, 1, pane.cols };

	if (l->lower < 0)
		return;
	draw_line(ui, ui->canvas, r.row, r.col, r.cols, 0, "─", "-");
	title(ui, ui->canvas, r);
}

static void
draw_parts(struct ui *ui, const struct layout *l)
{
	struct canvas	*c = ui->canvas;
	struct style	 plain = draw_style(ROLE_PLAIN, 0);

	if (is_due(ui, PART_TITLE, l->title))
		view_title(ui, c, l->title);
	if (is_due(ui, PART_MAP, l->map))
		view_map(ui, c, l->map);
	view_text_update(ui, l->text.cols);
	if (is_due(ui, PART_TEXT, l->text))
		view_text(ui, c, l->text);
	/* It has cells for all of its rectangle: nothing is to be erased. */
	view_matrices(ui, c, l->matrices);
	canvas_fill(c, l->cell, plain);
	draw_pane_title(ui, l, l->cell, view_cell_title);
	view_cell(ui, c, l->cell);
	if (is_due(ui, PART_CURVE, l->curve)) {
		draw_pane_title(ui, l, l->curve, view_curve_title);
		if (ui->tutor->view == VIEW_RUNS)
			view_runs(ui, c, l->curve);
		else
			view_curve(ui, c, l->curve);
	}
	if (is_due(ui, PART_KEYS, l->keys))
		view_keys(ui, c, l->keys);
}

/* A blank canvas with the lines, where the layout is another than before. */
static void
prepare_canvas(struct ui *ui, const struct layout *l)
{
	enum pane	alone = ui->mode == MODE_HELP || ui->mode ==
			    MODE_SEARCH ? PANE_COUNT : l->alone;

	if (ui->canvas != NULL && ui->drawn_alone == alone &&
	    alone != PANE_COUNT)
		return;
	arena_free(ui->screen);
	ui->screen = arena_new();
	ui->canvas = canvas_new(ui->screen, ui->rows, ui->cols);
	ui->drawn_alone = alone;
	memset(ui->drawn, 0, sizeof ui->drawn);
	if (alone == PANE_COUNT)
		return;
	draw_lines(ui, ui->canvas, l);
	draw_tabs(ui, ui->canvas, l);
}

const struct canvas *
ui_draw(struct ui *ui)
{
	struct layout	l;

	arena_free(ui->frame);
	ui->frame = arena_new();
	ui->board = NULL;
	ui->explained = NULL;
	ui->caret_row = ui->caret_col = -1;
	find_layout(ui, &l);
	prepare_canvas(ui, &l);
	if (ui->rows < 1 || ui->cols < 1)
		return ui->canvas;
	if (ui->mode == MODE_HELP || ui->mode == MODE_SEARCH) {
		view_help(ui, ui->canvas, (struct rect){ 0, 0, ui->rows,
		    ui->cols });
		return ui->canvas;
	}
	explain_cursor(ui);
	draw_parts(ui, &l);
	return ui->canvas;
}
