/* SPDX-License-Identifier: MIT */
/*
 * run PROGRAM FILE...: the program on a terminal, as scripts of a few words:
 *
 *	test its name
 *	size 120x40			the terminal
 *	env NO_COLOR=1
 *	run 2 --set w(3)=0.09		begins; gradus with these arguments
 *	keys ] ] Space*7		see tests/screen/keys.h
 *	bytes 9d e6 0d			any bytes, at once
 *	resize 80x24
 *	see TEXT			some row has it
 *	not TEXT			no row has it
 *	row 0 TEXT			this row has it
 *	numbers 0 −0.55 0.1		some row has these, one after the other
 *	practical 2 s_out		the screen has these printed numbers
 *	keep A				this screen is to be compared with
 *	same A				it is that screen again
 *	plain				no cell has a colour
 *	signal TERM
 *	suspend				it is stopped by Ctrl-Z, and goes on
 *	exit 0				it has ended so, and the terminal is
 *					as it was before
 */

#define _GNU_SOURCE 1

#include <ctype.h>
#include <math.h>

#include "gradus/arena.h"
#include "gradus/str.h"

#include "pty.h"

#define MAX_ENV		32
#define MAX_ARGS	16
#define MAX_KEPT	8
#define PRACTICAL	"tests/cli/practical.txt"

static int	tests, failures;

struct script {
	const char	*program, *file;
	int		 line;
	struct pty	 pty;
	int		 running;
	int		 rows, cols;
	char		*env[MAX_ENV];
	size_t		 nenv;
	struct {
		char		name[16];
		struct str	text;
	}		 kept[MAX_KEPT];
	size_t		 nkept;
	struct str	 wrong;
};

static void
fail(struct script *s, const char *what, const char *rest)
{
	int	row;

	str_addf(&s->wrong, "# %s:%d: %s %s\n", s->file, s->line, what, rest);
	if (!s->running)
		return;
	for (row = 0; row < s->pty.rows; row++)
		str_addf(&s->wrong, "# |%s\n", pty_row(&s->pty, row));
}

/* -------------------------------------------------------------- the screen */

static int
find(struct script *s, const char *text)
{
	int	row;

	for (row = 0; row < s->pty.rows; row++)
		if (strstr(pty_row(&s->pty, row), text) != NULL)
			return row;
	return -1;
}

static void
screen_text(struct script *s, struct str *text)
{
	int	row;

	for (row = 0; row < s->pty.rows; row++)
		str_addf(text, "%s\n", pty_row(&s->pty, row));
}

static void
keep(struct script *s, const char *name)
{
	if (s->nkept == MAX_KEPT)
		return;
	snprintf(s->kept[s->nkept].name, sizeof s->kept[0].name, "%s", name);
	str_init(&s->kept[s->nkept].text);
	screen_text(s, &s->kept[s->nkept++].text);
}

static void
compare(struct script *s, const char *name)
{
	struct str	now;
	size_t		i;

	for (i = 0; i < s->nkept && strcmp(s->kept[i].name, name) != 0; i++)
		;
	str_init(&now);
	screen_text(s, &now);
	if (i == s->nkept)
		fail(s, "nothing was kept as", name);
	else if (strcmp(now.data, s->kept[i].text.data) != 0) {
		fail(s, "this is not the screen", name);
		str_addf(&s->wrong, "# which was\n# %s",
		    s->kept[i].text.data);
	}
	str_release(&now);
}

static int
is_plain(struct script *s)
{
	VTermScreenCell	cell;
	VTermPos	at;

	for (at.row = 0; at.row < s->pty.rows; at.row++)
		for (at.col = 0; at.col < s->pty.cols; at.col++) {
			vterm_screen_get_cell(s->pty.screen, at, &cell);
			if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ||
			    !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
				return 0;
		}
	return 1;
}

/* ------------------------------------------------- the practical's numbers */

