/* SPDX-License-Identifier: MIT */
/*
 * ncurses, and nothing else knows it. The canvas that stands on the screen is
 * kept: what differs from it is given to ncurses, which knows how to get it
 * there with few bytes.
 *
 * ncurses writes each piece of a frame as soon as it has it, often a hundred of
 * them. So while it draws, standard output is a file in memory, and then all of
 * the frame is written at once.
 *
 * Signals that end the program only wake it, by a byte in a pipe; those of a
 * crash give the terminal back at once and end it by the same signal.
 */

#define _GNU_SOURCE 1	/* memfd_create */

#include "terminal.h"

#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <term.h>

#include <sys/ioctl.h>
#include <sys/mman.h>

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
#define MAX_EMPTY	100	/* reads of nothing, one after the other */
/*
 * Bytes that are no text are an error too, and then there may be keys that
 * ncurses has read already: poll would not know of them.
 */
#define TRIES		2

static struct {
	SCREEN			*screen;
	int			 colour;
	struct canvas_cell	*shown;		/* row after row */
	int			 rows, cols;	/* of it; 0: nothing known */
	int			 tty;		/* standard output, really */
	int			 memory;	/* of a frame; -1: there is none */
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
		if (write(term.tty, term.restore, term.nrestore) == -1)
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

static void
add_restore(const char *capability)
{
	const char	*s = tigetstr(capability);
	size_t		 n;

	if (s == NULL || s == (char *)-1)
		return;
	n = strlen(s);
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
	attr_t	without;	/* where there are fewer */
};

/* Both read on black and on white. */
static const struct tint	tints[ROLE_END] = {
	[ROLE_PLAIN] = { -1, -1, 0 },
	[ROLE_UNKNOWN] = { COLOR_RED, 160, 0 },
	[ROLE_TITLE] = { -1, -1, A_BOLD },
	[ROLE_CHAPTER] = { -1, -1, A_BOLD },
	[ROLE_STEP] = { -1, -1, A_BOLD },
	[ROLE_CODE] = { -1, 244, 0 },
	[ROLE_QUOTE] = { COLOR_YELLOW, 136, 0 },
	[ROLE_MARK] = { -1, 244, 0 },
	[ROLE_LINK] = { COLOR_BLUE, 33, A_UNDERLINE },
	[ROLE_NAME] = { -1, -1, 0 },
	[ROLE_RED] = { COLOR_RED, 160, 0 },
	[ROLE_GREEN] = { COLOR_GREEN, 34, 0 },
	[ROLE_YELLOW] = { COLOR_YELLOW, 136, 0 },
	[ROLE_BLUE] = { COLOR_BLUE, 33, 0 },
	[ROLE_MAGENTA] = { COLOR_MAGENTA, 127, 0 },
	[ROLE_CYAN] = { COLOR_CYAN, 37, 0 },
	[ROLE_GREY] = { -1, 244, A_DIM },
	[ROLE_GIVEN] = { COLOR_BLUE, 33, 0 },
	[ROLE_FORWARD] = { COLOR_GREEN, 34, 0 },
	[ROLE_BACKWARD] = { COLOR_MAGENTA, 163, 0 },
	[ROLE_CURSOR] = { -1, -1, 0 },
	[ROLE_OPERAND] = { COLOR_CYAN, COLOR_CYAN, 0 },
	[ROLE_CHANGED] = { COLOR_YELLOW, COLOR_YELLOW, 0 },
	[ROLE_BORDER] = { -1, 244, A_DIM },
	[ROLE_STATUS] = { -1, -1, 0 },
	[ROLE_ERROR] = { COLOR_RED, 160, 0 },
};

static void
start_colours(void)
{
	int	i;

	term.colour = term.colour && has_colors() && start_color() == OK &&
	    use_default_colors() == OK && COLOR_PAIRS > ROLE_END;
	for (i = 1; term.colour && i < ROLE_END; i++)
		init_pair((short)i, COLORS >= 256 ? tints[i].many :
		    tints[i].few, -1);
}

static attr_t
attributes(struct style style)
{
	attr_t	a = 0;

	if (style.look & LOOK_BOLD)
		a |= A_BOLD;
	if (style.look & LOOK_ITALIC)
		a |= A_ITALIC;
	if (style.look & LOOK_UNDERLINE)
		a |= A_UNDERLINE;
	if (style.look & LOOK_REVERSE)
		a |= A_REVERSE;
	if (!term.colour || COLORS < 256)
		a |= tints[style.role].without;
	return a;
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
close_files(void)
{
	close(term.pipe[0]);
	close(term.pipe[1]);
	close(term.tty);
	if (term.memory != -1)
		close(term.memory);
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

/* A file of its own for frames, if the system has such files. */
static void
open_memory(void)
{
	term.tty = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
#ifdef MFD_CLOEXEC
	term.memory = memfd_create("frame", MFD_CLOEXEC);
#else
	term.memory = -1;
#endif
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

/* What ncurses writes from now on is kept … */
static void
begin_frame(void)
{
	if (term.memory != -1 && dup2(term.memory, STDOUT_FILENO) == -1)
		term.memory = -1;
}

/* … and is written here. */
static void
end_frame(void)
{
	char	s[16384];
	ssize_t	n;
	off_t	at, end;

	if (term.memory == -1)
		return;
	dup2(term.tty, STDOUT_FILENO);
	end = lseek(term.memory, 0, SEEK_CUR);
	for (at = 0; at < end; at += n) {
		n = end - at < (off_t)sizeof s ? end - at : (off_t)sizeof s;
		n = pread(term.memory, s, (size_t)n, at);
		if (n <= 0)
			break;
		write_all(term.tty, s, (size_t)n);
	}
	/* The next frame is written over this one. */
	lseek(term.memory, 0, SEEK_SET);
}

static void
prepare_screen(void)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	typeahead(-1);
	if (getenv("ESCDELAY") == NULL)
		set_escdelay(ESC_MS);
	if (getenv("GRADUS_TEST") != NULL)
		define_key("\033[7700~", KEY_SYNC);
	start_colours();
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
	open_memory();
	/* initscr() would exit, and believe COLUMNS. */
	use_env(FALSE);
	use_tioctl(TRUE);
	term.signal = 0;
	term.gone = 0;
	term.colour = colour;
	term.screen = newterm(NULL, stdout, stdin);
	if (term.screen == NULL) {
		close_files();
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
	dup2(term.tty, STDOUT_FILENO);
	if (!term.gone) {
		curs_set(1);
		endwin();
		/* Some terminals bring the hidden cursor of before back. */
		if (cursor_normal != NULL)
			putp(cursor_normal);
		fflush(stdout);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
	}
	term.screen = NULL;
	delscreen(screen);
	forget_shown();
	set_signals(ending, COUNT(ending), SIG_DFL);
	close_files();
}

int
terminal_rows(void)
{
	return LINES;
}

int
terminal_cols(void)
{
	return COLS;
}

/* ------------------------------------------------------------------- showing */

void
terminal_redraw(void)
{
	term.rows = term.cols = 0;
	clearok(curscr, TRUE);
}

/* All blank, as ncurses has it after an erase. */
static void
begin_shown(int rows, int cols)
{
	size_t	n = (size_t)rows * (size_t)cols;

	erase();
	term.shown = xreallocarray(term.shown, n + 1, sizeof *term.shown);
	memset(term.shown, 0, n * sizeof *term.shown);
	term.rows = rows;
	term.cols = cols;
}

static int
same(const struct canvas_cell *a, const struct canvas_cell *b)
{
	/* Behind its NUL a text is zero, and its width comes after it. */
	return a->style.role == b->style.role && a->style.look ==
	    b->style.look && memcmp(a, b, CANVAS_TEXT + 1) == 0;
}

static void
convert(const struct canvas_cell *cell, cchar_t *to)
{
	wchar_t		text[CCHARW_MAX + 1];
	uint32_t	cp;
	size_t		i, n = 0, len = strlen(cell->text);

	for (i = 0; i < len && n < CCHARW_MAX;) {
		i += text_decode(cell->text + i, len - i, &cp);
		text[n++] = (wchar_t)cp;
	}
	if (n == 0)
		text[n++] = L' ';
	text[n] = L'\0';
	setcchar(to, text, attributes(cell->style), term.colour ?
	    cell->style.role : 0, NULL);
}

static void
show_row(const struct canvas *c, int row)
{
	const struct canvas_cell	*cell;
	struct canvas_cell		*old;
	cchar_t				 converted;
	int				 col;

	for (col = 0; col < c->cols; col++) {
		cell = canvas_at(c, row, col);
		old = &term.shown[row * term.cols + col];
		if (cell->width == 0) {
			*old = *cell;
			continue;
		}
		if (same(cell, old))
			continue;
		*old = *cell;
		convert(cell, &converted);
		mvadd_wchnstr(row, col, &converted, 1);
	}
}

void
terminal_show(const struct canvas *c, int row, int col)
{
	int	i;

	if (c->rows != LINES || c->cols != COLS)
		return;		/* it has just been made another size */
	if (term.rows != c->rows || term.cols != c->cols)
		begin_shown(c->rows, c->cols);
	for (i = 0; i < c->rows; i++)
		show_row(c, i);
	begin_frame();
	curs_set(row >= 0);
	leaveok(stdscr, row < 0);
	if (row >= 0)
		move(row, col);
	refresh();
	end_frame();
	clock_gettime(CLOCK_MONOTONIC, &term.painted);
}

void
terminal_bell(void)
{
	beep();
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

/* With use_env(FALSE) ncurses itself does not ask how large it is now. */
static void
take_size(void)
{
	struct winsize	size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == -1 || size.ws_row == 0 ||
	    size.ws_col == 0)
		return;
	if (size.ws_row != LINES || size.ws_col != COLS)
		resize_term(size.ws_row, size.ws_col);
	terminal_redraw();
}

/* All that was drawn is there when this arrives. */
static void
answer(void (*paint)(void *), void *context)
{
	char	s[40];
	wint_t	key;
	int	n;

	/* SIGWINCH may come after the question. */
	if (get_wch(&key) == KEY_CODE_YES && key == KEY_RESIZE)
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
		kind = get_wch(&key);
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
	terminal_redraw();
	refresh();
}
