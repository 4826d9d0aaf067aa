/* SPDX-License-Identifier: MIT */
/*
 * The lines of a `gradus` block: what is shown beside a step.
 */
#ifndef LESSON_DIRECTIVE_H
#define LESSON_DIRECTIVE_H

#include "gradus/lesson.h"

/*
 * Reads the lines of a fence and hands on those without a mistake. The
 * lesson's model is there.
 */
void	 directive_read(struct arena *, struct diag *, const struct lesson *,
	    const struct block *, void (*)(void *, const struct directive *),
	    void *);

#endif
