/* SPDX-License-Identifier: MIT */
/*
 * What a document's tree is built with.
 */
#ifndef LESSON_TREE_H
#define LESSON_TREE_H

#include "gradus/markdown.h"
#include "gradus/str.h"

void		 tree_add(struct arena *, struct block *parent,
		    struct block *child);
/* A new phrase at the end; the block's span grows by its own. */
struct phrase	*tree_phrase(struct arena *, struct block *,
		    const struct phrase *);
/*
 * Takes the last child, a paragraph, out of its parent, and puts it back in
 * parts if there are formulas in $$ among its text: these stand alone.
 */
void		 tree_split(struct arena *, struct block *parent);
/* Makes the first span hold both; an empty one holds nothing. */
void		 tree_widen(struct span *, struct span);
/*
 * Appends what an entity stands for: those that people write, and numbers;
 * others stay as they are.
 */
void		 tree_entity(struct str *, const char *, size_t n);

#endif
