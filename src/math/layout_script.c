/* SPDX-License-Identifier: MIT */
/*
 * Sub- and superscripts. Where every script of a line has small forms they
 * stand on the row of their base; else all of that line stand one row lower
 * or higher, so that those side by side look alike. ASCII has no small forms
 * and writes x_1 and W^T, as the model language does.
 */

#include <string.h>

#include "gradus/text.h"

#include "layout.h"

/* Appends the small forms of a script; 0 if it has none. */
static int
add_small(struct str *s, const struct node *node, int above)
{
	const char	*text, *small;
	char		 one[5];
	uint32_t	 i, cp;
	size_t		 at, len, n;

	switch (node->kind) {
	case NODE_ROW:
		for (i = 0; i < node->n; i++)
			if (!add_small(s, node->child[i], above))
				return 0;
		return 1;
	case NODE_SPACE:
		return node->count == 0;
	case NODE_GLYPH:
	case NODE_WORD:
		break;
	default:
		return 0;
	}
	text = node->kind == NODE_GLYPH ? node->glyph->unicode : node->word;
	n = strlen(text);
	for (at = 0; at < n; at += len) {
		len = text_decode(text + at, n - at, &cp);
		memcpy(one, text + at, len);
		one[len] = '\0';
		small = above ? symbols_superscript(one) :
		    symbols_subscript(one);
		if (small == NULL)
			return 0;
		str_add(s, small);
	}
	return 1;
}

/* Limits above and below, as of a sum on lines of its own. */
static int
takes_limits(const struct node *node, enum level level)
{
	const struct node	*base = node->part[0];
	int			 limits;

	if (base == NULL || base->limits < 0)
		return 0;
	limits = base->limits > 0 || (base->kind == NODE_GLYPH &&
	    base->glyph->limits);
	return limits && (level == LEVEL_DISPLAY || (base->limits > 0 &&
	    base->kind != NODE_WORD));
}

static int
script_fits(const struct node *node, enum level level)
{
	struct str	s;
	int		fits = 1;

	if (takes_limits(node, level))
		return 1;
	str_init(&s);
	if (node->part[1] != NULL)
		fits = add_small(&s, node->part[1], 0);
	if (fits && node->part[2] != NULL)
		fits = add_small(&s, node->part[2], 1);
	str_release(&s);
	return fits;
}

int
layout_fits(const struct node *node, enum level level)
{
	uint32_t	i;

	if (node == NULL)
		return 1;
	if (node->kind == NODE_SCRIPTS)
		return script_fits(node, level) &&
		    layout_fits(node->part[0], level);
	/* Lines of these are looked at one by one. */
	if (node->kind == NODE_TABLE && node->table == TABLE_ALIGNED)
		return 1;
	if (node->kind == NODE_FRACTION || node->kind == NODE_TABLE ||
	    node->kind == NODE_BINOMIAL)
		level = LEVEL_TEXT;
	for (i = 0; i < 3; i++)
		if (node->kind != NODE_PHANTOM &&
		    !layout_fits(node->part[i], level))
			return 0;
	for (i = 0; i < node->n; i++)
		if (!layout_fits(node->child[i], level))
			return 0;
	return 1;
}

static struct box *
centred(struct layout *l, const struct box *base, const struct box *above,
    const struct box *below)
{
	struct box	*b = box_new(l);
	int		 width = base->width;

	if (above != NULL && above->width > width)
		width = above->width;
	if (below != NULL && below->width > width)
		width = below->width;
	box_put(l, b, 0, (width - base->width) / 2, base);
	if (above != NULL)
		box_put(l, b, -base->above - 1 - above->below,
		    (width - above->width) / 2, above);
	if (below != NULL)
		box_put(l, b, base->below + 1 + below->above,
		    (width - below->width) / 2, below);
	b->width = width;
	return b;
}

/* What stands on rows of its own is a line of its own. */
static struct box *
own_line(struct layout *l, const struct node *script)
{
	int		 outer = l->small;
	struct box	*b;

	if (script == NULL)
		return NULL;
	l->small = layout_fits(script, LEVEL_SCRIPT);
	b = layout_node(l, script, LEVEL_SCRIPT);
	l->small = outer;
	return b;
}

/* A script on its own rows: at the corner of a tall base, else beside it. */
static void
put_corner(struct layout *l, struct box *b, const struct box *base, int col,
    const struct box *script, int above)
{
	int	row;

	if (above)
		row = base->above > 0 ? -base->above : -1 - script->below;
	else
		row = base->below > 0 ? base->below : 1 + script->above;
	box_put(l, b, row, col, script);
}

