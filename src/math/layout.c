/* SPDX-License-Identifier: MIT */
/*
 * Boxes: how the parts of a formula are put side by side and above each other.
 * What each kind of node becomes is in layout_*.c.
 */

#include "layout.h"

#include <string.h>

#include "gradus/text.h"

struct box *
box_new(struct layout *l)
{
	return arena_alloc(l->arena, sizeof(struct box));
}

int
box_rows(const struct box *b)
{
	return b->above + 1 + b->below;
}

static void
add_piece(struct layout *l, struct box *b, struct piece piece)
{
	b->v = ARENA_PUSH(l->arena, b->v, b->n);
	b->v[b->n++] = piece;
}

static void
grow(struct box *b, int width, int above, int below)
{
	if (width > b->width)
		b->width = width;
	if (above > b->above)
		b->above = above;
	if (below > b->below)
		b->below = below;
}

void
box_text(struct layout *l, struct box *b, int row, int col, const char *text,
    const struct node *node)
{
	box_line(l, b, row, col, 1, 0, text, node);
}

void
box_put(struct layout *l, struct box *b, int row, int col,
    const struct box *inner)
{
	add_piece(l, b, (struct piece){ row, col, inner, NULL, NULL, 1, 0 });
	grow(b, col + inner->width, inner->above - row, inner->below + row);
}

void
box_line(struct layout *l, struct box *b, int row, int col, int n, int down,
    const char *text, const struct node *node)
{
	int	width = text_width(text, strlen(text));

	if (n < 1)
		return;
	add_piece(l, b, (struct piece){ row, col, NULL, text, node, n,
	    down });
	grow(b, col + (down ? width : n * width), -row,
	    down ? row + n - 1 : row);
}

const char *
layout_sign(const struct layout *l, const char *unicode, const char *ascii)
{
	return l->ascii ? ascii : unicode;
}

const char *
layout_text(const struct layout *l, const struct node *node)
{
	if (node->kind == NODE_GLYPH)
		return layout_sign(l, node->glyph->unicode,
		    node->glyph->ascii);
	if (l->ascii && node->word_ascii != NULL)
		return node->word_ascii;
	return node->word;
}

/* Text that may come from anywhere; in ASCII what has no letter is a "?". */
static struct box *
layout_word(struct layout *l, const struct node *node)
{
	struct box	*b = box_new(l);
	const char	*text = layout_text(l, node);
	struct str	 s;

	if (l->ascii && node->kind != NODE_GLYPH) {
		str_init(&s);
		text_show(&s, text, strlen(text), 0);
		text = arena_strdup(l->arena, s.data);
		str_release(&s);
	}
	box_text(l, b, 0, 0, text, node);
	return b;
}

/* ----------------------------------------------------------------- spacing */

static int
stands_apart(const struct node *node)
{
	if (node->kind == NODE_SCRIPTS && node->part[0] != NULL)
		return stands_apart(node->part[0]);
	if (node->kind == NODE_FENCE)
		return node->part[0] != NULL &&
		    node->part[0]->kind == NODE_TABLE;
	return node->kind == NODE_FRACTION || node->kind == NODE_BRACE ||
	    node->kind == NODE_UNKNOWN;
}

enum atom
layout_atom(const struct node *node, int to_the_right)
{
	if (node->kind == NODE_FENCE && node->part[0] != NULL)
		return to_the_right ? ATOM_CLOSE : ATOM_OPEN;
	if (node->kind == NODE_SCRIPTS && node->part[0] != NULL) {
		if (to_the_right && node->part[0]->kind == NODE_FENCE)
			return ATOM_CLOSE;
		return layout_atom(node->part[0], to_the_right);
	}
	if (node->kind == NODE_SPACE)
		return ATOM_SPACE;
	return node->atom;
}

/* The TeXbook, p. 170, in cells. */
int
layout_gap(enum atom left, enum atom right, enum level level)
{
	if (left == ATOM_SPACE || right == ATOM_SPACE)
		return 0;
	if (left == ATOM_OP && (right == ATOM_ORD || right == ATOM_OP))
		return 1;
	if (right == ATOM_OP && (left == ATOM_ORD || left == ATOM_CLOSE))
		return 1;
	if (level == LEVEL_SCRIPT)
		return 0;
	if (left == ATOM_PUNCT)
		return right != ATOM_CLOSE && right != ATOM_PUNCT;
	if (left == ATOM_REL || right == ATOM_REL)
		return left != right && left != ATOM_OPEN &&
		    right != ATOM_CLOSE && right != ATOM_PUNCT;
	return left == ATOM_BIN || right == ATOM_BIN;
}

