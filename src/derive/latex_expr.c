/* SPDX-License-Identifier: MIT */
/*
 * An expression as LaTeX, whole or one cell of it.
 */

#include <assert.h>
#include <string.h>

#include "gradus/num.h"
#include "gradus/op.h"

#include "latex_writer.h"

static const char	*const indices[] = { "k", "l", "m", "n", "q", "r" };

#define INDICES	((int)(sizeof indices / sizeof indices[0]))
#define MAX_LISTED	6	/* rows or columns of a list that are written */

static void
put_indices(struct latex *w, struct shape shape)
{
	int	rows = shape.rows != 1, cols = shape.cols != 1;

	if (w->row == NULL || (!rows && !cols))
		return;
	str_addf(w->s, "_{%s%s}", rows ? w->row : "", cols ? w->col : "");
}

static void
put_name(struct latex *w, const struct expr *e, enum op_priority place)
{
	const struct symbol	*symbol = e->attr.name.symbol;
	struct str		 name;
	int			 indexed, brackets;

	str_init(&name);
	latex_name(&name, symbol);
	indexed = w->row != NULL && !expr_is_scalar(e);
	brackets = indexed ? !latex_is_simple(name.data) :
	    place >= PRIORITY_POWER && strpbrk(name.data, "^ +-*/(") != NULL;
	if (w->flags & LATEX_CLASSES)
		str_addf(w->s, "\\class{%s}{", symbol->name);
	str_addf(w->s, brackets ? "\\left(%s\\right)" : "%s", name.data);
	put_indices(w, e->shape);
	if (w->flags & LATEX_CLASSES)
		str_addc(w->s, '}');
	str_release(&name);
}

static void
put_literal(struct latex *w, const struct expr *e)
{
	if (w->row == NULL) {
		latex_matrix(w->s, e->attr.data.cells, e->shape, NUM_EXACT);
		return;
	}
	str_add(w->s, "\\left(");
	latex_matrix(w->s, e->attr.data.cells, e->shape, NUM_EXACT);
	str_add(w->s, "\\right)");
	put_indices(w, e->shape);
}

/* Zeros, ones and the identity: by their names; cells by their values. */
static void
put_maker(struct latex *w, const struct expr *e)
{
	if (w->row == NULL)
		str_add(w->s, op_def(e->op)->latex);
	else if (e->op != OP_EYE)
		str_add(w->s, e->op == OP_ONES ? "1" : "0");
	else if (strcmp(w->row, w->col) == 0)
		str_addc(w->s, '1');
	else
		str_addf(w->s, "\\delta_{%s%s}", w->row, w->col);
}

static void
put_product(struct latex *w, const struct expr *e)
{
	const struct expr	*a = e->arg[0], *b = e->arg[1];
	int			 plain;

	plain = w->row != NULL || e->op == OP_MUL || expr_is_scalar(a) ||
	    expr_is_scalar(b);
	latex_put(w, a, !plain && latex_is_product(a) ? PRIORITY_PRIMARY :
	    PRIORITY_MULTIPLY);
	if (!plain)
		str_addf(w->s, " %s ", op_def(e->op)->latex);
	else if (latex_is_tight(w, a) && latex_is_tight(w, b) &&
	    !latex_begins_with_digit(b))
		str_add(w->s, " \\, ");
	else
		str_add(w->s, " \\cdot ");
	latex_put(w, b, !plain && latex_is_product(b) ? PRIORITY_PRIMARY :
	    PRIORITY_MULTIPLY + 1);
}

/* The index of a sum that begins; NULL where there are no more letters. */
static const char *
new_index(struct latex *w)
{
	return w->sums < INDICES ? indices[w->sums++] : "t";
}

/* A cell of a matrix product. */
static void
put_inner(struct latex *w, const struct expr *e)
{
	struct latex	 left = *w, right = *w;
	const char	*k;

	if (e->arg[0]->shape.cols == 1) {
		left.col = right.row = "1";
	} else {
		left.col = right.row = k = new_index(w);
		left.sums = right.sums = w->sums;
		str_addf(w->s, "\\sum_{%s} ", k);
	}
	latex_put(&left, e->arg[0], PRIORITY_MULTIPLY);
	str_add(w->s, latex_is_tight(&left, e->arg[0]) &&
	    latex_is_tight(&right, e->arg[1]) ? " \\, " : " \\cdot ");
	latex_put(&right, e->arg[1], PRIORITY_MULTIPLY + 1);
	w->sums -= e->arg[0]->shape.cols != 1;
}

