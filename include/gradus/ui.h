/* SPDX-License-Identifier: MIT */
/*
 * The tutor on a terminal.
 */
#ifndef GRADUS_UI_H
#define GRADUS_UI_H

#include "gradus/lesson.h"
#include "gradus/tutor.h"

struct ui_options {
	int	 ascii;		/* the locale has no more, or it is asked for */
	int	 colour;	/* 0: none */
};

/* How it ended. */
enum ui_end {
	UI_QUIT,	/* by a key */
	UI_OPEN,	/* a lesson was chosen from the list */
	UI_HANGUP,	/* the terminal is gone, or a signal came */
};

/*
 * Takes the terminal. Returns NULL, or why that cannot be done (a sentence
 * without a full stop).
 */
const char	*ui_open(const struct ui_options *);
/* Gives it back. A signal that ended a session ends the program here. */
void		 ui_close(void);

/* Runs a session until it is left. */
enum ui_end	 ui_session(struct tutor *);
/*
 * The list of lessons. *chosen is the one to begin with, and then the one to
 * open. message, shown until a key is pressed, may be NULL.
 */
enum ui_end	 ui_list(const struct catalogue *, const char *message,
		    size_t *chosen);

/* The i-th key, and what it does; 0 behind the last. */
int		 ui_key_help(size_t i, const char **shown, const char **help);

#endif
