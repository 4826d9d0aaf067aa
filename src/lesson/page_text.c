/* SPDX-License-Identifier: MIT */
/*
 * Running text: words and formulas in lines. What stands together without a
 * blank stays together; a formula that is higher than one row makes its line
 * as high.
 */

#include <string.h>

#include "gradus/latex.h"
#include "gradus/number.h"
#include "gradus/text.h"

#include "typesetter.h"

/* A word, or a formula. */
struct piece {
	const char		*text;		/* NULL: a canvas */
	size_t			 n;
	const struct canvas	*canvas;
	int			 width, above, below;
	int			 blank;		/* before it: may break here */
	int			 end;		/* of a line, after it */
	struct style		 style;
	struct span		 span;
};

struct pieces {
	struct typesetter	*t;
	struct piece		*v;
	size_t			 n, max;
	int			 width;
	int			 blank;		/* before the next */
	enum role		 role;
};

static struct piece *
add_piece(struct pieces *p)
{
	p->v = ARENA_GROW(p->t->arena, p->v, p->n, &p->max);
	p->v[p->n] = (struct piece){ .blank = p->blank };
	p->blank = 0;
	return &p->v[p->n++];
}

static void
add_word(struct pieces *p, const char *s, size_t n, struct style style,
    struct span span)
{
	struct piece	*piece;
	uint32_t	 cp;
	size_t		 len, at;
	int		 cells, width = 0;

	/* A word that is wider than a line goes on in the next. */
	for (at = 0; at < n; at += len) {
		len = text_decode(s + at, n - at, &cp);
		cells = text_cell(cp);
		if (width + cells > p->width && at > 0) {
			piece = add_piece(p);
			*piece = (struct piece){ .text = s, .n = at,
			    .width = width, .style = style, .span = span,
			    .blank = piece->blank, .end = 1 };
			s += at;
			n -= at;
			at = len = 0;
			width = 0;
			continue;
		}
		width += cells;
	}
	piece = add_piece(p);
	*piece = (struct piece){ .text = s, .n = n, .width = width,
	    .style = style, .span = span, .blank = piece->blank };
}

/* Words between blanks; of a text that is in the source as it is, each. */
static void
add_words(struct pieces *p, const char *text, size_t n, struct style style,
    struct span span)
{
	size_t		 i, start;
	int		 exact = span.end - span.start == n;
	const char	*shown;
	struct span	 part;

	for (i = 0; i < n; i = start) {
		if (strchr(" \t\n", text[i]) != NULL && text[i] != '\0') {
			p->blank = 1;
			start = i + 1;
			continue;
		}
		for (start = i; start < n && (text[start] == '\0' ||
		    strchr(" \t\n", text[start]) == NULL);)
			start++;
		part = span;
		if (exact) {
			part.start = span.start + (uint32_t)i;
			part.end = span.start + (uint32_t)start;
		}
		shown = typeset_text(p->t, text + i, start - i);
		add_word(p, shown, strlen(shown), style, part);
	}
}

static void
add_canvas(struct pieces *p, const struct canvas *c, struct span span)
{
	struct piece	*piece = add_piece(p);

	piece->canvas = c;
	piece->width = c->cols;
	piece->above = c->baseline;
	piece->below = c->rows - 1 - c->baseline;
	piece->span = span;
}

static struct canvas *
typeset_formula(struct pieces *p, const struct formula *f)
{
	struct formula_options	 o = { .form = FORMULA_TEXT,
				    .ascii = p->t->options->ascii };
	struct canvas		*c = formula_typeset(p->t->arena, f, &o);

	if (c->cols <= p->width)
		return c;
	o.form = FORMULA_DISPLAY;
	o.width = p->width;
	return formula_typeset(p->t->arena, f, &o);
}

/* A name of the model is typeset as that, and marked with itself. */
static int
add_name(struct pieces *p, const struct phrase *phrase)
{
	const struct model	*m = p->t->options->model;
	const struct symbol	*s;
	struct str		 latex;
	struct canvas		*c;
	const char		*text;
	struct formula		*f;
	int			 i;

	if (m == NULL || (s = model_find(m, phrase->text, phrase->n)) == NULL)
		return 0;
	str_init(&latex);
	latex_name(&latex, s);
	text = arena_strdup(p->t->arena, latex.data);
	f = formula_read(p->t->arena, NULL, NULL, text, latex.len, NULL);
	str_release(&latex);
	c = typeset_formula(p, f);
	for (i = 0; i < c->rows * c->cols; i++) {
		c->cells[i].style.role = ROLE_NAME;
		c->cells[i].style.mark = s->name;
		c->cells[i].span = phrase->span;
	}
	add_canvas(p, c, phrase->span);
	return 1;
}

static void
add_number(struct pieces *p, const struct phrase *phrase, struct style style)
{
	const struct page_options	*o = p->t->options;
	const char			*now = NULL;

	if (o->number != NULL)
		now = o->number(o->context, p->t->arena, phrase);
	if (now == NULL || (strlen(now) == phrase->n &&
	    memcmp(now, phrase->text, phrase->n) == 0)) {
		add_words(p, phrase->text, phrase->n, style, phrase->span);
		return;
	}
	style.role = ROLE_CHANGED;
	style.look |= LOOK_BOLD;
	add_words(p, now, strlen(now), style, phrase->span);
}

