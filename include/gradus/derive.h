/* SPDX-License-Identifier: MIT */
/*
 * The derivation of a gradient or a Jacobian, in the steps that a lecturer
 * writes on the board. All of it is worked out from the model's equations:
 * nothing is known here about any network.
 *
 * A gradient: what is asked, conventions, the chain rule along the names
 * between v and J, each local derivative with its reason, all put in,
 * gathered into the names that the model gives to gradients between, then
 * the matrix form, name by name from J back to v, with shapes, and the
 * numbers. A Jacobian: one cell by its cases, then the matrix and numbers.
 *
 * The layout is the denominator's: a gradient has the shape of what it is by
 * (Magnus and Neudecker, "Matrix Differential Calculus", 2019, ch. 9, call it
 * the gradient as against the derivative; lecture notes differ).
 */
#ifndef GRADUS_DERIVE_H
#define GRADUS_DERIVE_H

#include "gradus/plan.h"

/* What a step does. */
enum derive_kind {
	DERIVE_TASK,		/* says what is asked */
	DERIVE_CONVENTIONS,
	DERIVE_CHAIN,		/* the chain rule along the names */
	DERIVE_LOCAL,		/* `of` by `by`, one link of the chain */
	DERIVE_SOFTMAX,		/* why a softmax's is what it is */
	DERIVE_INSERTED,	/* all local ones put into the chain */
	DERIVE_NAMED,	/* factors that the model has a name for */
	DERIVE_MATRIX,		/* the gradient of `of` by `by`, with shapes */
	DERIVE_TABLE,		/* the cells of a Jacobian */
	DERIVE_WHOLE,		/* the Jacobian as an expression */
	DERIVE_NUMBERS,
	DERIVE_SAME,		/* a name by itself */
};

struct derive_step {
	enum derive_kind kind;
	const struct symbol *of;	/* of a LOCAL or MATRIX; else NULL */
	const struct symbol *by;	/* likewise; else the task's */
	const char	*rule;		/* plain text: a title */
	const char	*reason;	/* Markdown, with $...$; may be "" */
	const char	*latex;		/* a display formula, or NULL */
	/*
	 * The right-hand side in the model's language, and what it is equal
	 * to there, such as "grad(J, s_1)"; or both NULL.
	 */
	const char	*expression;
	const char	*equals;
};

/* What is derived: an equation, or grad() or jac() of the language. */
struct derive_task {
	const char		*name;		/* as it was asked for */
	const char		*latex;		/* what stands for it */
	const struct expr	*objective;	/* J, or p of a Jacobian */
	const struct symbol	*by;		/* v, or o */
	uint32_t		 column;	/* from 1; 0: a gradient */
	const struct expr	*value;		/* the derivative, worked out */
};

struct derive_options {
	const struct plan	*plan;		/* computed; NULL: no numbers */
	const double		*value;		/* of the task; or NULL */
	int			 digits;	/* of the numbers; 0: 6 */
	int			 classes;	/* names in \class{name}{...} */
};

struct derivation {
	const struct derive_task *task;
	const char		 *objective;	/* text of the language */
	struct derive_step	 *steps;
	size_t			  nsteps;
	const char		 *expression;	/* the derivative, as text */
};

/*
 * What a part of a text asks for: an equation that is a gradient or a Jacobian
 * as a whole, a name by which the model has a gradient, or "grad(J, W)" and
 * "jac(p, o, 1)" of any names. Returns 0, or -1 after noting what is wrong.
 */
int	 derive_find(const struct model *, struct arena *, struct diag *,
	    const struct source *, struct span, struct derive_task *);
/* The i-th equation that can be derived, or NULL behind the last. */
const struct symbol *derive_equation(const struct model *, size_t i);

struct derivation *derive(struct arena *, const struct model *,
	    const struct derive_task *, const struct derive_options *);

/* A document in Markdown: a heading, a paragraph and a formula a step. */
void	 derive_markdown(struct str *, const struct derivation *);
/* The part of it that is step i, from 0, with a heading of a level. */
void	 derive_step_markdown(struct str *, const struct derivation *,
	    size_t i, int level);

#endif
