/* SPDX-License-Identifier: MIT */
/*
 * The expression: the one kind of thing that gradus reads, differentiates,
 * prints, runs and explains.
 *
 * An expression is immutable once made and lives in the arena of its model.
 * It is typed: its shape is known and right from the moment it exists. What
 * could not be typed is an OP_ERROR; its mistake has been noted already, and
 * whatever is built on top of one is an OP_ERROR too.
 *
 * Expressions that the parser makes are trees. Derived ones (gradients) share
 * parts, so whoever walks a derived expression and cares about cost must
 * remember the nodes that it has seen.
 */
#ifndef GRADUS_EXPR_H
#define GRADUS_EXPR_H

#include <stddef.h>
#include <stdint.h>

#include "gradus/arena.h"
#include "gradus/diag.h"
#include "gradus/op.h"

#define EXPR_MAX_CELLS	10000000u	/* elements of a matrix */
#define EXPR_MAX_DEPTH	200		/* nesting of what a person wrote */
#define EXPR_MAX_DERIVED 500		/* of a chain, and of a gradient */
#define EXPR_MAX_DERIVATIVES 1000000	/* nodes, of all of a model */
#define EXPR_MAX_ORDER	6		/* of the derivative of a choice */

struct symbol;

struct shape {
	uint32_t	rows, cols;
};

/*
 * Which rows or columns an index picks: count of them, 0-based. With a list,
 * the i-th is list[i], else first + i * step. all: written as ":".
 */
struct selection {
	const uint32_t	*list;
	uint32_t	 first, count;
	int32_t		 step;
	int		 all;
};

/* What a node is beside its arguments; which member is in use: see op.h. */
union attr {
	double				number;	/* ATTR_NUMBER */
	struct {				/* ATTR_NAME */
		const struct symbol	*symbol;
		int			 order;	/* primes on a choice */
	} name;
	struct {				/* ATTR_PICK */
		struct selection	 rows, cols;
	} pick;
	int				dim;	/* ATTR_DIM: 0 all, 1, 2 */
	uint64_t			whole;	/* ATTR_WHOLE: seed, classes */
	struct {				/* ATTR_CELLS */
		const double		*cells;	/* row after row */
		const char		*file;	/* of csv(), or NULL */
	} data;
};

struct expr {
	enum op			 op;
	uint32_t		 depth : 30;	/* 1 + the deepest argument's */
	uint32_t		 front : 1;	/* see algebra.h */
	uint32_t		 loose : 1;
	uint32_t		 size;	/* nodes as a tree; saturates */
	uint32_t		 nargs;
	struct shape		 shape;
	struct span		 span;	/* where it, or its origin, stands */
	union attr		 attr;
	const struct expr	*arg[];
};

/* Who makes expressions. diag is NULL where mistakes would be our own. */
struct builder {
	struct arena		*arena;
	struct diag		*diag;
	const struct source	*source;
	struct span		 span;	/* given to what is made now */
	uint32_t		 made;	/* nodes so far */
	uint32_t		 derived;	/* of them, by derivatives */
	size_t			 files;		/* bytes read by csv() */
};

/*
 * Makes a node, typed by the shape rule of its operator. If the arguments do
 * not fit, an error that teaches is noted at the builder's span and an
 * OP_ERROR returned (without a diag: an assertion; but what is nested too
 * deep is an OP_ERROR then, too, of the largest size). attr may be NULL where
 * the operator needs none. For operators whose shape is not determined by
 * their arguments (zeros, csv …) use expr_make_shaped.
 */
const struct expr	*expr_make(struct builder *, enum op,
			    const union attr *, size_t nargs,
			    const struct expr *const *args);
const struct expr	*expr_make_shaped(struct builder *, enum op,
			    const union attr *, struct shape, size_t nargs,
			    const struct expr *const *args);
const struct expr	*expr_number(struct builder *, double);
const struct expr	*expr_name(struct builder *, const struct symbol *);
const struct expr	*expr_error(struct builder *);

int	 expr_is_number(const struct expr *, double);
int	 expr_is_scalar(const struct expr *);
int	 expr_is_error(const struct expr *);
/*
 * The same operators, attributes and arguments; spans do not matter. Very
 * large expressions count as equal only if they are one.
 */
int	 expr_equal(const struct expr *, const struct expr *);
/* 1 if the expression is built from numbers alone; its value (1×1 only). */
int	 expr_constant(const struct expr *, double *);

int	 shape_equal(struct shape, struct shape);
size_t	 shape_cells(struct shape);
/* Octave's rule: each dimension equal, or one of the two is 1. 1 if so. */
int	 shape_broadcast(struct shape, struct shape, struct shape *);

/* The 0-based row or column that a selection picks as its i-th. */
uint32_t selection_at(const struct selection *, uint32_t i);
int	 selection_equal(const struct selection *, const struct selection *);

#endif
