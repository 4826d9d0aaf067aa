/* SPDX-License-Identifier: MIT */
/*
 * Matrix products of random sizes and layouts have the bits of a plain loop
 * that adds up in the order of k, whichever kernel computes them.
 */

#include "product.h"

#include <stdlib.h>

#include "gradus/cpu.h"
#include "gradus/ops.h"
#include "gradus/random.h"

#include "tap.h"

#define MOST	70		/* rows and columns */
#define DEEP	700		/* terms of a sum */
#define PRODUCTS 400

static struct random	dice;

static size_t
roll(size_t most)
{
	return 1 + (size_t)(random_uniform(&dice) * (double)most);
}

/* Any numbers, of sizes that make sums depend on their order. */
static double
any_number(void)
{
	static const double	odd[] = { 0, -0.0, 1e300, 1e-310, 3 };

	if (roll(50) == 1)
		return odd[roll(5) - 1];
	return (random_uniform(&dice) - 0.5) * (double)(1 << roll(20));
}

/* A view of new numbers: plain, transposed, of every second cell, reversed. */
static struct view
any_view(double **cells, size_t rows, size_t cols)
{
	size_t		i, n = 4 * rows * cols;
	ptrdiff_t	row = (ptrdiff_t)(2 * cols);
	double		*p = *cells = malloc(n * sizeof *p);

	for (i = 0; i < n; i++)
		p[i] = any_number();
	switch (roll(4)) {
	case 1:
		return (struct view){ p, (ptrdiff_t)cols, 1 };
	case 2:
		return (struct view){ p, 1, (ptrdiff_t)rows };
	case 3:
		return (struct view){ p, row, 2 };
	default:
		return (struct view){ p + cols - 1, row, -1 };
	}
}

static void
multiply_plainly(const struct instr *in, double *to)
{
	size_t	i, j, k;

	for (i = 0; i < in->rows; i++) {
		for (j = 0; j < in->cols; j++) {
			double	sum = CELL(in->a, i, 0) * CELL(in->b, 0, j);

			for (k = 1; k < in->inner; k++)
				sum += CELL(in->a, i, k) * CELL(in->b, k, j);
			to[i * in->cols + j] = sum;
		}
	}
}

/* The same bits, or both no number: which of its bits are set means nothing. */
static int
same(const double *x, const double *y, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		if (memcmp(&x[i], &y[i], sizeof x[i]) != 0 &&
		    !(isnan(x[i]) && isnan(y[i])))
			return 0;
	return 1;
}

static void
try_one(size_t rows, size_t cols, size_t inner)
{
	struct instr	in = { .rows = rows, .cols = cols, .inner = inner };
	size_t		n = rows * cols;
	double		*a, *b, *want = malloc(n * sizeof *want);
	int		width;

	in.a = any_view(&a, rows, inner);
	in.b = any_view(&b, inner, cols);
	in.to = malloc(n * sizeof *in.to);
	multiply_plainly(&in, want);
	run_mul(&in);
	CHECK(same(want, in.to, n));
	run_mul_large(&in);
	CHECK(same(want, in.to, n));
	for (width = 2; width <= cpu_vector(); width *= 2) {
		memset(in.to, 0x55, n * sizeof *in.to);
		product_panels(&in, width);
		CHECK(same(want, in.to, n));
	}
	free(a);
	free(b);
	free(in.to);
	free(want);
}

static void
every_kernel_has_the_bits_of_the_plain_loop(void)
{
	int	i;

	for (i = 0; i < PRODUCTS; i++)
		try_one(roll(MOST), roll(MOST), roll(roll(8) == 1 ? DEEP :
		    MOST));
}

static void
sizes_at_the_edges_of_vectors_and_panels_are_right(void)
{
	static const size_t	edges[] = { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16,
				    17, 255, 256, 257 };
	size_t			i, k;

	for (i = 0; i < sizeof edges / sizeof edges[0]; i++) {
		for (k = 0; k < 11; k++) {
			try_one(edges[k], edges[i], 9);
			try_one(5, edges[k], edges[i]);
		}
	}
}

int
main(void)
{
	random_seed(&dice, 1);
	TEST(every_kernel_has_the_bits_of_the_plain_loop);
	TEST(sizes_at_the_edges_of_vectors_and_panels_are_right);
	return tap_done();
}
