/* SPDX-License-Identifier: MIT */
/*
 * An expression as text of the language, which reads back as the same.
 */

#include "gradus/print.h"

#include <assert.h>
#include <math.h>

#include "gradus/num.h"
#include "gradus/op.h"
#include "gradus/symbol.h"

static void	print_at(struct str *, const struct expr *, enum op_priority);

static void
print_number(struct str *s, double d)
{
	if (isnan(d))
		str_add(s, "NaN");
	else if (isinf(d))
		str_add(s, d < 0 ? "-Inf" : "Inf");
	else
		num_exact(s, d);
}

static void
print_matrix(struct str *s, const struct expr *e)
{
	size_t	i, n = shape_cells(e->shape);

	if (e->attr.data.file != NULL) {
		str_addf(s, "csv(\"%s\", %u, %u)", e->attr.data.file,
		    e->shape.rows, e->shape.cols);
		return;
	}
	str_addc(s, '[');
	for (i = 0; i < n; i++) {
		if (i > 0)
			str_add(s, i % e->shape.cols == 0 ? "; " : " ");
		print_number(s, e->attr.data.cells[i]);
	}
	str_addc(s, ']');
}

static void
print_selection(struct str *s, const struct selection *sel)
{
	uint32_t	i;

	if (sel->all) {
		str_addc(s, ':');
	} else if (sel->list != NULL) {
		str_addc(s, '[');
		for (i = 0; i < sel->count; i++)
			str_addf(s, "%s%u", i == 0 ? "" : " ",
			    sel->list[i] + 1);
		str_addc(s, ']');
	} else if (sel->count == 0) {
		str_add(s, "1:0");
	} else {
		str_addf(s, "%u", sel->first + 1);
		if (sel->count == 1)
			return;
		if (sel->step != 1)
			str_addf(s, ":%d", sel->step);
		str_addf(s, ":%u", selection_at(sel, sel->count - 1) + 1);
	}
}

/* x(2) where x is a row or a column, else x(1,2); of a number, columns. */
static void
print_index(struct str *s, const struct expr *e)
{
	const struct selection	*rows = &e->attr.pick.rows;
	const struct selection	*cols = &e->attr.pick.cols;
	struct shape		 of = e->arg[0]->shape;

	if (e->arg[0]->op == OP_NUMBER) {	/* 2(1) is no index */
		str_addc(s, '(');
		print_at(s, e->arg[0], PRIORITY_NONE);
		str_addc(s, ')');
	} else
		print_at(s, e->arg[0], PRIORITY_PRIMARY);
	str_addc(s, '(');
	if (of.rows == 1 && rows->all)
		print_selection(s, cols);
	else if (of.cols == 1 && of.rows != 1 && cols->all)
		print_selection(s, rows);
	else {
		print_selection(s, rows);
		str_addc(s, ',');
		print_selection(s, cols);
	}
	str_addc(s, ')');
}

static void
print_concat(struct str *s, const struct expr *e)
{
	const struct expr	*row;
	uint32_t		 i, j;

	str_addc(s, '[');
	for (i = 0; i < e->nargs; i++) {
		if (i > 0)
			str_add(s, e->op == OP_VCAT ? "; " : ", ");
		row = e->arg[i];
		if (e->op != OP_VCAT || row->op != OP_HCAT) {
			print_at(s, row, PRIORITY_NONE);
			continue;
		}
		for (j = 0; j < row->nargs; j++) {
			str_add(s, j > 0 ? ", " : "");
			print_at(s, row->arg[j], PRIORITY_NONE);
		}
	}
	str_addc(s, ']');
}

/*
 * "*", "/" and "^" where they mean the same as ".*", "./" and ".^" and are
 * more familiar: beside a scalar.
 */
static const char *
infix_name(const struct expr *e)
{
	int		 left = expr_is_scalar(e->arg[0]);
	int		 right = expr_is_scalar(e->arg[1]);

	const char	*name = op_def(e->op)->name;

	if ((e->op == OP_TIMES && (left || right)) ||
	    (e->op == OP_DIVIDE && right) ||
	    (e->op == OP_POWER && left && right))
		return name + 1;
	return name;
}

/* A matrix product beside a product cell by cell stands in brackets. */
static int
mixes(const struct expr *e, const struct expr *arg)
{
	int	scalar = expr_is_scalar(e->arg[0]) ||
		    expr_is_scalar(e->arg[1]);

	if (e->op == OP_MUL)
		return (arg->op == OP_TIMES || arg->op == OP_DIVIDE) &&
		    !expr_is_scalar(arg->arg[0]) &&
		    !expr_is_scalar(arg->arg[1]);
	return (e->op == OP_TIMES || e->op == OP_DIVIDE) && !scalar &&
	    arg->op == OP_MUL;
}

