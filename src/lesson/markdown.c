/* SPDX-License-Identifier: MIT */
/*
 * The one file that talks to md4c.
 */

#include "gradus/markdown.h"

#include <md4c.h>
#include <string.h>

#include "gradus/text.h"

#include "prepass.h"

#define MAX_DEPTH	64	/* of blocks, and of spans */

struct reader {
	struct arena		*arena;
	struct diag		*diag;
	const struct source	*source;
	struct prepass		 pre;
	struct formula_macros	*macros;
	struct block		*open[MAX_DEPTH];	/* from the root */
	int			 depth, spans;
	unsigned		 look;
	const char		*link;
	int			 code, math, display;
	struct str		 text;		/* of a formula or a fence */
	struct span		 span;		/* of that */
	size_t			 rows;		/* of the table that is open */
};

static void
add_block(struct reader *r, struct block *parent, struct block *child)
{
	parent->blocks = ARENA_PUSH(r->arena, parent->blocks,
	    parent->nblocks);
	parent->blocks[parent->nblocks++] = child;
}

static struct block *
top(struct reader *r)
{
	return r->open[r->depth - 1];
}

/* 1, and where it is in the source, if the text lies in the copy. */
static int
locate(const struct reader *r, const char *s, size_t n, struct span *span)
{
	const char	*copy = r->pre.text.data;

	if (s < copy || s > copy + r->pre.len)
		return 0;
	span->start = (uint32_t)prepass_source(&r->pre, (size_t)(s - copy));
	span->end = n == 0 ? span->start : (uint32_t)prepass_source(&r->pre,
	    (size_t)(s - copy) + n - 1) + 1;
	return 1;
}

static void
widen(struct span *all, struct span part)
{
	if (all->end == 0) {
		*all = part;
		return;
	}
	if (part.start < all->start)
		all->start = part.start;
	if (part.end > all->end)
		all->end = part.end;
}

static struct phrase *
add_phrase(struct reader *r, enum phrase_kind kind, struct span span)
{
	struct block	*b = top(r);
	struct phrase	*p;

	b->phrases = ARENA_PUSH(r->arena, b->phrases, b->nphrases);
	p = &b->phrases[b->nphrases++];
	*p = (struct phrase){ .kind = kind, .look = r->look,
	    .link = r->link, .span = span };
	widen(&b->span, span);
	return p;
}

/* ------------------------------------------------------------------- blocks */

static struct block *
open_block(struct reader *r, enum block_kind kind)
{
	struct block	*b = arena_alloc(r->arena, sizeof *b);

	b->kind = kind;
	if (r->depth > 0)
		add_block(r, top(r), b);
	r->open[r->depth++] = b;
	return b;
}

static char *
attribute(struct reader *r, const MD_ATTRIBUTE *a)
{
	return arena_strndup(r->arena, a->text == NULL ? "" : a->text,
	    a->size);
}

static void
open_code(struct reader *r, const MD_BLOCK_CODE_DETAIL *detail)
{
	struct block	*b = open_block(r, BLOCK_FENCE);

	b->info = attribute(r, &detail->info);
	r->code = 1;
	str_clear(&r->text);
	r->span = (struct span){ 0, 0 };
}

