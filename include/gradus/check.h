/* SPDX-License-Identifier: MIT */
/*
 * Gradients against finite differences.
 *
 * Central differences with steps h and h/2, extrapolated (Richardson): the
 * error is O(h^4) + O(eps/h). Every cell of v is tried while v has at most
 * CHECK_CELLS of them, else CHECK_DIRECTIONS random directions. A step over
 * which an argument of a kinked function (relu, abs, max, a comparison)
 * changes sign is "at a kink" and proves nothing.
 */
#ifndef GRADUS_CHECK_H
#define GRADUS_CHECK_H

#include "gradus/plan.h"

#define CHECK_CELLS		400
#define CHECK_DIRECTIONS	24
#define CHECK_TOLERANCE		1e-6

enum check_verdict {
	CHECK_RIGHT,
	CHECK_WRONG,
	CHECK_KINK,	/* right where tried, but some cells are at a kink */
	CHECK_UNKNOWN,	/* NaN, infinity, or noise: nothing could be tried */
};

struct check_result {
	const struct symbol	*gradient;	/* the equation checked */
	enum check_verdict	 verdict;
	size_t			 tried, kinks;
	int			 directions;	/* random, not cells */
	/* The worst cell (from 1; 0 for a direction), and its two values. */
	uint32_t		 row, col;
	double			 exact, difference, error;
};

/*
 * Checks one equation that is grad(J, v) or jac(p, o, k) as a whole, in the
 * first iteration, after the edits (which may switch choices). Returns 0, or
 * -1 after noting that the matrices are too large or an edit, which is of the
 * model's own source, is refused.
 */
int	 check_gradient(const struct model *, const struct symbol *,
	    const struct edit *edits, size_t nedits, struct diag *,
	    struct check_result *);

#endif
