/* SPDX-License-Identifier: MIT */
/*
 * Two screens, cell by cell.
 */
#ifndef TESTS_SCREEN_SAME_H
#define TESTS_SCREEN_SAME_H

#include <stdio.h>
#include <string.h>

#include "gradus/canvas.h"

/* 1 if they are the same; else says where they differ first. */
static inline int
same_canvas(const struct canvas *a, const struct canvas *b)
{
	const struct canvas_cell	*x, *y;
	int				 i, j;

	for (i = 0; i < a->rows && i < b->rows; i++) {
		for (j = 0; j < a->cols && j < b->cols; j++) {
			x = canvas_at(a, i, j);
			y = canvas_at(b, i, j);
			if (strcmp(x->text, y->text) == 0 && x->style.role ==
			    y->style.role && x->style.look == y->style.look)
				continue;
			printf("# row %d, column %d: \"%s\" was \"%s\"\n", i,
			    j, y->text, x->text);
			return 0;
		}
	}
	return a->rows == b->rows && a->cols == b->cols;
}

#endif
