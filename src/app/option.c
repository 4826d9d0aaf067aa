/* SPDX-License-Identifier: MIT */

#include "option.h"

#include <string.h>

#include "gradus/text.h"

#define MAX_ITERATIONS	1000000000
#define MAX_DIGITS	17
#define MAX_WIDTH	1000

static int
take_help(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o, (void)value;
	s->help = 1;
	return 0;
}

static int
take_version(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o, (void)value;
	s->version = 1;
	return 0;
}

static int
take_model(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o;
	s->model = value;
	return 0;
}

static int
take_variant(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o;
	s->variant = value;
	return 0;
}

static int
take_text(struct app *app, struct texts *t, const struct option *o,
    const char *value)
{
	if (strlen(value) > MODEL_MAX_BYTES) {
		app_error(app, "--%s: the text is too long", o->name);
		return -1;
	}
	t->v = ARENA_GROW(app->arena, t->v, t->n, &t->max);
	t->v[t->n++] = (struct source){
	    arena_printf(app->arena, "--%s", o->name), value, strlen(value),
	    1 };
	return 0;
}

static int
take_set(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	return take_text(app, &s->sets, o, value);
}

static int
take_only(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	return take_text(app, &s->only, o, value);
}

static int
take_eval(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	return take_text(app, &s->evals, o, value);
}

/* A whole number from 1. */
static int
read_whole(struct app *app, const struct option *o, const char *value,
    long max, long *out)
{
	const char	*p;

	*out = 0;
	for (p = value; *p >= '0' && *p <= '9' && *out <= max; p++)
		*out = 10 * *out + *p - '0';
	if (p > value && *p == '\0' && *out >= 1 && *out <= max)
		return 0;
	app_error(app, "--%s: %s is not a whole number from 1 to %ld", o->name,
	    *value == '\0' ? "nothing" : value, max);
	return -1;
}

static int
take_iterations(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	return read_whole(app, o, value, MAX_ITERATIONS, &s->iterations);
}

static int
take_every(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	return read_whole(app, o, value, MAX_ITERATIONS, &s->every);
}

static int
take_digits(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	long	n;

	if (read_whole(app, o, value, MAX_DIGITS, &n) == -1)
		return -1;
	s->digits = (int)n;
	return 0;
}

static int
take_format(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o;
	s->format = value;
	return 0;
}

static int
take_ascii(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o, (void)value;
	s->ascii = 1;
	return 0;
}

static int
take_width(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	long	n;

	if (read_whole(app, o, value, MAX_WIDTH, &n) == -1)
		return -1;
	s->width = (int)n;
	return 0;
}

static int
take_markdown(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o;
	s->markdown = value;
	return 0;
}

static int
take_report(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	(void)app, (void)o, (void)value;
	s->report = 1;
	return 0;
}

static int
take_colour(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	static const char	*const words[] = { "auto", "never", "always" };
	size_t			 i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(words[i], value) == 0) {
			s->colour = (enum colour)i;
			return 0;
		}
	}
	app_error(app, "--%s: never, auto or always, not %s", o->name, value);
	return -1;
}

const struct option	options[] = {
	{ "variant", "NAME", "start from a variant that the lesson defines",
	    IN_START | IN_RUN | IN_EXPLAIN | IN_DERIVE, take_variant },
	{ "set", "EDITS", "edit what is given: 'W(1,2)=0.5, alpha=0.1'",
	    IN_START | IN_RUN | IN_EXPLAIN | IN_DERIVE, take_set },
	{ "iterations", "N", "run N iterations (1)", IN_RUN,
	    take_iterations },
	{ "iteration", "N", "look at iteration N (1)",
	    IN_EXPLAIN | IN_DERIVE,
	    take_iterations },
	{ "every", "K", "print each K-th iteration, and the last", IN_RUN,
	    take_every },
	{ "only", "NAMES", "print these alone: delta_1,Delta_W", IN_RUN,
	    take_only },
	{ "eval", "EXPR", "compute and print an expression, too", IN_RUN,
	    take_eval },
	{ "format", "FORMAT", "text, json or csv", IN_RUN, take_format },
	{ "format", "FORMAT", "text, ascii, latex or json", IN_DERIVE,
	    take_format },
	{ "ascii", NULL, "draw formulas with ASCII alone",
	    IN_START | IN_DERIVE | IN_MATH, take_ascii },
	{ "width", "N", "columns that text may take (the terminal's, or 80)",
	    IN_DERIVE | IN_MATH, take_width },
	{ "color", "WHEN", "never, auto or always",
	    IN_START | IN_DERIVE | IN_MATH, take_colour },
	{ "markdown", "FILE", "typeset a whole document; -: from stdin",
	    IN_MATH, take_markdown },
	{ "report", NULL, "count the commands that are not known", IN_MATH,
	    take_report },
	{ "digits", "N", "significant digits in text (6)",
	    IN_RUN | IN_EXPLAIN | IN_DERIVE, take_digits },
	{ "model", "FILE", "take a bare model, not a lesson; -: from stdin",
	    IN_RUN | IN_EXPLAIN | IN_CHECK | IN_DERIVE, take_model },
	{ "help", NULL, "say what a command does", IN_ALL, take_help },
	{ "version", NULL, "print the version", IN_START, take_version },
};
const size_t		noptions = sizeof options / sizeof options[0];

