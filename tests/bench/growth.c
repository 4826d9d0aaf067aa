/* SPDX-License-Identifier: MIT */
/*
 * How the cost of an iteration grows with the arithmetic in it and with the
 * number of layers, and what a gradient costs beside its forward pass. The
 * sizes stay within a processor's cache; beyond it memory sets the pace.
 */

#include "bench.h"

#define LINEAR	1.5	/* time per unit of work / that of smaller sizes */
#define REVERSE	4.0	/* gradients by all parameters / forward pass */
#define SIZES	4
#define WIDTH	16	/* of a deep network, whose weights are squares */

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
	{ "64-32-10 softmax network, 400 samples",
	    "data x = randn(64, 400, 1)\n"
	    "data labels = 1 + (x(1, :) > 0) + 7 * (x(2, :) > 0)\n"
	    "param W_1 = 0.2 * randn(64, 32, 3)\n"
	    "param b_1 = zeros(32, 1)\n"
	    "param W_2 = 0.2 * randn(32, 10, 4)\n"
	    "param b_2 = zeros(10, 1)\n"
	    "s_1 = W_1' * x + b_1\n"
	    "o = W_2' * relu(s_1) + b_2\n"
	    "J = -sum(onehot(labels, 10) .* log(softmax(o))) / 400\n",
	    "delta_o = grad(J, o)\n"
	    "delta_1 = grad(J, s_1)\n"
	    "Delta_W_2 = grad(J, W_2)\n"
	    "Delta_b_2 = grad(J, b_2)\n"
	    "Delta_W_1 = grad(J, W_1)\n"
	    "Delta_b_1 = grad(J, b_1)\n", 5 },
	{ "five layers of relu, 50 samples",
	    "data x = randn(32, 50, 1)\n"
	    "param W_1 = 0.3 * randn(32, 32, 2)\n"
	    "param W_2 = 0.3 * randn(32, 32, 3)\n"
	    "param W_3 = 0.3 * randn(32, 32, 4)\n"
	    "param W_4 = 0.3 * randn(32, 32, 5)\n"
	    "param W_5 = 0.3 * randn(1, 32, 6)\n"
	    "z_2 = relu(W_2 * relu(W_1 * x))\n"
	    "z_4 = relu(W_4 * relu(W_3 * z_2))\n"
	    "J = mean((W_5 * z_4).^2)\n",
	    "D_1 = grad(J, W_1)\n"
	    "D_2 = grad(J, W_2)\n"
	    "D_3 = grad(J, W_3)\n"
	    "D_4 = grad(J, W_4)\n"
	    "D_5 = grad(J, W_5)\n", 20 },
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

/*
 * Times the plans of all sizes and reports each size against the smaller one
 * that was cheapest: what grows faster than work cannot hide in small steps.
 */
static int
compare_sizes(struct bench *b, const double *work, const int *size,
    const char *what, size_t calls)
{
	void	(*f[SIZES])(void *);
	void	 *arg[SIZES];
	double	  least[SIZES], per, cheapest = INFINITY;
	char	  row[80];
	int	  i, over = 0;

	for (i = 0; i < SIZES; i++) {
		f[i] = compute;
		arg[i] = &b[i];
	}
	bench_turns(SIZES, f, arg, calls, least);
	for (i = 0; i < SIZES; i++) {
		per = least[i] / work[i];
		printf("%4d %s: %8.1f us, %8zu operations\n", size[i], what,
		    least[i] / 1e3, plan_arithmetic(b[i].plan));
		if (i > 0) {
			snprintf(row, sizeof row, "  growth beyond linear, %d "
			    "%s", size[i], what);
			over |= bench_report(row, per / cheapest, "", LINEAR);
		}
		cheapest = fmin(cheapest, per);
		bench_close(&b[i]);
	}
	return over;
}

/* More samples: the time of one operation stays the same. */
static int
grows_with_samples(void)
{
	static const int	 size[SIZES] = { 25, 100, 400, 1600 };
	struct bench		 b[SIZES];
	double			 work[SIZES];
	char			 text[2048];
	int			 i;

	for (i = 0; i < SIZES; i++) {
		snprintf(text, sizeof text, "data x = randn(64, %d, 1)\n"
		    "data y = randn(10, %d, 2)\n%s%s", size[i], size[i],
		    forward, gradients);
		bench_open(&b[i], text);
		work[i] = (double)plan_arithmetic(b[i].plan);
	}
	return compare_sizes(b, work, size, "samples", 3);
}

/* A network of n layers that names no gradient but those of its weights. */
static void
write_deep(struct str *s, int n)
{
	int	i;

	str_addf(s, "data z_0 = randn(%d, 20, 1)\n", WIDTH);
	for (i = 1; i <= n; i++)
		str_addf(s, "param W_%d = 0.3 * randn(%d, %d, %d)\n", i,
		    WIDTH, WIDTH, i + 1);
	for (i = 1; i <= n; i++)
		str_addf(s, "z_%d = tanh(W_%d * z_%d)\n", i, i, i - 1);
	str_addf(s, "J = sum(z_%d.^2)\n", n);
	for (i = 1; i <= n; i++)
		str_addf(s, "D_%d = grad(J, W_%d)\n", i, i);
}

/*
 * More layers: the time of one layer stays the same. (Not that of one
 * operation: a gradient that grew too long would be more operations.)
 */
static int
grows_with_layers(void)
{
	static const int	 size[SIZES] = { 4, 8, 16, 32 };
	struct bench		 b[SIZES];
	struct str		 s[SIZES];
	double			 work[SIZES];
	int			 i, over;

	for (i = 0; i < SIZES; i++) {
		str_init(&s[i]);
		write_deep(&s[i], size[i]);
		bench_open(&b[i], s[i].data);
		work[i] = size[i];
	}
	over = compare_sizes(b, work, size, "layers", 10);
	for (i = 0; i < SIZES; i++)
		str_release(&s[i]);
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
	int	over = grows_with_samples() | grows_with_layers();

	for (i = 0; i < sizeof models / sizeof models[0]; i++)
		over |= costs_little(i);
	return over;
}
