/* SPDX-License-Identifier: MIT */
/*
 * The iterations of a training, any of which can be gone to. Training is
 * deterministic: a run is where it began and how it was edited then. States
 * are kept at spacings that double when there are too many, so that neither
 * the memory nor the time of a jump grows without bound.
 *
 *	run 1   1 ───────────── 40 ─────────── 100
 *	run 2                    └── 40 ── 90		an edit at iteration 40
 *
 * Iterations count from 1. What is edited at iteration t begins a new run
 * there; the old one stays. A run that has no other iteration yet than its
 * first is changed instead. Edits are taken back one by one, the last first.
 */
#ifndef GRADUS_TIMELINE_H
#define GRADUS_TIMELINE_H

#include "gradus/plan.h"

#define TIMELINE_MAX_ITERATION	1000000
#define TIMELINE_MAX_RUNS	100
#define TIMELINE_MAX_BYTES	((size_t)64 << 20)	/* of kept states */

struct timeline;

/* Where a run stopped being finite. */
struct timeline_break {
	long			 iteration;	/* 0: it is finite so far */
	const struct symbol	*symbol;	/* the first, in order */
	int			 updated;	/* its new value, that is */
};

/* What is edited, and taken back, together. */
struct timeline_edit {
	int			 reset;	/* first, all is as it was at first */
	int			 anew;	/* in a new run, whatever it changes */
	const struct edit	*edits;
	size_t			 n;
	const char		*text;	/* as it is written: "set w(3) 0.09" */
};

enum timeline_result {
	TIMELINE_SAME,		/* all had these values already */
	TIMELINE_CHANGED,	/* the present run is another from its start */
	TIMELINE_BEGAN,		/* a new run, the last, is the present one */
	TIMELINE_REFUSED,	/* nothing has changed */
};

/*
 * Begins with run 1 at iteration 1, computed. Returns NULL after noting that
 * the model is too large.
 */
struct timeline	*timeline_new(const struct model *, struct diag *);
void		 timeline_free(struct timeline *);
/*
 * Edits what everything begins with, also after a reset. To be called before
 * anything else. Returns as timeline_edit; it cannot be taken back.
 */
enum timeline_result timeline_give(struct timeline *, const struct edit *,
		    size_t n, size_t *which, const char **why);
/*
 * Has a function asked, every millisecond or so of long work, whether to stop
 * it. at: the iteration that has been reached.
 */
void		 timeline_on_work(struct timeline *,
		    int (*stop)(void *, long at), void *context);

/* The plan, computed for the present iteration of the present run. */
const struct plan *timeline_plan(const struct timeline *);
size_t		 timeline_run(const struct timeline *);		/* from 1 */
size_t		 timeline_runs(const struct timeline *);
long		 timeline_iteration(const struct timeline *);
/* Where a run begins, and the last of its iterations that is known. */
long		 timeline_start(const struct timeline *, size_t run);
long		 timeline_known(const struct timeline *, size_t run);
/* The run that it branched off from; 0 for run 1. */
size_t		 timeline_parent(const struct timeline *, size_t run);
/* The n edits that it began with. */
const struct timeline_edit *timeline_edits(const struct timeline *,
		    size_t run, size_t *n);
struct timeline_break timeline_break(const struct timeline *, size_t run);

/*
 * Goes to an iteration (1 to TIMELINE_MAX_ITERATION) of a run; one before its
 * start is that of its parent. The values are those that a training from the
 * start would have, to the last bit. Returns 0 if it was stopped on the way:
 * the present iteration is then the one that it had reached.
 */
int		 timeline_goto(struct timeline *, size_t run, long iteration);
/*
 * Edits at the present iteration. The expressions must outlive the timeline;
 * the rest is copied. If it is refused, *why is a static string, to follow the
 * name of edits[*which].
 */
enum timeline_result timeline_edit(struct timeline *,
		    const struct timeline_edit *, size_t *which,
		    const char **why);
/*
 * Takes back the last edit of a run. One that began with it must be the last
 * run and is no more; its parent is then the present run, where it branched
 * off. Else the run is at its start, which is its only iteration again.
 */
void		 timeline_unedit(struct timeline *, size_t run);

/*
 * Has a run known up to an iteration and no further: goes there, or forgets
 * what is known beyond. No other run may have branched off there.
 */
void		 timeline_cut(struct timeline *, size_t run, long known);

/*
 * Has the value of a cell kept for every iteration of every run. Returns its
 * number among those that are kept, from 0. What the runs have gone through
 * is gone through again; if that is stopped, the rest is done in a later call.
 */
size_t		 timeline_track(struct timeline *, struct cell);
/* Its value in an iteration that is known; NaN where it was not kept yet. */
double		 timeline_value(const struct timeline *, size_t run,
		    size_t tracked, long iteration);
/* Bytes that are kept. */
size_t		 timeline_bytes(const struct timeline *);

#endif
