/* SPDX-License-Identifier: MIT */
/*
 * The loop of a session on the terminal: a key, what it does, a frame.
 */

#include "gradus/ui.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "draw.h"
#include "list.h"
#include "rescue.h"
#include "terminal.h"

#define PLAY_MS		200	/* between two iterations of a play */
#define PATIENCE_MS	50	/* until a key stops long work */
#define PROGRESS_MS	250	/* between two reports of it */

static struct ui_options	options;

struct loop {
	struct ui		 ui;
	struct canvas		*last;		/* that was shown */
	struct timespec		 since;		/* the last key came then */
	struct timespec		 reported;
};

const char *
ui_open(const struct ui_options *o)
{
	options = *o;
	return terminal_open(o->colour);
}

void
ui_close(void)
{
	int	sig = rescue_signal();

	terminal_close();
	if (sig != 0)
		raise(sig);
}

static void
paint(void *context)
{
	struct loop	*l = context;

	if (l->ui.redraw)
		terminal_redraw();
	l->ui.redraw = 0;
	if (l->ui.bell)
		terminal_bell();
	l->ui.bell = 0;
	ui_resize(&l->ui, terminal_rows(), terminal_cols());
	l->last = (struct canvas *)ui_draw(&l->ui);
	terminal_show(l->last, l->ui.caret_row, l->ui.caret_col);
}

static long
milliseconds_since(const struct timespec *then)
{
	struct timespec	now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - then->tv_sec) * 1000 +
	    (now.tv_nsec - then->tv_nsec) / 1000000;
}

/* Work takes long: says how far it is, and lets a key stop it. */
static int
stop(void *context, long at)
{
	struct loop	*l = context;
	struct rect	 bottom = { l->ui.rows - 1, 0, 1, l->ui.cols };

	if (milliseconds_since(&l->since) < PATIENCE_MS)
		return 0;
	if (terminal_pending())
		return 1;
	if (l->last == NULL || milliseconds_since(&l->reported) < PROGRESS_MS)
		return 0;
	clock_gettime(CLOCK_MONOTONIC, &l->reported);
	l->ui.drawn[PART_KEYS] = 0;
	canvas_fill(l->last, bottom, draw_style(ROLE_STATUS, 0));
	draw_text(&l->ui, l->last, bottom.row, 1, bottom.cols - 1,
	    arena_printf(l->ui.frame, "iteration %ld … any key stops", at),
	    draw_style(ROLE_STATUS, LOOK_BOLD));
	terminal_show(l->last, -1, -1);
	return 0;
}

enum ui_end
ui_session(struct tutor *t)
{
	struct loop	l = { .last = NULL };
	const char	*term = getenv("TERM");
	int32_t		key = 0;

	ui_init(&l.ui, t, options.ascii);
	if (term != NULL && strcmp(term, "linux") == 0)
		l.ui.ink = INK_BLOCK;
	tutor_on_work(t, stop, &l);
	while (!l.ui.quit && key != K_HANGUP) {
		key = terminal_key(l.ui.playing ? PLAY_MS : -1, paint, &l);
		clock_gettime(CLOCK_MONOTONIC, &l.since);
		l.reported = l.since;
		if (key == K_NOTHING)
			ui_tick(&l.ui);
		else if (key == K_CTRL('z'))
			terminal_suspend();
		else if (key != K_RESIZED && key != K_HANGUP)
			ui_key(&l.ui, key);
	}
	tutor_on_work(t, NULL, NULL);
	ui_release(&l.ui);
	return key == K_HANGUP ? UI_HANGUP : UI_QUIT;
}

static void
paint_list(void *context)
{
	struct list	*l = context;

	terminal_show(list_draw(l, terminal_rows(), terminal_cols()), -1, -1);
}

enum ui_end
ui_list(const struct catalogue *c, const char *message, size_t *chosen)
{
	struct list	l;
	enum list_do	what = LIST_STAY;
	int32_t		key = 0;

	list_init(&l, c, *chosen, message, options.ascii);
	while (what == LIST_STAY && key != K_HANGUP) {
		key = terminal_key(-1, paint_list, &l);
		if (key == K_CTRL('z'))
			terminal_suspend();
		else if (key == K_CTRL('l'))
			terminal_redraw();
		else
			what = list_key(&l, key);
	}
	*chosen = l.chosen;
	list_release(&l);
	return key == K_HANGUP ? UI_HANGUP : what == LIST_OPEN ? UI_OPEN :
	    UI_QUIT;
}
