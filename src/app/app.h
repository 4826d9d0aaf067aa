/* SPDX-License-Identifier: MIT */
/*
 * What the commands of the shell share: what is to be printed, what went
 * wrong, and what was asked for.
 */
#ifndef APP_H
#define APP_H

#include "gradus/diag.h"
#include "gradus/lesson.h"
#include "gradus/plan.h"

#include "option.h"

/* How the program ends. */
enum status {
	STATUS_OK,
	STATUS_INPUT,	/* the lesson or the input is wrong */
	STATUS_USAGE,	/* the command line is wrong */
	STATUS_MACHINE,	/* out of memory, disk full */
};

struct app {
	struct arena	*arena;
	struct diag	 diag;		/* printed when the command is over */
	struct str	 out;		/* not yet written to stdout */
	int		 error;		/* errno of a failed write, or 0 */
	int		 utf8;		/* may be printed */
	const char	*program;	/* its absolute path, or NULL */
	const struct subcommand *subcommands;	/* up to one without a name */
};

/* Arguments of an option that can be repeated, each a text of its own. */
struct texts {
	struct source	*v;
	size_t		 n, max;
};

enum colour {
	COLOUR_AUTO,
	COLOUR_NEVER,
	COLOUR_ALWAYS,
};

/* Of --format, which run and derive have. */
enum run_format {
	RUN_TEXT,
	RUN_JSON,
	RUN_CSV,
};
enum derive_format {
	DERIVE_TEXT,
	DERIVE_ASCII,
	DERIVE_LATEX,
	DERIVE_JSON,
};

/* What the command line says. */
struct settings {
	const struct subcommand	*command;
	const char		*operand;	/* or NULL */
	const char		*second;	/* operand; or NULL */
	const char		*model;		/* file of --model, or NULL */
	const char		*variant;	/* or NULL */
	struct texts		 sets, only, evals;
	int			 iterations, every;
	int			 digits;	/* 0: not given */
	int			 format;	/* of run or derive */
	const char		*markdown;	/* file of math, or NULL */
	int			 colour;	/* enum colour */
	int			 ascii, report;
	int			 width;		/* columns; 0: not given */
	int			 help, version;
};

struct subcommand {
	const char	*name;		/* "": what is no command, the last */
	const char	*operand;	/* "LESSON", or NULL */
	const char	*second;	/* operand after it, or NULL */
	const char	*help;		/* one line */
	enum status	(*run)(struct app *, const struct settings *);
	const enum option_id *options;	/* that it has; OPTION_HELP ends them */
};

/* A subcommand by its name; NULL if there is none. */
const struct subcommand	*app_subcommand(const struct app *, const char *name);
/* The name of the subcommand that a word may be a slip of, or NULL. */
const char	*app_nearest(const struct app *, const char *word);
/* Notes that a word is no subcommand. */
void		 app_no_command(struct app *, const char *word);

/* app.c */

/* Notes a mistake that has no place in a file. */
void	 app_error(struct app *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
/* Appends foreign text as it may be shown here. */
void	 app_show(const struct app *, struct str *, const char *);
/* Writes what is in app->out if it is much; app_flush: in any case. */
void	 app_drain(struct app *);
void	 app_flush(struct app *);

/*
 * Columns that a page may have, and what canvas_print colours it with (NULL:
 * with nothing): math.c
 */
int	 app_columns(const struct settings *);
const char	*const *app_colours(const struct settings *);

/* load.c */
void		 app_catalogue(struct app *, struct catalogue *);
/* The path of a lesson; NULL after noting that there is none. */
const char	*app_find(struct app *, const char *what);
/* Reads what the settings name. If it is not without a mistake, not OK. */
enum status	 app_load(struct app *, const struct settings *,
		    struct lesson **);

/*
 * A plan of the model, with the settings' variant and edits. It is to be freed
 * by the caller, also where it is not OK; NULL then if there is none.
 */
enum status	 app_plan(struct app *, const struct settings *,
		    const struct model *, const struct plan_options *,
		    struct plan **);
/* The same, computed up to the iteration that is asked for. */
enum status	 app_computed(struct app *, const struct settings *,
		    const struct model *, struct plan **);

#define SUBCOMMAND(id, ...)						       \
	enum status	 id##_command(struct app *, const struct settings *);
#include "subcommand.def"
#undef SUBCOMMAND

#endif
