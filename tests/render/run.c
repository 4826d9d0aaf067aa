/* SPDX-License-Identifier: MIT */
/*
 * run [--update] FILE.txt...: formulas and their pictures.
 *
 *	== A sentence that names the test
 *	@ width 40
 *	\LaTeX, on any number of lines
 *	-- unicode
 *	its picture
 *	-- ascii
 *	its picture in ASCII
 *
 * The line with @ may say width N, text or line, or be left out. Blank lines
 * at the end of a picture do not count; all else is compared byte for byte.
 * --update writes the pictures that there are into the file.
 *
 * Each picture is tested for more: its lines fit the width unless an "@ wide"
 * says that they cannot, its cells come from the source, and its characters
 * from the Basic Multilingual Plane, or from ASCII.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/file.h"
#include "gradus/formula.h"
#include "gradus/text.h"

#define MAX_BYTES	((size_t)4 << 20)

struct part {
	const char	*s;
	size_t		 n;
};

struct test {
	struct part		 name, options, latex, unicode, ascii;
	struct formula_options	 o;
	int			 wide;
};

static int	tests, failed;

/* A line without its end; moves to the next. */
static struct part
next_line(const char **at, const char *end)
{
	const char	*nl = memchr(*at, '\n', (size_t)(end - *at));
	struct part	 line = { *at, (size_t)((nl == NULL ? end : nl) -
			    *at) };

	*at = nl == NULL ? end : nl + 1;
	return line;
}

static int
begins(struct part p, const char *word)
{
	return p.n >= strlen(word) && memcmp(p.s, word, strlen(word)) == 0;
}

static int
is(struct part p, const char *word)
{
	return begins(p, word) && p.n == strlen(word);
}

static void
extend(struct part *p, struct part line)
{
	if (p->s == NULL)
		*p = line;
	else
		p->n = (size_t)(line.s + line.n - p->s);
}

static void
trim(struct part *p)
{
	while (p->n > 0 && p->s[p->n - 1] == '\n')
		p->n--;
}

static void
read_options(struct test *t)
{
	char	options[64] = "";

	if (t->options.n > 0 && t->options.n < sizeof options)
		memcpy(options, t->options.s, t->options.n);
	if (strstr(options, "width ") != NULL)
		t->o.width = atoi(strstr(options, "width ") + 6);
	if (strstr(options, "text") != NULL)
		t->o.form = FORMULA_TEXT;
	if (strstr(options, "line") != NULL)
		t->o.form = FORMULA_LINE;
	t->wide = strstr(options, "wide") != NULL;
}

/* The next test of a file; 0 at its end. */
static int
read_test(struct test *t, const char **at, const char *end)
{
	struct part	 line, *now = NULL;
	const char	*before;

	memset(t, 0, sizeof *t);
	while (*at < end && t->name.s == NULL) {
		line = next_line(at, end);
		if (begins(line, "== "))
			t->name = (struct part){ line.s + 3, line.n - 3 };
	}
	if (t->name.s == NULL)
		return 0;
	now = &t->latex;
	while (*at < end) {
		before = *at;
		line = next_line(at, end);
		if (begins(line, "== ")) {
			*at = before;
			break;
		}
		if (is(line, "-- unicode"))
			now = &t->unicode;
		else if (is(line, "-- ascii"))
			now = &t->ascii;
		else if (now == &t->latex && begins(line, "@ "))
			t->options = line;
		else
			extend(now, line);
	}
	trim(&t->latex);
	trim(&t->unicode);
	trim(&t->ascii);
	read_options(t);
	return 1;
}

static struct canvas *
typeset(struct arena *arena, const struct test *t, int ascii)
{
	struct formula_options	 o = t->o;
	struct formula		*f;

	o.ascii = ascii;
	f = formula_read(arena, NULL, NULL, t->latex.s, t->latex.n, NULL);
	return formula_typeset(arena, f, &o);
}

