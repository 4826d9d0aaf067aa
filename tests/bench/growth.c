/* SPDX-License-Identifier: MIT */
/*
 * How the cost of an iteration grows with the arithmetic in it, and what a
 * gradient costs beside its forward pass.
 */

#include "bench.h"

#define LINEAR	1.5	/* more time per operation than at the size before */
#define REVERSE	4.0	/* gradients by all parameters / forward pass */
#define SIZES	4

static const char	forward[] =
	"param W_1 = 0.2 * randn(64, 32, 3)\n"
	"param b_1 = zeros(32, 1)\n"
	"param W_2 = 0.2 * randn(32, 10, 4)\n"
	"s_1 = W_1' * x + b_1\n"
	"z_1 = tanh(s_1)\n"
	"s_2 = W_2' * z_1\n"
	"J = sum((s_2 - y).^2)\n";

static const char	gradients[] =
	"delta_2 = grad(J, s_2)\n"
	"delta_1 = grad(J, s_1)\n"
	"Delta_W_2 = grad(J, W_2)\n"
	"Delta_W_1 = grad(J, W_1)\n"
	"Delta_b_1 = grad(J, b_1)\n";

/* Forward passes, and the gradients that belong to them. */
static const struct {
	const char	*name, *forward, *gradients;
	size_t		 calls;
} models[] = {
	{ "exercise 2",
	    "data x = [0.75 0.2 -0.75 0.2; 0.8 0.05 0.8 -0.05]\n"
	    "data y = [1 1 -1 -1]\n"
	    "param W = [0.6 0.7 0; 0.01 0.43 0.88]\n"
	    "param w = [0.02; 0.03; 0.9]\n"
	    "s_1 = W' * x\n"
	    "z_1 = relu(s_1)\n"
	    "s_out = w' * z_1\n"
	    "y_out = tanh(s_out)\n"
	    "L = 0.5 * (y_out - y).^2\n"
	    "J = sum(L)\n",
	    "delta_out = grad(J, s_out)\n"
	    "delta_1 = grad(J, s_1)\n"
	    "Delta_w = grad(J, w)\n"
	    "Delta_W = grad(J, W)\n", 5000 },
	{ "cross-entropy without names between",
	    "data x = randn(20, 300, 1)\n"
	    "data labels = ones(1, 300)\n"
	    "param W = 0.2 * randn(8, 20, 2)\n"
	    "param b = zeros(8, 1)\n"
	    "J = -sum(onehot(labels, 8) .* log(softmax(W * x + b)))\n",
	    "Delta_W = grad(J, W)\n"
	    "Delta_b = grad(J, b)\n", 20 },
	{ "a recurrent network over four steps",
	    "data x = randn(16, 4, 1)\n"
	    "param W = 0.2 * randn(32, 32, 2)\n"
	    "param U = 0.2 * randn(32, 16, 3)\n"
	    "h_1 = tanh(U * x(:,1))\n"
	    "h_2 = tanh(W * h_1 + U * x(:,2))\n"
	    "h_3 = tanh(W * h_2 + U * x(:,3))\n"
	    "h_4 = tanh(W * h_3 + U * x(:,4))\n"
	    "J = sum(h_4.^2)\n",
	    "delta_3 = grad(J, h_3)\n"
	    "delta_2 = grad(J, h_2)\n"
	    "delta_1 = grad(J, h_1)\n"
	    "Delta_W = grad(J, W)\n"
	    "Delta_U = grad(J, U)\n", 100 },
	{ "layer normalisation",
	    "data x = randn(32, 200, 1)\n"
	    "param g = ones(32, 1)\n"
	    "param b = zeros(32, 1)\n"
	    "m = mean(x, 1)\n"
	    "d = x - m\n"
	    "s = sqrt(mean(d.^2, 1) + 0.00001)\n"
	    "z = g .* (d ./ s) + b\n"
	    "J = sum(tanh(z))\n",
	    "Delta_g = grad(J, g)\n"
	    "Delta_b = grad(J, b)\n"
	    "delta_x = grad(J, x)\n", 20 },
};

static void
compute(void *arg)
{
	plan_compute(((struct bench *)arg)->plan);
}

static int
grows_linearly(void)
{
	void		(*f[SIZES])(void *);
	struct bench	 b[SIZES];
	void		*arg[SIZES];
	double		 least[SIZES], per[SIZES];
	char		 text[2048], what[80];
	int		 i, n, over = 0;

	for (i = 0, n = 25; i < SIZES; i++, n *= 4) {
		snprintf(text, sizeof text, "data x = randn(64, %d, 1)\n"
		    "data y = randn(10, %d, 2)\n%s%s", n, n, forward,
		    gradients);
		bench_open(&b[i], text);
		f[i] = compute;
		arg[i] = &b[i];
	}
	bench_turns(SIZES, f, arg, 3, least);
	for (i = 0, n = 25; i < SIZES; i++, n *= 4) {
		per[i] = least[i] / (double)plan_arithmetic(b[i].plan);
		printf("64-32-10, %4d samples: %8.1f us, %10zu operations, "
		    "%.4f ns each\n", n, least[i] / 1e3,
		    plan_arithmetic(b[i].plan), per[i]);
		bench_close(&b[i]);
	}
	for (i = 1; i < SIZES; i++) {
		snprintf(what, sizeof what, "  per operation, size %d / %d",
		    i + 1, i);
		over |= bench_report(what, per[i] / per[i - 1], "", LINEAR);
	}
	return over;
}

static int
costs_little(size_t i)
{
	struct bench	one, both;
	double		least[2];
	char		text[2048];

	bench_open(&one, models[i].forward);
	snprintf(text, sizeof text, "%s%s", models[i].forward,
	    models[i].gradients);
	bench_open(&both, text);
	bench_turns(2, (void (*const[])(void *)){ compute, compute },
	    (void *const[]){ &one, &both }, models[i].calls, least);
	printf("%s: %.2f us forward, %.2f us with gradients\n",
	    models[i].name, least[0] / 1e3, least[1] / 1e3);
	bench_close(&one);
	bench_close(&both);
	return bench_report("  gradients / forward",
	    (least[1] - least[0]) / least[0], "", REVERSE);
}

int
main(void)
{
	size_t	i;
	int	over = grows_linearly();

	for (i = 0; i < sizeof models / sizeof models[0]; i++)
		over |= costs_little(i);
	return over;
}
