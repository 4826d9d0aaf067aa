/* SPDX-License-Identifier: MIT */
/*
 * What is done to a document before md4c sees it, line by line, so that
 * places stay known:
 *
 *	front matter between "---" lines	is blanked out
 *	$$ alone on a line			opens or closes a ```math fence
 *	$$ at the start of a line, closed later	is drawn together on one line
 *
 * and what md4c 0.4.8 cannot bear is refused: it reads past its input (the
 * copy ends in a newline and NULs), and is quadratic in open brackets.
 */
#ifndef LESSON_PREPASS_H
#define LESSON_PREPASS_H

#include "gradus/diag.h"
#include "gradus/str.h"

/* A stretch of the copy that came from the source unchanged. */
struct stretch {
	size_t	at, from, n;
};

struct prepass {
	struct arena		*arena;
	struct diag		*diag;
	const struct source	*source;
	struct str		 text;		/* the copy, with its padding */
	size_t			 len;		/* without it */
	struct stretch		*stretches;	/* in order of both */
	size_t			 n, max;
	int			 list;		/* lines are an item's */
};

/* Returns 0, or -1 after noting what is refused. */
int	 prepass_run(struct prepass *);
void	 prepass_release(struct prepass *);
/* The place in the source of a place in the copy. */
size_t	 prepass_source(const struct prepass *, size_t at);

#endif
