/* SPDX-License-Identifier: MIT */
/*
 * The ways into the parser: whole models, and single expressions.
 */

#include <string.h>

#include "parse.h"

/*
 * After a mistake: to the next line; inside a bracket, to the next that looks
 * like the begin of a statement.
 */
static void
recover(struct parser *p)
{
	struct lexer	 before;
	struct token	 t;
	const char	*nl;
	int		 open = p->bracket.end != 0;

	p->panic = p->matrix = p->depth = 0;
	p->bracket = (struct span){ 0, 0 };
	p->end = 0;
	p->lx.newlines = 1;
	if (!p->resume) {
		if (p->lx.at > 0 && p->b.source->text[p->lx.at - 1] == '\n')
			p->lx.at--;
		do {
			nl = memchr(p->b.source->text + p->lx.at, '\n',
			    p->lx.end - p->lx.at);
			p->lx.at = nl == NULL ? p->lx.end :
			    (size_t)(nl - p->b.source->text) + 1;
			before = p->lx;
			t = lex_next(&p->lx);
			p->lx = before;
		} while (open && t.kind != TOKEN_END &&
		    !parse_begins_statement(p, &t));
	}
	p->resume = 0;
	parse_advance(p);
}

static void
parse_part(struct parser *p)
{
	for (;;) {
		while (p->tok.kind == TOKEN_NEWLINE)
			parse_advance(p);
		if (p->tok.kind == TOKEN_END)
			return;
		parse_statement(p);
		if (p->panic)
			recover(p);
	}
}

struct model *
model_parse(struct arena *arena, struct diag *diag,
    const struct source *source, const struct span *parts, size_t nparts)
{
	struct parser	 p = { 0 }, fresh;
	struct model	*m;
	size_t		 i;

	m = arena_alloc(arena, sizeof *m);
	m->arena = arena;
	m->source = source;
	map_init(&m->names, arena);
	for (i = 0; i < nparts; i++) {
		parse_start(&fresh, m, arena, diag, source, parts[i]);
		fresh.max_symbols = p.max_symbols;
		fresh.max_updates = p.max_updates;
		fresh.max_variants = p.max_variants;
		fresh.b.derived = p.b.derived;
		fresh.b.files = p.b.files;
		p = fresh;
		parse_part(&p);
	}
	return m;
}

const struct expr *
model_derivative(const struct model *m, struct arena *arena,
    struct diag *diag, const struct source *source, struct span part,
    struct derivative *d)
{
	const struct expr	*e;
	struct parser		 p;
	size_t			 errors = diag->errors;
	uint32_t		 start;

	/* Names and spans of the model stay; nothing is defined here. */
	parse_start(&p, (struct model *)m, arena, diag, source, part);
	start = p.tok.span.start;
	e = parse_expression(&p);
	if (p.tok.kind != TOKEN_END)
		parse_fail(&p, p.tok.span, parse_foreign(&p),
		    "expected the end, not %s", parse_describe(&p, &p.tok));
	*d = p.derived.span.start == start && p.derived.span.end == p.last ?
	    p.derived.what : (struct derivative){ NULL, NULL, 0 };
	return diag->errors == errors ? e : NULL;
}

const struct expr *
model_expression_in(const struct model *m, struct arena *arena,
    struct diag *diag, const struct source *source, struct span part)
{
	struct derivative	d;

	return model_derivative(m, arena, diag, source, part, &d);
}

const struct expr *
model_expression(const struct model *m, struct arena *arena,
    struct diag *diag, const struct source *source)
{
	return model_expression_in(m, arena, diag, source,
	    source_all(source));
}
