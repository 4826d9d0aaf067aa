/* SPDX-License-Identifier: MIT */
/*
 * main(): from a sane start, through one subcommand, to an end that tells what
 * could not be written.
 */

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "gradus/file.h"

#include "app.h"

#define SUBCOMMAND(id, name, operand, second, help, ...)		       \
	{ name, operand, second, help, id##_command,			       \
	  (const enum option_id[]){ __VA_ARGS__ } },

static const struct subcommand	subcommands[] = {
#include "subcommand.def"
};
#undef SUBCOMMAND

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
	*app = (struct app){ .arena = arena_new(),
	    .subcommands = subcommands };
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
	s.command = argv[0] == NULL ? NULL : app_subcommand(app, argv[0]);
	if (s.command != NULL && *s.command->name != '\0')
		argv++;
	else
		s.command = app_subcommand(app, "");
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
