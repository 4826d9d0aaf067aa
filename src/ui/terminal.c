/* SPDX-License-Identifier: MIT */
/*
 * ncurses, and nothing else knows it: it sets the terminal up, reads its keys
 * and says what its capabilities are (terminfo). The canvas that stands on the
 * screen is kept (cells.h); what differs from it is written, a frame in one
 * piece. (doupdate() would write each frame in up to a hundred pieces, and
 * compare all of it once more: it took twice the time.)
 */

#include "terminal.h"

#include <curses.h>
#include <term.h>

#include <sys/ioctl.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "gradus/fatal.h"
#include "gradus/file.h"

#include "cells.h"
#include "rescue.h"

#define ESC_MS		25	/* until an Esc is known to be alone */
#define FRAME_MS	16	/* between two frames while keys keep coming */
#define KEY_SYNC	(KEY_MAX + 1)	/* a test's question */
#define LOOKS		32	/* combinations of LOOK_… */
#define MAX_EMPTY	100	/* reads of nothing, one after the other */

static struct {
	SCREEN			*screen;
	WINDOW			*keys;		/* a pad: is not drawn */
	int			 height, width;
	int			 colour;
	struct cells		 cells;		/* that are shown */
	struct str		 frame;		/* not written yet */
	const char		*cup, *sgr0;	/* what is needed often */
	char			*styles[ROLE_END][LOOKS];	/* or NULL */
	int			 visible;	/* the cursor */
	int			 gone;		/* the terminal is */
	int			 syncs;
	mbstate_t		 partial;	/* bytes of a character */
	struct timespec		 painted;
	struct termios		 before;
} term;

#define COUNT(v)	(sizeof(v) / sizeof((v)[0]))

/* A capability; "" where the terminal lacks it. */
static const char *
capability(const char *name)
{
	const char	*s = tigetstr(name);

	return s == NULL || s == (char *)-1 ? "" : s;
}

/* ----------------------------------------------------------------- colours */

struct tint {
	short	few;		/* of 8 colours; -1: the default */
	short	many;		/* of 256 */
	int	dim;		/* where there are fewer */
};

/* Both read on black and on white. */
static const struct tint	tints[ROLE_END] = {
	[ROLE_PLAIN] = { -1, -1, 0 },
	[ROLE_UNKNOWN] = { COLOR_RED, 160, 0 },
	[ROLE_TITLE] = { -1, -1, 0 },
	[ROLE_CHAPTER] = { -1, -1, 0 },
	[ROLE_STEP] = { -1, -1, 0 },
	[ROLE_CODE] = { -1, 244, 0 },
	[ROLE_QUOTE] = { COLOR_YELLOW, 136, 0 },
	[ROLE_MARK] = { -1, 244, 0 },
	[ROLE_LINK] = { COLOR_BLUE, 33, 0 },
	[ROLE_NAME] = { -1, -1, 0 },
	[ROLE_RED] = { COLOR_RED, 160, 0 },
	[ROLE_GREEN] = { COLOR_GREEN, 34, 0 },
	[ROLE_YELLOW] = { COLOR_YELLOW, 136, 0 },
	[ROLE_BLUE] = { COLOR_BLUE, 33, 0 },
	[ROLE_MAGENTA] = { COLOR_MAGENTA, 127, 0 },
	[ROLE_CYAN] = { COLOR_CYAN, 37, 0 },
	[ROLE_GREY] = { -1, 244, 1 },
	[ROLE_GIVEN] = { COLOR_BLUE, 33, 0 },
	[ROLE_FORWARD] = { COLOR_GREEN, 34, 0 },
	[ROLE_BACKWARD] = { COLOR_MAGENTA, 163, 0 },
	[ROLE_CURSOR] = { -1, -1, 0 },
	[ROLE_OPERAND] = { COLOR_CYAN, COLOR_CYAN, 0 },
	[ROLE_CHANGED] = { COLOR_YELLOW, COLOR_YELLOW, 0 },
	[ROLE_BORDER] = { -1, 244, 1 },
	[ROLE_STATUS] = { -1, -1, 0 },
	[ROLE_ERROR] = { COLOR_RED, 160, 0 },
};

