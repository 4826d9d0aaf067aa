/* SPDX-License-Identifier: MIT */

#include "gradus/random.h"

#include <stdlib.h>

#include "tap.h"

#define SAMPLES	100000

/* What the authors' reference implementation gives for this seed. */
static void
the_generator_is_splitmix64(void)
{
	static const uint64_t	want[] = {
		6457827717110365317u, 3203168211198807973u,
		9817491932198370423u, 4593380528125082431u,
		16408922859458223821u,
	};
	struct random	r;
	size_t		i;

	random_seed(&r, 1234567);
	for (i = 0; i < sizeof want / sizeof want[0]; i++)
		CHECK(random_next(&r) == want[i]);
}

static void
the_same_seed_gives_the_same_numbers(void)
{
	struct random	a, b, other;
	int		i, differ = 0;

	random_seed(&a, 7);
	random_seed(&b, 7);
	random_seed(&other, 8);
	for (i = 0; i < 100; i++) {
		CHECK_NUM(random_normal(&a), random_normal(&b));
		CHECK_NUM(random_uniform(&a), random_uniform(&b));
		differ += random_next(&a) != random_next(&other);
		random_next(&b);
	}
	CHECK_INT(differ, 100);
}

static int
by_value(const void *a, const void *b)
{
	const double	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
uniform_below(double x)
{
	return x < 0 ? 0 : x > 1 ? 1 : x;
}

static double
normal_below(double x)
{
	return 0.5 * erfc(-x / sqrt(2));
}

/* Kolmogorov and Smirnov's distance to a distribution, times sqrt(n). */
static double
distance(double *v, int n, double (*below)(double))
{
	double	most = 0, p;
	int	i;

	qsort(v, (size_t)n, sizeof *v, by_value);
	for (i = 0; i < n; i++) {
		p = below(v[i]);
		most = fmax(most, fabs(p - (double)i / n));
		most = fmax(most, fabs(p - (double)(i + 1) / n));
	}
	return most * sqrt(n);
}

static double	v[SAMPLES];

static double
moment(int power)
{
	double	sum = 0;
	int	i;

	for (i = 0; i < SAMPLES; i++)
		sum += pow(v[i], power);
	return sum / SAMPLES;
}

/* The limits are passed by one seed in a thousand, and these are not it. */
static void
uniform_numbers_are_spread_evenly(void)
{
	struct random	r;
	int		i;

	random_seed(&r, 2);
	for (i = 0; i < SAMPLES; i++) {
		v[i] = random_uniform(&r);
		CHECK(v[i] >= 0 && v[i] < 1);
		CHECK_NUM(v[i] * 0x1p53, floor(v[i] * 0x1p53));
	}
	CHECK_NEAR(moment(1), 0.5, 3.3 * sqrt(1.0 / 12 / SAMPLES));
	CHECK(distance(v, SAMPLES, uniform_below) < 1.95);
}

static void
normal_numbers_are_spread_normally(void)
{
	static const double	 want[] = { 0, 1, 0, 3, 0, 15 };
	static const double	 variance[] = { 1, 2, 15, 96, 945, 10170 };
	struct random		 r;
	uint64_t		 seed;
	int			 i;

	for (seed = 1; seed <= 3; seed++) {
		random_seed(&r, seed);
		for (i = 0; i < SAMPLES; i++)
			v[i] = random_normal(&r);
		for (i = 0; i < 6; i++)
			CHECK(fabs(moment(i + 1) - want[i]) <
			    3.3 * sqrt(variance[i] / SAMPLES));
		CHECK(distance(v, SAMPLES, normal_below) < 1.95);
	}
}

static void
normal_numbers_in_a_row_do_not_depend_on_each_other(void)
{
	struct random	r;
	double		last = 0, d, sum = 0, squares = 0;
	int		i;

	random_seed(&r, 4);
	for (i = 0; i < SAMPLES; i++) {
		d = random_normal(&r);
		sum += last * d;
		squares += (last * last - 1) * (d * d - 1);
		last = d;
	}
	CHECK(fabs(sum / sqrt(SAMPLES)) < 3.3);
	CHECK(fabs(squares / 2 / sqrt(SAMPLES)) < 3.3);
}

static void
seed_1_gives_these_numbers_on_every_machine(void)
{
	static const double	uniform[] = {
		0x1.22145bd91204bp-1, 0x1.7dd71b42cb1ddp-1,
		0x1.f12745ddf664ap-1, 0x1.c7061a43b90b2p-2,
	}, normal[] = {
		-0x1.be6db6b9bd314p-2, -0x1.990cd70b12c5dp+0,
		0x1.08c0591d083aep+1, -0x1.388495061eb06p+0,
		-0x1.31ad85bf3a786p+1, 0x1.78e60280a0283p-1,
		-0x1.47d37f77ed887p-1, -0x1.8ea95eecd862cp-2,
	};
	struct random	r;
	size_t		i;

	random_seed(&r, 1);
	for (i = 0; i < sizeof uniform / sizeof uniform[0]; i++)
		CHECK_NUM(random_uniform(&r), uniform[i]);
	random_seed(&r, 1);
	for (i = 0; i < sizeof normal / sizeof normal[0]; i++)
		CHECK_NUM(random_normal(&r), normal[i]);
}

int
main(void)
{
	TEST(the_generator_is_splitmix64);
	TEST(the_same_seed_gives_the_same_numbers);
	TEST(uniform_numbers_are_spread_evenly);
	TEST(normal_numbers_are_spread_normally);
	TEST(normal_numbers_in_a_row_do_not_depend_on_each_other);
	TEST(seed_1_gives_these_numbers_on_every_machine);
	return tap_done();
}
