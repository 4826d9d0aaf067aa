/* SPDX-License-Identifier: MIT */
/*
 * The iterations of a training, any of which can be gone to. Training is
 * deterministic: a run is where it began and what was given then. States are
 * kept at spacings that double when there are too many, so that neither the
 * memory nor the time of a jump grows without bound.
 *
 *	run 1   1 ───────────── 40 ─────────── 100
 *	run 2                    └── 40 ── 90		an edit at iteration 40
 *
 * Iterations count from 1. What is edited at iteration t begins a new run
 * there; the old one stays.
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

/*
 * Begins with run 1 at iteration 1, computed. tracked are names of scalars
 * whose values are kept for every iteration. Returns NULL after noting that
 * the model is too large.
 */
struct timeline	*timeline_new(const struct model *, struct diag *,
		    const struct symbol *const *tracked, size_t ntracked);
void		 timeline_free(struct timeline *);

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
struct timeline_break timeline_break(const struct timeline *, size_t run);

/*
 * Goes to an iteration (1 to TIMELINE_MAX_ITERATION) of a run; one before its
 * start is that of its parent. The values are those that a training from the
 * start would have, to the last bit.
 */
void		 timeline_goto(struct timeline *, size_t run, long iteration);
/*
 * Applies edits at the present iteration: a new run begins there and is the
 * present one. At the start of a run that has no other iteration yet, that
 * run is changed instead. Returns NULL, or why not (a static string, to
 * follow the name of edits[*which]); nothing is changed then.
 */
const char	*timeline_edit(struct timeline *, const struct edit *edits,
		    size_t n, size_t *which);
/* The value of a tracked name in an iteration that is known. */
double		 timeline_value(const struct timeline *, size_t run,
		    size_t tracked, long iteration);
/* Bytes that are kept. */
size_t		 timeline_bytes(const struct timeline *);

#endif
