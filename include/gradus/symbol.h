/* SPDX-License-Identifier: MIT */
/*
 * What a name of a model stands for. Expressions hold symbols (OP_NAME); the
 * model makes them, in order of definition.
 */
#ifndef GRADUS_SYMBOL_H
#define GRADUS_SYMBOL_H

#include <stddef.h>
#include <stdint.h>

#include "gradus/expr.h"

enum symbol_kind {
	SYMBOL_DATA,		/* given */
	SYMBOL_PARAM,		/* trained */
	SYMBOL_HYPER,		/* a scalar knob */
	SYMBOL_STATE,		/* kept between iterations */
	SYMBOL_CHOICE,		/* a function that the user can switch */
	SYMBOL_EQUATION,
};

struct symbol {
	enum symbol_kind	 kind;
	const char		*name;
	const char		*latex;		/* as written, or NULL */
	struct span		 span;		/* of the name, defined */
	size_t			 index;		/* in model.symbols */
	struct shape		 shape;		/* of a choice: 0×0 */
	/*
	 * An equation's right-hand side with every grad() and jac() worked
	 * out; else the initial value. NULL for a choice.
	 */
	const struct expr	*value;
	const struct expr	*update;	/* new value, or NULL */
	struct span		 update_span;	/* of the name, updated */
	/* Set where the whole right-hand side is grad(J, v) or jac(p, o, k). */
	const struct expr	*objective;	/* J or p */
	const struct symbol	*by;		/* v or o */
	uint32_t		 column;	/* k, from 1; 0: a gradient */
	/* A hyper's range. */
	int			 ranged;
	double			 low, high;
	/* A choice's options; the first is chosen at the start. */
	const enum op		*options;
	size_t			 noptions;
};

/* A cell of a name: row and column from 1; or, where both are 0, all of it. */
struct cell {
	const struct symbol	*symbol;
	uint32_t		 row, col;
};

#endif
