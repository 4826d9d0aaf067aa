/* SPDX-License-Identifier: MIT */
/*
 * bytes PROGRAM: every byte, in every text that a lesson or a command line can
 * carry, to every command, on a terminal: none of it gets there that a
 * terminal obeys, and nothing that is no UTF-8.
 */

#define _GNU_SOURCE 1

#include <sys/stat.h>

#include "gradus/arena.h"
#include "gradus/str.h"
#include "gradus/text.h"

#include "pty.h"

/* Where a text may stand in a lesson: @ is replaced by it. */
static const char	*const places[] = {
	"# @\n", "## @\n", "### @\n", "@\n", "- @\n", "1. @\n", "> @\n",
	"```\n@\n```\n", "```@\nx\n```\n", "`@`\n", "$@$\n", "$$\n@\n$$\n",
	"$\\text{@}$\n", "$\\@$\n", "$\\begin{@}$\n", "$\\class{@}{x}$\n",
	"| a |\n|---|\n| @ |\n", "[@](x)\n", "[x](@)\n", "![@](x)\n", "<@>\n",
	"**@**\n", "```model\n# @\n```\n", "```model\nb \"@\" = a\n```\n",
	"```model\n@\n```\n", "```model\nb = @\n```\n",
	"```model\n@ = 1\n```\n", "```model\nb = csv(\"@\", 1, 1)\n```\n",
	"```model\nvariant \"@\": x = 2\n```\n",
	"```model\nparam c \"@\" = 1\nd = c^2\nh = grad(d, c)\n```\n",
	"```gradus\nshow @\n```\n", "```gradus\n@ x\n```\n",
	"```gradus\nplot a # @\n```\n", "```gradus\ntry \"@\": set x 2\n```\n",
	"```gradus\ntry \"b\": set x @\n```\n",
	"```gradus\ntry \"b\": @; reset\n```\n",
	"[1](=@)\n", "[1](<=a@x=@>)\n",
};

static const char	model[] = "```model\nparam x = 1\na = x^2\n"
			    "g = grad(a, x)\n```\n";

/* What reads a lesson: % is its name. */
static const char	*const readers[][6] = {
	{ "run", "%" }, { "run", "%", "--format", "json" },
	{ "run", "%", "--format", "csv" }, { "check", "%" },
	{ "explain", "%", "a" }, { "explain", "%", "d" },
	{ "derive", "%", "g" }, { "derive", "%", "h" },
	{ "derive", "%", "h", "--format", "latex" },
	{ "derive", "%", "h", "--format", "json" },
	{ "derive", "%", "h", "--format", "ascii" },
	{ "math", "--markdown", "%" },
	{ "math", "--markdown", "%", "--report" },
	{ "math", "--markdown", "%", "--color", "always" }, { "list" },
};

/* Where a text may stand in a command line. */
static const char	*const lines[][6] = {
	{ "@" }, { "run", "@" }, { "help", "@" }, { "--@" }, { "run", "--@" },
	{ "math", "@" }, { "math", "\\text{@}" }, { "math", "\\@" },
	{ "math", "@", "--report" }, { "run", "1", "--set", "@" },
	{ "run", "1", "--set", "alpha=@" }, { "run", "1", "--eval", "@" },
	{ "run", "1", "--only", "@" }, { "run", "1", "--variant", "@" },
	{ "run", "1", "--format", "@" }, { "run", "1", "--iterations", "@" },
	{ "run", "--model", "@" }, { "explain", "1", "@" },
	{ "derive", "1", "@" }, { "check", "@" }, { "math", "--markdown", "@" },
	{ "@", "--variant", "@" },
};

#define COUNT(a)	(sizeof(a) / sizeof(a)[0])

static char	*program, folder[] = "/tmp/gradus-bytes-XXXXXX";
static char	*locale;
static int	 failed;

/* Answers to the question of pty_sync are the program's own. */
static size_t
skip_answer(const char *s, size_t n)
{
	const char	*end = memchr(s, '\a', n);

	return n > 7 && memcmp(s, "\033]7700;", 7) == 0 && end != NULL ?
	    (size_t)(end - s) + 1 : 0;
}

/* An escape sequence may be a colour; in the tutor, what it draws with. */
static size_t
skip_sequence(const char *s, size_t n, int screen)
{
	size_t	i = 2;

	if (n < 2)
		return 0;
	if (screen && strchr("()", s[1]) != NULL && n > 2)
		return 3;
	if (screen && strchr("78=>M", s[1]) != NULL)
		return 2;
	if (s[1] != '[')
		return screen ? skip_answer(s, n) : 0;
	while (i < n && strchr("0123456789;?", s[i]) != NULL && s[i] != '\0')
		i++;
	return i < n && (s[i] == 'm' || (screen && s[i] >= 'A' &&
	    s[i] <= 'z')) ? i + 1 : 0;
}

