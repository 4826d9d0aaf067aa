/* SPDX-License-Identifier: MIT */
/*
 * Derivatives by source transformation: what comes out is an expression of
 * the same language.
 *
 * grad() walks the equations between v and J backwards (reverse mode; see
 * Baydin, Pearlmutter, Radul, Siskind, "Automatic differentiation in machine
 * learning: a survey", JMLR 18, 2018). Where an equation already holds the
 * gradient of J by a name on the way, it is used by its name.
 */
#ifndef GRADUS_GRAD_H
#define GRADUS_GRAD_H

#include "gradus/symbol.h"

/*
 * The gradient of the scalar J by v, of v's shape. earlier are the n symbols
 * defined so far. Returns an OP_ERROR after noting why: J is not a scalar,
 * or does not depend on v.
 */
const struct expr	*grad_gradient(struct builder *,
			    const struct symbol *const *earlier, size_t n,
			    const struct expr *objective,
			    const struct symbol *v);

/*
 * The Jacobian of column k (from 1) of p by column k of o: rows of p × rows
 * of o. Fails as grad_gradient.
 */
const struct expr	*grad_jacobian(struct builder *,
			    const struct symbol *const *earlier, size_t n,
			    const struct expr *p, const struct symbol *o,
			    uint32_t k);

/*
 * One step of the chain rule: what the adjoint g of an expression contributes
 * to the adjoint of a name that stands in it, all other names held fixed. y
 * stands for the expression's value (itself, or its name). The result may be
 * compressed (see op.h); NULL if it contributes nothing.
 */
const struct expr	*grad_pull(struct builder *, const struct expr *,
			    const struct expr *y, const struct expr *g,
			    const struct symbol *by);

/*
 * The derivative of the given order of a function of each cell, as an
 * expression over x, whose index is 0. Order 0 is the function. Used for
 * choices, whose derivative is known when one is chosen.
 */
const struct expr	*grad_derivative(struct builder *, enum op f,
			    const struct symbol *x, int order);

#endif
