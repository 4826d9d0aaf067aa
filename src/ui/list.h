/* SPDX-License-Identifier: MIT */
/*
 * The list of lessons on the screen.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "gradus/canvas.h"
#include "gradus/lesson.h"

#include "ui.h"

enum list_do {
	LIST_STAY,
	LIST_OPEN,
	LIST_QUIT,
};

struct list {
	const struct catalogue	*catalogue;
	const char		*message;	/* or NULL */
	size_t			 chosen, top;
	struct ui		 ui;	/* what the functions of draw.h take */
};

void	 list_init(struct list *, const struct catalogue *, size_t chosen,
	    const char *message, int ascii);
void	 list_release(struct list *);
enum list_do list_key(struct list *, int32_t key);
/* Valid until the next call. */
const struct canvas *list_draw(struct list *, int rows, int cols);

#endif