/* The option that is called so, of this command or of any (NULL). */
static const struct option *
find_option(const char *name, size_t n, const struct subcommand *of)
{
	size_t	i;

	for (i = 0; i < noptions; i++) {
		if ((of == NULL || options[i].commands & of->bit) &&
		    strlen(options[i].name) == n &&
		    memcmp(options[i].name, name, n) == 0)
			return &options[i];
	}
	return NULL;
}

/* The option of this command that is most like the name, or NULL. */
static const struct option *
nearest_option(const char *name, size_t n, const struct subcommand *of)
{
	const struct option	*o, *best = NULL;
	size_t			 i, len;
	int			 d, least = 4;

	for (i = 0; i < noptions; i++) {
		o = &options[i];
		len = strlen(o->name);
		if (!(o->commands & of->bit))
			continue;
		if (n > 0 && n < len && memcmp(o->name, name, n) == 0)
			return o;
		d = text_distance(name, n, o->name, len);
		if (d < least && d < (int)len / 2 + 1) {
			least = d;
			best = o;
		}
	}
	return best;
}

/* word: as it was typed, with its dashes and without a value. */
static void
note_unknown(struct app *app, const struct subcommand *of, const char *word,
    size_t n)
{
	const char		*dashed = n > 2 ? word + 2 : "";
	const struct option	*o;
	size_t			 i, len = n > 2 ? n - 2 : 0;

	if ((o = find_option(dashed, len, NULL)) == NULL) {
		app_error(app, "there is no option %.*s", (int)n, word);
		if ((o = nearest_option(dashed, len, of)) != NULL)
			diag_hint(&app->diag, "did you mean --%s?", o->name);
		else
			diag_hint(&app->diag, "gradus help%s%s lists them",
			    *of->name == '\0' ? "" : " ", of->name);
		return;
	}
	app_error(app, "gradus%s%s has no option --%s",
	    *of->name == '\0' ? "" : " ", of->name, o->name);
	for (i = 0; i < nsubcommands; i++) {
		if (o->commands & subcommands[i].bit) {
			diag_hint(&app->diag, "gradus %s has it",
			    subcommands[i].name);
			break;
		}
	}
}

/* Takes the option at *argv, with its value; *argv is then the last word. */
static int
read_option(struct app *app, struct settings *s, char ***argv)
{
	const char		*word = **argv, *value = strchr(word, '=');
	const struct option	*o = NULL;
	size_t			 n;

	n = value == NULL ? strlen(word) : (size_t)(value - word);
	if (strcmp(word, "-h") == 0)
		o = find_option("help", 4, NULL);
	else if (word[1] == '-')
		o = find_option(word + 2, n - 2, s->command);
	if (o == NULL) {
		note_unknown(app, s->command, word, n);
		return -1;
	}
	if (o->value == NULL && value != NULL) {
		app_error(app, "--%s takes no value", o->name);
		return -1;
	}
	if (o->value != NULL && value != NULL)
		value++;
	else if (o->value != NULL && (value = *++*argv) == NULL) {
		app_error(app, "--%s needs a value: --%s %s", o->name, o->name,
		    o->value);
		return -1;
	}
	return o->take(app, s, o, value);
}

static int
read_operand(struct app *app, struct settings *s, const char *word)
{
	const struct subcommand	*of = s->command;
	const char		*near;

	if (of->operand != NULL && s->operand == NULL) {
		s->operand = word;
		return 0;
	}
	if (of->second != NULL && s->second == NULL) {
		s->second = word;
		return 0;
	}
	if (of->operand == NULL)
		app_error(app, "gradus %s takes nothing, and here is %s",
		    of->name, word);
	else if (*of->name != '\0')
		app_error(app, "gradus %s takes one %s, and after %s there "
		    "is %s", of->name, of->second != NULL ? of->second :
		    of->operand, of->second != NULL ? s->second : s->operand,
		    word);
	else {
		app_error(app, "there is no command %s", s->operand);
		if ((near = subcommand_nearest(s->operand)) != NULL)
			diag_hint(&app->diag, "did you mean %s?", near);
		else
			diag_hint(&app->diag, "gradus help lists them");
	}
	return -1;
}

int
option_read(struct app *app, struct settings *s, char **argv)
{
	int	ended = 0;

	for (; *argv != NULL; argv++) {
		if (!ended && strcmp(*argv, "--") == 0)
			ended = 1;
		else if (!ended && **argv == '-' && (*argv)[1] != '\0') {
			if (read_option(app, s, &argv) == -1)
				return -1;
		} else if (read_operand(app, s, *argv) == -1)
			return -1;
	}
	return 0;
}
