/* SPDX-License-Identifier: MIT */
/*
 * How an expression will look as LaTeX: what needs brackets, and what can
 * stand beside another factor without a sign.
 */

#include <string.h>

#include "latex_writer.h"

enum op_priority
latex_priority(const struct latex *w, const struct expr *e)
{
	int	element = w->row != NULL;

	switch (e->op) {
	case OP_NUMBER:
		return e->attr.number < 0 ? PRIORITY_UNARY : PRIORITY_PRIMARY;
	case OP_SUM:
	case OP_MEAN:
		return PRIORITY_MULTIPLY;
	case OP_MUL:
		return element && e->arg[0]->shape.cols != 1 ? PRIORITY_ADD :
		    PRIORITY_MULTIPLY;
	case OP_TRANSPOSE:
		return element ? latex_priority(w, e->arg[0]) : PRIORITY_POWER;
	default:
		break;
	}
	switch (op_def(e->op)->notation) {
	case NOTATION_FRACTION:
		return PRIORITY_UNARY;
	case NOTATION_INDICATOR:
		return PRIORITY_PRIMARY;
	case NOTATION_OWN:
	case NOTATION_SIGN:
	case NOTATION_PRODUCT:
	case NOTATION_EXPONENT:
	case NOTATION_CALL:
	case NOTATION_AROUND:
		break;
	}
	return op_def(e->op)->priority;
}

int
latex_is_simple(const char *latex)
{
	return strpbrk(latex, "_^ +-*/(") == NULL &&
	    strstr(latex, "\\frac") == NULL;
}

int
latex_is_tight(const struct latex *w, const struct expr *e)
{
	struct str	name;
	int		tight;

	if (latex_priority(w, e) < PRIORITY_MULTIPLY)
		return 1;	/* in brackets */
	if (e->op == OP_INDEX || e->op == OP_TRANSPOSE ||
	    e->op == OP_POWER || e->op == OP_TIMES || e->op == OP_MUL)
		return latex_is_tight(w, e->arg[0]) && (e->nargs == 1 ||
		    e->op == OP_POWER || latex_is_tight(w, e->arg[1]));
	if (e->op != OP_NAME)
		return e->op == OP_NUMBER || e->op == OP_DIVIDE ||
		    e->op == OP_EYE || e->op == OP_ONES;
	str_init(&name);
	latex_name(&name, e->attr.name.symbol);
	tight = strncmp(name.data, "\\mathrm", 7) != 0;
	str_release(&name);
	return tight;
}

int
latex_begins_with_digit(const struct expr *e)
{
	while (e->op == OP_TIMES || e->op == OP_POWER)
		e = e->arg[0];
	return e->op == OP_NUMBER;
}

int
latex_is_product(const struct expr *e)
{
	return e->op == OP_MUL || ((e->op == OP_SUM || e->op == OP_MEAN) &&
	    !expr_is_scalar(e));
}

int
latex_is_simple_name(const struct expr *e)
{
	struct str	name;
	int		simple;

	if (e->op != OP_NAME)
		return 0;
	str_init(&name);
	latex_name(&name, e->attr.name.symbol);
	simple = latex_is_simple(name.data);
	str_release(&name);
	return simple;
}
