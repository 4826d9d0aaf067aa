/* SPDX-License-Identifier: MIT */
/*
 * Calls of functions and indices: what stands in ( ) after a name.
 */

#include <assert.h>
#include <math.h>
#include <string.h>

#include "gradus/algebra.h"
#include "gradus/grad.h"
#include "gradus/op.h"

#include "make.h"
#include "parse.h"

struct arg {
	const struct expr	*e;		/* or */
	const char		*string;	/* or */
	struct selection	 selection;
	struct span		 span;
};

static const char *
string_word(struct parser *p, const struct token *t)
{
	return arena_strndup(p->b.arena,
	    p->b.source->text + t->span.start + 1,
	    t->span.end - t->span.start - 2);
}

/* The next argument, which comes after the n given. */
static struct arg
parse_arg(struct parser *p, const struct op_def *def, const struct arg *args,
    size_t n)
{
	struct arg	arg = { 0 };
	uint32_t	start = p->tok.span.start;
	double		d;

	if (p->tok.kind == TOKEN_STRING) {
		arg.string = string_word(p, &p->tok);
		arg.e = expr_error(&p->b);
		parse_advance(p);
	} else if (n < strlen(def->args) && def->args[n] == 's') {
		parse_fail(p, p->tok.span, arena_printf(p->b.arena,
		    "write %s", def->usage),
		    "the name of a file stands in quotes");
		arg.e = expr_error(&p->b);
	} else if (n < strlen(def->args) && def->args[n] == 'i') {
		arg.e = args[n - 2].e;		/* so many rows or columns */
		if (!expr_constant(arg.e, &d) || !(d >= 0 &&
		    d <= EXPR_MAX_CELLS) || parse_selection(p, (uint32_t)d,
		    n == 3 ? "row" : "column", &arg.selection) == -1)
			arg.e = expr_error(&p->b);
	} else
		arg.e = parse_expression(p);
	arg.span = parse_span(p, start);
	return arg;
}

/* "(" [argument { "," argument }] ")"; returns how many. */
static size_t
parse_args(struct parser *p, const struct op_def *def, struct arg *args)
{
	struct span		 outer = p->bracket;
	int			 newlines = p->lx.newlines, matrix = p->matrix;
	struct arg		 extra;
	size_t			 n = 0;

	p->bracket = p->tok.span;
	p->lx.newlines = 0;
	p->matrix = 0;
	parse_advance(p);
	if (!parse_at(p, ")")) {
		do {
			extra = parse_arg(p, def, args, n);
			if (n < MAX_ARGS)
				args[n] = extra;
			n++;
		} while (parse_accept(p, ","));
	}
	p->lx.newlines = newlines;
	p->matrix = matrix;
	parse_close(p, ")", outer);
	return n;
}

int64_t
parse_whole(struct parser *p, const struct expr *e, const char *what,
    double low, double high)
{
	double	d;

	if (expr_is_error(e))
		return -1;
	if (!expr_is_scalar(e) || !expr_constant(e, &d)) {
		parse_note(p, e->span, "%s must be a number that is written "
		    "here, not computed", what);
		return -1;
	}
	if (d != floor(d) || !(d >= low && d <= high)) {
		parse_note(p, e->span, "%s must be a whole number from %s "
		    "to %s, not %s", what, parse_decimal(p, low),
		    parse_decimal(p, high), parse_decimal(p, d));
		return -1;
	}
	return (int64_t)d;
}

/* grad(J, v) and jac(p, o, k): worked out now. */
static const struct expr *
derivative(struct parser *p, const struct op_def *def, const struct arg *args)
{
	const struct expr	*v = args[1].e, *e;
	int64_t			 k = 0;
	double			 d;

	assert(v != NULL);
	if (expr_is_error(args[0].e) || expr_is_error(v))
		return expr_error(&p->b);
	if (v->op != OP_NAME) {
		parse_note(p, args[1].span,
		    "%s differentiates by a name, and this is none",
		    def->name);
		diag_hint(p->b.diag, "give it a name: q = …, then %s(…, q)",
		    def->name);
		return expr_error(&p->b);
	}
	if (def->op == OP_JAC && (k = parse_whole(p, args[2].e, "the column",
	    1, fmin(args[0].e->shape.cols, v->shape.cols))) == -1)
		return expr_error(&p->b);
	p->derived.span = p->b.span;
	p->derived.what.objective = args[0].e;
	p->derived.what.by = v->attr.name.symbol;
	p->derived.what.column = (uint32_t)k;
	if (def->op == OP_GRAD)
		e = grad_gradient(&p->b, p->model->symbols,
		    p->model->nsymbols, args[0].e, v->attr.name.symbol);
	else
		e = grad_jacobian(&p->b, p->model->symbols,
		    p->model->nsymbols, args[0].e, v->attr.name.symbol,
		    (uint32_t)k);
	if (e->op == OP_ZEROS || (expr_constant(e, &d) && d == 0)) {
		diag_warning(p->b.diag, p->b.source, p->b.span, "this is 0, "
		    "whatever the numbers are: nothing is learnt through it");
		diag_hint(p->b.diag, "a comparison such as %s > 0 has the "
		    "slope 0", v->attr.name.symbol->name);
	}
	return e;
}

