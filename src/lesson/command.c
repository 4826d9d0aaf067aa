/* SPDX-License-Identifier: MIT */
/*
 * Reads a line that is a command: its name, then one argument for each letter
 * of its row in the table.
 */

#include "gradus/command.h"

#include <string.h>

#include "gradus/text.h"

#define MAX_NUMBER	1000000000

#define CHANGES		COMMAND_CHANGES
#define LESSON		COMMAND_LESSON
#define LESSON_ONLY	COMMAND_LESSON_ONLY
#define PLACE		COMMAND_PLACE
#define IN_TRY		COMMAND_IN_TRY

const struct command_def	command_defs[COMMAND_COUNT] = {
#define COMMAND(id, name, arguments, flags, usage, help)		       \
	{ COMMAND_##id, name, arguments, flags, usage, help },
#include "gradus/command.def"
#undef COMMAND
};

const char	*const command_views[VIEW_COUNT] = {
	[VIEW_CURVE] = "curve",
	[VIEW_RUNS] = "runs",
};

/* Where a line stands. */
enum where { AT_PROMPT, IN_LESSON, IN_EXPERIMENT };

struct line_reader {
	struct arena		*arena;
	struct diag		*diag;
	const struct model	*model;
	const struct source	*source;
	size_t			 at, end;	/* what is not read yet */
	enum where		 where;
	struct command		*command;
	struct cell		*cells;
};

static int	read_line(struct line_reader *, struct span);

/* A word of the line: n bytes at an offset of the source. */
struct word {
	size_t	at, n;
};

static struct span
span_of(struct word w)
{
	return (struct span){ (uint32_t)w.at, (uint32_t)(w.at + w.n) };
}

static const char *
text_of(const struct line_reader *r, struct word w)
{
	return r->source->text + w.at;
}

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
skip_blanks(struct line_reader *r)
{
	while (r->at < r->end && is_blank(r->source->text[r->at]))
		r->at++;
}

/* The next word, up to a blank outside of brackets; n is 0 at the end. */
static struct word
next_word(struct line_reader *r)
{
	const char	*s = r->source->text;
	struct word	 w;
	int		 depth = 0;

	skip_blanks(r);
	for (w.at = r->at; r->at < r->end && (depth > 0 ||
	    !is_blank(s[r->at])); r->at++)
		depth += s[r->at] == '(' ? 1 : s[r->at] == ')' ? -1 : 0;
	w.n = r->at - w.at;
	return w;
}

/* All that is left, without the blanks around it. */
static struct word
rest(struct line_reader *r)
{
	struct word	w;

	skip_blanks(r);
	w.at = r->at;
	r->at = r->end;
	for (w.n = r->end - w.at; w.n > 0 && is_blank(r->source->text[w.at +
	    w.n - 1]); w.n--)
		;
	return w;
}

/* Notes that a word does not do; shows how it is done. Returns -1. */
static int
note_wrong(struct line_reader *r, struct word w, const char *why)
{
	diag_error(r->diag, r->source, span_of(w), "%s", why);
	diag_hint(r->diag, "as in: %s", r->command->def->usage);
	return -1;
}

/* --------------------------------------------------------------- arguments */

static int
is_scalar(const struct cell *c)
{
	return c->symbol->kind != SYMBOL_CHOICE && (c->row > 0 ||
	    shape_cells(c->symbol->shape) == 1);
}

/* Why a cell does not do for a letter of the table; NULL if it does. */
static const char *
unfit(const struct cell *c, char letter)
{
	enum symbol_kind	kind = c->symbol->kind;

	switch (letter) {
	case 'N':
		return c->row > 0 ? "a whole name is shown" : NULL;
	case 'c':
		return kind == SYMBOL_CHOICE || is_scalar(c) ? NULL :
		    "one cell is meant";
	case 's':
		return is_scalar(c) ? NULL : "a curve shows one number";
	default:
		return kind != SYMBOL_EQUATION && is_scalar(c) ? NULL :
		    "a surface lies over two cells that are given";
	}
}

static int
read_cell(struct line_reader *r, struct word w, char letter)
{
	struct command	*c = r->command;
	struct cell	 cell;
	const char	*why;

	if (model_cell(r->model, r->arena, r->diag, r->source, span_of(w),
	    c->def->name, &cell) == -1)
		return -1;
	if ((why = unfit(&cell, letter)) != NULL)
		return note_wrong(r, w, why);
	if (c->next && cell.symbol->update == NULL)
		return note_wrong(r, w, "it is not updated, so it has no next "
		    "value");
	if (letter == 'c' && cell.row == 0)
		cell.row = cell.col = 1;
	r->cells = ARENA_PUSH(r->arena, r->cells, c->ncells);
	r->cells[c->ncells++] = cell;
	c->cells = r->cells;
	return 0;
}

static int
read_number(struct line_reader *r, struct word w)
{
	const char	*s = text_of(r, w);
	size_t		 i = w.n > 1 && (*s == '-' || *s == '+');
	long		 n = 0;

	for (; i < w.n && s[i] >= '0' && s[i] <= '9' && n <= MAX_NUMBER; i++)
		n = 10 * n + s[i] - '0';
	if (i < w.n)
		return note_wrong(r, w, "a whole number is meant");
	r->command->number[r->command->nnumbers++] = *s == '-' ? -n : n;
	return 0;
}

static int
read_view(struct line_reader *r, struct word w)
{
	size_t	i;

	for (i = 0; i < VIEW_COUNT; i++) {
		if (strlen(command_views[i]) == w.n &&
		    memcmp(command_views[i], text_of(r, w), w.n) == 0) {
			r->command->view = (enum view)i;
			return 0;
		}
	}
	return note_wrong(r, w, "there is no such view");
}

static int
read_edit(struct line_reader *r, struct word w, char letter)
{
	struct command	*c = r->command;

	if (model_edit(r->model, r->arena, r->diag, r->source, span_of(w),
	    &c->edit) == -1)
		return -1;
	if (letter == 'O' && c->edit.to.symbol->kind != SYMBOL_CHOICE)
		return note_wrong(r, w, "only a function can be chosen");
	return 0;
}

static const char *
unquoted(struct line_reader *r, struct word w)
{
	const char	*s = text_of(r, w);

	if (w.n >= 2 && *s == '"' && s[w.n - 1] == '"')
		return arena_strndup(r->arena, s + 1, w.n - 2);
	return arena_strndup(r->arena, s, w.n);
}

/* What one argument is called, where it is missing. */
static const char *
called(char letter)
{
	switch (letter) {
	case 'N':
		return "names";
	case 'c':
		return "a cell";
	case 'g':
		return "two cells";
	case '#':
		return "a number";
	case 'e':
		return "an expression";
	case 'E':
		return "a cell and its new value";
	case 'O':
		return "a name and a function";
	case 'v':
		return "a view";
	case 'T':
		return "a label in quotes, a colon and commands";
	case '\0':
		return "nothing behind it";
	default:
		return "one name";
	}
}

static int
note_number(struct line_reader *r, char letter)
{
	diag_error(r->diag, r->source, r->command->span, "%s takes %s",
	    r->command->def->name, called(letter));
	diag_hint(r->diag, "as in: %s", r->command->def->usage);
	return -1;
}

/* "next" before a cell. Returns the word that is the cell. */
static struct word
read_next(struct line_reader *r, struct word w)
{
	if (w.n != 4 || memcmp(text_of(r, w), "next", 4) != 0 ||
	    model_find(r->model, "next", 4) != NULL)
		return w;
	r->command->next = 1;
	return next_word(r);
}

static int
read_argument(struct line_reader *r, char letter, struct word w)
{
	struct command	*c = r->command;

	switch (letter) {
	case '#':
		return read_number(r, w);
	case 'v':
		return read_view(r, w);
	case 'E':
	case 'O':
		return read_edit(r, w, letter);
	case 'd':
		return derive_find(r->model, r->arena, r->diag, r->source,
		    span_of(w), &c->task);
	case 'e':
		c->expr = model_expression_in(r->model, r->arena, r->diag,
		    r->source, span_of(w));
		return c->expr == NULL ? -1 : 0;
	case 't':
		c->text = unquoted(r, w);
		return 0;
	case 'c':
		w = read_next(r, w);
		return w.n == 0 ? note_number(r, 'c') :
		    read_cell(r, w, letter);
	default:
		return read_cell(r, w, letter);
	}
}

/* ------------------------------------------------------------ experiments */

/* The next command, up to a ";" outside of brackets and quotes. */
static struct span
next_part(struct line_reader *r)
{
	const char	*s = r->source->text;
	struct span	 part;
	int		 depth = 0, quoted = 0;

	skip_blanks(r);
	part.start = (uint32_t)r->at;
	for (; r->at < r->end && (s[r->at] != ';' || depth > 0 || quoted);
	    r->at++) {
		quoted ^= s[r->at] == '"';
		depth += s[r->at] == '(' || s[r->at] == '[';
		depth -= s[r->at] == ')' || s[r->at] == ']';
	}
	part.end = (uint32_t)r->at;
	if (r->at < r->end)
		r->at++;
	return part;
}

/* "its label": */
static int
read_label(struct line_reader *r)
{
	static const char	why[] = "an experiment begins with its label, "
				    "in quotes, and a colon";
	const char		*s = r->source->text, *quote;
	struct word		 label = { r->at, 1 };

	if (s[r->at] != '"' || r->at + 1 == r->end ||
	    (quote = memchr(s + r->at + 1, '"', r->end - r->at - 1)) == NULL)
		return note_wrong(r, label, why);
	label.n = (size_t)(quote + 1 - s) - r->at;
	if (label.n == 2)
		return note_wrong(r, label, "the label says what is tried");
	r->command->text = arena_strndup(r->arena, s + label.at + 1,
	    label.n - 2);
	r->at += label.n;
	skip_blanks(r);
	if (r->at == r->end || s[r->at] != ':')
		return note_wrong(r, label, why);
	r->at++;
	return 0;
}

static int
read_try(struct line_reader *r)
{
	struct command		*c = r->command, part, *parts;
	struct line_reader	 inner = *r;
	struct span		 span;

	if (read_label(r) == -1)
		return -1;
	parts = arena_calloc(r->arena, COMMAND_MAX_TRY, sizeof *parts);
	c->commands = parts;
	inner.where = IN_EXPERIMENT;
	while (r->at < r->end) {
		span = next_part(r);
		inner.command = &part;
		inner.cells = NULL;
		if (read_line(&inner, span) == -1)
			return -1;
		if (part.def == NULL)
			continue;
		if (c->ncommands == COMMAND_MAX_TRY) {
			diag_error(r->diag, r->source, part.span, "an "
			    "experiment is at most %d commands",
			    COMMAND_MAX_TRY);
			return -1;
		}
		parts[c->ncommands++] = part;
	}
	return c->ncommands > 0 ? 0 : note_number(r, 'T');
}

/* ------------------------------------------------------------- the command */

static int
read_arguments(struct line_reader *r)
{
	const char	*letters = r->command->def->arguments;
	const char	*first = letters;
	struct word	 w;

	if (*letters == 'T') {
		skip_blanks(r);
		return r->at == r->end ? note_number(r, 'T') : read_try(r);
	}
	for (; *letters != '\0' && *letters != '?'; letters++) {
		w = strchr("eEOtd", *letters) != NULL ? rest(r) :
		    next_word(r);
		if (w.n == 0 && letters[1] == '?')
			return 0;
		if (w.n == 0)
			return note_number(r, *letters);
		if (read_argument(r, *letters, w) == -1)
			return -1;
		while (*letters == 'N' && (w = next_word(r)).n > 0)
			if (read_argument(r, 'N', w) == -1)
				return -1;
	}
	return next_word(r).n > 0 ? note_number(r, *first) : 0;
}

static int
is_allowed(const struct line_reader *r, const struct command_def *def)
{
	switch (r->where) {
	case IN_LESSON:
		return (def->flags & COMMAND_LESSON) != 0;
	case IN_EXPERIMENT:
		return (def->flags & COMMAND_IN_TRY) != 0;
	default:
		return (def->flags & COMMAND_LESSON_ONLY) == 0;
	}
}

/* "show, explain, derive" */
static const char *
all_allowed(const struct line_reader *r)
{
	const char	*all = "";
	size_t		 i;

	for (i = 0; i < COMMAND_COUNT; i++)
		if (is_allowed(r, &command_defs[i]))
			all = arena_printf(r->arena, "%s%s%s", all, *all ==
			    '\0' ? "" : ", ", command_defs[i].name);
	return all;
}

/* It may be known elsewhere: only what is allowed here is offered. */
static void
note_unknown(struct line_reader *r, struct word w)
{
	static const char	*const wheres[] = { "there is",
				    "a lesson has", "an experiment has" };
	const char		*s = text_of(r, w);
	struct nearest		 near;
	size_t			 i;

	nearest_init(&near, s, w.n);
	for (i = 0; i < COMMAND_COUNT; i++)
		if (is_allowed(r, &command_defs[i]))
			nearest_try(&near, command_defs[i].name);
	diag_error(r->diag, r->source, span_of(w), "%s no command %.*s",
	    wheres[r->where], (int)w.n, s);
	if (near.best != NULL)
		diag_hint(r->diag, "did you mean %s?", near.best);
	else if (r->where == AT_PROMPT)
		diag_hint(r->diag, "? lists keys and commands");
	else
		diag_hint(r->diag, "it may %s", all_allowed(r));
}

static const struct command_def *
find_def(struct line_reader *r, struct word w)
{
	const struct command_def	*def;
	size_t				 i;

	for (i = 0; i < COMMAND_COUNT; i++) {
		def = &command_defs[i];
		if (is_allowed(r, def) && strlen(def->name) == w.n &&
		    memcmp(def->name, text_of(r, w), w.n) == 0)
			return def;
	}
	note_unknown(r, w);
	return NULL;
}

/* Reads a line into r->command; its def is NULL if there is nothing in it. */
static int
read_line(struct line_reader *r, struct span line)
{
	struct word	w, all;

	*r->command = (struct command){ .span = line, .view = VIEW_COUNT };
	r->at = line.start;
	r->end = line.end;
	all = rest(r);
	r->at = all.at;
	w = next_word(r);
	if (w.n == 0 || *text_of(r, w) == '#')
		return 0;
	r->command->line = arena_strndup(r->arena, text_of(r, all), all.n);
	if ((r->command->def = find_def(r, w)) == NULL)
		return -1;
	return read_arguments(r);
}

int
command_read(struct arena *arena, struct diag *diag, const struct model *m,
    const struct source *source, struct span line, int lesson,
    struct command *c)
{
	struct line_reader	r = { .arena = arena, .diag = diag, .model = m,
			    .source = source, .where = lesson ? IN_LESSON :
			    AT_PROMPT, .command = c };

	return read_line(&r, line);
}
