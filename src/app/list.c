/* SPDX-License-Identifier: MIT */

#include <string.h>

#include "gradus/text.h"

#include "app.h"

#define LINE	80	/* cells */

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
static enum status
add_lessons(struct app *app)
{
	struct catalogue	 c;
	const char		*name, *rest, *title;
	size_t			 i, n, digits = 0;
	int			 w, width = 0;

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

enum status
list_command(struct app *app, const struct settings *s)
{
	(void)s;
	return add_lessons(app);
}

/* Broken where the next word would go beyond the line. */
static void
add_paragraph(struct app *app, const char *text)
{
	struct str	s;
	const char	*word;
	size_t		n;
	int		width, column = 0;

	str_init(&s);
	app_show(app, &s, text);
	for (word = s.data; *word != '\0'; word += n + (word[n] == ' ')) {
		n = strcspn(word, " ");
		width = text_width(word, n);
		if (column > 0 && column + 1 + width > LINE) {
			str_addc(&app->out, '\n');
			column = 0;
		} else if (column > 0) {
			str_addc(&app->out, ' ');
			column++;
		}
		str_addn(&app->out, word, n);
		column += width;
	}
	str_addc(&app->out, '\n');
	str_release(&s);
}

/* Command lines with the lesson in them, and what each does. */
static void
add_ways(struct app *app, const char *what)
{
	static const struct {
		const char	*verb, *name, *help;
	} ways[] = {
		{ "run", "", "computes it and prints every matrix" },
		{ "derive", " NAME", "derives a gradient, step by step" },
		{ "check", "", "compares its gradients with finite "
		    "differences" },
	};
	size_t	i, pad;

	for (i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		str_addf(&app->out, "  gradus %s ", ways[i].verb);
		app_show(app, &app->out, what);
		str_add(&app->out, ways[i].name);
		pad = strlen("derive NAME") - strlen(ways[i].verb) -
		    strlen(ways[i].name);
		str_fill(&app->out, ' ', pad + 2);
		str_addf(&app->out, "%s\n", ways[i].help);
	}
}

/* What one lesson is about, and what can be done with it. */
static enum status
add_lesson(struct app *app, const char *what)
{
	const char	*path = app_find(app, what);
	struct lesson	*l;

	if (path == NULL)
		return STATUS_INPUT;
	l = lesson_read_title(app->arena, &app->diag, path);
	if (l == NULL)
		return STATUS_INPUT;
	add_paragraph(app, *l->title != '\0' ? l->title : l->name);
	if (*l->sentence != '\0')
		add_paragraph(app, l->sentence);
	str_add(&app->out, "\nThere is no tutor for the screen yet, but\n");
	add_ways(app, what);
	return STATUS_OK;
}

enum status
start_command(struct app *app, const struct settings *s)
{
	struct catalogue	 c;
	const char		*near;
	enum status		 status;

	if (s->operand == NULL) {
		status = add_lessons(app);
		if (status == STATUS_OK)
			str_add(&app->out, "\nTo compute one and print every "
			    "matrix:  gradus run 1\nTo see what else there "
			    "is:              gradus help\n");
		return status;
	}
	app_catalogue(app, &c);
	near = subcommand_nearest(s->operand);
	if (catalogue_find(&c, s->operand) != NULL || near == NULL)
		return add_lesson(app, s->operand);
	app_error(app, "there is no command and no lesson %s", s->operand);
	diag_hint(&app->diag, "did you mean %s?", near);
	return STATUS_USAGE;
}
