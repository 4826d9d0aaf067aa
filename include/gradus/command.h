/* SPDX-License-Identifier: MIT */
/*
 * Commands: lines such as "set W(1,2) 0.5". There is one table of them; a
 * directive in a lesson is a command that only shows.
 */
#ifndef GRADUS_COMMAND_H
#define GRADUS_COMMAND_H

#include "gradus/derive.h"

enum command_id {
#define COMMAND(id, ...)	COMMAND_##id,
#include "gradus/command.def"
#undef COMMAND
	COMMAND_COUNT
};

#define COMMAND_CHANGES		0x01	/* numbers: it can be undone */
#define COMMAND_LESSON		0x02	/* may stand in a lesson */
#define COMMAND_LESSON_ONLY	0x04	/* and nowhere else */
#define COMMAND_PLACE		0x08	/* there: at its place in the text */
#define COMMAND_IN_TRY		0x10	/* may stand in an experiment */

#define COMMAND_MAX_TRY		20	/* commands of an experiment */

struct command_def {
	enum command_id	 id;
	const char	*name;
	/*
	 * A letter each: N names, one or more; c a cell, or "next" and a cell
	 * that is updated: its new value; g a cell that is given; s one number;
	 * d what derive_find takes; e an expression; E an edit; O a choice and
	 * one of its options; # a whole number, also a negative one; v a view;
	 * t the rest of the line; T an experiment: a label in quotes, a colon,
	 * and commands with ";" between them. The last may be left out where a
	 * "?" follows.
	 */
	const char	*arguments;
	unsigned	 flags;
	const char	*usage;
	const char	*help;		/* one line */
};

/* What the lower right of the screen shows. */
enum view { VIEW_CURVE, VIEW_RUNS, VIEW_COUNT };

/* A line that has been read. What it has no arguments for is zero. */
struct command {
	const struct command_def *def;		/* NULL: a blank line */
	const struct cell	*cells;		/* names, cells */
	size_t			 ncells;
	int			 next;		/* its new value is meant */
	long			 number[2];
	size_t			 nnumbers;
	struct edit		 edit;
	const struct expr	*expr;
	struct derive_task	 task;
	enum view		 view;		/* VIEW_COUNT: not named */
	const char		*text;		/* without quotes; a label */
	const struct command	*commands;	/* of an experiment */
	size_t			 ncommands;
	const char		*line;		/* all of it, as written */
	struct span		 span;		/* of the line */
};

extern const struct command_def	command_defs[COMMAND_COUNT];
extern const char		*const command_views[VIEW_COUNT];

/*
 * Reads the line at span over the names of a model, into the arena; "#" begins
 * a comment. lesson: 1 for a line of a lesson, which may only show. Returns 0,
 * or -1 after noting what is wrong.
 */
int	 command_read(struct arena *, struct diag *, const struct model *,
	    const struct source *, struct span, int lesson,
	    struct command *);

#endif
