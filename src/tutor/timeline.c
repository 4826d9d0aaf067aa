/* SPDX-License-Identifier: MIT */
/*
 * Runs: where each began and how it was edited then, the states that are kept
 * of it, and the values of the cells that are tracked.
 */

#include "gradus/timeline.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#include "runs.h"

#define MIN_CHECKPOINTS	16	/* states that are kept of a run, at least */
#define MAX_CHECKPOINTS	1024
#define WORK		1000000	/* arithmetic between two questions */

/* -------------------------------------------------------------------- runs */

struct run *
run_of(const struct timeline *t, size_t run)
{
	assert(run >= 1 && run <= t->nruns);
	return (struct run *)&t->runs[run - 1];
}

/* As many as fit a run's share of the memory. */
static size_t
max_checkpoints(const struct timeline *t)
{
	size_t	each = (t->nstate + 1) * sizeof(double);
	size_t	n = TIMELINE_MAX_BYTES / 2 / each / (t->nruns + 1);

	return n > MAX_CHECKPOINTS ? MAX_CHECKPOINTS :
	    n < MIN_CHECKPOINTS ? MIN_CHECKPOINTS : n;
}

static double *
checkpoint_at(const struct timeline *t, const struct run *r, size_t i)
{
	return r->checkpoints + i * t->nstate;
}

static void
make_room(const struct timeline *t, struct run *r, size_t n)
{
	r->room = n;
	r->checkpoints = xrealloc(r->checkpoints, (n + 1) * (t->nstate + 1) *
	    sizeof r->checkpoints[0]);
}

/* Every other checkpoint goes, and those that stay are twice as far apart. */
static void
thin_out(struct timeline *t, struct run *r)
{
	size_t	i;

	for (i = 1; 2 * i < r->ncheckpoints; i++)
		memcpy(checkpoint_at(t, r, i), checkpoint_at(t, r, 2 * i),
		    t->nstate * sizeof(double));
	r->ncheckpoints = (r->ncheckpoints + 1) / 2;
	r->spacing *= 2;
	make_room(t, r, r->ncheckpoints);
}

/* Keeps the state before this iteration, if its turn has come. */
static void
keep_checkpoint(struct timeline *t, struct run *r, long iteration)
{
	if (iteration - r->start != (long)r->ncheckpoints * r->spacing)
		return;
	if (r->ncheckpoints >= max_checkpoints(t)) {
		thin_out(t, r);
		if (iteration - r->start != (long)r->ncheckpoints * r->spacing)
			return;
	}
	if (r->ncheckpoints == r->room)
		make_room(t, r, r->room == 0 ? 4 : 2 * r->room);
	snapshot_save_updated(t->model, t->plan,
	    checkpoint_at(t, r, r->ncheckpoints++));
}

/* The values of tracked cells that come next, if this is their iteration. */
static void
track_values(struct timeline *t, struct run *r, long iteration)
{
	const struct cell	*c;
	struct series		*s;
	size_t			 i;

	for (i = 0; i < t->ntracked; i++) {
		c = &t->tracked[i];
		s = &r->series[i];
		if ((long)s->n != iteration - r->start)
			continue;
		s->values = xgrow(s->values, s->n, &s->max, sizeof(double));
		s->values[s->n++] = plan_value(t->plan,
		    c->symbol)[cell_offset(*c)];
	}
}

/* What the plan has computed for an iteration that was not known. */
static void
record(struct timeline *t, struct run *r, long iteration)
{
	r->known = iteration;
	if (r->broken.iteration != 0)
		return;
	r->broken.symbol = plan_nonfinite(t->plan, &r->broken.updated);
	if (r->broken.symbol != NULL)
		r->broken.iteration = iteration;
}

void
run_begin(struct timeline *t, struct run *r)
{
	r->spacing = 1;
	r->series = xcalloc(t->ntracked + 1, sizeof r->series[0]);
	r->base = snapshot_take(t->model, t->plan);
	keep_checkpoint(t, r, r->start);
	plan_compute(t->plan);
	record(t, r, r->start);
	track_values(t, r, r->start);
	t->run = (size_t)(r - t->runs) + 1;
	t->iteration = r->start;
}

