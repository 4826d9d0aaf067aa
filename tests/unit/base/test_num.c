/* SPDX-License-Identifier: MIT */

#include "gradus/num.h"

#include <ctype.h>
#include <float.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/random.h"
#include "tap.h"

#define SAMPLES	100000

static const char	*row;	/* what a failing row is about */

/* Prints the row that a check has failed in. */
static void
row_done(int failed_before)
{
	if (tap_bad && !failed_before)
		printf("# in the row \"%s\"\n", row);
}

/* In memory of its own size, so that a byte too far is noticed. */
static size_t
scan(const char *text, size_t n, double *d)
{
	char	*copy = malloc(n + (n == 0));
	size_t	 took;

	memcpy(copy, text, n);
	took = num_scan(copy, n, d);
	free(copy);
	return took;
}

static void
a_number_is_as_long_as_its_syntax(void)
{
	static const struct {
		const char	*text;
		size_t		 took;
		double		 value;
	} rows[] = {
		{ "0", 1, 0 }, { "12", 2, 12 }, { "007", 3, 7 },
		{ "1.5", 3, 1.5 }, { ".5", 2, 0.5 }, { "5.", 2, 5 },
		{ "1e5", 3, 1e5 }, { "1E5", 3, 1e5 }, { "1e+5", 4, 1e5 },
		{ "1e-05", 5, 1e-5 }, { "5.e1", 4, 50 }, { ".5e1", 4, 5 },
		{ "1e", 1, 1 }, { "1e+", 1, 1 }, { "1e-x", 1, 1 },
		{ "1ex", 1, 1 }, { "2e5.5", 3, 2e5 }, { "1e5e5", 3, 1e5 },
		{ "1..2", 2, 1 }, { "1.2.3", 3, 1.2 }, { "1,5", 1, 1 },
		{ "0x10", 1, 0 }, { "1 2", 1, 1 }, { "3*x", 1, 3 },
		{ "2'", 1, 2 }, { "1_000", 1, 1 }, { "0b1", 1, 0 },
		{ "", 0, 0 }, { ".", 0, 0 }, { "..5", 0, 0 },
		{ ".e5", 0, 0 }, { "e5", 0, 0 }, { "-1", 0, 0 },
		{ "+1", 0, 0 }, { " 1", 0, 0 }, { "inf", 0, 0 },
		{ "nan", 0, 0 }, { "x", 0, 0 }, { "\xd9\xa1", 0, 0 },
	};
	double	d;
	size_t	i;
	int	bad;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		row = rows[i].text;
		bad = tap_bad;
		d = 0;
		CHECK_INT(scan(row, strlen(row), &d), rows[i].took);
		CHECK_NUM(d, rows[i].value);
		row_done(bad);
	}
	CHECK_INT(scan("123", 2, &d), 2);
	CHECK_NUM(d, 12);
	CHECK_INT(scan("1e5", 2, &d), 1);
	CHECK_INT(scan("1.5", 2, &d), 2);
	CHECK_INT(scan(".5", 1, &d), 0);
}

static void
a_value_is_rounded_correctly(void)
{
	static const struct {
		const char	*text;
		double		 value;
	} rows[] = {
		{ "0.1", 0.1 },
		{ "9007199254740993", 0x1p53 },
		{ "9007199254740993.0000000000000000001", 0x1p53 + 2 },
		{ "1.7976931348623157e308", DBL_MAX },
		{ "1.7976931348623159e308", INFINITY },
		{ "1e400", INFINITY },
		{ "1e99999999999999999999", INFINITY },
		{ "2.2250738585072011e-308", 0x0.fffffffffffffp-1022 },
		{ "4.9406564584124654e-324", 0x1p-1074 },
		{ "2.4703282292062327e-324", 0 },
		{ "1e-400", 0 },
		{ "1e-99999999999999999999", 0 },
		{ "0e99999999999999999999", 0 },
	};
	double	d;
	size_t	i;
	int	bad;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		row = rows[i].text;
		bad = tap_bad;
		CHECK_INT(scan(row, strlen(row), &d), strlen(row));
		CHECK_NUM(d, rows[i].value);
		row_done(bad);
	}
}

