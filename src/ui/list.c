/* SPDX-License-Identifier: MIT */
/*
 * The list of lessons: number and title, and under it what it is about.
 */

#include "list.h"

#include <string.h>

#include "gradus/text.h"

#include "draw.h"
#include "terminal.h"

#define INDENT		4
#define ROWS_EACH	4	/* title, two lines of what it is about */

void
list_init(struct list *l, const struct catalogue *c, size_t chosen,
    const char *message, int ascii)
{
	*l = (struct list){ .catalogue = c, .message = message,
	    .chosen = chosen < c->n ? chosen : 0 };
	ui_init(&l->ui, NULL, ascii);
}

void
list_release(struct list *l)
{
	ui_release(&l->ui);
}

/* A digit opens the lesson that has it as its number. */
static enum list_do
open_number(struct list *l, int32_t key)
{
	const char	*rest;
	size_t		 i;

	for (i = 0; i < l->catalogue->n; i++)
		if (catalogue_number(l->catalogue->lessons[i]->name,
		    &rest) == 1 && l->catalogue->lessons[i]->name[0] == key) {
			l->chosen = i;
			return LIST_OPEN;
		}
	return LIST_STAY;
}

enum list_do
list_key(struct list *l, int32_t key)
{
	size_t	n = l->catalogue->n;

	l->message = NULL;
	switch (key) {
	case 'q':
	case K_ESC:
	case K_CTRL('c'):
		return LIST_QUIT;
	case K_ENTER:
	case K_SPACE:
	case K_RIGHT:
	case 'l':
		return n > 0 ? LIST_OPEN : LIST_STAY;
	case K_DOWN:
	case K_TAB:
	case 'j':
		l->chosen += l->chosen + 1 < n;
		return LIST_STAY;
	case K_UP:
	case K_BACKTAB:
	case 'k':
		l->chosen -= l->chosen > 0;
		return LIST_STAY;
	case K_HOME:
		l->chosen = 0;
		return LIST_STAY;
	case K_END:
		l->chosen = n > 0 ? n - 1 : 0;
		return LIST_STAY;
	default:
		return key >= '0' && key <= '9' ? open_number(l, key) :
		    LIST_STAY;
	}
}

static void
draw_lesson(struct list *l, struct canvas *c, int row, size_t i)
{
	const struct lesson	*lesson = l->catalogue->lessons[i];
	const char		*rest, *title = lesson->title;
	size_t			 n = catalogue_number(lesson->name, &rest);
	unsigned		 look = i == l->chosen ? LOOK_BOLD |
				    LOOK_REVERSE : LOOK_BOLD;

	title = arena_printf(l->ui.frame, " %.*s%s%s ", (int)n, lesson->name,
	    n > 0 ? "  " : "", *title == '\0' ? lesson->name : title);
	draw_text(&l->ui, c, row, 1, c->cols - 2, title,
	    draw_style(ROLE_TITLE, look));
	draw_wrapped(&l->ui, c, (struct rect){ row + 1, INDENT + 1, 2,
	    c->cols - 2 * INDENT }, lesson->sentence, draw_style(ROLE_PLAIN,
	    0));
}

static void
draw_bottom(struct list *l, struct canvas *c)
{
	static const char	 keys[] = "Up Down choose  Enter opens  q "
				    "leaves";

	draw_text(&l->ui, c, c->rows - 1, 1, c->cols - 1, l->message != NULL ?
	    l->message : keys, draw_style(l->message != NULL ? ROLE_ERROR :
	    ROLE_GREY, 0));
}

const struct canvas *
list_draw(struct list *l, int rows, int cols)
{
	struct canvas	*c;
	size_t		 i, shown;
	int		 row = rows > 2 * ROWS_EACH ? 3 : 0;

	arena_free(l->ui.frame);
	l->ui.frame = arena_new();
	c = canvas_new(l->ui.frame, rows, cols);
	if (rows < 1 || cols < 1)
		return c;
	if (row > 0)
		draw_text(&l->ui, c, 1, 2, cols - 2, "gradus: which lesson?",
		    draw_style(ROLE_TITLE, LOOK_BOLD));
	shown = rows - row - 1 > ROWS_EACH ? (size_t)((rows - row) /
	    ROWS_EACH) : 1;
	if (l->chosen < l->top)
		l->top = l->chosen;
	if (l->chosen >= l->top + shown)
		l->top = l->chosen - shown + 1;
	for (i = l->top; i < l->catalogue->n && i < l->top + shown; i++) {
		draw_lesson(l, c, row, i);
		row += ROWS_EACH;
	}
	if (l->top + shown < l->catalogue->n && rows > 1)
		draw_cut(&l->ui, c, rows - 2, cols - 1);
	if (rows > 1)
		draw_bottom(l, c);
	return c;
}
