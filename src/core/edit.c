/* SPDX-License-Identifier: MIT */
/*
 * Edits, one by one, after --set or gathered in a variant.
 */

#include "gradus/op.h"

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

/* [ "(" row ["," column] ")" ] of an edit. */
static int
parse_cell(struct parser *p, const struct symbol *symbol, uint32_t start,
    struct edit *edit)
{
	const struct expr	*e;

	edit->row = edit->col = 0;
	if (!parse_at(p, "("))
		return 0;
	p->b.span = parse_span(p, start);
	e = parse_index(p, expr_name(&p->b, symbol));
	if (expr_is_error(e) || p->panic)
		return -1;
	if (!expr_is_scalar(e)) {
		p->b.span = parse_span(p, start);
		parse_note(p, e->span, "an edit changes one cell or all");
		diag_hint(p->b.diag, "write %s(i, j) = … or %s = […]",
		    symbol->name, symbol->name);
		return -1;
	}
	edit->row = edit->col = 1;
	if (e->op == OP_INDEX) {
		edit->row += selection_at(&e->attr.pick.rows, 0);
		edit->col += selection_at(&e->attr.pick.cols, 0);
	}
	return 0;
}

/* edit = name ["(" row ["," column] ")"] "=" (expression | function) */
static int
parse_edit(struct parser *p, struct edit *edit)
{
	uint32_t		 start = p->tok.span.start;
	const struct symbol	*symbol;
	const struct expr	*e;
	double			 d;

	if ((symbol = parse_target(p, "edit")) == NULL)
		return -1;
	edit->symbol = symbol;
	if (symbol->kind == SYMBOL_EQUATION) {
		parse_fail(p, parse_span(p, start), "data, param, hyper, "
		    "state and choice can be edited",
		    "%s is computed by an equation", symbol->name);
		return -1;
	}
	if (symbol->kind == SYMBOL_CHOICE) {
		parse_expect(p, "=", "after the name");
		if (parse_chosen(p, symbol, &edit->option) == -1)
			return -1;
		edit->span = parse_span(p, start);
		return 0;
	}
	if (parse_cell(p, symbol, start, edit) == -1) {
		parse_panic(p);
		return -1;
	}
	parse_expect(p, "=", "after the name");
	edit->value = e = parse_expression(p);
	edit->span = parse_span(p, start);
	if (p->panic || expr_is_error(e) || expr_is_error(symbol->value))
		return -1;
	parse_check_initial(p, symbol, e,
	    "edits are made before the first iteration: write the number");
	if (!shape_equal(e->shape, edit->row ? (struct shape){ 1, 1 } :
	    symbol->shape)) {
		parse_note(p, e->span, edit->row > 0 ?
		    "%s is one number here, and this is %u×%u" :
		    "%s does not become %u×%u by an edit", symbol->name,
		    e->shape.rows, e->shape.cols);
		if (edit->row == 0)
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
		if (parse_edit(p, &edits[*n]) == 0)
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
	struct parser	p;
	size_t		n, errors = diag->errors;

	parse_start(&p, (struct model *)m, arena, diag, source,
	    (struct span){ 0, (uint32_t)source->len });
	*edits = parse_edits(&p, &n);
	if (p.tok.kind != TOKEN_END)
		parse_fail(&p, p.tok.span, parse_foreign(&p),
		    "expected a comma or the end, not %s",
		    parse_describe(&p, &p.tok));
	return diag->errors == errors ? n : 0;
}
