/* SPDX-License-Identifier: MIT */
/*
 * Seeded random numbers, bit for bit the same on every machine: integer
 * arithmetic and exact comparisons only, no libm.
 */
#ifndef GRADUS_RANDOM_H
#define GRADUS_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t	state;
};

void		 random_seed(struct random *, uint64_t);
/* splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014. */
uint64_t	 random_next(struct random *);
/* A multiple of 2^-53 in [0, 1), each equally likely. */
double		 random_uniform(struct random *);
/*
 * Standard normal, by Karney's algorithm N: "Sampling exactly from the normal
 * distribution", ACM Trans. Math. Softw. 42 (2016), with uniform deviates of
 * 53 bits. It only compares, adds and halves, so that no rounding of exp or
 * log can differ between machines.
 */
double		 random_normal(struct random *);

#endif
