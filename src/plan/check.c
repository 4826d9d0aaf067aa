/* SPDX-License-Identifier: MIT */
/*
 * A gradient beside finite differences: see check.h.
 */

#include "gradus/check.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "gradus/algebra.h"
#include "gradus/depends.h"
#include "gradus/op.h"
#include "gradus/random.h"

#define SCALES	3	/* step sizes that are tried, each 1/16 of the last */

/*
 * A function of some cells of v: all of them, and J, for a gradient; column k
 * of o, and column k of p, for a Jacobian. exact is its m×n derivative.
 */
struct probe {
	struct arena		*arena;
	struct plan		*plan;
	const struct symbol	*gradient, *v;
	struct shape		 of;		/* of J or p */
	const double		*exact;		/* row after row */
	const double		*at;		/* value of v */
	size_t			 m, n;
	const struct expr	**outputs;	/* J or p, then kinks */
	size_t			 noutputs, max;
	int8_t			*signs;		/* of the kinks at v */
	double			*points;	/* 4 × m values of f */
	double			*direction;	/* n */
};

enum outcome {
	AGREES,
	DIFFERS,
	CROSSES,	/* a kink, at every scale */
	NOWHERE,	/* NaN or infinity */
};

static void
add_output(struct probe *p, const struct expr *e)
{
	p->outputs = ARENA_GROW(p->arena, p->outputs, p->noutputs, &p->max);
	p->outputs[p->noutputs++] = e;
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
	if (op_def(e->op)->flags & OP_KINK || e->op == OP_CHOICE)
		add_output(p, e->nargs == 1 ? e->arg[0] :
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

	for (i = 1; i < p->noutputs; i++)
		n += shape_cells(p->outputs[i]->shape);
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

	for (i = 1; i < p->noutputs; i++) {
		cells = plan_output(p->plan, i);
		n = shape_cells(p->outputs[i]->shape);
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

/* Compares the i-th value along the direction; see check.h for the rule. */
static enum outcome
compare(const struct probe *p, size_t i, double h, struct check_result *r)
{
	const double	*f = p->points;
	double		 near, far, d, exact = 0, size, error;
	size_t		 j;

	for (j = 0; j < p->n; j++)
		exact += p->exact[i * p->n + j] * p->direction[j];
	far = (f[i] - f[p->m + i]) / (2 * h);
	near = (f[2 * p->m + i] - f[3 * p->m + i]) / h;
	d = (4 * near - far) / 3;
	if (!isfinite(d))
		return NOWHERE;
	size = fmax(1, fmax(fabs(exact), fabs(d)));
	error = fabs(d - exact) / size;
	if (!isfinite(error) || error > r->error || r->tried == 0) {
		r->error = error;
		r->exact = exact;
		r->difference = d;
	}
	/* What rounding in f alone can do. */
	size += 64 * DBL_EPSILON / CHECK_TOLERANCE *
	    fmax(fabs(f[i]), fabs(f[p->m + i])) / h;
	return fabs(d - exact) <= CHECK_TOLERANCE * size ? AGREES : DIFFERS;
}

/* One direction, at smaller and smaller steps until the two agree. */
static enum outcome
try_direction(struct probe *p, double h, struct check_result *r)
{
	enum outcome		 worst = CROSSES, o;
	struct check_result	 now;
	size_t			 i, m = p->m;
	int			 scale, same;

	for (scale = 0; scale < SCALES; scale++, h /= 16) {
		same = evaluate(p, h, p->points);
		same &= evaluate(p, -h, p->points + m);
		same &= evaluate(p, h / 2, p->points + 2 * m);
		same &= evaluate(p, -h / 2, p->points + 3 * m);
		if (!same)
			continue;
		now = *r;
		worst = AGREES;
		for (i = 0; i < m; i++) {
			o = compare(p, i, h, &now);
			if (o != AGREES && worst != NOWHERE)
				worst = o;
		}
		if (worst == AGREES || scale == SCALES - 1)
			*r = now;
		if (worst == AGREES)
			break;
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
		return 0x1p-11 * fmax(1, fabs(p->at[cell_of(p, k)]));
	}
	for (j = 0; j < p->n; j++) {
		p->direction[j] = 2 * random_uniform(random) - 1;
		scale = fmax(scale, fabs(p->at[cell_of(p, j)]));
	}
	return 0x1p-11 * fmax(1, scale) / sqrt((double)p->n);
}

static void
run_probe(struct probe *p, struct check_result *r)
{
	struct random	random;
	size_t		k, n;
	double		h;
	enum outcome	o;
	int		wrong = 0;

	random_seed(&random, 1);
	r->directions = p->n > CHECK_CELLS;
	n = r->directions ? CHECK_DIRECTIONS : p->n;
	for (k = 0; k < n; k++) {
		h = choose_direction(p, &random, k, r->directions);
		o = try_direction(p, h, r);
		r->kinks += o == CROSSES;
		r->tried += o == AGREES || o == DIFFERS;
		if (o != DIFFERS)
			continue;
		wrong = 1;
		if (!r->directions) {
			r->row = (uint32_t)(cell_of(p, k) / p->v->shape.cols)
			    + 1;
			r->col = (uint32_t)(cell_of(p, k) % p->v->shape.cols)
			    + 1;
		}
		break;
	}
	if (wrong)
		r->verdict = CHECK_WRONG;
	else if (r->kinks > 0)
		r->verdict = CHECK_KINK;
	else
		r->verdict = r->tried > 0 ? CHECK_RIGHT : CHECK_UNKNOWN;
}

/* Everything at the point where v is: f, its derivative, and the signs. */
static int
prepare(struct probe *p, const struct model *m, const struct plan *base,
    const struct edit *edits, size_t nedits, struct diag *diag)
{
	struct builder		 b = { .arena = p->arena,
				    .source = m->source };
	struct plan_options	 options = { .only_outputs = 1 };
	const struct symbol	*s = p->gradient;
	const struct symbol	*q;
	struct depends		 d;
	struct map		 seen;
	size_t			 i;

	depends_init(&d, p->arena, m->symbols, m->nsymbols, p->v);
	map_init(&seen, p->arena);
	add_output(p, s->objective);
	find_kinks(p, &b, &d, &seen, s->objective);
	for (i = s->index; i-- > p->v->index + 1;) {
		q = m->symbols[i];
		if (map_get(&seen, &q, sizeof q) != -1)
			find_kinks(p, &b, &d, &seen, q->value);
	}
	options.outputs = p->outputs;
	options.noutputs = p->noutputs;
	options.given = p->v->kind == SYMBOL_EQUATION ? p->v : NULL;
	if ((p->plan = plan_new(m, &options, diag)) == NULL ||
	    plan_edits(p->plan, m->source, edits, nedits, diag) == -1)
		return -1;
	p->of = s->objective->shape;
	p->exact = plan_value(base, s);
	p->at = plan_value(base, p->v);
	p->m = s->column == 0 ? 1 : s->shape.rows;
	p->n = s->column == 0 ? shape_cells(p->v->shape) : p->v->shape.rows;
	memcpy(plan_cells(p->plan, p->v), p->at,
	    shape_cells(p->v->shape) * sizeof(double));
	plan_compute(p->plan);
	p->signs = arena_alloc(p->arena, count_signs(p) + 1);
	match_signs(p, 1);
	p->points = arena_calloc(p->arena, 4 * p->m, sizeof(double));
	p->direction = arena_calloc(p->arena, p->n, sizeof(double));
	return 0;
}

int
check_gradient(const struct model *m, const struct symbol *gradient,
    const struct edit *edits, size_t nedits, struct diag *diag,
    struct check_result *r)
{
	struct probe	 p = { .gradient = gradient, .v = gradient->by };
	struct plan	*base;
	int		 status = -1;

	*r = (struct check_result){ .gradient = gradient };
	p.arena = arena_new();
	if ((base = plan_new(m, NULL, diag)) != NULL &&
	    plan_edits(base, m->source, edits, nedits, diag) == 0) {
		plan_compute(base);
		if (prepare(&p, m, base, edits, nedits, diag) == 0) {
			run_probe(&p, r);
			status = 0;
		}
	}
	plan_free(p.plan);
	plan_free(base);
	arena_free(p.arena);
	return status;
}
