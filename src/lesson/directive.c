/* SPDX-License-Identifier: MIT */

#include "directive.h"

#include <string.h>

#include "gradus/derive.h"
#include "gradus/text.h"

/* What a directive takes: how many names, of what kind. */
enum takes {
	TAKES_NAMES,
	TAKES_GRADIENT,
	TAKES_CELL,
	TAKES_SCALAR,
	TAKES_TWO_CELLS,
	TAKES_NOTHING,
};

static const struct row {
	const char		*name;
	enum directive_kind	 kind;
	enum takes		 takes;
	const char		*usage;
} rows[] = {
	{ "show", DIRECTIVE_SHOW, TAKES_NAMES, "show s_1 z_1" },
	{ "derive", DIRECTIVE_DERIVE, TAKES_GRADIENT, "derive Delta_W" },
	{ "explain", DIRECTIVE_EXPLAIN, TAKES_CELL, "explain s_1(2,3)" },
	{ "plot", DIRECTIVE_PLOT, TAKES_SCALAR, "plot J" },
	{ "surface", DIRECTIVE_SURFACE, TAKES_TWO_CELLS,
	    "surface w(1) w(3)" },
	{ "repeat", DIRECTIVE_REPEAT, TAKES_NOTHING, "repeat" },
};

#define NROWS	(sizeof rows / sizeof rows[0])

struct reader {
	struct arena		*arena;
	struct diag		*diag;
	const struct lesson	*lesson;
};

/* A word of a line: n bytes at an offset of the source. */
struct word {
	size_t	at, n;
};

static struct span
span_of(struct word w)
{
	return (struct span){ (uint32_t)w.at, (uint32_t)(w.at + w.n) };
}

/* The next word, up to a blank outside of brackets; n is 0 at the end. */
static struct word
next_word(const struct reader *r, size_t *at, size_t end)
{
	const char	*s = r->lesson->source.text;
	struct word	 w;
	int		 depth = 0;

	while (*at < end && (s[*at] == ' ' || s[*at] == '\t'))
		++*at;
	for (w.at = *at; *at < end && (depth > 0 || (s[*at] != ' ' &&
	    s[*at] != '\t')); ++*at)
		depth += s[*at] == '(' ? 1 : s[*at] == ')' ? -1 : 0;
	w.n = *at - w.at;
	return w;
}

static const struct row *
find_row(const struct reader *r, struct word w)
{
	size_t	i;

	for (i = 0; i < NROWS; i++)
		if (strlen(rows[i].name) == w.n && memcmp(rows[i].name,
		    r->lesson->source.text + w.at, w.n) == 0)
			return &rows[i];
	return NULL;
}

static void
note_unknown(const struct reader *r, struct word w)
{
	const char	*s = r->lesson->source.text + w.at, *best = NULL;
	size_t		 i;
	int		 d, least = 3;

	for (i = 0; i < NROWS; i++) {
		d = text_distance(s, w.n, rows[i].name, strlen(rows[i].name));
		if (d < least) {
			least = d;
			best = rows[i].name;
		}
	}
	diag_error(r->diag, &r->lesson->source, span_of(w),
	    "a lesson has no command %.*s", (int)w.n, s);
	if (best != NULL)
		diag_hint(r->diag, "did you mean %s?", best);
	else
		diag_hint(r->diag, "it may show, derive, explain, plot, "
		    "surface, repeat");
}

/* A name, or a cell of one. Returns 0, or -1 after noting what is wrong. */
static int
read_target(const struct reader *r, struct word w, struct target *t)
{
	const struct source	*whole = &r->lesson->source;
	const struct expr	*e, *name;
	const struct symbol	*s;

	s = model_find(r->lesson->model, whole->text + w.at, w.n);
	if (s != NULL) {
		*t = (struct target){ s, 0, 0 };
		return 0;
	}
	e = model_expression_in(r->lesson->model, r->arena, r->diag, whole,
	    span_of(w));
	if (e == NULL)
		return -1;
	name = e->op == OP_INDEX ? e->arg[0] : e;
	if (name->op != OP_NAME || !expr_is_scalar(e)) {
		diag_error(r->diag, whole, span_of(w), "this is not a name "
		    "or a cell of one");
		diag_hint(r->diag, "W is a name, W(1,2) a cell");
		return -1;
	}
	*t = (struct target){ name->attr.name.symbol, 1, 1 };
	t->row += selection_at(&e->attr.pick.rows, 0);
	t->col += selection_at(&e->attr.pick.cols, 0);
	return 0;
}

