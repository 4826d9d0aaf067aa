/* SPDX-License-Identifier: MIT */
/*
 * What explains a cell: each function writes the arithmetic of one cell of an
 * expression into both texts of the writer, and returns its value.
 */
#ifndef DERIVE_WRITER_H
#define DERIVE_WRITER_H

#include "gradus/explain.h"
#include "gradus/random.h"

/* A text as it is read, and as LaTeX. */
struct writing {
	struct str	plain, latex;
};

/* Two texts that grow together: the formula in cells, and in numbers. */
struct writer {
	struct arena		*arena;
	const struct plan	*plan;
	struct writing		 formula, numbers;
	int			 digits;
	size_t			 terms;
	int			 quiet;		/* terms that are left out */
	struct cell		*used;
	size_t			 nused, max_used;
	struct explained_part	*parts;
	size_t			 nparts, max_parts;
	struct map		 seen;		/* cells among the used */
	size_t			 fuel;		/* cells that may be visited */
	/* The random matrix that was looked at last, and how far. */
	const struct expr	*drawn;
	size_t			 ndrawn;
	struct random		 random;
};

/* How far the numbers have come. */
struct mark {
	size_t	plain, latex, parts;
};

/* Appends to both texts; latex is NULL where it is the same. */
void	 writer_put(struct writer *, const char *plain, const char *latex);
/* A number, in brackets if it is negative and the place needs that. */
void	 writer_number(struct writer *, double, enum op_priority place);
/* The cell in both texts: its name, and d, its value. */
void	 writer_show_cell(struct writer *, struct cell, size_t used, double d,
	    enum op_priority place);
/* The cell's index among those that are used. */
size_t	 writer_use(struct writer *, struct cell);
/* What stands in the numbers from the mark on becomes the one number d. */
struct mark writer_mark(const struct writer *);
void	 writer_replace(struct writer *, struct mark, double d);

/*
 * Cell (i, j), from 0, in brackets if it holds together less tightly than
 * the place where it stands needs.
 */
double	 writer_cell(struct writer *, const struct expr *, uint32_t i,
	    uint32_t j, enum op_priority place);
/* As writer_cell, of an argument that may be stretched. */
double	 writer_stretched(struct writer *, const struct expr *, uint32_t i,
	    uint32_t j, enum op_priority place);

/* Sums, of each kind. */
double	 writer_product(struct writer *, const struct expr *, uint32_t i,
	    uint32_t j);
double	 writer_reduction(struct writer *, const struct expr *, uint32_t i,
	    uint32_t j);
double	 writer_softmax(struct writer *, const struct expr *, uint32_t i,
	    uint32_t j);
double	 writer_norm(struct writer *, const struct expr *);
double	 writer_scatter(struct writer *, const struct expr *, uint32_t i,
	    uint32_t j);

#endif
