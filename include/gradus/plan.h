/* SPDX-License-Identifier: MIT */
/*
 * A plan runs a model: its expressions, compiled to a flat list of
 * instructions over matrices that exist beforehand. An iteration allocates
 * nothing, looks nothing up and walks no tree.
 *
 *	plan_new		initial values are in place
 *	plan_compute		all equations, and what the updates will assign
 *	plan_advance		assigns it: the iteration is over
 *
 * Matrices are row after row. Equal subexpressions are computed once.
 */
#ifndef GRADUS_PLAN_H
#define GRADUS_PLAN_H

#include <stddef.h>

#include "gradus/model.h"

#define PLAN_MAX_BYTES	((size_t)192 << 20)	/* of all its matrices */

struct plan;

struct plan_options {
	/* Expressions to compute beside the equations. */
	const struct expr *const	*outputs;
	size_t				 noutputs;
	/* An equation that is not computed: plan_cells gives its value. */
	const struct symbol		*given;
	/* Compute the outputs alone: no equation, no update has a value. */
	int				 only_outputs;
};

/*
 * Compiles a model without errors; options may be NULL. Returns NULL after
 * noting that the matrices would be larger than PLAN_MAX_BYTES together.
 */
struct plan	*plan_new(const struct model *, const struct plan_options *,
		    struct diag *);
void		 plan_free(struct plan *);

/* Back to the initial values; the choices stay. */
void		 plan_reset(struct plan *);
/*
 * Applies an edit now. Returns NULL, or why not, and nothing has changed: the
 * value is outside the range of a hyper, or see plan_choose (a static string,
 * to follow "alpha: ").
 */
const char	*plan_edit(struct plan *, const struct edit *);
/* Applies edits of a source in turn; -1 after noting which are refused. */
int		 plan_edits(struct plan *, const struct source *,
		    const struct edit *, size_t n, struct diag *);
/*
 * Switches a choice to one of its options; what is given and what updates
 * have assigned stays. Returns NULL, or why not: the matrices would be larger
 * than PLAN_MAX_BYTES together; all is as it was then.
 *
 * A switch compiles the plan anew. Pointers to values of equations and outputs
 * become invalid, and there are none until plan_compute; pointers to what is
 * given (data, param, hyper, state, the given equation) and to new values of
 * updates stay valid.
 */
const char	*plan_choose(struct plan *, const struct symbol *,
		    size_t option);
/* All choices at once, by index of symbol, as they have been before. */
void		 plan_choose_all(struct plan *, const size_t *options);
size_t		 plan_choice(const struct plan *, const struct symbol *);

/*
 * The value of an expression over the present values of names, into as many
 * cells as its shape has. Nothing of the plan changes.
 */
void		 plan_evaluate(const struct plan *, const struct expr *,
		    double *to);

void		 plan_compute(struct plan *);
void		 plan_advance(struct plan *);

/* The value of anything but a choice; shape: symbol->shape. */
const double	*plan_value(const struct plan *, const struct symbol *);
/* What the update of a symbol assigns (after plan_compute). */
const double	*plan_updated(const struct plan *, const struct symbol *);
/* The value of options.outputs[i]. */
const double	*plan_output(const struct plan *, size_t i);
/* The cells of data, param, hyper, state or the given symbol, to write. */
double		*plan_cells(struct plan *, const struct symbol *);

/*
 * The first symbol, in order, whose value holds a NaN or an infinity, or an
 * update that assigns one (*updated is 1 then); NULL if there is none.
 */
const struct symbol *plan_nonfinite(const struct plan *, int *updated);

/* Multiplications, additions and calls of one iteration, and instructions. */
size_t		 plan_arithmetic(const struct plan *);
size_t		 plan_instructions(const struct plan *);

#endif
