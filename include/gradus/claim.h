/* SPDX-License-Identifier: MIT */
/*
 * A claim, "claim A == B", is a formula that somebody worked out: both sides
 * must be equal, cell by cell, whatever the numbers are. They are compared at
 * the values that are given and at several random ones of all that is given,
 * so that an accident does not count.
 */
#ifndef GRADUS_CLAIM_H
#define GRADUS_CLAIM_H

#include "gradus/plan.h"

#define CLAIM_POINTS	8	/* random ones */

struct claim_result {
	int		 holds;		/* at every point that is finite */
	int		 given;		/* at the values that are given */
	size_t		 points;	/* that are finite, the given one too */
	size_t		 equal;		/* at which it holds */
	/* Where it differs most, at the first point where it differs. */
	uint32_t	 row, col;	/* from 1 */
	double		 left, right;
};

/*
 * Tries all claims of a model; results has room for a result of each. Random
 * values stay in the range of a hyper; labels of onehot() stay as they are,
 * columns with a single 1 stay such columns, and other zeros and ones stay
 * zeros and ones. Two sides are equal if no cell differs by more than 1e-9 of
 * the largest. Returns 0, or -1 after noting that the matrices are too large.
 */
int	 claim_check(const struct model *, struct diag *,
	    struct claim_result *results);

#endif