static void
add_phrase(struct pieces *p, const struct phrase *phrase)
{
	struct style	 style = { NULL, p->role, (uint8_t)phrase->look };
	struct canvas	*c;

	switch (phrase->kind) {
	case PHRASE_BREAK:
		if (p->n > 0)
			p->v[p->n - 1].end = 1;
		break;
	case PHRASE_FORMULA:
		c = typeset_formula(p, phrase->formula);
		typeset_locate(c, phrase->span, phrase->n);
		add_canvas(p, c, phrase->span);
		break;
	case PHRASE_CODE:
		if (add_name(p, phrase))
			break;
		style.role = ROLE_CODE;
		add_words(p, phrase->text, phrase->n, style, phrase->span);
		break;
	default:
		if (number_is_link(phrase->link)) {
			add_number(p, phrase, style);
			break;
		}
		if (phrase->link != NULL)
			style.role = ROLE_LINK;
		add_words(p, phrase->text, phrase->n, style, phrase->span);
		break;
	}
}

/* Behind a link its address, where the text is another. */
static void
add_address(struct pieces *p, const struct phrase *phrase)
{
	struct style	style = { NULL, ROLE_LINK, 0 };
	const char	*text;

	if (number_is_link(phrase->link) || (strlen(phrase->link) ==
	    phrase->n && memcmp(phrase->link, phrase->text, phrase->n) == 0))
		return;
	text = arena_printf(p->t->arena, "(%s)", phrase->link);
	p->blank = 1;
	add_words(p, text, strlen(text), style, phrase->span);
}

/* ------------------------------------------------------------------- lines */

/* From `from` to `end`, as high as its highest. */
struct row {
	size_t	from, end;
	int	above, below, cols;
};

static void
measure(struct row *row, const struct pieces *p)
{
	size_t	i;

	row->above = row->below = row->cols = 0;
	for (i = row->from; i < row->end; i++) {
		row->cols += p->v[i].width + (i > row->from && p->v[i].blank);
		if (p->v[i].above > row->above)
			row->above = p->v[i].above;
		if (p->v[i].below > row->below)
			row->below = p->v[i].below;
	}
}

/* Where the line that begins with `from` ends. */
static size_t
find_end(const struct pieces *p, size_t from)
{
	size_t	i, good = from;
	int	width = 0;

	for (i = from; i < p->n; i++) {
		if (i > from && p->v[i].blank)
			good = i;
		if (i > from)
			width += p->v[i].blank;
		width += p->v[i].width;
		if (width > p->width && i > from)
			return good > from ? good : i;
		if (p->v[i].end)
			return i + 1;
	}
	return p->n;
}

static void
draw_row(struct pieces *p, struct canvas *c, const struct row *row, int at)
{
	const struct piece	*piece;
	size_t			 i;
	int			 col = 0;

	for (i = row->from; i < row->end; i++) {
		piece = &p->v[i];
		col += i > row->from && piece->blank;
		if (piece->canvas != NULL)
			canvas_copy(c, at - piece->above, col,
			    piece->canvas);
		else
			canvas_text(c, at, col, piece->text, piece->n,
			    piece->style, piece->span);
		col += piece->width;
	}
}

/* What is wider than the page is cut there in any case: see typeset_put. */
static struct canvas *
draw_rows(struct pieces *p)
{
	struct row	*rows = NULL;
	size_t		 n = 0, max = 0, from, i;
	struct canvas	*c;
	int		 height = 0, cols = 0, at = 0;

	for (from = 0; from < p->n; from = rows[n++].end) {
		rows = ARENA_GROW(p->t->arena, rows, n, &max);
		rows[n] = (struct row){ from, find_end(p, from), 0, 0, 0 };
		measure(&rows[n], p);
		if (rows[n].cols > cols)
			cols = rows[n].cols;
		height += rows[n].above + 1 + rows[n].below;
	}
	c = canvas_new(p->t->arena, height, cols < p->width + 2 ? cols :
	    p->width + 2);
	for (i = 0; i < n; i++) {
		at += rows[i].above;
		draw_row(p, c, &rows[i], at);
		at += 1 + rows[i].below;
	}
	c->baseline = n > 0 ? rows[0].above : 0;
	return c;
}

struct canvas *
typeset_phrases(struct typesetter *t, const struct phrase *phrases, size_t n,
    int width, enum role role)
{
	struct pieces	 p = { .t = t, .width = width < 1 ? 1 : width,
			    .role = role };
	size_t		 i;

	for (i = 0; i < n; i++) {
		add_phrase(&p, &phrases[i]);
		if (phrases[i].link != NULL && (i + 1 == n ||
		    phrases[i + 1].link != phrases[i].link))
			add_address(&p, &phrases[i]);
	}
	return draw_rows(&p);
}
