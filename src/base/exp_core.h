/* SPDX-License-Identifier: MIT */
/*
 * elementary.c includes this once for a double, and once for each width of
 * vectors, all cells of which go through the same operations. REAL is the
 * type, BITS that of its bits; AS_BITS and AS_REAL take one for the other,
 * ALL(c) is a number as a REAL, SELECT(if, x, y) is x or y. NAME(f) is the
 * name of a function, for the processors that TARGET names.
 */

/*
 * t and whole k, so that e^(x + low) = (1 + t + rest) 2^k: the argument less
 * k ln 2 lies within half of ln 2. low is far smaller than x, and the rest is
 * what t could not hold.
 */
static INLINE TARGET REAL
NAME(exp_reduced)(REAL x, REAL low, REAL *k, REAL *rest)
{
	REAL	high, r, r2, r4, a, b, c, t;

	x = SELECT(x < -746.0, ALL(-746.0), x);
	x = SELECT(x > 710.0, ALL(710.0), x);
	*k = (x * LOG2_E + SHIFT) - SHIFT;
	high = x - *k * LN2_HIGH;
	low -= *k * LN2_LOW;
	r = high + low;
	low += high - r;
	/* (e^r - 1 - r) / r^2, to r^11 */
	r2 = r * r;
	r4 = r2 * r2;
	a = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
	b = (1.0 / 720 + r * (1.0 / 5040)) +
	    r2 * (1.0 / 40320 + r * (1.0 / 362880));
	c = (1.0 / 3628800 + r * (1.0 / 39916800)) +
	    r2 * (1.0 / 479001600 + r * (1.0 / 6227020800.0));
	low += r2 * (a + r4 * (b + r4 * c));
	t = r + low;
	*rest = r - t + low;
	return t;
}

/* 2^k, for whole k of an exponent's range. */
static INLINE TARGET REAL
NAME(power_of_2)(REAL k)
{
	return AS_REAL(AS_BITS(k + (SHIFT + 1023)) << 52);
}

/* e^(x + low) */
static INLINE TARGET REAL
NAME(exp_sum)(REAL x, REAL low)
{
	REAL	k, half, rest, t = NAME(exp_reduced)(x, low, &k, &rest);

	/* Two factors, since 2^k may be out of range where e^x is not. */
	half = (k * 0.5 + SHIFT) - SHIFT;
	return (1.0 + t) * NAME(power_of_2)(half) * NAME(power_of_2)(k - half);
}

static INLINE TARGET REAL
NAME(exp)(REAL x)
{
	return NAME(exp_sum)(x, ALL(0.0));
}

static INLINE TARGET REAL
NAME(abs)(REAL x)
{
	return AS_REAL(AS_BITS(x) & ~SIGN);
}

/*
 * (e^2x - 1) / (e^2x + 1), with the sign of x; from 22 on it rounds to 1. What
 * top and bottom have lost is added to the quotient q: d q = (d top - q d
 * bottom) / bottom, and 1 / bottom = (1 - q) / 2.
 */
static INLINE TARGET REAL
NAME(tanh)(REAL x)
{
	REAL	a = NAME(abs)(x), k, t, rest, scale, top, bottom, lost, q;

	a = SELECT(a > 22.0, ALL(22.0), a);
	t = NAME(exp_reduced)(2.0 * a, ALL(0.0), &k, &rest);
	scale = NAME(power_of_2)(k);
	t *= scale;
	top = t + (scale - 1.0);
	rest = rest * scale + SELECT(k > 0.0, scale - 1.0 - top + t,
	    t - top + (scale - 1.0));
	bottom = top + 2.0;
	q = top / bottom;
	lost = SELECT(top > 2.0, top - bottom + 2.0, 2.0 - bottom + top);
	q += (rest - q * (rest + lost)) * (0.5 - 0.5 * q);
	return AS_REAL(AS_BITS(q) | (AS_BITS(x) & SIGN));
}

/* 1 / (1 + e^-x): of two forms the one that is exact and can't overflow. */
static INLINE TARGET REAL
NAME(sigmoid)(REAL x)
{
	REAL	e = NAME(exp)(-NAME(abs)(x));

	return SELECT(x < 0.0, e, ALL(1.0)) / (1.0 + e);
}
