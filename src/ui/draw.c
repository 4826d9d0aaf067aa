/* SPDX-License-Identifier: MIT */
/*
 * Text, formulas and numbers on a canvas, never beyond a width.
 */

#include "draw.h"

#include <math.h>
#include <string.h>

#include "gradus/explain.h"
#include "gradus/latex.h"
#include "gradus/num.h"
#include "gradus/text.h"

static const struct span	nowhere;

enum role
draw_role(const struct symbol *s)
{
	return s->objective != NULL ? ROLE_BACKWARD :
	    s->kind == SYMBOL_EQUATION ? ROLE_FORWARD : ROLE_GIVEN;
}

struct style
draw_style(enum role role, unsigned look)
{
	return (struct style){ NULL, (uint8_t)role, (uint8_t)look };
}

void
draw_cut(struct ui *ui, struct canvas *c, int row, int col)
{
	const char	*s = ui->ascii ? ">" : "…";

	canvas_text(c, row, col, s, strlen(s), draw_style(ROLE_MARK, 0),
	    nowhere);
}

int
draw_canvas(struct ui *ui, struct canvas *c, int row, int col, int width,
    const struct canvas *from)
{
	struct rect	to = { row, col, from->rows, width };
	int		i, j, cut;

	if (width < 1)
		return 0;
	canvas_blit(c, to, from, 0, 0);
	for (i = 0; i < from->rows && from->cols > width; i++) {
		for (cut = 0, j = width; j < from->cols; j++)
			cut |= canvas_at(from, i, j)->text[0] != '\0' &&
			    canvas_at(from, i, j)->text[0] != ' ';
		if (cut)
			draw_cut(ui, c, row + i, col + width - 1);
	}
	return from->cols < width ? from->cols : width;
}

int
draw_text(struct ui *ui, struct canvas *c, int row, int col, int width,
    const char *text, struct style style)
{
	struct str	 s;
	struct canvas	*line;
	int		 n;

	str_init(&s);
	text_show(&s, text, strlen(text), !ui->ascii);
	line = canvas_new(ui->frame, 1, text_width(s.data, s.len));
	canvas_text(line, 0, 0, s.data, s.len, style, nowhere);
	str_release(&s);
	n = draw_canvas(ui, c, row, col, width, line);
	return n;
}

/* Bytes of a text that fit in a line: up to a blank, if there is one. */
static size_t
line_end(const char *text, size_t n, int width)
{
	size_t		i, len, good = 0;
	uint32_t	cp;
	int		at = 0;

	for (i = 0; i < n; i += len) {
		len = text_decode(text + i, n - i, &cp);
		at += text_cell(cp);
		if (text[i] == ' ')
			good = i;
		if (at > width)
			return good > 0 ? good : i > 0 ? i : len;
	}
	return n;
}

int
draw_wrapped(struct ui *ui, struct canvas *c, struct rect r,
    const char *text, struct style style)
{
	size_t	n = strlen(text), end;
	int	row;

	for (row = 0; row < r.rows && n > 0; row++) {
		end = row + 1 == r.rows ? n : line_end(text, n, r.cols);
		draw_text(ui, c, r.row + row, r.col, r.cols,
		    arena_strndup(ui->frame, text, end), style);
		end += end < n && text[end] == ' ';
		text += end;
		n -= end;
	}
	return row;
}

void
draw_line(struct ui *ui, struct canvas *c, int row, int col, int n, int down,
    const char *unicode, const char *ascii)
{
	const char	*s = ui->ascii ? ascii : unicode;
	int		 i;

	for (i = 0; i < n; i++)
		canvas_text(c, down ? row + i : row, down ? col : col + i, s,
		    strlen(s), draw_style(ROLE_BORDER, 0), nowhere);
}

static struct formula *
read_latex(struct arena *arena, const char *latex)
{
	const char	*text = arena_strdup(arena, latex);

	return formula_read(arena, NULL, NULL, text, strlen(text), NULL);
}

/* On one row. */
static struct canvas *
draw_line_of(struct arena *arena, const struct formula *f, int ascii)
{
	struct formula_options	o = { FORMULA_LINE, 0, ascii };

	return formula_typeset(arena, f, &o);
}

