/* SPDX-License-Identifier: MIT */
/*
 * Handlers do only what is allowed in them: write, tcsetattr, raise.
 */

#include "rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_RESTORE	256
#define COUNT(v)	(sizeof(v) / sizeof((v)[0]))

static struct {
	volatile sig_atomic_t	 signal, active, resized;
	int			 pipe[2];
	struct termios		 before;
	char			 restore[MAX_RESTORE];
	size_t			 n;
} rescue;

static const int	ending[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
static const int	resizing[] = { SIGWINCH };
static const int	crashing[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
			    SIGABRT };

/* Has whoever waits look; a full pipe does so already. */
static void
awake(void)
{
	int	saved = errno;

	if (write(rescue.pipe[1], "", 1) == -1)
		errno = saved;
	errno = saved;
}

static void
on_ending(int sig)
{
	rescue.signal = sig;
	awake();
}

static void
on_resize(int sig)
{
	(void)sig;
	rescue.resized = 1;
	awake();
}

static void
on_crash(int sig)
{
	if (rescue.active) {
		if (write(STDOUT_FILENO, rescue.restore, rescue.n) == -1)
			errno = 0;
		tcsetattr(STDIN_FILENO, TCSANOW, &rescue.before);
	}
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
set_handlers(const int *signals, size_t n, void (*handler)(int))
{
	struct sigaction	action = { 0 };
	size_t			i;

	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < n; i++)
		sigaction(signals[i], &action, NULL);
}

int
rescue_start(const char *restore, size_t n, const struct termios *before)
{
	int	i;

	if (pipe(rescue.pipe) == -1)
		return -1;
	for (i = 0; i < 2; i++) {
		fcntl(rescue.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(rescue.pipe[i], F_SETFL, O_NONBLOCK);
	}
	rescue.signal = 0;
	rescue.resized = 0;
	rescue.n = n < MAX_RESTORE ? n : MAX_RESTORE;
	memcpy(rescue.restore, restore, rescue.n);
	rescue.before = *before;
	rescue.active = 1;
	set_handlers(ending, COUNT(ending), on_ending);
	set_handlers(resizing, COUNT(resizing), on_resize);
	set_handlers(crashing, COUNT(crashing), on_crash);
	return 0;
}

void
rescue_stop(void)
{
	if (!rescue.active)
		return;
	rescue.active = 0;
	set_handlers(crashing, COUNT(crashing), SIG_DFL);
	set_handlers(ending, COUNT(ending), SIG_DFL);
	set_handlers(resizing, COUNT(resizing), SIG_DFL);
	close(rescue.pipe[0]);
	close(rescue.pipe[1]);
}

int
rescue_fd(void)
{
	return rescue.pipe[0];
}

int
rescue_signal(void)
{
	return rescue.signal;
}

int
rescue_resized(void)
{
	char	s[64];

	while (read(rescue.pipe[0], s, sizeof s) > 0)
		continue;
	if (!rescue.resized)
		return 0;
	rescue.resized = 0;
	return 1;
}