/* What makes all that follows look so, from plain text; "" for that. */
static char *
style_text(struct style style)
{
	static const struct {
		unsigned	 look;
		const char	*name;
	} looks[] = {
		{ LOOK_BOLD, "bold" }, { LOOK_ITALIC, "sitm" },
		{ LOOK_UNDERLINE, "smul" }, { LOOK_REVERSE, "rev" },
	};
	const struct tint	*tint = &tints[style.role];
	int			 many = term.colour >= 256;
	int			 colour = many ? tint->many : tint->few;
	struct str		 s;
	char			*text;
	size_t			 i;

	str_init(&s);
	for (i = 0; i < COUNT(looks); i++)
		if (style.look & looks[i].look)
			str_add(&s, capability(looks[i].name));
	if (term.colour > 0 && colour != -1)
		str_add(&s, tiparm(capability("setaf"), colour));
	else if (tint->dim && !(many && colour != -1))
		str_add(&s, capability("dim"));
	text = memcpy(xmalloc(s.len + 1), s.data, s.len + 1);
	str_release(&s);
	return text;
}

static void
forget_styles(void)
{
	size_t	i, k;

	for (i = 0; i < ROLE_END; i++)
		for (k = 0; k < LOOKS; k++) {
			free(term.styles[i][k]);
			term.styles[i][k] = NULL;
		}
}

/* -------------------------------------------------------- opening, closing */

static void
write_all(const char *s, size_t n)
{
	if (!term.gone && file_write(STDOUT_FILENO, s, n) != 0)
		term.gone = 1;
}

static void
take_size(void)
{
	struct winsize	size;

	term.height = LINES;
	term.width = COLS;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0) {
		term.height = size.ws_row;
		term.width = size.ws_col;
	}
	terminal_redraw();
}

static void		 put_place(int, int), put_style(struct style),
			    put_plain(void), put_clear(void);
static const char	*style_of(struct style);

static void
prepare_screen(void)
{
	int	colours;

	raw();
	noecho();
	nonl();
	refresh();	/* nothing, so that ncurses has drawn what it wants */
	term.keys = newpad(1, 1);
	if (term.keys == NULL)
		fatal("no memory for the terminal");
	keypad(term.keys, TRUE);
	nodelay(term.keys, TRUE);
	meta(term.keys, TRUE);
	term.partial = (mbstate_t){ 0 };
	if (getenv("ESCDELAY") == NULL)
		set_escdelay(ESC_MS);
	if (getenv("GRADUS_TEST") != NULL)
		define_key("\033[7700~", KEY_SYNC);
	term.cup = capability("cup");
	term.sgr0 = capability("sgr0");
	colours = tigetnum("colors");
	term.colour = term.colour && *capability("setaf") != '\0' &&
	    colours >= 8 ? colours : 0;
	term.visible = -1;
	str_init(&term.frame);
	term.cells = (struct cells){ .place = put_place, .style = put_style,
	    .plain = put_plain, .clear = put_clear, .corner =
	    tigetflag("am") <= 0 || tigetflag("xenl") > 0, .text = style_of };
	take_size();
}

/* The terminal has an entry, and its cursor goes anywhere. */
static int
can_draw(void)
{
	int	error, can;

	if (setupterm(NULL, STDOUT_FILENO, &error) == ERR)
		return 0;
	can = tigetstr("cup") != NULL && tigetstr("cup") != (char *)-1;
	del_curterm(cur_term);
	return can;
}

