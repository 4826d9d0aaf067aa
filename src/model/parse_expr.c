/* SPDX-License-Identifier: MIT */
/*
 * Expressions, with Octave's precedence.
 */

#include <math.h>
#include <string.h>

#include "gradus/grad.h"
#include "gradus/op.h"

#include "parse.h"

static const struct expr	*parse_priority(struct parser *,
				    enum op_priority);

/* In [a -b] the minus begins an element. */
static int
begins_element(const struct parser *p)
{
	char	c = lex_after(&p->lx, &p->tok);

	return p->matrix && p->tok.space &&
	    (parse_at(p, "+") || parse_at(p, "-")) && c != ' ' && c != '\t';
}

static int
at_infix(const struct parser *p, enum op_priority low, enum op_priority high)
{
	return p->infix != NULL && p->infix->priority >= low &&
	    p->infix->priority <= high && !begins_element(p);
}

/*
 * Past the operator and its right operand, read by the given function. What
 * "*", "/" and "^" mean depends on the shapes.
 */
/* A row and a column of as many cells, as if they were the same. */
static void
warn_outer(struct parser *p, const struct expr *e)
{
	struct shape	s, t;

	if (!(op_def(e->op)->flags & OP_MAP) || e->nargs != 2)
		return;
	s = e->arg[0]->shape;
	t = e->arg[1]->shape;
	if (s.rows != t.cols || s.cols != t.rows || s.rows == s.cols ||
	    (s.rows != 1 && s.cols != 1) || e->arg[0]->op ==
	    OP_TRANSPOSE || e->arg[1]->op == OP_TRANSPOSE)
		return;
	diag_warning(p->b.diag, p->b.source, p->b.span, "a row and a column: "
	    "each cell of one meets each of the other, and this is %u×%u",
	    e->shape.rows, e->shape.cols);
	diag_hint(p->b.diag, "if they belong together, transpose one of them "
	    "with '");
}

static const struct expr *
binary(struct parser *p, uint32_t start, const struct expr *x,
    const struct expr *right(struct parser *, enum op_priority))
{
	const struct expr	*y, *wrong = NULL;
	enum op			 op = p->infix->op;
	const struct alias	*alias = p->alias;

	parse_advance(p);
	y = right(p, op_def(op)->priority + 1);
	p->b.span = parse_span(p, start);
	if (expr_is_error(x) || expr_is_error(y))
		return expr_error(&p->b);
	if (op == OP_MUL && (expr_is_scalar(x) || expr_is_scalar(y)))
		op = OP_TIMES;
	if (alias != NULL) {
		if (!expr_is_scalar(y))
			wrong = y;
		else if (op == OP_POWER && !expr_is_scalar(x))
			wrong = x;
	}
	if (wrong != NULL) {
		parse_note(p, wrong->span, "%s %s a scalar, and this is %u×%u",
		    alias->word, op == OP_DIVIDE ? "divides by" :
		    "raises", wrong->shape.rows, wrong->shape.cols);
		diag_hint(p->b.diag, "cell by cell it is %s",
		    alias->instead);
		return expr_error(&p->b);
	}
	x = expr_make(&p->b, op, NULL, 2, (const struct expr *[]){ x, y });
	warn_outer(p, x);
	return x;
}

/* 1, after noting it, if the nesting is too deep. */
static int
too_deep(struct parser *p)
{
	if (p->depth < EXPR_MAX_DEPTH)
		return 0;
	parse_fail(p, p->tok.span, "give a part of it a name of its own",
	    "nested more than %d deep", EXPR_MAX_DEPTH);
	return 1;
}

/* matrix = "[" row { (";" | newline) row } "]"   row = { expression [","] } */

struct parts {
	const struct expr	**v;
	size_t			  n, max;
};

