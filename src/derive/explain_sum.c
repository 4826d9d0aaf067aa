/* SPDX-License-Identifier: MIT */
/*
 * Explanations of what adds up cells: products, sums, norms, softmax. Values
 * are added in the order in which the kernels of a plan add them.
 */

#include <math.h>
#include <stdio.h>

#include "gradus/elementary.h"

#include "writer.h"

/* The terms of a sum, one function call each. */
struct sum {
	const struct expr	*e;
	uint32_t		 i, j;
	/* Writes the k-th term and returns its value; k counts up. */
	double			(*term)(struct writer *, struct sum *,
				    size_t k);
	size_t			 next;	/* where a scatter looks on */
};

/* What stands for terms that are left out. */
static void
put_between(struct writer *w, size_t n)
{
	char	plain[40], latex[60];

	snprintf(plain, sizeof plain, "… (%zu more) … + ", n);
	snprintf(latex, sizeof latex, "\\cdots \\text{ (%zu more) } \\cdots + ",
	    n);
	writer_put(w, plain, latex);
}

/*
 * Terms joined by +. Of too many, the first ones and the last are shown; all
 * are computed, since all are used.
 */
static double
write_sum(struct writer *w, struct sum *sum, size_t n)
{
	size_t	k, shown = n > w->terms ? w->terms - 1 : n;
	double	total = 0;
	int	quiet = w->quiet;

	if (n == 0)
		writer_put(w, "0", NULL);
	for (k = 0; k < n; k++) {
		w->quiet = quiet || (k >= shown && k + 1 < n);
		writer_put(w, k > 0 ? " + " : "", NULL);
		if (k + 1 == n && shown < n) {
			put_between(w, n - shown - 1);
		}
		total += sum->term(w, sum, k);
	}
	w->quiet = quiet;
	return total;
}

static double
product_term(struct writer *w, struct sum *s, size_t k)
{
	double	a, b;

	a = writer_cell(w, s->e->arg[0], s->i, (uint32_t)k, PRIORITY_MULTIPLY);
	writer_put(w, " · ", " \\cdot ");
	b = writer_cell(w, s->e->arg[1], (uint32_t)k, s->j,
	    PRIORITY_MULTIPLY + 1);
	return a * b;
}

/* Which cell of the argument is the k-th that a sum or mean adds up. */
static double
reduced_cell(struct writer *w, struct sum *s, size_t k)
{
	const struct expr	*a = s->e->arg[0];
	uint32_t		 i = (uint32_t)(k / a->shape.cols);
	uint32_t		 j = (uint32_t)(k % a->shape.cols);

	if (s->e->attr.dim == 1) {
		i = (uint32_t)k;
		j = s->j;
	} else if (s->e->attr.dim == 2) {
		i = s->i;
		j = (uint32_t)k;
	}
	return writer_cell(w, a, i, j, PRIORITY_ADD + 1);
}

static double
square_term(struct writer *w, struct sum *s, size_t k)
{
	const struct expr	*a = s->e->arg[0];
	double			 d;

	d = a->shape.rows == 1 ?
	    writer_cell(w, a, 0, (uint32_t)k, PRIORITY_POWER) :
	    writer_cell(w, a, (uint32_t)k, 0, PRIORITY_POWER);
	writer_put(w, "^2", "^{2}");
	return d * d;
}

static double
exp_term(struct writer *w, struct sum *s, size_t k)
{
	double	d;

	writer_put(w, "exp(", "\\exp(");
	d = writer_cell(w, s->e->arg[0], (uint32_t)k, s->j, PRIORITY_NONE);
	writer_put(w, ")", NULL);
	return elem_exp(d);
}

/* As the plan computes it, in the same order: see run_softmax. */
static double
softmax_value(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	double		x, top = -INFINITY, sum = 0, own = 0;
	uint32_t	k;
	int		quiet = w->quiet;

	w->quiet = 1;
	for (k = 0; k < e->shape.rows; k++) {
		x = writer_cell(w, e->arg[0], k, j, PRIORITY_NONE);
		top = x > top || x != x ? x : top;
	}
	for (k = 0; k < e->shape.rows; k++) {
		x = elem_exp(writer_cell(w, e->arg[0], k, j, PRIORITY_NONE) -
		    top);
		sum += x;
		if (k == i)
			own = x;
	}
	w->quiet = quiet;
	return own / sum;
}

