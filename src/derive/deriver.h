/* SPDX-License-Identifier: MIT */
/*
 * What makes a derivation. The names between v and J, J last, are the *way*;
 * each knows which later ones use it:
 *
 *	v ── s ── z ── L ── J		an edge z → L for each use, with
 *	      └────────┘		its local derivative
 */
#ifndef DERIVE_DERIVER_H
#define DERIVE_DERIVER_H

#include "gradus/derive.h"
#include "gradus/latex.h"

#define MAX_CHAIN	24	/* factors that are written out */
#define MAX_PATHS	4	/* products in a sum */
#define MAX_LOCAL	40	/* local derivatives that get a step */

/* From a name to one that uses it. */
struct edge {
	size_t		 to;		/* in way.nodes */
	/* The adjoint of `to` comes as this name; see deriver_pull. */
	const struct symbol *adjoint;
	const struct expr *pull;	/* NULL: it contributes nothing */
	const char	*factor;	/* ∂to/∂from in a product, or NULL */
	const char	*alone;		/* the same, on its own */
	int		 one;		/* the factor is 1 */
};

struct node {
	const struct symbol	*symbol;
	const struct expr	*value;
	const struct symbol	*gradient;	/* the model's, by symbol */
	const struct expr	*adjoint;	/* of J, as it is used below */
	struct edge		*edges;
	size_t			 nedges, max;
	double			 paths;		/* from here to J */
	double			 from;		/* from v to here */
	size_t			 uses;		/* edges that end here */
};

struct way {
	struct node	*nodes;		/* v first, J last */
	size_t		 n;
};

struct deriver {
	struct arena			*arena;
	const struct model		*model;
	const struct derive_task	*task;
	const struct derive_options	*options;
	unsigned			 flags;		/* of latex_expr */
	int				 digits;
	struct builder			 b;
	struct way			 way;
	struct derivation		*out;
	size_t				 max;
};

/* Appends a step; the texts are copied, NULL stays NULL. */
struct derive_step *deriver_step(struct deriver *, enum derive_kind,
	    const char *rule, const char *reason, const char *latex);
/* The step is about the derivative of one name by another. */
void	 deriver_about(struct derive_step *, const struct symbol *of,
	    const struct symbol *by);
/* What the step's expression is, and what it is equal to. */
void	 deriver_expression(struct deriver *, struct derive_step *,
	    const struct expr *, const char *equals);

/* Fills the way; the objective need not be a name. */
void	 deriver_find_way(struct deriver *);
/* Edges of a node on the way: local derivatives by its rules. */
void	 deriver_local(struct deriver *, struct node *, struct edge *);
/* Steps. */
void	 deriver_local_steps(struct deriver *);
void	 deriver_element_steps(struct deriver *, const struct node *from,
	    const struct node *to);
void	 deriver_softmax_steps(struct deriver *, const struct expr *);
void	 deriver_chain_step(struct deriver *);
void	 deriver_chain_steps(struct deriver *);
void	 deriver_matrix_steps(struct deriver *);
void	 deriver_number_step(struct deriver *);
void	 deriver_jacobian(struct deriver *);

/* \frac{\partial t}{\partial z} */
void	 deriver_partial(struct deriver *, struct str *,
	    const struct symbol *of, const struct symbol *by);
void	 deriver_name(struct deriver *, struct str *, const struct symbol *);
void	 deriver_expr(struct deriver *, struct str *, const struct expr *);
/* A symbol that the model does not have. */
const struct symbol *deriver_symbol(struct deriver *, const char *name,
	    const char *latex, struct shape);
/* A name for the gradient by a node: grad(J, z), or ∂J/∂z. */
const struct symbol *deriver_adjoint(struct deriver *, const struct node *);
/* "grad(J, z)" */
const char *deriver_grad(struct deriver *, const struct symbol *);

/* Calls f for each node below e, each once. */
void	 deriver_walk(struct arena *, const struct expr *,
	    void (*f)(void *, const struct expr *), void *);

#endif
