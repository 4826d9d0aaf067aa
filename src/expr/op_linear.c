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
vjp_mul(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*x = p->node->arg[1 - p->i], *g = p->g, *sum;
	struct shape		 shape = p->node->shape;
	int			 rows, cols;

	rows = g->shape.rows == shape.rows;
	cols = g->shape.cols == shape.cols;
	if (p->i == 0) {
		if (cols)
			return alg_mul(b, g, alg_transpose(b, x));
		sum = alg_transpose(b, alg_sum(b, x, 2));
		return rows && shape.rows != 1 ? alg_mul(b, g, sum) :
		    alg_times(b, g, sum);
	}
	if (rows)
		return alg_mul(b, alg_transpose(b, x), g);
	sum = alg_transpose(b, alg_sum(b, x, 1));
	return cols && shape.cols != 1 ? alg_mul(b, sum, g) :
	    alg_times(b, g, sum);
}

const struct expr *
vjp_transpose(const struct pullback *p)
{
	return alg_transpose(p->b, p->g);
}

/* The part of the adjoint that belongs to an argument of a concatenation. */
static const struct expr *
block(const struct pullback *p, int vertical)
{
	const struct expr	*g = p->g;
	struct selection	 rows, cols, *along;
	struct shape		 own = p->node->arg[p->i]->shape;
	uint32_t		 first, count;

	first = (uint32_t)(vertical ? p->rows : p->cols);
	count = vertical ? own.rows : own.cols;
	rows = selection_all(g->shape.rows);
	cols = selection_all(g->shape.cols);
	along = vertical ? &rows : &cols;
	if (along->count == 1 || along->count == count)
		return g;
	*along = selection_range(first, count);
	return alg_index(p->b, g, &rows, &cols);
}

const struct expr *
vjp_hcat(const struct pullback *p)
{
	return block(p, 0);
}

const struct expr *
vjp_vcat(const struct pullback *p)
{
	return block(p, 1);
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
vjp_index(const struct pullback *p)
{
	return alg_scatter(p->b, p->g, p->node);
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
vjp_scatter(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct selection	*rows = &p->node->attr.pick.rows;
	const struct selection	*cols = &p->node->attr.pick.cols;
	struct shape		 of = p->node->arg[0]->shape;
	const struct expr	*g;

	if (expr_is_scalar(p->g))
		return alg_reduce(b, p->g, (struct shape){ rows->count,
		    cols->count }, of);
	g = alg_index(b, alg_expand(b, p->g, p->node->shape), rows, cols);
	return alg_reduce(b, g, g->shape, of);
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