static void
add_part(struct parser *p, struct parts *parts, const struct expr *e)
{
	/* Octave skips [] inside [ ]. */
	if (e->op == OP_ZEROS && e->shape.rows == 0 && e->shape.cols == 0)
		return;
	parts->v = ARENA_GROW(p->b.arena, parts->v, parts->n, &parts->max);
	parts->v[parts->n++] = e;
}

static const struct expr *
join(struct parser *p, enum op op, const struct parts *parts, uint32_t start)
{
	if (parts->n == 1)
		return parts->v[0];
	p->b.span = parse_span(p, start);
	return expr_make(&p->b, op, NULL, parts->n, parts->v);
}

/* The number that a literal element is. */
static int
literal(const struct expr *e, double *d)
{
	if (e->op == OP_NEG && e->arg[0]->op == OP_NUMBER) {
		*d = -e->arg[0]->attr.number;
		return 1;
	}
	*d = e->op == OP_NUMBER ? e->attr.number : 0;
	return e->op == OP_NUMBER;
}

/* A matrix of nothing but numbers becomes one node. */
static const struct expr *
fold_literal(struct parser *p, const struct expr *e)
{
	size_t			 cells = shape_cells(e->shape), i, j;
	const struct expr	*row;
	double			*d;

	if (cells < 2 || (e->op != OP_VCAT && e->op != OP_HCAT))
		return e;
	d = arena_calloc(p->b.arena, cells, sizeof *d);
	for (i = 0; i < e->shape.rows; i++) {
		row = e->op == OP_VCAT ? e->arg[i] : e;
		if (e->op == OP_VCAT && e->nargs != e->shape.rows)
			return e;
		if (row->op != OP_HCAT) {
			if (e->shape.cols != 1 || !literal(row, &d[i]))
				return e;
			continue;
		}
		for (j = 0; j < e->shape.cols; j++) {
			if (row->nargs != e->shape.cols ||
			    !literal(row->arg[j], &d[i * e->shape.cols + j]))
				return e;
		}
	}
	return expr_make_shaped(&p->b, OP_MATRIX,
	    &(union attr){ .data = { d, NULL } }, e->shape, 0, NULL);
}

static int
at_row_end(const struct parser *p)
{
	return p->tok.kind == TOKEN_NEWLINE || p->tok.kind == TOKEN_END ||
	    parse_at(p, ";") || parse_at(p, "]");
}

/* [[1, 2], [3, 4]] is one row here. */
static void
warn_nested(struct parser *p, uint32_t start)
{
	diag_warning(p->b.diag, p->b.source, parse_span(p, start),
	    "brackets with a comma between them stand beside one another, in "
	    "one row");
	diag_hint(p->b.diag, "rows have ; between them: [1 2; 3 4]");
}

static const struct expr *
parse_row(struct parser *p)
{
	struct parts	parts = { 0 };
	uint32_t	start = p->tok.span.start;
	int		bracket, comma, warned = 0;

	while (!at_row_end(p)) {
		bracket = parse_at(p, "[");
		add_part(p, &parts, parse_expression(p));
		comma = parse_accept(p, ",");
		if (bracket && comma && parse_at(p, "[") && !warned++)
			warn_nested(p, start);
	}
	return parts.n == 0 ? NULL : join(p, OP_HCAT, &parts, start);
}

static const struct expr *
parse_matrix(struct parser *p)
{
	struct span		 outer = p->bracket;
	uint32_t		 start = p->tok.span.start;
	struct parts		 rows = { 0 };
	const struct expr	*e;
	int			 newlines = p->lx.newlines, matrix = p->matrix;

	p->bracket = p->tok.span;
	p->lx.newlines = 1;
	p->matrix = 1;
	parse_advance(p);
	while (p->tok.kind != TOKEN_END && !parse_at(p, "]")) {
		if ((e = parse_row(p)) != NULL)
			add_part(p, &rows, e);
		if (p->tok.kind == TOKEN_NEWLINE) {
			parse_advance(p);
			parse_unclosed(p);
		} else if (parse_at(p, ";"))
			parse_advance(p);
	}
	p->lx.newlines = newlines;
	p->matrix = matrix;
	parse_close(p, "]", outer);
	p->b.span = parse_span(p, start);
	if (rows.n == 0)
		return expr_make_shaped(&p->b, OP_ZEROS, NULL,
		    (struct shape){ 0, 0 }, 0, NULL);
	e = join(p, OP_VCAT, &rows, start);
	if (e->op == OP_HCAT)		/* now with its brackets */
		e = expr_make(&p->b, OP_HCAT, NULL, e->nargs, e->arg);
	return fold_literal(p, e);
}

