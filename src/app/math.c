/* SPDX-License-Identifier: MIT */
/*
 * gradus math: a formula, or a document full of them, on the terminal; and how
 * wide and colourful a page may be there, which other commands ask, too.
 */

#include "gradus/formula.h"

#include <sys/ioctl.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gradus/file.h"
#include "gradus/map.h"
#include "gradus/page.h"

#include "app.h"

#define WIDTH	80	/* columns where there is no terminal */
#define BLOCKS	50	/* of a document, typeset at a time */

int
app_columns(const struct settings *s)
{
	struct winsize	size;

	if (s->width > 0)
		return s->width;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH;
}

/* Of 8 colours, so that the terminal's own theme applies. */
static const char	*const sgr[ROLE_END] = {
	[ROLE_UNKNOWN] = "31",
	[ROLE_TITLE] = "36",
	[ROLE_CHAPTER] = "34",
	[ROLE_CODE] = "32",
	[ROLE_QUOTE] = "33",
	[ROLE_MARK] = "34",
	[ROLE_LINK] = "34",
	[ROLE_NAME] = "36",
	[ROLE_RED] = "31",
	[ROLE_GREEN] = "32",
	[ROLE_YELLOW] = "33",
	[ROLE_BLUE] = "34",
	[ROLE_MAGENTA] = "35",
	[ROLE_CYAN] = "36",
	[ROLE_GREY] = "2",
};

static int
is_coloured(const struct settings *s)
{
	const char	*none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (s->colour != COLOUR_AUTO)
		return s->colour == COLOUR_ALWAYS;
	return isatty(STDOUT_FILENO) && (none == NULL || *none == '\0') &&
	    term != NULL && strcmp(term, "dumb") != 0;
}

const char *const *
app_colours(const struct settings *s)
{
	return is_coloured(s) ? sgr : NULL;
}

/* Unknown commands of all formulas, by name. */
struct report {
	struct arena		*arena;
	struct formula_unknown	*v;
	size_t			 n, max;
	struct map		 names;		/* → index */
};

static void
add_unknown(struct report *r, const struct formula *f)
{
	const struct formula_unknown	*v;
	size_t				 i, n = formula_unknown(f, &v);
	int32_t				 k;

	for (i = 0; i < n; i++) {
		k = map_get(&r->names, v[i].name, strlen(v[i].name));
		if (k != -1) {
			r->v[k].count += v[i].count;
			continue;
		}
		map_set(&r->names, v[i].name, strlen(v[i].name),
		    (int32_t)r->n);
		r->v = ARENA_GROW(r->arena, r->v, r->n, &r->max);
		r->v[r->n++] = v[i];
	}
}

static void
add_block(struct report *r, const struct block *b)
{
	size_t	i;

	if (b->formula != NULL)
		add_unknown(r, b->formula);
	for (i = 0; i < b->nphrases; i++)
		if (b->phrases[i].formula != NULL)
			add_unknown(r, b->phrases[i].formula);
	for (i = 0; i < b->nblocks; i++)
		add_block(r, b->blocks[i]);
}

static void
print_report(struct app *app, const struct report *r)
{
	size_t	i;

	for (i = 0; i < r->n; i++) {
		str_addf(&app->out, "%6zu  ", r->v[i].count);
		app_show(app, &app->out, r->v[i].name);
		str_addc(&app->out, '\n');
	}
	if (r->n == 0)
		str_add(&app->out, "every command is known\n");
}

static void
print_canvas(struct app *app, const struct settings *s,
    const struct canvas *c)
{
	const char	*const *colours = app_colours(s);
	int		 row;

	for (row = 0; row < c->rows && app->error == 0; row++) {
		canvas_print(&app->out, c, row, row + 1, colours);
		app_drain(app);
	}
}

