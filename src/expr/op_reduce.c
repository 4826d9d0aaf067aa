/* SPDX-License-Identifier: MIT */
/*
 * Functions of columns and of whole matrices: forward, and below it backward.
 */

#include <math.h>
#include <string.h>

#include "gradus/algebra.h"
#include "gradus/expr.h"
#include "gradus/ops.h"

#include "kernel.h"

/*
 * The largest of each column; of one that holds a NaN that is NaN.
 */
static void
column_max(const struct instr *in, double *top)
{
	size_t	i, j;
	double	x;

	for (j = 0; j < in->cols; j++)
		top[j] = -INFINITY;
	for (i = 0; i < in->rows; i++) {
		for (j = 0; j < in->cols; j++) {
			x = CELL(in->a, i, j);
			top[j] = x > top[j] || x != x ? x : top[j];
		}
	}
}

/*
 * e^(a - max) over its sum: nothing overflows, and the largest term is 1.
 * work keeps three rows: the maxima, the sums, and room for run_log_softmax.
 */
void
run_softmax(const struct instr *in)
{
	size_t	 i, j, n = in->cols;
	double	*top = in->work, *sum = in->work + n, *row;
	int	 width = cpu_vector();

	column_max(in, top);
	memset(sum, 0, n * sizeof *sum);
	for (i = 0; i < in->rows; i++) {
		row = in->to + i * n;
		for (j = 0; j < n; j++)
			row[j] = CELL(in->a, i, j) - top[j];
		elem_exp_cells(row, row, n, width);
		for (j = 0; j < n; j++)
			sum[j] += row[j];
	}
	for (i = 0; i < in->rows; i++) {
		row = in->to + i * n;
		for (j = 0; j < n; j++)
			row[j] /= sum[j];
	}
}

/*
 * a - max - log(sum), of the softmax that has just been computed in the same
 * work: a p of 1e-400 still has its logarithm.
 */
void
run_log_softmax(const struct instr *in)
{
	size_t	 i, j, n = in->cols;
	double	*top = in->work, *sum = top + n, *log_sum = sum + n;

	for (j = 0; j < n; j++)
		log_sum[j] = elem_log(sum[j]);
	for (i = 0; i < in->rows; i++) {
		for (j = 0; j < n; j++)
			in->to[i * n + j] = CELL(in->a, i, j) - top[j] -
			    log_sum[j];
	}
}

/*
 * dp_i/do_j = p_i (δ_ij - p_j), so that the adjoint of o is
 * p .* (g - sum(p .* g, 1)). Where all rows of g are equal it is 0: moving
 * all of a column by the same amount moves no probability.
 */
const struct expr *
vjp_softmax(const struct pullback *p)
{
	struct builder		*b = p->b;
	const struct expr	*y = p->y, *g = p->g, *yg, *sum;
	uint32_t		 rows = p->node->shape.rows;

	if (g->shape.rows != rows || rows == 1)
		return NULL;
	yg = alg_times(b, y, g);
	sum = alg_reduce(b, yg, (struct shape){ rows, yg->shape.cols },
	    (struct shape){ 1, yg->shape.cols });
	if (yg->size < g->size)		/* g had y below its line */
		return alg_minus(b, yg, alg_times(b, y, sum));
	return alg_times(b, y, alg_minus(b, g, sum));
}

static double
sum_row(const struct instr *in, size_t i)
{
	double	sum = 0;
	size_t	j;

	for (j = 0; j < (size_t)in->step; j++)
		sum += CELL(in->a, i, j);
	return sum;
}

/* Side by side they do not wait for each other; each is summed as above. */
static void
sum_four_rows(const struct instr *in, size_t i, double sum[4])
{
	double	a = 0, b = 0, c = 0, d = 0;
	size_t	j;

	for (j = 0; j < (size_t)in->step; j++) {
		a += CELL(in->a, i, j);
		b += CELL(in->a, i + 1, j);
		c += CELL(in->a, i + 2, j);
		d += CELL(in->a, i + 3, j);
	}
	sum[0] = a;
	sum[1] = b;
	sum[2] = c;
	sum[3] = d;
}

/*
 * The operand has inner rows and step columns. A result of one row and
 * column sums up all of it, one of one column each row, else each column.
 */
void
run_sum(const struct instr *in)
{
	size_t	i, j, r, n;
	double	sum[4], total = 0;

	if (in->cols != 1) {		/* dimension 1, row by row */
		memset(in->to, 0, in->cols * sizeof *in->to);
		for (i = 0; i < in->inner; i++) {
			for (j = 0; j < in->cols; j++)
				in->to[j] += CELL(in->a, i, j);
		}
		return;
	}
	for (i = 0; i < in->inner; i += n) {
		n = in->inner - i < 4 ? 1 : 4;
		if (n == 4)
			sum_four_rows(in, i, sum);
		else
			sum[0] = sum_row(in, i);
		for (r = 0; r < n; r++) {
			if (in->rows != 1)
				in->to[i + r] = sum[r];
			total += sum[r];
		}
	}
	if (in->rows == 1)
		in->to[0] = total;
}

/* The adjoint stays compressed: each cell of the argument gets all of it. */
const struct expr *
vjp_sum(const struct pullback *p)
{
	return p->g;
}

/* The mean of no cells is NaN. */
void
run_mean(const struct instr *in)
{
	size_t	i, n = in->rows * in->cols;
	double	count;

	run_sum(in);
	if (n == 0)
		return;
	count = (double)in->inner * (double)in->step / (double)n;
	for (i = 0; i < n; i++)
		in->to[i] /= count;
}

const struct expr *
vjp_mean(const struct pullback *p)
{
	size_t	cells = shape_cells(p->node->shape);

	if (cells == 0)
		return p->g;
	return alg_scale(p->b, p->g, 1,
	    (double)shape_cells(p->node->arg[0]->shape) / (double)cells);
}

/*
 * The operand is a vector of inner cells. Scaling by the largest keeps the
 * squares from overflowing and from vanishing.
 */
void
run_norm(const struct instr *in)
{
	size_t	i;
	double	x, sum = 0, top = 0;

	for (i = 0; i < in->inner; i++) {
		x = fabs(in->a.p[(ptrdiff_t)i * in->a.row]);
		if (x > top || x != x)
			top = x;
	}
	if (top > 1e-140 && top < 1e140) {
		for (i = 0; i < in->inner; i++) {
			x = in->a.p[(ptrdiff_t)i * in->a.row];
			sum += x * x;
		}
		in->to[0] = sqrt(sum);
		return;
	}
	if (top == 0 || isinf(top) || top != top) {
		in->to[0] = top;
		return;
	}
	for (i = 0; i < in->inner; i++) {
		x = in->a.p[(ptrdiff_t)i * in->a.row] / top;
		sum += x * x;
	}
	in->to[0] = top * sqrt(sum);
}

/* d|v|/dv = v / |v| */
const struct expr *
vjp_norm(const struct pullback *p)
{
	struct builder	*b = p->b;

	return alg_divide(b, alg_times(b, p->g, p->node->arg[0]), p->y);
}
