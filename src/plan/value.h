/* SPDX-License-Identifier: MIT */
/*
 * The first half of compiling: value numbering. Every expression becomes a
 * value with a number; equal expressions get the same one, names disappear,
 * and a few pairs of operators become one kernel. Arguments have lower
 * numbers than what is made from them.
 */
#ifndef PLAN_VALUE_H
#define PLAN_VALUE_H

#include "gradus/instr.h"
#include "gradus/map.h"
#include "gradus/model.h"

/* When a value is computed. */
enum scope {
	SCOPE_CONSTANT,		/* once */
	SCOPE_START,		/* when the plan is reset: copies only */
	SCOPE_STEP,		/* in every iteration */
	SCOPES
};

struct value {
	enum op			 op;
	void			(*run)(const struct instr *);
	const struct expr	*expr;		/* has the attributes */
	const struct symbol	*symbol;	/* of an OP_NAME: its matrix */
	struct shape		 shape;
	enum scope		 scope;
	size_t			 nargs;
	const int32_t		*arg;
	int			 live;		/* something needs it */
	double			*work;		/* of a softmax: for its log */
	double			*target;	/* where it is to be put */
	struct view		 view;		/* where it is */
};

struct numbering {
	struct arena		*arena;		/* of all that is made here */
	struct builder		 b;
	const size_t		*choices;	/* option by symbol index */
	const struct symbol	*given;
	int			 computed;	/* equations have values */
	enum scope		 scope;		/* START: names are initial */
	int32_t			*symbol;	/* their values, by index */
	const struct symbol	*hole;		/* argument of a choice */
	int32_t			 hole_value;
	struct map		 nodes, keys;	/* node, contents → number */
	struct value		*values;
	size_t			 n, max;
};

void	 number_init(struct numbering *, struct arena *,
	    const struct model *, const size_t *choices,
	    const struct symbol *given);
/* The number of the value of an expression, evaluated in the scope. */
int32_t	 number_expr(struct numbering *, const struct expr *);
/* Forgets which nodes were seen: names mean something else from now on. */
void	 number_scope(struct numbering *, enum scope);

#endif
