/* SPDX-License-Identifier: MIT */
/*
 * The help: keys and commands, from their tables; "/" leaves those lines that
 * have a word.
 */

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "gradus/text.h"

#include "draw.h"
#include "key.h"

#define KEY_COLS	18
#define COMMAND_COLS	28

struct line {
	const char	*left, *right;
	int		 cols;		/* of the left; 0: it is a heading */
};

struct lines {
	struct ui	*ui;
	struct line	*v;
	size_t		 n, max;
};

static int
has(const char *text, const char *word)
{
	size_t	n = strlen(word);

	for (; *text != '\0'; text++)
		if (strncasecmp(text, word, n) == 0)
			return 1;
	return n == 0;
}

static void
add(struct lines *l, const char *left, const char *right, int cols)
{
	const char	*word = l->ui->search.data;

	if (cols > 0 && !has(left, word) && !has(right, word))
		return;
	l->v = ARENA_GROW(l->ui->frame, l->v, l->n, &l->max);
	l->v[l->n++] = (struct line){ left, right, cols };
}

static void
add_all(struct lines *l)
{
	size_t	i;

	add(l, "Keys", "", 0);
	for (i = 0; i < nkeys; i++)
		add(l, key_defs[i].shown, key_defs[i].help, KEY_COLS);
	add(l, "", "", 0);
	add(l, "Commands", "", 0);
	for (i = 0; i < COMMAND_COUNT; i++)
		if (!(command_defs[i].flags & COMMAND_LESSON_ONLY))
			add(l, command_defs[i].usage, command_defs[i].help,
			    COMMAND_COLS);
}

static void
draw_help_line(struct ui *ui, struct canvas *c, struct rect r,
    const struct line *l)
{
	if (l->cols == 0) {
		draw_text(ui, c, r.row, r.col + 1, r.cols - 1, l->left,
		    draw_style(ROLE_CHAPTER, LOOK_BOLD));
		return;
	}
	draw_text(ui, c, r.row, r.col + 2, r.cols - 2 < l->cols ? r.cols - 2 :
	    l->cols, l->left, draw_style(ROLE_STATUS, LOOK_BOLD));
	if (r.cols > l->cols + 4)
		draw_text(ui, c, r.row, r.col + 3 + l->cols, r.cols - 3 -
		    l->cols, l->right, draw_style(ROLE_PLAIN, 0));
}

static void
draw_bottom(struct ui *ui, struct canvas *c, struct rect r)
{
	int	at;

	if (ui->mode != MODE_SEARCH) {
		draw_text(ui, c, r.row, r.col + 1, r.cols - 1, "Space on  "
		    "/ search  q back", draw_style(ROLE_GREY, 0));
		return;
	}
	at = draw_text(ui, c, r.row, r.col + 1, r.cols - 1, "search: ",
	    draw_style(ROLE_STATUS, LOOK_BOLD));
	draw_text(ui, c, r.row, r.col + 1 + at, r.cols - 1 - at,
	    ui->field.text.data, draw_style(ROLE_PLAIN, LOOK_UNDERLINE));
	ui->caret_row = r.row;
	ui->caret_col = r.col + 1 + at + text_width(ui->field.text.data,
	    ui->field.at);
	if (ui->caret_col >= r.col + r.cols)
		ui->caret_col = r.col + r.cols - 1;
}

void
view_help(struct ui *ui, struct canvas *c, struct rect r)
{
	struct lines	l = { .ui = ui };
	int		i, rows = r.rows - 1, most;

	add_all(&l);
	most = (int)l.n - rows;
	if (ui->help_top > most)
		ui->help_top = most;
	if (ui->help_top < 0)
		ui->help_top = 0;
	for (i = 0; i < rows && ui->help_top + i < (int)l.n; i++)
		draw_help_line(ui, c, (struct rect){ r.row + i, r.col, 1,
		    r.cols }, &l.v[ui->help_top + i]);
	if (ui->help_top < most && rows > 0)
		draw_cut(ui, c, r.row + rows - 1, r.col + r.cols - 1);
	if (ui->help_top > 0 && rows > 0)
		draw_cut(ui, c, r.row, r.col + r.cols - 1);
	if (r.rows > 0)
		draw_bottom(ui, c, (struct rect){ r.row + r.rows - 1, r.col,
		    1, r.cols });
}
