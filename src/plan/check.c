/* SPDX-License-Identifier: MIT */
/*
 * A gradient beside finite differences: see check.h.
 */

#include "gradus/check.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"
#include "gradus/fatal.h"
#include "gradus/map.h"
#include "gradus/op.h"
#include "gradus/random.h"

#define SCALES	3	/* step sizes that are tried, each 1/16 of the last */
#define STEP	0x1p-11	/* the first one, where v is about 1 */
#define DIGITS	1e-3	/* noise above this part of a derivative hides it */

struct check {
	const struct model	*model;
	const struct edit	*edits;
	size_t			 nedits;
	struct plan		*base;		/* all of it, edited, run */
};

struct exprs {
	const struct expr	**v;
	size_t			 n, max;
};

/*
 * A function of some cells of v: all of them, and J, for a gradient; column k
 * of o, and column k of p, for a Jacobian. exact is its m×n derivative.
 */
struct probe {
	const struct check	*check;
	struct arena		*arena;
	struct plan		*plan;
	const struct symbol	*gradient, *v;
	struct shape		 of;		/* of J or p */
	const double		*exact;		/* row after row */
	const double		*at;		/* value of v */
	size_t			 m, n;
	double			 largest;	/* of the finite ones */
	struct exprs		 outputs;	/* J or p, then kinks */
	struct exprs		 between;	/* all from v to f */
	int8_t			*signs;		/* of the kinks at v */
	double			*points;	/* 4 × m values of f */
	double			*direction;	/* n */
};

/* How a comparison ended; of several, the last one counts. */
enum outcome {
	AGREES,
	CROSSES,	/* a kink, at every scale */
	HIDDEN,		/* NaN, infinity, or too inexact to tell */
	DIFFERS,
};

static void
add(struct probe *p, struct exprs *list, const struct expr *e)
{
	list->v = ARENA_GROW(p->arena, list->v, list->n, &list->max);
	list->v[list->n++] = e;
}

/*
 * Gathers what changes sign at a kink, in all that lies between v and the
 * objective: a of relu(a), a - b of max(a, b) and a > b.
 */
static void
find_kinks(struct probe *p, struct builder *b, struct depends *d,
    struct map *seen, const struct expr *e)
{
	uint32_t	i;

	if (!depends_expr(d, e) || map_get(seen, &e, sizeof e) != -1)
		return;
	map_set(seen, &e, sizeof e, 1);
	if (e->op == OP_NAME) {		/* its turn comes */
		map_set(seen, &e->attr.name.symbol, sizeof(void *), 1);
		return;
	}
	add(p, &p->between, e);
	if (op_def(e->op)->flags & OP_KINK || e->op == OP_CHOICE)
		add(p, &p->outputs, e->nargs == 1 ? e->arg[0] :
		    alg_make2(b, OP_MINUS, e->arg[0], e->arg[1]));
	for (i = 0; i < e->nargs; i++)
		find_kinks(p, b, d, seen, e->arg[i]);
}

static int8_t
sign(double x)
{
	return (int8_t)((x > 0) - (x < 0));
}

static size_t
count_signs(const struct probe *p)
{
	size_t	i, n = 0;

	for (i = 1; i < p->outputs.n; i++)
		n += shape_cells(p->outputs.v[i]->shape);
	return n;
}

/*
 * Keeps the signs of all cells that have a kink at 0, or compares them with
 * those that were kept: 1 if they are the same.
 */
static int
match_signs(const struct probe *p, int keep)
{
	const double	*cells;
	int8_t		*kept = p->signs;
	size_t		 i, j, n;

	for (i = 1; i < p->outputs.n; i++) {
		cells = plan_output(p->plan, i);
		n = shape_cells(p->outputs.v[i]->shape);
		for (j = 0; j < n; j++, kept++) {
			if (keep)
				*kept = sign(cells[j]);
			else if (*kept != sign(cells[j]))
				return 0;
		}
	}
	return 1;
}

/* Index in v of the j-th cell that f is a function of. */
static size_t
cell_of(const struct probe *p, size_t j)
{
	if (p->gradient->column == 0)
		return j;
	return j * p->v->shape.cols + p->gradient->column - 1;
}

/* f at v + t * direction; returns 0 if a kink lies between. */
static int
evaluate(struct probe *p, double t, double *f)
{
	double		*v = plan_cells(p->plan, p->v);
	const double	*out;
	size_t		 i, j;

	for (j = 0; j < p->n; j++)
		v[cell_of(p, j)] = p->at[cell_of(p, j)] +
		    t * p->direction[j];
	plan_compute(p->plan);
	out = plan_output(p->plan, 0);
	for (i = 0; i < p->m; i++)
		f[i] = p->gradient->column == 0 ? out[0] :
		    out[i * p->of.cols + p->gradient->column - 1];
	return match_signs(p, 0);
}

/* What rounding of numbers of some size does to a difference over h. */
static double
noise_of(double size, double h)
{
	return 64 * DBL_EPSILON * size / h;
}

