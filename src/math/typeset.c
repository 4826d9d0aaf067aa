/* SPDX-License-Identifier: MIT */
/*
 * A formula as a canvas: laid out in the width that there is, with its tag.
 */

#include <string.h>

#include "gradus/formula.h"
#include "gradus/text.h"

#include "layout.h"

#define TAG_GAP	4

static void
draw_text(struct canvas *c, const struct piece *p, int row, int col)
{
	int	i, width;

	for (i = 0; i < p->times; i++) {
		width = canvas_text(c, row, col, p->text, strlen(p->text),
		    p->node->style, p->node->span);
		row += p->down;
		col += p->down ? 0 : width;
	}
}

static void
draw(struct canvas *c, const struct box *b, int row, int col)
{
	const struct piece	*p;
	uint32_t		 i;

	for (i = 0; i < b->n; i++) {
		p = &b->v[i];
		if (p->box != NULL)
			draw(c, p->box, row + p->row, col + p->col);
		else
			draw_text(c, p, row + p->row, col + p->col);
	}
}

/* The number of an equation: at the right edge, or behind a gap. */
static struct box *
add_tag(struct layout *l, struct box *b, const struct node *tag, int width)
{
	struct box	*outer = box_new(l);
	struct box	*inner = layout_node(l, tag, LEVEL_TEXT);
	int		 col = width - inner->width;

	if (col < b->width + 2)
		col = b->width + TAG_GAP;
	box_put(l, outer, 0, 0, b);
	box_put(l, outer, 0, col, inner);
	return outer;
}

static struct box *
layout_whole(struct layout *l, const struct formula *f,
    const struct formula_options *o)
{
	const struct node	*root = f->root;
	int			 width = o->width;
	struct box		*b, *tag;

	if (f->tag != NULL && width > 0) {
		tag = layout_node(l, f->tag, LEVEL_TEXT);
		width = width > 2 * (tag->width + 2) ? width - tag->width - 2 :
		    width;
	}
	while (root->kind == NODE_ROW && root->n == 1 &&
	    (root->child[0]->kind == NODE_TABLE ||
	    root->child[0]->kind == NODE_ROW))
		root = root->child[0];
	l->small = layout_fits(root, LEVEL_DISPLAY);
	if (l->flat)
		b = layout_node(l, root, LEVEL_TEXT);
	else if (layout_breaks(root))
		b = layout_aligned(l, root, width);
	else if (root->kind == NODE_ROW)
		b = layout_lines(l, root, width, ATOM_OPEN);
	else
		b = layout_node(l, root, LEVEL_DISPLAY);
	return f->tag == NULL ? b : add_tag(l, b, f->tag, o->width);
}

static struct canvas *
too_large(struct arena *arena)
{
	static const char	 text[] = "(too large to be shown)";
	struct canvas		*c = canvas_new(arena, 1, sizeof text - 1);

	canvas_text(c, 0, 0, text, sizeof text - 1, (struct style){ NULL,
	    ROLE_UNKNOWN, 0 }, (struct span){ 0, 1 });
	return c;
}

struct canvas *
formula_typeset(struct arena *arena, const struct formula *f,
    const struct formula_options *o)
{
	struct layout	 l = { .arena = arena, .ascii = o->ascii,
			    .flat = o->form != FORMULA_DISPLAY };
	struct box	*b = layout_whole(&l, f, o);
	struct canvas	*c;

	if ((int64_t)box_rows(b) * b->width > FORMULA_MAX_CELLS)
		return too_large(arena);
	c = canvas_new(arena, box_rows(b), b->width);
	c->baseline = b->above;
	draw(c, b, b->above, 0);
	return c;
}
