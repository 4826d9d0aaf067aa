/* SPDX-License-Identifier: MIT */
/*
 * What is said of a claim that is false.
 */

#include "claim.h"

#include "gradus/num.h"

#define DIGITS	6

static const char *
number(struct app *app, double d)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	num_short(&s, d, DIGITS);
	text = arena_strdup(app->arena, s.data);
	str_release(&s);
	return text;
}

static void
note_false(struct app *app, const struct model *m, const struct claim *c,
    const struct claim_result *r, claim_note *note)
{
	if (r->points == 0) {
		note(&app->diag, m->source, c->span, "this claim cannot be "
		    "tried: a side is NaN or infinite at every sample");
		return;
	}
	note(&app->diag, m->source, c->span, "this claim is false: in cell "
	    "(%u,%u) the left side is %s and the right one %s", r->row,
	    r->col, number(app, r->left), number(app, r->right));
	if (r->given)
		diag_hint(&app->diag, "with the numbers that are given it "
		    "holds, by accident; of %zu samples in %zu", r->points,
		    r->equal);
	else
		diag_hint(&app->diag, "it holds in %zu of %zu samples",
		    r->equal, r->points);
}

size_t
claim_report(struct app *app, const struct model *m, claim_note *note)
{
	struct claim_result	*results;
	size_t			 i, wrong = 0;

	results = arena_calloc(app->arena, m->nclaims + 1, sizeof *results);
	if (m->nclaims == 0 || claim_check(m, &app->diag, results) == -1)
		return 0;
	for (i = 0; i < m->nclaims; i++) {
		if (results[i].holds)
			continue;
		wrong++;
		note_false(app, m, &m->claims[i], &results[i], note);
	}
	return wrong;
}