/* Compares the i-th value along the direction; see check.h for the rule. */
static enum outcome
compare(const struct probe *p, size_t i, double h, struct check_result *r)
{
	const double	*f = p->points;
	double		 near, far, d, exact = 0, off, size, noise;
	size_t		 j;

	for (j = 0; j < p->n; j++) {
		if (p->direction[j] != 0)
			exact += p->exact[i * p->n + j] * p->direction[j];
	}
	far = (f[i] - f[p->m + i]) / (2 * h);
	near = (f[2 * p->m + i] - f[3 * p->m + i]) / h;
	d = (4 * near - far) / 3;
	off = fabs(d - exact);
	if (!isfinite(off))
		return HIDDEN;
	size = fmax(fabs(f[i]), fabs(f[p->m + i]));
	noise = noise_of(size, h);
	size = fmax(fmax(CHECK_TOLERANCE * fmin(size, 1e6), p->largest),
	    fmax(fabs(exact), fabs(d)));
	if (off > r->error * size || r->tried == 0) {
		r->error = off == 0 ? 0 : off / size;
		r->exact = exact;
		r->difference = d;
	}
	if (off == 0 && exact == 0)
		return AGREES;
	if (off <= CHECK_TOLERANCE * size + noise)
		return noise <= DIGITS * size ? AGREES : HIDDEN;
	if (off <= 4 * fabs(d - near) ||
	    fabs(near - far) > fmax(0.1 * fabs(d), CHECK_TOLERANCE * off) +
	    noise)
		return HIDDEN;
	return DIFFERS;
}

/* At one step size, if no kink lies within it. */
static enum outcome
try_step(struct probe *p, double h, struct check_result *r)
{
	enum outcome	worst = AGREES, o;
	size_t		i, m = p->m;
	int		same;

	same = evaluate(p, h, p->points);
	same &= evaluate(p, -h, p->points + m);
	same &= evaluate(p, h / 2, p->points + 2 * m);
	same &= evaluate(p, -h / 2, p->points + 3 * m);
	if (!same)
		return CROSSES;
	for (i = 0; i < m; i++) {
		o = compare(p, i, h, r);
		if (o > worst)
			worst = o;
	}
	return worst;
}

/* One direction, at smaller and smaller steps until the two agree. */
static enum outcome
try_direction(struct probe *p, double h, struct check_result *r)
{
	enum outcome		 worst = CROSSES, o;
	struct check_result	 now, then = *r;
	int			 scale;

	for (scale = 0; scale < SCALES; scale++, h /= 16) {
		now = then;
		o = try_step(p, h, &now);
		if (o == AGREES || o > worst)
			*r = now;
		if (o == AGREES)
			return o;
		if (o > worst)
			worst = o;
	}
	return worst;
}

/* Chooses the next direction and a step along it. */
static double
choose_direction(struct probe *p, struct random *random, size_t k,
    int directions)
{
	double	scale = 0;
	size_t	j;

	memset(p->direction, 0, p->n * sizeof *p->direction);
	if (!directions) {
		p->direction[k] = 1;
		return STEP * fmax(1, fabs(p->at[cell_of(p, k)]));
	}
	for (j = 0; j < p->n; j++) {
		p->direction[j] = 2 * random_uniform(random) - 1;
		scale = fmax(scale, fabs(p->at[cell_of(p, j)]));
	}
	return STEP * fmax(1, scale) / sqrt((double)p->n);
}

static double
largest_finite(const double *cells, size_t n)
{
	double	largest = 0;
	size_t	i;

	for (i = 0; i < n; i++) {
		if (isfinite(cells[i]))
			largest = fmax(largest, fabs(cells[i]));
	}
	return largest;
}

/* Computes some expressions alone, at the point where v is. */
static struct plan *
plan_for(const struct probe *p, const struct exprs *outputs,
    struct diag *diag)
{
	const struct check	*c = p->check;
	struct plan_options	 options = {
		.outputs = outputs->v, .noutputs = outputs->n,
		.given = p->v->kind == SYMBOL_EQUATION ? p->v : NULL,
		.only_outputs = 1,
	};
	struct plan		*plan;

	if ((plan = plan_new(c->model, &options, diag)) == NULL)
		return NULL;
	if (plan_edits(plan, c->model->source, c->edits, c->nedits,
	    diag) == -1) {
		plan_free(plan);
		return NULL;
	}
	memcpy(plan_cells(plan, p->v), p->at,
	    shape_cells(p->v->shape) * sizeof(double));
	plan_compute(plan);
	return plan;
}

/*
 * 1 if a difference that is wrong may come from rounding on the way: large
 * numbers that cancel leave none of their size in f.
 */
