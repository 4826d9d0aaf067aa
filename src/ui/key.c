/* SPDX-License-Identifier: MIT */
/*
 * What keys do that are not simply a command: they find out where the cursor
 * goes, or what is edited, and then do a command too.
 */

#include "key.h"

#include <string.h>

#include "gradus/explain.h"
#include "gradus/ui.h"

#include "draw.h"
#include "terminal.h"

#define ACT(name)	static void name(struct ui *, int32_t)

ACT(act_left); ACT(act_right); ACT(act_up); ACT(act_down); ACT(act_tab);
ACT(act_backtab); ACT(act_edit); ACT(act_plus); ACT(act_minus);
ACT(act_knob); ACT(act_goto); ACT(act_play); ACT(act_derive);
ACT(act_scroll_down); ACT(act_scroll_up); ACT(act_half_down);
ACT(act_half_up); ACT(act_chapter_back); ACT(act_chapter_on);
ACT(act_escape); ACT(act_redraw); ACT(act_try);

#define KEYS(...)	{ __VA_ARGS__ }

const struct key_def	key_defs[] = {
#define KEY(keys, shown, command, act, brief, help)			       \
	{ keys, shown, command, act, brief, help },
#include "key.def"
#undef KEY
};
const size_t		nkeys = sizeof key_defs / sizeof key_defs[0];

const struct key_def *
key_find(int32_t key)
{
	size_t	i, k;

	for (i = 0; i < nkeys; i++)
		for (k = 0; k < KEY_MAX_KEYS && key_defs[i].keys[k] != 0; k++)
			if (key_defs[i].keys[k] == key)
				return &key_defs[i];
	return NULL;
}

int
ui_key_help(size_t i, const char **shown, const char **help)
{
	if (i >= nkeys)
		return 0;
	*shown = key_defs[i].shown;
	*help = key_defs[i].help;
	return 1;
}

/* ------------------------------------------------------------------ cursor */

/* "explain next w(3)" */
static void
put_cursor(struct ui *ui, const struct tutor_cursor *c)
{
	struct str	s;

	if (c->cell.symbol == NULL)
		return;
	str_init(&s);
	explain_name(&s, c->cell);
	ui_do(ui, "explain %s%s", c->updated ? "next " : "", s.data);
	str_release(&s);
}

static void
move(struct ui *ui, int down, int right)
{
	struct tutor_cursor	to;

	if (ui->board == NULL)
		return;
	to = board_move(ui->board, &ui->tutor->cursor, down, right);
	put_cursor(ui, &to);
}

static void
act_left(struct ui *ui, int32_t key)
{
	(void)key;
	move(ui, 0, -1);
}

static void
act_right(struct ui *ui, int32_t key)
{
	(void)key;
	move(ui, 0, 1);
}

static void
act_up(struct ui *ui, int32_t key)
{
	(void)key;
	move(ui, -1, 0);
}

static void
act_down(struct ui *ui, int32_t key)
{
	(void)key;
	move(ui, 1, 0);
}

static int
is_empty(const struct symbol *s)
{
	return s->kind != SYMBOL_CHOICE && shape_cells(s->shape) == 0;
}

/* The first cell of the matrix that is n places on in their order. */
static void
go_matrix(struct ui *ui, size_t n)
{
	const struct tutor	*t = ui->tutor;
	struct tutor_cursor	 to;
	size_t			 i, k;

	for (i = 0; i + 1 < t->nitems; i++)
		if (t->items[i].symbol == t->cursor.cell.symbol &&
		    t->items[i].updated == t->cursor.updated)
			break;
	for (k = 0; k < t->nitems; k++) {
		i = (i + n) % t->nitems;
		if (!is_empty(t->items[i].symbol))
			break;
	}
	if (k == t->nitems)
		return;
	to = (struct tutor_cursor){ { t->items[i].symbol, 1, 1 },
	    t->items[i].updated };
	put_cursor(ui, &to);
}

static void
act_tab(struct ui *ui, int32_t key)
{
	(void)key;
	go_matrix(ui, 1);
}

static void
act_backtab(struct ui *ui, int32_t key)
{
	(void)key;
	if (ui->tutor->nitems > 0)
		go_matrix(ui, ui->tutor->nitems - 1);
}

/* The next hyperparameter or choice, in the order of the model. */
static void
act_knob(struct ui *ui, int32_t key)
{
	const struct model	*m = ui->tutor->lesson->model;
	const struct symbol	*s, *now = ui->tutor->cursor.cell.symbol;
	struct tutor_cursor	 to;
	size_t			 i, k;

	(void)key;
	for (k = 0; k < m->nsymbols; k++) {
		i = ((now == NULL ? 0 : now->index + 1) + k) % m->nsymbols;
		s = m->symbols[i];
		if (s->kind != SYMBOL_HYPER && s->kind != SYMBOL_CHOICE)
			continue;
		to = (struct tutor_cursor){ { s, 1, 1 }, 0 };
		put_cursor(ui, &to);
		return;
	}
	ui_say(ui, "this lesson has no hyperparameters and no choices");
}

