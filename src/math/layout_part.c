/* SPDX-License-Identifier: MIT */
/*
 * Fractions, roots, brackets, accents: nodes that draw something of their own.
 */

#include <string.h>

#include "gradus/text.h"

#include "layout.h"

/* --------------------------------------------------------------- fractions */

static const struct node *
single(const struct node *node)
{
	while (node != NULL && node->kind == NODE_ROW && node->n == 1)
		node = node->child[0];
	return node;
}

/* A bar as long as the one it lies over or under needs to be longer. */
static int
has_bar(const struct node *node)
{
	node = single(node);
	return node != NULL && (node->kind == NODE_FRACTION ||
	    (node->kind == NODE_ACCENT && node->accent->repeat));
}

static struct box *
stacked_fraction(struct layout *l, const struct node *node, int bar)
{
	struct box	*b = box_new(l);
	struct box	*num, *den;
	int		 width;

	num = layout_node(l, node->part[0], LEVEL_TEXT);
	den = layout_node(l, node->part[1], LEVEL_TEXT);
	width = num->width > den->width ? num->width : den->width;
	if (bar && (has_bar(node->part[0]) || has_bar(node->part[1])))
		width += 2;
	if (width == 0)
		width = 1;
	if (bar)
		box_line(l, b, 0, 0, width, 0, layout_sign(l, "─", "-"), node);
	box_put(l, b, -1 - num->below, (width - num->width) / 2, num);
	box_put(l, b, 1 + den->above, (width - den->width) / 2, den);
	b->width = width;
	return b;
}

/* 1 if it has to stand in brackets beside a slash. */
static int
is_compound(const struct node *node, int below)
{
	const struct node	*child;
	uint32_t		 i, atoms = 0;
	int			 digits = 1;

	node = single(node);
	if (node == NULL || node->kind == NODE_FRACTION)
		return node != NULL;
	if (node->kind != NODE_ROW)
		return node->kind == NODE_TABLE;
	for (i = 0; i < node->n; i++) {
		child = node->child[i];
		if (child->kind == NODE_SPACE)
			continue;
		if (child->atom == ATOM_REL || child->atom == ATOM_PUNCT ||
		    (child->atom == ATOM_BIN && (atoms > 0 || below)) ||
		    child->kind == NODE_FRACTION)
			return 1;
		if (child->kind != NODE_WORD || strspn(child->word,
		    "0123456789.") != strlen(child->word))
			digits = 0;
		/* ∂x and f(x) are one thing, and so is a function's value. */
		atoms += !(child->kind == NODE_GLYPH && strcmp(
		    child->glyph->name, "partial") == 0) &&
		    !(child->kind == NODE_FENCE && atoms == 1) &&
		    child->atom != ATOM_OP;
		if (below && child->atom == ATOM_OP && i > 0)
			return 1;
	}
	return below && atoms > 1 && !digits;
}

static struct box *
in_brackets(struct layout *l, const struct box *inner,
    const struct node *node)
{
	struct box	*b = box_new(l);

	box_text(l, b, 0, 0, "(", node);
	box_put(l, b, 0, 1, inner);
	box_text(l, b, 0, 1 + inner->width, ")", node);
	return b;
}

struct box *
layout_bracketed(struct layout *l, const struct node *node, enum level level)
{
	return in_brackets(l, layout_node(l, node, level), node);
}

static struct box *
flat_fraction(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b = box_new(l);
	struct box	*num, *den;

	num = is_compound(node->part[0], 0) ? layout_bracketed(l,
	    node->part[0], level) : layout_node(l, node->part[0], level);
	den = is_compound(node->part[1], 1) ? layout_bracketed(l,
	    node->part[1], level) : layout_node(l, node->part[1], level);
	box_put(l, b, 0, 0, num);
	box_text(l, b, 0, num->width, "/", node);
	box_put(l, b, 0, num->width + 1, den);
	return b;
}

/* ------------------------------------------------------------------ fences */