/* What gives the screen back, should the program crash. */
static int
start_rescue(void)
{
	static const char	*const names[] = { "sgr0", "rmkx", "rmcup",
				    "cnorm" };
	struct str		 s;
	size_t			 i;
	int			 result;

	str_init(&s);
	for (i = 0; i < COUNT(names); i++)
		str_add(&s, capability(names[i]));
	result = rescue_start(s.data, s.len, &term.before);
	str_release(&s);
	return result;
}

const char *
terminal_open(int colour)
{
	static const char	why[] = "TERM names no terminal that can be "
				    "drawn on";

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return "there is no terminal on standard input and output";
	if (!can_draw())
		return why;
	if (tcgetattr(STDIN_FILENO, &term.before) == -1)
		return strerror(errno);
	/* initscr() would exit, and believe COLUMNS. */
	use_env(FALSE);
	use_tioctl(TRUE);
	term.gone = 0;
	term.colour = colour;
	term.screen = newterm(NULL, stdout, stdin);
	if (term.screen == NULL)
		return why;
	if (start_rescue() == -1) {
		terminal_close();
		return strerror(errno);
	}
	prepare_screen();
	fatal_set_hook(terminal_close);
	return NULL;
}

void
terminal_close(void)
{
	SCREEN	*screen = term.screen;

	if (screen == NULL)
		return;
	fatal_set_hook(NULL);
	if (!term.gone) {
		endwin();
		/* Some terminals bring the hidden cursor of before back. */
		putp(capability("cnorm"));
		fflush(stdout);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
	}
	term.screen = NULL;
	if (term.keys != NULL)
		delwin(term.keys);
	term.keys = NULL;
	delscreen(screen);
	forget_styles();
	str_release(&term.frame);
	cells_release(&term.cells);
	rescue_stop();
}

int
terminal_rows(void)
{
	return term.height;
}

int
terminal_cols(void)
{
	return term.width;
}

/* ----------------------------------------------------------------- showing */

void
terminal_redraw(void)
{
	cells_forget(&term.cells);
}

static int
put_char(int c)
{
	str_addc(&term.frame, (char)c);
	return c;
}

/* A capability, with whatever delay the terminal needs. */
static void
put_capability(const char *s)
{
	if (s == NULL)
		return;
	if (strstr(s, "$<") == NULL)
		str_add(&term.frame, s);
	else
		tputs(s, 1, put_char);
}

static void
put_place(int row, int col)
{
	/* Nearly every terminal's; writing it by hand is much faster. */
	static const char	ansi[] = "\033[%i%p1%d;%p2%dH";

	if (strcmp(term.cup, ansi) == 0)
		str_addf(&term.frame, "\033[%d;%dH", row + 1, col + 1);
	else
		put_capability(tiparm(term.cup, row, col));
}

static const char *
style_of(struct style style)
{
	char	**text = &term.styles[style.role][style.look % LOOKS];

	if (*text == NULL)
		*text = style_text(style);
	return *text;
}

static void
put_style(struct style style)
{
	put_capability(style_of(style));
}

static void
put_plain(void)
{
	put_capability(term.sgr0);
}

static void
put_clear(void)
{
	put_capability(term.sgr0);
	put_capability(capability("clear"));
}

static void
show_cursor(int row, int col)
{
	int	visible = row >= 0;

	if (visible)
		put_place(row, col);
	if (visible != term.visible)
		put_capability(capability(visible ? "cnorm" : "civis"));
	term.visible = visible;
}

void
terminal_show(const struct canvas *c, int row, int col)
{
	str_clear(&term.frame);
	cells_write(&term.cells, &term.frame, c);
	show_cursor(row, col);
	write_all(term.frame.data, term.frame.len);
	clock_gettime(CLOCK_MONOTONIC, &term.painted);
}

void
terminal_bell(void)
{
	write_all("\a", 1);
}

/* -------------------------------------------------------------------- keys */

