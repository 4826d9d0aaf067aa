/* SPDX-License-Identifier: MIT */
/*
 * monkey PROGRAM COUNT: presses random keys in each lesson, on a terminal that
 * changes its size now and then. Whatever it does, the program answers, ends
 * with q, and gives the terminal back. GRADUS_SEED has it do the same again.
 */

#define _GNU_SOURCE 1

#include "gradus/random.h"

#include "pty.h"

#define BATCH	25	/* keys between two questions */

static struct random	dice;

static unsigned
roll(unsigned n)
{
	return (unsigned)(random_uniform(&dice) * n);
}

/* Keys that are likely to lead somewhere, and any character. */
static void
press_something(struct pty *p)
{
	unsigned char		 c;

	if (roll(20) > 0) {
		press_keys(likely_keys[roll(LIKELY_KEYS)], pty_press, p);
		return;
	}
	/* Not q or Ctrl-C, which leave, or Ctrl-Z; bytes that are no text. */
	do
		c = (unsigned char)roll(256);
	while (c == 'q' || c == 3 || c == 26);
	pty_write(p, (char *)&c, 1);
}

static void
resize_somehow(struct pty *p)
{
	static const int	sizes[][2] = { { 24, 80 }, { 40, 120 },
	    { 24, 80 }, { 20, 72 }, { 1, 1 }, { 5, 20 }, { 60, 200 },
	    { 2, 300 }, { 100, 3 }, { 19, 71 }, { 0, 0 } };
	unsigned		i = roll(sizeof sizes / sizeof sizes[0]);

	if (roll(3) == 0)
		pty_resize(p, 1 + (int)roll(70), 1 + (int)roll(220));
	else
		pty_resize(p, sizes[i][0], sizes[i][1]);
}

/* Out of whatever it is in, and then q. Returns the status. */
static int
leave(struct pty *p)
{
	press_keys("Esc", pty_press, p);
	pty_sync(p);
	press_keys("Esc", pty_press, p);
	pty_sync(p);
	press_keys("q", pty_press, p);
	return pty_wait(p);
}

static int
play(const char *program, const char *lesson, long count)
{
	char		*argv[] = { (char *)program, (char *)lesson, NULL };
	char		*env[] = { (char *)"TERM=xterm-256color",
			    (char *)"LC_ALL=C.UTF-8", (char *)"GRADUS_TEST=1",
			    (char *)"GRADUS_LESSONS=lessons",
			    (char *)"ASAN_OPTIONS=exitcode=99",
			    (char *)"UBSAN_OPTIONS=exitcode=99", NULL };
	struct pty	 p;
	long		 i;
	int		 status, row, ok = 1;

	pty_start(&p, 40, 120, argv, env);
	ok = pty_sync(&p);
	for (i = 0; i < count && ok; i++) {
		if (roll(200) == 0)
			resize_somehow(&p);
		press_something(&p);
		if (i % BATCH == 0)
			ok = pty_sync(&p);
	}
	ok = ok && pty_sync(&p);
	pty_resize(&p, 24, 80);
	status = leave(&p);
	ok = ok && status == 0 && pty_is_as_before(&p);
	if (!ok) {
		printf("# after %ld keys: status %d, terminal %s\n", i,
		    status, pty_is_as_before(&p) ? "as before" :
		    "not as before");
		pty_print_sent(&p);
		for (row = 0; row < p.rows; row++)
			printf("# |%s\n", pty_row(&p, row));
	}
	pty_end(&p);
	return ok;
}

int
main(int argc, char **argv)
{
	static const char	*const lessons[] = { "1", "2", "3" };
	const char		*seed = getenv("GRADUS_SEED");
	char			*program;
	unsigned long		 s = seed == NULL ? 1 : strtoul(seed, NULL,
				    10);
	long			 count = argc > 2 ? atol(argv[2]) : 1000;
	size_t			 i;
	int			 ok, failures = 0;

	signal(SIGPIPE, SIG_IGN);
	if (argc < 2 || (program = realpath(argv[1], NULL)) == NULL)
		return 2;
	printf("# GRADUS_SEED=%lu\n", s);
	for (i = 0; i < 3; i++) {
		random_seed(&dice, s + i);
		ok = play(program, lessons[i], count);
		failures += !ok;
		printf("%sok %zu - %ld random keys in lesson %s\n", ok ? "" :
		    "not ", i + 1, count, lessons[i]);
		fflush(stdout);
	}
	printf("1..3\n");
	free(program);
	return failures > 0;
}
