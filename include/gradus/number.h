/* SPDX-License-Identifier: MIT */
/*
 * A number in running text that a model can compute is a link to its
 * expression, [0.566075](=J/4): it is shown as the value is now. Behind an @
 * stands when it holds, [1.51741](=J@alpha=0.5,iteration=3): such a number
 * stays as it is printed.
 */
#ifndef GRADUS_NUMBER_H
#define GRADUS_NUMBER_H

#include "gradus/markdown.h"
#include "gradus/model.h"
#include "gradus/plan.h"

#define NUMBER_MAX_ITERATION	100000

struct lesson_number {
	const char		*link;		/* this pointer of a phrase */
	const char		*text;		/* as printed */
	struct span		 span;		/* of that */
	const char		*sign;		/* "-", U+2212 or NULL */
	int			 decimals;	/* digits behind the point */
	int			 exponent;	/* as in 5.1e-07 */
	const struct expr	*expr;		/* a scalar */
	/* When it holds: after these edits, in this iteration. */
	const struct edit	*edits;
	size_t			 nedits;
	long			 iteration;	/* 0: it follows */
};

/* 1 if an address of a link is an expression. */
int	 number_is_link(const char *link);
/*
 * Reads the phrase, whose link is an expression. Returns 0, or -1 after noting
 * what is wrong.
 */
int	 number_read(struct arena *, struct diag *, const struct model *,
	    const struct source *, const struct phrase *,
	    struct lesson_number *);
/*
 * The next number with a decimal point, such as 0.25, from an offset of a text
 * on. Returns its offset and puts its length in *len; n if there is none.
 */
size_t	 number_typed(const char *, size_t n, size_t from, size_t *len);
/* That of a phrase, among some in the order of the text; NULL: none. */
const struct lesson_number *number_of(const struct lesson_number *, size_t n,
	    const struct phrase *);
/* Appends a value as the number is printed: with its decimals and its minus. */
void	 number_format(struct str *, const struct lesson_number *,
	    double value);
/*
 * Computes it where it holds; the present one from the plan, which is of the
 * same model and computed. Returns 0, or -1 after noting that an edit is
 * refused or that the matrices are too large.
 */
int	 number_compute(const struct lesson_number *, const struct model *,
	    const struct plan *, struct diag *, double *);

#endif