/* A delimiter as high as the box, at a column. */
static void
put_fence(struct layout *l, struct box *b, int col, const struct fence *f,
    const struct box *body, const struct node *node)
{
	const char	*const *part = f->tall[l->ascii];
	int		 rows = box_rows(body);

	if (rows == 1) {
		box_text(l, b, 0, col, f->one[l->ascii], node);
		return;
	}
	if (rows == 2) {
		box_text(l, b, -body->above, col, part[4], node);
		box_text(l, b, body->below, col, part[5], node);
		return;
	}
	/* What is drawn later lies over what was before. */
	box_line(l, b, -body->above, col, rows, 1, part[3], node);
	box_text(l, b, -body->above, col, part[0], node);
	if (part[1] != NULL)
		box_text(l, b, (rows - 1) / 2 - body->above, col, part[1],
		    node);
	box_text(l, b, body->below, col, part[2], node);
}

/*
 * A delimiter between the outer two is as high as they are: its box stays
 * empty until that is known.
 */
static struct box *
layout_middle(struct layout *l, const struct node *node)
{
	struct box	*b = box_new(l);
	struct middle	*m = arena_alloc(l->arena, sizeof *m);

	b->width = text_width(node->left->one[l->ascii],
	    strlen(node->left->one[l->ascii]));
	*m = (struct middle){ b, node, l->middles };
	l->middles = m;
	return b;
}

static struct box *
fence_body(struct layout *l, const struct node *node, enum level level)
{
	struct middle	*around = l->middles;
	struct box	*body;

	l->middles = NULL;
	body = layout_node(l, node->part[0], level);
	for (; l->middles != NULL; l->middles = l->middles->next)
		put_fence(l, l->middles->box, 0, l->middles->node->left, body,
		    l->middles->node);
	l->middles = around;
	return body;
}

struct box *
layout_fence(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b = box_new(l);
	struct box	*body;
	int		 pad, col = 0, table;

	if (node->part[0] == NULL && node->count == 0)
		return layout_middle(l, node);
	if (node->part[0] == NULL) {
		box_text(l, b, 0, 0, node->left->one[l->ascii], node);
		return b;
	}
	body = fence_body(l, node, level);
	table = node->part[0]->kind == NODE_TABLE;
	pad = table && !l->flat && (box_rows(body) > 1 ||
	    node->part[0]->columns > 1);
	if (node->left != NULL) {
		put_fence(l, b, 0, node->left, body, node);
		col = b->width + pad;
	}
	box_put(l, b, 0, col, body);
	if (node->right != NULL)
		put_fence(l, b, col + body->width + pad, node->right, body,
		    node);
	else if (l->flat && table && node->left != NULL)
		box_text(l, b, 0, b->width, "}", node);
	return b;
}

static struct box *
layout_binomial(struct layout *l, const struct node *node)
{
	struct box	*b = box_new(l);
	struct box	*body = stacked_fraction(l, node, 0);

	put_fence(l, b, 0, symbols_fence("(", 1), body, node);
	box_put(l, b, 0, 1, body);
	put_fence(l, b, 1 + body->width, symbols_fence(")", 1), body, node);
	return b;
}

/* ------------------------------------------------------------------- roots */

static int
is_one_sign(const struct box *b)
{
	return b->width == 1 && box_rows(b) == 1;
}

/* √(a + b), sqrt(a + b) */
static struct box *
linear_root(struct layout *l, const struct node *node, struct box *b,
    const struct box *index, const struct box *body)
{
	int	col;

	if (index != NULL && !l->ascii)
		box_put(l, b, 0, 0, index);
	box_text(l, b, 0, b->width, layout_sign(l, "√", "sqrt"), node);
	if (index != NULL && l->ascii) {
		box_text(l, b, 0, b->width, "[", node);
		box_put(l, b, 0, b->width, index);
		box_text(l, b, 0, b->width, "]", node);
	}
	col = b->width;
	if (!l->ascii && is_one_sign(body)) {
		box_put(l, b, 0, col, body);
		return b;
	}
	put_fence(l, b, col, symbols_fence("(", 1), body, node);
	box_put(l, b, 0, col + 1, body);
	put_fence(l, b, b->width, symbols_fence(")", 1), body, node);
	return b;
}

/*
 *	 _____		 ___
 *	√a + b		│ a
 *			│───
 *			√ b
 */
