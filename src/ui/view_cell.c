/* SPDX-License-Identifier: MIT */
/*
 * This cell: the arithmetic that made it, typeset; or what it is, if it is
 * given, its gradient, and what it will be next. While it is edited: the
 * field, and what is wrong with what was typed.
 */

#include <string.h>

#include "gradus/explain.h"
#include "gradus/latex.h"
#include "gradus/num.h"
#include "gradus/text.h"

#include "draw.h"

#define DIGITS	6
#define EQUALS	2	/* columns of "= " */

/* The pane, and the row where the next line goes. */
struct sheet {
	struct ui	*ui;
	struct canvas	*canvas;
	struct rect	 in;
	int		 row;
};

static int
left(const struct sheet *s)
{
	return s->in.row + s->in.rows - s->row;
}

static void
put_text(struct sheet *s, const char *text, enum role role)
{
	if (left(s) > 0)
		draw_text(s->ui, s->canvas, s->row, s->in.col, s->in.cols,
		    text, draw_style(role, 0));
	s->row++;
}

/* Text in as many lines as it takes and as are left. */
static void
put_wrapped(struct sheet *s, const char *text, enum role role)
{
	struct rect	r = { s->row, s->in.col, left(s), s->in.cols };

	s->row += draw_wrapped(s->ui, s->canvas, r, text,
	    draw_style(role, 0));
}

/* So many rows of a canvas at most; what is left out is marked. */
static void
put_canvas(struct sheet *s, const struct canvas *c, int most)
{
	int		rows = c->rows, i;
	struct rect	to = { s->row, s->in.col, 1, s->in.cols };

	if (rows > most)
		rows = most;
	if (rows > left(s))
		rows = left(s);
	for (i = 0; i < rows; i++, to.row++) {
		canvas_blit(s->canvas, to, c, i, 0);
		if (c->cols > to.cols || (i + 1 == rows && rows < c->rows))
			draw_cut(s->ui, s->canvas, to.row, to.col + to.cols -
			    1);
	}
	s->row += rows;
}

static void
put_latex(struct sheet *s, const char *latex)
{
	struct canvas	*c = draw_fitting(s->ui, latex, s->in.cols);

	put_canvas(s, c, c->rows);
}

/* Behind a "=". */
static void
put_side(struct sheet *s, const struct canvas *c, int most)
{
	struct rect	in = s->in;

	if (c == NULL || left(s) < 1 || most < 1)
		return;
	draw_text(s->ui, s->canvas, s->row, in.col, in.cols, "=",
	    draw_style(ROLE_PLAIN, 0));
	s->in.col += EQUALS;
	s->in.cols -= EQUALS;
	put_canvas(s, c, most);
	s->in = in;
}

static void
put_value(struct sheet *s, double d, int digits)
{
	struct str	text;

	str_init(&text);
	str_add(&text, "= ");
	draw_number(s->ui, &text, d, digits);
	if (left(s) > 0)
		draw_text(s->ui, s->canvas, s->row, s->in.col, s->in.cols,
		    text.data, draw_style(ROLE_PLAIN, LOOK_BOLD));
	s->row++;
	str_release(&text);
}

/*
 * formula = numbers = value; what repeats the one before is left out. Where
 * there is no room for all, each has its share: z shows the pane alone.
 */
static void
put_explanation(struct sheet *s, const struct explanation *x)
{
	struct canvas	*formula, *numbers = NULL;
	int		 width = s->in.cols - EQUALS, room = left(s) - 1, most;

	formula = draw_fitting(s->ui, x->formula_latex, width);
	if (x->numbers != NULL && !x->alone && strcmp(x->formula,
	    x->numbers) != 0)
		numbers = draw_fitting(s->ui, x->numbers_latex, width);
	most = formula->rows;
	if (numbers != NULL && most + numbers->rows > room) {
		most = room - numbers->rows;
		if (most < (room + 1) / 2)
			most = (room + 1) / 2;
	}
	put_side(s, formula, most);
	put_side(s, numbers, left(s) - 1);
	put_value(s, x->value, NUM_EXACT);
	if (!x->exact && numbers != NULL)
		put_wrapped(s, "computed in another order, so that the last "
		    "digits may differ", ROLE_GREY);
	if (s->ui->tutor->cursor.cell.symbol->objective != NULL)
		put_text(s, "d derives it", ROLE_GREY);
	else
		put_text(s, "d derives the gradient by it", ROLE_GREY);
}

