/* SPDX-License-Identifier: MIT */
/*
 * What was read by ranges gets its adjoint in blocks: scatter(g, 6, 1, 3:4, :)
 * and the like. Those that lie side by side are put together in brackets, as
 * a person would write them: [zeros(2, 1); g; h].
 */

#include "gradus/algebra.h"

/* What a term holds between first and first + count. */
struct block {
	const struct expr	*e;
	uint32_t		 first, count;
};

struct terms {
	const struct expr	**v;
	size_t			  n, max;
};

static void
add_term(struct builder *b, struct terms *t, const struct expr *e)
{
	t->v = ARENA_GROW(b->arena, t->v, t->n, &t->max);
	if (e->loose && e->arg[e->nargs - 1]->op == OP_SCATTER)
		e = alg_settle(b, e);
	t->v[t->n++] = e;
}

/* The terms of a sum, the last first. */
static void
flatten(struct builder *b, struct terms *t, const struct expr *e)
{
	for (; e->op == OP_PLUS || e->op == OP_MINUS; e = e->arg[0])
		add_term(b, t, e->op == OP_PLUS ? e->arg[1] :
		    alg_neg(b, e->arg[1]));
	add_term(b, t, e);
}

static int
covers(const struct selection *s, uint32_t n)
{
	return s->all || (s->list == NULL && s->first == 0 && s->step == 1 &&
	    s->count == n);
}

/* 1 if the term is a block of rows (vertical) or of columns. */
static int
read_block(const struct expr *e, int vertical, struct block *block)
{
	const struct selection	*along, *across;

	if (e->op != OP_SCATTER)
		return 0;
	along = vertical ? &e->attr.pick.rows : &e->attr.pick.cols;
	across = vertical ? &e->attr.pick.cols : &e->attr.pick.rows;
	if (!covers(across, vertical ? e->shape.cols : e->shape.rows) ||
	    along->list != NULL || along->count == 0 ||
	    (along->step != 1 && along->count != 1))
		return 0;
	*block = (struct block){ e, along->first, along->count };
	return 1;
}

/* Puts a block where it belongs by its place. */
static void
insert(struct block *blocks, size_t n, struct block new)
{
	for (; n > 0 && blocks[n - 1].first > new.first; n--)
		blocks[n] = blocks[n - 1];
	blocks[n] = new;
}

/* How many blocks from the first on lie side by side. */
static size_t
side_by_side(const struct block *blocks, size_t n)
{
	size_t	i;

	for (i = 1; i < n; i++) {
		if (blocks[i - 1].first + blocks[i - 1].count >
		    blocks[i].first)
			break;
	}
	return i;
}

static struct shape
part_shape(struct shape whole, uint32_t count, int vertical)
{
	if (vertical)
		whole.rows = count;
	else
		whole.cols = count;
	return whole;
}

/* Zeros up to the place where the next part begins, if there are any. */
static void
add_gap(struct builder *b, struct terms *parts, struct shape whole,
    uint32_t from, uint32_t to, int vertical)
{
	struct shape	shape = part_shape(whole, to - from, vertical);

	if (from < to)
		add_term(b, parts, shape_cells(shape) == 1 ?
		    expr_number(b, 0) : alg_zeros(b, shape));
}

static const struct expr *
join(struct builder *b, const struct block *blocks, size_t n, int vertical)
{
	struct shape	whole = blocks[0].e->shape;
	struct terms	parts = { 0 };
	uint32_t	at = 0, end = vertical ? whole.rows : whole.cols;
	size_t		i;

	for (i = 0; i < n; i++) {
		add_gap(b, &parts, whole, at, blocks[i].first, vertical);
		add_term(b, &parts, alg_expand(b, blocks[i].e->arg[0],
		    part_shape(whole, blocks[i].count, vertical)));
		at = blocks[i].first + blocks[i].count;
	}
	add_gap(b, &parts, whole, at, end, vertical);
	return alg_concat(b, vertical ? OP_VCAT : OP_HCAT, parts.n, parts.v);
}

const struct expr *
alg_concat(struct builder *b, enum op op, size_t n,
    const struct expr *const *parts)
{
	union attr	 attr = { 0 };
	struct shape	 shape = { 1, 1 };
	double		*cells;
	size_t		 i;

	if (n == 1)
		return parts[0];
	for (i = 0; i < n && parts[i]->op == OP_NUMBER; i++)
		;
	if (i < n)
		return expr_make(b, op, NULL, n, parts);
	attr.data.cells = cells = arena_calloc(b->arena, n, sizeof *cells);
	for (i = 0; i < n; i++)
		cells[i] = parts[i]->attr.number;
	if (op == OP_VCAT)
		shape.rows = (uint32_t)n;
	else
		shape.cols = (uint32_t)n;
	return expr_make_shaped(b, OP_MATRIX, &attr, shape, 0, NULL);
}

/* The sum with its blocks of one direction joined; NULL if there are none. */
static const struct expr *
assemble(struct builder *b, const struct terms *t, int vertical)
{
	struct block		*blocks, block;
	const struct expr	*sum = NULL, *rest = NULL;
	size_t			 i, k, n = 0;

	blocks = arena_calloc(b->arena, t->n, sizeof blocks[0]);
	for (i = t->n; i-- > 0;) {
		if (read_block(t->v[i], vertical, &block))
			insert(blocks, n++, block);
		else
			rest = alg_plus(b, rest, t->v[i]);
	}
	if (n == 0)
		return NULL;
	for (i = 0; i < n; i += k) {
		k = side_by_side(blocks + i, n - i);
		sum = alg_plus(b, sum, join(b, blocks + i, k, vertical));
	}
	return alg_plus(b, sum, rest);
}

const struct expr *
alg_assemble(struct builder *b, const struct expr *g)
{
	struct terms		 terms = { 0 };
	const struct expr	*e;

	flatten(b, &terms, g);
	if ((e = assemble(b, &terms, 1)) != NULL ||
	    (e = assemble(b, &terms, 0)) != NULL)
		return e;
	return g;
}
