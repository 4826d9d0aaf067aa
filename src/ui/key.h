/* SPDX-License-Identifier: MIT */
/*
 * The one table of keys: what is pressed, the line of keys, the help and the
 * manual all read it.
 */
#ifndef UI_KEY_H
#define UI_KEY_H

#include "ui.h"

#define KEY_MAX_KEYS	9

struct key_def {
	int32_t		 keys[KEY_MAX_KEYS];	/* 0: no more */
	const char	*shown;		/* "Space, PgDn" */
	/* A command of the tutor, or else what is done. */
	const char	*command;
	void		(*act)(struct ui *, int32_t key);
	const char	*brief;		/* "Space next"; or NULL */
	const char	*help;		/* one line */
};

extern const struct key_def	key_defs[];
extern const size_t		nkeys;

/* NULL where the key does nothing. */
const struct key_def	*key_find(int32_t key);

#endif
