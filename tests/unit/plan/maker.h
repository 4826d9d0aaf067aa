/* SPDX-License-Identifier: MIT */
/*
 * Models that are made up at random, and their gradients against differences.
 *
 * A case is a model's text, made from a seed: a failure prints both. The
 * seeds are the same in every run unless GRADUS_SEED is set.
 */
#ifndef TESTS_MAKER_H
#define TESTS_MAKER_H

#include <stdint.h>
#include <stdlib.h>

#include "gradus/plan.h"
#include "gradus/random.h"

#include "tap.h"

#define SEED		20240229u
#define MAX_PARAMS	12
#define TOLERANCE	1e-6

/* A model in the making. Expressions are text in the arena. */
struct maker {
	struct arena	*arena;
	struct random	 random;
	struct str	 text;
	struct shape	 params[MAX_PARAMS];	/* p0, p1 … */
	unsigned	 nparams, nnames;
	int		 columns;	/* each column from that of p0 alone */
};

#define SHOWN		3	/* failures in full */

/* What was compared, what lay at a kink, and what was wrong. */
static unsigned long	tried, skipped, shown;

static inline uint64_t
seed(void)
{
	const char	*s = getenv("GRADUS_SEED");

	return s == NULL ? SEED : strtoull(s, NULL, 10);
}

static inline unsigned
below(struct maker *m, unsigned n)
{
	return (unsigned)(random_next(&m->random) % n);
}

static inline unsigned
between(struct maker *m, unsigned low, unsigned high)
{
	return low + below(m, high - low + 1);
}

static inline struct shape
any_shape(struct maker *m)
{
	return (struct shape){ between(m, 1, 4), between(m, 1, 4) };
}

/* "[…]" with cells in a range. */
static inline const char *
matrix(struct maker *m, struct shape s, double low, double high)
{
	char		*text = arena_strdup(m->arena, "[");
	uint32_t	 i, j;

	if (shape_cells(s) == 0)
		return arena_printf(m->arena, "zeros(%u, %u)", s.rows, s.cols);
	for (i = 0; i < s.rows; i++) {
		for (j = 0; j < s.cols; j++)
			text = arena_printf(m->arena, "%s%s%.7g", text,
			    j > 0 ? " " : i > 0 ? "; " : "",
			    low + (high - low) * random_uniform(&m->random));
	}
	return arena_printf(m->arena, "%s]", text);
}

static inline const char *
new_param(struct maker *m, struct shape s, double low, double high)
{
	str_addf(&m->text, "param p%u = %s\n", m->nparams,
	    matrix(m, s, low, high));
	m->params[m->nparams] = s;
	return arena_printf(m->arena, "p%u", m->nparams++);
}

static inline const char *
new_name(struct maker *m, const char *e)
{
	str_addf(&m->text, "q%u = %s\n", m->nnames, e);
	return arena_printf(m->arena, "q%u", m->nnames++);
}

static inline void
maker_start(struct maker *m, uint64_t number)
{
	*m = (struct maker){ .arena = arena_new() };
	random_seed(&m->random, number);
	str_init(&m->text);
}

static inline void
maker_end(struct maker *m)
{
	str_release(&m->text);
	arena_free(m->arena);
}

static inline void
print_comment(const char *text)
{
	size_t	n;

	for (; *text != '\0'; text += n + (text[n] != '\0')) {
		n = strcspn(text, "\n");
		printf("# %.*s\n", (int)n, text);
	}
}

/* The test fails; shows the first models for which it does, and why. */
static inline void
fail_case(const struct maker *m, uint64_t number, const char *why)
{
	if (shown++ < SHOWN) {
		printf("# seed %llu\n", (unsigned long long)number);
		print_comment(m->text.data);
		print_comment(why);
	}
	tap_bad = 1;
}

static inline struct model *
read_model(struct maker *m, uint64_t number)
{
	struct diag	 diag;
	struct source	*source;
	struct model	*model;
	struct str	 s;

	source = arena_alloc(m->arena, sizeof *source);
	*source = (struct source){ "case", arena_strdup(m->arena,
	    m->text.data), m->text.len, 1 };
	diag_init(&diag, m->arena);
	model = model_parse(m->arena, &diag, source,
	    &(struct span){ 0, (uint32_t)source->len }, 1);
	if (diag.errors == 0)
		return model;
	str_init(&s);
	diag_format(&diag, &s, 1);
	fail_case(m, number, s.data);
	str_release(&s);
	return NULL;
}

/* The derivative of extra 0 by one cell, to the fourth order in h. */
static inline double
difference(struct plan *p, double *cell, double h)
{
	double	at = *cell, f[4], rough;
	int	i;

	for (i = 0; i < 4; i++) {
		*cell = at + h * (i < 2 ? 1 : 0.5) * (i % 2 == 0 ? 1 : -1);
		plan_compute(p);
		f[i] = plan_output(p, 0)[0];
	}
	*cell = at;
	rough = (f[0] - f[1]) / (2 * h);
	return (4 * (f[2] - f[3]) / h - rough) / 3;
}