static int32_t
translate(int key)
{
	switch (key) {
	case KEY_UP:
		return K_UP;
	case KEY_DOWN:
		return K_DOWN;
	case KEY_LEFT:
		return K_LEFT;
	case KEY_RIGHT:
		return K_RIGHT;
	case KEY_HOME:
	case KEY_FIND:
		return K_HOME;
	case KEY_END:
	case KEY_SELECT:
		return K_END;
	case KEY_PPAGE:
		return K_PGUP;
	case KEY_NPAGE:
		return K_PGDN;
	case KEY_DC:
		return K_DELETE;
	case KEY_BTAB:
		return K_BACKTAB;
	case KEY_F(1):
		return K_F1;
	case KEY_ENTER:
		return K_ENTER;
	case KEY_BACKSPACE:
		return K_BACKSPACE;
	default:
		return K_OTHER;
	}
}

/*
 * One more byte of a character; K_NOTHING if more are to come. (ncurses would
 * swallow what follows bytes that are no text.)
 */
static int32_t
character(char byte)
{
	wchar_t	c;
	size_t	n = mbrtowc(&c, &byte, 1, &term.partial);

	if (n == (size_t)-2)
		return K_NOTHING;
	if (n == (size_t)-1) {
		/* Not what the bytes before it began: it begins anew. */
		term.partial = (mbstate_t){ 0 };
		n = mbrtowc(&c, &byte, 1, &term.partial);
	}
	if (n == (size_t)-2)
		return K_NOTHING;
	if (n == (size_t)-1) {
		term.partial = (mbstate_t){ 0 };
		return K_OTHER;
	}
	return c == '\n' ? K_ENTER : c == '\b' ? K_BACKSPACE : (int32_t)c;
}

/* All that was drawn is there when this arrives. */
static void
answer(void (*paint)(void *), void *context)
{
	char	s[40];
	int	n;

	/* SIGWINCH may come after the question. */
	if (rescue_resized())
		take_size();
	paint(context);
	n = snprintf(s, sizeof s, "\033]7700;%d\a", ++term.syncs);
	if (write(STDOUT_FILENO, s, (size_t)n) == -1)
		term.gone = 1;
}

/* Waits until there is something to read. Returns 0 when the time is over. */
static int
await(int timeout)
{
	struct pollfd	p[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
			    { .fd = rescue_fd(), .events = POLLIN } };
	int		n = poll(p, 2, timeout);

	if (n > 0 && (p[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
		term.gone = 1;
	return n != 0;
}

int
terminal_pending(void)
{
	struct pollfd	p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}

/* While keys keep coming, frames are left out, but not for long. */
static int
is_due(void)
{
	struct timespec	now;

	if (!terminal_pending())
		return 1;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - term.painted.tv_sec) * 1000 +
	    (now.tv_nsec - term.painted.tv_nsec) / 1000000 >= FRAME_MS;
}

int32_t
terminal_key(int timeout, void (*paint)(void *), void *context)
{
	int32_t	c;
	int	key, empty = 0;

	if (is_due())
		paint(context);
	while (rescue_signal() == 0 && !term.gone) {
		if (rescue_resized()) {
			take_size();
			return K_RESIZED;
		}
		key = wgetch(term.keys);
		if (key == ERR) {
			if (await(timeout) == 0)
				return K_NOTHING;
			/* Readable, and nothing comes: it is closed. */
			if (++empty > MAX_EMPTY)
				term.gone = 1;
			continue;
		}
		empty = 0;
		if (key == KEY_SYNC)
			answer(paint, context);
		else if (key >= KEY_MIN)
			return translate(key);
		else if ((c = character((char)key)) != K_NOTHING)
			return c;
	}
	return K_HANGUP;
}

void
terminal_suspend(void)
{
	struct sigaction	standard = { 0 }, before;

	endwin();
	standard.sa_handler = SIG_DFL;
	sigemptyset(&standard.sa_mask);
	sigaction(SIGTSTP, &standard, &before);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &before, NULL);
	refresh();	/* takes the screen again */
	term.visible = -1;
	take_size();
}