/* tanh(s).^2 is \tanh^2(s). */
static int
put_function_power(struct latex *w, const struct expr *e)
{
	const struct op_def	*def = op_def(e->arg[0]->op);

	if (def->notation != NOTATION_CALL ||
	    !(def->flags & OP_MAP) || e->arg[1]->op != OP_NUMBER ||
	    e->arg[1]->attr.number < 2 || e->arg[0]->nargs != 1)
		return 0;
	str_addf(w->s, "%s^{", def->latex);
	latex_number(w->s, e->arg[1]->attr.number, NUM_EXACT);
	str_add(w->s, "}\\left(");
	latex_put(w, e->arg[0]->arg[0], PRIORITY_NONE);
	str_add(w->s, "\\right)");
	return 1;
}

/* a + b, or -a. */
static void
put_sign(struct latex *w, const struct expr *e)
{
	const struct op_def	*def = op_def(e->op);

	if (e->nargs == 1) {
		str_add(w->s, def->latex);
		latex_put(w, e->arg[0], def->priority);
		return;
	}
	latex_put(w, e->arg[0], def->priority);
	str_addf(w->s, " %s ", def->latex);
	/* a + \sum b needs no brackets. */
	latex_put(w, e->arg[1], e->arg[1]->op == OP_MUL ? def->priority :
	    def->priority + 1);
}

static void
put_fraction(struct latex *w, const struct expr *e)
{
	str_addf(w->s, "%s{", op_def(e->op)->latex);
	latex_put(w, e->arg[0], PRIORITY_NONE);
	str_add(w->s, "}{");
	latex_put(w, e->arg[1], PRIORITY_NONE);
	str_addc(w->s, '}');
}

static void
put_exponent(struct latex *w, const struct expr *e)
{
	if (put_function_power(w, e))
		return;
	latex_put(w, e->arg[0], PRIORITY_PRIMARY);
	str_addf(w->s, "%s{", op_def(e->op)->latex);
	latex_put(w, e->arg[1], PRIORITY_NONE);
	str_addc(w->s, '}');
}

static void
put_indicator(struct latex *w, const struct expr *e)
{
	str_add(w->s, "\\mathbf{1}\\left[");
	latex_put(w, e->arg[0], PRIORITY_ADD);
	str_addf(w->s, " %s ", op_def(e->op)->latex);
	latex_put(w, e->arg[1], PRIORITY_ADD);
	str_add(w->s, "\\right]");
}

static void
put_selection(struct latex *w, const struct selection *sel)
{
	uint32_t	i;

	if (sel->all)
		str_add(w->s, "{:}");
	else if (sel->count == 1)
		str_addf(w->s, "%u", selection_at(sel, 0) + 1);
	else if (sel->list == NULL && sel->count > 0) {
		str_addf(w->s, "%u{:}", sel->first + 1);
		if (sel->step != 1)
			str_addf(w->s, "{%d}{:}", (int)sel->step);
		str_addf(w->s, "%u", selection_at(sel, sel->count - 1) + 1);
	} else {
		str_addc(w->s, '[');
		for (i = 0; i < sel->count && i < MAX_LISTED; i++)
			str_addf(w->s, "%s%u", i == 0 ? "" : "\\;",
			    selection_at(sel, i) + 1);
		str_add(w->s, sel->count > MAX_LISTED ? "\\ldots]" : "]");
	}
}

/* x(:,2) is x(:,2), as a cell is; its cell x_i: the 2 is known from around. */
static void
put_index(struct latex *w, const struct expr *e)
{
	const struct selection	*rows = &e->attr.pick.rows;
	const struct selection	*cols = &e->attr.pick.cols;
	struct shape		 of = e->arg[0]->shape;
	int			 show_rows = of.rows != 1 || !rows->all;
	int			 show_cols = of.cols != 1 || !cols->all;
	struct latex		 cell = *w;

	if (w->row != NULL && rows->all && cols->count == 1) {
		cell.col = "";
		latex_put(&cell, e->arg[0], PRIORITY_PRIMARY);
		return;
	}
	cell.row = cell.col = NULL;
	str_addc(w->s, '{');
	latex_put(&cell, e->arg[0], PRIORITY_PRIMARY);
	str_addc(w->s, '(');
	if (show_rows)
		put_selection(w, rows);
	if (show_rows && show_cols)
		str_add(w->s, "{,}");
	if (show_cols)
		put_selection(w, cols);
	str_add(w->s, ")}");
	if (w->row != NULL)
		put_indices(w, e->shape);
}