/* ----------------------------------------------------------------- a given */

static const char *
describe(struct ui *ui, const struct symbol *s)
{
	switch (s->kind) {
	case SYMBOL_DATA:
		return "data, given";
	case SYMBOL_PARAM:
		return s->update != NULL ? "a weight: each iteration changes "
		    "it at its end" : "a weight";
	case SYMBOL_HYPER:
		return s->ranged ? arena_printf(ui->frame, "a "
		    "hyperparameter, from %g to %g", s->low, s->high) :
		    "a hyperparameter";
	case SYMBOL_STATE:
		return "a state, kept from one iteration to the next";
	default:
		return "a function that can be switched";
	}
}

static void
put_gradient(struct sheet *s, struct cell c)
{
	struct ui		*ui = s->ui;
	const struct symbol	*g = model_gradient(ui->tutor->lesson->model,
				    c.symbol);
	struct str		 latex;

	if (g == NULL || !shape_equal(g->shape, c.symbol->shape))
		return;
	str_init(&latex);
	str_addf(&latex, "\\text{its gradient } \\class{%s}{", g->name);
	explain_name_latex(&latex, (struct cell){ g, c.row, c.col });
	str_add(&latex, "} = ");
	latex_number(&latex, tutor_value(ui->tutor, (struct cell){ g, c.row,
	    c.col }, 0), DIGITS);
	put_latex(s, latex.data);
	str_release(&latex);
}

static void
put_next(struct sheet *s, struct cell c)
{
	struct explain_options	 o = { .digits = DIGITS, .updated = 1 };
	struct explanation	 x;
	struct str		 latex;

	if (c.symbol->update == NULL)
		return;
	explain_cell(s->ui->frame, timeline_plan(s->ui->tutor->timeline), &o,
	    c, &x);
	str_init(&latex);
	str_addf(&latex, "\\text{next: } %s = %s = ", x.formula_latex,
	    x.numbers_latex == NULL ? "\\cdots" : x.numbers_latex);
	latex_number(&latex, x.value, DIGITS);
	put_latex(s, latex.data);
	str_release(&latex);
}

static void
put_given(struct sheet *s, struct cell c)
{
	put_value(s, tutor_value(s->ui->tutor, c, 0), NUM_EXACT);
	put_gradient(s, c);
	put_next(s, c);
	put_wrapped(s, describe(s->ui, c.symbol), ROLE_PLAIN);
	put_text(s, "Enter edits it, + and - nudge it, d derives by it",
	    ROLE_GREY);
}

/* Options one after the other, the one that is chosen in reverse. */
static void
put_options(struct sheet *s, const struct symbol *choice, size_t chosen)
{
	size_t		i;
	int		at = s->in.col, n;
	const char	*name;

	for (i = 0; i < choice->noptions; i++) {
		name = op_def(choice->options[i])->name;
		n = (int)strlen(name) + 2;
		if (at + n > s->in.col + s->in.cols && at > s->in.col) {
			s->row++;
			at = s->in.col;
		}
		if (left(s) < 1)
			return;
		draw_text(s->ui, s->canvas, s->row, at, s->in.col +
		    s->in.cols - at, arena_printf(s->ui->frame, " %s ", name),
		    draw_style(ROLE_PLAIN, i == chosen ? LOOK_REVERSE : 0));
		at += n;
	}
	s->row++;
}

static void
put_choice(struct sheet *s, const struct symbol *choice)
{
	struct ui	*ui = s->ui;
	int		 choosing = ui->mode == MODE_CHOOSE;

	put_options(s, choice, choosing ? ui->option : plan_choice(
	    timeline_plan(ui->tutor->timeline), choice));
	put_wrapped(s, describe(ui, choice), ROLE_PLAIN);
	if (!choosing)
		put_text(s, "+ and - switch it, Enter lists", ROLE_GREY);
}