void
run_forget(struct timeline *t, struct run *r)
{
	size_t	i;

	for (i = 0; i < t->ntracked; i++)
		free(r->series[i].values);
	free(r->series);
	free(r->checkpoints);
	snapshot_release(&r->base);
	r->series = NULL;
	r->checkpoints = NULL;
	r->ncheckpoints = r->room = 0;
	r->known = r->start;
	r->broken = (struct timeline_break){ 0, NULL, 0 };
}

struct run *
run_add(struct timeline *t, size_t parent, long start)
{
	struct run	*r;
	size_t		 i;

	assert(t->nruns < TIMELINE_MAX_RUNS);
	for (i = 0; i < t->nruns; i++)
		while (t->runs[i].ncheckpoints > max_checkpoints(t) &&
		    t->runs[i].ncheckpoints > 1)
			thin_out(t, &t->runs[i]);
	r = &t->runs[t->nruns++];
	*r = (struct run){ .parent = parent, .start = start, .known = start };
	return r;
}

void
run_drop_edit(struct run *r)
{
	struct timeline_edit	*e = &r->edits[--r->nedits];

	free((char *)e->text);
	free((struct edit *)e->edits);
}

void
run_end(struct timeline *t, struct run *r)
{
	run_forget(t, r);
	while (r->nedits > 0)
		run_drop_edit(r);
	free(r->edits);
}

/* ------------------------------------------------------------- whole lines */

struct timeline *
timeline_new(const struct model *m, struct diag *diag)
{
	struct timeline	*t = xcalloc(1, sizeof *t);

	t->model = m;
	if ((t->plan = plan_new(m, NULL, diag)) == NULL) {
		free(t);
		return NULL;
	}
	t->ngiven = snapshot_given(m);
	t->nstate = snapshot_updated(m);
	t->first = snapshot_take(m, t->plan);
	run_begin(t, run_add(t, 0, 1));
	return t;
}

void
timeline_free(struct timeline *t)
{
	size_t	i;

	if (t == NULL)
		return;
	for (i = 0; i < t->nruns; i++)
		run_end(t, &t->runs[i]);
	snapshot_release(&t->first);
	plan_free(t->plan);
	free(t->tracked);
	free(t);
}

void
timeline_on_work(struct timeline *t, int (*stop)(void *, long), void *context)
{
	t->stop = stop;
	t->context = context;
}

/* One iteration's work is done: 1 if it is to end here. */
static int
is_stopped(struct timeline *t, long at)
{
	t->work += plan_arithmetic(t->plan) + plan_instructions(t->plan);
	if (t->work < WORK)
		return 0;
	t->work = 0;
	return t->stop != NULL && t->stop(t->context, at);
}

const struct plan *
timeline_plan(const struct timeline *t)
{
	return t->plan;
}

size_t
timeline_run(const struct timeline *t)
{
	return t->run;
}

size_t
timeline_runs(const struct timeline *t)
{
	return t->nruns;
}

long
timeline_iteration(const struct timeline *t)
{
	return t->iteration;
}

long
timeline_start(const struct timeline *t, size_t run)
{
	return run_of(t, run)->start;
}

long
timeline_known(const struct timeline *t, size_t run)
{
	return run_of(t, run)->known;
}

size_t
timeline_parent(const struct timeline *t, size_t run)
{
	return run_of(t, run)->parent;
}

const struct timeline_edit *
timeline_edits(const struct timeline *t, size_t run, size_t *n)
{
	*n = run_of(t, run)->nedits;
	return run_of(t, run)->edits;
}

struct timeline_break
timeline_break(const struct timeline *t, size_t run)
{
	return run_of(t, run)->broken;
}

/* The run that holds an iteration: itself, or one that it came from. */
static struct run *
holder(const struct timeline *t, size_t run, long iteration)
{
	struct run	*r = run_of(t, run);

	while (iteration < r->start)
		r = run_of(t, r->parent);
	return r;
}

