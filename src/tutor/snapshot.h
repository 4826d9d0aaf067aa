/* SPDX-License-Identifier: MIT */
/*
 * What a plan has been given, to come back to: all cells that have a value
 * from outside, and which functions are chosen.
 */
#ifndef TUTOR_SNAPSHOT_H
#define TUTOR_SNAPSHOT_H

#include "gradus/plan.h"

struct snapshot {
	double	*cells;
	size_t	*choices;
};

/* Cells that are given; of those, the ones that updates change. */
size_t	 snapshot_given(const struct model *);
size_t	 snapshot_updated(const struct model *);

struct snapshot	snapshot_take(const struct model *, struct plan *);
void	 snapshot_restore(const struct snapshot *, const struct model *,
	    struct plan *);
/* 1 if the plan has the same now, to the last bit. */
int	 snapshot_equal(const struct snapshot *, const struct model *,
	    struct plan *);
void	 snapshot_release(struct snapshot *);

/* The cells that updates change alone, to and from a place. */
void	 snapshot_save_updated(const struct model *, struct plan *,
	    double *to);
void	 snapshot_load_updated(const struct model *, struct plan *,
	    const double *from);

#endif
