/* SPDX-License-Identifier: MIT */
/*
 * The tutor on a terminal of 120×40, beside `vim -u NONE` in the same run: from
 * a key to the last byte that it draws, the bytes, the first frame, memory,
 * and whether it wakes up while nothing happens.
 */

#define _GNU_SOURCE 1

#include <sys/ioctl.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "bench.h"

#define ROWS		40
#define COLS		120
#define QUIET		4	/* ms without a byte: the frame is complete */
#define QUIET_START	60
#define KEYS		300
#define STARTS		15
#define IDLE_MS		1000
#define TEXT		"build/bench.txt"

struct program {
	const char	*name;
	char		*argv[6];
	int		 fd;
	pid_t		 pid;
};

/* What a key took, and the bytes that came. */
struct answer {
	double	ms;
	size_t	bytes;
};

static void
start(struct program *p)
{
	struct winsize	size = { .ws_row = ROWS, .ws_col = COLS };

	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (p->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(p->argv[0], p->argv);
		_exit(127);
	}
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
}

static void
stop(struct program *p)
{
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	close(p->fd);
}

/* Reads until there was nothing for so long. */
static struct answer
read_frame(struct program *p, double since, int quiet)
{
	struct pollfd	f = { .fd = p->fd, .events = POLLIN };
	struct answer	a = { 0, 0 };
	char		s[65536];
	ssize_t		n;

	while (poll(&f, 1, a.bytes > 0 ? quiet : 2000) > 0) {
		if ((n = read(p->fd, s, sizeof s)) <= 0)
			break;
		a.bytes += (size_t)n;
		a.ms = (bench_now() - since) / 1e6;
	}
	return a;
}

static struct answer
press(struct program *p, const char *key)
{
	double	t = bench_now();

	if (write(p->fd, key, strlen(key)) == -1)
		return (struct answer){ INFINITY, 0 };
	return read_frame(p, t, QUIET);
}

static int
by_value(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

struct figures {
	double	median, p99, bytes;
};

/* Two keys in turns, of two programs in turns. */
static void
compare(struct program *const p[2], const char *const keys[2][2],
    struct figures f[2])
{
	static double	ms[2][KEYS], bytes[2][KEYS];
	struct answer	a;
	int		i, k;

	for (i = 0; i < KEYS; i++)
		for (k = 0; k < 2; k++) {
			a = press(p[k], keys[k][i % 2]);
			ms[k][i] = a.ms;
			bytes[k][i] = (double)a.bytes;
		}
	for (k = 0; k < 2; k++) {
		qsort(ms[k], KEYS, sizeof ms[k][0], by_value);
		qsort(bytes[k], KEYS, sizeof bytes[k][0], by_value);
		f[k] = (struct figures){ ms[k][KEYS / 2],
		    ms[k][KEYS * 99 / 100], bytes[k][KEYS / 2] };
	}
}

static double
status_figure(pid_t pid, const char *name)
{
	char	path[64], line[256];
	double	value = NAN;
	FILE	*f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	if ((f = fopen(path, "r")) == NULL)
		return NAN;
	while (fgets(line, sizeof line, f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtod(line + strlen(name) + 1, NULL);
	fclose(f);
	return value;
}

/* From exec to the last byte of the first frame: medians, in turns. */
static void
time_starts(struct program *const p[2], double median[2])
{
	static double	ms[2][STARTS];
	double		t;
	int		i, k;

	for (i = 0; i < STARTS; i++)
		for (k = 0; k < 2; k++) {
			t = bench_now();
			start(p[k]);
			ms[k][i] = read_frame(p[k], t, QUIET_START).ms;
			stop(p[k]);
		}
	for (k = 0; k < 2; k++) {
		qsort(ms[k], STARTS, sizeof ms[k][0], by_value);
		median[k] = ms[k][STARTS / 2];
	}
}

static void
write_text(void)
{
	FILE	*f = fopen(TEXT, "w");
	int	 i;

	for (i = 0; f != NULL && i < 500; i++)
		fprintf(f, "line %d of a text that vim moves through\n", i);
	if (f != NULL)
		fclose(f);
}

static int
report(const char *what, const struct figures f[2], double limit)
{
	char	row[80];
	int	over;

	printf("%s: %.3f ms, p99 %.3f, %.0f bytes; vim's j %.3f ms, p99 "
	    "%.3f, %.0f bytes\n", what, f[0].median, f[0].p99, f[0].bytes,
	    f[1].median, f[1].p99, f[1].bytes);
	snprintf(row, sizeof row, "  %s, times vim's j", what);
	over = bench_report(row, f[0].median / f[1].median, "", limit);
	snprintf(row, sizeof row, "  %s, p99", what);
	return over | bench_report(row, f[0].p99, "ms", 2);
}

int
main(int argc, char **argv)
{
	static char	 gradus_name[] = "build/gradus", two[] = "2";
	static char	 vim_name[] = "vim", u[] = "-u", none[] = "NONE";
	static char	 text[] = TEXT;
	struct program	 gradus = { "gradus", { argc > 1 ? argv[1] :
			    gradus_name, two, NULL }, -1, 0 };
	struct program	 vim = { "vim", { vim_name, u, none, text, NULL },
			    -1, 0 };
	struct program	*const	p[2] = { &gradus, &vim };
	static const char	*const moves[2][2] = { { "l", "h" },
				    { "j", "k" } };
	static const char	*const iterations[2][2] = { { "n", "p" },
				    { "j", "k" } };
	static const char	*const edits[2][2] = { { "+", "-" },
				    { "j", "k" } };
	struct figures	 f[2];
	double		 starts[2], switches;
	int		 over = 0;

	if (system("command -v vim >/dev/null") != 0) {
		printf("the screen: skipped, there is no vim to compare "
		    "with\n");
		return 0;
	}
	write_text();
	time_starts(p, starts);
	printf("first frame: %.2f ms, vim -u NONE %.2f ms\n", starts[0],
	    starts[1]);
	over |= bench_report("  from exec to the first frame, times vim's",
	    starts[0] / starts[1], "", 1.5);
	start(&gradus);
	read_frame(&gradus, bench_now(), QUIET_START);
	start(&vim);
	read_frame(&vim, bench_now(), QUIET_START);
	/* The eighth step of the iteration: its largest matrices. */
	press(&gradus, "]");
	press(&gradus, "]       ");
	compare(p, moves, f);
	over |= report("cursor", f, 1.5);
	over |= bench_report("  bytes of a cursor move", f[0].bytes, "", 300);
	/* The first five are behind it: the curve has a shape. */
	press(&gradus, "nnnnn");
	compare(p, iterations, f);
	over |= report("iteration", f, 1.5);
	press(&gradus, "[");
	press(&gradus, "]");
	/* From s_1 back to x and W. */
	press(&gradus, "\033[Z");
	press(&gradus, "\033[Z");
	compare(p, edits, f);
	over |= report("edit of all matrices", f, 1.5);
	over |= bench_report("memory", status_figure(gradus.pid, "VmHWM") /
	    1024, "MB", 8);
	switches = status_figure(gradus.pid, "voluntary_ctxt_switches");
	poll(NULL, 0, IDLE_MS);
	over |= bench_report("wake-ups in a second of nothing",
	    status_figure(gradus.pid, "voluntary_ctxt_switches") - switches,
	    "", 0);
	stop(&gradus);
	stop(&vim);
	return over;
}