static struct box *
layout_root(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b = box_new(l);
	struct box	*index = NULL, *body;
	const char	*small = NULL;
	int		 col = 0;

	body = layout_node(l, node->part[0], level);
	if (node->part[1] != NULL && !l->ascii)
		small = layout_small(l, node->part[1], 1);
	if (node->part[1] != NULL && small == NULL)
		index = layout_node(l, node->part[1], LEVEL_SCRIPT);
	if (small != NULL)
		box_text(l, b, body->below, 0, small, node->part[1]);
	col = index != NULL ? index->width : b->width;
	if (l->flat || l->ascii)
		return linear_root(l, node, b, index, body);
	box_line(l, b, -body->above, col, box_rows(body) - 1, 1, "│", node);
	box_text(l, b, body->below, col, "√", node);
	box_put(l, b, 0, col + 1, body);
	if (!is_one_sign(body))
		box_line(l, b, -body->above - 1, col + 1, body->width, 0,
		    "_", node);
	if (index != NULL)
		box_put(l, b, body->below - (box_rows(body) == 1) -
		    index->below, 0, index);
	return b;
}

/* ------------------------------------------------------------------ braces */

/* ╰──┬──╯ as long as the body, and the label under its middle. */
static struct box *
layout_brace(struct layout *l, const struct node *node, enum level level)
{
	static const char	*const sets[2][2][4] = {
		{ { "╰", "─", "╯", "┬" }, { "'", "-", "'", "+" } },
		{ { "╭", "─", "╮", "┴" }, { ".", "-", ".", "+" } },
	};
	const char	*const *set = sets[node->over][l->ascii];
	struct box	*b = box_new(l);
	struct box	*body = layout_node(l, node->part[0], level), *label;
	int		 width = body->width, row, left, middle;

	if (l->flat) {
		box_put(l, b, 0, 0, body);
		if (node->part[1] == NULL)
			return b;
		label = layout_bracketed(l, node->part[1], LEVEL_SCRIPT);
		box_put(l, b, 0, body->width + 1, label);
		return b;
	}
	if (width < 3)
		width = 3;
	label = layout_node(l, node->part[1], LEVEL_SCRIPT);
	left = label->width > width ? (label->width - width) / 2 : 0;
	middle = left + (width - 1) / 2;
	row = node->over ? -body->above - 1 : body->below + 1;
	box_put(l, b, 0, left + (width - body->width) / 2, body);
	box_text(l, b, row, left, set[0], node);
	box_line(l, b, row, left + 1, width - 2, 0, set[1], node);
	box_text(l, b, row, left + width - 1, set[2], node);
	if (node->part[1] != NULL) {
		box_text(l, b, row, middle, set[3], node);
		box_put(l, b, node->over ? row - 1 - label->below :
		    row + 1 + label->above, label->width > width ? 0 :
		    middle - (label->width - 1) / 2, label);
	}
	return b;
}

/* Something above or below, centred. */
static struct box *
layout_stacked(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b = box_new(l);
	struct box	*base, *part[3];
	int		 width, i;

	base = layout_node(l, node->part[0], level);
	width = base->width;
	if (l->flat) {
		box_put(l, b, 0, 0, base);
		for (i = 1; i < 3; i++) {
			if (node->part[i] == NULL)
				continue;
			box_text(l, b, 0, b->width, i == 1 ? "_" : "^", node);
			box_put(l, b, 0, b->width, layout_bracketed(l,
			    node->part[i], LEVEL_SCRIPT));
		}
		return b;
	}
	for (i = 1; i < 3; i++) {
		part[i] = layout_node(l, node->part[i], LEVEL_SCRIPT);
		width = part[i]->width > width ? part[i]->width : width;
	}
	box_put(l, b, 0, (width - base->width) / 2, base);
	for (i = 1; i < 3; i++) {
		if (node->part[i] == NULL)
			continue;
		box_put(l, b, i == 1 ? base->below + 1 + part[i]->above :
		    -base->above - 1 - part[i]->below,
		    (width - part[i]->width) / 2, part[i]);
	}
	b->width = width;
	return b;
}

static struct box *
layout_arrow(struct layout *l, const struct node *node)
{
	struct box	*b = box_new(l);
	struct box	*above, *below;
	int		 width, shaft;

	above = layout_node(l, node->part[2], LEVEL_SCRIPT);
	below = layout_node(l, node->part[1], LEVEL_SCRIPT);
	width = above->width > below->width ? above->width : below->width;
	shaft = width + 1;
	if (node->over)
		box_text(l, b, 0, 0, layout_sign(l, "←", "<"), node);
	box_line(l, b, 0, node->over, shaft, 0, layout_sign(l, "─", "-"),
	    node);
	if (!node->over)
		box_text(l, b, 0, shaft, layout_sign(l, "→", ">"), node);
	if (l->flat) {
		if (node->part[2] != NULL && above->width > 0)
			box_put(l, b, 0, b->width + 1, in_brackets(l, above,
			    node->part[2]));
		return b;
	}
	box_put(l, b, -1 - above->below, (width + 2 - above->width) / 2,
	    above);
	if (node->part[1] != NULL)
		box_put(l, b, 1 + below->above, (width + 2 - below->width) /
		    2, below);
	return b;
}