/* As many zeros as the row says between its two ends. */
static void
a_number_may_have_hundreds_of_digits(void)
{
	static const struct {
		const char	*head;
		size_t		 zeros;
		const char	*tail;
		double		 value;
	} rows[] = {
		{ "1", 400, "e-400", 1 },
		{ "0.", 400, "1e401", 1 },
		{ "", 1000, "2.5", 2.5 },
		{ "1.", 5000, "", 1 },
		/* Half of the last bit above 1, and a little more. */
		{ "1.00000000000000011102230246251565404236316680908203125",
		    500, "0", 1 },
		{ "1.00000000000000011102230246251565404236316680908203125",
		    500, "1", 1 + DBL_EPSILON },
	};
	char	text[6000];
	size_t	i, n;
	double	d;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		n = strlen(rows[i].head);
		memcpy(text, rows[i].head, n);
		memset(text + n, '0', rows[i].zeros);
		strcpy(text + n + rows[i].zeros, rows[i].tail);
		CHECK_INT(scan(text, strlen(text), &d), strlen(text));
		CHECK_NUM(d, rows[i].value);
	}
}

static void
a_field_is_one_number_and_blanks(void)
{
	static const struct {
		const char	*text;
		int		 ok;
		double		 value;
	} rows[] = {
		{ "1", 1, 1 }, { " 1 ", 1, 1 }, { "\t1.5\r\n", 1, 1.5 },
		{ "-1", 1, -1 }, { "+1", 1, 1 }, { " -.5e1", 1, -5 },
		{ "inf", 1, INFINITY }, { "+Inf", 1, INFINITY },
		{ "-INF", 1, -INFINITY }, { "nan", 1, NAN },
		{ "NaN", 1, NAN }, { " NAN ", 1, NAN }, { "-nan", 1, NAN },
		{ "1e999", 1, INFINITY }, { "-1e999", 1, -INFINITY },
		{ "", 0, 0 }, { "  ", 0, 0 }, { "-", 0, 0 },
		{ "--1", 0, 0 }, { "+-1", 0, 0 }, { "- 1", 0, 0 },
		{ "1 2", 0, 0 }, { "1x", 0, 0 }, { "x1", 0, 0 },
		{ "1e", 0, 0 }, { ".", 0, 0 }, { "1,5", 0, 0 },
		{ "0x1", 0, 0 }, { "infinity", 0, 0 }, { "in", 0, 0 },
		{ "nan(1)", 0, 0 }, { "i\x0e" "f", 0, 0 }, { "1;", 0, 0 },
	};
	double	d;
	size_t	i;
	int	bad, ok;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		row = rows[i].text;
		bad = tap_bad;
		ok = num_field(row, strlen(row), &d);
		CHECK_INT(ok, rows[i].ok);
		if (ok && rows[i].ok)
			CHECK_NUM(d, rows[i].value);
		row_done(bad);
	}
	CHECK_INT(num_field("1\0", 2, &d), 0);
	CHECK_INT(num_field("-0", 2, &d), 1);
	CHECK(d == 0 && signbit(d));
}

static void
exact_text_is_short(void)
{
	static const struct {
		double		 value;
		const char	*text;
	} rows[] = {
		{ 0, "0" }, { -0.0, "-0" }, { 1, "1" }, { -1.5, "-1.5" },
		{ 0.1, "0.1" }, { 0.1 + 0.2, "0.30000000000000004" },
		{ 1.0 / 3, "0.3333333333333333" }, { 100000, "100000" },
		{ 1e6, "1000000" }, { 123456.789, "123456.789" },
		{ 1e15, "1000000000000000" },
		{ 0x1p53, "9007199254740992" },
		{ 1e20, "100000000000000000000" },
		{ -1e20, "-100000000000000000000" },
		{ 1e21, "1e+21" }, { 1.5e300, "1.5e+300" },
		{ 0.0001, "0.0001" }, { 0.00012, "0.00012" },
		{ 0.00001, "1e-05" }, { 2.5e-7, "2.5e-07" },
		{ -1e-7, "-1e-07" }, { DBL_MAX, "1.7976931348623157e+308" },
		{ DBL_MIN, "2.2250738585072014e-308" },
		{ 0x1p-1074, "5e-324" }, { 0x3p-1074, "1.5e-323" },
		{ NAN, "nan" }, { INFINITY, "inf" }, { -INFINITY, "-inf" },
	};
	struct str	s;
	size_t		i;

	str_init(&s);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str_clear(&s);
		num_exact(&s, rows[i].value);
		CHECK_STR(s.data, rows[i].text);
	}
	str_release(&s);
}

static const char *
digits(const char *s)
{
	while (isdigit((unsigned char)*s))
		s++;
	return s;
}

