/* SPDX-License-Identifier: MIT */
/*
 * The table of options, and the command line read by it.
 */

#include "option.h"

#include <string.h>

#include "gradus/text.h"

#include "app.h"

#define MAX_ITERATIONS	1000000000
#define MAX_DIGITS	17
#define MAX_WIDTH	1000

static const char *const	colours[] = {
	[COLOUR_AUTO] = "auto",
	[COLOUR_NEVER] = "never",
	[COLOUR_ALWAYS] = "always",
	NULL,
};
static const char *const	run_formats[] = {
	[RUN_TEXT] = "text",
	[RUN_JSON] = "json",
	[RUN_CSV] = "csv",
	NULL,
};
static const char *const	derive_formats[] = {
	[DERIVE_TEXT] = "text",
	[DERIVE_ASCII] = "ascii",
	[DERIVE_LATEX] = "latex",
	[DERIVE_JSON] = "json",
	NULL,
};

#define AT(member)	offsetof(struct settings, member)

static const struct option	options[OPTION_COUNT] = {
	[OPTION_VARIANT] = { "variant", "NAME", OPTION_TEXT, AT(variant), 0,
	    NULL, "start from a variant that the lesson defines" },
	[OPTION_SET] = { "set", "EDITS", OPTION_TEXTS, AT(sets), 0, NULL,
	    "edit what is given: 'W(1,2)=0.5, alpha=0.1'" },
	[OPTION_ITERATIONS] = { "iterations", "N", OPTION_WHOLE,
	    AT(iterations), MAX_ITERATIONS, NULL, "run N iterations (1)" },
	[OPTION_ITERATION] = { "iteration", "N", OPTION_WHOLE, AT(iterations),
	    MAX_ITERATIONS, NULL, "look at iteration N (1)" },
	[OPTION_EVERY] = { "every", "K", OPTION_WHOLE, AT(every),
	    MAX_ITERATIONS, NULL,
	    "print each K-th iteration, and the last" },
	[OPTION_ONLY] = { "only", "NAMES", OPTION_TEXTS, AT(only), 0, NULL,
	    "print these alone: delta_1,Delta_W" },
	[OPTION_EVAL] = { "eval", "EXPR", OPTION_TEXTS, AT(evals), 0, NULL,
	    "compute and print an expression, too" },
	[OPTION_RUN_FORMAT] = { "format", "FORMAT", OPTION_WORD, AT(format),
	    0, run_formats, NULL },
	[OPTION_DERIVE_FORMAT] = { "format", "FORMAT", OPTION_WORD,
	    AT(format), 0, derive_formats, NULL },
	[OPTION_ASCII] = { "ascii", NULL, OPTION_FLAG, AT(ascii), 0, NULL,
	    "draw formulas with ASCII alone" },
	[OPTION_WIDTH] = { "width", "N", OPTION_WHOLE, AT(width), MAX_WIDTH,
	    NULL, "columns that text may take (the terminal's, or 80)" },
	[OPTION_COLOR] = { "color", "WHEN", OPTION_WORD, AT(colour), 0,
	    colours, NULL },
	[OPTION_MARKDOWN] = { "markdown", "FILE", OPTION_TEXT, AT(markdown),
	    0, NULL, "typeset a whole document; -: from stdin" },
	[OPTION_REPORT] = { "report", NULL, OPTION_FLAG, AT(report), 0, NULL,
	    "count the commands that are not known" },
	[OPTION_DIGITS] = { "digits", "N", OPTION_WHOLE, AT(digits),
	    MAX_DIGITS, NULL, "significant digits in text (6)" },
	[OPTION_MODEL] = { "model", "FILE", OPTION_TEXT, AT(model), 0, NULL,
	    "take a bare model, not a lesson; -: from stdin" },
	[OPTION_VERSION] = { "version", NULL, OPTION_FLAG, AT(version), 0,
	    NULL, "print the version" },
	[OPTION_HELP] = { "help", NULL, OPTION_FLAG, AT(help), 0, NULL,
	    "say what a command does" },
};

