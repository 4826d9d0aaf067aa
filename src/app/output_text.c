/* SPDX-License-Identifier: MIT */
/*
 * The values of a run for people: matrices in columns, of large ones the
 * corners.
 */

#include <math.h>
#include <string.h>

#include "gradus/num.h"
#include "gradus/text.h"

#include "output.h"

#define WIDTH		80
#define INDENT		2	/* before the rows of a matrix */
#define GAP		2	/* between columns, at least */

/* Of a matrix that is larger than this, these parts are shown. */
#define MAX_ROWS	20
#define FIRST_ROWS	15
#define LAST_ROWS	3
#define MAX_COLS	40
#define FIRST_COLS	35
#define LAST_COLS	3

/* A number, and the width of what stands before its decimal point. */
struct number {
	char	text[32];
	int	len, whole;
};

/* Part of a dimension: first to last, exclusive, with a hole in it. */
struct extract {
	uint32_t	n, hole, after;
};

/* A column's widest text before the point and from the point on. */
struct column {
	int	whole, part;
};

static struct extract
extract_make(uint32_t n, uint32_t max, uint32_t first, uint32_t last)
{
	if (n <= max)
		return (struct extract){ n, n, n };
	return (struct extract){ n, first, n - last };
}

static uint32_t
extract_next(const struct extract *v, uint32_t i)
{
	return i + 1 == v->hole ? v->after : i + 1;
}

static struct number
format_cell(double d, int digits)
{
	struct number	c;
	struct str	s;

	str_init(&s);
	if (isnan(d))
		str_add(&s, "NaN");
	else if (isinf(d))
		str_add(&s, d < 0 ? "-Inf" : "Inf");
	else
		num_short(&s, d, digits);
	memcpy(c.text, s.data, s.len + 1);
	c.len = (int)s.len;
	c.whole = isfinite(d) ? (int)strcspn(c.text, ".e") : c.len;
	str_release(&s);
	return c;
}

static struct number
cell_at(const struct output *o, const struct value *v, uint32_t i,
    uint32_t j)
{
	return format_cell(v->cells[(size_t)i * v->shape.cols + j],
	    o->digits);
}

static struct column
measure(const struct output *o, const struct value *v,
    const struct extract *rows, uint32_t j)
{
	struct column	col = { 0, 0 };
	struct number	c;
	uint32_t	i;

	for (i = 0; i < rows->n; i = extract_next(rows, i)) {
		c = cell_at(o, v, i, j);
		if (c.whole > col.whole)
			col.whole = c.whole;
		if (c.len - c.whole > col.part)
			col.part = c.len - c.whole;
	}
	return col;
}

static const char *
dots(const struct output *o)
{
	return o->app->utf8 ? "…" : "...";
}

static const char *
times(const struct output *o)
{
	return o->app->utf8 ? "×" : "x";
}

/* Columns from to to of all rows; there is room for them in cols. */
static void
add_rows(struct output *o, const struct value *v, const struct extract *rows,
    const struct column *cols, uint32_t from, uint32_t to)
{
	struct str	*out = &o->app->out;
	struct number	 c;
	size_t		 blanks;
	uint32_t	 i, j;

	for (i = 0; i < rows->n; i = extract_next(rows, i)) {
		if (i > 0 && i == rows->after)
			str_addf(out, "  %s (rows %u to %u)\n", dots(o),
			    rows->hole + 1, rows->after);
		blanks = INDENT;
		for (j = from; j < to; j++) {
			c = cell_at(o, v, i, j);
			blanks += (size_t)(cols[j - from].whole - c.whole);
			str_fill(out, ' ', blanks);
			str_addn(out, c.text, (size_t)c.len);
			blanks = GAP + (size_t)(cols[j - from].part -
			    (c.len - c.whole));
		}
		str_addc(out, '\n');
	}
}

/* Columns that fit beside each other, from the given one; at least one. */
static uint32_t
fit(const struct output *o, const struct value *v, const struct extract *rows,
    uint32_t from, uint32_t end, struct column *cols)
{
	uint32_t	j;
	int		width = INDENT - GAP;

	for (j = from; j < end && j - from < MAX_COLS; j++) {
		cols[j - from] = measure(o, v, rows, j);
		width += GAP + cols[j - from].whole + cols[j - from].part;
		if (width > WIDTH && j > from)
			break;
	}
	return j;
}

static void
add_block(struct output *o, const struct value *v)
{
	struct str	*out = &o->app->out;
	struct extract	 rows = extract_make(v->shape.rows, MAX_ROWS,
			    FIRST_ROWS, LAST_ROWS);
	struct extract	 cols = extract_make(v->shape.cols, MAX_COLS,
			    FIRST_COLS, LAST_COLS);
	struct column	 widths[MAX_COLS];
	uint32_t	 from, to;

	app_show(o->app, out, v->name);
	str_addf(out, " (%u%s%u)\n", v->shape.rows, times(o), v->shape.cols);
	for (from = 0; from < cols.n; from = to) {
		if (from == cols.hole) {
			str_addf(out, " %s (columns %u to %u)\n", dots(o),
			    from + 1, cols.after);
			from = cols.after;
		}
		to = fit(o, v, &rows, from, from < cols.hole ? cols.hole :
		    cols.n, widths);
		if (to - from == 1 && cols.n > 1)
			str_addf(out, " column %u:\n", to);
		else if (to - from < cols.n)
			str_addf(out, " columns %u to %u:\n", from + 1, to);
		add_rows(o, v, &rows, widths, from, to);
	}
}

/* "J = 1.96" or "s_out = [0.1  0.2]"; 0 if that does not fit a line. */
static int
make_line(const struct output *o, const struct value *v, struct str *line)
{
	struct number	c;
	size_t		n = shape_cells(v->shape);
	uint32_t	j;

	if (n > 0 && (v->shape.rows > 1 || v->shape.cols > MAX_COLS))
		return 0;
	app_show(o->app, line, v->name);
	str_add(line, n == 1 ? " = " : " = [");
	for (j = 0; j < n; j++) {
		c = cell_at(o, v, 0, j);
		str_addf(line, "%s%s", j > 0 ? "  " : "", c.text);
	}
	str_add(line, n == 1 ? "" : "]");
	if (n == 0)
		str_addf(line, " (%u%s%u)", v->shape.rows, times(o),
		    v->shape.cols);
	str_addc(line, '\n');
	return n == 1 || text_width(line->data, line->len - 1) <= WIDTH;
}

/* Blank lines set off what has rows. */
static void
text_value(struct output *o, const struct value *v)
{
	struct str	line;
	int		block;

	if (o->updated && o->nvalues == 0)
		str_add(&o->app->out, "\nupdated\n");
	str_init(&line);
	block = !make_line(o, v, &line);
	if (o->nvalues == 0 || block || o->block)
		str_addc(&o->app->out, '\n');
	if (block)
		add_block(o, v);
	else
		str_addn(&o->app->out, line.data, line.len);
	str_release(&line);
	o->block = block;
	app_drain(o->app);
}

static void
text_nothing(struct output *o)
{
	(void)o;
}

static void
text_iteration(struct output *o)
{
	str_addf(&o->app->out, "%siteration %ld\n",
	    o->niterations > 1 ? "\n" : "", o->iteration);
}

const struct writer	text_writer = {
	.begin = text_nothing,
	.iteration = text_iteration,
	.updated = text_nothing,
	.value = text_value,
	.close = text_nothing,
	.end = text_nothing,
};
