/* SPDX-License-Identifier: MIT */
/*
 * What typesets a page: each block becomes a canvas of its own width, and
 * canvases are put one below the other.
 */
#ifndef LESSON_TYPESETTER_H
#define LESSON_TYPESETTER_H

#include "gradus/page.h"

struct typesetter {
	struct arena			*arena;
	const struct page_options	*options;
};

/*
 * Running text, as wide as its longest line: at most width columns, but for a
 * formula that cannot be broken.
 */
struct canvas	*typeset_phrases(struct typesetter *, const struct phrase *,
		    size_t n, int width, enum role);
struct canvas	*typeset_table(struct typesetter *, const struct block *,
		    int width);
/* Text as it may be shown, in the arena. */
const char	*typeset_text(struct typesetter *, const char *, size_t n);
/* Copies a canvas; what does not fit is cut, and "…" says so. */
void		 typeset_put(struct typesetter *, struct canvas *, int row,
		    int col, const struct canvas *);
/*
 * Makes the spans of a formula's cells, which are offsets in its n bytes,
 * those of the document; where it is there in other words, all of its span.
 */
void		 typeset_locate(struct canvas *, struct span, size_t n);
/* Marks the names of the model in formulas. */
void	 typeset_names(struct typesetter *, struct block *const *, size_t n,
	    struct canvas *);
/* n times the sign, from a cell on. */
void		 typeset_line(struct typesetter *, struct canvas *, int row,
		    int col, int n, const char *unicode, const char *ascii,
		    enum role);

#endif