/* Numbers of a mean: 1/n before the sum. */
static void
put_count(struct latex *w, const struct expr *e)
{
	struct shape	of = e->arg[0]->shape;
	size_t		n;

	if (e->op == OP_SUM)
		return;
	n = e->attr.dim == 1 ? of.rows : e->attr.dim == 2 ? of.cols :
	    shape_cells(of);
	str_addf(w->s, "\\frac{1}{%zu} ", n);
}

/*
 * \sum_{i,j} of the cells; along a dimension, whole, a product with ones:
 * the sum of each column is 1' A.
 */
static void
put_sum(struct latex *w, const struct expr *e)
{
	struct shape	 of = e->arg[0]->shape;
	struct latex	 cell = *w;
	int		 rows = e->attr.dim != 2 && of.rows != 1;
	int		 cols = e->attr.dim != 1 && of.cols != 1;

	put_count(w, e);
	if (w->row == NULL && !expr_is_scalar(e)) {
		str_add(w->s, rows ? "\\mathbf{1}^{\\top} \\, " : "");
		latex_put(w, e->arg[0], PRIORITY_MULTIPLY + (unsigned)rows);
		str_add(w->s, cols ? " \\, \\mathbf{1}" : "");
		return;
	}
	if (w->row == NULL) {
		cell.row = "i";
		cell.col = "j";
	} else {
		if (rows)
			cell.row = new_index(&cell);
		if (cols)
			cell.col = new_index(&cell);
	}
	if (rows || cols)
		str_addf(w->s, "\\sum_{%s%s%s} ", rows ? cell.row : "",
		    rows && cols ? "," : "", cols ? cell.col : "");
	latex_put(&cell, e->arg[0], PRIORITY_MULTIPLY);
}

static void
put_call(struct latex *w, const struct expr *e)
{
	struct latex	 arg = *w;
	uint32_t	 i;
	int		 whole = !(op_def(e->op)->flags & OP_MAP);

	if (whole)
		arg.row = arg.col = NULL;
	str_addf(w->s, "%s\\left(", op_def(e->op)->latex);
	for (i = 0; i < e->nargs; i++) {
		str_add(w->s, i > 0 ? ", " : "");
		latex_put(&arg, e->arg[i], PRIORITY_NONE);
	}
	if (e->op == OP_ONEHOT)
		str_addf(w->s, ", %u", e->shape.rows);
	str_add(w->s, "\\right)");
	if (whole)
		put_indices(w, e->shape);
}

static void
put_around(struct latex *w, const struct expr *e)
{
	const char	*latex = op_def(e->op)->latex;
	size_t		 before = strcspn(latex, "%");
	struct latex	 arg = *w;

	if (!(op_def(e->op)->flags & OP_MAP))
		arg.row = arg.col = NULL;
	str_addn(w->s, latex, before);
	latex_put(&arg, e->arg[0], PRIORITY_NONE);
	str_add(w->s, latex + before + 1);
}

/* Blocks in brackets. A cell of them is that of the whole. */
static void
put_blocks(struct latex *w, const struct expr *e)
{
	struct latex	 whole = *w;
	uint32_t	 i, j;
	const struct expr *row;

	whole.row = whole.col = NULL;
	str_add(w->s, "\\begin{bmatrix} ");
	for (i = 0; i < e->nargs; i++) {
		row = e->arg[i];
		if (i > 0)
			str_add(w->s, e->op == OP_VCAT ? " \\\\ " : " & ");
		if (e->op != OP_VCAT || row->op != OP_HCAT) {
			latex_put(&whole, row, PRIORITY_NONE);
			continue;
		}
		for (j = 0; j < row->nargs; j++) {
			str_add(w->s, j > 0 ? " & " : "");
			latex_put(&whole, row->arg[j], PRIORITY_NONE);
		}
	}
	str_add(w->s, " \\end{bmatrix}");
	put_indices(w, e->shape);
}

static void
put_transpose(struct latex *w, const struct expr *e, enum op_priority place)
{
	struct latex	cell = *w;

	if (w->row != NULL) {
		cell.row = w->col;
		cell.col = w->row;
		latex_put(&cell, e->arg[0], place);
		return;
	}
	if (w->plan != NULL && e->arg[0]->op == OP_NAME) {
		latex_put_value(w, e->arg[0], 1, place);
		return;
	}
	str_addc(w->s, '{');
	latex_put(w, e->arg[0], PRIORITY_PRIMARY);
	str_add(w->s, "}^{\\top}");
}

