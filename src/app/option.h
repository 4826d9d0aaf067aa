/* SPDX-License-Identifier: MIT */
/*
 * The options of all commands, in one table; each command lists those that it
 * has (subcommand.def). An option is written --name VALUE or --name=VALUE,
 * before or after the operand; "--" ends them.
 */
#ifndef OPTION_H
#define OPTION_H

#include <stddef.h>

struct app;
struct settings;
struct str;
struct subcommand;

enum option_id {
	OPTION_VARIANT,
	OPTION_SET,
	OPTION_ITERATIONS,
	OPTION_ITERATION,
	OPTION_EVERY,
	OPTION_ONLY,
	OPTION_EVAL,
	OPTION_RUN_FORMAT,
	OPTION_DERIVE_FORMAT,
	OPTION_ASCII,
	OPTION_WIDTH,
	OPTION_COLOR,
	OPTION_MARKDOWN,
	OPTION_REPORT,
	OPTION_DIGITS,
	OPTION_MODEL,
	OPTION_VERSION,
	OPTION_HELP,		/* the last: every command has it */
	OPTION_COUNT,
};

/* What becomes of the value, in the member of struct settings. */
enum option_type {
	OPTION_FLAG,		/* int: 1; it takes none */
	OPTION_TEXT,		/* const char *: the value itself */
	OPTION_TEXTS,		/* struct texts: one more */
	OPTION_WHOLE,		/* int: from 1 to max */
	OPTION_WORD,		/* int: which of the words */
};

struct option {
	const char		*name;		/* without the "--" */
	const char		*value;		/* "FILE"; NULL: a flag */
	enum option_type	 type;
	size_t			 offset;	/* in struct settings */
	int			 max;
	const char *const	*words;		/* up to a NULL */
	const char		*help;		/* one line; NULL: the words */
};

/* The i-th option of a subcommand; 0 behind the last. */
int	 option_of(const struct subcommand *, size_t i,
	    const struct option **);
/* Appends "text, json or csv": the words that the value can be. */
void	 option_words(struct str *, const struct option *);
/*
 * Reads the arguments of settings->command up to a NULL. Returns 0, or -1
 * after noting what is wrong.
 */
int	 option_read(struct app *, struct settings *, char **argv);

#endif
