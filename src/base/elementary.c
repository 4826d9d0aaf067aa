/* SPDX-License-Identifier: MIT */
/*
 * exp, log and their kin by additions, multiplications and divisions alone.
 */

#include "gradus/elementary.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* A number that is added to this loses its fraction; its last bits are it. */
#define SHIFT	0x1.8p52
#define LOG2_E	0x1.71547652b82fep0
/* ln 2 in two parts: a whole number below 2^12 times the first is exact. */
#define LN2_HIGH 0x1.62e42fefa3000p-1
#define LN2_LOW	0x1.3de6af278ece6p-42

#define SIGN	0x8000000000000000u

#define INLINE	inline __attribute__((always_inline))

/* ----------------------------------------------------------- exponentials */

static INLINE uint64_t
bits_of(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static INLINE double
double_of(uint64_t bits)
{
	double	x;

	memcpy(&x, &bits, sizeof x);
	return x;
}

#define NAME(f)		f##_1
#define REAL		double
#define BITS		uint64_t
#define AS_BITS(x)	bits_of(x)
#define AS_REAL(bits)	double_of(bits)
#define ALL(c)		(c)
#define SELECT(if, x, y) ((if) ? (x) : (y))
#define TARGET
#include "exp_core.h"
#undef NAME
#undef REAL
#undef BITS
#undef AS_BITS
#undef AS_REAL
#undef ALL
#undef SELECT
#undef TARGET

double
elem_exp(double x)
{
	return exp_1(x);
}

double
elem_expm1(double x)
{
	double	k, rest, t, scale, high;

	if (!(fabs(x) < 60))	/* 1 is nothing, or all there is */
		return elem_exp(x) - 1;
	t = exp_reduced_1(x, 0, &k, &rest);
	scale = power_of_2_1(k);
	t *= scale;
	rest *= scale;
	high = t + (scale - 1);
	if (k != 0)
		rest += (scale - 1) - high + t;
	return x == 0 ? x : high + rest;
}

double
elem_tanh(double x)
{
	return tanh_1(x);
}

double
elem_sigmoid(double x)
{
	return sigmoid_1(x);
}

#define WIDTH		2
#define TARGET
#include "exp_cells.h"

#ifdef __x86_64__
#define WIDTH		4
#define TARGET		__attribute__((target("avx2")))
#include "exp_cells.h"

#define WIDTH		8
#define TARGET		__attribute__((target("avx512f")))
#include "exp_cells.h"

#define WIDE(f)								       \
	case 8:								       \
		f##_8_cells(to, a, n);					       \
		break;							       \
	case 4:								       \
		f##_4_cells(to, a, n);					       \
		break;
#else
#define WIDE(f)
#endif

#define CELLS(f)							       \
	void								       \
	elem_##f##_cells(double *to, const double *a, size_t n, int width)    \
	{								       \
		switch (width) {					       \
		WIDE(f)							       \
		default:						       \
			f##_2_cells(to, a, n);				       \
			break;						       \
		}							       \
	}

CELLS(exp)
CELLS(tanh)
CELLS(sigmoid)

/* ------------------------------------------------------------- logarithms */

/* m in [sqrt(1/2), sqrt(2)) and whole k, so that x = m 2^k; x > 0, finite. */
static double
split(double x, double *k)
{
	uint64_t	bits;
	double		m;

	*k = 0;
	if (x < 0x1p-1022) {
		x *= 0x1p54;
		*k = -54;
	}
	bits = bits_of(x);
	*k += (double)(bits >> 52) - 1023;
	m = double_of((bits & 0xfffffffffffff) | 0x3ff0000000000000);
	if (m < M_SQRT2)
		return m;
	*k += 1;
	return m / 2;
}

/*
 * The terms of 2 artanh(s) / s - 2 from z = s^2 on, where s^2 < 0.0295: the
 * first is z 2/3, the last z^10 2/21.
 */
static double
artanh_rest(double z)
{
	double	z2 = z * z, even, odd;

	odd = 2.0 / 3 + z2 * (2.0 / 7 + z2 * (2.0 / 11 + z2 * (2.0 / 15 +
	    z2 * (2.0 / 19))));
	even = 2.0 / 5 + z2 * (2.0 / 9 + z2 * (2.0 / 13 + z2 * (2.0 / 17 +
	    z2 * (2.0 / 21))));
	return z * (odd + z * even);
}

/*
 * log(x) + more, where more is far smaller than x: log(1 + f) is
 * 2 artanh(f / (2 + f)), written so that its largest term, f, is exact.
 */
static double
log_sum(double x, double more)
{
	double	k, f = split(x, &k) - 1, s = f / (2 + f), half = 0.5 * f * f;

	return k * LN2_HIGH + (f - (half - (s * (half +
	    artanh_rest(s * s)) + (k * LN2_LOW + more))));
}

double
elem_log(double x)
{
	if (x > 0 && x <= DBL_MAX)
		return log_sum(x, 0);
	return x == 0 ? -INFINITY : x < 0 ? NAN : x;
}

/* The sum 1 + x is rounded, and what it has lost is added to the logarithm. */
double
elem_log1p(double x)
{
	double	sum = 1 + x, lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);

	if (sum > 0 && sum <= DBL_MAX)
		return x == 0 ? x : log_sum(sum, lost / sum);
	return sum == 0 ? -INFINITY : sum < 0 ? NAN : x;
}