/* 1 if the derivatives from the left and from the right differ. */
static inline int
is_kink(struct plan *p, double *cell)
{
	double	at = *cell, h = 0x1p-17, f[3], left, right;
	int	i;

	for (i = 0; i < 3; i++) {
		*cell = at + (i - 1) * h;
		plan_compute(p);
		f[i] = plan_output(p, 0)[0];
	}
	*cell = at;
	left = (f[1] - f[0]) / h;
	right = (f[2] - f[1]) / h;
	return fabs(right - left) > 1e-3 * fmax(1, fabs(left));
}

/* 1 if a derivative is right, or at a kink. */
static inline int
is_right(struct plan *p, double *cell, double exact)
{
	double	h, d, size;

	for (h = 0x1p-9; h > 0x1p-20; h /= 8) {
		d = difference(p, cell, h);
		size = fmax(1, fmax(fabs(exact), fabs(d)));
		if (fabs(d - exact) <= TOLERANCE * size) {
			tried++;
			return 1;
		}
	}
	if (!is_kink(p, cell))
		return 0;
	skipped++;
	return 1;
}

/* Compares one gradient; 0 if a cell of it is wrong. */
static inline int
check_symbol(const struct model *model, const struct plan *base,
    const struct symbol *s, struct diag *diag)
{
	struct plan_options	 options = { .only_outputs = 1, .noutputs = 1 };
	struct plan		*p;
	double			*cells;
	size_t			 i, n = shape_cells(s->shape);

	options.outputs = &s->objective;
	options.given = s->by->kind == SYMBOL_EQUATION ? s->by : NULL;
	p = plan_new(model, &options, diag);
	cells = plan_cells(p, s->by);
	memcpy(cells, plan_value(base, s->by), n * sizeof *cells);
	for (i = 0; i < n; i++) {
		if (!is_right(p, &cells[i], plan_value(base, s)[i]))
			break;
	}
	plan_free(p);
	if (i < n && shown < SHOWN)
		printf("# %s, cell %zu: %.12g is wrong\n", s->name, i + 1,
		    plan_value(base, s)[i]);
	return i == n;
}

/* All gradients of the model that was made; frees it. */
static inline void
check_case(struct maker *m, uint64_t number)
{
	struct model	*model;
	struct plan	*base;
	struct diag	 diag;
	size_t		 i;
	int		 fine = 1;

	if ((model = read_model(m, number)) == NULL)
		return;
	diag_init(&diag, m->arena);
	base = plan_new(model, NULL, &diag);
	plan_compute(base);
	for (i = 0; i < model->nsymbols; i++) {
		if (model->symbols[i]->by != NULL)
			fine &= check_symbol(model, base, model->symbols[i],
			    &diag);
	}
	plan_free(base);
	if (!fine)
		fail_case(m, number, "a gradient is wrong");
}

/* The shape that an expression over the text so far has. */
static inline struct shape
shape_of(struct maker *m, const char *e, uint64_t number)
{
	size_t		 len = m->text.len;
	struct model	*model;

	str_addf(&m->text, "shape = %s\n", e);
	model = read_model(m, number);
	str_truncate(&m->text, len);
	return model == NULL ? (struct shape){ 0, 0 } :
	    model->symbols[model->nsymbols - 1]->shape;
}

/* J, its gradients by all parameters and names; second ones if asked for. */
static inline void
add_gradients(struct maker *m, const char *e, int second, uint64_t number)
{
	unsigned	i;
	struct shape	s = shape_of(m, e, number);

	if (below(m, 2) == 0)
		e = new_name(m, e);
	str_addf(&m->text, "J = sum(%s .* (%s))\n", matrix(m, s, -1, 1), e);
	for (i = below(m, 2) ? m->nnames : 0; i-- > 0;)
		str_addf(&m->text, "e%u = grad(J, q%u)\n", i, i);
	for (i = 0; i < m->nparams; i++) {
		s = m->params[i];
		str_addf(&m->text, "d%u = grad(J, p%u)\n", i, i);
		if (second)
			str_addf(&m->text, "H%u = sum(%s .* d%u) + "
			    "sum(p%u)\nh%u = grad(H%u, p%u)\n", i,
			    matrix(m, s, -1, 1), i, i, i, i, i);
	}
}

/* The last test of a program: kinks must not hide mistakes. */
static inline void
few_cells_lie_at_kinks(void)
{
	printf("# %lu derivatives tried, %lu at kinks\n", tried, skipped);
	CHECK(skipped * 50 < tried);
}

#endif
