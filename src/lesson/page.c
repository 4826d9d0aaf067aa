/* SPDX-License-Identifier: MIT */
/*
 * A document typeset for so many columns: its blocks, one below the other.
 */

#include "gradus/page.h"

#include <string.h>

#include "gradus/command.h"
#include "gradus/text.h"

#include "typesetter.h"

#define INDENT		4	/* of a formula */
#define INDENT_CODE	2
#define NARROW		50	/* columns that are too few for that */
#define TAB		4	/* columns to a tab stop, as in Markdown */
#define TASK		4	/* "[x] " */

struct placed {
	struct canvas	*canvas;
	int		 gap;		/* blank rows before it */
	int		 col;
};

/* Canvases that are put one below the other. */
struct stack {
	struct typesetter	*t;
	struct placed		*v;
	size_t			 n, max;
	int			 width;		/* at most; */
};

static struct canvas	*typeset_block(struct typesetter *,
			    const struct block *, int width, int *col);

const char *
typeset_text(struct typesetter *t, const char *s, size_t n)
{
	struct str	 shown;
	const char	*text;

	str_init(&shown);
	text_show(&shown, s, n, !t->options->ascii);
	text = arena_strdup(t->arena, shown.data);
	str_release(&shown);
	return text;
}

void
typeset_line(struct typesetter *t, struct canvas *c, int row, int col, int n,
    const char *unicode, const char *ascii, enum role role)
{
	const char	*sign = t->options->ascii ? ascii : unicode;
	struct style	 style = { NULL, (uint8_t)role, 0 };
	int		 i;

	for (i = 0; i < n; i++)
		canvas_text(c, row, col + i, sign, strlen(sign), style,
		    (struct span){ 0, 0 });
}

void
typeset_put(struct typesetter *t, struct canvas *c, int row, int col,
    const struct canvas *inner)
{
	int	i, j, cut;

	canvas_copy(c, row, col, inner);
	for (i = 0; i < inner->rows && row + i < c->rows; i++) {
		for (cut = 0, j = c->cols - col; j < inner->cols; j++)
			cut |= j >= 0 && canvas_at(inner, i, j)->text[0] !=
			    '\0' && strcmp(canvas_at(inner, i, j)->text,
			    " ") != 0;
		if (cut && c->cols > 0)
			typeset_line(t, c, row + i, c->cols - 1, 1, "…", ">",
			    ROLE_MARK);
	}
}

void
typeset_locate(struct canvas *c, struct span span, size_t n)
{
	struct span	*own;
	int		 exact = span.end - span.start == n;
	size_t		 i;

	for (i = 0; i < (size_t)c->rows * (size_t)c->cols; i++) {
		own = &c->cells[i].span;
		if (own->end == 0)
			continue;
		own->start = exact ? own->start + span.start : span.start;
		own->end = exact ? own->end + span.start : span.end;
	}
}

static void
push(struct stack *s, struct canvas *c, int gap, int col)
{
	if (c->rows == 0)
		return;
	s->v = ARENA_GROW(s->t->arena, s->v, s->n, &s->max);
	s->v[s->n] = (struct placed){ c, s->n == 0 ? 0 : gap, col };
	s->n++;
}

/* As wide as what is in it: most lines are short, and memory is not free. */
static struct canvas *
join(struct stack *s)
{
	struct canvas	*all;
	size_t		 i;
	int		 rows = 0, cols = 0, at = 0;

	for (i = 0; i < s->n; i++) {
		rows += s->v[i].gap + s->v[i].canvas->rows;
		if (s->v[i].col + s->v[i].canvas->cols > cols)
			cols = s->v[i].col + s->v[i].canvas->cols;
	}
	if (cols > s->width)
		cols = s->width;
	all = canvas_new(s->t->arena, rows, cols);
	all->baseline = s->n > 0 ? s->v[0].canvas->baseline : 0;
	for (i = 0; i < s->n; i++) {
		at += s->v[i].gap;
		typeset_put(s->t, all, at, s->v[i].col, s->v[i].canvas);
		at += s->v[i].canvas->rows;
	}
	return all;
}

