/* SPDX-License-Identifier: MIT */
/*
 * A session with a lesson: state and command in, state and effects out. It
 * knows no terminal, no clock and no file; what happens follows from the
 * lesson and the commands alone.
 *
 *	tutor_do(t, "set w(3) 0.09")	the numbers of all iterations follow
 *	tutor_do(t, "next")		the next line, or step, or iteration
 *	tutor_do(t, "undo")		as it was before the edit
 */
#ifndef GRADUS_TUTOR_H
#define GRADUS_TUTOR_H

#include "gradus/lesson.h"
#include "gradus/timeline.h"

/* What is left to whoever called: tutor_do returns these together. */
enum {
	TUTOR_QUIT	= 1,
	TUTOR_HELP	= 2,
	TUTOR_ZOOM	= 4,
	TUTOR_WRONG	= 8,	/* nothing was done: see tutor.diag */
};

/* A matrix beside the text: a name's value, or its new value. */
struct tutor_item {
	const struct symbol	*symbol;
	int			 updated;
};

/* Where the cursor is. */
struct tutor_cursor {
	struct cell	cell;		/* of a choice: row and column 1 */
	int		updated;	/* its new value */
};

/* Where one is. */
struct tutor_place {
	size_t			 chapter, step;	/* from 0 */
	size_t			 lines;		/* of derivations, revealed */
	const char		*derived;	/* in the text's place */
	size_t			 derived_lines;
	size_t			 run;
	long			 iteration;
	struct tutor_cursor	 cursor;
};

/* To be read by everybody; only tutor_do changes it. */
struct tutor {
	const struct lesson	*lesson;
	struct timeline		*timeline;
	size_t			 chapter, step;
	struct tutor_cursor	 cursor;	/* symbol NULL: no cells */
	/* All matrices, the nlit that the step is about first. */
	struct tutor_item	*items;
	size_t			 nitems, nlit;
	/*
	 * What is derived beside the text: the step's own derivations, or, if
	 * derivation is set, that one in the text's place; and how many of
	 * their steps are revealed.
	 */
	const struct derive_task *derivation;
	size_t			 lines;
	enum view		 view;
	struct cell		 plotted;	/* symbol NULL: no number */
	size_t			 compared[2];	/* runs; 0: all are shown */
	const char		*message;	/* what was done; "" */
	struct diag		 diag;		/* what was wrong with a line */
	/* Counted up whenever numbers or what is derived are other ones. */
	unsigned long		 version;
	struct tutor_state	*state;		/* the rest: see session.h */
};

/*
 * Begins at the first step. The edits are what everything begins with, as by
 * timeline_give; their texts and the lesson must outlive the tutor. Returns
 * NULL after noting that the model is too large, or which edit is refused.
 */
struct tutor	*tutor_new(const struct lesson *, const struct edit *,
		    size_t n, struct diag *);
void		 tutor_free(struct tutor *);
/* See timeline_on_work. */
void		 tutor_on_work(struct tutor *, int (*stop)(void *, long at),
		    void *context);

/* Does what a line says. The line need not last. */
unsigned	 tutor_do(struct tutor *, const char *line);

/* The chapter and the step where one is. */
const struct chapter *tutor_chapter(const struct tutor *);
const struct step *tutor_step(const struct tutor *);
/* The derivations that tutor.lines are of, with the present numbers. */
const struct derivation *const *tutor_derivations(const struct tutor *,
		    size_t *n);
/* The value of a cell, or its new value; not of a choice. */
double		 tutor_value(const struct tutor *, struct cell, int updated);
/* 1 if the last command that was no cursor move changed the cell's value. */
int		 tutor_changed(const struct tutor *, struct cell,
		    int updated);
/* 1 if there are cells that it changed. */
int		 tutor_is_marked(const struct tutor *);
/* 1 if edits can be undone, or redone. */
int		 tutor_can_undo(const struct tutor *);
int		 tutor_can_redo(const struct tutor *);
/* 1 if all is as the lesson's text was written: no edit, iteration 1. */
int		 tutor_is_start(const struct tutor *);

/*
 * Appends the session as commands, a line each. A new tutor of the lesson that
 * does them is in the same state, but for the message.
 */
void		 tutor_log(const struct tutor *, struct str *);

#endif
