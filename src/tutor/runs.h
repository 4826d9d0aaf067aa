/* SPDX-License-Identifier: MIT */
/*
 * What a timeline is made of: runs, which timeline.c walks through and
 * timeline_edit.c begins and changes.
 */
#ifndef TUTOR_RUNS_H
#define TUTOR_RUNS_H

#include "gradus/timeline.h"

#include "snapshot.h"

/* A tracked cell, iteration by iteration from the run's start. */
struct series {
	double	*values;
	size_t	 n, max;
};

struct run {
	size_t			 parent;	/* from 1; 0: none */
	long			 start, known;
	struct timeline_edit	*edits;		/* it began with */
	size_t			 nedits;
	struct snapshot		 base;		/* given from its start on */
	/* What updates change, before iteration start + i * spacing. */
	double			*checkpoints;
	size_t			 ncheckpoints;
	size_t			 room;		/* for so many */
	long			 spacing;
	struct series		*series;	/* by number of the cell */
	struct timeline_break	 broken;
};

struct timeline {
	const struct model	*model;
	struct plan		*plan;
	struct cell		*tracked;
	size_t			 ntracked;
	size_t			 ngiven;	/* cells that are given */
	size_t			 nstate;	/* those that are updated */
	struct snapshot		 first;		/* what all begins with */
	struct run		 runs[TIMELINE_MAX_RUNS];
	size_t			 nruns, run;	/* present, from 1 */
	long			 iteration;	/* 0: the plan is nowhere */
	int			(*stop)(void *, long);
	void			*context;
	size_t			 work;		/* since it was last asked */
};

struct run	*run_of(const struct timeline *, size_t run);
/* A new last run; all have a smaller share of the memory then. */
struct run	*run_add(struct timeline *, size_t parent, long start);
/* The run begins, with what the plan has been given now. */
void		 run_begin(struct timeline *, struct run *);
/* All that run_begin has made, and what came after it. */
void		 run_forget(struct timeline *, struct run *);
void		 run_drop_edit(struct run *);
void		 run_end(struct timeline *, struct run *);
/* Goes where a run has been: a state that is kept is near. */
void		 run_return(struct timeline *, size_t run, long iteration);

#endif
