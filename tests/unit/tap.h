/* SPDX-License-Identifier: MIT */
/*
 * Unit tests that speak TAP. A test is a function; its name is a sentence.
 *
 *	static void
 *	a_block_is_zeroed(void)
 *	{
 *		CHECK(*p == 0);
 *	}
 *
 *	int
 *	main(void)
 *	{
 *		TEST(a_block_is_zeroed);
 *		return tap_done();
 *	}
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <math.h>
#include <stdio.h>
#include <string.h>

static int	tap_tests, tap_failures, tap_bad;

#define TEST(f)		tap_run(#f, f)
#define CHECK(c)	tap_check((c) != 0, __FILE__, __LINE__, #c)
#define CHECK_STR(got, want)						       \
	tap_check_str((got), (want), __FILE__, __LINE__, #got)
#define CHECK_INT(got, want)						       \
	tap_check_int((long long)(got), (long long)(want), __FILE__,	       \
	    __LINE__, #got)
/* Equal, or both NaN. */
#define CHECK_NUM(got, want)						       \
	tap_check_num((got), (want), 0, __FILE__, __LINE__, #got)
/* Equal within a tolerance relative to max(1, |want|). */
#define CHECK_NEAR(got, want, tolerance)				       \
	tap_check_num((got), (want), (tolerance), __FILE__, __LINE__, #got)

static inline int
tap_check(int ok, const char *file, int line, const char *what)
{
	if (!ok) {
		printf("# %s:%d: not so: %s\n", file, line, what);
		tap_bad = 1;
	}
	return ok;
}

static inline int
tap_check_str(const char *got, const char *want, const char *file, int line,
    const char *what)
{
	if (got != NULL && want != NULL && strcmp(got, want) == 0)
		return 1;
	printf("# %s:%d: %s is\n# %s\n# and should be\n# %s\n", file, line,
	    what, got == NULL ? "NULL" : got, want == NULL ? "NULL" : want);
	return tap_check(0, file, line, what);
}

static inline int
tap_check_int(long long got, long long want, const char *file, int line,
    const char *what)
{
	if (got == want)
		return 1;
	printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, got,
	    want);
	return tap_check(0, file, line, what);
}

static inline int
tap_check_num(double got, double want, double tolerance, const char *file,
    int line, const char *what)
{
	if ((isnan(got) && isnan(want)) || got == want ||
	    fabs(got - want) <= tolerance * fmax(1, fabs(want)))
		return 1;
	printf("# %s:%d: %s is %.17g, not %.17g\n", file, line, what, got,
	    want);
	return tap_check(0, file, line, what);
}

static inline void
tap_run(const char *name, void (*test)(void))
{
	const char	*p;

	tap_bad = 0;
	test();
	tap_failures += tap_bad;
	printf("%s %d - ", tap_bad ? "not ok" : "ok", ++tap_tests);
	for (p = name; *p != '\0'; p++)
		putchar(*p == '_' ? ' ' : *p);
	putchar('\n');
	fflush(stdout);
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_tests);
	return tap_failures > 0;
}

#endif
