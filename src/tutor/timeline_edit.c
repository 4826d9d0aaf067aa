/* SPDX-License-Identifier: MIT */
/*
 * Edits of a timeline: they begin runs or change them, and are taken back.
 */

#include <assert.h>
#include <string.h>

#include "gradus/fatal.h"

#include "runs.h"

static const char *
apply(struct timeline *t, const struct edit *edits, size_t n, size_t *which)
{
	const char	*why = NULL;
	size_t		 i;

	*which = 0;
	for (i = 0; i < n && why == NULL; i++) {
		*which = i;
		why = plan_edit(t->plan, &edits[i]);
	}
	return why;
}

enum timeline_result
timeline_give(struct timeline *t, const struct edit *edits, size_t n,
    size_t *which, const char **why)
{
	struct run	*r = &t->runs[0];

	assert(t->nruns == 1 && r->nedits == 0 && r->known == 1);
	*why = apply(t, edits, n, which);
	if (*why != NULL)
		snapshot_restore(&t->first, t->model, t->plan);
	snapshot_release(&t->first);
	t->first = snapshot_take(t->model, t->plan);
	run_forget(t, r);
	run_begin(t, r);
	return *why == NULL ? TIMELINE_CHANGED : TIMELINE_REFUSED;
}

static void
keep_edit(struct run *r, const struct timeline_edit *e)
{
	struct timeline_edit	*copy;
	struct edit		*edits = xcalloc(e->n + 1, sizeof *edits);
	size_t			 n = strlen(e->text) + 1;

	r->edits = xreallocarray(r->edits, r->nedits + 1, sizeof *r->edits);
	copy = &r->edits[r->nedits++];
	*copy = *e;
	if (e->n > 0)
		memcpy(edits, e->edits, e->n * sizeof *edits);
	copy->edits = edits;
	copy->text = memcpy(xmalloc(n), e->text, n);
}

enum timeline_result
timeline_edit(struct timeline *t, const struct timeline_edit *e,
    size_t *which, const char **why)
{
	struct run	*r = run_of(t, t->run);
	struct snapshot	 before;
	long		 at = t->iteration;
	int		 fresh = !e->anew && at == r->start &&
			    r->known == r->start, same;

	*which = 0;
	*why = "there are too many runs";
	if (t->nruns == TIMELINE_MAX_RUNS && !fresh)
		return TIMELINE_REFUSED;
	before = snapshot_take(t->model, t->plan);
	if (e->reset)
		snapshot_restore(&t->first, t->model, t->plan);
	*why = apply(t, e->edits, e->n, which);
	same = !e->anew && snapshot_equal(&before, t->model, t->plan);
	if (*why != NULL)
		snapshot_restore(&before, t->model, t->plan);
	snapshot_release(&before);
	if (*why != NULL || same) {
		plan_compute(t->plan);
		return *why == NULL ? TIMELINE_SAME : TIMELINE_REFUSED;
	}
	if (fresh)
		run_forget(t, r);
	else
		r = run_add(t, t->run, at);
	keep_edit(r, e);
	run_begin(t, r);
	return fresh ? TIMELINE_CHANGED : TIMELINE_BEGAN;
}

void
timeline_unedit(struct timeline *t, size_t run)
{
	struct run	*r = run_of(t, run);
	size_t		 i, which;

	assert(r->nedits > 0);
	if (r->parent == 0)
		snapshot_restore(&t->first, t->model, t->plan);
	else
		run_return(t, r->parent, r->start);
	if (r->nedits == 1 && r->parent != 0) {
		assert(run == t->nruns);
		run_end(t, r);
		t->nruns--;
		return;
	}
	run_drop_edit(r);
	for (i = 0; i < r->nedits; i++) {
		if (r->edits[i].reset)
			snapshot_restore(&t->first, t->model, t->plan);
		apply(t, r->edits[i].edits, r->edits[i].n, &which);
	}
	run_forget(t, r);
	run_begin(t, r);
}

void
timeline_cut(struct timeline *t, size_t run, long known)
{
	struct run	*r = run_of(t, run);
	size_t		 i, n = (size_t)(known - r->start) + 1;

	assert(known >= r->start);
	timeline_goto(t, run, known);
	if (timeline_iteration(t) < known || r->known == known)
		return;
	r->known = known;
	for (i = 0; i < t->ntracked; i++)
		if (r->series[i].n > n)
			r->series[i].n = n;
	while (r->ncheckpoints > 1 && (long)(r->ncheckpoints - 1) * r->spacing >
	    known - r->start)
		r->ncheckpoints--;
	if (r->broken.iteration > known)
		r->broken = (struct timeline_break){ 0, NULL, 0 };
}