struct canvas *
draw_fitting(struct ui *ui, const char *latex, int width)
{
	struct formula_options	 o = { FORMULA_DISPLAY, width, ui->ascii };
	struct formula		*f = read_latex(ui->frame, latex);
	struct canvas		*c = draw_line_of(ui->frame, f, ui->ascii);

	return c->cols <= width || width < 1 ? c :
	    formula_typeset(ui->frame, f, &o);
}

struct canvas *
draw_name(struct ui *ui, const struct symbol *symbol)
{
	struct canvas	**c = &ui->names[symbol->index];
	struct str	  s;

	if (*c != NULL)
		return *c;
	str_init(&s);
	latex_name(&s, symbol);
	*c = draw_line_of(ui->lasting, read_latex(ui->lasting, s.data),
	    ui->ascii);
	str_release(&s);
	return *c;
}

struct canvas *
draw_cell_name(struct ui *ui, const struct tutor_cursor *cursor)
{
	const struct symbol	*symbol = cursor->cell.symbol;
	struct str		 s;
	struct canvas		*c;

	if (!cursor->updated && (symbol->kind == SYMBOL_CHOICE ||
	    shape_cells(symbol->shape) == 1))
		return draw_name(ui, symbol);
	str_init(&s);
	str_add(&s, cursor->updated ? "\\text{new }" : "");
	explain_name_latex(&s, cursor->cell);
	c = draw_line_of(ui->frame, read_latex(ui->frame, s.data), ui->ascii);
	str_release(&s);
	return c;
}

void
draw_number(struct ui *ui, struct str *s, double d, int digits)
{
	struct str	text;

	if (isnan(d) || isinf(d)) {
		str_add(s, isnan(d) ? "NaN" : ui->ascii ? d < 0 ? "-inf" :
		    "inf" : d < 0 ? "−∞" : "∞");
		return;
	}
	str_init(&text);
	num_add(&text, d, digits);
	if (*text.data == '-')
		str_add(s, ui->ascii ? "-" : "−");
	str_add(s, text.data + (*text.data == '-'));
	str_release(&text);
}

/* ------------------------------------------------------------------ lights */

static int
is_operand(const struct ui *ui, const struct symbol *s)
{
	const struct explanation	*x = ui->explained;
	size_t				 i;

	for (i = 0; x != NULL && i < x->nused; i++)
		if (x->used[i].symbol == s)
			return 1;
	return 0;
}

/* The name that a mark is of: "w", or "w(3)", which is a cell of it. */
static const struct symbol *
marked(const struct ui *ui, const char *mark)
{
	return model_find(ui->tutor->lesson->model, mark,
	    strcspn(mark, "("));
}

static void
light(const struct ui *ui, struct style *style)
{
	const struct symbol	*s = marked(ui, style->mark);

	if (s == NULL)
		return;
	style->role = (uint8_t)draw_role(s);
	if (s == ui->tutor->cursor.cell.symbol)
		style->look |= LOOK_BOLD;
	else if (is_operand(ui, s))
		style->look |= LOOK_UNDERLINE;
}

void
draw_light(struct ui *ui, struct canvas *c, struct rect r)
{
	struct canvas_cell	*cell;
	struct style		 last = { NULL, 0, 0 }, lit = last;
	int			 i, j;

	for (i = r.row; i < r.row + r.rows; i++) {
		for (j = r.col; j < r.col + r.cols; j++) {
			cell = canvas_at(c, i, j);
			if (cell->style.mark == NULL)
				continue;
			if (cell->style.mark != last.mark ||
			    cell->style.look != last.look ||
			    cell->style.role != last.role) {
				last = lit = cell->style;
				light(ui, &lit);
			}
			cell->style = lit;
			cell->style.mark = NULL;
		}
	}
}

uint64_t
draw_hash(uint64_t a, uint64_t b)
{
	a = (a + 1) * 0x9e3779b97f4a7c15u;
	a = (a ^ a >> 29 ^ b) * 0xbf58476d1ce4e5b9u;
	return a ^ a >> 32;
}

int
draw_is_reached(const struct ui *ui, const struct symbol *s)
{
	return s->span.start < tutor_step(ui->tutor)->span.end;
}
