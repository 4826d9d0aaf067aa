/* SPDX-License-Identifier: MIT */
/*
 * What a command line calls LESSON: found, and read without a mistake.
 */

#include "app.h"

void
app_catalogue(struct app *app, struct catalogue *c)
{
	catalogue_read(app->arena, app->program, c);
}

const char *
app_find(struct app *app, const char *what)
{
	struct catalogue	 c;
	const char		*path, *near;

	app_catalogue(app, &c);
	if ((path = catalogue_find(&c, what)) != NULL)
		return path;
	app_error(app, "there is no lesson %s", what);
	if ((near = catalogue_nearest(&c, what)) != NULL)
		diag_hint(&app->diag, "did you mean %s?", near);
	else if (c.n > 0)
		diag_hint(&app->diag, "gradus list shows the lessons");
	else
		diag_hint(&app->diag, "GRADUS_LESSONS can name the folder "
		    "where the lessons are");
	return NULL;
}

enum status
app_load(struct app *app, const struct settings *s, struct lesson **l)
{
	const char	*path;

	if (s->operand != NULL && s->model != NULL) {
		app_error(app, "either a lesson or --model, not both");
		return STATUS_USAGE;
	}
	if (s->operand == NULL && s->model == NULL) {
		app_error(app, "which lesson? gradus %s LESSON",
		    s->command->name);
		diag_hint(&app->diag, "gradus list shows the lessons");
		return STATUS_USAGE;
	}
	if (s->model != NULL)
		*l = lesson_read_model(app->arena, &app->diag, s->model);
	else {
		if ((path = app_find(app, s->operand)) == NULL)
			return STATUS_INPUT;
		*l = lesson_read(app->arena, &app->diag, path);
	}
	return app->diag.errors > 0 ? STATUS_INPUT : STATUS_OK;
}