/* A few blocks at a time: a page is as large as all that is on it. */
static void
print_document(struct app *app, const struct settings *s,
    const struct block *document)
{
	struct page_options	 options = { .width = app_columns(s),
				    .ascii = s->ascii || !app->utf8 };
	struct canvas		*page;
	struct arena		*arena;
	size_t			 i, n;
	int			 printed = 0;

	for (i = 0; i < document->nblocks; i += n) {
		n = document->nblocks - i;
		if (n > BLOCKS)
			n = BLOCKS;
		arena = arena_new();
		page = page_typeset(arena, document->blocks + i, n, &options);
		if (printed && page->rows > 0)
			str_addc(&app->out, '\n');
		printed |= page->rows > 0;
		print_canvas(app, s, page);
		arena_free(arena);
	}
}

static enum status
typeset_document(struct app *app, const struct settings *s,
    const struct source *source)
{
	struct report		 report = { .arena = app->arena };
	struct block		*document;

	map_init(&report.names, app->arena);
	document = markdown_read(app->arena, &app->diag, source);
	if (document == NULL)
		return STATUS_INPUT;
	if (s->report) {
		add_block(&report, document);
		print_report(app, &report);
	} else
		print_document(app, s, document);
	return app->diag.errors > 0 ? STATUS_INPUT : STATUS_OK;
}

/*
 * What is between $$ and $$, or the like, and blanks around; returns its
 * length.
 */
static size_t
strip(const struct source *source, const char **latex)
{
	static const char	*const pairs[][2] = {
		{ "$$", "$$" }, { "\\[", "\\]" }, { "\\(", "\\)" },
		{ "$", "$" },
	};
	const char	*s = source->text;
	size_t		 n = source->len, i, len;

	for (; n > 0 && strchr(" \t\r\n", *s) != NULL && *s != '\0'; n--)
		s++;
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL &&
	    s[n - 1] != '\0')
		n--;
	for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		len = strlen(pairs[i][0]);
		if (n >= 2 * len && memcmp(s, pairs[i][0], len) == 0 &&
		    memcmp(s + n - len, pairs[i][1], len) == 0) {
			s += len;
			n -= 2 * len;
			break;
		}
	}
	*latex = s;
	return n;
}

static enum status
typeset_formula(struct app *app, const struct settings *s,
    const struct source *source)
{
	struct formula_options	 options = { FORMULA_DISPLAY,
				    app_columns(s), s->ascii || !app->utf8 };
	struct report		 report = { .arena = app->arena };
	struct formula		*f;
	const char		*latex;
	size_t			 n;

	map_init(&report.names, app->arena);
	n = strip(source, &latex);
	f = formula_read(app->arena, &app->diag, source, latex, n, NULL);
	if (s->report) {
		add_unknown(&report, f);
		print_report(app, &report);
	} else
		print_canvas(app, s, formula_typeset(app->arena, f,
		    &options));
	return app->diag.errors > 0 ? STATUS_INPUT : STATUS_OK;
}

enum status
math_command(struct app *app, const struct settings *s)
{
	const char	*path = s->markdown, *why;
	struct source	*source = arena_alloc(app->arena, sizeof *source);
	struct file	 file;

	if (s->markdown != NULL && s->operand != NULL) {
		app_error(app, "a formula or --markdown FILE, not both");
		return STATUS_USAGE;
	}
	if (path == NULL && s->operand != NULL &&
	    strcmp(s->operand, "-") != 0) {
		*source = (struct source){ "LATEX", s->operand,
		    strlen(s->operand), 1 };
		return typeset_formula(app, s, source);
	}
	if (path == NULL)
		path = "-";
	if ((why = file_read(app->arena, path, MODEL_MAX_BYTES, &file)) !=
	    NULL) {
		app_error(app, "%s: %s", path, why);
		return STATUS_INPUT;
	}
	*source = (struct source){ strcmp(path, "-") == 0 ? "<stdin>" : path,
	    file.data, file.len, 1 };
	return s->markdown != NULL ? typeset_document(app, s, source) :
	    typeset_formula(app, s, source);
}