/* ------------------------------------------------------------------ powers */

#define SPLIT	134217729.0	/* 2^27 + 1: leaves half of the digits */

/* The error of the rounded product ab (Dekker's algorithm). */
static double
product_error(double a, double b)
{
	double	a1 = a * SPLIT, b1 = b * SPLIT, a2, b2;

	a1 -= a1 - a;
	b1 -= b1 - b;
	a2 = a - a1;
	b2 = b - b1;
	return ((a1 * b1 - a * b) + a1 * b2 + a2 * b1) + a2 * b2;
}

/* log(x) as a sum, of which low is what high could not hold. */
static double
log_pair(double x, double *low)
{
	double	k, f = split(x, &k) - 1, d, s, s_low, z, z_low, t, t_low, high;

	/* s + s_low = f / (2 + f) */
	d = 2 + f;
	s = f / d;
	s_low = ((f - s * d) - product_error(s, d) - s * (f - (d - 2))) / d;
	/* 2 artanh = 2 s + 2/3 s^3 + the rest */
	z = s * s;
	z_low = product_error(s, s) + 2 * s * s_low;
	t = z * (2.0 / 3);
	t_low = product_error(z, 2.0 / 3) + z * 0x1.5555555555555p-55 +
	    z_low * (2.0 / 3) + (artanh_rest(z) - t);
	d = s * t;
	t_low = product_error(s, t) + s * t_low + s_low * t + 2 * s_low;
	high = 2 * s + d;
	t_low += (2 * s - high) + d;
	s = k * LN2_HIGH + high;
	*low = (k * LN2_HIGH - s) + high + (t_low + k * LN2_LOW);
	return s;
}

static int
is_odd(double y)
{
	return floor(y) == y && floor(y / 2) != y / 2;
}

double
elem_pow(double x, double y)
{
	double	a = fabs(x), sign = signbit(x) && is_odd(y) ? -1 : 1;
	double	high, low, product;

	if (y == 0 || x == 1)
		return 1;
	if (isnan(x) || isnan(y))
		return x + y;
	if (a == 1 && isinf(y))
		return 1;
	if (x < 0 && !isinf(x) && floor(y) != y)
		return NAN;
	if (a == 1)
		return sign;
	if (a == 0 || isinf(a) || !(fabs(y) < 0x1p70))
		return sign * ((a < 1) == (y < 0) ? INFINITY : 0);
	high = log_pair(a, &low);
	product = y * high;
	if (fabs(product) > 800)
		return sign * (product > 0 ? INFINITY : 0);
	return sign * exp_sum_1(product, product_error(y, high) + y * low);
}
