/* SPDX-License-Identifier: MIT */
/*
 * The tutor on the terminal: the list of lessons, or one of them.
 */

#include <unistd.h>

#include "gradus/ui.h"

#include "app.h"

/* The variant's edits and each --set's, in their order. */
static enum status
read_edits(struct app *app, const struct settings *s, const struct model *m,
    struct edit **edits, size_t *n)
{
	const struct variant	*v = s->variant == NULL ? NULL :
				    model_variant(m, s->variant);
	const struct edit	*more;
	struct plan		*plan = NULL;
	enum status		 status;
	size_t			 i, k, count;

	/* What is wrong with them is found out on a plan. */
	status = app_plan(app, s, m, NULL, &plan);
	plan_free(plan);
	*edits = NULL;
	*n = 0;
	if (status != STATUS_OK)
		return status;
	for (i = 0; v != NULL && i < v->nedits; i++) {
		*edits = ARENA_PUSH(app->arena, *edits, *n);
		(*edits)[(*n)++] = v->edits[i];
	}
	for (i = 0; i < s->sets.n; i++) {
		count = model_edits(m, app->arena, &app->diag, &s->sets.v[i],
		    &more);
		for (k = 0; k < count; k++) {
			*edits = ARENA_PUSH(app->arena, *edits, *n);
			(*edits)[(*n)++] = more[k];
		}
	}
	return STATUS_OK;
}

/* A tutor of the lesson at a path; NULL if there is a mistake in it. */
static struct tutor *
open_lesson(struct app *app, const struct settings *s, const char *path,
    enum status *status)
{
	struct lesson	*l;
	struct edit	*edits;
	struct tutor	*t;
	size_t		 n;

	*status = STATUS_INPUT;
	l = lesson_read(app->arena, &app->diag, path);
	if (l == NULL || app->diag.errors > 0)
		return NULL;
	*status = read_edits(app, s, l->model, &edits, &n);
	if (*status != STATUS_OK)
		return NULL;
	if ((t = tutor_new(l, edits, n, &app->diag)) == NULL)
		*status = STATUS_INPUT;
	return t;
}

static enum status
take_terminal(struct app *app, const struct settings *s)
{
	struct ui_options	 o;
	const char		*why;

	o.ascii = s->ascii || !app->utf8;
	o.colour = app_colours(s) != NULL;
	if ((why = ui_open(&o)) == NULL)
		return STATUS_OK;
	app_error(app, "%s, and the tutor needs one: gradus list shows the "
	    "lessons, gradus run LESSON prints one", why);
	return STATUS_USAGE;
}

/* One lesson after the other, until the list is left. */
static enum status
run_list(struct app *app, const struct settings *s)
{
	struct catalogue	 c;
	struct tutor		*t;
	const char		*message = NULL;
	enum ui_end		 end;
	enum status		 status;
	size_t			 chosen = 0;

	if ((status = take_terminal(app, s)) != STATUS_OK)
		return status;
	app_catalogue(app, &c);
	if (c.n == 0)
		message = "there are no lessons: GRADUS_LESSONS can name the "
		    "folder where they are";
	while (ui_list(&c, message, &chosen) == UI_OPEN) {
		message = NULL;
		t = open_lesson(app, s, c.lessons[chosen]->path, &status);
		if (t == NULL) {
			message = arena_printf(app->arena, "%s: %s: gradus "
			    "check says more", c.lessons[chosen]->name,
			    app->diag.notes[0].message);
			diag_init(&app->diag, app->arena);
			continue;
		}
		end = ui_session(t);
		tutor_free(t);
		if (end == UI_HANGUP)
			break;
	}
	ui_close();
	return STATUS_OK;
}

static enum status
run_lesson(struct app *app, const struct settings *s, const char *path)
{
	struct tutor	*t;
	enum status	 status;

	if ((t = open_lesson(app, s, path, &status)) == NULL)
		return status;
	status = take_terminal(app, s);
	if (status == STATUS_OK) {
		ui_session(t);
		ui_close();
	}
	tutor_free(t);
	return status;
}

enum status
start_command(struct app *app, const struct settings *s)
{
	struct catalogue	 c;
	const char		*near, *path;

	if (s->operand == NULL)
		return run_list(app, s);
	app_catalogue(app, &c);
	near = app_nearest(app, s->operand);
	if (catalogue_find(&c, s->operand) != NULL || near == NULL) {
		path = app_find(app, s->operand);
		return path == NULL ? STATUS_INPUT :
		    run_lesson(app, s, path);
	}
	app_error(app, "there is no command and no lesson %s", s->operand);
	diag_hint(&app->diag, "did you mean %s?", near);
	return STATUS_USAGE;
}
