/* SPDX-License-Identifier: MIT */
/*
 * Which expressions can change with the value of one name. Answers are
 * remembered by node, since derived expressions share their parts.
 */
#ifndef GRADUS_DEPENDS_H
#define GRADUS_DEPENDS_H

#include "gradus/map.h"
#include "gradus/symbol.h"

struct depends {
	const struct symbol		*on;
	const struct symbol *const	*symbols;	/* in order */
	char				*known;	/* by symbol */
	struct map			 asked;	/* nodes */
	struct map			 seen;	/* node → 0 or 1 */
};

/*
 * symbols are the n defined so far, in order; NULL: only the name itself
 * counts, not what is computed from it.
 */
void	 depends_init(struct depends *, struct arena *,
	    const struct symbol *const *symbols, size_t n,
	    const struct symbol *on);
int	 depends_expr(struct depends *, const struct expr *);
int	 depends_symbol(struct depends *, const struct symbol *);

#endif