double
writer_softmax(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	struct sum	s = { e, i, j, exp_term, 0 };

	exp_term(w, &s, i);
	writer_put(w, " / (", NULL);
	write_sum(w, &s, e->shape.rows);
	writer_put(w, ")", NULL);
	return softmax_value(w, e, i, j);
}

/* Sums in the order of run_sum: rows first where all of it is one number. */
static double
reduce_value(struct writer *w, const struct expr *e, uint32_t i, uint32_t j,
    double total)
{
	const struct expr	*a = e->arg[0];
	struct sum		 s = { e, i, j, reduced_cell, 0 };
	double			 row;
	uint32_t		 r, c;
	int			 quiet = w->quiet;

	if (e->shape.rows != 1 || e->shape.cols != 1 || e->attr.dim == 1 ||
	    a->shape.rows == 1)
		return total;
	w->quiet = 1;
	for (total = 0, r = 0; r < a->shape.rows; r++) {
		for (row = 0, c = 0; c < a->shape.cols; c++)
			row += reduced_cell(w, &s,
			    (size_t)r * a->shape.cols + c);
		total += row;
	}
	w->quiet = quiet;
	return total;
}

double
writer_reduction(struct writer *w, const struct expr *e, uint32_t i,
    uint32_t j)
{
	const struct expr	*a = e->arg[0];
	struct sum		 s = { e, i, j, reduced_cell, 0 };
	size_t			 n = shape_cells(a->shape);
	double			 total;
	char			 count[32];

	if (e->attr.dim != 0)
		n = e->attr.dim == 1 ? a->shape.rows : a->shape.cols;
	writer_put(w, e->op == OP_MEAN ? "(" : "", NULL);
	total = reduce_value(w, e, i, j, write_sum(w, &s, n));
	if (e->op == OP_SUM)
		return total;
	snprintf(count, sizeof count, ") / %zu", n);
	writer_put(w, count, NULL);
	return total / (double)n;
}

double
writer_norm(struct writer *w, const struct expr *e)
{
	struct sum	s = { e, 0, 0, square_term, 0 };
	double		d;

	writer_put(w, "sqrt(", "\\sqrt{");
	d = sqrt(write_sum(w, &s, shape_cells(e->arg[0]->shape)));
	writer_put(w, ")", "}");
	return d;
}

/* The next pick that lands on the cell. */
static double
scattered_term(struct writer *w, struct sum *s, size_t k)
{
	const struct selection	*rows = &s->e->attr.pick.rows;
	const struct selection	*cols = &s->e->attr.pick.cols;
	uint32_t		 i, j;

	for (s->next = k == 0 ? 0 : s->next;; s->next++) {
		i = (uint32_t)(s->next / cols->count);
		j = (uint32_t)(s->next % cols->count);
		if (selection_at(rows, i) != s->i) {
			s->next += cols->count - 1;
			continue;
		}
		if (selection_at(cols, j) == s->j)
			break;
	}
	s->next++;
	return writer_stretched(w, s->e->arg[0], i, j, PRIORITY_ADD + 1);
}

double
writer_scatter(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	struct sum	s = { e, i, j, scattered_term, 0 };
	size_t		rows = 0, cols = 0, k;

	for (k = 0; k < e->attr.pick.rows.count; k++)
		rows += selection_at(&e->attr.pick.rows, (uint32_t)k) == i;
	for (k = 0; k < e->attr.pick.cols.count; k++)
		cols += selection_at(&e->attr.pick.cols, (uint32_t)k) == j;
	return write_sum(w, &s, rows * cols);
}

double
writer_product(struct writer *w, const struct expr *e, uint32_t i, uint32_t j)
{
	struct sum	s = { e, i, j, product_term, 0 };

	return write_sum(w, &s, e->arg[0]->shape.cols);
}
