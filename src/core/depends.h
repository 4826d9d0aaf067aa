/* SPDX-License-Identifier: MIT */
/*
 * Which expressions can change with the value of one name. Answers are
 * remembered by node, since derived expressions share their parts.
 */
#ifndef CORE_DEPENDS_H
#define CORE_DEPENDS_H

#include "gradus/map.h"
#include "gradus/model.h"

struct depends {
	const struct symbol	*on;
	struct map		 seen;		/* node → 0 or 1 */
};

void	 depends_init(struct depends *, struct arena *,
	    const struct symbol *on);
int	 depends_expr(struct depends *, const struct expr *);
int	 depends_symbol(struct depends *, const struct symbol *);

#endif
