/* SPDX-License-Identifier: MIT */

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "gradus/file.h"
#include "gradus/text.h"

#include "option.h"
#include "output.h"

#define DRAIN	((size_t)1 << 16)	/* bytes that are much */

const struct subcommand	subcommands[] = {
	{ "run", "LESSON", NULL, "compute a lesson and print every matrix",
	    IN_RUN, run_command },
	{ "explain", "LESSON", "CELL", "say where the number in a cell comes "
	    "from", IN_EXPLAIN, explain_command },
	{ "derive", "LESSON", "NAME", "derive a gradient, step by step",
	    IN_DERIVE, derive_command },
	{ "math", "LATEX", NULL, "typeset a formula, or a document with them",
	    IN_MATH, math_command },
	{ "check", "LESSON", NULL, "find mistakes, and check gradients by "
	    "differences", IN_CHECK, check_command },
	{ "list", NULL, NULL, "list the lessons", IN_LIST, list_command },
	{ "help", "COMMAND", NULL, "say what there is, or what a command does",
	    IN_HELP, help_command },
	{ "", "LESSON", NULL, "", IN_START, start_command },
};
const size_t		nsubcommands = sizeof subcommands /
			    sizeof subcommands[0];

const struct subcommand *
subcommand_find(const char *name)
{
	size_t	i;

	for (i = 0; i < nsubcommands; i++) {
		if (strcmp(subcommands[i].name, name) == 0)
			return &subcommands[i];
	}
	return NULL;
}

const char *
subcommand_nearest(const char *word)
{
	const char	*best = NULL, *name;
	size_t		 i, n = strlen(word);
	int		 d, least = 3;

	for (i = 0; i < nsubcommands; i++) {
		name = subcommands[i].name;
		d = text_distance(word, n, name, strlen(name));
		if (*name != '\0' && d < least && d < (int)n) {
			least = d;
			best = name;
		}
	}
	return best;
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

/*
 * A file that is opened must not become standard output. What was closed
 * stays unusable: the wrong direction of /dev/null.
 */
static void
open_standard(void)
{
	int	fd;

	for (fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(STATUS_MACHINE);
	}
}

/* Where the program is, so that its lessons are found; NULL if unknown. */
static const char *
find_program(struct arena *arena, const char *name)
{
	char		*path;
	const char	*program;

	path = realpath("/proc/self/exe", NULL);
	if (path == NULL && name != NULL && strchr(name, '/') != NULL)
		path = realpath(name, NULL);
	program = path == NULL ? NULL : arena_strdup(arena, path);
	free(path);
	return program;
}

static void
start(struct app *app, const char *name)
{
	const char	*codeset;

	open_standard();
	/* What happens then is an error of write(), with a reason. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	codeset = nl_langinfo(CODESET);
	*app = (struct app){ .arena = arena_new() };
	app->utf8 = strcasecmp(codeset, "UTF-8") == 0 ||
	    strcasecmp(codeset, "UTF8") == 0;
	app->program = find_program(app->arena, name);
	diag_init(&app->diag, app->arena);
	str_init(&app->out);
}

/* A reader that has left, as head does, needs no message. */
static enum status
finish(struct app *app, enum status status)
{
	struct str	s;

	app_flush(app);
	if (app->error == 0 && close(STDOUT_FILENO) == -1 && errno != EBADF)
		app->error = errno;
	if (app->error != 0) {
		status = STATUS_MACHINE;
		if (app->error != EPIPE)
			app_error(app, "standard output: %s",
			    strerror(app->error));
	}
	str_init(&s);
	diag_format(&app->diag, &s, app->utf8);
	file_write(STDERR_FILENO, s.data, s.len);
	str_release(&s);
	str_release(&app->out);
	arena_free(app->arena);
	return status;
}

static enum status
dispatch(struct app *app, char **argv)
{
	struct settings	s = { .iterations = 1, .every = 1 };

	if (argv[0] != NULL)
		argv++;
	s.command = argv[0] == NULL ? NULL : subcommand_find(argv[0]);
	if (s.command != NULL && *s.command->name != '\0')
		argv++;
	else
		s.command = subcommand_find("");
	if (option_read(app, &s, argv) == -1)
		return STATUS_USAGE;
	return s.help || s.version ? help_command(app, &s) :
	    s.command->run(app, &s);
}

int
main(int argc, char **argv)
{
	struct app	app;

	(void)argc;
	start(&app, argv[0]);
	return finish(&app, dispatch(&app, argv));
}