static const struct expr *
make_call(struct parser *p, const struct op_def *def, const struct call *c)
{
	struct shape		 shape = { 1, 1 };
	union attr		 attr = { 0 };
	const struct expr	*e;

	if ((e = make_special(p, def, c)) != NULL)
		return e;
	if (def->attr == ATTR_DIM)
		attr.dim = c->nn > 0 ? (int)c->n[0] : 0;
	else if (def->attr == ATTR_WHOLE)
		attr.whole = (uint64_t)c->n[c->nn - 1];
	if (c->nm > 0)
		return expr_make(&p->b, def->op, &attr, c->nm, c->m);
	shape.rows = (uint32_t)c->n[0];
	shape.cols = (uint32_t)c->n[c->nn > 1];
	if (def->attr == ATTR_CELLS) {
		attr.data.file = c->file;
		attr.data.cells = csv_read(&p->b, c->file, shape);
		if (attr.data.cells == NULL)
			return expr_error(&p->b);
	}
	return expr_make_shaped(&p->b, def->op, &attr, shape, 0, NULL);
}

/* Notes that the arguments are too many or too few; 0 if they are right. */
static int
check_count(struct parser *p, const struct op_def *def, size_t n)
{
	size_t	most = strlen(def->args);
	size_t	least = most - (strpbrk(def->args, "df") != NULL);

	if (n >= least && n <= most)
		return 0;
	parse_note(p, p->b.span, "%s takes %s%zu argument%s, and here %s %zu",
	    def->name, least < most ? "1 or " : "", most,
	    most == 1 ? "" : "s", n == 1 ? "is" : "are", n);
	if ((def->op == OP_MAX || def->op == OP_MIN) && n == 1)
		diag_hint(p->b.diag, "gradus has no %s over a column: it "
		    "compares two matrices, %s", def->name, def->usage);
	else
		diag_hint(p->b.diag, "write %s", def->usage);
	return -1;
}

static const char *
what_number(const struct op_def *def, char kind, size_t i)
{
	if (kind == 'd')
		return "the dimension";
	if (def->op == OP_ONEHOT)
		return "the number of classes";
	return i == 0 ? "the number of rows" : i == 1 ?
	    "the number of columns" : "the seed";
}

/* Puts an argument where it belongs; -1 after noting that it does not. */
static int
sort_arg(struct parser *p, const struct op_def *def, char kind,
    const struct arg *arg, struct call *c)
{
	double	most = c->nn == 2 ? 0x1p53 : EXPR_MAX_CELLS;

	if (arg->string != NULL && kind != 's') {
		parse_note(p, arg->span, "no text stands here: write %s",
		    def->usage);
		return -1;
	}
	switch (kind) {
	case 's':
		c->file = arg->string;
		return 0;
	case 'i':
		c->i[c->ni++] = arg->selection;
		return 0;
	case 'd':
	case 'n':
		c->n[c->nn] = parse_whole(p, arg->e, what_number(def, kind,
		    c->nn), kind == 'd', kind == 'd' ? 2 : most);
		return c->n[c->nn++] == -1 ? -1 : 0;
	default:
		assert(kind == 'm' || kind == 'v' || kind == 'f');
		c->m[c->nm++] = arg->e;
		return 0;
	}
}

static const struct expr	*finish_call(struct parser *,
				    const struct op_def *,
				    const struct token *name,
				    const struct arg *, size_t n)
				    __attribute__((noinline));

