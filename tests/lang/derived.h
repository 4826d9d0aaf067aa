/* SPDX-License-Identifier: MIT */
/*
 * Each step of a derivation that has an expression says what that is equal
 * to: the two have the same values.
 */
#ifndef TESTS_DERIVED_H
#define TESTS_DERIVED_H

#include <math.h>
#include <string.h>

#include "gradus/derive.h"

static inline const struct expr *
derived_read(const struct model *m, struct arena *arena, struct diag *diag,
    const char *text)
{
	struct source	*source = arena_alloc(arena, sizeof *source);

	*source = (struct source){ "derived", text, strlen(text), 1 };
	return model_expression(m, arena, diag, source);
}

/* Of a value that may be NaN or infinite. */
static inline int
derived_near(double a, double b)
{
	return (isnan(a) && isnan(b)) || a == b || (isfinite(a) &&
	    isfinite(b) && fabs(a - b) <= 1e-9 * fmax(1, fabs(b)));
}

/* Computes pairs of expressions; says which are not equal. */
static inline void
derived_compare(const struct model *m, const struct edit *edits,
    size_t nedits, struct diag *diag, const struct expr *const *e, size_t n,
    struct str *wrong)
{
	struct plan_options	 options = { .outputs = e, .noutputs = n };
	struct plan		*plan = plan_new(m, &options, diag);
	size_t			 i, j;

	if (plan == NULL)
		return;
	for (i = 0; i < nedits; i++)
		plan_edit(plan, &edits[i]);
	plan_compute(plan);
	for (i = 0; i < n; i += 2) {
		for (j = 0; j < shape_cells(e[i]->shape); j++) {
			if (derived_near(plan_output(plan, i)[j],
			    plan_output(plan, i + 1)[j]))
				continue;
			str_addf(wrong, "# derived: pair %zu differs\n",
			    i / 2);
			break;
		}
	}
	plan_free(plan);
}

/* Appends lines of TAP about all that is wrong. */
static inline void
derived_check(const struct model *m, const struct edit *edits, size_t nedits,
    struct arena *arena, struct diag *diag, const struct derivation *d,
    struct str *wrong)
{
	const struct expr	**e;
	size_t			  i, n = 0;

	e = arena_calloc(arena, 2 * d->nsteps, sizeof e[0]);
	for (i = 0; i < d->nsteps; i++) {
		if (d->steps[i].expression == NULL)
			continue;
		e[n] = derived_read(m, arena, diag, d->steps[i].expression);
		e[n + 1] = derived_read(m, arena, diag, d->steps[i].equals);
		if (e[n] == NULL || e[n + 1] == NULL ||
		    !shape_equal(e[n]->shape, e[n + 1]->shape)) {
			str_addf(wrong, "# derived: %s is not %s\n",
			    d->steps[i].equals, d->steps[i].expression);
			return;
		}
		n += 2;
	}
	if (n == 0)
		str_addf(wrong, "# derived: %s proves nothing\n",
		    d->task->name);
	derived_compare(m, edits, nedits, diag, e, n, wrong);
}

#endif
