/* SPDX-License-Identifier: MIT */
/*
 * Kernels that do the work of two or three operators, beside the kernels of
 * those: what does not pay has no place in a plan.
 */

#include "gradus/ops.h"

#include "bench.h"

#define LIMIT	0.8	/* of the time that the separate ones take */
#define MAX	(32 * 1797)

static double	a[MAX], b[MAX], one[MAX], two[MAX];
static const double	zero = 0, square = 2, alpha = 0.05;

/* Instructions, one after the other. */
struct chain {
	struct instr	in[2];
	size_t		n;
};

static void
run_chain(void *arg)
{
	const struct chain	*c = arg;
	size_t			 i;

	for (i = 0; i < c->n; i++)
		c->in[i].run(&c->in[i]);
}

static struct instr
make(void (*run)(const struct instr *), double *to, const double *x,
    const double *y, enum layout layout)
{
	return (struct instr){ .run = run, .to = to, .a = { x, 0, 1 },
	    .b = { y, 0, layout == LAYOUT_VV }, .layout = layout,
	    .extra = &alpha };
}

static int
compare(const char *name, struct chain fused, struct chain separate,
    size_t rows, size_t cols)
{
	double	least[2];
	char	what[80];
	size_t	i, k;

	for (i = 0; i < 2; i++) {
		struct chain	*c = i == 0 ? &fused : &separate;

		for (k = 0; k < 2; k++) {
			c->in[k].rows = rows;
			c->in[k].cols = cols;
			c->in[k].a.row = (ptrdiff_t)cols;
			if (c->in[k].layout == LAYOUT_VV)
				c->in[k].b.row = (ptrdiff_t)cols;
		}
		run_chain(c);
	}
	for (i = 0; i < rows * cols; i++) {
		if (memcmp(&one[i], &two[i], sizeof one[i]) != 0) {
			fprintf(stderr, "%s: other bits\n", name);
			return 1;
		}
	}
	bench_turns(2, (void (*const[])(void *)){ run_chain, run_chain },
	    (void *const[]){ &fused, &separate }, 200000 / (rows * cols) + 1,
	    least);
	snprintf(what, sizeof what, "%s, %zux%zu: fused / separate", name,
	    rows, cols);
	return bench_report(what, least[0] / least[1], "", LIMIT);
}

static int
compare_all(size_t rows, size_t cols)
{
	static double	between[MAX];
	int		over = 0;

	over |= compare("x .* (y > 0)",
	    (struct chain){ { make(run_mask, one, a, b, LAYOUT_VV) }, 1 },
	    (struct chain){ { make(run_gt, between, b, &zero, LAYOUT_VS),
	    make(run_times, two, a, between, LAYOUT_VV) }, 2 }, rows, cols);
	over |= compare("w - alpha * g",
	    (struct chain){ { make(run_descend, one, a, b, LAYOUT_VV) }, 1 },
	    (struct chain){ { make(run_times, between, b, &alpha, LAYOUT_VS),
	    make(run_minus, two, a, between, LAYOUT_VV) }, 2 }, rows, cols);
	over |= compare("x.^2",
	    (struct chain){ { make(run_square, one, a, NULL, LAYOUT_VV) }, 1 },
	    (struct chain){ { make(run_power, two, a, &square, LAYOUT_VS) },
	    1 }, rows, cols);
	return over;
}

int
main(void)
{
	int	i, over;

	for (i = 0; i < MAX; i++) {
		a[i] = sin(i);
		b[i] = sin(3 * i);
	}
	over = compare_all(3, 4);
	over |= compare_all(32, 1797);
	return over;
}
