/* SPDX-License-Identifier: MIT */
/*
 * A program on a pseudo-terminal, its screen as libvterm has it. Nothing waits
 * for a time: keys are followed by a question, which the program answers when
 * all that it has drawn is there (it does so where GRADUS_TEST is set).
 */
#ifndef TESTS_TTY_PTY_H
#define TESTS_TTY_PTY_H

#include <sys/ioctl.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include "../screen/keys.h"

#define PTY_PATIENCE	60	/* seconds: then it hangs */

struct pty {
	int		 rows, cols;
	int		 fd, slave;	/* the slave stays open: no EIO */
	pid_t		 pid;
	VTerm		*vt;
	VTermScreen	*screen;
	struct termios	 before;
	size_t		 bytes;		/* that it has written */
	int		 asked, answered;
	size_t		 matched;	/* bytes of an answer so far */
	int		 alternate, visible, gone;
	char		 sent[1024];	/* the last that was written to it */
	size_t		 nsent;
	int		 recording;	/* all that it writes, as it is */
	char		*record;
	size_t		 nrecord;
};

static inline double
pty_now(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline int
pty_property(VTermProp p, VTermValue *v, void *context)
{
	struct pty	*pty = context;

	if (p == VTERM_PROP_ALTSCREEN)
		pty->alternate = v->boolean;
	if (p == VTERM_PROP_CURSORVISIBLE)
		pty->visible = v->boolean;
	return 1;
}

static inline void
pty_output(const char *s, size_t n, void *context)
{
	struct pty	*p = context;

	if (write(p->fd, s, n) == -1)
		p->gone = 1;
}

/* An answer is ESC ] 7700 ; n BEL. */
static inline void
pty_look_for_answer(struct pty *p, const char *s, size_t n)
{
	static const char	answer[] = "\033]7700;";
	size_t			i;

	for (i = 0; i < n; i++) {
		if (s[i] == answer[p->matched])
			p->matched++;
		else
			p->matched = s[i] == answer[0];
		if (p->matched == sizeof answer - 1) {
			p->answered++;
			p->matched = 0;
		}
	}
}

static inline void
pty_record(struct pty *p, const char *s, size_t n)
{
	p->record = realloc(p->record, p->nrecord + n);
	if (p->record == NULL)
		exit(2);
	memcpy(p->record + p->nrecord, s, n);
	p->nrecord += n;
}

/* Reads what there is; waits for the first of it at most so long. */
static inline int
pty_read(struct pty *p, int milliseconds)
{
	struct pollfd	f = { .fd = p->fd, .events = POLLIN };
	char		s[65536];
	ssize_t		n;
	int		any = 0;

	if (poll(&f, 1, milliseconds) <= 0)
		return 0;
	while ((n = read(p->fd, s, sizeof s)) > 0) {
		p->bytes += (size_t)n;
		pty_look_for_answer(p, s, (size_t)n);
		if (p->recording)
			pty_record(p, s, (size_t)n);
		vterm_input_write(p->vt, s, (size_t)n);
		any = 1;
	}
	vterm_screen_flush_damage(p->screen);
	return any;
}

/* Starts a program, with what it finds in its environment. */
static inline void
pty_start(struct pty *p, int rows, int cols, char *const argv[],
    char *const env[])
{
	static const VTermScreenCallbacks	 callbacks = {
		.settermprop = pty_property };
	struct winsize				 size = { .ws_row =
						    (unsigned short)rows,
						    .ws_col =
						    (unsigned short)cols };

	*p = (struct pty){ .rows = rows, .cols = cols, .visible = 1 };
	if (openpty(&p->fd, &p->slave, NULL, NULL, &size) == -1) {
		perror("openpty");
		exit(2);
	}
	tcgetattr(p->slave, &p->before);
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	p->vt = vterm_new(rows > 0 ? rows : 1, cols > 0 ? cols : 1);
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, pty_output, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_reset(p->screen, 1);
	if ((p->pid = fork()) == 0) {
		login_tty(p->slave);
		execve(argv[0], argv, env);
		_exit(127);
	}
	fcntl(p->slave, F_SETFD, FD_CLOEXEC);
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
}

/* Keeps what it was sent last, for whoever asks why it failed. */
static inline void
pty_note(struct pty *p, const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		p->sent[p->nsent++ % sizeof p->sent] = s[i];
}

static inline void
pty_print_sent(const struct pty *p)
{
	size_t	i = p->nsent > sizeof p->sent ? p->nsent - sizeof p->sent : 0;

	printf("# the last that it was sent: ");
	for (; i < p->nsent; i++) {
		unsigned char	c = (unsigned char)p->sent[i % sizeof p->sent];

		printf(c > ' ' && c < 0x7f && c != '\\' ? "%c" : "\\x%02x",
		    c);
	}
	putchar('\n');
}

static inline void
pty_write(struct pty *p, const char *s, size_t n)
{
	ssize_t	done;

	while (n > 0 && !p->gone) {
		done = write(p->fd, s, n);
		if (done > 0) {
			pty_note(p, s, (size_t)done);
			s += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN)
			pty_read(p, 5);
		else
			p->gone = 1;
	}
}

static inline void
pty_press(void *context, int32_t key)
{
	static const struct {
		int32_t		key;
		VTermKey	vterm;
	} special[] = {
		{ K_UP, VTERM_KEY_UP }, { K_DOWN, VTERM_KEY_DOWN },
		{ K_LEFT, VTERM_KEY_LEFT }, { K_RIGHT, VTERM_KEY_RIGHT },
		{ K_HOME, VTERM_KEY_HOME }, { K_END, VTERM_KEY_END },
		{ K_PGUP, VTERM_KEY_PAGEUP }, { K_PGDN, VTERM_KEY_PAGEDOWN },
		{ K_DELETE, VTERM_KEY_DEL }, { K_F1, VTERM_KEY_FUNCTION(1) },
	};
	struct pty	*p = context;
	char		 c = (char)key;
	size_t		 i;

	for (i = 0; i < sizeof special / sizeof special[0]; i++)
		if (special[i].key == key) {
			vterm_keyboard_key(p->vt, special[i].vterm,
			    VTERM_MOD_NONE);
			return;
		}
	if (key == K_BACKTAB)
		vterm_keyboard_key(p->vt, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
	else
		pty_write(p, &c, 1);
}

static inline int
pty_has_ended(struct pty *p)
{
	siginfo_t	info = { 0 };

	return waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOHANG |
	    WNOWAIT) == 0 && info.si_pid == p->pid;
}

/* Asks, and reads until the answer is there. 0 if it ended or hangs. */
static inline int
pty_sync(struct pty *p)
{
	double	end = pty_now() + PTY_PATIENCE;

	p->asked++;
	pty_write(p, "\033[7700~", 7);
	while (p->answered < p->asked) {
		if (!pty_read(p, 20) && pty_has_ended(p))
			return 0;
		if (pty_now() > end || p->gone)
			return 0;
	}
	return 1;
}

static inline void
pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize	size = { .ws_row = (unsigned short)rows, .ws_col =
			    (unsigned short)cols };

	p->rows = rows;
	p->cols = cols;
	if (rows > 0 && cols > 0)
		vterm_set_size(p->vt, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &size);
}