/* Length of what may be on a terminal here; 0 if it may not. */
static size_t
allowed(const char *s, size_t n, int screen)
{
	uint32_t	cp;
	size_t		len;

	if (*s == '\033')
		return skip_sequence(s, n, screen);
	if (*s == '\n' || *s == '\r' || (screen && *s == '\b'))
		return 1;
	/* It rings for a key that does nothing. */
	if (screen && *s == '\a')
		return n < 2 || s[1] != 'q';
	if ((unsigned char)*s < 0x20 || *s == 0x7f)
		return 0;
	len = text_decode(s, n, &cp);
	if (cp == 0xfffd && (len != 3 || memcmp(s, "\xef\xbf\xbd", 3) != 0))
		return 0;
	/* C1, marks of direction, separators of lines. */
	return cp >= 0x80 && (cp < 0xa0 || (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200e || cp == 0x200f ||
	    cp == 0x2028 || cp == 0x2029) ? 0 : len;
}

/* Complains about the first byte that may not be there. */
static void
check_output(const struct pty *p, int screen, const char *what,
    const char *where, int byte)
{
	size_t	i, len, from;

	for (i = 0; i < p->nrecord; i += len) {
		len = allowed(p->record + i, p->nrecord - i, screen);
		if (len > 0)
			continue;
		failed = 1;
		printf("# byte %d in ", byte);
		for (; *where != '\0'; where++)
			printf(*where == '\n' ? "\\n" : "%c", *where);
		printf(": %s prints", what);
		for (from = i < 12 ? 0 : i - 12; from < i + 4 &&
		    from < p->nrecord; from++)
			printf(" %02x", (unsigned char)p->record[from]);
		putchar('\n');
		return;
	}
}

static void
run(char **argv, int screen, const char *where, int byte)
{
	char		*env[] = { (char *)"TERM=xterm-256color", locale,
			    (char *)"GRADUS_TEST=1",
			    (char *)"GRADUS_LESSONS=lessons",
			    (char *)"ASAN_OPTIONS=exitcode=99",
			    (char *)"UBSAN_OPTIONS=exitcode=99", NULL };
	static char	 own[128];
	struct pty	 p;
	int		 status;

	if (strcmp(argv[1], "list") == 0) {
		snprintf(own, sizeof own, "GRADUS_LESSONS=%s", folder);
		env[3] = own;
	}
	pty_start(&p, 24, 80, argv, env);
	p.recording = 1;
	if (screen && pty_sync(&p)) {
		press_keys("Space 1 Space Down ? Esc : Esc Space 1",
		    pty_press, &p);
		pty_sync(&p);
		press_keys("q", pty_press, &p);
	}
	status = pty_wait(&p);
	if (status < 0 || status > 2) {
		failed = 1;
		printf("# byte %d in %s: %s ends with %d\n", byte, where,
		    argv[1], status);
	}
	check_output(&p, screen, argv[1], where, byte);
	free(p.record);
	pty_end(&p);
}

/* A text with @ replaced. */
static char *
filled(struct str *s, const char *text, const char *with, size_t n)
{
	str_clear(s);
	for (; *text != '\0'; text++) {
		if (*text == '@')
			str_addn(s, with, n);
		else
			str_addc(s, *text);
	}
	return s->data;
}

static void
write_lesson(const char *path, const char *place, const char *with, size_t n)
{
	struct str	 s;
	FILE		*f = fopen(path, "w");

	str_init(&s);
	filled(&s, place, with, n);
	if (f == NULL)
		exit(2);
	if (*place != '#')
		fputs("# T\n\n", f);
	else if (place[1] != ' ')
		fputs("# T\n\n", f);
	fputs(model, f);
	fputs("\n### S\n\n", f);
	if (place[0] == '#' && place[1] == ' ')
		rewind(f);
	fwrite(s.data, 1, s.len, f);
	if (place[0] == '#' && place[1] == ' ')
		fputs(model, f);
	fclose(f);
	str_release(&s);
}

/* One text in one place of a lesson, to readers from..to and the tutor. */
static void
read_lesson(const char *place, const char *with, size_t n, int byte,
    size_t from, size_t to, int screen)
{
	char	 path[128], *argv[8] = { program };
	size_t	 i, k;

	snprintf(path, sizeof path, "%s/1-lesson.md", folder);
	write_lesson(path, place, with, n);
	for (i = from; i < to; i++) {
		for (k = 0; k < 6 && readers[i][k] != NULL; k++)
			argv[k + 1] = *readers[i][k] == '%' ? path :
			    (char *)readers[i][k];
		argv[k + 1] = NULL;
		run(argv, 0, place, byte);
	}
	argv[1] = path;
	argv[2] = NULL;
	if (screen)
		run(argv, 1, place, byte);
}

/* "q", the byte, "q"; -1: all of them, and what is longer than a byte. */
static size_t
dirty(char *s, int byte, int line)
{
	static const char	more[] = "q\xc2\x9bq\xe2\x80\xaeq\xe2\x81\xa6q"
				    "\xe2\x80\xa8q\xed\xa0\x80q\xf4\x90\x80"
				    "\x80q\xc0\x9bq\033]0;q\aq\033[31mq";
	size_t			n = 0;
	int			b;

	s[n++] = 'q';
	for (b = byte < 0 ? 0 : byte; b <= (byte < 0 ? 255 : byte); b++) {
		if ((b == '\n' && byte < 0) || (line && b == 0))
			continue;
		s[n++] = (char)b;
		s[n++] = 'q';
	}
	if (byte < 0) {
		memcpy(s + n, more, sizeof more - 1);
		n += sizeof more - 1;
	}
	s[n] = '\0';
	return n;
}

static int
is_interesting(int b)
{
	return b < 0x20 || b == 0x7f || b == 0x80 || b == 0x9b || b == 0x9d ||
	    b == 0xc2 || b == 0xe2 || b == 0xff;
}

static void
no_byte_of_a_lesson(void)
{
	char	s[1024];
	size_t	i, n;
	int	b;

	for (i = 0; i < COUNT(places); i++) {
		n = dirty(s, -1, 0);
		read_lesson(places[i], s, n, -1, 0, COUNT(readers), 1);
		for (b = 0; b < 256; b++) {
			n = dirty(s, b, 0);
			if (is_interesting(b))
				read_lesson(places[i], s, n, b, 0, 1, 0);
		}
	}
}

/* Each byte alone, in places and to readers that change with it. */
static void
no_byte_alone(void)
{
	char	s[8];
	size_t	n, from;
	int	b;

	for (b = 0; b < 256; b++) {
		n = dirty(s, b, 0);
		from = (size_t)b % 5 * 3;
		read_lesson(places[(size_t)b % COUNT(places)], s, n, b, from,
		    from + 3, b % 16 == 0);
	}
}

static void
no_byte_of_a_command_line(void)
{
	struct str	 args[6];
	char		 s[1024], *argv[8] = { program };
	size_t		 i, k, n;
	int		 b;

	for (k = 0; k < 6; k++)
		str_init(&args[k]);
	for (i = 0; i < COUNT(lines); i++) {
		for (b = -1; b < 256; b++) {
			if (b == 0 || (b > 0 && !is_interesting(b)))
				continue;
			n = dirty(s, b, 1);
			for (k = 0; k < 6 && lines[i][k] != NULL; k++)
				argv[k + 1] = filled(&args[k], lines[i][k], s,
				    n);
			argv[k + 1] = NULL;
			run(argv, 0, lines[i][0], b);
		}
	}
	for (k = 0; k < 6; k++)
		str_release(&args[k]);
}

static void
test(int *n, void (*f)(void), const char *name)
{
	failed = 0;
	f();
	printf("%sok %d - %s\n", failed ? "not " : "", ++*n, name);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	char	path[128];
	int	n = 0;

	signal(SIGPIPE, SIG_IGN);
	if (argc < 2 || (program = realpath(argv[1], NULL)) == NULL ||
	    mkdtemp(folder) == NULL)
		return 2;
	locale = (char *)"LC_ALL=C.UTF-8";
	test(&n, no_byte_of_a_lesson, "no byte of a lesson is obeyed");
	test(&n, no_byte_alone, "no byte alone is obeyed");
	test(&n, no_byte_of_a_command_line,
	    "no byte of a command line is obeyed");
	locale = (char *)"LC_ALL=C";
	test(&n, no_byte_alone, "nor where there is no UTF-8");
	snprintf(path, sizeof path, "%s/1-lesson.md", folder);
	unlink(path);
	rmdir(folder);
	printf("1..%d\n", n);
	free(program);
	return 0;
}
