/* SPDX-License-Identifier: MIT */
/*
 * The options of all commands, in one table. An option is written --name
 * VALUE or --name=VALUE, before or after the operand; "--" ends them.
 */
#ifndef OPTION_H
#define OPTION_H

#include "app.h"

#define IN_START	0x01u
#define IN_RUN		0x02u
#define IN_CHECK	0x04u
#define IN_LIST		0x08u
#define IN_HELP		0x10u
#define IN_EXPLAIN	0x20u
#define IN_DERIVE	0x40u
#define IN_MATH		0x80u
#define IN_ALL		0xffu

struct option {
	const char	*name;		/* without the "--" */
	const char	*value;		/* "FILE"; NULL: it takes none */
	const char	*help;		/* one line */
	unsigned	 commands;	/* that have it */
	/* Returns -1 after noting what is wrong with the value. */
	int		(*take)(struct app *, struct settings *,
			    const struct option *, const char *value);
};

extern const struct option	options[];
extern const size_t		noptions;

/*
 * Reads the arguments of settings->command up to a NULL. Returns 0, or -1
 * after noting what is wrong.
 */
int	 option_read(struct app *, struct settings *, char **argv);

#endif
