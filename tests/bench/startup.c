/* SPDX-License-Identifier: MIT */
/*
 * From exec to exit: three iterations of exercise 2 by the program itself,
 * beside a program that does nothing.
 */

#include <sys/resource.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <unistd.h>

#include "bench.h"

#define MILLISECONDS	5.0
#define MEGABYTES	8.0
#define RUNS		60

static void
child(char *const *argv)
{
	int	fd;

	if ((fd = open("/dev/null", O_WRONLY)) == -1)
		_exit(126);
	dup2(fd, STDOUT_FILENO);
	execv(argv[0], argv);
	_exit(127);
}

/* Milliseconds of one run, and its memory in MB; it must succeed. */
static double
run(char *const *argv, double *memory)
{
	struct rusage	u;
	double		t = bench_now();
	pid_t		pid = fork();
	int		status;

	if (pid == 0)
		child(argv);
	if (pid == -1 || wait4(pid, &status, 0, &u) == -1 || status != 0) {
		fprintf(stderr, "%s does not run\n", argv[0]);
		exit(1);
	}
	*memory = (double)u.ru_maxrss / 1024;
	return (bench_now() - t) / 1e6;
}

static int
by_value(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	static char	 words[][32] = { "build/gradus", "run",
			    "lessons/2-by-hand.md", "--iterations", "3",
			    "/bin/true" };
	char	*const	 gradus[] = { argc > 1 ? argv[1] : words[0], words[1],
			    words[2], words[3], words[4], NULL };
	char	*const	 nothing[] = { words[5], NULL };
	double		 time[RUNS], idle[RUNS], memory = 0, most = 0, m;
	int		 i, over;

	for (i = 0; i < RUNS; i++) {
		idle[i] = run(nothing, &m);
		time[i] = run(gradus, &memory);
		most = fmax(most, memory);
	}
	qsort(time, RUNS, sizeof time[0], by_value);
	qsort(idle, RUNS, sizeof idle[0], by_value);
	printf("gradus run, exercise 2, 3 iterations (median of %d; /bin/true "
	    "takes %.2f ms)\n", RUNS, idle[RUNS / 2]);
	over = bench_report("  from exec to exit", time[RUNS / 2], "ms",
	    MILLISECONDS);
	over |= bench_report("  memory at most", most, "MB", MEGABYTES);
	return over;
}
