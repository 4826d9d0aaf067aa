/* SPDX-License-Identifier: MIT */
/*
 * Claims, compared at random points.
 */

#include "gradus/claim.h"

#include <math.h>
#include <stdlib.h>

#include "gradus/fatal.h"
#include "gradus/map.h"
#include "gradus/op.h"
#include "gradus/random.h"

#define TOLERANCE	1e-9	/* of the largest cell */
#define SEED		20261129

struct sample {
	const struct model	*model;
	struct plan		*plan;
	struct random		 dice;
	int			*labels;	/* by index: it stays */
	struct arena		*arena;
};

/* ------------------------------------------------------------------ points */

/* Names that stand in the labels of a onehot() somewhere below e. */
static void
find_labels(struct sample *s, struct map *seen, const struct expr *e,
    int inside)
{
	uint32_t	i;

	inside |= e->op == OP_ONEHOT;
	if (e->op == OP_NAME) {
		s->labels[e->attr.name.symbol->index] |= inside;
		return;
	}
	if (!inside && map_get(seen, &e, sizeof e) != -1)
		return;
	map_set(seen, &e, sizeof e, 1);
	for (i = 0; i < e->nargs; i++)
		find_labels(s, seen, e->arg[i], inside);
}

static int
is_binary(const double *cells, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		if (cells[i] != 0 && cells[i] != 1)
			return 0;
	return 1;
}

/* A single 1 in each column. */
static int
is_onehot(const double *cells, struct shape shape)
{
	uint32_t	i, j;
	double		sum;

	for (j = 0; j < shape.cols; j++) {
		for (sum = 0, i = 0; i < shape.rows; i++)
			sum += cells[(size_t)i * shape.cols + j];
		if (sum != 1)
			return 0;
	}
	return shape.rows > 1;
}

static uint32_t
roll(struct sample *s, uint32_t n)
{
	return (uint32_t)(random_uniform(&s->dice) * n);
}

static void
throw_binary(struct sample *s, double *cells, struct shape shape)
{
	int		onehot = is_onehot(cells, shape);
	uint32_t	i, j, one;

	for (j = 0; j < shape.cols; j++) {
		one = roll(s, shape.rows);
		for (i = 0; i < shape.rows; i++)
			cells[(size_t)i * shape.cols + j] = onehot ?
			    i == one : roll(s, 2);
	}
}

/* About as large as what is given, and of both signs. */
static void
throw_symbol(struct sample *s, const struct symbol *symbol)
{
	double	*cells = plan_cells(s->plan, symbol), size = 0;
	size_t	 i, n = shape_cells(symbol->shape);

	if (symbol->kind == SYMBOL_DATA && n > 1 && is_binary(cells, n)) {
		throw_binary(s, cells, symbol->shape);
		return;
	}
	for (i = 0; i < n; i++)
		size = fmax(size, fabs(cells[i]));
	if (!(size > 0.1 && size < 1e6))
		size = 1;
	for (i = 0; i < n; i++)
		cells[i] = symbol->ranged ? symbol->low +
		    random_uniform(&s->dice) * (symbol->high - symbol->low) :
		    size * random_normal(&s->dice);
}

static void
throw_all(struct sample *s)
{
	const struct symbol	*symbol;
	size_t			 i;

	for (i = 0; i < s->model->nsymbols; i++) {
		symbol = s->model->symbols[i];
		if (symbol->kind != SYMBOL_EQUATION &&
		    symbol->kind != SYMBOL_CHOICE && !s->labels[i])
			throw_symbol(s, symbol);
	}
}

/* --------------------------------------------------------------- comparing */

/* Compares the sides at the present point; keeps the first difference. */
static void
compare(struct sample *s, const struct claim *c, struct claim_result *r,
    int given)
{
	struct shape	 shape = c->left->shape;
	size_t		 i, worst = 0, n = shape_cells(shape);
	double		 largest = 0, most = 0, d;
	double		*left = xcalloc(2 * n + 1, sizeof *left);
	double		*right = left + n;
	int		 finite = 1;

	plan_evaluate(s->plan, c->left, left);
	plan_evaluate(s->plan, c->right, right);
	for (i = 0; i < n; i++) {
		finite &= isfinite(left[i]) && isfinite(right[i]);
		largest = fmax(largest, fmax(fabs(left[i]), fabs(right[i])));
		d = fabs(left[i] - right[i]);
		if (d > most) {
			most = d;
			worst = i;
		}
	}
	r->points += (size_t)finite;
	if (finite && most <= TOLERANCE * largest) {
		r->equal++;
		r->given |= given;
	} else if (finite && r->points - r->equal == 1) {
		r->row = (uint32_t)(worst / shape.cols) + 1;
		r->col = (uint32_t)(worst % shape.cols) + 1;
		r->left = left[worst];
		r->right = right[worst];
	}
	free(left);
}

static void
find_all_labels(struct sample *s)
{
	const struct model	*m = s->model;
	struct map		 seen;
	size_t			 i;

	s->labels = arena_calloc(s->arena, m->nsymbols + 1,
	    sizeof s->labels[0]);
	map_init(&seen, s->arena);
	for (i = 0; i < m->nsymbols; i++)
		if (m->symbols[i]->value != NULL)
			find_labels(s, &seen, m->symbols[i]->value, 0);
	for (i = 0; i < m->nclaims; i++) {
		find_labels(s, &seen, m->claims[i].left, 0);
		find_labels(s, &seen, m->claims[i].right, 0);
	}
}

int
claim_check(const struct model *m, struct diag *diag,
    struct claim_result *results)
{
	struct sample	 s = { .model = m };
	size_t		 i, point;

	if ((s.plan = plan_new(m, NULL, diag)) == NULL)
		return -1;
	s.arena = arena_new();
	find_all_labels(&s);
	random_seed(&s.dice, SEED);
	for (i = 0; i < m->nclaims; i++)
		results[i] = (struct claim_result){ .holds = 0 };
	for (point = 0; point <= CLAIM_POINTS; point++) {
		if (point > 0) {
			plan_reset(s.plan);
			throw_all(&s);
		}
		plan_compute(s.plan);
		for (i = 0; i < m->nclaims; i++)
			compare(&s, &m->claims[i], &results[i], point == 0);
	}
	for (i = 0; i < m->nclaims; i++)
		results[i].holds = results[i].points > 0 &&
		    results[i].equal == results[i].points;
	arena_free(s.arena);
	plan_free(s.plan);
	return 0;
}
