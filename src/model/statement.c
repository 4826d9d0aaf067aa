/* SPDX-License-Identifier: MIT */
/*
 * Statements: declarations, equations, updates, variants.
 */

#include <math.h>
#include <string.h>

#include "gradus/grad.h"
#include "gradus/op.h"
#include "gradus/text.h"

#include "habits.h"
#include "parse.h"

static void	parse_declaration(struct parser *, enum symbol_kind);
static void	parse_choice_declaration(struct parser *, enum symbol_kind);
static void	parse_update(struct parser *, enum symbol_kind);
static void	parse_claim(struct parser *, enum symbol_kind);

static const struct keyword {
	const char		*word;
	enum symbol_kind	 kind;
	void			(*parse)(struct parser *, enum symbol_kind);
	const char		*usage, *help;
} keywords[] = {
#define STATEMENT(keyword, kind, parse, usage, help)			       \
	{ keyword, kind, parse, usage, help },
#include "statement.def"
#undef STATEMENT
};

#define KEYWORDS	(sizeof keywords / sizeof keywords[0])

static const char *const	reserved[] = { "in", "end", "pi", "Inf", "inf",
				    "NaN", "nan" };

int
model_statement(size_t i, const char **usage, const char **help)
{
	if (i >= KEYWORDS)
		return 0;
	*usage = keywords[i].usage;
	*help = keywords[i].help;
	return 1;
}

static const struct keyword *
find_keyword(const struct parser *p, const struct token *t)
{
	size_t	i;

	for (i = 0; i < KEYWORDS; i++) {
		if (lex_is(&p->lx, t, keywords[i].word))
			return &keywords[i];
	}
	return NULL;
}

/* Notes that the name is defined already. */
static void
note_old(struct parser *p, const struct symbol *symbol,
    const struct symbol *old)
{
	int	line, col;

	source_locate(p->b.source, old->span.start, &line, &col);
	parse_note(p, symbol->span, "%s is defined already, in line %d",
	    old->name, line);
	if (symbol->kind == SYMBOL_EQUATION && (old->kind == SYMBOL_PARAM ||
	    old->kind == SYMBOL_STATE))
		diag_hint(p->b.diag, "its value for the next iteration is "
		    "update %s = …", old->name);
	else
		diag_hint(p->b.diag, "each name stands for one thing: choose "
		    "another, %s_2 say", old->name);
}

