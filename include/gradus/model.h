/* SPDX-License-Identifier: MIT */
/*
 * A model: what the `model` blocks of a lesson define, read, named and typed.
 * It is made once and never changes; running it is the business of plan.h.
 */
#ifndef GRADUS_MODEL_H
#define GRADUS_MODEL_H

#include <stddef.h>

#include "gradus/expr.h"
#include "gradus/map.h"
#include "gradus/symbol.h"

#define MODEL_MAX_BYTES	(1u << 20)	/* of a lesson or a model file */
#define MODEL_MAX_NAME	200		/* bytes of a name, and of its LaTeX */

/* One edit, of what is given. */
struct edit {
	struct cell		 to;
	const struct expr	*value;		/* NULL: for a choice */
	size_t			 option;	/* of a choice */
	struct span		 span;
};

struct variant {
	const char		*name;
	struct span		 span;
	const struct edit	*edits;
	size_t			 nedits;
};

/* What somebody says is equal, cell by cell: see claim.h. */
struct claim {
	const struct expr	*left, *right;	/* of one shape */
	struct span		 span;		/* of both */
};

struct model {
	struct arena		*arena;
	const struct source	*source;
	const struct symbol	**symbols;	/* in order of definition */
	size_t			 nsymbols;
	const struct symbol	**updates;	/* updated ones, as written */
	size_t			 nupdates;
	const struct variant	*variants;
	size_t			 nvariants;
	const struct claim	*claims;
	size_t			 nclaims;
	struct map		 names;		/* name → index of symbol */
};

/*
 * Reads the parts of a source (each a span; the text between them is not
 * model text) into a model in the arena. Mistakes are noted in the diag,
 * several in one go; the model is returned anyway but must not be run if
 * there was one: compare diag->errors before and after. csv() files are
 * looked for beside the file that source->name names. The source must outlive
 * the model.
 */
struct model		*model_parse(struct arena *, struct diag *,
			    const struct source *, const struct span *parts,
			    size_t nparts);

/* An example of the i-th kind of statement, and what it is; 0 at the end. */
int			 model_statement(size_t i, const char **usage,
			    const char **help);
/* "data", "an equation" … */
const char		*model_kind(enum symbol_kind);
/*
 * The equation that is the gradient by a name, grad(J, v); if there is none,
 * a column of its Jacobian; or NULL.
 */
const struct symbol	*model_gradient(const struct model *,
			    const struct symbol *by);
/* 1 if the symbol is one of the model's, none that was made beside it. */
int			 model_has(const struct model *,
			    const struct symbol *);
/* NULL if there is none. */
const struct symbol	*model_find(const struct model *, const char *name,
			    size_t n);
const struct variant	*model_variant(const struct model *,
			    const char *name);
/*
 * The known name that is most like the one given, among the model's symbols
 * (functions too if asked for); NULL if none is close.
 */
const char		*model_nearest(const struct model *, const char *name,
			    size_t n, int functions);

/*
 * Reads one expression over the names of a model, such as --eval takes.
 * NULL after noting what is wrong.
 */
const struct expr	*model_expression(const struct model *,
			    struct arena *, struct diag *,
			    const struct source *);
/* The same of a part of a source. */
const struct expr	*model_expression_in(const struct model *,
			    struct arena *, struct diag *,
			    const struct source *, struct span);

/*
 * Reads a name or a cell of it, "W" or "W(1,2)"; of a 1×1 the cell too is
 * all of it. verb is what is done with it, for messages. Returns 0, or -1
 * after noting what is wrong.
 */
int			 model_cell(const struct model *, struct arena *,
			    struct diag *, const struct source *,
			    struct span, const char *verb, struct cell *);
/* The cell's place among the values of its symbol; all of it: the first. */
size_t			 cell_offset(struct cell);

/* What a grad() or a jac() is: of what, by what; see struct symbol. */
struct derivative {
	const struct expr	*objective;	/* NULL: it is neither */
	const struct symbol	*by;
	uint32_t		 column;
};
/* As model_expression_in; says whether all of it is a grad() or a jac(). */
const struct expr	*model_derivative(const struct model *,
			    struct arena *, struct diag *,
			    const struct source *, struct span,
			    struct derivative *);
/*
 * Reads edits, "W(1,2) = 0.5, alpha = 0.1", such as --set takes. Returns their
 * number and puts them in the arena; 0 after noting what is wrong.
 */
size_t			 model_edits(const struct model *, struct arena *,
			    struct diag *, const struct source *,
			    const struct edit **);
/* The same in a part of a source. */
size_t			 model_edits_in(const struct model *, struct arena *,
			    struct diag *, const struct source *, struct span,
			    const struct edit **);
/*
 * Reads one edit as a command has it, "W(1,2) 0.5" or "f tanh" (a "=" between
 * the two is fine). Returns 0, or -1 after noting what is wrong.
 */
int			 model_edit(const struct model *, struct arena *,
			    struct diag *, const struct source *,
			    struct span, struct edit *);

#endif