static enum align
alignment(MD_ALIGN align)
{
	return align == MD_ALIGN_RIGHT ? ALIGN_RIGHT : align ==
	    MD_ALIGN_CENTER ? ALIGN_CENTRE : ALIGN_LEFT;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct reader	*r = context;
	struct block	*b;

	if (r->depth == MAX_DEPTH) {
		if (r->diag != NULL)
			diag_error(r->diag, r->source, top(r)->span,
			    "blocks are nested deeper than %d here",
			    MAX_DEPTH);
		return -1;
	}
	switch (type) {
	case MD_BLOCK_DOC:
		open_block(r, BLOCK_DOCUMENT);
		break;
	case MD_BLOCK_QUOTE:
		open_block(r, BLOCK_QUOTE);
		break;
	case MD_BLOCK_UL:
		b = open_block(r, BLOCK_BULLETS);
		b->tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight;
		break;
	case MD_BLOCK_OL:
		b = open_block(r, BLOCK_NUMBERS);
		b->tight = ((MD_BLOCK_OL_DETAIL *)detail)->is_tight;
		b->level = (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
		break;
	case MD_BLOCK_LI:
		open_block(r, BLOCK_ITEM);
		break;
	case MD_BLOCK_HR:
		open_block(r, BLOCK_RULE);
		break;
	case MD_BLOCK_H:
		b = open_block(r, BLOCK_HEADING);
		b->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_CODE:
		open_code(r, detail);
		break;
	case MD_BLOCK_TABLE:
		open_block(r, BLOCK_TABLE);
		break;
	case MD_BLOCK_TR:
		open_block(r, BLOCK_ROW);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		b = open_block(r, BLOCK_CELL);
		b->align = alignment(((MD_BLOCK_TD_DETAIL *)detail)->align);
		break;
	case MD_BLOCK_P:
	case MD_BLOCK_HTML:
		open_block(r, BLOCK_PARAGRAPH);
		break;
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		break;
	}
	return 0;
}

static const struct formula *
read_formula(struct reader *r, const char *latex, size_t n, struct span span)
{
	struct diag	*diag = NULL;
	const char	*text;

	/* Spans are those of the source where it is there word for word. */
	if (span.end - span.start == n && memcmp(r->source->text +
	    span.start, latex, n) == 0)
		return formula_read(r->arena, r->diag, r->source,
		    r->source->text + span.start, n, r->macros);
	text = arena_strndup(r->arena, latex, n);
	return formula_read(r->arena, diag, NULL, text, n, r->macros);
}

/* A fence is whole: its text, or its formula. */
static void
close_code(struct reader *r, struct block *b)
{
	b->text = arena_strndup(r->arena, r->text.data, r->text.len);
	b->n = r->text.len;
	b->span = r->span;
	/* With the end of its last line, as the text has it. */
	if (b->span.end < r->source->len && r->source->text[b->span.end] ==
	    '\r')
		b->span.end++;
	if (b->n > 0 && b->span.end < r->source->len &&
	    r->source->text[b->span.end] == '\n')
		b->span.end++;
	r->code = 0;
	if (strcmp(b->info, "math") != 0)
		return;
	b->kind = BLOCK_FORMULA;
	if (b->span.end - b->span.start > b->n)
		b->span.end = b->span.start + (uint32_t)b->n;
	b->formula = read_formula(r, b->text, b->n, b->span);
}

static int
is_blank(const struct phrase *p)
{
	return p->kind == PHRASE_BREAK || (p->kind == PHRASE_TEXT &&
	    strspn(p->text, " ") == p->n);
}

/* The phrases from..end of a paragraph as one of their own. */
static void
add_part(struct reader *r, struct block *parent, const struct block *whole,
    size_t from, size_t end)
{
	struct block	*b;
	size_t		 i;

	while (from < end && is_blank(&whole->phrases[from]))
		from++;
	while (end > from && is_blank(&whole->phrases[end - 1]))
		end--;
	if (from == end)
		return;
	b = arena_alloc(r->arena, sizeof *b);
	*b = (struct block){ .kind = BLOCK_PARAGRAPH,
	    .phrases = whole->phrases + from, .nphrases = end - from };
	for (i = from; i < end; i++)
		widen(&b->span, whole->phrases[i].span);
	if (b->nphrases == 1 && b->phrases->display) {
		b->kind = BLOCK_FORMULA;
		b->formula = b->phrases->formula;
		b->n = b->phrases->n;
		b->nphrases = 0;
	}
	add_block(r, parent, b);
}

/* A formula in $$ stands on lines of its own, also among text. */
static void
close_paragraph(struct reader *r, const struct block *b)
{
	struct block	*parent = r->open[r->depth - 2];
	size_t		 i, from = 0, displays = 0;

	for (i = 0; i < b->nphrases; i++)
		displays += b->phrases[i].display != 0;
	if (displays == 0)
		return;
	parent->nblocks--;
	for (i = 0; i < b->nphrases; i++) {
		if (!b->phrases[i].display)
			continue;
		add_part(r, parent, b, from, i);
		add_part(r, parent, b, i, i + 1);
		from = i + 1;
	}
	add_part(r, parent, b, from, b->nphrases);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct reader	*r = context;
	struct block	*b;

	(void)detail;
	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return 0;
	b = top(r);
	if (type == MD_BLOCK_CODE)
		close_code(r, b);
	else if (type == MD_BLOCK_P)
		close_paragraph(r, b);
	if (r->depth > 1) {
		r->depth--;
		if (b->span.end > 0)
			widen(&top(r)->span, b->span);
	}
	return 0;
}

/* -------------------------------------------------------------------- spans */

static unsigned
look_of(MD_SPANTYPE type)
{
	return type == MD_SPAN_EM ? LOOK_ITALIC : type == MD_SPAN_STRONG ?
	    LOOK_BOLD : type == MD_SPAN_DEL ? LOOK_STRIKE : 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct reader	*r = context;

	if (++r->spans > MAX_DEPTH)
		return -1;
	r->look |= look_of(type);
	switch (type) {
	case MD_SPAN_A:
		r->link = attribute(r, &((MD_SPAN_A_DETAIL *)detail)->href);
		r->look |= LOOK_UNDERLINE;
		break;
	case MD_SPAN_IMG:
		r->link = attribute(r, &((MD_SPAN_IMG_DETAIL *)detail)->src);
		break;
	case MD_SPAN_CODE:
		r->code = 2;
		break;
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
		r->math = 1;
		r->display = type == MD_SPAN_LATEXMATH_DISPLAY;
		break;
	default:
		break;
	}
	if (r->code == 2 || r->math) {
		str_clear(&r->text);
		r->span = (struct span){ 0, 0 };
	}
	return 0;
}

/*
 * "$5 and $6" is no formula: beside the dollars of one stands no blank (the
 * rule of pandoc's manual, tex_math_dollars).
 */
static int
is_money(struct reader *r)
{
	const char	*s = r->text.data;
	size_t		 n = r->text.len;

	if (r->display || n == 0 || (s[0] != ' ' && s[n - 1] != ' '))
		return 0;
	if (r->diag == NULL)
		return 1;
	diag_warning(r->diag, r->source, r->span, "a formula has no blank "
	    "beside its $, so this is text");
	diag_hint(r->diag, "write $x$ for a formula, \\$ for a dollar sign");
	return 1;
}

static void
close_formula(struct reader *r)
{
	struct phrase	*p;
	int		 money = is_money(r);

	r->math = 0;
	p = add_phrase(r, money ? PHRASE_TEXT : PHRASE_FORMULA, r->span);
	if (money) {
		p->text = arena_printf(r->arena, "$%s$", r->text.data);
		p->n = strlen(p->text);
		return;
	}
	p->text = arena_strndup(r->arena, r->text.data, r->text.len);
	p->n = r->text.len;
	p->formula = read_formula(r, p->text, p->n, r->span);
	p->display = r->display;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct reader	*r = context;
	struct phrase	*p;

	(void)detail;
	r->spans--;
	r->look &= ~look_of(type);
	switch (type) {
	case MD_SPAN_A:
	case MD_SPAN_IMG:
		r->link = NULL;
		r->look &= ~(unsigned)LOOK_UNDERLINE;
		break;
	case MD_SPAN_CODE:
		p = add_phrase(r, PHRASE_CODE, r->span);
		p->text = arena_strndup(r->arena, r->text.data, r->text.len);
		p->n = r->text.len;
		r->code = 0;
		break;
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
		close_formula(r);
		break;
	default:
		break;
	}
	return 0;
}

/* --------------------------------------------------------------------- text */

/* The entities that people write, and numbers; others stay as they are. */
static void
add_entity(struct str *s, const char *text, size_t n)
{
	static const char	*const names[][2] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", "\u00a0" },
		{ "&ndash;", "–" }, { "&mdash;", "—" }, { "&hellip;", "…" },
		{ "&times;", "×" }, { "&minus;", "−" }, { "&le;", "≤" },
		{ "&ge;", "≥" }, { "&rarr;", "→" }, { "&copy;", "©" },
	};
	unsigned long	cp = 0;
	size_t		i;
	int		hex = n > 3 && (text[2] == 'x' || text[2] == 'X');
	char		utf8[4];

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i][0]) == n &&
		    memcmp(names[i][0], text, n) == 0) {
			str_add(s, names[i][1]);
			return;
		}
	if (n < 4 || text[1] != '#') {
		str_addn(s, text, n);
		return;
	}
	for (i = hex ? 3 : 2; i + 1 < n && cp < 0x110000; i++)
		cp = cp * (hex ? 16 : 10) + (unsigned long)(text[i] <= '9' ?
		    text[i] - '0' : (text[i] | 32) - 'a' + 10);
	if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		cp = 0xfffd;
	str_addn(s, utf8, text_encode(utf8, (uint32_t)cp));
}

