/* SPDX-License-Identifier: MIT */
/*
 * A key is pressed: what it means in each mode. Where nothing is typed or
 * chosen, the table of keys says it.
 */

#include "ui.h"

#include <string.h>

#include "gradus/explain.h"

#include "key.h"
#include "terminal.h"

static void
note_error(struct ui *ui, size_t prefix)
{
	const struct diag	*d = &ui->tutor->diag;

	str_clear(&ui->error);
	ui->error_at = 0;
	if (d->count == 0)
		return;
	str_add(&ui->error, d->notes[0].message);
	if (d->notes[0].hint != NULL)
		str_addf(&ui->error, "\n%s", d->notes[0].hint);
	if (d->notes[0].source != NULL && d->notes[0].span.start > prefix)
		ui->error_at = d->notes[0].span.start - prefix;
	if (ui->error_at > ui->field.text.len)
		ui->error_at = ui->field.text.len;
}

/* Takes what was typed; 0 if it is wrong: it stays, and is answered. */
static int
take_value(struct ui *ui)
{
	struct str	line;
	size_t		prefix;
	unsigned	effects;

	if (ui->fresh || ui->field.text.len == 0)
		return 1;
	str_init(&line);
	str_add(&line, "set ");
	explain_name(&line, ui->tutor->cursor.cell);
	str_addc(&line, ' ');
	prefix = line.len;
	str_addn(&line, ui->field.text.data, ui->field.text.len);
	effects = tutor_do(ui->tutor, line.data);
	str_release(&line);
	ui_take_message(ui, effects);
	if (!(effects & TUTOR_WRONG))
		return 1;
	str_clear(&ui->message);
	note_error(ui, prefix);
	return 0;
}

/* The next cell of the matrix, row by row. */
static void
edit_next(struct ui *ui)
{
	struct tutor_cursor	 c = ui->tutor->cursor;
	const struct symbol	*s = c.cell.symbol;
	struct str		 name;

	if (c.cell.col < s->shape.cols)
		c.cell.col++;
	else {
		c.cell.col = 1;
		c.cell.row = c.cell.row % s->shape.rows + 1;
	}
	str_init(&name);
	explain_name(&name, c.cell);
	tutor_do(ui->tutor, arena_printf(ui->frame, "explain %s", name.data));
	str_release(&name);
	ui_edit(ui);
}

/* The value that stands there is replaced by what is typed first. */
static void
edit_key(struct ui *ui, int32_t key)
{
	if (key == K_ENTER || key == K_TAB) {
		if (!take_value(ui))
			return;
		ui->mode = MODE_WALK;
		if (key == K_TAB)
			edit_next(ui);
		return;
	}
	if (ui->fresh && key >= ' ' && key != K_BACKSPACE && key < K_FIRST)
		field_set(&ui->field, "");
	if (field_key(&ui->field, key)) {
		ui->fresh = 0;
		str_clear(&ui->error);
	}
}

static void
goto_key(struct ui *ui, int32_t key)
{
	if (key == K_ENTER) {
		ui->mode = MODE_WALK;
		if (ui->field.text.len > 0)
			ui_do(ui, "goto %s", ui->field.text.data);
	} else if (key >= K_FIRST || key < ' ' || key == K_BACKSPACE ||
	    (key >= '0' && key <= '9'))
		field_key(&ui->field, key);
}

static void
choose_key(struct ui *ui, int32_t key)
{
	const struct symbol	*s = ui->tutor->cursor.cell.symbol;
	size_t			 n = s->noptions;

	switch (key) {
	case K_ENTER:
		ui->mode = MODE_WALK;
		ui_do(ui, "choose %s %s", s->name,
		    op_def(s->options[ui->option])->name);
		break;
	case K_DOWN:
	case K_RIGHT:
	case K_TAB:
	case 'j':
	case 'l':
	case '+':
	case ' ':
		ui->option = (ui->option + 1) % n;
		break;
	case K_UP:
	case K_LEFT:
	case K_BACKTAB:
	case 'k':
	case 'h':
	case '-':
		ui->option = (ui->option + n - 1) % n;
		break;
	default:
		break;
	}
}

/* -------------------------------------------------------------------- help */

static void
help_key(struct ui *ui, int32_t key)
{
	int	page = ui->rows > 4 ? ui->rows - 4 : 1;

	switch (key) {
	case 'q':
	case '?':
	case K_F1:
	case K_ENTER:
		ui->mode = MODE_WALK;
		break;
	case '/':
		ui->mode = MODE_SEARCH;
		field_set(&ui->field, ui->search.data);
		break;
	case K_DOWN:
	case 'j':
		ui->help_top++;
		break;
	case K_UP:
	case 'k':
		ui->help_top--;
		break;
	case K_SPACE:
	case K_PGDN:
		ui->help_top += page;
		break;
	case K_BACKSPACE:
	case K_PGUP:
		ui->help_top -= page;
		break;
	case K_HOME:
		ui->help_top = 0;
		break;
	case K_END:
		ui->help_top = INT32_MAX / 2;
		break;
	default:
		break;
	}
}

static void
search_key(struct ui *ui, int32_t key)
{
	if (key == K_ENTER)
		ui->mode = MODE_HELP;
	else if (field_key(&ui->field, key)) {
		str_clear(&ui->search);
		str_add(&ui->search, ui->field.text.data);
		ui->help_top = 0;
	}
}

/* -------------------------------------------------------------------- keys */

static void
walk_key(struct ui *ui, int32_t key)
{
	const struct key_def	*def = key_find(key);

	if (def == NULL) {
		if (key != K_OTHER)
			ui_say(ui, "this key does nothing: ? lists those "
			    "that do");
		ui->bell = 1;
		return;
	}
	if (def->command != NULL) {
		ui_do(ui, "%s", def->command);
		return;
	}
	if (ui->board == NULL)		/* an act may walk over it */
		ui_draw(ui);
	def->act(ui, key);
}

void
ui_key(struct ui *ui, int32_t key)
{
	str_clear(&ui->message);
	ui->wrong = 0;
	if (ui->playing) {
		ui->playing = 0;
		if (key == '.')
			return;
	}
	if (ui->mode != MODE_WALK && (key == K_ESC || key == K_CTRL('c') ||
	    key == K_CTRL('g'))) {
		ui->mode = ui->mode == MODE_SEARCH ? MODE_HELP : MODE_WALK;
		str_clear(&ui->error);
		return;
	}
	switch (ui->mode) {
	case MODE_EDIT:
		edit_key(ui, key);
		break;
	case MODE_GOTO:
		goto_key(ui, key);
		break;
	case MODE_CHOOSE:
		choose_key(ui, key);
		break;
	case MODE_HELP:
		help_key(ui, key);
		break;
	case MODE_SEARCH:
		search_key(ui, key);
		break;
	default:
		walk_key(ui, key);
		break;
	}
}