static int
may_be_rounding(const struct probe *p, const struct check_result *r)
{
	struct diag	 quiet;
	struct plan	*plan;
	double		 largest = 0;
	size_t		 i;

	diag_init(&quiet, p->arena);
	if ((plan = plan_for(p, &p->between, &quiet)) == NULL)
		return 0;
	for (i = 0; i < p->between.n; i++)
		largest = fmax(largest, largest_finite(plan_output(plan, i),
		    shape_cells(p->between.v[i]->shape)));
	plan_free(plan);
	return fabs(r->difference - r->exact) <= noise_of(largest, STEP);
}

static void
set_place(const struct probe *p, size_t k, struct check_result *r)
{
	if (r->directions)
		return;
	r->row = (uint32_t)(cell_of(p, k) / p->v->shape.cols) + 1;
	r->col = (uint32_t)(cell_of(p, k) % p->v->shape.cols) + 1;
}

/* Every cell, if they are few and quickly tried. */
static size_t
count_directions(const struct probe *p, struct check_result *r)
{
	double	each = 4 * ((double)plan_arithmetic(p->plan) + 1);
	double	most = CHECK_WORK / each;

	r->directions = p->n > CHECK_CELLS || (double)p->n > most;
	if (!r->directions)
		return p->n;
	return (size_t)fmax(3, fmin(CHECK_DIRECTIONS, most));
}

static void
run_probe(struct probe *p, struct check_result *r)
{
	struct random	random;
	size_t		k, n;
	double		h;
	enum outcome	o = AGREES;

	random_seed(&random, 1);
	n = count_directions(p, r);
	for (k = 0; k < n && o != DIFFERS; k++) {
		h = choose_direction(p, &random, k, r->directions);
		o = try_direction(p, h, r);
		if (o == DIFFERS && may_be_rounding(p, r))
			o = HIDDEN;
		r->work += 4 * (double)plan_arithmetic(p->plan);
		r->tried += o == AGREES;
		r->kinks += o == CROSSES;
		r->hidden += o == HIDDEN;
		if (o == DIFFERS)
			set_place(p, k, r);
	}
	if (o == DIFFERS)
		r->verdict = CHECK_WRONG;
	else if (r->hidden > 0)
		r->verdict = CHECK_UNKNOWN;
	else
		r->verdict = r->kinks > 0 ? CHECK_KINK : CHECK_RIGHT;
}

/* Gathers what lies between v and f. */
static void
look_between(struct probe *p)
{
	const struct model	*m = p->check->model;
	const struct symbol	*s = p->gradient, *q;
	struct builder		 b = { .arena = p->arena,
				    .source = m->source };
	struct depends		 d;
	struct map		 seen;
	size_t			 i;

	depends_init(&d, p->arena, m->symbols, m->nsymbols, p->v);
	map_init(&seen, p->arena);
	add(p, &p->outputs, s->objective);
	find_kinks(p, &b, &d, &seen, s->objective);
	for (i = s->index; i-- > p->v->index + 1;) {
		q = m->symbols[i];
		if (map_get(&seen, &q, sizeof q) != -1)
			find_kinks(p, &b, &d, &seen, q->value);
	}
}

/* Everything at the point where v is: f, its derivative, and the signs. */
static int
prepare(struct probe *p, struct diag *diag)
{
	const struct symbol	*s = p->gradient;

	look_between(p);
	p->of = s->objective->shape;
	p->exact = plan_value(p->check->base, s);
	p->largest = largest_finite(p->exact, shape_cells(s->shape));
	p->at = plan_value(p->check->base, p->v);
	p->m = s->column == 0 ? 1 : s->shape.rows;
	p->n = s->column == 0 ? shape_cells(p->v->shape) : p->v->shape.rows;
	if ((p->plan = plan_for(p, &p->outputs, diag)) == NULL)
		return -1;
	p->signs = arena_alloc(p->arena, count_signs(p) + 1);
	match_signs(p, 1);
	p->points = arena_calloc(p->arena, 4 * p->m, sizeof(double));
	p->direction = arena_calloc(p->arena, p->n, sizeof(double));
	return 0;
}

struct check *
check_new(const struct model *m, const struct edit *edits, size_t nedits,
    struct diag *diag)
{
	struct check	*c = xcalloc(1, sizeof *c);

	*c = (struct check){ .model = m, .edits = edits, .nedits = nedits };
	if ((c->base = plan_new(m, NULL, diag)) == NULL ||
	    plan_edits(c->base, m->source, edits, nedits, diag) == -1) {
		check_free(c);
		return NULL;
	}
	plan_compute(c->base);
	return c;
}

void
check_free(struct check *c)
{
	if (c == NULL)
		return;
	plan_free(c->base);
	free(c);
}

int
check_gradient(const struct check *c, const struct symbol *gradient,
    struct diag *diag, struct check_result *r)
{
	struct probe	p = { .check = c, .gradient = gradient,
			    .v = gradient->by };
	int		status;

	*r = (struct check_result){ .gradient = gradient };
	p.arena = arena_new();
	if ((status = prepare(&p, diag)) == 0)
		run_probe(&p, r);
	plan_free(p.plan);
	arena_free(p.arena);
	return status;
}