static void
push_blocks(struct stack *s, struct block *const *blocks, size_t n, int gap)
{
	struct canvas	*c;
	size_t		 i;
	int		 col, formula, last = 0;

	for (i = 0; i < n; i++) {
		col = 0;
		c = typeset_block(s->t, blocks[i], s->width, &col);
		formula = blocks[i]->kind == BLOCK_FORMULA;
		push(s, c, gap || formula || last, col);
		last = formula;
	}
}

static struct canvas *
typeset_blocks(struct typesetter *t, struct block *const *blocks, size_t n,
    int width, int gap)
{
	struct stack	s = { .t = t, .width = width };

	push_blocks(&s, blocks, n, gap);
	return join(&s);
}

/* A canvas moved to the right, with room for a mark before it. */
static struct canvas *
indented(struct typesetter *t, struct canvas *inner, int col, int width)
{
	struct placed	one = { inner, 0, col };
	struct stack	s = { .t = t, .width = width, .v = &one, .n = 1 };

	return join(&s);
}

/* ------------------------------------------------------------------ blocks */

static struct canvas *
typeset_heading(struct typesetter *t, const struct block *b, int width)
{
	static const enum role	 roles[] = { ROLE_TITLE, ROLE_CHAPTER,
				    ROLE_STEP };
	enum role		 role = roles[b->level > 3 ? 2 :
				    b->level - 1];
	struct canvas		*text, *c;
	int			 i;

	text = typeset_phrases(t, b->phrases, b->nphrases, width, role);
	for (i = 0; i < text->rows * text->cols; i++)
		text->cells[i].style.look |= LOOK_BOLD;
	if (b->level > 2)
		return text;
	c = canvas_new(t->arena, text->rows + 1, text->cols < width ?
	    text->cols : width);
	typeset_put(t, c, 0, 0, text);
	typeset_line(t, c, text->rows, 0, c->cols, b->level == 1 ? "═" : "─",
	    b->level == 1 ? "=" : "-", role);
	return c;
}

static struct canvas *
typeset_display(struct typesetter *t, const struct block *b, int width,
    int *col)
{
	struct formula_options	 o = { FORMULA_DISPLAY, width,
				    t->options->ascii };
	struct canvas		*f, *line;

	*col = width < NARROW ? 0 : INDENT;
	o.width -= *col;
	if (b->formula == NULL)
		return canvas_new(t->arena, 0, width);
	f = formula_typeset(t->arena, b->formula, &o);
	if (f->cols > o.width) {
		o.form = FORMULA_LINE;
		line = formula_typeset(t->arena, b->formula, &o);
		if (line->cols <= o.width)
			f = line;
	}
	typeset_locate(f, b->span, b->n);
	return f;
}

/*
 * An experiment, "1  try: its label", and what it does under that. Each piece
 * of it breaks as text does.
 */
static struct canvas *
typeset_try(struct typesetter *t, const struct block *b, int width)
{
	const struct command	*c = b->command;
	const char		*mark = arena_printf(t->arena, "%d", b->level);
	struct phrase		 text[] = { { .look = LOOK_BOLD, .text =
				    "try: " }, { .text = c->text }, { .kind =
				    PHRASE_BREAK }, { .kind = PHRASE_CODE } };
	size_t			 i, n = sizeof text / sizeof text[0];
	struct canvas		*inner;

	text[3].text = "";
	for (i = 0; i < c->ncommands; i++)
		text[3].text = arena_printf(t->arena, "%s%s%s", text[3].text,
		    i > 0 ? "; " : "", c->commands[i].line);
	for (i = 0; i < n; i++) {
		text[i].n = text[i].text == NULL ? 0 : strlen(text[i].text);
		text[i].span = b->span;
	}
	inner = typeset_phrases(t, text, n, width > 3 ? width - 3 : 1,
	    ROLE_PLAIN);
	inner = indented(t, inner, 3, width);
	canvas_text(inner, inner->baseline, 0, mark, strlen(mark),
	    (struct style){ NULL, ROLE_LINK, LOOK_BOLD | LOOK_REVERSE },
	    b->span);
	return inner;
}

