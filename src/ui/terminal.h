/* SPDX-License-Identifier: MIT */
/*
 * The terminal: canvases to it, keys from it. terminal.c is the one file that
 * knows ncurses. However the program ends (also by a signal, or fatal()), the
 * terminal is given back as it was.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <stdint.h>

#include "gradus/canvas.h"

/* Keys that are no character; Ctrl-A to Ctrl-Z are 1 to 26. */
enum key {
	K_NOTHING	= -1,		/* the time is over */
	K_TAB	= '\t',
	K_ENTER	= '\r',		/* "\n" too */
	K_ESC		= 27,
	K_SPACE	= ' ',
	K_BACKSPACE	= 127,		/* 8 too */
	K_FIRST	= 0x110000,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END,
	K_PGUP, K_PGDN, K_DELETE, K_BACKTAB, K_F1,
	K_OTHER,			/* one that has no use */
	K_RESIZED,			/* the size is another one */
	K_HANGUP,			/* the end: no terminal, or a signal */
};

#define K_CTRL(c)	((c) & 0x1f)

/*
 * Takes the terminal on standard input and output. Returns NULL, or why there
 * is none that can be drawn on (a static string, without a full stop). colour:
 * 0 for none.
 */
const char	*terminal_open(int colour);
/* Gives it back; it may be opened again. Without effect if it is not open. */
void		 terminal_close(void);

int		 terminal_rows(void);
int		 terminal_cols(void);

/*
 * Shows a canvas of the terminal's size, with the cursor in a cell, or none:
 * row -1. Only cells that are other ones than before are drawn.
 */
void		 terminal_show(const struct canvas *, int row, int col);
/* Has all of it drawn again next time. */
void		 terminal_redraw(void);
void		 terminal_bell(void);

/*
 * Waits for a key, at most so many milliseconds; -1: for ever. paint is called
 * before it waits, and before a test's question is answered.
 */
int32_t		 terminal_key(int timeout, void (*paint)(void *), void *);
/* 1 if a key has been pressed that was not read yet. */
int		 terminal_pending(void);
/* Stops the program, as Ctrl-Z does; returns when it goes on. */
void		 terminal_suspend(void);

#endif
