/* SPDX-License-Identifier: MIT */
/*
 * The first line: where one is in the lesson, and in which iteration of which
 * run; the knobs and the number that is to become small.
 */

#include <string.h>

#include "draw.h"

#define DIGITS	6
#define GAP	3

/* The text of a block's phrases, on one line. */
static const char *
plain(struct ui *ui, const struct block *b)
{
	struct str	 s;
	const char	*text;
	size_t		 i;

	str_init(&s);
	for (i = 0; b != NULL && i < b->nphrases; i++)
		str_addn(&s, b->phrases[i].text, b->phrases[i].n);
	text = arena_strdup(ui->frame, s.data);
	str_release(&s);
	return text;
}

/* "α 0.05" */
static struct canvas *
value(struct ui *ui, struct cell c)
{
	struct tutor_cursor	 at = { c, 0 };
	struct canvas		*name = draw_cell_name(ui, &at), *both;
	struct str		 s;

	str_init(&s);
	draw_number(ui, &s, tutor_value(ui->tutor, c, 0), DIGITS);
	both = canvas_new(ui->frame, 1, name->cols + 1 + (int)s.len);
	canvas_copy(both, 0, 0, name);
	both->cols = name->cols + 1 + draw_text(ui, both, 0, name->cols + 1,
	    (int)s.len, s.data, draw_style(ROLE_STATUS, LOOK_BOLD));
	str_release(&s);
	return both;
}

static struct canvas *
text(struct ui *ui, const char *s)
{
	int		 n = (int)strlen(s);
	struct canvas	*c = canvas_new(ui->frame, 1, n);

	c->cols = draw_text(ui, c, 0, 0, n, s, draw_style(ROLE_STATUS, 0));
	return c;
}

/* What stands at the right, the most important first. */
static size_t
parts(struct ui *ui, struct canvas **v, size_t max)
{
	const struct tutor	*t = ui->tutor;
	const struct model	*m = t->lesson->model;
	size_t			 i, n = 0;

	v[n++] = text(ui, arena_printf(ui->frame, "iteration %ld",
	    timeline_iteration(t->timeline)));
	v[n++] = text(ui, arena_printf(ui->frame, "step %zu of %zu",
	    t->step + 1, tutor_chapter(t)->nsteps));
	if (t->plotted.symbol != NULL)
		v[n++] = value(ui, t->plotted);
	v[n++] = text(ui, arena_printf(ui->frame, "run %zu",
	    timeline_run(t->timeline)));
	for (i = 0; i < m->nsymbols && n < max; i++)
		if (m->symbols[i]->kind == SYMBOL_HYPER)
			v[n++] = value(ui, (struct cell){ m->symbols[i], 1,
			    1 });
	return n;
}

void
view_title(struct ui *ui, struct canvas *c, struct rect r)
{
	/* The order in which the parts of the array stand on the screen. */
	static const size_t	 first[] = { 1, 0, 3 };
	const struct lesson	*l = ui->tutor->lesson;
	struct canvas		*v[12];
	const char		*title, *chapter;
	size_t			 i, n = parts(ui, v, 12), shown;
	int			 width = 0, col;

	if (r.rows < 1)
		return;
	for (shown = 0; shown < n; shown++) {
		if (width + v[shown]->cols + GAP > r.cols * 3 / 5 - 1)
			break;
		width += v[shown]->cols + GAP;
	}
	chapter = plain(ui, tutor_chapter(ui->tutor)->title);
	title = arena_printf(ui->frame, "%s%s%s", *l->title == '\0' ? l->name :
	    l->title, *chapter == '\0' ? "" : ui->ascii ? " > " : " › ",
	    chapter);
	draw_text(ui, c, r.row, r.col + 1, r.cols - width - 2, title,
	    draw_style(ROLE_TITLE, LOOK_BOLD));
	col = r.col + r.cols - width + GAP - 1;
	for (i = 0; i < 3; i++)
		if (first[i] < shown)
			col += GAP + draw_canvas(ui, c, r.row, col,
			    r.col + r.cols - col, v[first[i]]);
	for (i = 4; i < n; i++)
		if (i < shown)
			col += GAP + draw_canvas(ui, c, r.row, col,
			    r.col + r.cols - col, v[i]);
	if (shown > 2)
		draw_canvas(ui, c, r.row, col, r.col + r.cols - col, v[2]);
}
