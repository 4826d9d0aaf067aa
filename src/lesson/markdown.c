/* SPDX-License-Identifier: MIT */
/*
 * The one file that talks to md4c.
 */

#include "gradus/markdown.h"

#include <md4c.h>
#include <string.h>

#include "gradus/number.h"
#include "gradus/text.h"

#include "prepass.h"
#include "tree.h"

#define MAX_DEPTH	64	/* of blocks, and of spans */
#define MAX_COLUMNS	100	/* of a table */
#define MAX_ADDRESSES	(1u << 20)	/* bytes, all together */
#define LONG_TEXT	200	/* bytes: no more text joins it */

struct markdown {
	struct arena		*arena;
	struct diag		*diag;
	const struct source	*source;
	struct prepass		 pre;
	struct formula_macros	*macros;
	struct block		*open[MAX_DEPTH + 1];	/* from the root */
	int			 depth;
	int			 tight;		/* a paragraph of our own */
	struct style_now {
		unsigned	 look;
		const char	*link;
		struct span	 target;
	}			 now, outer[MAX_DEPTH];
	int			 spans;
	int			 code, math, display;
	struct str		 text;		/* of a formula or a fence */
	struct span		 span;		/* of that */
	struct span		 last;		/* of the text before */
	size_t			 columns, cells, addresses;
};

static struct block *
top(struct markdown *r)
{
	return r->open[r->depth - 1];
}

/* 1, and where it is in the source, if the text lies in the copy. */
static int
locate(const struct markdown *r, const char *s, size_t n, struct span *span)
{
	const char	*copy = r->pre.text.data;

	if (s < copy || s > copy + r->pre.len)
		return 0;
	span->start = (uint32_t)prepass_source(&r->pre, (size_t)(s - copy));
	span->end = n == 0 ? span->start : (uint32_t)prepass_source(&r->pre,
	    (size_t)(s - copy) + n - 1) + 1;
	return 1;
}

/* ------------------------------------------------------------------ blocks */

static struct block *
open_block(struct markdown *r, enum block_kind kind)
{
	struct block	*b = arena_alloc(r->arena, sizeof *b);

	b->kind = kind;
	if (r->depth > 0)
		tree_add(r->arena, top(r), b);
	r->open[r->depth++] = b;
	return b;
}

/* Notes what is refused; the value tells md4c to stop. */
static int
note_limit(struct markdown *r, const char *what, unsigned most)
{
	if (r->diag != NULL)
		diag_error(r->diag, r->source, r->last, "%s than %u here",
		    what, most);
	return -1;
}

/*
 * The block that text goes to. An item of a tight list has no paragraph
 * around its text: it gets one here.
 */
static struct block *
text_block(struct markdown *r)
{
	if (top(r)->kind == BLOCK_ITEM) {
		open_block(r, BLOCK_PARAGRAPH);
		r->tight = 1;
	}
	return top(r);
}

static void
close_block(struct markdown *r)
{
	struct span	span = top(r)->span;

	r->depth--;
	if (span.end > 0)
		tree_widen(&top(r)->span, span);
}

static void
close_tight(struct markdown *r)
{
	if (!r->tight)
		return;
	r->tight = 0;
	close_block(r);
	tree_split(r->arena, top(r));
}

static char *
attribute(struct markdown *r, const MD_ATTRIBUTE *a)
{
	return arena_strndup(r->arena, a->text == NULL ? "" : a->text,
	    a->size);
}

static void
open_code(struct markdown *r, const MD_BLOCK_CODE_DETAIL *detail)
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

static void
open_item(struct markdown *r, const MD_BLOCK_LI_DETAIL *detail)
{
	struct block	*b = open_block(r, BLOCK_ITEM);

	if (detail->is_task)
		b->task = detail->task_mark == ' ' ? ' ' : 'x';
}