double
timeline_value(const struct timeline *t, size_t run, size_t tracked,
    long iteration)
{
	const struct run	*r = holder(t, run, iteration);
	const struct series	*s = &r->series[tracked];
	size_t			 at = (size_t)(iteration - r->start);

	assert(iteration <= r->known && tracked < t->ntracked);
	return at < s->n ? s->values[at] : NAN;
}

size_t
timeline_bytes(const struct timeline *t)
{
	const struct run	*r;
	size_t			 i, k, n = sizeof *t;

	for (i = 0; i < t->nruns; i++) {
		r = &t->runs[i];
		n += (t->ngiven + 1) * sizeof(double) +
		    r->room * (t->nstate + 1) * sizeof(double);
		for (k = 0; k < t->ntracked; k++)
			n += r->series[k].max * sizeof(double);
	}
	return n;
}

/*
 * Brings the plan back to the last checkpoint of a run that is no later than
 * the iteration. Returns the iteration before which it is then.
 */
static long
restore(struct timeline *t, const struct run *r, long iteration)
{
	size_t	i = (size_t)((iteration - r->start) / r->spacing);

	if (i >= r->ncheckpoints)
		i = r->ncheckpoints - 1;
	snapshot_restore(&r->base, t->model, t->plan);
	snapshot_load_updated(t->model, t->plan, checkpoint_at(t, r, i));
	return r->start + (long)i * r->spacing;
}

int
timeline_goto(struct timeline *t, size_t run, long iteration)
{
	struct run	*r = holder(t, run, iteration);
	long		 at = t->iteration, checkpoint;
	const struct run *now = at > 0 ? holder(t, t->run, at) : NULL;
	int		 stopped = 0;

	assert(iteration >= 1 && iteration <= TIMELINE_MAX_ITERATION);
	checkpoint = (iteration - r->start) / r->spacing * r->spacing +
	    r->start;
	/* Go on from here, where no checkpoint is nearer. */
	if (now != r || iteration < at || checkpoint > at) {
		at = restore(t, r, iteration);
		plan_compute(t->plan);
		track_values(t, r, at);
	}
	for (; at < iteration && !stopped; at++) {
		plan_advance(t->plan);
		keep_checkpoint(t, r, at + 1);
		plan_compute(t->plan);
		track_values(t, r, at + 1);
		if (at + 1 > r->known)
			record(t, r, at + 1);
		stopped = is_stopped(t, at + 1);
	}
	t->run = run;
	t->iteration = at;
	return at == iteration;
}

void
run_return(struct timeline *t, size_t run, long iteration)
{
	int	(*stop)(void *, long) = t->stop;

	t->stop = NULL;
	timeline_goto(t, run, iteration);
	t->stop = stop;
}

/* ---------------------------------------------------------------- tracking */

static int
same_cell(struct cell a, struct cell b)
{
	return a.symbol == b.symbol && cell_offset(a) == cell_offset(b);
}

size_t
timeline_track(struct timeline *t, struct cell c)
{
	struct run	*r;
	size_t		 i, k, run = t->run;
	long		 iteration = t->iteration, at;
	int		 on = 1;

	for (i = 0; i < t->ntracked && !same_cell(t->tracked[i], c); i++)
		;
	if (i == t->ntracked) {
		t->tracked = xreallocarray(t->tracked, i + 1,
		    sizeof t->tracked[0]);
		t->tracked[t->ntracked++] = c;
		for (k = 0; k < t->nruns; k++) {
			r = &t->runs[k];
			r->series = xreallocarray(r->series, i + 2,
			    sizeof r->series[0]);
			r->series[i] = (struct series){ 0 };
		}
	}
	for (k = 1; k <= t->nruns && on; k++) {
		r = run_of(t, k);
		/* One by one: a jump would leave out what it goes over. */
		while (on && (at = r->start + (long)r->series[i].n) <=
		    r->known) {
			t->iteration = 0;
			timeline_goto(t, k, at);
			on = !is_stopped(t, at);
		}
	}
	run_return(t, run, iteration);
	return i;
}
