/* SPDX-License-Identifier: MIT */
/*
 * Edits, one by one, after --set or gathered in a variant; and what they share
 * with declarations.
 */

#include "gradus/op.h"

#include <assert.h>

#include "parse.h"

struct symbol *
parse_target(struct parser *p, const char *verb)
{
	const struct symbol	*symbol;
	const char		*s;
	struct token		 t = p->tok;
	size_t			 n;

	if (t.kind != TOKEN_NAME) {
		parse_fail(p, t.span, NULL, "expected a name to %s, not %s",
		    verb, parse_describe(p, &t));
		return NULL;
	}
	parse_advance(p);
	s = lex_text(&p->lx, &t, &n);
	if ((symbol = model_find(p->model, s, n)) != NULL)
		return (struct symbol *)symbol;
	parse_fail(p, t.span, NULL, "there is no %.*s to %s", (int)n, s,
	    verb);
	parse_hint_name(p, &t, 0);
	return NULL;
}

enum op
parse_option(struct parser *p)
{
	const struct op_def	*def;
	struct token		 t = p->tok;
	const char		*s;
	size_t			 n;
	enum op			 op;
	char			*all;

	s = lex_text(&p->lx, &t, &n);
	def = t.kind == TOKEN_NAME ? op_find(s, n) : NULL;
	if (def != NULL && def->flags & OP_OPTION) {
		parse_advance(p);
		return def->op;
	}
	all = arena_strdup(p->b.arena, "");
	for (op = 0; op < OP_COUNT; op++) {
		if (op_def(op)->flags & OP_OPTION)
			all = arena_printf(p->b.arena, "%s%s%s", all,
			    *all == '\0' ? "" : ", ", op_def(op)->name);
	}
	parse_fail(p, t.span, arena_printf(p->b.arena, "one of %s", all),
	    "expected a function of each cell, not %s",
	    parse_describe(p, &t));
	return OP_ERROR;
}

/* Which option of a choice the next token names. */
static int
parse_chosen(struct parser *p, const struct symbol *symbol, size_t *option)
{
	struct span	span = p->tok.span;
	enum op		op = parse_option(p);
	char		*all = arena_strdup(p->b.arena, "");
	size_t		i;

	for (i = 0; i < symbol->noptions; i++) {
		if (symbol->options[i] == op) {
			*option = i;
			return 0;
		}
		all = arena_printf(p->b.arena, "%s%s%s", all, i == 0 ? "" :
		    " | ", op_def(symbol->options[i])->name);
	}
	parse_fail(p, span, all, "%s has no option %s", symbol->name,
	    op_def(op)->name);
	return -1;
}

/* cell = name ["(" row ["," column] ")"]; in a command, without a blank */
static int
parse_cell(struct parser *p, const char *verb, int command, struct cell *c)
{
	uint32_t		 start = p->tok.span.start;
	const struct expr	*e;

	*c = (struct cell){ 0 };
	if ((c->symbol = parse_target(p, verb)) == NULL)
		return -1;
	if (!parse_at(p, "(") || (command && p->tok.space) ||
	    c->symbol->kind == SYMBOL_CHOICE)
		return 0;
	p->b.span = parse_span(p, start);
	e = parse_index(p, expr_name(&p->b, c->symbol));
	if (expr_is_error(e) || p->panic)
		return -1;
	if (!expr_is_scalar(e)) {
		p->b.span = parse_span(p, start);
		parse_note(p, e->span, "this is neither one cell nor all of "
		    "%s", c->symbol->name);
		diag_hint(p->b.diag, "%s(i, j) is a cell, %s all of it",
		    c->symbol->name, c->symbol->name);
		return -1;
	}
	if (e->op == OP_INDEX && shape_cells(c->symbol->shape) > 1) {
		c->row = 1 + selection_at(&e->attr.pick.rows, 0);
		c->col = 1 + selection_at(&e->attr.pick.cols, 0);
	}
	return 0;
}

int
model_cell(const struct model *m, struct arena *arena, struct diag *diag,
    const struct source *source, struct span part, const char *verb,
    struct cell *c)
{
	struct parser	p;
	size_t		errors = diag->errors;

	parse_start(&p, (struct model *)m, arena, diag, source, part);
	if (parse_cell(&p, verb, 0, c) == 0 && p.tok.kind != TOKEN_END)
		parse_fail(&p, p.tok.span, "W is a name, W(1,2) a cell of it",
		    "expected a name or a cell, and nothing behind it");
	return diag->errors == errors ? 0 : -1;
}

size_t
cell_offset(struct cell c)
{
	assert(c.row <= c.symbol->shape.rows && c.col <= c.symbol->shape.cols);
	return c.row == 0 ? 0 : (size_t)(c.row - 1) * c.symbol->shape.cols +
	    c.col - 1;
}

void
parse_check_initial(struct parser *p, const struct symbol *symbol,
    const struct expr *e, const char *hint)
{
	uint32_t	i;

	if (e->op == OP_NAME &&
	    e->attr.name.symbol->kind == SYMBOL_EQUATION) {
		parse_note(p, e->span, "%s is computed in every iteration, "
		    "and %s is needed before the first", e->attr.name.symbol->
		    name, symbol->name);
		diag_hint(p->b.diag, "%s", hint);
	}
	for (i = 0; i < e->nargs; i++)
		parse_check_initial(p, symbol, e->arg[i], hint);
}

