/* SPDX-License-Identifier: MIT */
/*
 * What the commands of the shell share: mistakes, output, and which commands
 * there are.
 */

#include "app.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "gradus/file.h"
#include "gradus/text.h"

#define DRAIN	((size_t)1 << 16)	/* bytes that are much */

const struct subcommand *
app_subcommand(const struct app *app, const char *name)
{
	const struct subcommand	*c = app->subcommands;

	while (strcmp(c->name, name) != 0)
		if (*c++->name == '\0')
			return NULL;
	return c;
}

const char *
app_nearest(const struct app *app, const char *word)
{
	const struct subcommand	*c;
	struct nearest		 near;

	nearest_init(&near, word, strlen(word));
	for (c = app->subcommands; *c->name != '\0'; c++)
		nearest_try(&near, c->name);
	return near.best;
}

void
app_no_command(struct app *app, const char *word)
{
	const char	*near = app_nearest(app, word);

	app_error(app, "there is no command %s", word);
	if (near != NULL)
		diag_hint(&app->diag, "did you mean %s?", near);
	else
		diag_hint(&app->diag, "gradus help lists them");
}

void
app_error(struct app *app, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	diag_verror(&app->diag, NULL, (struct span){ 0, 0 }, format, ap);
	va_end(ap);
}

void
app_show(const struct app *app, struct str *out, const char *text)
{
	text_show(out, text, strlen(text), app->utf8);
}

void
app_flush(struct app *app)
{
	if (app->error == 0)
		app->error = file_write(STDOUT_FILENO, app->out.data,
		    app->out.len);
	str_clear(&app->out);
}

void
app_drain(struct app *app)
{
	if (app->out.len >= DRAIN)
		app_flush(app);
}
