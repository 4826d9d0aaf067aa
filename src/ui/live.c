/* SPDX-License-Identifier: MIT */
/*
 * What stands in a lesson's text and follows the numbers: links, the arithmetic
 * of a cell, expressions, and derivations as far as they are revealed.
 */

#include "live.h"

#include "gradus/explain.h"
#include "gradus/latex.h"

/* What a number in the text is now, if it follows. */
static const char *
live_number(void *context, struct arena *arena, const struct phrase *p)
{
	const struct tutor		*t = context;
	const struct lesson_number	*n;
	const char			*text;
	struct str			 s;
	double				 value;

	n = number_of(t->lesson->numbers, t->lesson->nnumbers, p);
	if (n == NULL || n->iteration > 0)
		return NULL;
	plan_evaluate(timeline_plan(t->timeline), n->expr, &value);
	str_init(&s);
	number_format(&s, n, value);
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

/* Digits and columns of what is shown, less and less. */
static const struct room {
	int		 digits;
	uint32_t	 columns;
} rooms[] = {
	{ 6, 8 }, { 5, 8 }, { 4, 8 }, { 3, 8 }, { 3, 6 }, { 3, 5 }, { 3, 4 },
	{ 3, 3 },
};

/* The expression, and its value now. */
static void
add_print(struct str *s, struct arena *arena, const struct plan *plan,
    const struct expr *e, const struct room *room)
{
	double	*cells;

	cells = arena_calloc(arena, shape_cells(e->shape) + 1, sizeof *cells);
	plan_evaluate(plan, e, cells);
	latex_expr(s, e, LATEX_CLASSES);
	str_add(s, " = ");
	latex_matrix_narrow(s, cells, e->shape, room->digits, room->columns);
}

/* The arithmetic of a cell: in cells, in numbers, and what comes out. */
static void
add_explain(struct str *s, struct arena *arena, const struct plan *plan,
    const struct command *c, int digits)
{
	struct explain_options	o = { .updated = c->next, .digits = digits };
	struct explanation	x;

	explain_cell(arena, plan, &o, c->cells[0], &x);
	str_addf(s, "%s%s = ", c->next ? "\\text{new } " : "", x.name_latex);
	if (x.formula_latex != NULL)
		str_addf(s, "%s = ", x.formula_latex);
	if (x.numbers_latex != NULL && !x.alone)
		str_addf(s, "%s = ", x.numbers_latex);
	latex_number(s, x.value, digits);
}

/* What a command in the text shows now. */
static const char *
live_command(void *context, struct arena *arena, const struct command *c,
    int shorter)
{
	const struct tutor	*t = context;
	const struct plan	*plan = timeline_plan(t->timeline);
	const char		*text;
	struct str		 s;

	if ((size_t)shorter >= sizeof rooms / sizeof rooms[0])
		return NULL;
	str_init(&s);
	if (c->def->id == COMMAND_PRINT)
		add_print(&s, arena, plan, c->expr, &rooms[shorter]);
	else if (c->cells[0].row > 0 ||
	    shape_cells(c->cells[0].symbol->shape) == 1)
		add_explain(&s, arena, plan, c, rooms[shorter].digits);
	text = s.len > 0 ? arena_strdup(arena, s.data) : NULL;
	str_release(&s);
	return text;
}

/* ------------------------------------------------------------- derivations */

/* The first lines of a derivation, and how it goes on, as a document. */
static const struct block *
document(struct arena *arena, const struct derivation *d, size_t lines)
{
	struct source	*source = arena_alloc(arena, sizeof *source);
	struct str	 s;
	size_t		 i;

	str_init(&s);
	if (lines > 0)
		str_addf(&s, "## The derivation of $%s$\n", d->task->latex);
	for (i = 0; i < lines && i < d->nsteps; i++)
		derive_step_markdown(&s, d, i, 3);
	if (lines == 0)
		str_addf(&s, "Space derives $%s$, in %zu lines.\n",
		    d->task->latex, d->nsteps);
	*source = (struct source){ "derivation", arena_strndup(arena, s.data,
	    s.len), s.len, 1 };
	str_release(&s);
	return markdown_read(arena, NULL, source);
}

const struct block *
live_derivation(const struct tutor *t, struct arena *arena)
{
	const struct derivation *const *d;
	size_t				 n;

	if (t->derivation == NULL)
		return NULL;
	d = tutor_derivations(t, &n);
	return document(arena, d[0], t->lines);
}

/*
 * The derivation of a command in the text: in their order, each is revealed
 * before the next one begins.
 */
static const struct block *
derivation_of(void *context, struct arena *arena, const struct command *c)
{
	const struct tutor		*t = context;
	const struct step		*step = tutor_step(t);
	const struct derivation *const	*d;
	size_t				 i, k = 0, n, lines = t->lines;

	d = tutor_derivations(t, &n);
	for (i = 0; i < step->ncommands; i++) {
		if (step->commands[i].def->id != COMMAND_DERIVE)
			continue;
		if (step->commands[i].span.start == c->span.start)
			return document(arena, d[k], lines);
		lines -= lines < d[k]->nsteps ? lines : d[k]->nsteps;
		k++;
	}
	return NULL;
}

const struct command *
live_last(const struct tutor *t)
{
	const struct step		*step = tutor_step(t);
	const struct command		*last = NULL;
	const struct derivation *const	*d;
	size_t				 i, k = 0, n, lines = t->lines;

	d = tutor_derivations(t, &n);
	for (i = 0; i < step->ncommands && lines > 0; i++) {
		if (step->commands[i].def->id != COMMAND_DERIVE ||
		    t->derivation != NULL)
			continue;
		last = &step->commands[i];
		lines -= lines < d[k]->nsteps ? lines : d[k]->nsteps;
		k++;
	}
	return last;
}

void
live_options(struct tutor *t, struct page_options *o)
{
	o->number = live_number;
	o->command = live_command;
	o->derivation = derivation_of;
	o->context = t;
}
