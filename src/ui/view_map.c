/* SPDX-License-Identifier: MIT */
/*
 * The map: the names of the model in the order in which they are computed,
 * what is given before its first use, and under each name its gradient.
 *
 *	  x   W  →  s₁ → z₁   w  →  sₒᵤₜ → yₒᵤₜ → L → J
 *	      ΔW    δ₁        Δw    δₒᵤₜ
 *
 * What the step is about is lit, what has not been reached yet is dim. A map
 * that is too wide shows the part that is lit.
 */

#include <string.h>

#include "gradus/map.h"

#include "draw.h"

#define MARGIN	2

struct station {
	const struct symbol	*symbol, *gradient;	/* NULL: none */
	struct canvas		*name, *under;
	int			 arrow;			/* before it */
	int			 at, cols;
};

struct chart {
	struct ui		*ui;
	struct station		*v;
	size_t			 n, max;
	char			*seen;		/* by symbol */
	struct map		 nodes;		/* that were walked over */
	int			 cols;
};

static void
add(struct chart *c, const struct symbol *s, int arrow)
{
	struct station	*st;

	if (c->seen[s->index])
		return;
	c->seen[s->index] = 1;
	c->v = ARENA_GROW(c->ui->frame, c->v, c->n, &c->max);
	st = &c->v[c->n++];
	*st = (struct station){ .symbol = s, .arrow = arrow };
	st->gradient = model_gradient(c->ui->tutor->lesson->model, s);
	st->name = draw_name(c->ui, s);
	st->cols = st->name->cols;
	if (st->gradient == NULL)
		return;
	st->under = draw_name(c->ui, st->gradient);
	if (st->under->cols > st->cols)
		st->cols = st->under->cols;
}

/* What is given and stands in an expression. */
static void
add_givens(struct chart *c, const struct expr *e)
{
	uint32_t	i;

	if (map_get(&c->nodes, &e, sizeof e) != -1)
		return;
	map_set(&c->nodes, &e, sizeof e, 1);
	if (e->op == OP_NAME && e->attr.name.symbol->kind != SYMBOL_EQUATION)
		add(c, e->attr.name.symbol, 0);
	for (i = 0; i < e->nargs; i++)
		add_givens(c, e->arg[i]);
}

static void
place(struct chart *c)
{
	size_t	i;
	int	at = 0;

	for (i = 0; i < c->n; i++) {
		if (i > 0)
			at += c->v[i].arrow ? c->v[i - 1].symbol->kind ==
			    SYMBOL_EQUATION ? 3 : 5 : 3;
		c->v[i].at = at;
		at += c->v[i].cols;
	}
	c->cols = at;
}

static void
make(struct chart *c)
{
	const struct model	*m = c->ui->tutor->lesson->model;
	size_t			 i;

	c->seen = arena_alloc(c->ui->frame, m->nsymbols + 1);
	map_init(&c->nodes, c->ui->frame);
	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->kind != SYMBOL_EQUATION ||
		    m->symbols[i]->objective != NULL)
			continue;
		add_givens(c, m->symbols[i]->value);
		add(c, m->symbols[i], 1);
	}
	place(c);
}

static int
is_lit(const struct ui *ui, const struct symbol *s)
{
	size_t	i;

	for (i = 0; i < ui->tutor->nlit; i++)
		if (ui->tutor->items[i].symbol == s)
			return 1;
	return 0;
}

static struct style
style_of(const struct ui *ui, const struct symbol *s)
{
	if (s == ui->tutor->cursor.cell.symbol)
		return draw_style(draw_role(s), LOOK_BOLD | LOOK_REVERSE);
	if (is_lit(ui, s))
		return draw_style(draw_role(s), LOOK_BOLD | LOOK_UNDERLINE);
	if (!draw_is_reached(ui, s))
		return draw_style(ROLE_GREY, 0);
	return draw_style(draw_role(s), 0);
}

static void
draw_name_at(struct chart *c, struct canvas *to, int row, int at,
    const struct canvas *name, const struct symbol *s)
{
	int	i;

	canvas_copy(to, row, at, name);
	for (i = 0; i < name->cols; i++)
		canvas_at(to, row, at + i)->style = style_of(c->ui, s);
}

static struct canvas *
draw_chart(struct chart *c)
{
	struct canvas		*all = canvas_new(c->ui->frame, 2, c->cols);
	const struct station	*st;
	size_t			 i;
	int			 gap;

	for (i = 0; i < c->n; i++) {
		st = &c->v[i];
		draw_name_at(c, all, 0, st->at, st->name, st->symbol);
		if (st->gradient != NULL)
			draw_name_at(c, all, 1, st->at, st->under,
			    st->gradient);
		if (i == 0 || !st->arrow)
			continue;
		gap = st->at - c->v[i - 1].at - c->v[i - 1].cols;
		draw_line(c->ui, all, 0, st->at - gap / 2 - 1, 1, 0, "→",
		    ">");
	}
	return all;
}

/* The first column that is shown: what is lit is in the middle. */
static int
offset(const struct chart *c, int width)
{
	int	first = -1, last = 0, off;
	size_t	i;

	for (i = 0; i < c->n; i++) {
		if (!is_lit(c->ui, c->v[i].symbol) && (c->v[i].gradient ==
		    NULL || !is_lit(c->ui, c->v[i].gradient)))
			continue;
		if (first == -1)
			first = c->v[i].at;
		last = c->v[i].at + c->v[i].cols;
	}
	off = first == -1 ? 0 : (first + last - width) / 2;
	if (off > c->cols - width)
		off = c->cols - width;
	return off < 0 ? 0 : off;
}

void
view_map(struct ui *ui, struct canvas *canvas, struct rect r)
{
	struct chart	 c = { .ui = ui };
	struct rect	 in = { r.row, r.col + MARGIN, r.rows,
			    r.cols - 2 * MARGIN };
	int		 off;

	if (r.rows < 2 || in.cols < 1)
		return;
	make(&c);
	off = offset(&c, in.cols);
	canvas_blit(canvas, in, draw_chart(&c), 0, off);
	if (off > 0)
		draw_cut(ui, canvas, r.row, r.col);
	if (off + in.cols < c.cols)
		draw_cut(ui, canvas, r.row, r.col + r.cols - 1);
}
