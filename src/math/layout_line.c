/* SPDX-License-Identifier: MIT */
/*
 * A row that is wider than its column is broken before a relation, else
 * before a binary operator; what follows a relation stands under what
 * followed the first one.
 *
 *	y = a + b
 *	  + c
 *	  = d
 */

#include <string.h>

#include "layout.h"

#define RANK_NEW	20	/* of what begins a formula of its own */
#define DEPTH	4	/* of brackets that are told apart */
#define APART	4	/* blanks, \qquad: what is behind them is another */
#define INDENT	4	/* where there is no relation to stand under */

struct item {
	const struct box	*box;
	int			 gap;		/* blanks before it */
	enum atom		 atom;		/* to what is before it */
	int			 inside;	/* of brackets */
	int			 rank;		/* to break before it; 0: no */
};

struct items {
	struct layout	*l;
	struct item	*v;
	size_t		 n, max;
	struct spacing	 spacing;
	int		 inside;	/* of brackets, also of plain signs */
	int		 opened;	/* fences inside each other */
};

/*
 * A new formula, behind a comma or apart, first, then a relation, + and
 * -, a product, any wide blank.
 */
static int
rank_of(const struct node *node, enum atom atom, int gap, int inside,
    int after_comma)
{
	const char	*name = node->kind == NODE_GLYPH ? node->glyph->name :
			    "";
	int		 outside = inside < DEPTH ? 3 * (DEPTH - inside) : 0;

	if (atom == ATOM_REL)
		return outside + 4;
	if (atom == ATOM_BIN)
		return outside + (strcmp(name, "+") == 0 || strcmp(name,
		    "-") == 0 ? 3 : 2);
	if (gap > 1 && !inside)
		return after_comma || gap >= APART ? RANK_NEW : 1;
	return 0;
}

static void
add_item(struct items *it, const struct box *box, enum atom atom, int gap)
{
	it->v = ARENA_GROW(it->l->arena, it->v, it->n, &it->max);
	it->v[it->n++] = (struct item){ box, gap, atom, it->inside, 0 };
}

static void	add_row(struct items *, const struct node *, int width);

static void
add_sign(struct items *it, const struct fence *f, const struct node *fence,
    enum atom atom, int gap)
{
	struct box	*sign = box_new(it->l);

	if (f == NULL)
		return;
	box_text(it->l, sign, 0, 0, f->one[it->l->ascii], fence);
	add_item(it, sign, atom, gap);
}

/*
 * Brackets on one row that are too wide are opened. Each is laid out again
 * for that, so not any number of them inside each other.
 */
static int
opens(const struct items *it, const struct node *fence,
    const struct box *box, int width)
{
	return fence->kind == NODE_FENCE && width > 0 &&
	    box->width > width / 2 &&
	    box_rows(box) == 1 && fence->part[0] != NULL &&
	    fence->part[0]->kind == NODE_ROW && it->inside < 2 &&
	    it->opened < 2;
}

static void
add_inside(struct items *it, const struct node *fence, int width, int gap)
{
	struct spacing	outer = it->spacing;
	struct middle	*around = it->l->middles, *m;

	add_sign(it, fence->left, fence, ATOM_OPEN, gap);
	it->spacing = (struct spacing){ .left = ATOM_OPEN, .first = 1,
	    .level = LEVEL_DISPLAY, .ascii = it->l->ascii };
	it->inside++;
	it->opened++;
	it->l->middles = NULL;
	add_row(it, fence->part[0], width);
	for (m = it->l->middles; m != NULL; m = m->next)
		box_text(it->l, m->box, 0, 0, m->node->left->one[it->l->ascii],
		    m->node);
	it->l->middles = around;
	it->inside--;
	it->opened--;
	it->spacing = outer;
	add_sign(it, fence->right, fence, ATOM_CLOSE, 0);
}

static const struct box **
lay_children(struct layout *l, const struct node *row, int *width)
{
	const struct box	**boxes;
	uint32_t		  i;

	boxes = arena_calloc(l->arena, row->n + 1, sizeof boxes[0]);
	for (*width = 0, i = 0; i < row->n; i++) {
		boxes[i] = layout_node(l, row->child[i], LEVEL_DISPLAY);
		*width += 1 + boxes[i]->width;
	}
	return boxes;
}

/* How deep in brackets an item is, and where a line may begin with it. */
static void
place_item(struct items *it, size_t i, const struct node *child, int gap)
{
	struct item	*item = &it->v[i];
	int		 comma = i > 0 && it->v[i - 1].atom == ATOM_PUNCT;

	if (item->atom == ATOM_CLOSE && it->inside > 0)
		it->inside--;
	item->inside = it->inside;
	item->rank = rank_of(child, item->atom, gap, it->inside, comma);
	/* Brackets that are signs of their own count, too. */
	if (item->atom == ATOM_OPEN && i + 1 == it->n &&
	    child->kind != NODE_FENCE)
		it->inside++;
}

