/* SPDX-License-Identifier: MIT */
/*
 * The curve of a number over the iterations, of all runs or of two; and the
 * list of the runs.
 */

#include <math.h>
#include <string.h>

#include "gradus/explain.h"
#include "gradus/text.h"

#include "draw.h"
#include "plot.h"

#define DIGITS		4	/* of the labels */
#define MAX_CURVES	TIMELINE_MAX_RUNS

static const uint8_t	colours[] = { ROLE_CYAN, ROLE_YELLOW, ROLE_MAGENTA,
			    ROLE_GREEN, ROLE_BLUE, ROLE_RED };

struct source_of {
	const struct timeline	*timeline;
	size_t			 run, tracked;
};

static double
value_at(const void *context, long x)
{
	const struct source_of	*s = context;

	return timeline_value(s->timeline, s->run, s->tracked, x);
}

static uint8_t
colour_of(size_t run)
{
	return colours[(run - 1) % (sizeof colours / sizeof colours[0])];
}

static int
is_shown(const struct tutor *t, size_t run)
{
	return t->compared[0] == 0 || t->compared[0] == run ||
	    t->compared[1] == run;
}

/* The curves of the runs that are shown; each from where it branched off. */
static size_t
make_curves(struct ui *ui, struct curve *curves)
{
	const struct tutor	*t = ui->tutor;
	struct source_of	*s;
	size_t			 run, n = 0, tracked;

	tracked = timeline_track(t->timeline, t->plotted);
	for (run = 1; run <= timeline_runs(t->timeline); run++) {
		if (!is_shown(t, run))
			continue;
		s = arena_alloc(ui->frame, sizeof *s);
		*s = (struct source_of){ t->timeline, run, tracked };
		curves[n] = (struct curve){ value_at, s,
		    timeline_start(t->timeline, run),
		    timeline_known(t->timeline, run), colour_of(run),
		    run == timeline_run(t->timeline) };
		if (curves[n].first > 1)
			curves[n].first--;
		n++;
	}
	return n;
}

static const char *
number(struct ui *ui, double d)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	draw_number(ui, &s, d, DIGITS);
	text = arena_strdup(ui->frame, s.data);
	str_release(&s);
	return text;
}

static int
width_of(const char *s)
{
	return text_width(s, strlen(s));
}

/* Smallest and largest value at the left, first and last iteration below. */
static struct rect
draw_axes(struct ui *ui, struct canvas *c, struct rect r,
    const struct range *range)
{
	const char	*top = number(ui, range->y1);
	const char	*bottom = number(ui, range->y0), *last;
	struct style	 grey = draw_style(ROLE_GREY, 0);
	struct rect	 in = r;
	int		 left = width_of(top);

	if (width_of(bottom) > left)
		left = width_of(bottom);
	if (r.cols < left + 8 || r.rows < 2)
		return in;
	in.col += left + 1;
	in.cols -= left + 1;
	if (r.rows >= 4)
		in.rows--;
	if (range->y0 == range->y1)
		draw_text(ui, c, in.row + in.rows / 2, r.col, left, top,
		    grey);
	else {
		draw_text(ui, c, r.row, r.col + left - width_of(top), left,
		    top, grey);
		draw_text(ui, c, in.row + in.rows - 1, r.col + left -
		    width_of(bottom), left, bottom, grey);
	}
	if (in.rows == r.rows)
		return in;
	last = arena_printf(ui->frame, "%ld", range->x1);
	draw_text(ui, c, r.row + in.rows, in.col, in.cols, "1", grey);
	draw_text(ui, c, r.row + in.rows, in.col + in.cols - width_of(last),
	    width_of(last), last, grey);
	return in;
}

/* The present iteration: a mark on the curve, its number under it. */
static void
draw_present(struct ui *ui, struct canvas *c, struct rect r, struct rect in,
    const struct range *range)
{
	const struct timeline	*t = ui->tutor->timeline;
	long			 x = timeline_iteration(t);
	double			 y = tutor_value(ui->tutor,
				    ui->tutor->plotted, 0);
	const char		*s;
	int			 row, col, at;

	plot_at(in, range, x, y, &row, &col);
	if (row == -1)
		return;
	draw_text(ui, c, row, col, 1, ui->ascii ? "o" : "●",
	    draw_style(ROLE_PLAIN, LOOK_BOLD));
	s = arena_printf(ui->frame, "%ld", x);
	at = col - width_of(s) / 2;
	if (in.rows == r.rows || at < in.col + 2 || at + width_of(s) >
	    in.col + in.cols - 8)
		return;
	draw_text(ui, c, r.row + in.rows, at, width_of(s), s,
	    draw_style(ROLE_PLAIN, LOOK_BOLD));
}