/* Sorts the arguments and makes of them what they are those of. */
static const struct expr *
finish_call(struct parser *p, const struct op_def *def,
    const struct token *name, const struct arg *args, size_t n)
{
	struct call	c = { 0 };
	size_t		i;
	int		bad = 0;

	for (i = 0; i < n; i++)
		bad |= sort_arg(p, def, def->args[i], &args[i], &c);
	p->b.span = parse_span(p, name->span.start);
	if (bad)
		return expr_error(&p->b);
	if (def->op == OP_GRAD || def->op == OP_JAC)
		return derivative(p, def, args);
	return make_call(p, def, &c);
}

/* Calls stand inside calls: what they read is not on the stack. */
const struct expr *
parse_call(struct parser *p, const struct op_def *def,
    const struct token *name)
{
	struct arg	*args;
	size_t		 n;

	args = arena_calloc(p->b.arena, MAX_ARGS, sizeof args[0]);
	n = parse_args(p, def, args);
	p->b.span = parse_span(p, name->span.start);
	if (p->panic || check_count(p, def, n) == -1)
		return expr_error(&p->b);
	return finish_call(p, def, name, args, n);
}

/* Position i, from 1, of a dimension of n; -1 after noting that it is none. */
static int64_t
position(struct parser *p, const struct expr *e, double d, uint32_t n,
    const char *what)
{
	if (d == floor(d) && d >= 1 && d <= n)
		return (int64_t)d - 1;
	if (d != floor(d))
		parse_note(p, e->span, "%s %s is no whole number", what,
		    parse_decimal(p, d));
	else if (d < 1)
		parse_note(p, e->span, "there is no %s %s: the first is 1",
		    what, parse_decimal(p, d));
	else
		parse_note(p, e->span, "there is no %s %s: the last is %u",
		    what, parse_decimal(p, d), n);
	if (d == 0)
		diag_hint(p->b.diag, "indices count from 1, as in Octave");
	return -1;
}

/* A list of positions, [1 3 3]. */
static int
select_list(struct parser *p, const struct expr *e, uint32_t n,
    const char *what, struct selection *s)
{
	uint32_t	*list, i;
	int64_t		 at;

	s->count = (uint32_t)shape_cells(e->shape);
	s->list = list = arena_calloc(p->b.arena, s->count, sizeof *list);
	for (i = 0; i < s->count; i++) {
		if ((at = position(p, e, e->attr.data.cells[i], n, what)) == -1)
			return -1;
		list[i] = (uint32_t)at;
	}
	return 0;
}

/* first ":" [step ":"] last; an empty range is fine. */
static int
select_range(struct parser *p, const struct expr *first,
    const struct expr *step, const struct expr *last, uint32_t n,
    const char *what, struct selection *s)
{
	double	a, b, d = 1;
	int64_t	at;

	if (!expr_constant(first, &a) || !expr_constant(last, &b) ||
	    !expr_constant(step, &d) || d != floor(d) || d == 0 ||
	    fabs(d) > EXPR_MAX_CELLS) {
		parse_note(p, parse_span(p, first->span.start),
		    "a range is written in whole numbers, like 1:3");
		return -1;
	}
	s->step = (int32_t)d;
	if (d > 0 ? a > b : a < b)
		return 0;
	if ((at = position(p, first, a, n, what)) == -1)
		return -1;
	b = a + floor((b - a) / d) * d;
	if (position(p, last, b, n, what) == -1)
		return -1;
	s->first = (uint32_t)at;
	s->count = (uint32_t)((b - a) / d) + 1;
	return 0;
}

/* index = ":" | expression [":" expression [":" expression]] */
int
parse_selection(struct parser *p, uint32_t n, const char *what,
    struct selection *s)
{
	const struct expr	*e, *last, *step = NULL;
	double			 end = p->end, d;
	int64_t			 at;

	*s = selection_range(0, 0);
	if (parse_accept(p, ":")) {
		*s = selection_all(n);
		return 0;
	}
	p->end = n;
	e = parse_expression(p);
	if (parse_accept(p, ":")) {
		last = parse_expression(p);
		if (parse_accept(p, ":")) {
			step = last;
			last = parse_expression(p);
		} else
			step = expr_number(&p->b, 1);
		p->end = end;
		if (expr_is_error(e) || expr_is_error(last) || p->panic)
			return -1;
		return select_range(p, e, step, last, n, what, s);
	}
	p->end = end;
	if (expr_is_error(e) || p->panic)
		return -1;
	if (e->op == OP_MATRIX)
		return select_list(p, e, n, what, s);
	if (!expr_is_scalar(e) || !expr_constant(e, &d)) {
		parse_note(p, e->span,
		    "an index is written in numbers, like 2, 1:3 or [1 3]");
		return -1;
	}
	if ((at = position(p, e, d, n, what)) == -1)
		return -1;
	*s = selection_range((uint32_t)at, 1);
	return 0;
}