/* A derivation, as far as it is revealed; its place is that of the command. */
static struct canvas *
typeset_derivation(struct typesetter *t, const struct block *b, int width)
{
	const struct block	*d = NULL;
	struct canvas		*c;
	int			 i;

	if (t->options->derivation != NULL)
		d = t->options->derivation(t->options->context, t->arena,
		    b->command);
	if (d == NULL)
		return canvas_new(t->arena, 0, width);
	c = typeset_blocks(t, d->blocks, d->nblocks, width, 1);
	for (i = 0; i < c->rows * c->cols; i++)
		if (c->cells[i].span.end != 0)
			c->cells[i].span = b->span;
	return c;
}

/* What a command in the text shows, as a formula on lines of its own. */
static struct canvas *
typeset_command(struct typesetter *t, const struct block *b, int width,
    int *col)
{
	struct block	 formula = { .kind = BLOCK_FORMULA };
	struct canvas	*c = canvas_new(t->arena, 0, width);
	const char	*latex;
	int		 shorter;

	for (shorter = 0; t->options->command != NULL; shorter++) {
		latex = t->options->command(t->options->context, t->arena,
		    b->command, shorter);
		if (latex == NULL)
			break;
		formula.span = b->span;
		formula.n = strlen(latex);
		formula.formula = formula_read(t->arena, NULL, NULL, latex,
		    formula.n, NULL);
		c = typeset_display(t, &formula, width, col);
		if (c->cols <= width - *col)
			break;
	}
	return c;
}

/* A line of code as it is shown, its tabs as blanks. */
static const char *
code_line(struct typesetter *t, const char *s, size_t n)
{
	struct str	 line;
	const char	*tab, *shown;
	size_t		 part;

	str_init(&line);
	for (; n > 0; s += part, n -= part) {
		tab = memchr(s, '\t', n);
		part = tab == NULL ? n : (size_t)(tab - s);
		text_show(&line, s, part, !t->options->ascii);
		if (tab == NULL)
			continue;
		str_fill(&line, ' ', (size_t)(TAB - text_width(line.data,
		    line.len) % TAB));
		part++;
	}
	shown = arena_strndup(t->arena, line.data, line.len);
	str_release(&line);
	return shown;
}

static struct canvas *
typeset_code(struct typesetter *t, const struct block *b, int width, int *col)
{
	struct stack	 s = { .t = t, .width = width };
	struct style	 style = { NULL, ROLE_CODE, 0 };
	struct span	 span;
	struct canvas	*line;
	const char	*text, *nl, *shown;
	size_t		 at, n;

	*col = width < NARROW ? 0 : INDENT_CODE;
	s.width -= *col;
	for (at = 0; at < b->n; at += n + 1) {
		text = b->text + at;
		nl = memchr(text, '\n', b->n - at);
		n = nl == NULL ? b->n - at : (size_t)(nl - text);
		shown = code_line(t, text, n);
		span = b->span;
		if (span.end - span.start == b->n) {
			span.start += (uint32_t)at;
			span.end = span.start + (uint32_t)n;
		}
		line = canvas_new(t->arena, 1, text_width(shown,
		    strlen(shown)));
		canvas_text(line, 0, 0, shown, strlen(shown), style, span);
		push(&s, line, 0, 0);
	}
	return join(&s);
}