/* The number of a run behind its curve. */
static void
draw_ends(struct ui *ui, struct canvas *c, struct rect in,
    const struct curve *curves, size_t n, const struct range *range)
{
	const struct source_of	*s;
	const char		*label;
	size_t			 i;
	int			 row, col;

	for (i = 0; i < n && n > 1; i++) {
		s = curves[i].context;
		plot_at(in, range, curves[i].last, value_at(s,
		    curves[i].last), &row, &col);
		label = arena_printf(ui->frame, "%zu", s->run);
		if (row == -1)
			continue;
		if (col + 1 + width_of(label) > in.col + in.cols)
			col = in.col + in.cols - width_of(label) - 1;
		draw_text(ui, c, row, col + 1, width_of(label), label,
		    draw_style(curves[i].role, LOOK_BOLD));
	}
}

void
view_curve(struct ui *ui, struct canvas *c, struct rect r)
{
	struct curve	 curves[MAX_CURVES];
	struct rect	 pane = { r.row, r.col + 1, r.rows, r.cols - 2 }, in;
	struct range	 range;
	size_t		 n;

	if (pane.rows < 1 || pane.cols < 1 ||
	    ui->tutor->plotted.symbol == NULL)
		return;
	n = make_curves(ui, curves);
	range = plot_range(curves, n);
	if (range.y0 > range.y1) {
		draw_text(ui, c, pane.row, pane.col, pane.cols,
		    "there is no finite value", draw_style(ROLE_GREY, 0));
		return;
	}
	in = draw_axes(ui, c, pane, &range);
	plot_draw(ui->frame, c, in, curves, n, &range, ui->ascii ? INK_ASCII :
	    ui->ink);
	draw_ends(ui, c, in, curves, n, &range);
	draw_present(ui, c, pane, in, &range);
}

/* "J", then a line in the colour of each run and its number. */
void
view_curve_title(struct ui *ui, struct canvas *c, struct rect r)
{
	const struct tutor	*t = ui->tutor;
	struct tutor_cursor	 at = { t->plotted, 0 };
	struct canvas		*name;
	const char		*label;
	size_t			 run;
	int			 col = r.col + 3, end = r.col + r.cols - 2;

	if (t->plotted.symbol == NULL || r.cols < 8)
		return;
	name = draw_cell_name(ui, &at);
	draw_text(ui, c, r.row, col - 1, 1, " ", draw_style(0, 0));
	if (t->view == VIEW_RUNS)
		col += draw_text(ui, c, r.row, col, end - col, "the runs",
		    draw_style(ROLE_PLAIN, 0));
	else
		col += draw_canvas(ui, c, r.row, col, end - col, name);
	draw_text(ui, c, r.row, col++, 1, " ", draw_style(0, 0));
	if (timeline_runs(t->timeline) < 2 || t->view == VIEW_RUNS)
		return;
	for (run = 1; run <= timeline_runs(t->timeline); run++) {
		if (!is_shown(t, run))
			continue;
		label = arena_printf(ui->frame, " run %zu ", run);
		if (col + width_of(label) + 2 > end) {
			draw_cut(ui, c, r.row, end);
			return;
		}
		col++;
		col += draw_text(ui, c, r.row, col, end - col, label,
		    draw_style(colour_of(run), run == timeline_run(
		    t->timeline) ? LOOK_BOLD | LOOK_REVERSE : 0));
	}
}

/* ---------------------------------------------------------------- the runs */

/* "from 4: alpha 0.5; w(3) 0.09" */
static const char *
label_of(struct ui *ui, size_t run)
{
	const struct timeline		*t = ui->tutor->timeline;
	const struct timeline_edit	*edits;
	const char			*text, *all;
	size_t				 i, n;

	edits = timeline_edits(t, run, &n);
	all = arena_printf(ui->frame, "%zu  from iteration %ld to %ld%s", run,
	    timeline_start(t, run), timeline_known(t, run),
	    n > 0 ? ": " : ", as given");
	for (i = 0; i < n; i++) {
		text = edits[i].text;
		if (strncmp(text, "set ", 4) == 0)
			text += 4;
		all = arena_printf(ui->frame, "%s%s%s", all, i > 0 ? "; " :
		    "", text);
	}
	return all;
}

void
view_runs(struct ui *ui, struct canvas *c, struct rect r)
{
	const struct timeline	*t = ui->tutor->timeline;
	size_t			 run, n = timeline_runs(t), first = 1;
	struct str		 line;
	int			 row, present;

	if (r.rows < 1 || r.cols < 3)
		return;
	if (n > (size_t)r.rows && timeline_run(t) > (size_t)r.rows)
		first = timeline_run(t) - (size_t)r.rows + 1;
	for (run = first, row = 0; run <= n && row < r.rows; run++, row++) {
		present = run == timeline_run(t);
		str_init(&line);
		str_add(&line, present ? "> " : "  ");
		str_add(&line, label_of(ui, run));
		draw_text(ui, c, r.row + row, r.col + 1, r.cols - 2,
		    line.data, draw_style(colour_of(run), present ?
		    LOOK_BOLD : 0));
		str_release(&line);
	}
	if (run <= n)
		draw_cut(ui, c, r.row + r.rows - 1, r.col + r.cols - 1);
	if (first > 1)
		draw_cut(ui, c, r.row, r.col + r.cols - 1);
}
