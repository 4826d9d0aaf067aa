/* SPDX-License-Identifier: MIT */
/*
 * ncurses, and nothing else knows it: it sets the terminal up, reads its keys
 * and says what its capabilities are (terminfo). The canvas that stands on the
 * screen is kept; the cells that differ from it are written, a frame in one
 * piece. (doupdate() would write each frame in up to a hundred pieces, and
 * compare all of it once more: it took twice the time.)
 *
 * Signals that end the program only wake it, by a byte in a pipe; those of a
 * crash give the terminal back at once and end it by the same signal.
 */

#include "terminal.h"

#define _XOPEN_SOURCE_EXTENDED 1
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
#include "gradus/text.h"

#define ESC_MS		25	/* until an Esc is known to be alone */
#define FRAME_MS	16	/* between two frames while keys keep coming */
#define KEY_SYNC	(KEY_MAX + 1)	/* a test's question */
#define MAX_RESTORE	256
#define LOOKS		32	/* combinations of LOOK_… */
#define MAX_GAP		4	/* cells that are written again, not skipped */
#define MAX_EMPTY	100	/* reads of nothing, one after the other */
/*
 * Bytes that are no text are an error too, and then there may be keys that
 * ncurses has read already: poll would not know of them.
 */
#define TRIES		2

static struct {
	SCREEN			*screen;
	WINDOW			*keys;		/* a pad: reading draws nothing */
	int			 height, width;
	int			 colour;
	struct canvas_cell	*shown;		/* row after row */
	int			 rows, cols;	/* of it; 0: nothing known */
	struct str		 frame;		/* not written yet */
	const char		*cup, *sgr0;	/* what is needed often */
	struct style		 style;		/* of what is written now */
	char			*styles[ROLE_END][LOOKS];	/* or NULL */
	int			 visible;	/* the cursor */
	int			 pipe[2];
	volatile sig_atomic_t	 signal;
	int			 gone;		/* the terminal is */
	int			 syncs;
	struct timespec		 painted;
	/* For a crash: how it was, and what gives it back. */
	struct termios		 before;
	char			 restore[MAX_RESTORE];
	size_t			 nrestore;
} term;

