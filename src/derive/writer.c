/* SPDX-License-Identifier: MIT */
/*
 * The two texts of an explanation, the formula and its numbers, as they grow
 * by signs, numbers and cells.
 */

#include "writer.h"

#include <math.h>

#include "gradus/latex.h"
#include "gradus/num.h"

#define MAX_TEXT	200000	/* bytes of an explanation */

void
writer_put(struct writer *w, const char *plain, const char *latex)
{
	if (w->quiet)
		return;
	if (latex == NULL)
		latex = plain;
	str_add(&w->formula.plain, plain);
	str_add(&w->numbers.plain, plain);
	str_add(&w->formula.latex, latex);
	str_add(&w->numbers.latex, latex);
	if (w->numbers.latex.len > MAX_TEXT)
		w->fuel = 0;	/* nobody would read it */
}

/* A number as a person writes it: with a sign that is a minus. */
static void
add_number(struct writing *s, double d, int digits, enum op_priority place)
{
	struct str	text;
	int		brackets;

	str_init(&text);
	num_short(&text, d, digits);
	brackets = *text.data == '-' && place > PRIORITY_ADD;
	str_add(&s->plain, brackets ? "(" : "");
	if (*text.data == '-')
		str_add(&s->plain, "−");
	str_add(&s->plain, text.data + (*text.data == '-'));
	str_add(&s->plain, brackets ? ")" : "");
	str_add(&s->latex, brackets ? "(" : "");
	latex_number(&s->latex, d, digits);
	str_add(&s->latex, brackets ? ")" : "");
	str_release(&text);
}

struct mark
writer_mark(const struct writer *w)
{
	return (struct mark){ w->numbers.plain.len, w->numbers.latex.len,
	    w->nparts };
}

void
writer_replace(struct writer *w, struct mark from, double d)
{
	struct span	*span;

	if (w->quiet)
		return;
	str_truncate(&w->numbers.plain, from.plain);
	str_truncate(&w->numbers.latex, from.latex);
	add_number(&w->numbers, d, w->digits, PRIORITY_NONE);
	for (; from.parts < w->nparts; from.parts++) {
		span = &w->parts[from.parts].numbers;
		span->start = (uint32_t)from.plain;
		span->end = (uint32_t)w->numbers.plain.len;
	}
}

void
writer_number(struct writer *w, double d, enum op_priority place)
{
	if (w->quiet)
		return;
	add_number(&w->formula, d, 17, place);
	add_number(&w->numbers, d, w->digits, place);
}

/* "(2)", "(1,2)", or nothing behind a name that is one number. */
static void
add_place(struct str *s, struct cell c, const char *comma)
{
	struct shape	shape = c.symbol->shape;

	if (shape.rows <= 1 && shape.cols <= 1)
		return;
	if (shape.rows == 1 || shape.cols == 1)
		str_addf(s, "(%u)", shape.rows == 1 ? c.col : c.row);
	else
		str_addf(s, "(%u%s%u)", c.row, comma, c.col);
}

void
explain_name(struct str *s, struct cell c)
{
	str_add(s, c.symbol->name);
	add_place(s, c, ",");
}

void
explain_name_latex(struct str *s, struct cell c)
{
	latex_name(s, c.symbol);
	add_place(s, c, "{,}");
}

size_t
writer_use(struct writer *w, struct cell c)
{
	uint64_t	key[2] = { c.symbol->index,
			    (uint64_t)c.row << 32 | c.col };
	int32_t		i = map_get(&w->seen, key, sizeof key);

	if (i != -1)
		return (size_t)i;
	map_set(&w->seen, key, sizeof key, (int32_t)w->nused);
	w->used = ARENA_GROW(w->arena, w->used, w->nused, &w->max_used);
	w->used[w->nused++] = c;
	return w->nused - 1;
}

void
writer_show_cell(struct writer *w, struct cell c, size_t used, double d,
    enum op_priority place)
{
	struct explained_part	*part;
	struct str		 name;

	w->parts = ARENA_GROW(w->arena, w->parts, w->nparts, &w->max_parts);
	part = &w->parts[w->nparts++];
	part->used = used;
	part->formula.start = (uint32_t)w->formula.plain.len;
	part->numbers.start = (uint32_t)w->numbers.plain.len;
	str_init(&name);
	explain_name(&name, c);
	str_add(&w->formula.plain, name.data);
	str_addf(&w->formula.latex, "\\class{%s}{", name.data);
	str_addf(&w->numbers.latex, "\\class{%s}{", name.data);
	explain_name_latex(&w->formula.latex, c);
	add_number(&w->numbers, d, w->digits, place);
	str_addc(&w->formula.latex, '}');
	str_addc(&w->numbers.latex, '}');
	str_release(&name);
	part->formula.end = (uint32_t)w->formula.plain.len;
	part->numbers.end = (uint32_t)w->numbers.plain.len;
}
