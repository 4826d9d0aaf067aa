/* SPDX-License-Identifier: MIT */
/*
 * The state of the screen, and what keys do to it by their acts: a command is
 * done, something is said, an edit begins.
 */

#include "ui.h"

#include <stdarg.h>
#include <string.h>

#include "gradus/explain.h"
#include "gradus/num.h"


#define DIGITS	6	/* of numbers in the arithmetic of a cell */

void
ui_init(struct ui *ui, struct tutor *t, int ascii)
{
	*ui = (struct ui){ .tutor = t, .ascii = ascii, .caret_row = -1 };
	field_init(&ui->field);
	str_init(&ui->message);
	str_init(&ui->error);
	str_init(&ui->search);
	ui->frame = arena_new();
	ui->lasting = arena_new();
	ui->screen = arena_new();
	ui->board_arena = arena_new();
	ui->board_cells = arena_new();
	ui->page.arena = arena_new();
	ui->page.joined = arena_new();
	if (t != NULL)
		ui->names = arena_calloc(ui->lasting,
		    t->lesson->model->nsymbols + 1, sizeof *ui->names);
}

void
ui_release(struct ui *ui)
{
	field_release(&ui->field);
	str_release(&ui->message);
	str_release(&ui->error);
	str_release(&ui->search);
	arena_free(ui->frame);
	arena_free(ui->lasting);
	arena_free(ui->screen);
	arena_free(ui->board_arena);
	arena_free(ui->board_cells);
	arena_free(ui->page.arena);
	arena_free(ui->page.joined);
}

void
ui_resize(struct ui *ui, int rows, int cols)
{
	rows = rows < 0 ? 0 : rows;
	cols = cols < 0 ? 0 : cols;
	if (rows == ui->rows && cols == ui->cols)
		return;
	ui->rows = rows;
	ui->cols = cols;
	ui->canvas = NULL;
	ui->board = NULL;
}

void
ui_forget(struct ui *ui)
{
	size_t	i;

	ui->canvas = NULL;
	ui->board_made = NULL;
	ui->board_canvas = NULL;
	ui->page.width = -1;
	for (i = 0; i < ui->tutor->lesson->model->nsymbols; i++)
		ui->names[i] = NULL;
}

/* ------------------------------------------------------------------ saying */

void
ui_say(struct ui *ui, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	str_clear(&ui->message);
	str_vaddf(&ui->message, format, ap);
	va_end(ap);
	ui->wrong = 0;
}

void
ui_take_message(struct ui *ui, unsigned effects)
{
	const struct tutor	*t = ui->tutor;

	str_clear(&ui->message);
	ui->wrong = (effects & TUTOR_WRONG) != 0;
	if (!ui->wrong)
		str_add(&ui->message, t->message);
	else if (t->diag.count > 0) {
		str_add(&ui->message, t->diag.notes[0].message);
		if (t->diag.notes[0].hint != NULL)
			str_addf(&ui->message, " (%s)",
			    t->diag.notes[0].hint);
	}
}

/* A pane alone, the next one, and back to all where there is room for all. */
static void
zoom(struct ui *ui)
{
	struct layout	l;

	layout_make(&l, ui->rows, ui->cols, ui->zoom);
	ui->zoom = (enum pane)((l.alone + 1) % PANE_COUNT);
	layout_make(&l, ui->rows, ui->cols, ui->zoom);
	if (ui->zoom == PANE_ALL && l.alone != PANE_ALL)
		ui->zoom = PANE_TEXT;
}

void
ui_do(struct ui *ui, const char *format, ...)
{
	struct str	line;
	va_list		ap;
	unsigned	effects;

	str_init(&line);
	va_start(ap, format);
	str_vaddf(&line, format, ap);
	va_end(ap);
	effects = tutor_do(ui->tutor, line.data);
	str_release(&line);
	ui->quit |= (effects & TUTOR_QUIT) != 0;
	if (effects & TUTOR_HELP) {
		ui->mode = MODE_HELP;
		ui->help_top = 0;
		str_clear(&ui->search);
	}
	if (effects & TUTOR_ZOOM)
		zoom(ui);
	ui_take_message(ui, effects);
}

/* ----------------------------------------------------------------- editing */

void
ui_say_computed(struct ui *ui)
{
	const struct tutor_cursor	*c = &ui->tutor->cursor;
	struct explain_options		 o = { .digits = DIGITS,
					    .updated = c->updated };
	struct explanation		 x;
	struct arena			*arena = arena_new();

	explain_cell(arena, timeline_plan(ui->tutor->timeline), &o, c->cell,
	    &x);
	ui_say(ui, "%s%s is computed, from %s", c->updated ? "the new " : "",
	    x.name, x.formula == NULL ? "nothing" : x.formula);
	arena_free(arena);
}

/* What a cell has now, as one would type it. */
static void
set_value(struct ui *ui)
{
	struct str	s;

	str_init(&s);
	num_exact(&s, tutor_value(ui->tutor, ui->tutor->cursor.cell, 0));
	field_set(&ui->field, s.data);
	str_release(&s);
}

void
ui_edit(struct ui *ui)
{
	const struct tutor_cursor	*c = &ui->tutor->cursor;
	const struct symbol		*s = c->cell.symbol;

	str_clear(&ui->error);
	if (s == NULL)
		return;
	if (s->kind == SYMBOL_CHOICE) {
		ui->mode = MODE_CHOOSE;
		ui->option = plan_choice(timeline_plan(ui->tutor->timeline),
		    s);
	} else if (c->updated || s->kind == SYMBOL_EQUATION)
		ui_say_computed(ui);
	else if (shape_cells(s->shape) > 0) {
		ui->mode = MODE_EDIT;
		ui->fresh = 1;
		set_value(ui);
	}
}

void
ui_tick(struct ui *ui)
{
	if (ui->playing)
		ui_do(ui, "iterate");
}
