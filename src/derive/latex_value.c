/* SPDX-License-Identifier: MIT */
/*
 * Numbers in the place of names.
 */

#include "latex_writer.h"

#define MAX_NUMBERS	48	/* in one formula */
#define MAX_SIZE	10	/* nodes of it */

/* The value of a name, or of its transpose. */
void
latex_put_value(struct latex *w, const struct expr *e, int transposed,
    enum op_priority place)
{
	const double	*v = plan_value(w->plan, e->attr.name.symbol);
	double		*t;
	uint32_t	 i, j, rows = e->shape.rows, cols = e->shape.cols;
	struct arena	*arena;
	int		 brackets = expr_is_scalar(e) && v[0] < 0 &&
			    place > PRIORITY_ADD;

	str_add(w->s, brackets ? "\\left(" : "");
	if (!transposed) {
		latex_matrix(w->s, v, e->shape, w->digits);
	} else {
		arena = arena_new();
		t = arena_calloc(arena, (size_t)rows * cols, sizeof t[0]);
		for (i = 0; i < rows; i++)
			for (j = 0; j < cols; j++)
				t[(size_t)j * rows + i] =
				    v[(size_t)i * cols + j];
		latex_matrix(w->s, t, (struct shape){ cols, rows },
		    w->digits);
		arena_free(arena);
	}
	str_add(w->s, brackets ? "\\right)" : "");
}

/* Cells of the names in it; too many where it takes more than numbers. */
static size_t
count_cells(const struct expr *e, size_t n)
{
	uint32_t	i;

	if (e->op == OP_NAME)
		return n + shape_cells(e->shape);
	if (e->op == OP_INDEX || e->op == OP_CHOICE)
		return MAX_NUMBERS + 1;
	for (i = 0; i < e->nargs && n <= MAX_NUMBERS; i++)
		n = count_cells(e->arg[i], n);
	return n;
}

int
latex_fits(const struct expr *e)
{
	return e->op != OP_TRANSPOSE && e->nargs > 0 && e->size <= MAX_SIZE &&
	    count_cells(e, 0) <= MAX_NUMBERS;
}
