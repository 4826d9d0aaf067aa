/* SPDX-License-Identifier: MIT */
/*
 * Blocks of a document to a canvas: text wrapped by display width, formulas
 * typeset, lists, quotations, tables and code.
 */
#ifndef GRADUS_PAGE_H
#define GRADUS_PAGE_H

#include "gradus/canvas.h"
#include "gradus/markdown.h"
#include "gradus/model.h"

struct page_options {
	int			 width;		/* columns, at least 1 */
	int			 ascii;
	/* Code that is a name of this model is typeset as that; or NULL. */
	const struct model	*model;
	/* Where the blocks are from: names in its LaTeX are marked; or NULL. */
	const struct source	*source;
	/*
	 * What a number that is a link is now, in the arena; NULL, or where it
	 * gives NULL: as it is printed. One that differs is lit.
	 */
	const char		*(*number)(void *context, struct arena *,
				    const struct phrase *);
	/*
	 * The formula that a command in the text shows now; NULL: nothing.
	 * Where it is too wide it is asked for again, narrower each time, with
	 * shorter of 1, 2 …, until it gives NULL.
	 */
	const char		*(*command)(void *context, struct arena *,
				    const struct command *, int shorter);
	/* The document of a derivation in the text; NULL: nothing. */
	const struct block	*(*derivation)(void *context, struct arena *,
				    const struct command *);
	void			*context;
};

/*
 * The canvas is as high as it takes, and as wide as what is in it, at most
 * width columns. What is too wide for it (a table, code, a formula that cannot
 * be broken) is cut with "…". Spans of the cells are offsets in the document's
 * source.
 */
struct canvas	*page_typeset(struct arena *, struct block *const *blocks,
		    size_t n, const struct page_options *);

#endif