/* A number of the screen, −0.0179 or -0.0179: bytes that it takes, or 0. */
static size_t
scan(const char *p, double *value, int *decimals)
{
	char		text[40];
	const char	*q = p;
	size_t		n = 0;

	if (strncmp(q, "−", 3) == 0) {
		text[n++] = '-';
		q += 3;
	} else if (*q == '-')
		text[n++] = *q++;
	if (!isdigit((unsigned char)*q))
		return 0;
	*decimals = 0;
	for (; (isdigit((unsigned char)*q) || *q == '.') && n < 39; q++)
		text[n++] = *q;
	text[n] = '\0';
	if (strchr(text, '.') != NULL)
		*decimals = (int)strlen(strchr(text, '.')) - 1;
	*value = strtod(text, NULL);
	return (size_t)(q - p);
}

/* Equal to as many decimals as both have; 0 is nothing but 0. */
static int
agrees(double a, int da, double b, int db)
{
	int	d = da < db ? da : db;

	if (a == 0 || b == 0)
		return a == b || (d > 0 && fabs(a - b) <= 0.5 * pow(10, -d));
	return fabs(a - b) <= 0.5001 * pow(10, -d);
}

struct printed {
	double	value[8];
	int	decimals[8];
	int	n;
};

/* 1 if the row of the screen has these numbers one after the other. */
static int
has_numbers(const char *row, const struct printed *want)
{
	const char	*p, *q;
	double		 value;
	int		 decimals, i;
	size_t		 n;

	for (p = row; *p != '\0'; p++) {
		for (q = p, i = 0; i < want->n; i++, q += n) {
			while (*q == ' ' || strncmp(q, "▐", 3) == 0 ||
			    strncmp(q, "▌", 3) == 0 || *q == '[' ||
			    *q == ']')
				q += *q == ' ' || *q == '[' || *q == ']' ?
				    1 : 3;
			n = scan(q, &value, &decimals);
			if (n == 0 || !agrees(value, decimals,
			    want->value[i], want->decimals[i]))
				break;
		}
		if (i == want->n)
			return 1;
	}
	return 0;
}

static int
row_is_there(struct script *s, const struct printed *want)
{
	int	row;

	for (row = 0; row < s->pty.rows; row++)
		if (has_numbers(pty_row(&s->pty, row), want))
			return 1;
	return 0;
}

static void
numbers(struct script *s, const char *text)
{
	struct printed	want = { .n = 0 };
	const char	*p;
	size_t		n;

	for (p = text; *p != '\0' && want.n < 8; p += n + (p[n] == ' ')) {
		n = scan(p, &want.value[want.n], &want.decimals[want.n]);
		if (n == 0)
			break;
		want.n++;
	}
	if (*p != '\0' || !row_is_there(s, &want))
		fail(s, "the screen lacks", text);
}

/* Every row of the matrix that is printed for this iteration and name. */
static void
practical(struct script *s, const char *what)
{
	struct printed	 want = { .n = 0 };
	char		 line[200], name[40], number[40], asked[40], text[80];
	FILE		*f = fopen(PRACTICAL, "r");
	int		 iteration, i, row, col, last = 0, seen = 0;

	if (f == NULL || sscanf(what, "%d %39s", &iteration, asked) != 2) {
		fail(s, "cannot read " PRACTICAL " for", what);
		return;
	}
	while (fgets(line, sizeof line, f) != NULL) {
		if (sscanf(line, "%d %39s %d %d %39s", &i, name, &row, &col,
		    number) != 5 || i != iteration || strcmp(name, asked) !=
		    0)
			continue;
		if (row != last && want.n > 0 && !row_is_there(s, &want)) {
			snprintf(text, sizeof text, "%s, row %d", what, last);
			fail(s, "the screen lacks", text);
		}
		if (row != last)
			want.n = 0;
		last = row;
		scan(number, &want.value[want.n], &want.decimals[want.n]);
		want.n++;
		seen++;
	}
	fclose(f);
	if (seen == 0)
		fail(s, "nothing is printed for", what);
	else if (!row_is_there(s, &want))
		fail(s, "the screen lacks the last row of", what);
}

/* ------------------------------------------------------------------- steps */

