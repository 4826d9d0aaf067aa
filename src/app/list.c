/* SPDX-License-Identifier: MIT */
/*
 * gradus list: the lessons that there are.
 */

#include <string.h>

#include "gradus/text.h"

#include "app.h"

/* Foreign text, and blanks up to the width. */
static void
add_padded(struct app *app, const char *s, int width)
{
	struct str	cell;
	int		w;

	str_init(&cell);
	app_show(app, &cell, s);
	str_addn(&app->out, cell.data, cell.len);
	w = text_width(cell.data, cell.len);
	str_fill(&app->out, ' ', w < width ? (size_t)(width - w) : 0);
	str_release(&cell);
}

/* Number, name and title of each lesson, in columns. */
enum status
list_command(struct app *app, const struct settings *s)
{
	struct catalogue	 c;
	const char		*name, *rest, *title;
	size_t			 i, n, digits = 0;
	int			 w, width = 0;

	(void)s;
	app_catalogue(app, &c);
	for (i = 0; i < c.n; i++) {
		n = catalogue_number(c.lessons[i]->name, &rest);
		digits = n > digits ? n : digits;
		w = text_width(rest, strlen(rest));
		width = w > width ? w : width;
	}
	for (i = 0; i < c.n; i++) {
		name = c.lessons[i]->name;
		n = catalogue_number(name, &rest);
		str_fill(&app->out, ' ', digits - n);
		str_addn(&app->out, name, n);
		str_add(&app->out, digits > 0 ? "  " : "");
		title = c.lessons[i]->title;
		add_padded(app, rest, *title == '\0' ? 0 : width + 2);
		app_show(app, &app->out, title);
		str_addc(&app->out, '\n');
	}
	if (c.n > 0)
		return STATUS_OK;
	app_error(app, "there are no lessons");
	diag_hint(&app->diag, "GRADUS_LESSONS can name the folder where they "
	    "are");
	return STATUS_INPUT;
}