/* "(" expression ")" */
static const struct expr *
parse_group(struct parser *p)
{
	const struct expr	*e;
	int			 newlines = p->lx.newlines, matrix = p->matrix;
	struct span		 outer = p->bracket;

	p->bracket = p->tok.span;
	p->lx.newlines = 0;
	p->matrix = 0;
	parse_advance(p);
	e = parse_expression(p);
	p->lx.newlines = newlines;
	p->matrix = matrix;
	parse_close(p, ")", outer);
	return e;
}

/* choice {"'"} "(" expression ")" */
static const struct expr *
parse_choice(struct parser *p, const struct symbol *symbol, uint32_t start)
{
	union attr		 attr = { .name = { symbol, 0 } };
	const struct expr	*e;

	while (parse_accept(p, "'"))
		attr.name.order++;
	if (attr.name.order > EXPR_MAX_ORDER)
		parse_fail(p, parse_span(p, start), NULL, "%d primes: a "
		    "function is differentiated %d times at most",
		    attr.name.order, EXPR_MAX_ORDER);
	if (!parse_at(p, "(")) {
		parse_fail(p, parse_span(p, start), NULL,
		    "%s is a function: write %s(x)", symbol->name,
		    symbol->name);
		return expr_error(&p->b);
	}
	e = parse_group(p);
	p->b.span = parse_span(p, start);
	return expr_make(&p->b, OP_CHOICE, &attr, 1, &e);
}

static const struct {
	const char	*name;
	double		 value;
} constants[] = {
	{ "pi", 3.14159265358979323846 },
	{ "Inf", INFINITY }, { "inf", INFINITY },
	{ "NaN", NAN }, { "nan", NAN },
};

/* A name: of a value, a choice, a function, a constant. */
static const struct expr *
parse_name(struct parser *p)
{
	const struct symbol	*symbol;
	const struct op_def	*def;
	struct token		 t = p->tok;
	const char		*s;
	size_t			 i, n;
	int			 call;

	parse_advance(p);
	s = lex_text(&p->lx, &t, &n);
	p->b.span = t.span;
	if ((symbol = model_find(p->model, s, n)) != NULL)
		return symbol->kind == SYMBOL_CHOICE ?
		    parse_choice(p, symbol, t.span.start) :
		    expr_name(&p->b, symbol);
	call = parse_at(p, "(") && !(p->matrix && p->tok.space);
	if ((def = op_find(s, n)) != NULL) {
		if (call)
			return parse_call(p, def, &t);
		parse_fail(p, t.span, NULL, "%s is a function: write %s",
		    def->name, def->usage);
		return expr_error(&p->b);
	}
	if (p->end > 0 && lex_is(&p->lx, &t, "end"))
		return expr_number(&p->b, p->end);
	for (i = 0; i < sizeof constants / sizeof constants[0]; i++) {
		if (lex_is(&p->lx, &t, constants[i].name))
			return expr_number(&p->b, constants[i].value);
	}
	return parse_unknown(p, &t);
}

