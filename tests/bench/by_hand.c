/* SPDX-License-Identifier: MIT */
/*
 * One iteration of exercise 2, with all its named equations, against the same
 * arithmetic written out in C with fixed sizes.
 */

#include "bench.h"

#define LIMIT	1.6
#define EPOCH	16	/* iterations from the initial values */

static const char	text[] =
	"data x = [0.75 0.2 -0.75 0.2; 0.8 0.05 0.8 -0.05]\n"
	"data y = [1 1 -1 -1]\n"
	"param W = [0.6 0.7 0; 0.01 0.43 0.88]\n"
	"param w = [0.02; 0.03; 0.9]\n"
	"hyper alpha = 0.05 in [0, 2]\n"
	"s_1 = W' * x\n"
	"z_1 = relu(s_1)\n"
	"s_out = w' * z_1\n"
	"y_out = tanh(s_out)\n"
	"L = 0.5 * (y_out - y).^2\n"
	"J = sum(L)\n"
	"delta_out = grad(J, s_out)\n"
	"delta_1 = grad(J, s_1)\n"
	"Delta_w = grad(J, w)\n"
	"Delta_W = grad(J, W)\n"
	"update w = w - alpha * Delta_w\n"
	"update W = W - alpha * Delta_W\n";

struct hand {
	double	x[2][4], y[4], W[2][3], w[3], alpha;
	double	s_1[3][4], z_1[3][4], s_out[4], y_out[4], L[4], J;
	double	delta_out[4], delta_1[3][4], Delta_w[3], Delta_W[2][3];
};

static const struct hand	start = {
	.x = { { 0.75, 0.2, -0.75, 0.2 }, { 0.8, 0.05, 0.8, -0.05 } },
	.y = { 1, 1, -1, -1 },
	.W = { { 0.6, 0.7, 0 }, { 0.01, 0.43, 0.88 } },
	.w = { 0.02, 0.03, 0.9 },
	.alpha = 0.05,
};

static void
forward(struct hand *h)
{
	int	i, j, k;

	for (i = 0; i < 3; i++) {
		for (j = 0; j < 4; j++) {
			h->s_1[i][j] = h->W[0][i] * h->x[0][j] +
			    h->W[1][i] * h->x[1][j];
			h->z_1[i][j] = h->s_1[i][j] > 0 ? h->s_1[i][j] : 0;
		}
	}
	h->J = 0;
	for (j = 0; j < 4; j++) {
		h->s_out[j] = 0;
		for (k = 0; k < 3; k++)
			h->s_out[j] += h->w[k] * h->z_1[k][j];
		h->y_out[j] = tanh(h->s_out[j]);
		h->L[j] = 0.5 * ((h->y_out[j] - h->y[j]) *
		    (h->y_out[j] - h->y[j]));
		h->J += h->L[j];
	}
}

static void
backward(struct hand *h)
{
	int	i, j, k;

	for (j = 0; j < 4; j++)
		h->delta_out[j] = (h->y_out[j] - h->y[j]) *
		    (1 - h->y_out[j] * h->y_out[j]);
	for (i = 0; i < 3; i++) {
		h->Delta_w[i] = 0;
		for (j = 0; j < 4; j++) {
			h->delta_1[i][j] = h->w[i] * h->delta_out[j] *
			    (h->s_1[i][j] > 0);
			h->Delta_w[i] += h->z_1[i][j] * h->delta_out[j];
		}
	}
	for (i = 0; i < 2; i++) {
		for (k = 0; k < 3; k++) {
			h->Delta_W[i][k] = 0;
			for (j = 0; j < 4; j++)
				h->Delta_W[i][k] += h->x[i][j] *
				    h->delta_1[k][j];
		}
	}
}

static void
update(struct hand *h)
{
	int	i, k;

	for (i = 0; i < 3; i++)
		h->w[i] -= h->alpha * h->Delta_w[i];
	for (i = 0; i < 2; i++) {
		for (k = 0; k < 3; k++)
			h->W[i][k] -= h->alpha * h->Delta_W[i][k];
	}
}

/* The values are those of training, so both start again now and then. */
static void
run_hand(void *arg)
{
	struct hand	*h = arg;
	int		 i;

	*h = start;
	for (i = 0; i < EPOCH; i++) {
		forward(h);
		backward(h);
		update(h);
	}
}

static void
run_plan(void *arg)
{
	struct bench	*b = arg;
	int		 i;

	plan_reset(b->plan);
	for (i = 0; i < EPOCH; i++)
		bench_iterate(b);
}

static int
differ(const double *a, const double *b, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++) {
		if (!(fabs(a[i] - b[i]) <= 1e-12))
			return 1;
	}
	return 0;
}

int
main(void)
{
	static struct hand	hand;
	struct bench		b;
	double			least[2];

	bench_open(&b, text);
	run_hand(&hand);
	run_plan(&b);
	if (differ(bench_value(&b, "W"), hand.W[0], 6) ||
	    differ(bench_value(&b, "w"), hand.w, 3) ||
	    differ(bench_value(&b, "delta_1"), hand.delta_1[0], 12)) {
		fputs("the two do not compute the same\n", stderr);
		return 1;
	}
	bench_turns(2, (void (*const[])(void *)){ run_hand, run_plan },
	    (void *const[]){ &hand, &b }, 500, least);
	printf("exercise 2, one iteration: %.1f ns by hand, %.1f ns by gradus "
	    "(%zu instructions)\n", least[0] / EPOCH, least[1] / EPOCH,
	    plan_instructions(b.plan));
	bench_close(&b);
	return bench_report("  gradus / by hand", least[1] / least[0], "",
	    LIMIT);
}
