/* SPDX-License-Identifier: MIT */
/*
 * A plan as the command line wants it: the variant, then each --set.
 */

#include <string.h>

#include "app.h"

#define MAX_LISTED	10	/* variants in a hint */

static const struct variant *
find_variant(struct app *app, const struct model *m, const char *name)
{
	const struct variant	*v = model_variant(m, name);
	const char		*all = "";
	size_t			 i;

	if (v != NULL)
		return v;
	app_error(app, "there is no variant \"%s\"", name);
	for (i = 0; i < m->nvariants && i < MAX_LISTED; i++)
		all = arena_printf(app->arena, "%s%s\"%s\"", all,
		    i > 0 ? ", " : "", m->variants[i].name);
	if (m->nvariants > 0)
		diag_hint(&app->diag, "there is %s%s", all,
		    i < m->nvariants ? ", …" : "");
	else
		diag_hint(&app->diag, "this model has no variants");
	return NULL;
}

enum status
app_plan(struct app *app, const struct settings *s, const struct model *m,
    const struct plan_options *options, struct plan **plan)
{
	const struct texts	*sets = &s->sets;
	const struct variant	*variant = NULL;
	const struct edit	**edits;
	size_t			*nedits, i;

	edits = arena_calloc(app->arena, sets->n + 1, sizeof *edits);
	nedits = arena_calloc(app->arena, sets->n + 1, sizeof *nedits);
	for (i = 0; i < sets->n; i++)
		nedits[i] = model_edits(m, app->arena, &app->diag,
		    &sets->v[i], &edits[i]);
	if (s->variant != NULL)
		variant = find_variant(app, m, s->variant);
	if (app->diag.errors > 0)
		return STATUS_USAGE;
	if ((*plan = plan_new(m, options, &app->diag)) == NULL)
		return STATUS_INPUT;
	if (variant != NULL)
		plan_edits(*plan, m->source, variant->edits,
		    variant->nedits, &app->diag);
	if (app->diag.errors > 0)
		return STATUS_INPUT;
	for (i = 0; i < sets->n; i++)
		plan_edits(*plan, &sets->v[i], edits[i], nedits[i],
		    &app->diag);
	return app->diag.errors > 0 ? STATUS_USAGE : STATUS_OK;
}

enum status
app_computed(struct app *app, const struct settings *s, const struct model *m,
    struct plan **plan)
{
	enum status	status = app_plan(app, s, m, NULL, plan);
	int		i;

	if (status != STATUS_OK)
		return status;
	plan_compute(*plan);
	for (i = 1; i < s->iterations; i++) {
		plan_advance(*plan);
		plan_compute(*plan);
	}
	return STATUS_OK;
}