/* Digits of a number. */
static int
digits(int n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

/* What stands before an item. */
static const char *
item_mark(struct typesetter *t, const struct block *list, size_t i)
{
	if (list->blocks[i]->task != '\0')
		return arena_printf(t->arena, "[%c]", list->blocks[i]->task);
	if (list->kind == BLOCK_NUMBERS)
		return arena_printf(t->arena, "%d.", list->level + (int)i);
	return t->options->ascii ? "*" : "•";
}

/* Columns of the widest mark, and a blank. */
static int
marks_width(const struct block *list)
{
	size_t	i;
	int	width = 2;

	if (list->kind == BLOCK_NUMBERS)
		width = digits(list->level + (int)list->nblocks - 1) + 2;
	for (i = 0; i < list->nblocks && width < TASK; i++)
		if (list->blocks[i]->task != '\0')
			width = TASK;
	return width;
}

static struct canvas *
typeset_list(struct typesetter *t, const struct block *b, int width)
{
	struct stack	 s = { .t = t, .width = width };
	struct style	 style = { NULL, ROLE_MARK, 0 };
	struct canvas	*item;
	const char	*mark;
	size_t		 i;
	int		 col = marks_width(b), at;

	for (i = 0; i < b->nblocks; i++) {
		item = typeset_blocks(t, b->blocks[i]->blocks,
		    b->blocks[i]->nblocks, width > col ? width - col : 1,
		    !b->tight);
		if (item->rows == 0)
			item = canvas_new(t->arena, 1, 0);
		item = indented(t, item, col, width);
		mark = item_mark(t, b, i);
		at = b->kind == BLOCK_NUMBERS ? col - 1 - (int)strlen(mark) :
		    0;
		canvas_text(item, item->baseline, at, mark, strlen(mark),
		    style, b->blocks[i]->span);
		push(&s, item, !b->tight, 0);
	}
	return join(&s);
}

static struct canvas *
typeset_quote(struct typesetter *t, const struct block *b, int width)
{
	struct canvas	*inner, *c;
	int		 i;

	inner = typeset_blocks(t, b->blocks, b->nblocks, width > 2 ?
	    width - 2 : 1, 1);
	c = indented(t, inner, 2, width);
	for (i = 0; i < c->rows; i++)
		typeset_line(t, c, i, 0, 1, "▌", "|", ROLE_QUOTE);
	return c;
}

static struct canvas *
typeset_block(struct typesetter *t, const struct block *b, int width,
    int *col)
{
	struct canvas	*c;

	switch (b->kind) {
	case BLOCK_PARAGRAPH:
	case BLOCK_CELL:
		return typeset_phrases(t, b->phrases, b->nphrases, width,
		    ROLE_PLAIN);
	case BLOCK_HEADING:
		return typeset_heading(t, b, width);
	case BLOCK_FORMULA:
		return typeset_display(t, b, width, col);
	case BLOCK_COMMAND:
		if (b->command->def->id == COMMAND_TRY)
			return typeset_try(t, b, width);
		if (b->command->def->id == COMMAND_DERIVE)
			return typeset_derivation(t, b, width);
		return typeset_command(t, b, width, col);
	case BLOCK_FENCE:
		return typeset_code(t, b, width, col);
	case BLOCK_BULLETS:
	case BLOCK_NUMBERS:
		return typeset_list(t, b, width);
	case BLOCK_QUOTE:
		return typeset_quote(t, b, width);
	case BLOCK_TABLE:
		return typeset_table(t, b, width);
	case BLOCK_RULE:
		c = canvas_new(t->arena, 1, width);
		typeset_line(t, c, 0, 0, width, "─", "-", ROLE_MARK);
		return c;
	default:
		return typeset_blocks(t, b->blocks, b->nblocks, width, 1);
	}
}

struct canvas *
page_typeset(struct arena *arena, struct block *const *blocks, size_t n,
    const struct page_options *options)
{
	struct typesetter	t = { arena, options };
	struct stack		s = { .t = &t, .width = options->width < 1 ? 1 :
				    options->width };
	struct canvas		*page;

	push_blocks(&s, blocks, n, 1);
	page = join(&s);
	typeset_names(&t, blocks, n, page);
	return page;
}
