/* SPDX-License-Identifier: MIT */
/*
 * gradus help: commands and their options, the language, the keys.
 */

#include <string.h>

#include "gradus/op.h"
#include "gradus/ui.h"

#include "app.h"

#ifndef GRADUS_VERSION
#define GRADUS_VERSION	"unknown"
#endif

/* Ends a row that began at start: what it says stands in a column. */
static void
end_row(struct str *out, size_t start, size_t width, const char *help)
{
	if (out->len - start < width)
		str_fill(out, ' ', width - (out->len - start));
	str_addf(out, "  %s\n", help);
}

static void
add_options(struct str *out, const struct subcommand *c)
{
	const struct option	*o;
	struct str		 words;
	size_t			 i, start;

	str_init(&words);
	for (i = 0; option_of(c, i, &o); i++) {
		start = out->len;
		str_addf(out, "  --%s", o->name);
		if (o->value != NULL)
			str_addf(out, " %s", o->value);
		str_clear(&words);
		if (o->help == NULL)
			option_words(&words, o);
		end_row(out, start, 18, o->help != NULL ? o->help :
		    words.data);
	}
	str_release(&words);
}

static void
add_commands(const struct app *app, struct str *out)
{
	const struct subcommand	*c;
	size_t			 start;

	str_add(out, "usage: gradus [LESSON] [OPTION]...\n"
	    "       gradus COMMAND [OPTION]...\n\n"
	    "Without a command it is the tutor: a lesson on the screen, or "
	    "the list of them.\n\n");
	add_options(out, app_subcommand(app, ""));
	str_add(out, "\nWithout a screen:\n\n");
	for (c = app->subcommands; *c->name != '\0'; c++) {
		start = out->len;
		str_addf(out, "  %s", c->name);
		if (c->operand != NULL)
			str_addf(out, " %s", c->operand);
		if (c->second != NULL)
			str_addf(out, " %s", c->second);
		end_row(out, start, 21, c->help);
	}
	str_add(out, "\nA lesson is a file, or the number or name of one that "
	    "gradus list shows.\ngradus help COMMAND lists the options of a "
	    "command,\ngradus help keys what keys do in the tutor,\n"
	    "gradus help language what a model can say,\n"
	    "gradus help lesson how to write a lesson.\n");
}

static void
add_pair(struct str *out, const char *usage, const char *help)
{
	size_t	start = out->len;

	str_addf(out, "  %s", usage);
	end_row(out, start, 30, help);
}

/* What the tables of statements and operators do not have. */
static const char	*const forms[][2] = {
	{ "x(end), x(end-1)", "the last cell, the one before" },
	{ "x(3:-1:1), x([1 3])", "a range with a step, a list of cells" },
	{ "x(:)", "all cells, as a column" },
	{ "a ^ b, A / b", "the power of a number, the quotient by one" },
	{ "pi, Inf, NaN", "numbers that have names" },
	{ "# ..., % ...", "a comment, to the end of the line" },
	{ "...", "at its end: the line goes on in the next" },
};

/* The manual page of lessons, made by manual.awk. */
static const char	*const lesson_manual[] = {
#include "lesson_manual.inc"
};

static void
add_lesson(struct str *out)
{
	size_t	i;

	for (i = 0; i < sizeof lesson_manual / sizeof lesson_manual[0]; i++)
		str_add(out, lesson_manual[i]);
}

/* Statements, operators and functions, from the tables that define them. */
static void
add_language(struct str *out)
{
	const struct op_def	*def;
	const char		*usage, *help;
	size_t			 i;
	enum op			 op;

	str_add(out, "A model is read line by line.\n\n");
	add_pair(out, "z = relu(W' * x)", "an equation: each name has one");
	for (i = 0; model_statement(i, &usage, &help); i++)
		add_pair(out, usage, help);
	str_add(out, "\nAfter a name may stand its LaTeX: param W \"W_1\" = "
	    "[1 2]\n\n");
	for (op = 0; op < OP_COUNT; op++) {
		def = op_def(op);
		if (*def->usage != '\0')
			add_pair(out, def->usage, def->help);
	}
	str_addc(out, '\n');
	for (i = 0; i < sizeof forms / sizeof forms[0]; i++)
		add_pair(out, forms[i][0], forms[i][1]);
}

/* What keys do in the tutor, from the table that it reads them by. */
static void
add_keys(struct str *out)
{
	const char	*shown, *help;
	size_t		 i, start;

	for (i = 0; ui_key_help(i, &shown, &help); i++) {
		start = out->len;
		str_addf(out, "  %s", shown);
		end_row(out, start, 20, help);
	}
}

static void
add_command(struct str *out, const struct subcommand *c)
{
	str_addf(out, "usage: gradus %s%s%s%s%s [OPTION]...\n\n%s\n\n",
	    c->name, c->operand != NULL ? " " : "",
	    c->operand != NULL ? c->operand : "", c->second != NULL ? " " :
	    "", c->second != NULL ? c->second : "", c->help);
	add_options(out, c);
}

/* What is no command and has its help. Returns 0 if there is no such thing. */
static int
add_topic(struct str *out, const char *what)
{
	static const struct {
		const char	*name;
		void		(*add)(struct str *);
	} topics[] = {
		{ "lesson", add_lesson }, { "language", add_language },
		{ "keys", add_keys },
	};
	size_t	i;

	for (i = 0; i < sizeof topics / sizeof topics[0]; i++)
		if (what != NULL && strcmp(what, topics[i].name) == 0) {
			topics[i].add(out);
			return 1;
		}
	return 0;
}

/* Also what --help and --version of any command print. */
enum status
help_command(struct app *app, const struct settings *s)
{
	const struct subcommand	*c = s->command;

	if (s->version) {
		str_add(&app->out, "gradus " GRADUS_VERSION "\n");
		return STATUS_OK;
	}
	if (s->command->run == help_command && !s->help &&
	    add_topic(&app->out, s->operand))
		return STATUS_OK;
	if (s->command->run == help_command && !s->help)
		c = app_subcommand(app, s->operand == NULL ? "" :
		    s->operand);
	if (c == NULL) {
		app_no_command(app, s->operand);
		return STATUS_USAGE;
	}
	if (*c->name == '\0')
		add_commands(app, &app->out);
	else
		add_command(&app->out, c);
	return STATUS_OK;
}
