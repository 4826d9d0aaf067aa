/* SPDX-License-Identifier: MIT */
/*
 * A full-batch iteration of a 64-32-10 softmax network on 1,797 samples (the
 * size of the digits that come with scikit-learn) against C that calls
 * OpenBLAS's dgemm on one thread, where that is installed.
 */

#include <dlfcn.h>

#include "bench.h"

#define LIMIT	0.8
#define IN	64
#define HIDDEN	32
#define OUT	10
#define N	1797
#define ALPHA	0.05

static const char	text[] =
	"data x = uniform(64, 1797, 1)\n"
	"data u = uniform(1, 1797, 2)\n"
	"param W_1 = 0.2 * randn(64, 32, 3)\n"
	"param b_1 = zeros(32, 1)\n"
	"param W_2 = 0.2 * randn(32, 10, 4)\n"
	"param b_2 = zeros(10, 1)\n"
	"hyper alpha = 0.05\n"
	"data labels = 1 + (u > 0.1) + (u > 0.2) + (u > 0.3) + (u > 0.4) + "
	    "(u > 0.5) + (u > 0.6) + (u > 0.7) + (u > 0.8) + (u > 0.9)\n"
	"Y = onehot(labels, 10)\n"
	"s_1 = W_1' * x + b_1\n"
	"z_1 = relu(s_1)\n"
	"o = W_2' * z_1 + b_2\n"
	"p = softmax(o)\n"
	"J = -sum(Y .* log(p)) / 1797\n"
	"delta_o = grad(J, o)\n"
	"delta_1 = grad(J, s_1)\n"
	"Delta_W_2 = grad(J, W_2)\n"
	"Delta_b_2 = grad(J, b_2)\n"
	"Delta_W_1 = grad(J, W_1)\n"
	"Delta_b_1 = grad(J, b_1)\n"
	"update W_1 = W_1 - alpha * Delta_W_1\n"
	"update b_1 = b_1 - alpha * Delta_b_1\n"
	"update W_2 = W_2 - alpha * Delta_W_2\n"
	"update b_2 = b_2 - alpha * Delta_b_2\n";

struct hand {
	double	x[IN * N], labels[N], Y[OUT * N];
	double	W_1[IN * HIDDEN], b_1[HIDDEN], W_2[HIDDEN * OUT], b_2[OUT];
	double	s_1[HIDDEN * N], z_1[HIDDEN * N], o[OUT * N], p[OUT * N], J;
	double	delta_o[OUT * N], delta_1[HIDDEN * N];
	double	Delta_W_2[HIDDEN * OUT], Delta_b_2[OUT];
	double	Delta_W_1[IN * HIDDEN], Delta_b_1[HIDDEN];
};

/* As cblas.h has it. */
enum {
	ROW_MAJOR = 101,
	NO_TRANS = 111,
	TRANS = 112,
};
typedef void	 dgemm(int order, int trans_a, int trans_b, int m, int n,
		    int k, double alpha, const double *a, int lda,
		    const double *b, int ldb, double beta, double *c, int ldc);

static dgemm	*cblas_dgemm;

/* Returns 0 if it is not installed. */
static int
load_openblas(void)
{
	void	*library;

	setenv("OPENBLAS_NUM_THREADS", "1", 1);
	library = dlopen("libopenblas.so.0", RTLD_NOW);
	/* C has no cast from an object to a function; POSIX has this. */
	if (library != NULL)
		*(void **)&cblas_dgemm = dlsym(library, "cblas_dgemm");
	return cblas_dgemm != NULL;
}

/* c (m × n) = a (m × k) times b (k × n); ta, tb: they lie transposed. */
static void
multiply(int ta, int tb, int m, int n, int k, const double *a,
    const double *b, double *c)
{
	cblas_dgemm(ROW_MAJOR, ta ? TRANS : NO_TRANS,
	    tb ? TRANS : NO_TRANS, m, n, k, 1, a, ta ? m : k, b,
	    tb ? k : n, 0, c, n);
}

/* Part of the iteration in the model, too. */
static void
one_hot(struct hand *h)
{
	int	j;

	memset(h->Y, 0, sizeof h->Y);
	for (j = 0; j < N; j++)
		h->Y[((int)h->labels[j] - 1) * N + j] = 1;
}

static void
add_bias(double *s, const double *b, int rows)
{
	int	i, j;

	for (i = 0; i < rows; i++) {
		for (j = 0; j < N; j++)
			s[i * N + j] += b[i];
	}
}