/* Text joins the phrase before it where that has the same style. */
static void
add_text(struct reader *r, const char *s, size_t n, struct span span)
{
	struct block	*b = top(r);
	struct phrase	*p = b->nphrases == 0 ? NULL :
			    &b->phrases[b->nphrases - 1];
	char		*joined;

	if (p != NULL && p->kind == PHRASE_TEXT && p->look == r->look &&
	    p->link == r->link && p->n + n < 200) {
		joined = arena_alloc(r->arena, p->n + n + 1);
		memcpy(joined, p->text, p->n);
		memcpy(joined + p->n, s, n);
		p->text = joined;
		p->n += n;
		widen(&p->span, span);
		widen(&b->span, span);
		return;
	}
	p = add_phrase(r, PHRASE_TEXT, span);
	p->text = arena_strndup(r->arena, s, n);
	p->n = n;
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *context)
{
	struct reader	*r = context;
	struct span	 span = { 0, 0 };
	struct str	 entity;

	if (locate(r, s, n, &span) && (r->code || r->math) && n > 0)
		widen(&r->span, span);
	if (r->code || r->math) {
		str_addn(&r->text, s, n);
		return 0;
	}
	if (span.end == 0)
		span = (struct span){ top(r)->span.end, top(r)->span.end };
	switch (type) {
	case MD_TEXT_BR:
		add_phrase(r, PHRASE_BREAK, span);
		break;
	case MD_TEXT_SOFTBR:
		add_text(r, " ", 1, span);
		break;
	case MD_TEXT_NULLCHAR:
		add_text(r, "\ufffd", 3, span);
		break;
	case MD_TEXT_ENTITY:
		str_init(&entity);
		add_entity(&entity, s, n);
		add_text(r, entity.data, entity.len, span);
		str_release(&entity);
		break;
	default:
		add_text(r, s, n, span);
		break;
	}
	return 0;
}

struct block *
markdown_read(struct arena *arena, struct diag *diag,
    const struct source *source)
{
	static const MD_PARSER	 parser = {
		.flags = MD_FLAG_LATEXMATHSPANS | MD_FLAG_TABLES |
		    MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct reader		 r = { .arena = arena, .diag = diag,
				    .source = source };
	int			 failed;

	r.pre = (struct prepass){ .arena = arena, .diag = diag,
	    .source = source };
	r.macros = formula_macros_new(arena);
	str_init(&r.text);
	failed = prepass_run(&r.pre);
	if (failed == 0)
		failed = md_parse(r.pre.text.data, (MD_SIZE)r.pre.len,
		    &parser, &r);
	str_release(&r.text);
	prepass_release(&r.pre);
	return r.open[0] != NULL && (failed == 0 || r.open[0]->nblocks > 0) ?
	    r.open[0] : NULL;
}