void
option_words(struct str *out, const struct option *o)
{
	size_t	i;

	for (i = 0; o->words[i] != NULL; i++)
		str_addf(out, "%s%s", i == 0 ? "" : o->words[i + 1] == NULL ?
		    " or " : ", ", o->words[i]);
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
take_whole(struct app *app, int *to, const struct option *o,
    const char *value)
{
	const char	*p;
	long		 n = 0;

	for (p = value; *p >= '0' && *p <= '9' && n <= o->max; p++)
		n = 10 * n + *p - '0';
	if (p > value && *p == '\0' && n >= 1 && n <= o->max) {
		*to = (int)n;
		return 0;
	}
	app_error(app, "--%s: %s is not a whole number from 1 to %d", o->name,
	    *value == '\0' ? "nothing" : value, o->max);
	return -1;
}

static int
take_word(struct app *app, int *to, const struct option *o,
    const char *value)
{
	struct nearest	near;
	struct str	words;
	int		i;

	nearest_init(&near, value, strlen(value));
	for (i = 0; o->words[i] != NULL; i++) {
		if (strcmp(o->words[i], value) == 0) {
			*to = i;
			return 0;
		}
		nearest_try(&near, o->words[i]);
	}
	str_init(&words);
	option_words(&words, o);
	app_error(app, "--%s: %s, not %s", o->name, words.data,
	    *value == '\0' ? "nothing" : value);
	if (near.best != NULL)
		diag_hint(&app->diag, "did you mean %s?", near.best);
	str_release(&words);
	return -1;
}

/* Puts the value into the settings. */
static int
take(struct app *app, struct settings *s, const struct option *o,
    const char *value)
{
	void	*to = (char *)s + o->offset;

	switch (o->type) {
	case OPTION_FLAG:
		*(int *)to = 1;
		return 0;
	case OPTION_TEXT:
		*(const char **)to = value;
		return 0;
	case OPTION_TEXTS:
		return take_text(app, to, o, value);
	case OPTION_WHOLE:
		return take_whole(app, to, o, value);
	case OPTION_WORD:
		return take_word(app, to, o, value);
	}
	return -1;
}

static int
is_called(const struct option *o, const char *name, size_t n)
{
	return strlen(o->name) == n && memcmp(o->name, name, n) == 0;
}

int
option_of(const struct subcommand *c, size_t i, const struct option **o)
{
	size_t	k;

	for (k = 0; k < i; k++)
		if (c->options[k] == OPTION_HELP)
			return 0;
	*o = &options[c->options[i]];
	return 1;
}

/* The option of a command that is called so. */
static const struct option *
find_option(const char *name, size_t n, const struct subcommand *of)
{
	const struct option	*o;
	size_t			 i;

	for (i = 0; option_of(of, i, &o); i++)
		if (is_called(o, name, n))
			return o;
	return NULL;
}

/* word: as it was typed, with its dashes and without a value. */
static void
note_unknown(struct app *app, const struct subcommand *of, const char *word,
    size_t n)
{
	const char		*dashed = n > 2 ? word + 2 : "";
	const struct subcommand	*c = app->subcommands;
	const struct option	*o;
	struct nearest		 near;
	size_t			 i, len = n > 2 ? n - 2 : 0;

	while (find_option(dashed, len, c) == NULL && *c->name != '\0')
		c++;
	if (find_option(dashed, len, c) != NULL) {
		app_error(app, "gradus%s%s has no option --%.*s",
		    *of->name == '\0' ? "" : " ", of->name, (int)len, dashed);
		diag_hint(&app->diag, "gradus%s%s has it",
		    *c->name == '\0' ? "" : " ", c->name);
		return;
	}
	app_error(app, "there is no option %.*s", (int)n, word);
	nearest_init(&near, dashed, len);
	for (i = 0; option_of(of, i, &o); i++)
		nearest_try(&near, o->name);
	if (near.best != NULL)
		diag_hint(&app->diag, "did you mean --%s?", near.best);
	else
		diag_hint(&app->diag, "gradus help%s%s lists them",
		    *of->name == '\0' ? "" : " ", of->name);
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
		o = &options[OPTION_HELP];
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
	else if (o->value != NULL)
		value = *++*argv;
	if (o->value != NULL && (value == NULL || *value == '\0')) {
		app_error(app, "--%s needs a value: --%s %s", o->name, o->name,
		    o->value);
		return -1;
	}
	return take(app, s, o, value);
}

static int
read_operand(struct app *app, struct settings *s, const char *word)
{
	const struct subcommand	*of = s->command;

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
	else
		app_no_command(app, s->operand);
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
	/* With --model, an operand is what stands behind the lesson. */
	if (s->model != NULL && s->command->second != NULL &&
	    s->second == NULL) {
		s->second = s->operand;
		s->operand = NULL;
	}
	return 0;
}