static void
parse_equals(struct parser *p, int command)
{
	if (command)
		parse_accept(p, "=");
	else
		parse_expect(p, "=", "after the name");
}

/* edit = cell "=" (expression | function); in a command, without the "=" */
static int
parse_edit(struct parser *p, int command, struct edit *edit)
{
	uint32_t		 start = p->tok.span.start;
	const struct symbol	*symbol;
	const struct expr	*e;
	double			 d;

	if (parse_cell(p, "edit", command, &edit->to) == -1) {
		parse_panic(p);
		return -1;
	}
	symbol = edit->to.symbol;
	if (symbol->kind == SYMBOL_EQUATION) {
		parse_fail(p, parse_span(p, start), "data, param, hyper, "
		    "state and choice can be edited",
		    "%s is computed by an equation", symbol->name);
		return -1;
	}
	if (symbol->kind == SYMBOL_CHOICE) {
		parse_equals(p, command);
		if (parse_chosen(p, symbol, &edit->option) == -1)
			return -1;
		edit->span = parse_span(p, start);
		return 0;
	}
	parse_equals(p, command);
	edit->value = e = parse_expression(p);
	edit->span = parse_span(p, start);
	if (p->panic || expr_is_error(e) || expr_is_error(symbol->value))
		return -1;
	parse_check_initial(p, symbol, e,
	    "edits are made before the first iteration: write the number");
	if (!shape_equal(e->shape, edit->to.row ? (struct shape){ 1, 1 } :
	    symbol->shape)) {
		parse_note(p, e->span, edit->to.row > 0 ?
		    "%s is one number here, and this is %u×%u" :
		    "%s does not become %u×%u by an edit", symbol->name,
		    e->shape.rows, e->shape.cols);
		if (edit->to.row == 0)
			diag_hint(p->b.diag, "it is %u×%u",
			    symbol->shape.rows, symbol->shape.cols);
		return -1;
	}
	if (symbol->ranged && expr_constant(e, &d) &&
	    !(d >= symbol->low && d <= symbol->high)) {
		parse_note(p, e->span, "%s lies outside of the range of "
		    "%s, [%s, %s]", parse_decimal(p, d), symbol->name,
		    parse_decimal(p, symbol->low),
		    parse_decimal(p, symbol->high));
		return -1;
	}
	return 0;
}

/* edit { "," edit } */
static const struct edit *
parse_edits(struct parser *p, size_t *n)
{
	struct edit	*edits = NULL;
	size_t		 max = 0;

	*n = 0;
	do {
		edits = ARENA_GROW(p->b.arena, edits, *n, &max);
		if (parse_edit(p, 0, &edits[*n]) == 0)
			++*n;
	} while (parse_accept(p, ","));
	return edits;
}

/* "variant" string ":" edit { "," edit } */
void
parse_variant(struct parser *p, enum symbol_kind kind)
{
	struct model	*m = p->model;
	struct variant	*v;
	struct variant	 new = { .span = p->tok.span };
	struct token	 t = p->tok;

	(void)kind;
	if (t.kind != TOKEN_STRING) {
		parse_fail(p, t.span, "variant \"its name\": w(3) = 0.09",
		    "expected the name of the variant in quotes, not %s",
		    parse_describe(p, &t));
		return;
	}
	new.name = arena_strndup(p->b.arena,
	    p->b.source->text + t.span.start + 1,
	    t.span.end - t.span.start - 2);
	if (model_variant(m, new.name) != NULL)
		parse_note(p, t.span, "there is a variant \"%s\" already",
		    new.name);
	parse_advance(p);
	parse_expect(p, ":", "after the name of the variant");
	new.edits = parse_edits(p, &new.nedits);
	v = (struct variant *)m->variants;
	v = ARENA_GROW(m->arena, v, m->nvariants, &p->max_variants);
	v[m->nvariants++] = new;
	m->variants = v;
}

size_t
model_edits(const struct model *m, struct arena *arena, struct diag *diag,
    const struct source *source, const struct edit **edits)
{
	return model_edits_in(m, arena, diag, source, source_all(source),
	    edits);
}

size_t
model_edits_in(const struct model *m, struct arena *arena, struct diag *diag,
    const struct source *source, struct span part, const struct edit **edits)
{
	struct parser	p;
	size_t		n, errors = diag->errors;

	parse_start(&p, (struct model *)m, arena, diag, source, part);
	*edits = parse_edits(&p, &n);
	if (p.tok.kind != TOKEN_END)
		parse_fail(&p, p.tok.span, parse_foreign(&p),
		    "expected a comma or the end, not %s",
		    parse_describe(&p, &p.tok));
	return diag->errors == errors ? n : 0;
}

int
model_edit(const struct model *m, struct arena *arena, struct diag *diag,
    const struct source *source, struct span part, struct edit *edit)
{
	struct parser	p;
	size_t		errors = diag->errors;

	*edit = (struct edit){ 0 };
	parse_start(&p, (struct model *)m, arena, diag, source, part);
	parse_edit(&p, 1, edit);
	if (p.tok.kind != TOKEN_END)
		parse_fail(&p, p.tok.span, parse_foreign(&p),
		    "expected the end, not %s", parse_describe(&p, &p.tok));
	return diag->errors == errors ? 0 : -1;
}