static void
add_row(struct items *it, const struct node *row, int width)
{
	const struct node	*child;
	const struct box	**boxes;
	size_t			 first;
	uint32_t		 i;
	int			 gap, behind;

	/* What is behind a table, such as a number, needs room, too. */
	boxes = lay_children(it->l, row, &behind);
	for (i = 0; i < row->n; i++) {
		child = row->child[i];
		behind -= 1 + boxes[i]->width;
		if (child->kind == NODE_SPACE) {
			layout_space(&it->spacing, child->count);
			continue;
		}
		if (layout_breaks(child) && width > 0 && boxes[i]->width >
		    width - INDENT)
			boxes[i] = layout_aligned(it->l, child, behind < width
			    ? width - behind : 1);
		gap = layout_next(&it->spacing, row, i);
		first = it->n;
		if (opens(it, child, boxes[i], width))
			add_inside(it, child, width, gap);
		else
			add_item(it, boxes[i], it->spacing.atom, gap);
		place_item(it, first, child, gap);
	}
}

/* Puts items from `from` on into lines. */
struct lines {
	struct layout	 *l;
	const struct items *it;
	int		  width;
	size_t		  begin;	/* item that the formula begins with */
	int		  relation;	/* column of its first, or -1 */
	int		  rhs;		/* column of what follows it */
	struct box	**v;
	int		 *cols;
	size_t		  n, max, maxcols;
};

/* Where a line that begins with this item begins. */
static int
begin_column(const struct lines *ln, size_t i)
{
	const struct item	*item = &ln->it->v[i];

	if (i == 0)
		return item->gap;
	if (item->rank == RANK_NEW)
		return 0;
	if (ln->relation == -1 || ln->rhs > ln->width / 2)
		return ln->width > 2 * INDENT ? INDENT : 0;
	return item->atom == ATOM_REL && item->inside == 0 ? ln->relation :
	    ln->rhs;
}

/* 1 if a relation of the formula stands before item i. */
static int
seen_relation(const struct lines *ln, size_t i)
{
	while (i-- > ln->begin)
		if (ln->it->v[i].atom == ATOM_REL && ln->it->v[i].inside == 0)
			return 1;
	return 0;
}

/* 1 if both the left side, up to item i, and what is behind it fit a line. */
static int
fits_apart(const struct lines *ln, size_t from, size_t i)
{
	const struct item	*v = ln->it->v;
	int			 left = 0, right = INDENT - v[i].gap;

	for (; from < i; from++)
		left += v[from].gap + v[from].box->width;
	for (; i < ln->it->n && (i == from || v[i].rank != RANK_NEW); i++)
		right += v[i].gap + v[i].box->width;
	return left <= ln->width && right <= ln->width;
}

/*
 * The item before which the line that begins with `from` ends: of those that
 * fit, the last of the best rank that leaves the line a third full. Right
 * behind the left side of a formula only where there is no other, and it helps.
 */
static size_t
find_break(const struct lines *ln, size_t from)
{
	const struct item	*v = ln->it->v;
	size_t			 i, best = 0, side = 0;
	int			 start = begin_column(ln, from), rank = 0;
	int			 col = start + v[from].box->width;

	for (i = from + 1; i < ln->it->n; i++) {
		if (v[i].atom == ATOM_REL && ln->relation == -1 &&
		    from == ln->begin && best == 0 && !seen_relation(ln, i))
			side = v[i].rank > 0 ? i : 0;
		else if (v[i].rank > 0 && (v[i].rank >= rank ||
		    col < start + (ln->width - start) / 3)) {
			best = i;
			rank = v[i].rank;
		}
		col += v[i].gap + v[i].box->width;
		if (col > ln->width && best > 0)
			return best;
		if (col > ln->width && side > 0 && fits_apart(ln, from, side))
			return side;
	}
	return ln->it->n;
}

static void
add_line(struct lines *ln, size_t from, size_t end)
{
	const struct item	*v = ln->it->v;
	struct box		*b = box_new(ln->l);
	int			 start = begin_column(ln, from), col = 0;
	size_t			 i, max = ln->max;

	for (i = from; i < end; i++) {
		col += i == from ? 0 : v[i].gap;
		if (ln->relation == -1 && v[i].atom == ATOM_REL &&
		    v[i].inside == 0) {
			ln->relation = start + col;
			ln->rhs = ln->relation + v[i].box->width + 1;
		}
		box_put(ln->l, b, 0, col, v[i].box);
		col += v[i].box->width;
	}
	ln->v = ARENA_GROW(ln->l->arena, ln->v, ln->n, &max);
	ln->cols = ARENA_GROW(ln->l->arena, ln->cols, ln->n, &ln->maxcols);
	ln->max = max;
	ln->cols[ln->n] = start;
	ln->v[ln->n++] = b;
}

struct box *
layout_lines(struct layout *l, const struct node *row, int width,
    enum atom before)
{
	struct items	 it = { .l = l };
	struct lines	 ln = { .l = l, .it = &it, .width = width,
			    .relation = -1 };
	struct box	*b;
	size_t		 from, end;

	it.spacing = (struct spacing){ .left = before,
	    .first = before == ATOM_OPEN, .level = LEVEL_DISPLAY,
	    .ascii = l->ascii };
	add_row(&it, row, width);
	for (from = 0; from < it.n; from = end) {
		if (it.v[from].rank == RANK_NEW) {
			ln.begin = from;
			ln.relation = -1;
		}
		end = width == 0 ? it.n : find_break(&ln, from);
		add_line(&ln, from, end);
	}
	if (ln.n == 0)
		return box_new(l);
	b = layout_stack(l, ln.v, (uint32_t)ln.n, ln.cols);
	/* The first line stands on the line around. */
	if (ln.n > 1) {
		struct box	*moved = box_new(l);

		box_put(l, moved, b->above - ln.v[0]->above, 0, b);
		return moved;
	}
	return b;
}