/*
 * md4c fills up the rows of a table, so that a few bytes can make many cells:
 * more than there are bytes are not in any table that was meant.
 */
static int
open_cell(struct markdown *r, const MD_BLOCK_TD_DETAIL *detail, int head)
{
	struct block	*b;

	r->columns += head != 0;
	if (r->columns > MAX_COLUMNS)
		return note_limit(r, "a table has more columns", MAX_COLUMNS);
	if (++r->cells > r->source->len)
		return note_limit(r, "tables have more cells",
		    (unsigned)r->source->len);
	b = open_block(r, BLOCK_CELL);
	b->align = alignment(detail->align);
	return 0;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct markdown	*r = context;
	struct block	*b;

	close_tight(r);
	if (r->depth == MAX_DEPTH)
		return note_limit(r, "blocks are nested deeper", MAX_DEPTH);
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
		open_item(r, detail);
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
		r->columns = 0;
		open_block(r, BLOCK_TABLE);
		break;
	case MD_BLOCK_TR:
		open_block(r, BLOCK_ROW);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		return open_cell(r, detail, type == MD_BLOCK_TH);
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
read_formula(struct markdown *r, const char *latex, size_t n, struct span span)
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
close_code(struct markdown *r, struct block *b)
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
leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct markdown	*r = context;

	(void)detail;
	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return 0;
	close_tight(r);
	if (type == MD_BLOCK_CODE)
		close_code(r, top(r));
	if (r->depth > 1)
		close_block(r);
	if (type == MD_BLOCK_P)
		tree_split(r->arena, top(r));
	return 0;
}

/* ------------------------------------------------------------------- spans */

static unsigned
look_of(MD_SPANTYPE type)
{
	return type == MD_SPAN_EM ? LOOK_ITALIC : type == MD_SPAN_STRONG ?
	    LOOK_BOLD : type == MD_SPAN_DEL ? LOOK_STRIKE : 0;
}

/* Where a link leads: all of them in a budget, as one can be named often. */
static int
open_link(struct markdown *r, const MD_ATTRIBUTE *href, unsigned look)
{
	r->addresses += href->size;
	if (r->addresses > MAX_ADDRESSES)
		return note_limit(r, "the addresses of links take more bytes",
		    MAX_ADDRESSES);
	r->now.link = attribute(r, href);
	r->now.look |= number_is_link(r->now.link) ? 0 : look;
	if (!locate(r, href->text, href->size, &r->now.target))
		r->now.target = (struct span){ 0, 0 };
	return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct markdown	*r = context;

	if (r->spans == MAX_DEPTH)
		return note_limit(r, "emphasis is nested deeper", MAX_DEPTH);
	r->outer[r->spans++] = r->now;
	r->now.look |= look_of(type);
	switch (type) {
	case MD_SPAN_A:
		return open_link(r, &((MD_SPAN_A_DETAIL *)detail)->href,
		    LOOK_UNDERLINE);
	case MD_SPAN_IMG:
		return open_link(r, &((MD_SPAN_IMG_DETAIL *)detail)->src, 0);
	case MD_SPAN_CODE:
		r->code = 1;
		break;
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
		r->math = 1;
		r->display = type == MD_SPAN_LATEXMATH_DISPLAY;
		break;
	default:
		return 0;
	}
	str_clear(&r->text);
	r->span = (struct span){ 0, 0 };
	return 0;
}

/*
 * "$5 and $6" is no formula, nor is "$5 or US$6": beside the dollars of one
 * stands no blank, and no digit behind it (the rule of pandoc's manual,
 * tex_math_dollars).
 */
