/* SPDX-License-Identifier: MIT */

#include "gradus/timeline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#define MIN_MARKS	16	/* states that are kept of a run, at least */
#define MAX_MARKS	1024

/* Given cells, and choices, that a run has from its start. */
struct base {
	double	*cells;
	size_t	*choices;
};

struct run {
	size_t			 parent;	/* from 1; 0: none */
	long			 start, known;
	struct base		 base;
	/* The state before iteration start + i * spacing. */
	double			*marks;
	size_t			 nmarks, maxmarks;
	long			 spacing;
	/* Of each tracked name, iteration by iteration. */
	double			*values;
	size_t			 maxvalues;	/* iterations */
	struct timeline_break	 broken;
};

struct timeline {
	const struct model	*model;
	struct plan		*plan;
	const struct symbol	**tracked;
	size_t			 ntracked;
	size_t			 ngiven;	/* cells that are given */
	size_t			 nstate;	/* those that are updated */
	struct run		 runs[TIMELINE_MAX_RUNS];
	size_t			 nruns, run;	/* present, from 1 */
	long			 iteration;
};

/* ------------------------------------------------------------------- states */

static int
is_given(const struct symbol *s)
{
	return s->kind != SYMBOL_EQUATION && s->kind != SYMBOL_CHOICE;
}

/* Copies the cells of all that is given, or that updates change. */
static void
copy_cells(struct timeline *t, double *to, const double *from, int state)
{
	const struct symbol	*s;
	size_t			 i, n;

	for (i = 0; i < t->model->nsymbols; i++) {
		s = t->model->symbols[i];
		if (!is_given(s) || (state && s->update == NULL))
			continue;
		n = shape_cells(s->shape);
		if (to != NULL) {
			memcpy(to, plan_cells(t->plan, s), n * sizeof *to);
			to += n;
		} else {
			memcpy(plan_cells(t->plan, s), from,
			    n * sizeof *from);
			from += n;
		}
	}
}

static void
save_base(struct timeline *t, struct base *b)
{
	size_t	i;

	copy_cells(t, b->cells, NULL, 0);
	for (i = 0; i < t->model->nsymbols; i++)
		if (t->model->symbols[i]->kind == SYMBOL_CHOICE)
			b->choices[i] = plan_choice(t->plan,
			    t->model->symbols[i]);
}

static void
restore_base(struct timeline *t, const struct base *b)
{
	size_t	i;

	copy_cells(t, NULL, b->cells, 0);
	for (i = 0; i < t->model->nsymbols; i++)
		if (t->model->symbols[i]->kind == SYMBOL_CHOICE)
			plan_choose(t->plan, t->model->symbols[i],
			    b->choices[i]);
}

static void
count_cells(struct timeline *t)
{
	const struct symbol	*s;
	size_t			 i;

	for (i = 0; i < t->model->nsymbols; i++) {
		s = t->model->symbols[i];
		if (!is_given(s))
			continue;
		t->ngiven += shape_cells(s->shape);
		if (s->update != NULL)
			t->nstate += shape_cells(s->shape);
	}
}

/* --------------------------------------------------------------------- runs */

static struct run *
run_of(const struct timeline *t, size_t run)
{
	assert(run >= 1 && run <= t->nruns);
	return (struct run *)&t->runs[run - 1];
}

/* As many as fit a run's share of the memory. */
static size_t
max_marks(const struct timeline *t)
{
	size_t	each = (t->nstate + 1) * sizeof(double);
	size_t	n = TIMELINE_MAX_BYTES / 2 / each / (t->nruns + 1);

	return n > MAX_MARKS ? MAX_MARKS : n < MIN_MARKS ? MIN_MARKS : n;
}

/* Every other state goes, and those that stay are twice as far apart. */
static void
thin_out(struct timeline *t, struct run *r)
{
	size_t	i;

	for (i = 1; 2 * i < r->nmarks; i++)
		memcpy(r->marks + i * t->nstate, r->marks +
		    2 * i * t->nstate, t->nstate * sizeof r->marks[0]);
	r->nmarks = (r->nmarks + 1) / 2;
	r->spacing *= 2;
	r->maxmarks = r->nmarks;
	r->marks = xrealloc(r->marks, (r->maxmarks + 1) * (t->nstate + 1) *
	    sizeof r->marks[0]);
}

/* The state before an iteration that comes next, if it is one to keep. */
static void
keep_mark(struct timeline *t, struct run *r, long iteration)
{
	if (iteration - r->start != (long)r->nmarks * r->spacing)
		return;
	if (r->nmarks >= max_marks(t)) {
		thin_out(t, r);
		if (iteration - r->start != (long)r->nmarks * r->spacing)
			return;
	}
	if (r->nmarks == r->maxmarks) {
		r->maxmarks = r->maxmarks == 0 ? 4 : 2 * r->maxmarks;
		r->marks = xrealloc(r->marks, r->maxmarks * (t->nstate + 1) *
		    sizeof r->marks[0]);
	}
	copy_cells(t, r->marks + r->nmarks * t->nstate, NULL, 1);
	r->nmarks++;
}

/* What the plan has computed for an iteration that was not known. */
static void
record(struct timeline *t, struct run *r, long iteration)
{
	size_t	at = (size_t)(iteration - r->start), i;