/* ----------------------------------------------------------------- accents */

/* One letter takes a combining mark. */
static struct box *
marked_letter(struct layout *l, const struct node *node)
{
	const struct node	*letter = single(node->part[0]);
	struct box		*b = box_new(l);

	box_text(l, b, 0, 0, arena_printf(l->arena, "%s%s",
	    layout_text(l, letter), node->accent->mark), letter);
	return b;
}

static struct box *
layout_accent(struct layout *l, const struct node *node, enum level level)
{
	const struct accent	*accent = node->accent;
	const struct node	*letter = single(node->part[0]);
	struct box		*b, *body;
	const char		*sign = accent->wide[l->ascii];
	int			 row;

	body = layout_node(l, node->part[0], level);
	if (!l->ascii && is_one_sign(body) && letter != NULL &&
	    (letter->kind == NODE_WORD || letter->kind == NODE_GLYPH))
		return marked_letter(l, node);
	b = box_new(l);
	if (l->flat) {
		box_text(l, b, 0, 0, accent->name, node);
		box_put(l, b, 0, b->width, in_brackets(l, body, node));
		return b;
	}
	row = accent->under ? body->below + 1 : -body->above - 1;
	box_put(l, b, 0, 0, body);
	if (accent->repeat)
		box_line(l, b, row, 0, body->width, 0, sign, node);
	else
		box_text(l, b, row, body->width > text_width(sign,
		    strlen(sign)) ? (body->width - 1) / 2 : 0, sign, node);
	return b;
}

static struct box *
layout_boxed(struct layout *l, const struct node *node, enum level level)
{
	static const char	*const sets[2][6] = {
		{ "┌", "┐", "└", "┘", "─", "│" },
		{ "+", "+", "+", "+", "-", "|" },
	};
	const char	*const *set = sets[l->ascii];
	struct box	*b = box_new(l);
	struct box	*body = layout_node(l, node->part[0], level);
	int		 top = -body->above - 1, bottom = body->below + 1;
	int		 right = body->width + 3;

	if (l->flat) {
		box_text(l, b, 0, 0, "[", node);
		box_put(l, b, 0, 1, body);
		box_text(l, b, 0, b->width, "]", node);
		return b;
	}
	box_text(l, b, top, 0, set[0], node);
	box_text(l, b, top, right, set[1], node);
	box_text(l, b, bottom, 0, set[2], node);
	box_text(l, b, bottom, right, set[3], node);
	box_line(l, b, top, 1, right - 1, 0, set[4], node);
	box_line(l, b, bottom, 1, right - 1, 0, set[4], node);
	box_line(l, b, top + 1, 0, bottom - top - 1, 1, set[5], node);
	box_line(l, b, top + 1, right, bottom - top - 1, 1, set[5], node);
	box_put(l, b, 0, 2, body);
	return b;
}

struct box *
layout_part(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b;
	const struct box *body;

	switch (node->kind) {
	case NODE_FRACTION:
		return l->flat || level == LEVEL_SCRIPT ? flat_fraction(l,
		    node, level) : stacked_fraction(l, node, 1);
	case NODE_BINOMIAL:
		return l->flat ? flat_fraction(l, node, level) :
		    layout_binomial(l, node);
	case NODE_ROOT:
		return layout_root(l, node, level);
	case NODE_BRACE:
		return layout_brace(l, node, level);
	case NODE_STACK:
		return layout_stacked(l, node, level);
	case NODE_ARROW:
		return layout_arrow(l, node);
	case NODE_ACCENT:
		return layout_accent(l, node, level);
	case NODE_BOXED:
		return layout_boxed(l, node, level);
	default:
		/* A phantom takes room and is not seen. */
		b = box_new(l);
		body = layout_node(l, node->part[0], level);
		b->width = body->width;
		b->above = body->above;
		b->below = body->below;
		return b;
	}
}