/* ----------------------------------------------------------------- editing */

static void
nudge(struct ui *ui, int by)
{
	const struct tutor_cursor	*c = &ui->tutor->cursor;
	struct str			 s;

	if (c->cell.symbol == NULL)
		return;
	str_init(&s);
	explain_name(&s, c->cell);
	if (c->updated || c->cell.symbol->kind == SYMBOL_EQUATION)
		ui_say_computed(ui);
	else
		ui_do(ui, "nudge %s %d", s.data, by);
	str_release(&s);
}

static void
act_plus(struct ui *ui, int32_t key)
{
	(void)key;
	nudge(ui, 1);
}

static void
act_minus(struct ui *ui, int32_t key)
{
	(void)key;
	nudge(ui, -1);
}

static void
act_edit(struct ui *ui, int32_t key)
{
	(void)key;
	ui_edit(ui);
}

/* The step's experiment of that number. */
static void
act_try(struct ui *ui, int32_t key)
{
	const struct step	*step = tutor_step(ui->tutor);
	const struct block	*b;
	int			 n = 0;
	size_t			 i;

	for (i = 0; i < step->nblocks; i++) {
		b = step->blocks[i];
		if (b->kind != BLOCK_COMMAND || b->level == 0)
			continue;
		n = b->level;
		if (n == (int)(key - '0')) {
			ui_do(ui, "%s", b->command->line);
			return;
		}
	}
	if (n == 0)
		ui_say(ui, "this step has no experiments");
	else
		ui_say(ui, n == 1 ? "this step has one experiment" :
		    "this step has %d experiments", n);
	ui->bell = 1;
}

static void
act_goto(struct ui *ui, int32_t key)
{
	(void)key;
	ui->mode = MODE_GOTO;
	field_set(&ui->field, "");
}

static void
act_play(struct ui *ui, int32_t key)
{
	(void)key;
	ui->playing = 1;
	ui_do(ui, "iterate");
}

/* ----------------------------------------------------------- what is shown */

static void
act_derive(struct ui *ui, int32_t key)
{
	const struct tutor	*t = ui->tutor;
	const struct symbol	*s = t->cursor.cell.symbol;

	(void)key;
	if (t->derivation != NULL) {
		ui_do(ui, "text");
		return;
	}
	if (s == NULL)
		return;
	if (ui->zoom != PANE_ALL)
		ui->zoom = PANE_TEXT;
	ui_do(ui, "derive %s", s->name);
	/* The model has no gradient by it: any can be asked for. */
	if (t->derivation == NULL && t->plotted.symbol != NULL &&
	    t->plotted.row == 0 && s->kind != SYMBOL_CHOICE)
		ui_do(ui, "derive grad(%s, %s)", t->plotted.symbol->name,
		    s->name);
}

static void
act_scroll_down(struct ui *ui, int32_t key)
{
	(void)key;
	ui->scroll++;
}

static void
act_scroll_up(struct ui *ui, int32_t key)
{
	(void)key;
	ui->scroll--;
}

static void
act_half_down(struct ui *ui, int32_t key)
{
	(void)key;
	ui->scroll += (ui->text_rows + 1) / 2;
}

static void
act_half_up(struct ui *ui, int32_t key)
{
	(void)key;
	ui->scroll -= (ui->text_rows + 1) / 2;
}

static void
act_chapter_back(struct ui *ui, int32_t key)
{
	(void)key;
	if (ui->tutor->chapter == 0)
		ui_say(ui, "this is the first chapter");
	else
		ui_do(ui, "chapter %zu", ui->tutor->chapter);
}

static void
act_chapter_on(struct ui *ui, int32_t key)
{
	(void)key;
	if (ui->tutor->chapter + 1 >= ui->tutor->lesson->nchapters)
		ui_say(ui, "this is the last chapter");
	else
		ui_do(ui, "chapter %zu", ui->tutor->chapter + 2);
}

static void
act_escape(struct ui *ui, int32_t key)
{
	(void)key;
	if (ui->tutor->derivation != NULL)
		ui_do(ui, "text");
	else
		ui->zoom = PANE_ALL;
}

static void
act_redraw(struct ui *ui, int32_t key)
{
	(void)key;
	ui_forget(ui);
	ui->redraw = 1;
}