/* Notes why the symbol's name cannot be used; 0 if it can. */
static int
check_name(struct parser *p, const struct symbol *symbol)
{
	const char		*name = symbol->name;
	const struct symbol	*old;
	size_t			 i;
	int			 word = 0;

	if ((old = model_find(p->model, name, strlen(name))) != NULL) {
		note_old(p, symbol, old);
		return -1;
	}
	if (strlen(name) > MODEL_MAX_NAME || (symbol->latex != NULL &&
	    strlen(symbol->latex) > MODEL_MAX_NAME)) {
		parse_note(p, symbol->span, "this name%s is longer than %d "
		    "bytes", strlen(name) > MODEL_MAX_NAME ? "" : "'s LaTeX",
		    MODEL_MAX_NAME);
		diag_hint(p->b.diag, "it stands in every formula: keep it "
		    "short");
		return -1;
	}
	for (i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
		word |= strcmp(name, reserved[i]) == 0;
	for (i = 0; i < KEYWORDS; i++)
		word |= strcmp(name, keywords[i].word) == 0;
	if (!word && op_find(name, strlen(name)) == NULL)
		return 0;
	parse_note(p, symbol->span, "%s is a %s of the language: choose "
	    "another name", name, word ? "word" : "function");
	return -1;
}

/* name [string]: makes the symbol, which is not in the model yet. */
static struct symbol *
parse_new_name(struct parser *p, enum symbol_kind kind)
{
	struct symbol	*symbol;
	struct token	 t = p->tok;

	if (t.kind != TOKEN_NAME)
		parse_fail(p, t.span, NULL, "expected a name, not %s",
		    parse_describe(p, &t));
	symbol = arena_alloc(p->b.arena, sizeof *symbol);
	symbol->kind = kind;
	symbol->name = t.kind == TOKEN_NAME ? parse_word(p, &t) : NULL;
	symbol->span = t.span;
	parse_advance(p);
	if (p->tok.kind == TOKEN_STRING) {
		symbol->latex = arena_strndup(p->b.arena,
		    p->b.source->text + p->tok.span.start + 1,
		    p->tok.span.end - p->tok.span.start - 2);
		parse_advance(p);
	}
	return symbol;
}

/*
 * Takes the symbol into the model. After a mistake of syntax a name that is
 * bad as well is left out silently.
 */
static void
add_symbol(struct parser *p, struct symbol *symbol)
{
	struct model	*m = p->model;

	if (symbol->name == NULL || (p->panic && model_find(m, symbol->name,
	    strlen(symbol->name)) != NULL) || check_name(p, symbol) == -1)
		return;
	symbol->index = m->nsymbols;
	m->symbols = ARENA_GROW(m->arena, m->symbols, m->nsymbols,
	    &p->max_symbols);
	map_set(&m->names, symbol->name, strlen(symbol->name),
	    (int32_t)m->nsymbols);
	m->symbols[m->nsymbols++] = symbol;
}

/* The number that an expression is, known now. */
static int
parse_number(struct parser *p, const char *what, double *d)
{
	const struct expr	*e = parse_expression(p);

	if (expr_is_error(e) || p->panic)
		return -1;
	if (expr_is_scalar(e) && expr_constant(e, d))
		return 0;
	parse_note(p, e->span, "%s must be a number", what);
	return -1;
}

/* ["in" "[" number "," number "]"] */
static void
parse_range(struct parser *p, struct symbol *symbol)
{
	uint32_t	start = p->tok.span.start;
	double		d;

	if (!expr_is_scalar(symbol->value)) {
		parse_note(p, symbol->value->span, "a hyper is a single "
		    "number, and this is %u×%u", symbol->shape.rows,
		    symbol->shape.cols);
		diag_hint(p->b.diag, "declare a matrix as data or param");
	}
	if (!parse_accept(p, "in"))
		return;
	parse_expect(p, "[", "to begin the range");
	if (parse_number(p, "the low end of a range", &symbol->low) == -1 ||
	    !parse_expect(p, ",", "between the ends of the range") ||
	    parse_number(p, "the high end of a range", &symbol->high) == -1 ||
	    !parse_expect(p, "]", "to end the range")) {
		parse_panic(p);
		return;
	}
	symbol->ranged = 1;
	if (!(symbol->low <= symbol->high)) {
		parse_note(p, parse_span(p, start),
		    "this range is empty: %s is not below %s",
		    parse_decimal(p, symbol->low),
		    parse_decimal(p, symbol->high));
		symbol->ranged = 0;
	} else if (expr_constant(symbol->value, &d) &&
	    !(d >= symbol->low && d <= symbol->high))
		parse_note(p, symbol->value->span,
		    "%s lies outside of its range, [%s, %s]",
		    parse_decimal(p, d), parse_decimal(p, symbol->low),
		    parse_decimal(p, symbol->high));
}

/* ("data" | "param" | "hyper" | "state") name [string] "=" expression */
static void
parse_declaration(struct parser *p, enum symbol_kind kind)
{
	struct symbol	*symbol;

	symbol = parse_new_name(p, kind);
	parse_expect(p, "=", "after the name");
	symbol->value = parse_expression(p);
	symbol->shape = symbol->value->shape;
	parse_check_initial(p, symbol, symbol->value,
	    "without the keyword this would be an equation, too");
	if (kind == SYMBOL_HYPER && !p->panic)
		parse_range(p, symbol);
	add_symbol(p, symbol);
}

/* "choice" name [string] "=" function { "|" function } */
static void
parse_choice_declaration(struct parser *p, enum symbol_kind kind)
{
	struct symbol	*symbol;
	enum op		*ops = NULL;
	size_t		 n = 0, max = 0, i;
	uint32_t	 start;

	symbol = parse_new_name(p, kind);
	parse_expect(p, "=", "after the name");
	do {
		start = p->tok.span.start;
		ops = ARENA_GROW(p->b.arena, ops, n, &max);
		ops[n] = parse_option(p);
		for (i = 0; i < n; i++) {
			if (ops[i] == ops[n] && !p->panic) {
				parse_note(p, parse_span(p, start),
				    "%s stands here twice",
				    op_def(ops[n])->name);
				break;
			}
		}
		n++;
	} while (parse_accept(p, "|"));
	symbol->options = ops;
	symbol->noptions = n;
	if (!p->panic)
		add_symbol(p, symbol);
}

/* "update" name "=" expression */
static void
parse_update(struct parser *p, enum symbol_kind kind)
{
	struct model		*m = p->model;
	const struct expr	*e;
	struct symbol		*symbol;
	struct span		 span = p->tok.span;

	(void)kind;
	symbol = parse_target(p, "update");
	if (symbol != NULL && symbol->kind != SYMBOL_PARAM &&
	    symbol->kind != SYMBOL_STATE)
		parse_fail(p, span, "declare it as param to train it, as "
		    "state to keep a value between iterations",
		    "only a param or a state is updated, and %s is %s",
		    symbol->name, model_kind(symbol->kind));
	parse_expect(p, "=", "after the name");
	e = parse_expression(p);
	if (symbol == NULL || p->panic || expr_is_error(e) ||
	    expr_is_error(symbol->value))
		return;
	if (symbol->update != NULL) {
		parse_note(p, span, "%s is updated already", symbol->name);
	} else if (!shape_equal(e->shape, symbol->shape)) {
		parse_note(p, e->span, "%s is %u×%u, and this is %u×%u",
		    symbol->name, symbol->shape.rows, symbol->shape.cols,
		    e->shape.rows, e->shape.cols);
	} else {
		symbol->update = e;
		symbol->update_span = span;
		m->updates = ARENA_GROW(m->arena, m->updates, m->nupdates,
		    &p->max_updates);
		m->updates[m->nupdates++] = symbol;
	}
}

/* "claim" expression "==" expression */
static void
parse_claim(struct parser *p, enum symbol_kind kind)
{
	struct model		*m = p->model;
	const struct expr	*e;
	struct claim		*claims = (struct claim *)m->claims;
	uint32_t		 start = p->tok.span.start;

	(void)kind;
	e = parse_expression(p);
	if (parse_at(p, "="))
		parse_fail(p, p->tok.span, "claim G == x * d'",
		    "that two sides are equal is written ==");
	if (p->panic || expr_is_error(e))
		return;
	if (e->op != OP_EQ) {
		parse_note(p, parse_span(p, start), "a claim says that two "
		    "sides are equal");
		diag_hint(p->b.diag, "claim G == x * d'");
		return;
	}
	if (!shape_equal(e->arg[0]->shape, e->arg[1]->shape)) {
		parse_note(p, parse_span(p, start), "the left side is %u×%u, "
		    "and the right one %u×%u", e->arg[0]->shape.rows,
		    e->arg[0]->shape.cols, e->arg[1]->shape.rows,
		    e->arg[1]->shape.cols);
		return;
	}
	claims = ARENA_GROW(m->arena, claims, m->nclaims, &p->max_claims);
	claims[m->nclaims++] = (struct claim){ e->arg[0], e->arg[1],
	    parse_span(p, start) };
	m->claims = claims;
}

/* name [string] "=" expression */
static void
parse_equation(struct parser *p)
{
	struct symbol	*symbol;
	const char	*hint;
	uint32_t	 start;

	symbol = parse_new_name(p, SYMBOL_EQUATION);
	if (!parse_at(p, "=") && symbol->name != NULL && (hint =
	    habit_find(HABIT_STATEMENT, symbol->name,
	    strlen(symbol->name))) != NULL)
		parse_fail(p, symbol->span, hint,
		    "%s does not begin a statement", symbol->name);
	else if (parse_at(p, "("))
		parse_fail(p, p->tok.span, "a variant or --set edits a cell: "
		    "variant \"mine\": W(1,2) = 0.5",
		    "an equation defines all of %s at once", symbol->name);
	parse_expect(p, "=", "after the name");
	start = p->tok.span.start;
	symbol->value = parse_expression(p);
	symbol->shape = symbol->value->shape;
	if (p->derived.span.start == start && p->derived.span.end == p->last) {
		symbol->objective = p->derived.what.objective;
		symbol->by = p->derived.what.by;
		symbol->column = p->derived.what.column;
	}
	add_symbol(p, symbol);
}

/* The keyword that a misspelt one might be. */
static void
fail_statement(struct parser *p, const struct token *t)
{
	const char	*s, *hint, *near = NULL;
	size_t		 n, i;
	int		 d, best = 3;

	s = lex_text(&p->lx, t, &n);
	if ((hint = habit_find(HABIT_STATEMENT, s, n)) != NULL) {
		parse_fail(p, t->span, hint, "%.*s does not begin a statement",
		    (int)n, s);
		return;
	}
	for (i = 0; i < KEYWORDS; i++) {
		d = text_distance(s, n, keywords[i].word,
		    strlen(keywords[i].word));
		if (d < best) {
			best = d;
			near = keywords[i].word;
		}
	}
	parse_fail(p, t->span, near == NULL ? "one of data, param, hyper, "
	    "choice, state, update, claim, variant; or name = …" :
	    arena_printf(p->b.arena, "did you mean %s?", near),
	    "%.*s does not begin a statement", (int)n, s);
}

/* What follows a statement that is complete. */
static void
fail_end(struct parser *p)
{
	const char	*what = parse_describe(p, &p->tok);

	if (parse_at(p, ")") || parse_at(p, "]"))
		parse_fail(p, p->tok.span, NULL, "this %s closes nothing",
		    what);
	else if (parse_at(p, "[") && !p->tok.space)
		parse_fail(p, p->tok.span, "x(1), x(:,2)",
		    "an index stands in ( )");
	else if (parse_at(p, "in"))
		parse_fail(p, p->tok.span, "hyper alpha = 0.1 in [0, 1]",
		    "only a hyper has a range");
	else if (parse_at(p, ",") || parse_at(p, ";"))
		parse_fail(p, p->tok.span, "one statement a line, without a ; "
		    "at its end; numbers have a point: 0.5",
		    "expected the end of the line, not %s", what);
	else if (p->tok.kind == TOKEN_NUMBER || p->tok.kind == TOKEN_NAME ||
	    parse_at(p, "(") || parse_at(p, "["))
		parse_fail(p, p->tok.span, "a product is written with *, a "
		    "sum with +", "an operator is missing before %s", what);
	else
		parse_fail(p, p->tok.span, parse_foreign(p),
		    "expected the end of the line, not %s", what);
}

/* 10 % 3 is 10, and a comment that is a number. */
static void
warn_remainder(struct parser *p)
{
	const char	*s = p->b.source->text;
	uint32_t	 at = p->last, from, end = p->part.end;

	while (at < end && (s[at] == ' ' || s[at] == '\t'))
		at++;
	if (at >= end || s[at] != '%')
		return;
	for (from = ++at; at < end && (s[at] == ' ' || s[at] == '.' ||
	    (s[at] >= '0' && s[at] <= '9')); at++)
		;
	if (at == from || (at < end && s[at] != '\n' && s[at] != '\r') ||
	    strspn(s + from, " .") >= at - from)
		return;
	diag_warning(p->b.diag, p->b.source, (struct span){ from - 1, at },
	    "%% begins a comment: this is not computed");
	diag_hint(p->b.diag, "gradus has no remainder of a division");
}

/* statement = declaration | update | claim | variant | equation */
void
parse_statement(struct parser *p)
{
	const struct keyword	*keyword;
	struct token		 t = p->tok, next;
	struct lexer		 lx = p->lx;

	next = lex_next(&lx);
	keyword = t.kind == TOKEN_NAME ? find_keyword(p, &t) : NULL;
	if (keyword != NULL && !lex_is(&lx, &next, "=")) {
		parse_advance(p);
		keyword->parse(p, keyword->kind);
	} else if (t.kind == TOKEN_NAME && next.kind == TOKEN_NAME)
		fail_statement(p, &t);
	else if (t.kind != TOKEN_NAME)
		parse_fail(p, t.span, NULL,
		    "a statement begins with a name, not with %s",
		    parse_describe(p, &t));
	else
		parse_equation(p);
	if (p->tok.kind == TOKEN_NEWLINE || p->tok.kind == TOKEN_END)
		warn_remainder(p);
	else
		fail_end(p);
}