/* What is wrong with the cells, whatever they show; NULL if nothing. */
static const char *
wrong(const struct test *t, const struct canvas *c, int ascii)
{
	const struct canvas_cell	*cell;
	uint32_t			 cp;
	int				 i, j;

	if (c->rows < 1 || c->baseline < 0 || c->baseline >= c->rows)
		return "its baseline lies outside";
	if (t->o.form != FORMULA_DISPLAY && c->rows != 1)
		return "it has more than one row";
	if (t->o.width > 0 && c->cols > t->o.width && !t->wide)
		return "it is wider than it should be";
	for (i = 0; i < c->rows; i++) {
		for (j = 0; j < c->cols; j++) {
			cell = canvas_at(c, i, j);
			if (cell->text[0] == '\0')
				continue;
			text_decode(cell->text, strlen(cell->text), &cp);
			if (cp > (ascii ? 0x7eu : 0xffffu))
				return "a character is not of its set";
			if (cell->span.end > t->latex.n ||
			    cell->span.start > cell->span.end)
				return "a cell comes from nowhere";
		}
	}
	return NULL;
}

static void
add_lines(struct str *s, const char *text, size_t n)
{
	const char	*end;
	struct part	 line;

	if (n == 0)
		return;
	end = text + n;
	while (text < end) {
		line = next_line(&text, end);
		str_addf(s, "#   %.*s\n", (int)line.n, line.s);
	}
}

/* Compares one picture, and appends it to the file that is written. */
static int
run_one(const struct test *t, int ascii, struct part expected,
    struct str *file, struct str *complaint)
{
	struct arena	*arena = arena_new();
	struct canvas	*c = typeset(arena, t, ascii);
	struct str	 got;
	const char	*why = wrong(t, c, ascii);
	int		 same;

	str_init(&got);
	canvas_print(&got, c, 0, c->rows, NULL);
	while (got.len > 0 && got.data[got.len - 1] == '\n')
		str_truncate(&got, got.len - 1);
	same = got.len == expected.n && (got.len == 0 || memcmp(got.data,
	    expected.s, got.len) == 0);
	str_addf(file, "%s\n%s\n", ascii ? "-- ascii" : "-- unicode", got.data);
	if (why != NULL)
		str_addf(complaint, "# %s\n", why);
	if (!same) {
		str_add(complaint, "# got\n");
		add_lines(complaint, got.data, got.len);
		str_add(complaint, "# and should be\n");
		add_lines(complaint, expected.s, expected.n);
	}
	str_release(&got);
	arena_free(arena);
	return why == NULL && same;
}

static void
run_test(const struct test *t, struct str *file)
{
	struct str	complaint;
	int		fine;

	str_init(&complaint);
	str_addf(file, "%s== %.*s\n", file->len > 0 ? "\n" : "",
	    (int)t->name.n, t->name.s);
	if (t->options.n > 0)
		str_addf(file, "%.*s\n", (int)t->options.n, t->options.s);
	str_addf(file, "%.*s\n", (int)t->latex.n, t->latex.s);
	fine = run_one(t, 0, t->unicode, file, &complaint);
	fine &= run_one(t, 1, t->ascii, file, &complaint);
	printf("%sok %d - %.*s\n%s", fine ? "" : "not ", ++tests,
	    (int)t->name.n, t->name.s, complaint.data);
	failed += !fine;
	str_release(&complaint);
}

static int
write_file(const char *path, const struct str *s)
{
	FILE	*f = fopen(path, "w");

	if (f == NULL || fwrite(s->data, 1, s->len, f) != s->len ||
	    fclose(f) != 0) {
		perror(path);
		return 1;
	}
	return 0;
}

static int
run_file(const char *path, int update)
{
	struct arena	*arena = arena_new();
	struct file	 file;
	struct test	 t;
	struct str	 new;
	const char	*at, *end, *why;
	int		 bad = 0;

	if ((why = file_read(arena, path, MAX_BYTES, &file)) != NULL) {
		printf("not ok %d - %s: %s\n", ++tests, path, why);
		arena_free(arena);
		return 1;
	}
	str_init(&new);
	str_add(&new, "");
	at = file.data;
	end = at + file.len;
	while (read_test(&t, &at, end))
		run_test(&t, &new);
	if (update)
		bad = write_file(path, &new);
	str_release(&new);
	arena_free(arena);
	return bad;
}

int
main(int argc, char **argv)
{
	int	i = 1, update = 0, bad = 0;

	if (i < argc && strcmp(argv[i], "--update") == 0) {
		update = 1;
		i++;
	}
	for (; i < argc; i++)
		bad |= run_file(argv[i], update);
	printf("1..%d\n", tests);
	return bad || (failed > 0 && !update);
}
