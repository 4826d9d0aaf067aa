/* SPDX-License-Identifier: MIT */
/*
 * Makers of matrices. What they make does not depend on anything that is
 * trained, so there is no backward.
 */

#include <math.h>
#include <string.h>

#include "gradus/expr.h"
#include "gradus/ops.h"
#include "gradus/random.h"

#include "kernel.h"

/* The operand is a vector, along its columns. A label that is none is NaN. */
void
run_onehot(const struct instr *in)
{
	size_t	i, j;
	double	label;

	memset(in->to, 0, in->rows * in->cols * sizeof *in->to);
	for (j = 0; j < in->cols; j++) {
		label = in->a.p[(ptrdiff_t)j * in->a.col];
		if (label >= 1 && label <= (double)in->rows &&
		    label == floor(label)) {
			in->to[((size_t)label - 1) * in->cols + j] = 1;
			continue;
		}
		for (i = 0; i < in->rows; i++)
			in->to[i * in->cols + j] = NAN;
	}
}

void
run_eye(const struct instr *in)
{
	size_t	i;

	memset(in->to, 0, in->rows * in->cols * sizeof *in->to);
	for (i = 0; i < in->rows; i++)
		in->to[i * in->cols + i] = 1;
}

/* All cells are the operand's only one. */
void
run_fill(const struct instr *in)
{
	size_t	i, n = in->rows * in->cols;

	for (i = 0; i < n; i++)
		in->to[i] = *in->a.p;
}

static void
fill_random(const struct instr *in, double draw(struct random *))
{
	const union attr	*attr = in->extra;
	struct random		 r;
	size_t			 i, n = in->rows * in->cols;

	random_seed(&r, attr->whole);
	for (i = 0; i < n; i++)
		in->to[i] = draw(&r);
}

void
run_randn(const struct instr *in)
{
	fill_random(in, random_normal);
}

void
run_uniform(const struct instr *in)
{
	fill_random(in, random_uniform);
}
