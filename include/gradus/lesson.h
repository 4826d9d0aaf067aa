/* SPDX-License-Identifier: MIT */
/*
 * A lesson file: Markdown whose `model` blocks add up to one model. "#" is its
 * title, each "##" a chapter, each "###" a step; `gradus` blocks hold commands
 * that show something beside a step.
 */
#ifndef GRADUS_LESSON_H
#define GRADUS_LESSON_H

#include <stddef.h>

#include "gradus/command.h"
#include "gradus/markdown.h"
#include "gradus/model.h"
#include "gradus/number.h"

#define STEP_MAX_TRIES	9	/* experiments of a step: a digit's key each */

struct step {
	const struct block	*title;		/* NULL: before the first ### */
	/*
	 * But for title and commands; a command that keeps its place in the
	 * text is a BLOCK_COMMAND. The level of an experiment is its number.
	 */
	struct block		**blocks;
	size_t			 nblocks;
	const struct command	*commands;	/* of its `gradus` blocks */
	size_t			 ncommands;
	struct span		 span;		/* in the source: all of it */
};

struct chapter {
	const struct block	*title;		/* NULL: before the first ## */
	const struct step	*steps;		/* at least one */
	size_t			 nsteps;
	int			 repeat;	/* steps are one iteration */
};

/* What is read from the file is kept as it is: text_gate it to show it. */
struct lesson {
	const char		*path;		/* or "<stdin>" */
	const char		*name;		/* of the file, without ".md" */
	const char		*title;		/* may be "" */
	const char		*sentence;	/* may be ""; on one line */
	struct source		 source;
	struct model		*model;		/* NULL if not read yet */
	const struct block	*document;	/* NULL of a bare model */
	const struct chapter	*chapters;
	size_t			 nchapters;
	const struct lesson_number *numbers;	/* in its text, in order */
	size_t			 nnumbers;
};

/*
 * Reads a lesson and its model. Returns NULL after noting that the file
 * cannot be read or has no model block; mistakes in the model are noted and
 * the lesson returned.
 */
struct lesson	*lesson_read(struct arena *, struct diag *, const char *path);
/* As lesson_read, of a text that outlives the lesson. */
struct lesson	*lesson_parse(struct arena *, struct diag *,
		    const char *path, const char *text, size_t n);
/* As lesson_read, but of a bare model file ("-": standard input). */
struct lesson	*lesson_read_model(struct arena *, struct diag *,
		    const char *path);
/*
 * Reads title and sentence only. Returns NULL if the file cannot be read,
 * after noting why where there is a diag.
 */
struct lesson	*lesson_read_title(struct arena *, struct diag *,
		    const char *path);

/*
 * The bundled lessons: all .md files of one folder. That is $GRADUS_LESSONS
 * (environment) where it is set, else the first of these that has lessons:
 * ../share/gradus/lessons, ../lessons and ../../lessons (a build directory)
 * beside the program, and the one in which `make install` puts them.
 */
struct catalogue {
	struct lesson	**lessons;	/* by number, then by name */
	size_t		  n;
};

/* program: the absolute path of the program, or NULL if it is not known. */
void		 catalogue_read(struct arena *, const char *program,
		    struct catalogue *);
/*
 * Finds a lesson: a path (what has a "/" or ends in ".md", or is the name of
 * a file), or a bundled lesson by its number ("2" of "2-by-hand"), its name,
 * or the part of the name after the number. Returns its path, which need not
 * exist; NULL if there is none.
 */
const char	*catalogue_find(const struct catalogue *, const char *what);
/* The name of a bundled lesson that might have been meant, or NULL. */
const char	*catalogue_nearest(const struct catalogue *,
		    const char *what);
/* The name's digits and what follows their "-": n of them, and the rest. */
size_t		 catalogue_number(const char *name, const char **rest);

#endif