/*
 * Which brackets of the part hold a comma, by place: found once, since who
 * looks ahead from each bracket reads a text that only opens them again and
 * again.
 */
static const char *
find_commas(const struct parser *p)
{
	struct lexer	 lx = p->lx;
	struct token	 t;
	uint32_t	*open = NULL, from = p->part.start;
	size_t		 n = 0, max = 0;
	char		*commas;

	commas = arena_calloc(p->b.arena, p->part.end - from + 1, 1);
	lx.at = from;
	lx.newlines = 0;
	while ((t = lex_next(&lx)).kind != TOKEN_END) {
		if (lex_is(&lx, &t, "(") || lex_is(&lx, &t, "[")) {
			open = ARENA_GROW(p->b.arena, open, n, &max);
			open[n++] = t.span.start - from;
		} else if (n > 0 && lex_is(&lx, &t, ","))
			commas[open[n - 1]] = 1;
		else if (n > 0 && (lex_is(&lx, &t, ")") ||
		    lex_is(&lx, &t, "]")))
			n--;
	}
	return commas;
}

/* 1 if the innermost bracket, which was just opened, holds a comma. */
static int
has_comma(struct parser *p)
{
	if (p->commas == NULL)
		p->commas = find_commas(p);
	return p->commas[p->bracket.start - p->part.start];
}

/* x(i) of a matrix counts down the columns, as in Octave. */
static int
select_linear(struct parser *p, const struct expr *e, union attr *attr)
{
	struct selection	s;
	uint32_t		start = p->tok.span.start;

	if (parse_selection(p, (uint32_t)shape_cells(e->shape), "element", &s)
	    == -1)
		return -1;
	if (e->shape.rows == 1 || e->shape.cols == 1) {
		attr->pick.rows = selection_all(e->shape.rows);
		attr->pick.cols = selection_all(e->shape.cols);
		if (e->shape.rows == 1)
			attr->pick.cols = s;
		else
			attr->pick.rows = s;
		return 0;
	}
	if (s.count != 1 || s.all) {
		parse_note(p, parse_span(p, start),
		    "a %u×%u matrix takes a row and a column here",
		    e->shape.rows, e->shape.cols);
		diag_hint(p->b.diag, "A(i, j); A(:, j) is a column");
		return -1;
	}
	attr->pick.rows = selection_range(s.first % e->shape.rows, 1);
	attr->pick.cols = selection_range(s.first / e->shape.rows, 1);
	return 0;
}

/* An index of what is wrong already: to its ")". */
static int
skip_index(struct parser *p)
{
	int	depth = 0;

	for (; p->tok.kind != TOKEN_END; parse_advance(p)) {
		if (parse_at(p, "(") || parse_at(p, "["))
			depth++;
		else if ((parse_at(p, ")") || parse_at(p, "]")) &&
		    depth-- == 0)
			break;
	}
	return 1;
}

const struct expr *
parse_index(struct parser *p, const struct expr *e)
{
	union attr		 attr = { 0 };
	uint32_t		 start = e->span.start;
	int			 newlines = p->lx.newlines, matrix = p->matrix;
	struct span		 outer = p->bracket;
	int			 bad, linear;

	p->bracket = p->tok.span;
	p->lx.newlines = 0;
	p->matrix = 0;
	parse_advance(p);
	linear = !has_comma(p);
	if (expr_is_error(e))
		bad = skip_index(p);
	else if (linear)
		bad = select_linear(p, e, &attr) == -1;
	else {
		bad = parse_selection(p, e->shape.rows, "row",
		    &attr.pick.rows) == -1;
		parse_expect(p, ",", "between row and column");
		bad |= parse_selection(p, e->shape.cols, "column",
		    &attr.pick.cols) == -1;
	}
	p->lx.newlines = newlines;
	p->matrix = matrix;
	parse_close(p, ")", outer);
	p->b.span = parse_span(p, start);
	if (bad || expr_is_error(e))
		return expr_error(&p->b);
	if (attr.pick.rows.all && attr.pick.cols.all)	/* x(:) is a column */
		return !linear || e->shape.cols == 1 ? e :
		    expr_make(&p->b, OP_TRANSPOSE, NULL, 1, &e);
	return expr_make(&p->b, OP_INDEX, &attr, 1, &e);
}
