/* SPDX-License-Identifier: MIT */
/*
 * What makes a derivation. The names on the paths from v to J, J last, are
 * the computational graph; each knows which later ones use it:
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
	size_t		 to;		/* in graph.nodes */
	const struct symbol *adjoint;	/* stands for that of `to` in: */
	const struct expr *pullback;	/* NULL: it contributes nothing */
	const char	*factor;	/* ∂to/∂from in a product, or NULL */
	const char	*derivative;	/* the same, on its own */
	int		 is_identity;	/* the factor is 1 */
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

struct graph {
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
	struct graph			 graph;
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

/* Fills the graph; the objective need not be a name. */
void	 deriver_find_graph(struct deriver *);
/* Fills in the local derivative of each edge. */
void	 deriver_local(struct deriver *);
/* Steps. */
void	 deriver_local_steps(struct deriver *);
void	 deriver_element_steps(struct deriver *, const struct node *from,
	    const struct node *to);
void	 deriver_softmax_steps(struct deriver *, const struct expr *);
void	 deriver_chain_step(struct deriver *);
/* Returns 1 if that is all: single numbers, all put in. */
int	 deriver_chain_steps(struct deriver *);
void	 deriver_matrix_steps(struct deriver *);
void	 deriver_jacobian(struct deriver *);

/* \frac{\partial t}{\partial z} */
void	 deriver_partial(struct deriver *, struct str *,
	    const struct symbol *of, const struct symbol *by);
void	 deriver_name(struct deriver *, struct str *, const struct symbol *);
void	 deriver_expr(struct deriver *, struct str *, const struct expr *);
/* Cell i of a column, and \frac{\partial of_i}{\partial by_j} = */
void	 deriver_cell(struct deriver *, struct str *,
	    const struct expr *column, const char *i);
void	 deriver_slope(struct deriver *, struct str *, const struct expr *of,
	    const struct expr *by);
/* A column of the name: p_i where p is a matrix, too. */
const struct expr *deriver_column(struct deriver *, const struct symbol *);
/* The expression in the model's language; "…" for one that is too large. */
const char *deriver_text(struct arena *, const struct expr *);
/* What the value of a node is called: by its name, if the model has it. */
const struct expr *deriver_value(struct deriver *, const struct node *);
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
