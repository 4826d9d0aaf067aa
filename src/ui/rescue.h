/* SPDX-License-Identifier: MIT */
/*
 * Signals while the terminal is taken. Those that end the program only wake
 * it, by a byte in a pipe, as that of a new size does; those of a crash give
 * the terminal back at once and end the program by the same signal.
 */
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

#include <stddef.h>

struct termios;

/*
 * From now on. restore, of n bytes, is what gives the screen back, and before
 * how the terminal was. Returns 0, or -1 with errno.
 */
int	 rescue_start(const char *restore, size_t n,
	    const struct termios *before);
void	 rescue_stop(void);
/* Can be read from when a signal has come. */
int	 rescue_fd(void);
/* The signal that asked for the end; 0: none. */
int	 rescue_signal(void);
/* 1 if the size may be another one than at the last such question. */
int	 rescue_resized(void);

#endif
