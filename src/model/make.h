/* SPDX-License-Identifier: MIT */
/*
 * From the arguments of a call to an expression.
 */
#ifndef MODEL_MAKE_H
#define MODEL_MAKE_H

#include "parse.h"

#define MAX_ARGS	5

/* The arguments of a call, sorted by kind. */
struct call {
	const struct expr	*m[MAX_ARGS];
	int64_t			 n[MAX_ARGS];
	struct selection	 i[MAX_ARGS];
	size_t			 nm, nn, ni;
	const char		*file;
};

/*
 * A call that is said by other functions, or is known now; NULL if it is
 * neither, an error after noting what is wrong.
 */
const struct expr	*make_special(struct parser *, const struct op_def *,
			    const struct call *);

#endif