static void
print_infix(struct str *s, const struct expr *e)
{
	enum op_priority	 priority = op_def(e->op)->priority;
	const char		*name = infix_name(e);
	int			 tight = e->op == OP_POWER;

	print_at(s, e->arg[0], mixes(e, e->arg[0]) ? PRIORITY_PRIMARY :
	    priority);
	str_addf(s, tight ? "%s" : " %s ", name);
	if (e->op == OP_POWER && e->arg[1]->op == OP_NUMBER)
		print_number(s, e->arg[1]->attr.number);
	else if (e->op == OP_POWER && e->arg[1]->op == OP_NEG) {
		str_addc(s, '-');
		print_at(s, e->arg[1]->arg[0], PRIORITY_PRIMARY);
	} else
		print_at(s, e->arg[1], priority + 1);
}

static void
print_call(struct str *s, const struct expr *e)
{
	const struct op_def	*def = op_def(e->op);
	const char		*p;
	size_t			 m = 0, n = 0, args = 0;

	str_addf(s, "%s(", def->name);
	for (p = def->args; *p != '\0'; p++) {
		if ((*p == 'd' && e->attr.dim == 0) || *p == 'f')
			continue;
		if (args++ > 0)
			str_add(s, ", ");
		if (*p == 'm')
			print_at(s, e->arg[m++], PRIORITY_NONE);
		else if (*p == 'd')
			str_addf(s, "%d", e->attr.dim);
		else if (*p == 'i')
			print_selection(s, n++ == 2 ? &e->attr.pick.rows :
			    &e->attr.pick.cols);
		else if (def->attr == ATTR_WHOLE && p[1] == '\0')
			str_addf(s, "%llu",
			    (unsigned long long)e->attr.whole);
		else
			str_addf(s, "%u", n++ == 0 ? e->shape.rows :
			    e->shape.cols);
	}
	str_addc(s, ')');
}

static void
print_special(struct str *s, const struct expr *e)
{
	int	i;

	switch (e->op) {
	case OP_INDEX:
		print_index(s, e);
		break;
	case OP_CHOICE:
		str_add(s, e->attr.name.symbol->name);
		for (i = 0; i < e->attr.name.order; i++)
			str_addc(s, '\'');
		str_addc(s, '(');
		print_at(s, e->arg[0], PRIORITY_NONE);
		str_addc(s, ')');
		break;
	default:
		assert(e->op == OP_HCAT || e->op == OP_VCAT);
		print_concat(s, e);
		break;
	}
}

/* What a negative number needs to be read as one. */
static enum op_priority
priority_of(const struct expr *e)
{
	if (e->op == OP_NUMBER && signbit(e->attr.number) &&
	    !isnan(e->attr.number))
		return PRIORITY_UNARY;
	return op_def(e->op)->priority;
}

/* In brackets if it binds looser than the place where it stands. */
static void
print_at(struct str *s, const struct expr *e, enum op_priority place)
{
	const struct op_def	*def = op_def(e->op);
	int			 brackets = priority_of(e) < place;

	if (brackets)
		str_addc(s, '(');
	switch (def->form) {
	case FORM_LEAF:
		if (e->op == OP_NUMBER)
			print_number(s, e->attr.number);
		else if (e->op == OP_MATRIX)
			print_matrix(s, e);
		else if (e->op == OP_NAME)
			str_add(s, e->attr.name.symbol->name);
		else
			str_add(s, "?");	/* OP_ERROR */
		break;
	case FORM_INFIX:
		print_infix(s, e);
		break;
	case FORM_PREFIX:
		str_add(s, def->name);
		print_at(s, e->arg[0], def->priority);
		break;
	case FORM_POSTFIX:
		/* (A.^2)': A.^2' is the same, but does not look so. */
		print_at(s, e->arg[0], e->arg[0]->op == OP_POWER ?
		    PRIORITY_PRIMARY : def->priority);
		str_add(s, def->name);
		break;
	case FORM_CALL:
		if (e->op == OP_CSV)
			print_matrix(s, e);
		else
			print_call(s, e);
		break;
	case FORM_SPECIAL:
		print_special(s, e);
		break;
	}
	if (brackets)
		str_addc(s, ')');
}

void
print_expr(struct str *s, const struct expr *e)
{
	assert(!e->loose);
	print_at(s, e, PRIORITY_NONE);
}
