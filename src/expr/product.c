/* SPDX-License-Identifier: MIT */
/*
 * The matrix product. Every cell adds up its terms one by one in the order of
 * k, whatever kernel runs: so the numbers are the same bits on every machine,
 * for every layout and size. The lanes of a vector are cells side by side,
 * never parts of one sum, and nothing is fused.
 */

#include "product.h"

#include <assert.h>
#include <string.h>

#include "gradus/cpu.h"
#include "gradus/ops.h"

#include "kernel.h"

#define DEPTH	256	/* rows of a panel: it stays in the cache */
#define WIDEST	8	/* doubles of a vector, in the widest kernel */
#define LARGE	2000	/* multiplications that are worth a panel */
#define NARROW	4	/* columns that are not */

/* Where rows of b lie without gaps, four cells of a row at once. */
static void
mul_rows(const struct instr *in)
{
	const size_t	 rows = in->rows, cols = in->cols, inner = in->inner;
	const ptrdiff_t	 next_a = in->a.col, next_b = in->b.row;
	const double	*row = in->a.p, *a, *b;
	double		*to = in->to, sum;
	pair		 left, right;
	size_t		 i, j, k;

	for (i = 0; i < rows; i++, row += in->a.row, to += cols) {
		for (j = 0; j + 4 <= cols; j += 4) {
			a = row;
			b = in->b.p + j;
			left = *a * READ(b);
			right = *a * READ(b + 2);
			for (k = inner; --k > 0;) {
				a += next_a;
				b += next_b;
				left += *a * READ(b);
				right += *a * READ(b + 2);
			}
			PAIR(to + j) = left;
			PAIR(to + j + 2) = right;
		}
		for (; j < cols; j++) {
			a = row;
			b = in->b.p + j;
			sum = *a * *b;
			for (k = inner; --k > 0;) {
				a += next_a;
				b += next_b;
				sum += *a * *b;
			}
			to[j] = sum;
		}
	}
}

#define EACH(do)	do(0) do(1) do(2) do(3)
#define BEGIN(r)							       \
	const double	*a##r = a, *b##r = b;				       \
	double		 sum##r = *a * *b;				       \
	if (++j < cols)							       \
		b += in->b.col;						       \
	else if (++i < rows) {						       \
		j = 0;							       \
		a += in->a.row;						       \
		b = in->b.p;						       \
	}
#define ADD(r)		sum##r += a##r[at_a] * b##r[at_b];
#define END(r)								       \
	if (cell + (r) < rows * cols)					       \
		to[cell + (r)] = sum##r;

/*
 * Four cells at once, one after the other, whichever way the operands lie. Of
 * those behind the last cell any may be computed.
 */
static void
mul_cells(const struct instr *in)
{
	const size_t	 rows = in->rows, cols = in->cols, inner = in->inner;
	const ptrdiff_t	 next_a = in->a.col, next_b = in->b.row;
	const double	*a = in->a.p, *b = in->b.p;
	double		*to = in->to;
	size_t		 i = 0, j = 0, k, cell;
	ptrdiff_t	 at_a, at_b;

	for (cell = 0; cell < rows * cols; cell += 4) {
		EACH(BEGIN)
		at_a = at_b = 0;
		for (k = inner; --k > 0;) {
			at_a += next_a;
			at_b += next_b;
			EACH(ADD)
		}
		EACH(END)
	}
}

#undef EACH
#undef BEGIN
#undef ADD
#undef END

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

void
product_panels(const struct instr *in, int width)
{
	/* Of the widest; GCC would expect more of its own than ASan gives. */
	double	panel[(DEPTH + 1) * 3 * WIDEST];

	assert(in->rows > 0 && in->cols > 0 && in->inner > 0);
	switch (width) {
#ifdef __x86_64__
	case 8:
		mul_panels_avx512(in, panel);
		break;
	case 4:
		mul_panels_avx2(in, panel);
		break;
#endif
	default:
		mul_panels(in, panel);
		break;
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
	product_panels(in, cpu_vector());
}

void
run_mul(const struct instr *in)
{
	if (in->inner == 0)
		memset(in->to, 0, in->rows * in->cols * sizeof *in->to);
	else if (in->b.col == 1)
		mul_rows(in);
	else
		mul_cells(in);
}
