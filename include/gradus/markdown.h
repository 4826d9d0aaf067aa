/* SPDX-License-Identifier: MIT */
/*
 * Markdown as a tree of blocks: CommonMark with tables, strike-through and
 * LaTeX mathematics in $…$, $$…$$ (on several lines too) and ```math fences.
 * No HTML: a tag is text. Everything keeps its place in the source.
 */
#ifndef GRADUS_MARKDOWN_H
#define GRADUS_MARKDOWN_H

#include <stddef.h>

#include "gradus/arena.h"
#include "gradus/canvas.h"
#include "gradus/diag.h"
#include "gradus/formula.h"

enum phrase_kind {
	PHRASE_TEXT,
	PHRASE_CODE,
	PHRASE_FORMULA,		/* $…$ */
	PHRASE_BREAK,		/* a hard line break */
};

/* A piece of running text in one style. */
struct phrase {
	enum phrase_kind	 kind;
	unsigned		 look;	/* LOOK_… of canvas.h */
	const char		*text;	/* entities decoded; not gated */
	size_t			 n;
	const char		*link;	/* where it leads, or NULL */
	struct span		 target;	/* of that; 0,0: unknown */
	const struct formula	*formula;
	int			 display;	/* $$…$$ in running text */
	struct span		 span;	/* in the source */
};

enum block_kind {
	BLOCK_DOCUMENT,
	BLOCK_PARAGRAPH,	/* phrases */
	BLOCK_HEADING,		/* phrases; level 1 to 6 */
	BLOCK_FORMULA,		/* a formula on lines of its own */
	BLOCK_FENCE,		/* code: info, text */
	BLOCK_BULLETS,		/* items */
	BLOCK_NUMBERS,		/* items; level: number of the first */
	BLOCK_ITEM,		/* blocks */
	BLOCK_QUOTE,		/* blocks */
	BLOCK_TABLE,		/* rows; the first is its head */
	BLOCK_ROW,		/* cells */
	BLOCK_CELL,		/* phrases; align */
	BLOCK_RULE,
	BLOCK_COMMAND,		/* of a lesson, at its place: see lesson.h */
};

enum align {
	ALIGN_LEFT,
	ALIGN_CENTRE,
	ALIGN_RIGHT,
};

struct block {
	enum block_kind		 kind;
	int			 level;
	int			 tight;		/* of a list */
	char			 task;		/* of an item: ' ', 'x' or 0 */
	enum align		 align;
	const char		*info;		/* of a fence: "model" … */
	const char		*text;		/* of a fence; not gated */
	size_t			 n;
	const struct formula	*formula;
	const struct command	*command;
	struct span		 span;		/* in the source: the content */
	struct phrase		*phrases;
	size_t			 nphrases;
	struct block		**blocks;
	size_t			 nblocks;
};

/*
 * Reads a document (front matter in "---" lines at its start is skipped) into
 * the arena; the source must outlive it. What is refused (nesting over 64, a
 * formula that is not closed …) is noted in the diag; NULL only where nothing
 * can be shown at all. A BLOCK_FENCE's span is the text between the fences,
 * so that what reads it can point into the file; of an indented or quoted
 * one it spans the lines whole.
 */
struct block	*markdown_read(struct arena *, struct diag *,
		    const struct source *);

#endif