static void
softmax(struct hand *h)
{
	static double	top[N], sum[N];
	int		i, j;

	memcpy(top, h->o, sizeof top);
	for (i = 1; i < OUT; i++) {
		for (j = 0; j < N; j++)
			top[j] = h->o[i * N + j] > top[j] ? h->o[i * N + j] :
			    top[j];
	}
	memset(sum, 0, sizeof sum);
	for (i = 0; i < OUT; i++) {
		for (j = 0; j < N; j++) {
			h->p[i * N + j] = exp(h->o[i * N + j] - top[j]);
			sum[j] += h->p[i * N + j];
		}
	}
	h->J = 0;
	for (j = 0; j < N; j++)
		sum[j] = 1 / sum[j];
	for (i = 0; i < OUT; i++) {
		for (j = 0; j < N; j++) {
			h->p[i * N + j] *= sum[j];
			/* The logarithm of the right class alone. */
			if (h->Y[i * N + j] > 0)
				h->J -= log(h->p[i * N + j]);
		}
	}
	h->J /= N;
}

static void
relu(struct hand *h)
{
	int	i;

	for (i = 0; i < HIDDEN * N; i++)
		h->z_1[i] = h->s_1[i] > 0 ? h->s_1[i] : 0;
}

static void
forward(struct hand *h)
{
	one_hot(h);
	multiply(1, 0, HIDDEN, N, IN, h->W_1, h->x, h->s_1);
	add_bias(h->s_1, h->b_1, HIDDEN);
	relu(h);
	multiply(1, 0, OUT, N, HIDDEN, h->W_2, h->z_1, h->o);
	add_bias(h->o, h->b_2, OUT);
	softmax(h);
}

static void
sum_rows(const double *delta, double *b, int rows)
{
	int	i, j;

	for (i = 0; i < rows; i++) {
		b[i] = 0;
		for (j = 0; j < N; j++)
			b[i] += delta[i * N + j];
	}
}

/* Signs follow no pattern: a product is faster here than a branch. */
static const double	truth[] = { 0, 1 };

static void
backward(struct hand *h)
{
	int	i;

	for (i = 0; i < OUT * N; i++)
		h->delta_o[i] = (h->p[i] - h->Y[i]) / N;
	multiply(0, 0, HIDDEN, N, OUT, h->W_2, h->delta_o, h->delta_1);
	for (i = 0; i < HIDDEN * N; i++)
		h->delta_1[i] *= truth[h->s_1[i] > 0];
	multiply(0, 1, HIDDEN, OUT, N, h->z_1, h->delta_o, h->Delta_W_2);
	multiply(0, 1, IN, HIDDEN, N, h->x, h->delta_1, h->Delta_W_1);
	sum_rows(h->delta_o, h->Delta_b_2, OUT);
	sum_rows(h->delta_1, h->Delta_b_1, HIDDEN);
}

static void
descend(double *w, const double *g, int n)
{
	int	i;

	for (i = 0; i < n; i++)
		w[i] -= ALPHA * g[i];
}

static void
run_hand(void *arg)
{
	struct hand	*h = arg;

	forward(h);
	backward(h);
	descend(h->W_1, h->Delta_W_1, IN * HIDDEN);
	descend(h->b_1, h->Delta_b_1, HIDDEN);
	descend(h->W_2, h->Delta_W_2, HIDDEN * OUT);
	descend(h->b_2, h->Delta_b_2, OUT);
}

static int
differ(const struct bench *b, const char *name, const double *want, size_t n)
{
	const double	*got = bench_value(b, name);
	size_t		 i;

	for (i = 0; i < n; i++) {
		if (!(fabs(got[i] - want[i]) <= 1e-9 * fmax(1, fabs(want[i]))))
			return 1;
	}
	return 0;
}

static void
copy(const struct bench *b, const char *name, double *to, size_t n)
{
	memcpy(to, bench_value(b, name), n * sizeof *to);
}

int
main(void)
{
	static struct hand	h;
	struct bench		b;
	double			least[2];
	int			i;

	if (!load_openblas()) {
		puts("64-32-10 on 1797 samples: OpenBLAS is not installed, so "
		    "it is not compared");
		return 0;
	}
	bench_open(&b, text);
	copy(&b, "x", h.x, IN * N);
	copy(&b, "labels", h.labels, N);
	copy(&b, "W_1", h.W_1, IN * HIDDEN);
	copy(&b, "W_2", h.W_2, HIDDEN * OUT);
	for (i = 0; i < 5; i++) {
		run_hand(&h);
		bench_iterate(&b);
	}
	if (differ(&b, "J", &h.J, 1) || differ(&b, "W_1", h.W_1, IN * HIDDEN)
	    || differ(&b, "b_1", h.b_1, HIDDEN) ||
	    differ(&b, "W_2", h.W_2, HIDDEN * OUT)) {
		fputs("the two do not compute the same\n", stderr);
		return 1;
	}
	bench_turns(2, (void (*const[])(void *)){ run_hand, bench_iterate },
	    (void *const[]){ &h, &b }, 5, least);
	printf("64-32-10 on 1797 samples, one iteration: %.0f us by hand, "
	    "%.0f us by gradus\n", least[0] / 1e3, least[1] / 1e3);
	bench_close(&b);
	return bench_report("  gradus / by hand with OpenBLAS",
	    least[1] / least[0], "", LIMIT);
}