static void
put_choice(struct latex *w, const struct expr *e)
{
	int	i;

	latex_name(w->s, e->attr.name.symbol);
	for (i = 0; i < e->attr.name.order; i++)
		str_addc(w->s, '\'');
	str_add(w->s, "\\left(");
	latex_put(w, e->arg[0], PRIORITY_NONE);
	str_add(w->s, "\\right)");
}

/* What has a notation of its own. */
static void
put_own(struct latex *w, const struct expr *e, enum op_priority place)
{
	switch (e->op) {
	case OP_NUMBER:
		latex_number(w->s, e->attr.number, NUM_EXACT);
		return;
	case OP_NAME:
		if (w->plan != NULL)
			latex_put_value(w, e, 0, place);
		else
			put_name(w, e, place);
		return;
	case OP_MATRIX:
		put_literal(w, e);
		return;
	case OP_EYE:
	case OP_ONES:
	case OP_ZEROS:
		put_maker(w, e);
		return;
	case OP_CHOICE:
		put_choice(w, e);
		return;
	case OP_HCAT:
	case OP_VCAT:
		put_blocks(w, e);
		return;
	case OP_INDEX:
		put_index(w, e);
		return;
	case OP_SUM:
	case OP_MEAN:
		put_sum(w, e);
		return;
	case OP_TRANSPOSE:
		put_transpose(w, e, place);
		return;
	default:
		assert(e->op == OP_ERROR);
		str_add(w->s, op_def(e->op)->latex);
		return;
	}
}

static void
put_node(struct latex *w, const struct expr *e, enum op_priority place)
{
	switch (op_def(e->op)->notation) {
	case NOTATION_OWN:
		put_own(w, e, place);
		break;
	case NOTATION_SIGN:
		put_sign(w, e);
		break;
	case NOTATION_PRODUCT:
		if (e->op == OP_MUL && w->row != NULL)
			put_inner(w, e);
		else
			put_product(w, e);
		break;
	case NOTATION_FRACTION:
		put_fraction(w, e);
		break;
	case NOTATION_EXPONENT:
		put_exponent(w, e);
		break;
	case NOTATION_INDICATOR:
		put_indicator(w, e);
		break;
	case NOTATION_CALL:
		put_call(w, e);
		break;
	case NOTATION_AROUND:
		put_around(w, e);
		break;
	}
}

/* Operators through which shapes are shown under the parts. */
static int
shows_parts(const struct expr *e)
{
	switch (e->op) {
	case OP_MUL:
	case OP_TIMES:
	case OP_PLUS:
	case OP_MINUS:
	case OP_NEG:
		return 1;
	default:
		return 0;
	}
}

void
latex_put(struct latex *w, const struct expr *e, enum op_priority place)
{
	int		 brackets = latex_priority(w, e) < place;
	struct latex	 part = *w;

	if (brackets)
		str_add(w->s, "\\left(");
	if (!(w->flags & LATEX_SHAPES) || shows_parts(e)) {
		put_node(w, e, place);
	} else {
		part.flags &= ~(unsigned)LATEX_SHAPES;
		if (!expr_is_scalar(e))
			str_addf(w->s, "\\underset{%u \\times %u}{",
			    e->shape.rows, e->shape.cols);
		put_node(&part, e, place);
		if (!expr_is_scalar(e))
			str_addc(w->s, '}');
	}
	if (brackets)
		str_add(w->s, "\\right)");
}

/* What nobody could read is not written out. */
static void
put_whole(struct latex *w, const struct expr *e)
{
	size_t	from = w->s->len;

	if (e->size <= LATEX_MAX_NODES)
		latex_put(w, e, PRIORITY_NONE);
	if (e->size <= LATEX_MAX_NODES && w->s->len - from <= LATEX_MAX_BYTES)
		return;
	str_truncate(w->s, from);
	str_add(w->s, "\\cdots");
}

void
latex_expr(struct str *s, const struct expr *e, unsigned flags)
{
	struct latex	w = { .s = s, .flags = flags };

	assert(!e->loose);
	put_whole(&w, e);
}

void
latex_element(struct str *s, const struct expr *e, const char *i,
    const char *j, unsigned flags)
{
	struct latex	w = { .s = s, .flags = flags, .row = i, .col = j };

	put_whole(&w, e);
}
