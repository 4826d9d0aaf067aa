/* SPDX-License-Identifier: MIT */
/*
 * Why a local derivative is what it is: the rules that lie between an equation
 * and a name in it, found by looking at the expression.
 */
#ifndef DERIVE_REASON_H
#define DERIVE_REASON_H

#include "gradus/depends.h"
#include "gradus/op.h"

#include "deriver.h"

#define REASON_MAX	4	/* sentences of a reason */

struct reason {
	struct deriver		*d;
	const struct node	*from, *to;
	struct depends		 depends;	/* on the name */
	struct {
		enum op_rule		 rule;
		const struct expr	*e;	/* where */
	} cited[REASON_MAX];
	size_t			 n;
	const struct expr	*softmax;	/* among them, or NULL */
	const struct expr	*choice;
};

/* Finds the rules, from outside in. */
void		 reason_find(struct reason *, struct deriver *,
		    const struct node *from, const struct node *to);
const char	*reason_title(struct reason *, const struct edge *);
void		 reason_text(struct reason *, struct str *,
		    const struct edge *);
/* 1 if each cell of the expression depends on the same cell of the name. */
int		 reason_is_cellwise(struct deriver *, const struct symbol *,
		    const struct expr *);

#endif