	if (at >= r->maxvalues) {
		r->maxvalues = r->maxvalues == 0 ? 64 : 2 * r->maxvalues;
		r->values = xrealloc(r->values, r->maxvalues *
		    (t->ntracked + 1) * sizeof r->values[0]);
	}
	for (i = 0; i < t->ntracked; i++)
		r->values[at * t->ntracked + i] =
		    plan_value(t->plan, t->tracked[i])[0];
	r->known = iteration;
	if (r->broken.iteration != 0)
		return;
	r->broken.symbol = plan_nonfinite(t->plan, &r->broken.updated);
	if (r->broken.symbol != NULL)
		r->broken.iteration = iteration;
}

/* A run, in this place, that begins with what the plan has now. */
static void
begin_run(struct timeline *t, struct run *r, size_t parent, long start)
{
	size_t	i;

	/* All have a smaller share then. */
	for (i = 0; i < t->nruns; i++)
		while (&t->runs[i] != r && t->runs[i].nmarks > max_marks(t) &&
		    t->runs[i].nmarks > 1)
			thin_out(t, &t->runs[i]);
	*r = (struct run){ .parent = parent, .start = start, .spacing = 1 };
	r->base.cells = xcalloc(t->ngiven + 1, sizeof r->base.cells[0]);
	r->base.choices = xcalloc(t->model->nsymbols + 1,
	    sizeof r->base.choices[0]);
	save_base(t, &r->base);
	keep_mark(t, r, start);
	plan_compute(t->plan);
	record(t, r, start);
	t->run = (size_t)(r - t->runs) + 1;
	t->iteration = start;
}

static void
end_run(struct run *r)
{
	free(r->base.cells);
	free(r->base.choices);
	free(r->marks);
	free(r->values);
}

/* -------------------------------------------------------------- whole lines */

struct timeline *
timeline_new(const struct model *m, struct diag *diag,
    const struct symbol *const *tracked, size_t ntracked)
{
	struct timeline	*t = xcalloc(1, sizeof *t);

	t->model = m;
	if ((t->plan = plan_new(m, NULL, diag)) == NULL) {
		free(t);
		return NULL;
	}
	t->tracked = xcalloc(ntracked + 1, sizeof t->tracked[0]);
	if (ntracked > 0)
		memcpy(t->tracked, tracked, ntracked * sizeof tracked[0]);
	t->ntracked = ntracked;
	count_cells(t);
	begin_run(t, &t->runs[t->nruns++], 0, 1);
	return t;
}

void
timeline_free(struct timeline *t)
{
	size_t	i;

	if (t == NULL)
		return;
	for (i = 0; i < t->nruns; i++)
		end_run(&t->runs[i]);
	plan_free(t->plan);
	free(t->tracked);
	free(t);
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
	size_t			 at = (size_t)(iteration - r->start);

	assert(iteration <= r->known && tracked < t->ntracked);
	return r->values[at * t->ntracked + tracked];
}

size_t
timeline_bytes(const struct timeline *t)
{
	const struct run	*r;
	size_t			 i, n = sizeof *t;

	for (i = 0; i < t->nruns; i++) {
		r = &t->runs[i];
		n += (t->ngiven + 1) * sizeof(double) +
		    r->maxmarks * (t->nstate + 1) * sizeof(double) +
		    r->maxvalues * (t->ntracked + 1) * sizeof(double);
	}
	return n;
}

/* The iteration from which it is nearest; puts the plan there. */
static long
restore(struct timeline *t, const struct run *r, long iteration)
{
	size_t	i = (size_t)((iteration - r->start) / r->spacing);

	if (i >= r->nmarks)
		i = r->nmarks - 1;
	restore_base(t, &r->base);
	copy_cells(t, NULL, r->marks + i * t->nstate, 1);
	return r->start + (long)i * r->spacing;
}

void
timeline_goto(struct timeline *t, size_t run, long iteration)
{
	struct run	*r = holder(t, run, iteration);
	const struct run *now = NULL;
	long		 at = t->iteration, mark;

	assert(iteration >= 1 && iteration <= TIMELINE_MAX_ITERATION);
	if (at > 0)
		now = holder(t, t->run, at);
	mark = (iteration - r->start) / r->spacing * r->spacing + r->start;
	/* On from here, where that is nearer than a state that is kept. */
	if (now != r || iteration < at || mark > at) {
		at = restore(t, r, iteration);
		plan_compute(t->plan);
	}
	for (; at < iteration; at++) {
		plan_advance(t->plan);
		keep_mark(t, r, at + 1);
		plan_compute(t->plan);
		if (at + 1 > r->known)
			record(t, r, at + 1);
	}
	t->run = run;
	t->iteration = iteration;
}

const char *
timeline_edit(struct timeline *t, const struct edit *edits, size_t n,
    size_t *which)
{
	struct run	*r = run_of(t, t->run);
	const char	*why = NULL;
	size_t		 i, parent = t->run;
	long		 at = t->iteration;
	int		 fresh = at == r->start && r->known == r->start;

	*which = 0;
	if (t->nruns == TIMELINE_MAX_RUNS && !fresh)
		return "there are too many runs";
	for (i = 0; i < n && why == NULL; i++) {
		*which = i;
		why = plan_edit(t->plan, &edits[i]);
	}
	if (why != NULL) {
		/* As it was before: the plan is nowhere. */
		t->iteration = 0;
		timeline_goto(t, t->run, at);
		return why;
	}
	if (fresh) {
		parent = r->parent;
		end_run(r);
		begin_run(t, r, parent, at);
	} else
		begin_run(t, &t->runs[t->nruns++], parent, at);
	return NULL;
}
