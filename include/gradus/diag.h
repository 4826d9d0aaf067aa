/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with a text, where, and what to write instead. Whoever reads
 * a text notes its mistakes here; whoever called decides what to do with
 * them.
 *
 *	lessons/2.md:14:13: error: W * x: a 2×3 times a 2×4 does not fit
 *	   14 | s_1       = W * x
 *	      |             ^~~~~
 *	   hint: W' * x is 3×2 times 2×4 and fits
 */
#ifndef GRADUS_DIAG_H
#define GRADUS_DIAG_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "gradus/arena.h"
#include "gradus/str.h"

/* Bytes start to end (exclusive) of a text; start == end points between. */
struct span {
	uint32_t	start, end;
};

/* A text that spans point into. The bytes are borrowed, not copied. */
struct source {
	const char	*name;		/* file name, shown before line:col */
	const char	*text;
	size_t		 len;
	int		 first_line;	/* number of its first line, from 1 */
};

enum diag_level {
	DIAG_ERROR,
	DIAG_WARNING,
};

struct diag_note {
	enum diag_level		 level;
	const struct source	*source;	/* NULL: no place to point at */
	struct span		 span;
	const char		*message;	/* one line, UTF-8, gated */
	const char		*hint;		/* one line, or NULL */
};

/* Notes are kept in the order in which they were made. */
struct diag {
	struct arena		*arena;		/* holds the notes */
	struct diag_note	*notes;
	size_t			 count, max;
	size_t			 errors;	/* with those beyond the cap */
	size_t			 dropped;	/* notes beyond the cap */
};

#define DIAG_CAP	20	/* notes kept; the rest is only counted */

/* The arena must outlive the diag; sources must outlive the printing. */
void	 diag_init(struct diag *, struct arena *);
/* Notes an error; the text passes the gate. No newline in it. */
void	 diag_error(struct diag *, const struct source *, struct span,
	    const char *, ...) __attribute__((format(printf, 4, 5)));
void	 diag_verror(struct diag *, const struct source *, struct span,
	    const char *, va_list) __attribute__((format(printf, 4, 0)));
void	 diag_warning(struct diag *, const struct source *, struct span,
	    const char *, ...) __attribute__((format(printf, 4, 5)));
/* 1 if the last note was kept: a hint that takes a search is worth it. */
int	 diag_kept(const struct diag *);
/* Gives the last note a hint; without effect if it was beyond the cap. */
void	 diag_hint(struct diag *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

/* All of a source. */
struct span	 source_all(const struct source *);
/* Line and column (in code points) of an offset, both from 1. */
void	 source_locate(const struct source *, size_t offset, int *line,
	    int *column);
/*
 * Appends one note, or all of them (in order of line within a source where
 * they have one, then "and N more"), as in the picture above. Lines
 * wider than the window are cut around the span with "…"; a span over several
 * lines is underlined to the end of its first. Without utf8, ×, ≥ and such
 * become ASCII (x, >=), anything else "?".
 */
void	 diag_format(const struct diag *, struct str *, int utf8);
void	 diag_format_note(const struct diag_note *, struct str *, int utf8);

#endif
