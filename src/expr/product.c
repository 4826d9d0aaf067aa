/* SPDX-License-Identifier: MIT */
/*
 * The matrix product. Every cell adds up its terms one by one in the order of
 * k, whatever kernel runs: so the numbers are the same bits on every machine,
 * for every layout and size. The lanes of a vector are cells side by side,
 * never parts of one sum, and nothing is fused.
 */

#include "product.h"

#include <string.h>

#include "gradus/ops.h"

#define DEPTH	256	/* rows of a panel: it stays in the cache */
#define WIDEST	8	/* doubles of a vector, in the widest kernel */
#define LARGE	2000	/* multiplications that are worth a panel */
#define NARROW	4	/* columns that are not */

/*
 * Row i of the product is a sum of rows of b where those lie without gaps,
 * else each cell is a dot product.
 */
static void
mul_rows(const struct instr *in)
{
	size_t	i, j, k, n = in->cols;

	for (i = 0; i < in->rows; i++) {
		double *restrict	 to = in->to + i * n;
		const double		*a = in->a.p + (ptrdiff_t)i * in->a.row;
		const double		*b = in->b.p;
		double			 x = *a;

		for (j = 0; j < n; j++)
			to[j] = x * b[j];
		for (k = 1; k < in->inner; k++) {
			a += in->a.col;
			b += in->b.row;
			x = *a;
			for (j = 0; j < n; j++)
				to[j] += x * b[j];
		}
	}
}

static void
mul_dots(const struct instr *in)
{
	size_t	i, j, k;

	for (i = 0; i < in->rows; i++) {
		for (j = 0; j < in->cols; j++) {
			const double	*a = in->a.p + (ptrdiff_t)i * in->a.row;
			const double	*b = in->b.p + (ptrdiff_t)j * in->b.col;
			double		 sum = *a * *b;

			for (k = 1; k < in->inner; k++) {
				a += in->a.col;
				b += in->b.row;
				sum += *a * *b;
			}
			in->to[i * in->cols + j] = sum;
		}
	}
}

#ifdef __GNUC__
#define INLINE		inline __attribute__((always_inline))
#define JOIN_(a, b)	a##b
#define JOIN(a, b)	JOIN_(a, b)

#define WIDTH		2
#define TARGET
#define MUL_PANELS	mul_panels
#include "panel.h"

#ifdef __x86_64__
#define WIDTH		4
#define TARGET		__attribute__((target("avx2")))
#define MUL_PANELS	mul_panels_avx2
#include "panel.h"

#define WIDTH		WIDEST
#define TARGET		__attribute__((target("avx512f")))
#define MUL_PANELS	mul_panels_avx512
#include "panel.h"
#endif

#endif

int
product_panels(const struct instr *in, int kernel)
{
	/* Of the widest; GCC would expect more of its own than ASan gives. */
	double	panel[(DEPTH + 1) * 3 * WIDEST];

	switch (kernel) {
#ifdef __x86_64__
	case 0:
		if (!__builtin_cpu_supports("avx512f"))
			return 0;
		mul_panels_avx512(in, panel);
		return 1;
	case 1:
		if (!__builtin_cpu_supports("avx2"))
			return 0;
		mul_panels_avx2(in, panel);
		return 1;
#endif
#ifdef __GNUC__
	case 2:
		mul_panels(in, panel);
		return 1;
#endif
	default:
		(void)in, (void)panel;
		return 0;
	}
}

int
mul_is_large(const struct instr *in)
{
	return in->cols >= NARROW &&
	    in->rows * in->cols * in->inner >= LARGE;
}

/* By the widest vectors that there are. */
void
run_mul_large(const struct instr *in)
{
	int	kernel;

	for (kernel = 0; kernel < PRODUCT_KERNELS; kernel++)
		if (product_panels(in, kernel))
			return;
	run_mul(in);
}

void
run_mul(const struct instr *in)
{
	if (in->inner == 0)
		memset(in->to, 0, in->rows * in->cols * sizeof *in->to);
	else if (in->b.col == 1)
		mul_rows(in);
	else
		mul_dots(in);
}
