/* SPDX-License-Identifier: MIT */

#include "gradus/page.h"

#include <string.h>

#include "gradus/text.h"

#include "typesetter.h"

#define INDENT		4	/* of a formula */
#define INDENT_CODE	2
#define NARROW		50	/* columns that are too few for that */

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
	int			 width;
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

	canvas_copy(c, row, col, inner, 0);
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
	int		 i, exact = span.end - span.start == n;

	for (i = 0; i < c->rows * c->cols; i++) {
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

static struct canvas *
join(struct stack *s)
{
	struct canvas	*all;
	size_t		 i;
	int		 rows = 0, at = 0;

	for (i = 0; i < s->n; i++)
		rows += s->v[i].gap + s->v[i].canvas->rows;
	all = canvas_new(s->t->arena, rows, s->width);
	for (i = 0; i < s->n; i++) {
		at += s->v[i].gap;
		typeset_put(s->t, all, at, s->v[i].col, s->v[i].canvas);
		at += s->v[i].canvas->rows;
	}
	return all;
}

static struct canvas *
typeset_blocks(struct typesetter *t, struct block *const *blocks, size_t n,
    int width, int gap)
{
	struct stack	s = { .t = t, .width = width };
	struct canvas	*c;
	size_t		 i;
	int		 col;

	for (i = 0; i < n; i++) {
		col = 0;
		c = typeset_block(t, blocks[i], width, &col);
		push(&s, c, gap, col);
	}
	return join(&s);
}

/* A canvas moved to the right, with room for a mark before it. */
static struct canvas *
indented(struct typesetter *t, const struct canvas *inner, int col, int width)
{
	struct canvas	*c = canvas_new(t->arena, inner->rows, width);

	typeset_put(t, c, 0, col, inner);
	return c;
}

/* ------------------------------------------------------------------- blocks */

static struct canvas *
typeset_heading(struct typesetter *t, const struct block *b, int width)
{
	static const enum role	 roles[] = { ROLE_TITLE, ROLE_CHAPTER,
				    ROLE_STEP };
	enum role		 role = roles[b->level > 3 ? 2 :
				    b->level - 1];
	struct canvas		*text, *c;
	int			 i, j, length = 0;

	text = typeset_phrases(t, b->phrases, b->nphrases, width, role);
	for (i = 0; i < text->rows * text->cols; i++)
		text->cells[i].style.look |= LOOK_BOLD;
	if (b->level > 2)
		return text;
	for (i = 0; i < text->rows; i++)
		for (j = 0; j < text->cols; j++)
			if (canvas_at(text, i, j)->text[0] != '\0' && j >=
			    length)
				length = j + canvas_at(text, i, j)->width;
	c = canvas_new(t->arena, text->rows + 1, width);
	canvas_copy(c, 0, 0, text, 0);
	typeset_line(t, c, text->rows, 0, length, b->level == 1 ? "═" : "─",
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

static struct canvas *
typeset_code(struct typesetter *t, const struct block *b, int width)
{
	int		 col = width < NARROW ? 0 : INDENT_CODE;
	const char	*s = b->text, *nl, *end = b->text + b->n, *shown;
	struct canvas	*c, *line;
	struct style	 style = { NULL, ROLE_CODE, 0 };
	struct span	 span;
	int		 rows = 0, row = 0, w;

	for (; s < end; s = nl == NULL ? end : nl + 1, rows++)
		nl = memchr(s, '\n', (size_t)(end - s));
	c = canvas_new(t->arena, rows, width);
	for (s = b->text; s < end; s = nl == NULL ? end : nl + 1, row++) {
		nl = memchr(s, '\n', (size_t)(end - s));
		shown = typeset_text(t, s, (size_t)((nl == NULL ? end : nl) -
		    s));
		span = b->span;
		if (span.end - span.start == b->n) {
			span.start += (uint32_t)(s - b->text);
			span.end = span.start + (uint32_t)((nl == NULL ? end :
			    nl) - s);
		}
		w = text_width(shown, strlen(shown));
		line = canvas_new(t->arena, 1, w);
		canvas_text(line, 0, 0, shown, strlen(shown), style, span);
		typeset_put(t, c, row, col, line);
	}
	return c;
}

/* Digits of a number. */
static int
digits(int n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

static struct canvas *
typeset_list(struct typesetter *t, const struct block *b, int width)
{
	struct stack	 s = { .t = t, .width = width };
	struct style	 style = { NULL, ROLE_MARK, 0 };
	struct canvas	*inner, *item;
	const char	*mark = t->options->ascii ? "*" : "•";
	size_t		 i;
	int		 col = 2, last = b->level + (int)b->nblocks - 1, w;

	if (b->kind == BLOCK_NUMBERS)
		col = digits(last < 0 ? 0 : last) + 2;
	for (i = 0; i < b->nblocks; i++) {
		inner = typeset_blocks(t, b->blocks[i]->blocks,
		    b->blocks[i]->nblocks, width > col ? width - col : 1,
		    !b->tight);
		/* A tight item has its text without a paragraph around. */
		if (b->blocks[i]->nphrases > 0) {
			struct stack	both = { .t = t, .width = width > col ?
					    width - col : 1 };

			push(&both, typeset_phrases(t, b->blocks[i]->phrases,
			    b->blocks[i]->nphrases, both.width, ROLE_PLAIN),
			    0, 0);
			push(&both, inner, 0, 0);
			inner = join(&both);
		}
		item = indented(t, inner, col, width);
		if (item->rows == 0)
			item = canvas_new(t->arena, 1, width);
		if (b->kind == BLOCK_NUMBERS) {
			mark = arena_printf(t->arena, "%d.", b->level +
			    (int)i);
			w = (int)strlen(mark);
			canvas_text(item, inner->baseline, col - 1 - w, mark,
			    strlen(mark), style, b->blocks[i]->span);
		} else
			canvas_text(item, inner->baseline, 0, mark,
			    strlen(mark), style, b->blocks[i]->span);
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
	case BLOCK_FENCE:
		return typeset_code(t, b, width);
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

	return typeset_blocks(&t, blocks, n, options->width < 1 ? 1 :
	    options->width, 1);
}