/* ----------------------------------------------------------------- editing */

/* The part of a field that fits, with the cursor in it. */
static void
put_field(struct sheet *s, const char *label)
{
	struct ui	*ui = s->ui;
	const char	*text = ui->field.text.data;
	size_t		 n = ui->field.text.len, from = 0;
	int		 at, width, cursor;

	at = draw_text(ui, s->canvas, s->row, s->in.col, s->in.cols, label,
	    draw_style(ROLE_PLAIN, LOOK_BOLD));
	width = s->in.cols - at - 1;
	while ((cursor = text_width(text + from, ui->field.at - from)) >
	    width && from < ui->field.at)
		do
			from++;
		while ((text[from] & 0xc0) == 0x80);
	if (width > 0)
		draw_text(ui, s->canvas, s->row, s->in.col + at, width + 1,
		    arena_strndup(ui->frame, text + from, n - from),
		    draw_style(ROLE_PLAIN, ui->fresh && ui->mode == MODE_EDIT ?
		    LOOK_REVERSE : LOOK_UNDERLINE));
	ui->caret_row = s->row;
	ui->caret_col = s->in.col + at + cursor;
	s->row++;
	if (ui->error.len == 0 || ui->error_at < from)
		return;
	cursor = text_width(text + from, ui->error_at - from);
	if (cursor <= width && left(s) > 0)
		draw_text(ui, s->canvas, s->row, s->in.col + at + cursor, 1,
		    "^", draw_style(ROLE_ERROR, LOOK_BOLD));
	s->row++;
}

static void
put_edit(struct sheet *s, struct cell c)
{
	struct ui	*ui = s->ui;
	struct str	 label;
	char		*hint;

	str_init(&label);
	explain_name(&label, c);
	str_add(&label, " = ");
	put_field(s, label.data);
	str_release(&label);
	if (ui->error.len == 0) {
		put_wrapped(s, describe(ui, c.symbol), ROLE_PLAIN);
		put_wrapped(s, "a number or an expression: 1/3, -sqrt(2), "
		    "2*w(1)", ROLE_GREY);
		return;
	}
	hint = strchr(ui->error.data, '\n');
	put_wrapped(s, arena_strndup(ui->frame, ui->error.data,
	    strcspn(ui->error.data, "\n")), ROLE_ERROR);
	if (hint != NULL)
		put_wrapped(s, hint + 1, ROLE_GREY);
}

/* ------------------------------------------------------------------- whole */

void
view_cell_title(struct ui *ui, struct canvas *c, struct rect r)
{
	const struct tutor_cursor	*at = &ui->tutor->cursor;
	struct canvas			*name;
	int				 n;

	if (at->cell.symbol == NULL || r.cols < 8)
		return;
	name = draw_cell_name(ui, at);
	n = name->cols < r.cols - 6 ? name->cols : r.cols - 6;
	draw_text(ui, c, r.row, r.col + 2, n + 2, " ", draw_style(0, 0));
	draw_canvas(ui, c, r.row, r.col + 3, n, name);
	draw_text(ui, c, r.row, r.col + 3 + n, 1, " ", draw_style(0, 0));
}

void
view_cell(struct ui *ui, struct canvas *c, struct rect r)
{
	struct sheet		 s = { ui, c, { r.row, r.col + 1, r.rows,
				    r.cols - 2 }, r.row };
	const struct cell	*cell = &ui->tutor->cursor.cell;

	if (s.in.rows < 1 || s.in.cols < 1 || cell->symbol == NULL)
		return;
	if (ui->mode == MODE_EDIT)
		put_edit(&s, *cell);
	else if (ui->mode == MODE_GOTO)
		put_field(&s, "iteration ");
	else if (cell->symbol->kind == SYMBOL_CHOICE)
		put_choice(&s, cell->symbol);
	else if (ui->explained == NULL)
		put_text(&s, "it has no cells", ROLE_GREY);
	else if (ui->explained->formula == NULL)
		put_given(&s, *cell);
	else
		put_explanation(&s, ui->explained);
	draw_light(ui, c, r);
}