const char *
layout_small(struct layout *l, const struct node *script, int above)
{
	struct str	s;
	const char	*text = NULL;

	str_init(&s);
	if (add_small(&s, script, above))
		text = arena_strdup(l->arena, s.data);
	str_release(&s);
	return text;
}

/*
 * In small forms: on the first row of a tall base, and on its last. 0 if
 * there are none.
 */
static int
put_small(struct layout *l, struct box *b, const struct box *base,
    const struct node *node)
{
	const char	*below = "", *above = "";
	int		 col = b->width, width = 0;

	if (node->part[1] != NULL)
		below = layout_small(l, node->part[1], 0);
	if (node->part[2] != NULL)
		above = layout_small(l, node->part[2], 1);
	if (below == NULL || above == NULL)
		return 0;
	if (*below != '\0')
		box_text(l, b, base->below, col, below, node->part[1]);
	if (box_rows(base) == 1)
		width = b->width - col;
	if (*above != '\0')
		box_text(l, b, -base->above, col + width, above,
		    node->part[2]);
	return 1;
}

/* A script of more than one letter or number stands in brackets: x_(i,j). */
static int
is_plain_word(const struct node *node)
{
	uint32_t	i;

	if (node->kind == NODE_GLYPH || node->kind == NODE_WORD)
		return node->atom == ATOM_ORD && (node->kind == NODE_WORD ||
		    strcmp(node->glyph->name, "/") != 0);
	if (node->kind != NODE_ROW)
		return 0;
	if (node->n == 1 && node->child[0]->kind == NODE_GLYPH)
		return 1;
	for (i = 0; i < node->n; i++)
		if (!is_plain_word(node->child[i]))
			return 0;
	return node->n > 0;
}

/* (1) has brackets of its own. */
static int
is_bracketed(const struct node *node)
{
	return node->kind == NODE_ROW && node->n > 2 &&
	    layout_atom(node->child[0], 0) == ATOM_OPEN &&
	    layout_atom(node->child[node->n - 1], 1) == ATOM_CLOSE;
}

static void
put_marked(struct layout *l, struct box *b, const struct node *script,
    const char *mark, int row)
{
	struct box	*inner;
	int		 col = b->width;

	if (script == NULL || (script->kind == NODE_ROW && script->n == 0))
		return;
	if (script->kind == NODE_GLYPH || is_plain_word(script) ||
	    is_bracketed(script))
		inner = layout_node(l, script, LEVEL_SCRIPT);
	else
		inner = layout_bracketed(l, script, LEVEL_SCRIPT);
	box_text(l, b, row, col, mark, script);
	box_put(l, b, row, col + 1, inner);
}

static void
put_primes(struct layout *l, struct box *b, const struct box *base, int n,
    const struct node *node)
{
	box_line(l, b, -base->above, b->width, n, 0, layout_sign(l, "′",
	    "'"), node);
}

/* In small forms, or after _ and ^, on the rows of the base. */
static struct box *
inline_scripts(struct layout *l, const struct node *node, enum level level)
{
	static const struct box	 flat;
	const struct box	*base = layout_node(l, node->part[0], level);
	struct box		*b = box_new(l);

	box_put(l, b, 0, 0, base);
	if (node->primes > 0)
		put_primes(l, b, base, node->primes, node);
	if (!l->ascii && put_small(l, b, base, node))
		return b;
	if (node->part[0] != NULL && node->part[0]->kind == NODE_ACCENT)
		base = &flat;
	put_marked(l, b, node->part[1], "_", base->below);
	put_marked(l, b, node->part[2], "^", -base->above);
	return b;
}

struct box *
layout_scripts(struct layout *l, const struct node *node, enum level level)
{
	struct box	*b, *base;
	int		 col;

	if (!l->flat && takes_limits(node, level)) {
		b = centred(l, layout_node(l, node->part[0], level),
		    own_line(l, node->part[2]), own_line(l, node->part[1]));
		return b;
	}
	if (l->flat || l->ascii || l->small)
		return inline_scripts(l, node, level);
	b = box_new(l);
	base = layout_node(l, node->part[0], level);
	box_put(l, b, 0, 0, base);
	if (node->primes > 0)
		put_primes(l, b, base, node->primes, node);
	col = b->width;
	if (node->part[1] != NULL)
		put_corner(l, b, base, col, own_line(l, node->part[1]), 0);
	if (node->part[2] != NULL)
		put_corner(l, b, base, col, own_line(l, node->part[2]), 1);
	return b;
}