static int
is_money(struct markdown *r)
{
	const char	*s = r->text.data, *all = r->source->text;
	size_t		 n = r->text.len, end = r->span.end;
	int		 blank, digit;

	if (r->display || n == 0)
		return 0;
	blank = s[0] == ' ' || s[n - 1] == ' ';
	digit = end > 0 && end + 1 < r->source->len && all[end] == '$' &&
	    all[end + 1] >= '0' && all[end + 1] <= '9';
	if (!blank && !digit)
		return 0;
	if (r->diag == NULL)
		return 1;
	diag_warning(r->diag, r->source, r->span, blank ?
	    "a formula has no blank beside its $, so this is text" :
	    "a formula has no digit behind its $, so this is text");
	diag_hint(r->diag, "write $x$ for a formula, \\$ for a dollar sign");
	return 1;
}

static void
close_formula(struct markdown *r)
{
	struct phrase	 p = { PHRASE_FORMULA, .look = r->now.look,
			    .link = r->now.link, .target = r->now.target,
			    .span = r->span };

	r->math = 0;
	if (is_money(r)) {
		p.kind = PHRASE_TEXT;
		p.text = arena_printf(r->arena, "$%s$", r->text.data);
		p.n = strlen(p.text);
	} else {
		p.text = arena_strndup(r->arena, r->text.data, r->text.len);
		p.n = r->text.len;
		p.formula = read_formula(r, p.text, p.n, r->span);
		p.display = r->display;
	}
	tree_phrase(r->arena, text_block(r), &p);
}

static void
close_inline_code(struct markdown *r)
{
	struct phrase	p = { PHRASE_CODE, .look = r->now.look,
			    .link = r->now.link, .target = r->now.target,
			    .span = r->span };

	r->code = 0;
	p.text = arena_strndup(r->arena, r->text.data, r->text.len);
	p.n = r->text.len;
	tree_phrase(r->arena, text_block(r), &p);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct markdown	*r = context;

	(void)detail;
	if (type == MD_SPAN_CODE)
		close_inline_code(r);
	else if (r->math)
		close_formula(r);
	r->now = r->outer[--r->spans];
	return 0;
}

/* -------------------------------------------------------------------- text */

/* Text joins the phrase before it where that has the same style. */
static void
add_text(struct markdown *r, const char *s, size_t n, struct span span)
{
	struct block	*b = text_block(r);
	struct phrase	*p = b->nphrases == 0 ? NULL :
			    &b->phrases[b->nphrases - 1];
	char		*joined;

	if (p != NULL && p->kind == PHRASE_TEXT && p->look == r->now.look &&
	    p->link == r->now.link && p->n + n < LONG_TEXT) {
		joined = arena_alloc(r->arena, p->n + n + 1);
		memcpy(joined, p->text, p->n);
		memcpy(joined + p->n, s, n);
		p->text = joined;
		p->n += n;
		tree_widen(&p->span, span);
		tree_widen(&b->span, span);
		return;
	}
	tree_phrase(r->arena, b, &(struct phrase){ PHRASE_TEXT,
	    r->now.look, .text = arena_strndup(r->arena, s, n), .n = n,
	    .link = r->now.link, .target = r->now.target, .span = span });
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *context)
{
	struct markdown	*r = context;
	struct span	 span = { 0, 0 };
	struct str	 entity;

	if (locate(r, s, n, &span) && n > 0) {
		r->last = span;
		if (r->code || r->math)
			tree_widen(&r->span, span);
	}
	if (r->code || r->math) {
		str_addn(&r->text, s, n);
		return 0;
	}
	if (span.end == 0)
		span = (struct span){ r->last.end, r->last.end };
	switch (type) {
	case MD_TEXT_BR:
		tree_phrase(r->arena, text_block(r), &(struct phrase){
		    PHRASE_BREAK, .span = span });
		break;
	case MD_TEXT_SOFTBR:
		add_text(r, " ", 1, span);
		break;
	case MD_TEXT_NULLCHAR:
		add_text(r, "\ufffd", 3, span);
		break;
	case MD_TEXT_ENTITY:
		str_init(&entity);
		tree_entity(&entity, s, n);
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
	struct markdown		 r = { .arena = arena, .diag = diag,
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