static int
is_given(const struct target *t)
{
	enum symbol_kind	kind = t->symbol->kind;

	return kind == SYMBOL_PARAM || kind == SYMBOL_DATA ||
	    kind == SYMBOL_HYPER || kind == SYMBOL_STATE;
}

static int
is_scalar(const struct target *t)
{
	return t->row > 0 || (t->symbol->shape.rows == 1 &&
	    t->symbol->shape.cols == 1);
}

/* Why a target does not fit; NULL if it does. */
static const char *
refuse(const struct target *t, enum takes takes)
{
	switch (takes) {
	case TAKES_GRADIENT:
		return t->symbol->objective == NULL || t->row > 0 ?
		    "this is not a gradient" : NULL;
	case TAKES_CELL:
		return t->symbol->kind == SYMBOL_CHOICE || !is_scalar(t) ?
		    "one cell is explained" : NULL;
	case TAKES_SCALAR:
		return t->symbol->kind == SYMBOL_CHOICE || !is_scalar(t) ?
		    "a plot shows one number" : NULL;
	case TAKES_TWO_CELLS:
		return !is_given(t) || !is_scalar(t) ?
		    "a surface lies over two cells that are given" : NULL;
	default:
		return t->row > 0 ? "a whole name is shown" : NULL;
	}
}

/* Returns the number of targets, or -1 after noting what is wrong. */
static int
read_targets(const struct reader *r, const struct row *row, size_t at,
    size_t end, struct target **targets)
{
	struct word	 w;
	struct target	*v = NULL;
	size_t		 n = 0, max = 0;
	const char	*why;

	while ((w = next_word(r, &at, end)).n > 0) {
		v = ARENA_GROW(r->arena, v, n, &max);
		if (read_target(r, w, &v[n]) == -1)
			return -1;
		if ((why = refuse(&v[n], row->takes)) != NULL) {
			diag_error(r->diag, &r->lesson->source, span_of(w),
			    "%s", why);
			diag_hint(r->diag, "as in: %s", row->usage);
			return -1;
		}
		n++;
	}
	*targets = v;
	return (int)n;
}

static int
right_number(enum takes takes, int n)
{
	return takes == TAKES_NOTHING ? n == 0 : takes == TAKES_TWO_CELLS ?
	    n == 2 : takes == TAKES_NAMES ? n > 0 : n == 1;
}

static void
read_line(const struct reader *r, size_t at, size_t end,
    void (*f)(void *, const struct directive *), void *context)
{
	struct word		 w, line = { at, end - at };
	const struct row	*row;
	struct target		*targets = NULL;
	struct directive	 d;
	int			 n;

	w = next_word(r, &at, end);
	if (w.n == 0 || r->lesson->source.text[w.at] == '#')
		return;
	if ((row = find_row(r, w)) == NULL) {
		note_unknown(r, w);
		return;
	}
	if (row->takes == TAKES_NOTHING && next_word(r, &at, end).n > 0)
		n = 1;
	else if ((n = read_targets(r, row, at, end, &targets)) == -1)
		return;
	if (!right_number(row->takes, n)) {
		diag_error(r->diag, &r->lesson->source, span_of(line),
		    "%s takes %s", row->name, row->takes == TAKES_NOTHING ?
		    "nothing behind it" : row->takes == TAKES_TWO_CELLS ?
		    "two cells" : row->takes == TAKES_NAMES ? "names" :
		    row->takes == TAKES_CELL ? "a cell" : "one name");
		diag_hint(r->diag, "as in: %s", row->usage);
		return;
	}
	d = (struct directive){ row->kind, targets, (size_t)n,
	    span_of(line) };
	f(context, &d);
}

void
directive_read(struct arena *arena, struct diag *diag,
    const struct lesson *l, const struct block *b,
    void (*f)(void *, const struct directive *), void *context)
{
	struct reader	 r = { arena, diag, l };
	const char	*s = l->source.text, *nl;
	size_t		 at = b->span.start, end;

	while (at < b->span.end) {
		nl = memchr(s + at, '\n', b->span.end - at);
		end = nl == NULL ? b->span.end : (size_t)(nl - s);
		if (end > at && s[end - 1] == '\r')
			read_line(&r, at, end - 1, f, context);
		else
			read_line(&r, at, end, f, context);
		at = end + 1;
	}
}
