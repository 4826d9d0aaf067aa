/* SPDX-License-Identifier: MIT */
/*
 * Numbers as text and back: as short as is exact, or rounded for people.
 */

#include "gradus/num.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#define MAX_QUICK	9	/* digits that are written without printf */

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < n && is_digit(s[i]); i++)
		;
	return i;
}

/* strtod of a copy that ends; the program keeps LC_NUMERIC at "C". */
static double
convert(const char *s, size_t n)
{
	char	 small[64], *copy = small;
	double	 d;

	if (n >= sizeof small)
		copy = xmalloc(n + 1);
	memcpy(copy, s, n);
	copy[n] = '\0';
	d = strtod(copy, NULL);
	if (copy != small)
		free(copy);
	return d;
}

size_t
num_scan(const char *s, size_t n, double *out)
{
	size_t	len, whole, part = 0, sign;

	len = whole = digits(s, n);
	if (len < n && s[len] == '.') {
		part = digits(s + len + 1, n - len - 1);
		if (whole + part > 0)
			len += 1 + part;
	}
	if (whole + part == 0)
		return 0;
	if (len < n && (s[len] == 'e' || s[len] == 'E')) {
		sign = len + 1 < n && (s[len + 1] == '+' || s[len + 1] == '-');
		part = len + 1 + sign;
		if (part < n && is_digit(s[part]))
			len = part + digits(s + part, n - part);
	}
	*out = convert(s, len);
	return len;
}

static int
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Not strncasecmp: it asks the locale, and Turkish has an i of its own. */
static int
is_word(const char *s, size_t n, const char *word)
{
	size_t	i;

	if (n != strlen(word))
		return 0;
	for (i = 0; i < n && (s[i] | 0x20) == word[i]; i++)
		;
	return i == n;
}

int
num_field(const char *s, size_t n, double *out)
{
	double	sign = 1;

	while (n > 0 && is_blank(s[n - 1]))
		n--;
	while (n > 0 && is_blank(*s)) {
		s++;
		n--;
	}
	if (n > 0 && (*s == '-' || *s == '+')) {
		sign = *s == '-' ? -1 : 1;
		s++;
		n--;
	}
	if (is_word(s, n, "nan")) {
		*out = NAN;
		return 1;
	}
	if (is_word(s, n, "inf"))
		*out = INFINITY;
	else if (n == 0 || num_scan(s, n, out) != n)
		return 0;
	*out *= sign;
	return 1;
}

static int
add_special(struct str *s, double d)
{
	if (isnan(d))
		str_add(s, "nan");
	else if (isinf(d))
		str_add(s, d < 0 ? "-inf" : "inf");
	else
		return 0;
	return 1;
}

/* "%g" goes over to exponents too early, and "%f" has no shortest form. */
static void
add_whole(struct str *s, double d)
{
	str_addf(s, "%.0f", d);
}

void
num_exact(struct str *s, double d)
{
	char	text[40];
	int	precision;

	if (add_special(s, d))
		return;
	if (d == floor(d) && fabs(d) < 1e15) {
		add_whole(s, d);
		return;
	}
	/* Numbers below DBL_MIN have fewer than 15 digits. */
	precision = fabs(d) < DBL_MIN ? 1 : 15;
	for (; precision <= 17; precision++) {
		snprintf(text, sizeof text, "%.*g", precision, d);
		if (strtod(text, NULL) == d)
			break;
	}
	if (strstr(text, "e+") != NULL && fabs(d) < 1e21)
		add_whole(s, d);
	else
		str_add(s, text);
}

void
num_fixed(struct str *s, double d, int decimals)
{
	char	text[400];	/* 309 digits before the point */

	if (add_special(s, d))
		return;
	snprintf(text, sizeof text, "%.*f", decimals, fabs(d));
	str_add(s, d < 0 && strspn(text, "0.") < strlen(text) ? "-" : "");
	str_add(s, text);
}

/*
 * The digits of what is neither large nor small, without printf, which takes
 * five times as long. x has the digits before its point; its error is under
 * 1e-7, so where it is farther from a tie than that it is rounded as the exact
 * value would be. Returns 0 where printf has to do it.
 */
static int
add_quickly(struct str *s, double d, int digits)
{
	static const double	tens[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6,
				    1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13 };
	char			text[MAX_QUICK];
	double			a = fabs(d), x, rest;
	uint64_t		n;
	int			e, i;

	if (digits < 1 || digits > MAX_QUICK || !(a >= 1e-4 &&
	    a < tens[digits]))
		return 0;
	if (a >= 1)
		for (e = 0; a >= tens[e + 1]; e++)
			;
	else
		e = a >= 1e-1 ? -1 : a >= 1e-2 ? -2 : a >= 1e-3 ? -3 : -4;
	x = a * tens[digits - 1 - e];
	n = (uint64_t)x;
	rest = x - (double)n;
	if (fabs(rest - 0.5) < 1e-6)
		return 0;
	n += rest > 0.5;
	if (n >= (uint64_t)tens[digits])
		return 0;	/* it has become one digit longer */
	for (i = digits; i-- > 0; n /= 10)
		text[i] = (char)('0' + n % 10);
	/* Zeros at the end are left out, behind the point. */
	for (n = (uint64_t)digits; n > 1 && (int)n > e + 1 && text[n - 1] ==
	    '0'; n--)
		;
	str_add(s, d < 0 ? "-" : "");
	if (e < 0) {
		str_add(s, "0.");
		str_fill(s, '0', (size_t)(-e - 1));
		str_addn(s, text, n);
		return 1;
	}
	str_addn(s, text, (size_t)e + 1);
	if ((int)n > e + 1) {
		str_addc(s, '.');
		str_addn(s, text + e + 1, n - (size_t)e - 1);
	}
	return 1;
}

void
num_short(struct str *s, double d, int precision)
{
	if (add_special(s, d) || add_quickly(s, d, precision))
		return;
	str_addf(s, "%.*g", precision, d == 0 ? 0 : d);
}

void
num_add(struct str *s, double d, int digits)
{
	if (digits >= NUM_EXACT)
		num_exact(s, d);
	else
		num_short(s, d, digits);
}