/* primary = number | name | call | "(" expression ")" | matrix */
static const struct expr *
parse_primary(struct parser *p)
{
	const struct expr	*e;

	p->b.span = p->tok.span;
	if (p->tok.kind == TOKEN_NUMBER) {
		e = expr_number(&p->b, p->tok.number);
		parse_advance(p);
		return e;
	}
	if (p->tok.kind == TOKEN_NAME)
		return parse_name(p);
	if (parse_at(p, "("))
		return parse_group(p);
	if (parse_at(p, "["))
		return parse_matrix(p);
	parse_fail(p, p->tok.span, parse_foreign(p),
	    "expected a number, a name or a bracket, not %s",
	    parse_describe(p, &p->tok));
	return expr_error(&p->b);
}

/* power = primary { "'" | "(" index ")" | ("^" | ".^") {sign} primary } */

static const struct expr *
parse_exponent(struct parser *p, enum op_priority priority)
{
	uint32_t		 start = p->tok.span.start;
	const struct expr	*e;
	int			 number;

	if (parse_accept(p, "-")) {
		p->depth++;
		e = too_deep(p) ? expr_error(&p->b) :
		    parse_exponent(p, priority);
		p->depth--;
		p->b.span = parse_span(p, start);
		return expr_make(&p->b, OP_NEG, NULL, 1, &e);
	}
	if (parse_accept(p, "+")) {
		p->depth++;
		e = too_deep(p) ? expr_error(&p->b) :
		    parse_exponent(p, priority);
		p->depth--;
		return e;
	}
	number = p->tok.kind == TOKEN_NUMBER;
	e = parse_primary(p);
	while (parse_at(p, "(") && !number && !(p->matrix && p->tok.space))
		e = parse_index(p, e);
	return e;
}

static const struct expr *
parse_power(struct parser *p)
{
	uint32_t		 start = p->tok.span.start;
	int			 power = p->tok.kind == TOKEN_NUMBER;
	const struct expr	*e = parse_primary(p);

	for (;;) {
		if (p->matrix && p->tok.space &&
		    (parse_at(p, "(") || parse_at(p, "'")))
			return e;
		/* Neither 2(1) nor, after its exponent, x^2(1) is an index. */
		if (parse_at(p, "(") && !power) {
			e = parse_index(p, e);
		} else if (parse_accept(p, "'") || parse_accept(p, ".'")) {
			p->b.span = parse_span(p, start);
			e = expr_make(&p->b, OP_TRANSPOSE, NULL, 1, &e);
		} else if (at_infix(p, PRIORITY_POWER, PRIORITY_POWER)) {
			e = binary(p, start, e, parse_exponent);
			power = 1;
		} else
			return e;
	}
}

/* unary = {"-" | "+"} power */
static const struct expr *
parse_unary(struct parser *p)
{
	uint32_t		 start = p->tok.span.start;
	const struct expr	*e;

	if (!parse_at(p, "-") && !parse_at(p, "+"))
		return parse_power(p);
	p->depth++;
	if (too_deep(p))
		e = expr_error(&p->b);
	else if (parse_accept(p, "+"))
		e = parse_unary(p);
	else {
		parse_advance(p);
		e = parse_unary(p);
		p->b.span = parse_span(p, start);
		e = expr_make(&p->b, OP_NEG, NULL, 1, &e);
	}
	p->depth--;
	return e;
}

/*
 * Left-associative operators of this priority and of tighter ones, one level
 * of recursion for all that are missing between two operands.
 */
static const struct expr *
parse_priority(struct parser *p, enum op_priority priority)
{
	uint32_t		 start = p->tok.span.start;
	const struct expr	*e = parse_unary(p);

	while (at_infix(p, priority, PRIORITY_UNARY - 1))
		e = binary(p, start, e, parse_priority);
	return e;
}

/* expression = comparison, down to unary */
const struct expr *
parse_expression(struct parser *p)
{
	const struct expr	*e;

	p->depth++;
	e = too_deep(p) ? expr_error(&p->b) :
	    parse_priority(p, PRIORITY_COMPARE);
	p->depth--;
	return e;
}
