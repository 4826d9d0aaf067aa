/* SPDX-License-Identifier: MIT */
/*
 * Uniform and normal deviates by integers and comparisons alone.
 */

#include "gradus/random.h"

void
random_seed(struct random *r, uint64_t seed)
{
	r->state = seed;
}

uint64_t
random_next(struct random *r)
{
	uint64_t	z;

	z = r->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

double
random_uniform(struct random *r)
{
	return (double)(random_next(r) >> 11) * 0x1p-53;
}

/*
 * 1 with probability e^(-1/2), by von Neumann: in draws that fall, starting
 * below 1/2, the run is of length n with probability (1/2)^n / n!, so that it
 * is even with 1 - 1/2 + (1/2)^2 / 2! - … = e^(-1/2).
 */
static int
half(struct random *r)
{
	double	last = 0.5, u;
	int	even = 1;

	while ((u = random_uniform(r)) < last) {
		last = u;
		even = !even;
	}
	return even;
}

/* k with probability e^(-k/2) (1 - e^(-1/2)). */
static int
geometric(struct random *r)
{
	int	k = 0;

	while (half(r))
		k++;
	return k;
}

/* 1 with probability e^(-n/2). */
static int
halves(struct random *r, int n)
{
	while (n > 0 && half(r))
		n--;
	return n == 0;
}

/*
 * 1 with probability e^(-x (2k + x) / (2k + 2)): as half, but a draw goes on
 * with the run only with probability (2k + x) / (2k + 2). That is 1 for k of
 * k + 1 cases, 0 or 1 alike for the rest, and then x decides.
 */
static int
accept(struct random *r, int k, double x)
{
	double	last = x, u, f;
	int	even = 1;

	for (;;) {
		u = random_uniform(r);
		if (!(u < last))
			return even;
		/* 2k + 2 equal cases: 2k go on, one asks x, one ends. */
		f = random_uniform(r) * (2 * k + 2);
		if (f >= 2 * k + 1 || (f >= 2 * k && random_uniform(r) >= x))
			return even;
		last = u;
		even = !even;
	}
}

double
random_normal(struct random *r)
{
	double	x;
	int	k, i;

	for (;;) {
		/* k with probability proportional to e^(-k^2/2) … */
		k = geometric(r);
		if (!halves(r, k * (k - 1)))
			continue;
		/* … and x with e^(-x (2k + x) / 2), in k + 1 equal steps. */
		x = random_uniform(r);
		for (i = 0; i <= k && accept(r, k, x); i++)
			;
		if (i > k)
			break;
	}
	return random_next(r) >> 63 ? -(k + x) : k + x;
}
