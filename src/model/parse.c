/* SPDX-License-Identifier: MIT */
/*
 * Tokens and mistakes: what all of the grammar uses.
 */

#include "parse.h"

#include <string.h>

#include "gradus/num.h"
#include "gradus/str.h"
#include "gradus/text.h"

#include "habits.h"

/* Operators that stand for a row of op.def under another name. */
static const struct alias	aliases[] = {
	{ "/", OP_DIVIDE, "./" },
	{ "^", OP_POWER, ".^" },
};

int
parse_at(const struct parser *p, const char *word)
{
	return lex_is(&p->lx, &p->tok, word);
}

/* The row of op.def that the next token stands for, between two operands. */
static void
find_infix(struct parser *p)
{
	const struct op_def	*def;
	enum op			 op;
	size_t			 i;

	p->infix = NULL;
	p->alias = NULL;
	if (p->tok.kind != TOKEN_PUNCT)
		return;
	for (i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
		if (parse_at(p, aliases[i].word)) {
			p->infix = op_def(aliases[i].op);
			p->alias = &aliases[i];
			return;
		}
	}
	for (op = 0; op < OP_COUNT; op++) {
		def = op_def(op);
		if (def->form == FORM_INFIX && parse_at(p, def->name))
			p->infix = def;
	}
}

const char *
parse_foreign(const struct parser *p)
{
	const char	*s;
	size_t		 n;

	if (p->tok.kind == TOKEN_STRING)
		return "text stands only after a name and in csv(\"…\")";
	if (p->tok.kind != TOKEN_PUNCT)
		return NULL;
	s = lex_text(&p->lx, &p->tok, &n);
	return habit_find(HABIT_OPERATOR, s, n);
}

void
parse_start(struct parser *p, struct model *m, struct arena *arena,
    struct diag *diag, const struct source *source, struct span part)
{
	*p = (struct parser){ .b = { .arena = arena, .diag = diag,
	    .source = source }, .model = m, .part = part };
	p->lx = (struct lexer){ source, part.start, part.end, 1 };
	p->last = part.start;
	parse_advance(p);
}

void
parse_advance(struct parser *p)
{
	p->last = p->tok.span.end;
	if (p->panic) {
		p->tok.kind = TOKEN_END;
		p->infix = NULL;
		return;
	}
	p->tok = lex_next(&p->lx);
	find_infix(p);
}

int
parse_accept(struct parser *p, const char *word)
{
	if (!parse_at(p, word))
		return 0;
	parse_advance(p);
	return 1;
}

int
parse_expect(struct parser *p, const char *word, const char *why)
{
	if (parse_accept(p, word))
		return 1;
	parse_fail(p, p->tok.span, parse_foreign(p), "expected %s %s, not %s",
	    word, why, parse_describe(p, &p->tok));
	return 0;
}

const char *
parse_decimal(struct parser *p, double d)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	num_exact(&s, d);
	text = arena_strdup(p->b.arena, s.data);
	str_release(&s);
	return text;
}

char *
parse_word(struct parser *p, const struct token *t)
{
	const char	*s;
	size_t		 n;

	s = lex_text(&p->lx, t, &n);
	return arena_strndup(p->b.arena, s, n);
}

struct span
parse_span(const struct parser *p, uint32_t start)
{
	return (struct span){ start, p->last > start ? p->last : start };
}

/* Why a token is no word of the language. */
static const char *
bad_hint(struct parser *p)
{
	const char	*s, *hint;
	uint32_t	 cp;
	size_t		 n;

	s = lex_text(&p->lx, &p->tok, &n);
	if (*s == '"')
		return "a text ends with \" on the same line";
	if (text_check(s, n) < n)
		return "save the file as UTF-8";
	if ((hint = habit_find(HABIT_SIGN, s, n)) != NULL)
		return hint;
	text_decode(s, n, &cp);
	return cp < 0x80 ? NULL :
	    "names are made of the letters a to z, digits and _";
}

/*
 * Inside a bracket, a line that begins like a statement says that the
 * bracket was never closed.
 */
int
parse_begins_statement(const struct parser *p, const struct token *t)
{
	struct lexer	lx = p->lx;
	struct token	next;
	size_t		i;
	static const char *const words[] = {
#define STATEMENT(keyword, ...)	keyword,
#include "statement.def"
#undef STATEMENT
	};

	lx.at = t->span.end;
	next = lex_next(&lx);
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (lex_is(&lx, t, words[i]))
			return next.kind == TOKEN_NAME ||
			    next.kind == TOKEN_STRING;
	}
	return t->kind == TOKEN_NAME && lex_is(&lx, &next, "=");
}