static inline size_t
pty_encode(char *s, uint32_t c)
{
	if (c < 0x80) {
		s[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	s[0] = (char)(0xe0 | c >> 12);
	s[1] = (char)(0x80 | (c >> 6 & 63));
	s[2] = (char)(0x80 | (c & 63));
	return 3;
}

/* The text of a row, valid until the next call. */
static inline const char *
pty_row(struct pty *p, int row)
{
	static char	text[8192];
	VTermScreenCell	cell;
	size_t		n = 0;
	int		col, width, i;

	for (col = 0; col < p->cols && n + 64 < sizeof text; col += width) {
		vterm_screen_get_cell(p->screen, (VTermPos){ row, col },
		    &cell);
		width = cell.width > 0 ? cell.width : 1;
		if (cell.chars[0] == 0)
			text[n++] = ' ';
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] !=
		    0; i++)
			n += pty_encode(text + n, cell.chars[i]);
	}
	while (n > 0 && text[n - 1] == ' ')
		n--;
	text[n] = '\0';
	return text;
}

/* Waits until it ends; its status, -1 if it hangs. */
static inline int
pty_wait(struct pty *p)
{
	double	end = pty_now() + PTY_PATIENCE;
	int	status;

	while (!pty_has_ended(p) && pty_now() < end)
		pty_read(p, 2);
	if (!pty_has_ended(p)) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &status, 0);
		return -1;
	}
	waitpid(p->pid, &status, 0);
	pty_read(p, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 +
	    WTERMSIG(status);
}

/* 1 if the terminal is as it was before the program. */
static inline int
pty_is_as_before(struct pty *p)
{
	struct termios	now;

	tcgetattr(p->slave, &now);
	return now.c_iflag == p->before.c_iflag && now.c_oflag ==
	    p->before.c_oflag && now.c_lflag == p->before.c_lflag &&
	    now.c_cflag == p->before.c_cflag && !p->alternate && p->visible;
}

static inline void
pty_end(struct pty *p)
{
	close(p->fd);
	close(p->slave);
	vterm_free(p->vt);
}

#endif