/* 1 if it is a number of RFC 8259. */
static int
is_json(const char *s)
{
	const char	*p;

	s += *s == '-';
	p = digits(s);
	if (p == s || (*s == '0' && p > s + 1))
		return 0;
	if (*p == '.') {
		s = p + 1;
		if ((p = digits(s)) == s)
			return 0;
	}
	if (*p == 'e' || *p == 'E') {
		s = p + 1 + (p[1] == '+' || p[1] == '-');
		if ((p = digits(s)) == s)
			return 0;
	}
	return *p == '\0';
}

/* Any bits at all, or a number of few decimals, or a small integer. */
static double
sample(struct random *r, int kind)
{
	uint64_t	bits = random_next(r);
	double		d;

	if (kind == 0)
		memcpy(&d, &bits, sizeof d);
	else if (kind == 1)
		d = (double)(int64_t)(bits >> 40) / 10000;
	else
		d = (double)(int64_t)bits;
	return isfinite(d) ? d : 0;
}

static void
exact_text_reads_back_and_is_json(void)
{
	struct random	r;
	struct str	s;
	double		want, got;
	int		i;

	random_seed(&r, 1);
	str_init(&s);
	for (i = 0; i < SAMPLES; i++) {
		want = sample(&r, i % 3);
		str_clear(&s);
		num_exact(&s, want);
		CHECK(is_json(s.data));
		CHECK(s.len <= 24);
		CHECK(num_field(s.data, s.len, &got));
		if (!CHECK(memcmp(&got, &want, sizeof got) == 0))
			printf("# %a is written %s\n", want, s.data);
	}
	str_release(&s);
}

static void
short_text_has_the_digits_asked_for(void)
{
	static const struct {
		double		 value;
		int		 digits;
		const char	*text;
	} rows[] = {
		{ 3.14159, 3, "3.14" }, { 3.14159, 1, "3" },
		{ -0.969857, 6, "-0.969857" }, { 100, 3, "100" },
		{ 0.5, 6, "0.5" }, { 2, 6, "2" }, { 0.1, 17,
		    "0.10000000000000001" },
		{ 123456, 3, "1.23e+05" }, { 1e-10, 6, "1e-10" },
		{ 0.99996, 4, "1" }, { 2.0 / 3, 6, "0.666667" },
		{ 0, 6, "0" }, { -0.0, 6, "0" }, { -1e-300, 3, "-1e-300" },
		{ NAN, 6, "nan" }, { INFINITY, 6, "inf" },
		{ -INFINITY, 6, "-inf" },
	};
	struct str	s;
	size_t		i;

	str_init(&s);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str_clear(&s);
		str_add(&s, "=");
		num_short(&s, rows[i].value, rows[i].digits);
		CHECK_STR(s.data + 1, rows[i].text);
	}
	str_release(&s);
}

/* As printf has it, to the last digit, also at ties and at powers of ten. */
static void
short_text_is_that_of_printf(void)
{
	struct random	r;
	struct str	s;
	char		want[64];
	double		d;
	long		i;
	int		digits, k;

	random_seed(&r, 7);
	str_init(&s);
	for (i = 0; i < 400000; i++) {
		k = (int)(random_uniform(&r) * 5);
		digits = 1 + (int)(random_uniform(&r) * 10);
		d = random_normal(&r) * pow(10, floor(random_uniform(&r) *
		    20) - 8);
		if (k == 0)
			d = round(d * 1e4) / 1e4;
		else if (k == 1)
			d = (floor(d * 100) + 0.5) / 100;
		else if (k == 2)
			d = nextafter(pow(10, floor(random_uniform(&r) * 20) -
			    6), random_uniform(&r) < 0.5 ? 0 : 1e300);
		else if (k == 3)
			d = 1 - pow(10, -floor(random_uniform(&r) * 12));
		str_clear(&s);
		num_short(&s, d, digits);
		snprintf(want, sizeof want, "%.*g", digits, d == 0 ? 0 : d);
		if (!CHECK_STR(s.data, want))
			break;
	}
	str_release(&s);
}

int
main(void)
{
	TEST(a_number_is_as_long_as_its_syntax);
	TEST(a_value_is_rounded_correctly);
	TEST(a_number_may_have_hundreds_of_digits);
	TEST(a_field_is_one_number_and_blanks);
	TEST(exact_text_is_short);
	TEST(exact_text_reads_back_and_is_json);
	TEST(short_text_has_the_digits_asked_for);
	TEST(short_text_is_that_of_printf);
	return tap_done();
}
