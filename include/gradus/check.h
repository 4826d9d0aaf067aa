/* SPDX-License-Identifier: MIT */
/*
 * Gradients against finite differences.
 *
 * Central differences with steps h and h/2, extrapolated (Richardson): the
 * error is O(h^4) + O(eps/h). Every cell of v is tried while v has at most
 * CHECK_CELLS of them and that takes CHECK_WORK operations at most; else as
 * many random directions as that allows, 3 to CHECK_DIRECTIONS. A step over
 * which an argument of a kinked function (relu, abs, max, a comparison)
 * changes sign is "at a kink" and proves nothing.
 *
 * A derivative is right if it is within CHECK_TOLERANCE of the larger of the
 * two, of the largest cell of the gradient, and of f / 10^6; what rounding in
 * f can do (64 eps f / h) is allowed beside. It is wrong if it is farther off
 * than that, the differences have settled down, and rounding of the largest
 * number on the way to f cannot be why. All else is hidden: NaN, infinity, a
 * function too steep for the steps, noise that leaves no three digits.
 */
#ifndef GRADUS_CHECK_H
#define GRADUS_CHECK_H

#include "gradus/plan.h"

#define CHECK_CELLS		400
#define CHECK_DIRECTIONS	24
#define CHECK_WORK		1e9
#define CHECK_TOLERANCE		1e-6

enum check_verdict {
	CHECK_RIGHT,	/* in all cells */
	CHECK_WRONG,
	CHECK_KINK,	/* right where tried, but some cells are at a kink */
	CHECK_UNKNOWN,	/* right where tried, but some cells are hidden */
};

struct check_result {
	const struct symbol	*gradient;	/* the equation checked */
	enum check_verdict	 verdict;
	size_t			 tried;		/* and right */
	size_t			 kinks, hidden;
	int			 directions;	/* random, not cells */
	double			 work;		/* operations, about */
	/* The worst cell (from 1; 0 for a direction), and its two values. */
	uint32_t		 row, col;
	double			 exact, difference, error;
};

struct check;

/*
 * The first iteration after some edits (which may switch choices), computed.
 * The edits are borrowed. Returns NULL after noting that the matrices are too
 * large or that an edit, which is of the model's own source, is refused.
 */
struct check	*check_new(const struct model *, const struct edit *, size_t n,
		    struct diag *);
void		 check_free(struct check *);

/*
 * Checks one equation that is grad(J, v) or jac(p, o, k) as a whole. Returns
 * 0, or -1 after noting that the matrices are too large.
 */
int	 check_gradient(const struct check *, const struct symbol *,
	    struct diag *, struct check_result *);

#endif