static const int	ending[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
static const int	crashing[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

#define COUNT(v)	(sizeof(v) / sizeof((v)[0]))

/* ------------------------------------------------------------------ signals */

static void
on_ending(int sig)
{
	int	saved = errno;

	term.signal = sig;
	if (write(term.pipe[1], "", 1) == -1)
		errno = saved;
	errno = saved;
}

/* Only what is allowed in a handler: write, tcsetattr, raise. */
static void
on_crash(int sig)
{
	if (term.screen != NULL) {
		if (write(STDOUT_FILENO, term.restore, term.nrestore) == -1)
			errno = 0;
		tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	}
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
set_signals(const int *signals, size_t n, void (*handler)(int))
{
	struct sigaction	action = { 0 };
	size_t			i;

	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < n; i++)
		sigaction(signals[i], &action, NULL);
}

/* A capability; "" where the terminal lacks it. */
static const char *
capability(const char *name)
{
	const char	*s = tigetstr(name);

	return s == NULL || s == (char *)-1 ? "" : s;
}

static void
add_restore(const char *name)
{
	const char	*s = capability(name);
	size_t		 n = strlen(s);

	if (term.nrestore + n > MAX_RESTORE)
		return;
	memcpy(term.restore + term.nrestore, s, n);
	term.nrestore += n;
}

int
terminal_signal(void)
{
	return term.signal;
}

/* ------------------------------------------------------------------- colours */

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

/* ------------------------------------------------------------ opening, closing */

static void
forget_shown(void)
{
	free(term.shown);
	term.shown = NULL;
	term.rows = term.cols = 0;
}

static void
close_pipe(void)
{
	close(term.pipe[0]);
	close(term.pipe[1]);
}

static int
open_pipe(void)
{
	int	i;

	if (pipe(term.pipe) == -1)
		return -1;
	for (i = 0; i < 2; i++) {
		fcntl(term.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(term.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return 0;
}

static void
write_all(int fd, const char *s, size_t n)
{
	struct pollfd	p = { .fd = fd, .events = POLLOUT };
	ssize_t		done;

	while (n > 0 && !term.gone) {
		done = write(fd, s, n);
		if (done >= 0) {
			s += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN)
			poll(&p, 1, -1);
		else if (errno != EINTR)
			term.gone = 1;
	}
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

const char *
terminal_open(int colour)
{
	static const char	why[] = "TERM names no terminal that can be "
				    "drawn on";

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return "there is no terminal on standard input and output";
	if (!can_draw())
		return why;
	if (tcgetattr(STDIN_FILENO, &term.before) == -1 || open_pipe() == -1)
		return strerror(errno);
	/* initscr() would exit, and believe COLUMNS. */
	use_env(FALSE);
	use_tioctl(TRUE);
	term.signal = 0;
	term.gone = 0;
	term.colour = colour;
	term.screen = newterm(NULL, stdout, stdin);
	if (term.screen == NULL) {
		close_pipe();
		return why;
	}
	prepare_screen();
	term.nrestore = 0;
	add_restore("sgr0");
	add_restore("rmkx");
	add_restore("rmcup");
	add_restore("cnorm");
	fatal_set_hook(terminal_close);
	set_signals(ending, COUNT(ending), on_ending);
	set_signals(crashing, COUNT(crashing), on_crash);
	return NULL;
}

void
terminal_close(void)
{
	SCREEN	*screen = term.screen;

	if (screen == NULL)
		return;
	set_signals(crashing, COUNT(crashing), SIG_DFL);
	fatal_set_hook(NULL);
	if (!term.gone) {
		endwin();
		/* Some terminals bring the hidden cursor of before back. */
		putp(capability("cnorm"));
		fflush(stdout);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
	}
	term.screen = NULL;
	delwin(term.keys);
	delscreen(screen);
	forget_styles();
	str_release(&term.frame);
	forget_shown();
	set_signals(ending, COUNT(ending), SIG_DFL);
	close_pipe();
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

/* ------------------------------------------------------------------- showing */

void
terminal_redraw(void)
{
	term.rows = term.cols = 0;
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

/* All blank. */
static void
begin_shown(int rows, int cols)
{
	size_t	n = (size_t)rows * (size_t)cols, i;

	put_capability(term.sgr0);
	put_capability(capability("clear"));
	term.style = (struct style){ NULL, ROLE_PLAIN, 0 };
	term.shown = xreallocarray(term.shown, n + 1, sizeof *term.shown);
	memset(term.shown, 0, n * sizeof *term.shown);
	for (i = 0; i < n; i++)
		term.shown[i].width = 1;
	term.rows = rows;
	term.cols = cols;
}

static int
same_style(struct style a, struct style b)
{
	return a.role == b.role && a.look == b.look;
}

static int
same(const struct canvas_cell *a, const struct canvas_cell *b)
{
	/* Behind its NUL a text is zero, and its width comes after it. */
	return same_style(a->style, b->style) && memcmp(a, b, CANVAS_TEXT +
	    1) == 0;
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
	const char	*text;

	if (same_style(term.style, style))
		return;
	text = style_of(style);
	if (strcmp(text, style_of(term.style)) != 0) {
		if (*style_of(term.style) != '\0')
			put_capability(term.sgr0);
		put_capability(text);
	}
	term.style = style;
}

static void
put_cell(const struct canvas_cell *cell)
{
	put_style(cell->style);
	str_add(&term.frame, cell->text[0] == '\0' ? " " : cell->text);
}

/* 1 if the cells between two columns can be written again, to get over them. */
static int
can_bridge(const struct canvas *c, int row, int from, int to)
{
	int	i;

	if (to - from > MAX_GAP)
		return 0;
	for (i = from; i < to; i++)
		if (!same_style(canvas_at(c, row, i)->style, term.style) ||
		    canvas_at(c, row, i)->width != 1)
			return 0;
	return 1;
}

/* The corner would make some terminals scroll. */
static int
is_corner(const struct canvas *c, int row, int col)
{
	return row == c->rows - 1 && col == c->cols - 1 &&
	    tigetflag("am") > 0;
}

static void
show_row(const struct canvas *c, int row)
{
	const struct canvas_cell	*cell;
	struct canvas_cell		*old;
	int				 col, at = -1;	/* the terminal's */

	for (col = 0; col < c->cols; col++) {
		cell = &c->cells[row * c->cols + col];
		old = &term.shown[row * term.cols + col];
		if (same(cell, old))
			continue;
		*old = *cell;
		if (cell->width == 0 || is_corner(c, row, col))
			continue;
		if (at >= 0 && at < col && can_bridge(c, row, at, col))
			for (; at < col; at++)
				put_cell(canvas_at(c, row, at));
		if (at != col)
			put_place(row, col);
		put_cell(cell);
		at = col + cell->width;
	}
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
	int	i;

	str_clear(&term.frame);
	if (term.rows != c->rows || term.cols != c->cols)
		begin_shown(c->rows, c->cols);
	for (i = 0; i < c->rows; i++)
		show_row(c, i);
	show_cursor(row, col);
	write_all(STDOUT_FILENO, term.frame.data, term.frame.len);
	clock_gettime(CLOCK_MONOTONIC, &term.painted);
}

void
terminal_bell(void)
{
	write_all(STDOUT_FILENO, "\a", 1);
}

/* ---------------------------------------------------------------------- keys */

static int32_t
translate(wint_t key)
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

static int32_t
character(wint_t c)
{
	return c == '\n' ? K_ENTER : c == '\b' ? K_BACKSPACE :
	    (int32_t)c;
}

/* All that was drawn is there when this arrives. */
static void
answer(void (*paint)(void *), void *context)
{
	char	s[40];
	wint_t	key;
	int	n;

	/* SIGWINCH may come after the question. */
	if (wget_wch(term.keys, &key) == KEY_CODE_YES && key == KEY_RESIZE)
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
			    { .fd = term.pipe[0], .events = POLLIN } };
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
	wint_t	key;
	int	kind, empty = 0;

	if (is_due())
		paint(context);
	while (term.signal == 0 && !term.gone) {
		kind = wget_wch(term.keys, &key);
		if (kind == OK)
			return character(key);
		if (kind == KEY_CODE_YES && key == KEY_RESIZE) {
			take_size();
			return K_RESIZED;
		}
		if (kind == KEY_CODE_YES && key != KEY_SYNC)
			return translate(key);
		if (kind == KEY_CODE_YES) {
			answer(paint, context);
			empty = 0;
		} else if (++empty % TRIES == 0 && await(timeout) == 0)
			return K_NOTHING;
		/* Readable, and nothing comes: it is closed. */
		if (empty > MAX_EMPTY)
			term.gone = 1;
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