static void
set_env(struct script *s, const char *text)
{
	size_t	i, n = strcspn(text, "=") + 1;

	for (i = 0; i < s->nenv; i++)
		if (strncmp(s->env[i], text, n) == 0) {
			free(s->env[i]);
			s->env[i] = strdup(text);
			return;
		}
	if (s->nenv + 1 < MAX_ENV)
		s->env[s->nenv++] = strdup(text);
}

static void
start(struct script *s, const char *rest)
{
	char	*argv[MAX_ARGS] = { (char *)s->program }, *words, *word, quote;
	size_t	 n = 1;

	words = strdup(rest);
	for (word = words; *word != '\0' && n + 1 < MAX_ARGS;) {
		quote = *word == '\'' ? '\'' : ' ';
		word += quote == '\'';
		argv[n++] = word;
		word += strcspn(word, quote == ' ' ? " " : "'");
		if (*word != '\0')
			*word++ = '\0';
		word += strspn(word, " ");
	}
	s->env[s->nenv] = NULL;
	pty_start(&s->pty, s->rows, s->cols, argv, s->env);
	s->running = 1;
	if (!pty_sync(&s->pty) && !pty_has_ended(&s->pty))
		fail(s, "it did not start:", rest);
	free(words);
}

static void
sync_or_fail(struct script *s, const char *rest)
{
	if (!pty_sync(&s->pty) && !pty_has_ended(&s->pty))
		fail(s, "no answer after", rest);
}

static void
end(struct script *s, const char *rest)
{
	int	status = pty_wait(&s->pty);
	char	text[60];

	snprintf(text, sizeof text, "%d and not %s", status, rest);
	if (status != atoi(rest))
		fail(s, "it ended with", text);
	if (!pty_is_as_before(&s->pty))
		fail(s, "the terminal is not", "as it was before");
	pty_end(&s->pty);
	s->running = 0;
}

