/* SPDX-License-Identifier: MIT */
/*
 * The second half of compiling: matrices for the values that are needed, and
 * instructions that fill them.
 */
#ifndef PLAN_EMIT_H
#define PLAN_EMIT_H

#include "value.h"

struct program {
	struct instr	*list[SCOPES];
	size_t		 n[SCOPES], max[SCOPES];
	size_t		 arithmetic;	/* of SCOPE_STEP */
};

/* A value that must end up dense, in a certain place. */
struct root {
	int32_t		 value;
	enum scope	 scope;		/* when it is put there */
	double		*to;
};

/* Marks what the n roots need, and counts the bytes of its matrices. */
void	 emit_mark(struct numbering *, const struct root *, size_t n,
	    size_t *bytes);
/*
 * Emits all that is marked, in order, then the roots. inputs are the
 * matrices of names, by symbol index.
 */
void	 emit_program(struct numbering *, struct program *,
	    const struct root *, size_t nroots, double *const *inputs);
void	 emit_run(const struct program *, enum scope);

#endif
