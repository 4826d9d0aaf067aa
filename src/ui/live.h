/* SPDX-License-Identifier: MIT */
/*
 * What of a lesson's text follows the numbers.
 */
#ifndef UI_LIVE_H
#define UI_LIVE_H

#include "gradus/page.h"
#include "gradus/tutor.h"

/* Has a page show what its numbers and commands are in the tutor. */
void	 live_options(struct tutor *, struct page_options *);
/* What is revealed of the derivation in the text's place; NULL: it has none. */
const struct block *live_derivation(const struct tutor *, struct arena *);
/* The command in the text whose derivation was revealed last, or NULL. */
const struct command *live_last(const struct tutor *);

#endif
