/* SPDX-License-Identifier: MIT */
/*
 * Numbers as text, with a point in every locale.
 */
#ifndef GRADUS_NUM_H
#define GRADUS_NUM_H

#include <stddef.h>

#include "gradus/str.h"

/*
 * Reads an unsigned decimal number (digits, an optional point and digits, an
 * optional exponent; ".5" and "5." are numbers) at the start of the n bytes
 * at s. Returns the bytes it takes, 0 if no number starts here. The value is
 * correctly rounded; too large is infinity, too small is 0. An "e" that no
 * digit follows is not part of the number.
 */
size_t	 num_scan(const char *s, size_t n, double *);

/*
 * Reads a whole field: blanks, a sign, a number or inf, -inf, nan (in any
 * case), blanks, and nothing more. Returns 1, or 0 if it is not such a field.
 */
int	 num_field(const char *s, size_t n, double *);

/*
 * Appends the shortest correctly rounded decimal text that reads back as the
 * same double; "nan", "inf" and "-inf" for the others, and what is finite is
 * a number of JSON too. -0 is "-0". 1e21 and above and what is below 1e-4
 * have an exponent: "1e+21", "2.5e-07".
 */
void	 num_exact(struct str *, double);
/*
 * Appends the number with the given significant digits (1 to 17), without
 * trailing zeros, as "%.*g" does. -0 is "0".
 */
void	 num_short(struct str *, double, int digits);
/* With so many digits behind the point, as "%.*f" does. -0.00 is "0.00". */
void	 num_fixed(struct str *, double, int decimals);
/* num_exact for NUM_EXACT digits or more, num_short for fewer. */
#define NUM_EXACT	17
void	 num_add(struct str *, double, int digits);

#endif
