/* SPDX-License-Identifier: MIT */
/*
 * Runs a function that ends the program, in a child, and tells how it ended.
 */
#ifndef TESTS_CHILD_H
#define TESTS_CHILD_H

#include <sys/wait.h>

#include <stdio.h>
#include <unistd.h>

/*
 * Returns the exit status of the child, or -1 if it did not exit; what it
 * wrote to standard error is in the size bytes at said, cut to fit. A
 * function that returns exits with 0.
 */
static inline int
child_run(void (*run)(void), char *said, size_t size)
{
	int	fds[2], status;
	size_t	len = 0;
	ssize_t	n;
	pid_t	pid;

	said[0] = '\0';
	fflush(stdout);		/* or the child prints it a second time */
	if (pipe(fds) == -1 || (pid = fork()) == -1)
		return -1;
	if (pid == 0) {
		dup2(fds[1], STDERR_FILENO);
		close(fds[0]);
		close(fds[1]);
		run();
		_exit(0);
	}
	close(fds[1]);
	while (len + 1 < size &&
	    (n = read(fds[0], said + len, size - len - 1)) > 0)
		len += (size_t)n;
	said[len] = '\0';
	close(fds[0]);
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

#endif
