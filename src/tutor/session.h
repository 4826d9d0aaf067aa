/* SPDX-License-Identifier: MIT */
/*
 * What a tutor keeps to itself, and its parts: what they share (session.c),
 * walking through the lesson (walk.c), changing numbers (change.c), what is
 * shown (shown.c), and writing it all down (log.c).
 */
#ifndef TUTOR_SESSION_H
#define TUTOR_SESSION_H

#include "gradus/explain.h"
#include "gradus/tutor.h"

/* An edit that was made, and what became of it. */
struct part {
	struct timeline_edit	 edit;
	int			 first;	/* it is made at iteration 1 */
	long			 then;	/* gone to after it; 0: nowhere */
	enum timeline_result	 result;
	size_t			 run;	/* that it changed or began */
};

/* What is undone in one: one edit, or all of an experiment. */
struct change {
	const char		*line;	/* that does it */
	struct part		*parts;
	size_t			 nparts;
	struct tutor_place	 before;
	long			 known;	/* of its run, before it */
};

/* A step by "next": back undoes it where one is still where it led to. */
struct footstep {
	struct tutor_place	from, to;
};

struct tutor_state {
	struct arena		*arena;	/* of texts and edits that stay */
	struct arena_mark	 mark;	/* what the last line took, if … */
	int			 keep;	/* … it does not stay */
	struct arena		*derived;	/* of tutor.derivation */
	struct arena		*frame;		/* of the derivations below */
	const struct derivation	**derivations;
	size_t			 nderivations;
	unsigned long		 derived_at;	/* version of them */
	size_t			 text_lines;	/* while a derivation is on */
	char			**names;	/* of what was derived so */
	size_t			 nnames;
	struct change		*changes;
	size_t			 nchanges, max_changes;
	size_t			 done;		/* of them, not undone */
	struct footstep		*trail;
	size_t			 ntrail, max_trail;
	struct cell		*shown;		/* by "show" */
	size_t			 nshown;
	double			*old;		/* values before a change */
	size_t			*at;		/* of a symbol among them */
	size_t			 ncells;
	int			 marked;	/* old is of the last command */
	int			 given;		/* it began with edits */
};

/* What a command does; returns TUTOR_… */
typedef unsigned	 tutor_act(struct tutor *, const struct command *);

tutor_act	walk_next, walk_back, walk_step, walk_chapter, walk_goto,
		walk_run;
tutor_act	change_numbers, change_try, change_undo, change_redo;
tutor_act	show_names, show_explain, show_derive, show_text, show_print,
		show_plot, show_view, show_compare;

/* Says something, in the arena of the line. */
void	 tutor_say(struct tutor *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
/* The same as a mistake of the line; returns TUTOR_WRONG. */
unsigned tutor_wrong(struct tutor *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

struct tutor_place place_of(const struct tutor *);
/* 1 if both are the same but for the cursor. */
int	 place_equal(const struct tutor_place *, const struct tutor_place *);

/* Finds a place for the old values of each symbol, and for its new one. */
void	 session_place_old(struct tutor *);
/* Numbers are about to change: what they were is kept. */
void	 session_mark(struct tutor *);

/* Enters a step, at its beginning or with all of it revealed. */
void	 walk_enter(struct tutor *, size_t chapter, size_t step, int end);
/* Goes to an iteration; what changes is marked. 0 if it was stopped there. */
int	 walk_to(struct tutor *, size_t run, long iteration);
/* As the command says, goto or iterate or rewind. */
int	 walk_by(struct tutor *, const struct command *);
/* Goes to a place, whatever it takes. */
void	 walk_restore(struct tutor *, const struct tutor_place *);
/* Puts the step's matrices first, and the cursor where the step wants it. */
void	 show_step(struct tutor *);
void	 show_items(struct tutor *);
/* Ends a derivation in the text's place, if there is one. */
void	 show_end(struct tutor *);
/* Begins one; returns -1 after noting that there is no such gradient. */
int	 show_begin(struct tutor *, const char *name);
/* Lines of all derivations that are on. */
size_t	 show_lines(const struct tutor *);

#endif
