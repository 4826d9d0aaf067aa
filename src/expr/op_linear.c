/* SPDX-License-Identifier: MIT */
/*
 * Operators that move cells and the matrix product: forward, and below it
 * backward. (Transposes and regular indices need no forward kernel: a plan
 * looks at the same cells with other strides.)
 */

#include <string.h>

#include "gradus/algebra.h"
#include "gradus/expr.h"
#include "gradus/ops.h"

#include "kernel.h"

/*
 * Y = A B: the adjoint of A is G B', that of B is A' G. A compressed G stands
 * for equal rows or columns, whose products are sums: G B' = g (B 1)' where
 * all cells of G are g.
 */
const struct expr *
vjp_mul(struct builder *b, const struct expr *node, size_t i,
    const struct expr *y, const struct expr *g)
{
	const struct expr	*x = node->arg[1 - i], *sum;
	int			 rows, cols;

	(void)y;
	rows = g->shape.rows == node->shape.rows;
	cols = g->shape.cols == node->shape.cols;
	if (i == 0) {
		if (cols)
			return alg_mul(b, g, alg_transpose(b, x));
		sum = alg_transpose(b, alg_sum(b, x, 2));
		return rows && node->shape.rows != 1 ? alg_mul(b, g, sum) :
		    alg_times(b, g, sum);
	}
	if (rows)
		return alg_mul(b, alg_transpose(b, x), g);
	sum = alg_transpose(b, alg_sum(b, x, 1));
	return cols && node->shape.cols != 1 ? alg_mul(b, sum, g) :
	    alg_times(b, g, sum);
}

const struct expr *
vjp_transpose(struct builder *b, const struct expr *node, size_t i,
    const struct expr *y, const struct expr *g)
{
	(void)node, (void)i, (void)y;
	return alg_transpose(b, g);
}

/* The part of g that belongs to argument i of a concatenation. */
static const struct expr *
block(struct builder *b, const struct expr *node, size_t i,
    const struct expr *g, int vertical)
{
	struct selection	rows, cols, *along;
	uint32_t		first = 0, count = 0;
	size_t			k;

	for (k = 0; k <= i; k++) {
		first += count;
		count = vertical ? node->arg[k]->shape.rows :
		    node->arg[k]->shape.cols;
	}
	rows = selection_all(g->shape.rows);
	cols = selection_all(g->shape.cols);
	along = vertical ? &rows : &cols;
	if (along->count == 1 || along->count == count)
		return g;
	*along = selection_range(first, count);
	return alg_index(b, g, &rows, &cols);
}

const struct expr *
vjp_hcat(struct builder *b, const struct expr *node, size_t i,
    const struct expr *y, const struct expr *g)
{
	(void)y;
	return block(b, node, i, g, 0);
}

const struct expr *
vjp_vcat(struct builder *b, const struct expr *node, size_t i,
    const struct expr *y, const struct expr *g)
{
	(void)y;
	return block(b, node, i, g, 1);
}

/* Cells that lists or uneven ranges pick. */
void
run_gather(const struct instr *in)
{
	const union attr	*attr = in->extra;
	const struct selection	*rows = &attr->pick.rows;
	const struct selection	*cols = &attr->pick.cols;
	uint32_t		 i, j;

	for (i = 0; i < rows->count; i++) {
		for (j = 0; j < cols->count; j++)
			in->to[i * in->cols + j] = CELL(in->a,
			    selection_at(rows, i), selection_at(cols, j));
	}
}

const struct expr *
vjp_index(struct builder *b, const struct expr *node, size_t i,
    const struct expr *y, const struct expr *g)
{
	(void)i, (void)y;
	return expr_make_shaped(b, OP_SCATTER, &node->attr,
	    node->arg[0]->shape, 1, &g);
}

/* The other way round: a cell picked twice gets the sum. */
void
run_scatter(const struct instr *in)
{
	const union attr	*attr = in->extra;
	const struct selection	*rows = &attr->pick.rows;
	const struct selection	*cols = &attr->pick.cols;
	uint32_t		 i, j;

	memset(in->to, 0, in->rows * in->cols * sizeof *in->to);
	for (i = 0; i < rows->count; i++) {
		for (j = 0; j < cols->count; j++)
			in->to[selection_at(rows, i) * in->cols +
			    selection_at(cols, j)] += CELL(in->a, i, j);
	}
}

const struct expr *
vjp_scatter(struct builder *b, const struct expr *node, size_t i,
    const struct expr *y, const struct expr *g)
{
	const union attr	*attr = &node->attr;

	(void)i, (void)y;
	if (expr_is_scalar(g))
		return alg_reduce(b, g, (struct shape){ attr->pick.rows.count,
		    attr->pick.cols.count }, node->arg[0]->shape);
	g = alg_index(b, alg_expand(b, g, node->shape), &attr->pick.rows,
	    &attr->pick.cols);
	return alg_reduce(b, g, g->shape, node->arg[0]->shape);
}

/* A view made dense, or one part of a concatenation. */
void
run_copy(const struct instr *in)
{
	double	*to = in->to;
	size_t	 i, j;

	for (i = 0; i < in->rows; i++, to += in->step) {
		if (in->a.col == 1) {
			memcpy(to, &CELL(in->a, i, 0),
			    in->cols * sizeof *to);
			continue;
		}
		for (j = 0; j < in->cols; j++)
			to[j] = CELL(in->a, i, j);
	}
}
