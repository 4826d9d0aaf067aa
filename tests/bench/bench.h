/* SPDX-License-Identifier: MIT */
/*
 * Times are compared in one run, in turns, since the machine is shared: the
 * least of many rounds is what the work costs when nobody disturbs it.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gradus/plan.h"

#define BENCH_ROUNDS	41

struct bench {
	struct arena	*arena;
	struct source	 source;
	struct model	*model;
	struct plan	*plan;
};

static inline double
bench_now(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

/* Reads a model and compiles it; a mistake in it ends the program. */
static inline void
bench_open(struct bench *b, const char *text)
{
	struct span	part = { 0, (uint32_t)strlen(text) };
	struct diag	d;
	struct str	s;

	b->arena = arena_new();
	diag_init(&d, b->arena);
	b->source = (struct source){ "model", text, part.end, 1 };
	b->model = model_parse(b->arena, &d, &b->source, &part, 1);
	b->plan = d.errors > 0 ? NULL : plan_new(b->model, NULL, &d);
	if (b->plan == NULL) {
		str_init(&s);
		diag_format(&d, &s, 1);
		fputs(s.data, stderr);
		exit(1);
	}
}

static inline void
bench_close(struct bench *b)
{
	plan_free(b->plan);
	arena_free(b->arena);
}

static inline const double *
bench_value(const struct bench *b, const char *name)
{
	return plan_value(b->plan, model_find(b->model, name, strlen(name)));
}

static inline void
bench_iterate(void *arg)
{
	struct bench	*b = arg;

	plan_compute(b->plan);
	plan_advance(b->plan);
}

/* Nanoseconds of one call, the least of all rounds, of each function. */
static inline void
bench_turns(size_t n, void (*const f[])(void *), void *const arg[],
    size_t calls, double *least)
{
	double	t;
	size_t	round, i, k;

	for (i = 0; i < n; i++)
		least[i] = INFINITY;
	for (round = 0; round < BENCH_ROUNDS; round++) {
		for (i = 0; i < n; i++) {
			t = bench_now();
			for (k = 0; k < calls; k++)
				f[i](arg[i]);
			t = (bench_now() - t) / (double)calls;
			if (t < least[i])
				least[i] = t;
		}
	}
}

/* Prints a row of the report; returns 1 if the figure is over its limit. */
static inline int
bench_report(const char *what, double figure, const char *unit, double limit)
{
	int	over = !(figure <= limit);

	printf("%-52s %8.2f %-3s limit %5.2f  %s\n", what, figure, unit,
	    limit, over ? "TOO MUCH" : "ok");
	return over;
}

#endif