static int
signal_named(const char *name)
{
	static const struct {
		const char	*name;
		int		 number;
	} signals[] = {
		{ "TERM", SIGTERM }, { "HUP", SIGHUP }, { "INT", SIGINT },
		{ "SEGV", SIGSEGV }, { "ABRT", SIGABRT },
	};
	size_t	i;

	for (i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (strcmp(signals[i].name, name) == 0)
			return signals[i].number;
	return 0;
}

/* Returns 0 if there is no such word. */
static int
look(struct script *s, const char *word, const char *rest)
{
	char	*end_of_number;
	int	 row;

	if (strcmp(word, "see") == 0) {
		if (find(s, rest) == -1)
			fail(s, "the screen lacks", rest);
	} else if (strcmp(word, "not") == 0) {
		if (find(s, rest) != -1)
			fail(s, "the screen has", rest);
	} else if (strcmp(word, "row") == 0) {
		row = (int)strtol(rest, &end_of_number, 10);
		if (strstr(pty_row(&s->pty, row), end_of_number + 1) == NULL)
			fail(s, "the row lacks", end_of_number + 1);
	} else if (strcmp(word, "plain") == 0) {
		if (!is_plain(s))
			fail(s, "there is", "colour");
	} else if (strcmp(word, "numbers") == 0)
		numbers(s, rest);
	else if (strcmp(word, "practical") == 0)
		practical(s, rest);
	else if (strcmp(word, "keep") == 0)
		keep(s, rest);
	else if (strcmp(word, "same") == 0)
		compare(s, rest);
	else
		return 0;
	return 1;
}

static void
bytes(struct script *s, const char *hex)
{
	char	 text[256], *end_of_number;
	size_t	 n = 0;

	for (; *hex != '\0' && n < sizeof text; hex = end_of_number) {
		text[n++] = (char)strtol(hex, &end_of_number, 16);
		if (end_of_number == hex) {
			fail(s, "no hexadecimal number:", hex);
			return;
		}
	}
	pty_write(&s->pty, text, n);
}

static int
act(struct script *s, const char *word, const char *rest)
{
	if (strcmp(word, "size") == 0)
		sscanf(rest, "%dx%d", &s->cols, &s->rows);
	else if (strcmp(word, "env") == 0)
		set_env(s, rest);
	else if (strcmp(word, "run") == 0)
		start(s, rest);
	else if (strcmp(word, "keys") == 0) {
		if (press_keys(rest, pty_press, &s->pty) == -1)
			fail(s, "what key is this?", rest);
		sync_or_fail(s, rest);
	} else if (strcmp(word, "bytes") == 0) {
		bytes(s, rest);
		sync_or_fail(s, rest);
	} else if (strcmp(word, "resize") == 0) {
		int	rows = 0, cols = 0;

		sscanf(rest, "%dx%d", &cols, &rows);
		pty_resize(&s->pty, rows, cols);
		sync_or_fail(s, rest);
	} else if (strcmp(word, "signal") == 0)
		kill(s->pty.pid, signal_named(rest));
	else if (strcmp(word, "exit") == 0)
		end(s, rest);
	else
		return look(s, word, rest);
	return 1;
}

static void
begin(struct script *s, const char *program, const char *file, int line)
{
	static const char	*const passed[] = { "ASAN_OPTIONS",
				    "UBSAN_OPTIONS", "PATH" };
	const char		*value;
	char			 text[1000];
	size_t			 i;

	*s = (struct script){ .program = program, .file = file, .line = line,
	    .rows = 24, .cols = 80 };
	str_init(&s->wrong);
	set_env(s, "TERM=xterm-256color");
	set_env(s, "LC_ALL=C.UTF-8");
	set_env(s, "HOME=/nonexistent");
	set_env(s, "GRADUS_TEST=1");
	set_env(s, "GRADUS_LESSONS=lessons");
	for (i = 0; i < sizeof passed / sizeof passed[0]; i++) {
		if ((value = getenv(passed[i])) == NULL)
			continue;
		snprintf(text, sizeof text, "%s=%s", passed[i], value);
		set_env(s, text);
	}
}

static void
finish(struct script *s, const char *name)
{
	size_t	i;

	if (*name == '\0')
		return;
	if (s->running) {
		kill(s->pty.pid, SIGKILL);
		pty_wait(&s->pty);
		pty_end(&s->pty);
	}
	failures += s->wrong.len > 0;
	printf("%sok %d - %s: %s\n%s", s->wrong.len > 0 ? "not " : "",
	    ++tests, s->file, name, s->wrong.data);
	fflush(stdout);
	for (i = 0; i < s->nenv; i++)
		free(s->env[i]);
	for (i = 0; i < s->nkept; i++)
		str_release(&s->kept[i].text);
	str_release(&s->wrong);
}

static int
run_file(const char *program, const char *file)
{
	struct script	 s;
	FILE		*f = fopen(file, "r");
	char		 line[1000], name[200] = "", *rest;
	int		 n = 0;

	if (f == NULL)
		return -1;
	while (fgets(line, sizeof line, f) != NULL) {
		n++;
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#' || *line == '\0')
			continue;
		rest = strchr(line, ' ');
		if (rest != NULL)
			*rest++ = '\0';
		if (strcmp(line, "test") == 0) {
			finish(&s, name);
			snprintf(name, sizeof name, "%s", rest);
			begin(&s, program, file, n);
			continue;
		}
		s.line = n;
		/* After the first mistake the rest makes no sense. */
		if (s.wrong.len == 0 && !act(&s, line, rest == NULL ? "" :
		    rest))
			fail(&s, "what is", line);
	}
	fclose(f);
	finish(&s, name);
	return 0;
}

int
main(int argc, char **argv)
{
	char	*program = argc > 1 ? realpath(argv[1], NULL) : NULL;
	int	 i;

	signal(SIGPIPE, SIG_IGN);
	for (i = 2; i < argc; i++)
		if (program == NULL || run_file(program, argv[i]) == -1) {
			printf("Bail out! %s\n", argv[i]);
			return 1;
		}
	free(program);
	printf("1..%d\n", tests);
	return failures > 0;
}