static enum atom
layout_binary(const struct node *row, uint32_t i, enum atom before)
{
	uint32_t	next;
	enum atom	after;

	if (before != ATOM_ORD && before != ATOM_CLOSE)
		return ATOM_ORD;
	for (next = i + 1; next < row->n; next++) {
		after = layout_atom(row->child[next], 0);
		if (after == ATOM_SPACE)
			continue;
		return after == ATOM_REL || after == ATOM_CLOSE ||
		    after == ATOM_PUNCT ? ATOM_ORD : ATOM_BIN;
	}
	return ATOM_BIN;
}

/* A name of several letters in ASCII. */
static int
is_long(const struct node *node)
{
	const char	*text;

	if (node->kind == NODE_SCRIPTS && node->part[0] != NULL)
		return is_long(node->part[0]);
	if (node->kind != NODE_GLYPH)
		return 0;
	text = node->glyph->ascii;
	return strlen(text) > 1 && ((*text >= 'a' && *text <= 'z') ||
	    (*text >= 'A' && *text <= 'Z'));
}

static int
is_bar(const struct node *node)
{
	if (node->kind == NODE_SCRIPTS && node->part[0] != NULL)
		node = node->part[0];
	return node->kind == NODE_GLYPH && *node->glyph->ascii == '|';
}

/*
 * In ASCII, names of several letters do not touch their neighbours, and
 * nothing touches scripts: sigma x_1 y, but |Sigma|.
 */
static int
is_crowded(const struct spacing *s, const struct node *child, enum atom atom)
{
	const struct node	*last = s->last;

	if (!s->ascii || last == NULL || atom != ATOM_ORD || is_bar(child))
		return 0;
	if (last->kind == NODE_SCRIPTS)
		return s->left == ATOM_ORD || s->left == ATOM_CLOSE;
	return s->left == ATOM_ORD && !is_bar(last) && (is_long(last) ||
	    is_long(child));
}

void
layout_space(struct spacing *s, int count)
{
	s->space += count;
	/* What follows a wide blank begins anew: 1 \quad -1. */
	if (s->space > 1)
		s->left = ATOM_OPEN;
}

int
layout_next(struct spacing *s, const struct node *row, uint32_t i)
{
	const struct node	*child = row->child[i];
	enum atom		 atom = layout_atom(child, 0), after;
	int			 apart = stands_apart(child);
	int			 gap, sign, touches;

	sign = atom == ATOM_BIN;
	if (sign)
		atom = layout_binary(row, i, s->left);
	sign = sign && atom == ATOM_ORD;
	gap = layout_gap(s->left, atom, s->level);
	touches = apart && ((s->sign && !s->flat) || s->left == ATOM_ORD ||
	    s->left == ATOM_CLOSE);
	touches |= s->apart && (atom == ATOM_ORD || atom == ATOM_OPEN);
	if (gap == 0 && !s->first && touches)
		gap = 1;
	if (gap == 0 && is_crowded(s, child, atom))
		gap = 1;
	if (s->space > gap)
		gap = s->space;
	s->last = child;
	after = layout_atom(child, 1);
	s->atom = atom;
	/* A sign before its operand takes no blank: -exp x. */
	s->left = sign ? ATOM_OPEN : after == ATOM_BIN ? atom : after;
	s->sign = sign;
	s->apart = apart;
	s->space = s->first = 0;
	return gap;
}

struct box *
layout_row(struct layout *l, const struct node *row, enum level level,
    enum atom before)
{
	struct box		*b = box_new(l);
	const struct box	*inner;
	const struct node	*child;
	struct spacing		 s = { .left = before, .level = level };
	int			 col = 0;
	uint32_t		 i;

	s.first = before == ATOM_OPEN;
	s.ascii = l->ascii;
	s.flat = l->flat || level == LEVEL_SCRIPT;
	for (i = 0; i < row->n; i++) {
		child = row->child[i];
		if (child->kind == NODE_SPACE) {
			layout_space(&s, child->count);
			continue;
		}
		col += layout_next(&s, row, i);
		inner = layout_node(l, child, level);
		box_put(l, b, 0, col, inner);
		col += inner->width;
	}
	if (col + s.space > b->width)
		b->width = col + s.space;
	return b;
}

struct box *
layout_node(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b;

	if (node == NULL)
		return box_new(l);
	switch (node->kind) {
	case NODE_ROW:
		return layout_row(l, node, level, ATOM_OPEN);
	case NODE_GLYPH:
	case NODE_WORD:
	case NODE_UNKNOWN:
		return layout_word(l, node);
	case NODE_SCRIPTS:
		return layout_scripts(l, node, level);
	case NODE_FENCE:
		return layout_fence(l, node, level);
	case NODE_TABLE:
		return layout_table(l, node, level);
	case NODE_SPACE:
		b = box_new(l);
		b->width = node->count;
		return b;
	default:
		return layout_part(l, node, level);
	}
}
