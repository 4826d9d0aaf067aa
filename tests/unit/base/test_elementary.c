/* SPDX-License-Identifier: MIT */

#include "gradus/elementary.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "gradus/cpu.h"
#include "gradus/random.h"

#include "tap.h"

#define N	20000

static double
between(struct random *r, double low, double high)
{
	return low + (high - low) * random_uniform(r);
}

/* Any double but NaN. */
static double
any(struct random *r)
{
	uint64_t	bits = random_next(r);
	double		d;

	memcpy(&d, &bits, sizeof d);
	return isnan(d) ? 0 : d;
}

static int
same(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

/* Units in the last place that a value is away from the exact one. */
static double
error_of(double got, long double want)
{
	double	rounded = (double)want;
	int	e;

	if (got == rounded || (isnan(got) && isnan(rounded)))
		return isfinite(rounded) && LDBL_MANT_DIG > DBL_MANT_DIG ?
		    0.5 : 0;
	if (!isfinite(got) || !isfinite(rounded))
		return INFINITY;
	frexp(rounded, &e);
	e = e < DBL_MIN_EXP ? DBL_MIN_EXP : e;
	return (double)(fabsl((long double)got - want) /
	    (long double)ldexp(1, e - DBL_MANT_DIG));
}

static const struct function {
	double		(*f)(double);
	long double	(*exact)(long double);
	double		low, high;
	double		most;	/* units in the last place */
} functions[] = {
	{ elem_exp, expl, -750, 715, 1 },
	{ elem_exp, expl, -1, 1, 1 },
	{ elem_expm1, expm1l, -50, 715, 1.5 },
	{ elem_expm1, expm1l, -1, 1, 1.5 },
	{ elem_expm1, expm1l, -1e-3, 1e-3, 1.5 },
	{ elem_tanh, tanhl, -25, 25, 1.5 },
	{ elem_tanh, tanhl, -1, 1, 1.5 },
	{ elem_tanh, tanhl, -1e-3, 1e-3, 1.5 },
	{ elem_log, logl, 0, 1e6, 1 },
	{ elem_log, logl, 0.5, 1.5, 1 },
	{ elem_log1p, log1pl, -1, 1, 1 },
	{ elem_log1p, log1pl, -1e-3, 1e-3, 1 },
};

#define FUNCTIONS	(sizeof functions / sizeof functions[0])

static void
errors_are_as_small_as_the_header_says(void)
{
	const struct function	*g;
	struct random		 r;
	double			 x, y, e, worst;
	size_t			 i, k;

	random_seed(&r, 1);
	for (i = 0; i < FUNCTIONS; i++) {
		g = &functions[i];
		for (k = 0, worst = 0; k < N; k++) {
			x = between(&r, g->low, g->high);
			worst = fmax(worst, error_of(g->f(x), g->exact(x)));
			x = any(&r);
			worst = fmax(worst, error_of(g->f(x), g->exact(x)));
		}
		if (!CHECK(worst < g->most))
			printf("# function %zu: %g\n", i, worst);
	}
	for (k = 0, worst = 0; k < N; k++) {
		x = expl(between(&r, -300, 300));
		y = between(&r, -3, 3);
		e = error_of(elem_pow(x, y), powl(x, y));
		worst = fmax(worst, e);
		x = 1 + between(&r, -1e-3, 1e-3);
		y = between(&r, -1e5, 1e5);
		e = error_of(elem_pow(x, y), powl(x, y));
		worst = fmax(worst, e);
		x = any(&r);
		y = any(&r);
		e = error_of(elem_pow(x, y), powl(x, y));
		worst = fmax(worst, e);
	}
	if (!CHECK(worst < 1))
		printf("# pow: %g\n", worst);
	for (k = 0, worst = 0; k < N; k++) {
		x = between(&r, -40, 40);
		e = error_of(elem_sigmoid(x), 1 / (1 + expl(-x)));
		worst = fmax(worst, e);
	}
	if (!CHECK(worst < 2.5))
		printf("# sigmoid: %g\n", worst);
}

/* As in Annex F of C: the same as what a libm gives there. */
static void
the_ends_of_the_line_are_as_in_c(void)
{
	static const double	ends[] = { 0, -0.0, 1, -1, 2, -2, 3, -3, 0.5,
	    -0.5, 1e308, -1e308, 5e-324, -5e-324, INFINITY, -INFINITY, NAN,
	    9007199254740991, -9007199254740991, 1e300, 745, -745.13, 709.78,
	    709.79, 22, -22 };
	size_t			i, k, n = sizeof ends / sizeof ends[0];
	double			x, y, got, want;

	for (i = 0; i < n; i++) {
		x = ends[i];
		CHECK(error_of(elem_exp(x), expl(x)) < 1);
		CHECK(error_of(elem_expm1(x), expm1l(x)) < 1.5);
		CHECK(error_of(elem_log(x), logl(x)) < 1);
		CHECK(error_of(elem_log1p(x), log1pl(x)) < 1);
		CHECK(error_of(elem_tanh(x), tanhl(x)) < 1.5);
		CHECK(x != 0 || (same(elem_tanh(x), x) &&
		    same(elem_log1p(x), x) && same(elem_expm1(x), x)));
		for (k = 0; k < n; k++) {
			y = ends[k];
			got = elem_pow(x, y);
			want = pow(x, y);
			if (!CHECK(error_of(got, want) <= 1 && (isnan(got) ||
			    signbit(got) == signbit(want))))
				printf("# %g^%g: %g, not %g\n", x, y, got,
				    want);
		}
	}
	CHECK_NUM(elem_sigmoid(-1e308), 0);
	CHECK_NUM(elem_sigmoid(INFINITY), 1);
	CHECK(isnan(elem_sigmoid(NAN)));
}

static void
a_power_that_is_a_double_is_exact(void)
{
	double	product;
	int	i, k;

	for (i = 2; i < 100; i++) {
		for (k = 1, product = i; product < 0x1p53; k++, product *= i) {
			CHECK_NUM(elem_pow(i, k), product);
			CHECK_NUM(elem_pow(-i, k), k % 2 ? -product : product);
		}
		CHECK_NUM(elem_pow((double)i * i, 0.5), i);
		CHECK_NUM(elem_pow((double)i * i * i * i, 0.25), i);
		CHECK_NUM(elem_pow(2, -i), ldexp(1, -i));
	}
}

static void
vectors_have_the_bits_of_single_cells(void)
{
	static const struct {
		double		(*one)(double);
		elem_cells	*cells;
	} all[] = {
		{ elem_exp, elem_exp_cells },
		{ elem_tanh, elem_tanh_cells },
		{ elem_sigmoid, elem_sigmoid_cells },
	};
	static double	a[N], to[N + 1];
	struct random	r;
	size_t		i, k, n;
	int		width;

	random_seed(&r, 2);
	for (i = 0; i < N; i++)
		a[i] = i % 3 == 0 ? any(&r) : i % 100 == 1 ? NAN :
		    between(&r, -30, 30);
	for (k = 0; k < 3; k++) {
		for (width = 2; width <= cpu_vector(); width *= 2) {
			all[k].cells(to, a, N, width);
			for (i = 0; i < N; i++)
				CHECK(same(to[i], all[k].one(a[i])) ||
				    (isnan(to[i]) && isnan(a[i])));
			for (n = 0; n <= 17; n++) {
				to[n] = 42;
				memcpy(to, a + 1000, n * sizeof *a);
				all[k].cells(to, to, n, width);
				for (i = 0; i < n; i++)
					CHECK(same(to[i],
					    all[k].one(a[1000 + i])) ||
					    isnan(to[i]));
				CHECK_NUM(to[n], 42);
			}
		}
	}
}

static void
add(uint64_t *hash, double d)
{
	uint64_t	bits;

	memcpy(&bits, &d, sizeof bits);
	*hash = (*hash ^ bits) * 0x9e3779b97f4a7c15;
	*hash ^= *hash >> 29;
}

/* What it is here, it has to be everywhere. */
static void
the_bits_are_the_same_everywhere(void)
{
	struct random	r;
	uint64_t	hash = 0;
	double		x;
	int		i;

	random_seed(&r, 3);
	for (i = 0; i < N; i++) {
		add(&hash, elem_exp(between(&r, -700, 700)));
		add(&hash, elem_tanh(between(&r, -5, 5)));
		add(&hash, elem_sigmoid(between(&r, -20, 20)));
		add(&hash, elem_log(between(&r, 0, 10)));
		add(&hash, elem_log1p(between(&r, -1, 1)));
		x = between(&r, 0, 10);
		add(&hash, elem_pow(x, between(&r, -9, 9)));
	}
	if (!CHECK(hash == 0x699c86eb2ffe45d2))
		printf("# %llx\n", (unsigned long long)hash);
}

int
main(void)
{
	TEST(errors_are_as_small_as_the_header_says);
	TEST(the_ends_of_the_line_are_as_in_c);
	TEST(a_power_that_is_a_double_is_exact);
	TEST(vectors_have_the_bits_of_single_cells);
	TEST(the_bits_are_the_same_everywhere);
	return tap_done();
}