static int
at_line_start(const struct parser *p)
{
	uint32_t	i = p->tok.span.start;
	const char	*text = p->b.source->text;

	while (i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t'))
		i--;
	return i == 0 || text[i - 1] == '\n';
}

void
parse_panic(struct parser *p)
{
	p->panic = 1;
	p->tok.kind = TOKEN_END;
	p->infix = NULL;
}

void
parse_fail(struct parser *p, struct span span, const char *hint,
    const char *format, ...)
{
	va_list	ap;

	if (p->panic)
		return;
	if (p->tok.kind == TOKEN_BAD && hint == NULL)
		hint = bad_hint(p);
	parse_unclosed(p);
	if (p->panic)
		return;
	va_start(ap, format);
	diag_verror(p->b.diag, p->b.source, span, format, ap);
	va_end(ap);
	if (hint != NULL)
		diag_hint(p->b.diag, "%s", hint);
	parse_panic(p);
}

void
parse_unclosed(struct parser *p)
{
	char	bracket;

	if (p->panic || p->bracket.end == 0 || (p->tok.kind != TOKEN_END &&
	    !(at_line_start(p) && parse_begins_statement(p, &p->tok))))
		return;
	bracket = p->b.source->text[p->bracket.start];
	diag_error(p->b.diag, p->b.source, p->bracket,
	    "this %c is never closed", bracket);
	diag_hint(p->b.diag, "a %c is missing", bracket == '(' ? ')' : ']');
	p->lx.at = p->tok.span.start;
	p->resume = 1;
	parse_panic(p);
}

void
parse_close(struct parser *p, const char *word, struct span outer)
{
	parse_unclosed(p);
	parse_expect(p, word, "to close the bracket");
	p->bracket = p->panic ? p->bracket : outer;
}

const struct expr *
parse_note(struct parser *p, struct span span, const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	diag_verror(p->b.diag, p->b.source, span, format, ap);
	va_end(ap);
	p->b.span = span;
	return expr_error(&p->b);
}

const char *
parse_describe(const struct parser *p, const struct token *t)
{
	switch (t->kind) {
	case TOKEN_END:
		return "the end";
	case TOKEN_NEWLINE:
		return "the end of the line";
	case TOKEN_STRING:
		return "a text";
	case TOKEN_NUMBER:
	case TOKEN_NAME:
	case TOKEN_PUNCT:
	case TOKEN_BAD:
		break;
	}
	if (t->kind == TOKEN_BAD && p->b.source->text[t->span.start] == '"')
		return "a text without its end";
	return arena_strndup(p->b.arena, p->b.source->text + t->span.start,
	    t->span.end - t->span.start);
}

/* Where the name is defined in the text that follows; 0 if it is not. */
static int
defined_later(const struct parser *p, const char *name, size_t n)
{
	struct lexer	 lx = p->lx;
	struct token	 t, before = { 0 };
	const char	*s;
	size_t		 len;
	int		 line, col;

	lx.newlines = 1;
	while ((t = lex_next(&lx)).kind != TOKEN_END) {
		if (lex_is(&lx, &t, "=") && before.kind == TOKEN_NAME) {
			s = lex_text(&lx, &before, &len);
			if (len == n && memcmp(s, name, n) == 0) {
				source_locate(p->b.source, before.span.start,
				    &line, &col);
				return line;
			}
		}
		if (t.kind != TOKEN_STRING)
			before = t;
	}
	return 0;
}

void
parse_hint_name(struct parser *p, const struct token *t, int functions)
{
	const char	*s, *near;
	size_t		 n;
	int		 line;

	if (!diag_kept(p->b.diag))
		return;
	s = lex_text(&p->lx, t, &n);
	if ((line = defined_later(p, s, n)) > 0) {
		diag_hint(p->b.diag, "it is defined in line %d; equations are "
		    "computed in order, so it must come first", line);
		return;
	}
	if (functions && (near = habit_find(HABIT_NAME, s, n)) != NULL)
		diag_hint(p->b.diag, "%s", near);
	else if ((near = model_nearest(p->model, s, n, functions)) != NULL)
		diag_hint(p->b.diag, "did you mean %s?", near);
}

const struct expr *
parse_unknown(struct parser *p, const struct token *t)
{
	const char	*s;
	size_t		 n;

	s = lex_text(&p->lx, t, &n);
	if (lex_is(&p->lx, t, "end")) {
		parse_note(p, t->span, "end stands only inside an index");
		return expr_error(&p->b);
	}
	if (parse_at(p, "("))
		parse_note(p, t->span, "there is no function %.*s", (int)n, s);
	else
		parse_note(p, t->span, "%.*s is not defined", (int)n, s);
	parse_hint_name(p, t, 1);
	return expr_error(&p->b);
}
