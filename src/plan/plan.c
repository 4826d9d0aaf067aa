/* SPDX-License-Identifier: MIT */
/*
 * A model that runs: its matrices, its code, its choices.
 */

#include "gradus/plan.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/fatal.h"

#include "emit.h"

/* What is computed, and the instructions that compute it. */
struct code {
	struct arena	*arena;
	struct program	 program;
	double		**value;	/* matrix by symbol index */
	double		**outputs;
};

/*
 * What has a value from outside lives in the arena `state`, what is computed
 * in that of the code. Switching a choice makes other code and leaves the
 * state alone.
 */
struct plan {
	const struct model	*model;
	struct plan_options	 options;
	struct arena		*state;
	size_t			*choices;	/* option by symbol index */
	double			**given;	/* matrix by symbol index */
	double			**updated;	/* NULL: not updated */
	/* All that is updated, and all new values, each in one piece. */
	double			*now, *next;
	size_t			 ncells;
	struct code		 code;
};

/* Symbols and extras, as roots of what is to be computed. */
struct roots {
	struct root	*v;
	size_t		 n;
};

static int
is_input(const struct plan *p, const struct symbol *s)
{
	return s->kind != SYMBOL_CHOICE &&
	    (s->kind != SYMBOL_EQUATION || s == p->options.given);
}

static size_t
updates(const struct plan *p)
{
	return p->options.only_outputs ? 0 : p->model->nupdates;
}

static double *
new_matrix(struct arena *arena, struct shape s)
{
	return arena_calloc(arena, shape_cells(s) + 1, sizeof(double));
}

/* Matrices of what has a value from outside; updated ones side by side. */
static void
allocate_state(struct plan *p)
{
	const struct model	*m = p->model;
	const struct symbol	*s;
	size_t			 i, at = 0;

	p->choices = arena_calloc(p->state, m->nsymbols + 1, sizeof(size_t));
	p->given = arena_calloc(p->state, m->nsymbols + 1, sizeof(double *));
	p->updated = arena_calloc(p->state, m->nsymbols + 1,
	    sizeof(double *));
	for (i = 0; i < updates(p); i++)
		p->ncells += shape_cells(m->updates[i]->shape);
	p->now = arena_calloc(p->state, p->ncells + 1, sizeof(double));
	p->next = arena_calloc(p->state, p->ncells + 1, sizeof(double));
	for (i = 0; i < updates(p); i++) {
		s = m->updates[i];
		p->given[s->index] = p->now + at;
		p->updated[s->index] = p->next + at;
		at += shape_cells(s->shape);
	}
	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (is_input(p, s) && p->given[i] == NULL)
			p->given[i] = new_matrix(p->state, s->shape);
	}
}

/* Bytes of all matrices that have a name, before any is allocated. */
static size_t
named_bytes(const struct plan *p)
{
	const struct model	*m = p->model;
	size_t			 i, cells = 0;

	for (i = 0; i < m->nsymbols; i++)
		cells += shape_cells(m->symbols[i]->shape);
	for (i = 0; i < updates(p); i++)
		cells += shape_cells(m->updates[i]->shape);
	return cells * sizeof(double);
}

static void
add_root(struct roots *r, int32_t value, enum scope scope, double *to)
{
	r->v[r->n++] = (struct root){ value, scope, to };
}

/* Which names an expression needs; a derived one shares its parts. */
static void
mark_names(struct map *seen, char *needed, const struct expr *e)
{
	uint32_t	i;

	if (e->op == OP_NAME) {
		needed[e->attr.name.symbol->index] = 1;
		return;
	}
	if (e->nargs == 0 || map_get(seen, &e, sizeof e) != -1)
		return;
	map_set(seen, &e, sizeof e, 1);
	for (i = 0; i < e->nargs; i++)
		mark_names(seen, needed, e->arg[i]);
}

/* The equations that have to be looked at: all, or what outputs need. */
static const char *
needed_symbols(const struct plan *p, struct arena *arena)
{
	const struct model	*m = p->model;
	char			*needed;
	struct map		 seen;
	size_t			 i;

	needed = arena_calloc(arena, m->nsymbols + 1, 1);
	if (!p->options.only_outputs) {
		memset(needed, 1, m->nsymbols);
		return needed;
	}
	map_init(&seen, arena);
	for (i = 0; i < p->options.noutputs; i++)
		mark_names(&seen, needed, p->options.outputs[i]);
	for (i = m->nsymbols; i-- > 0;) {
		if (needed[i] && m->symbols[i]->kind == SYMBOL_EQUATION &&
		    m->symbols[i] != p->options.given)
			mark_names(&seen, needed, m->symbols[i]->value);
	}
	return needed;
}

/* Initial values, then one iteration. */
static void
number_model(const struct plan *p, struct code *code, struct numbering *nb,
    struct roots *r)
{
	const struct model	*m = p->model;
	const char		*needed = needed_symbols(p, code->arena);
	const struct symbol	*s;
	size_t			 i;

	number_scope(nb, SCOPE_START);
	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (s->kind == SYMBOL_CHOICE || s->kind == SYMBOL_EQUATION)
			continue;
		nb->symbol[i] = number_expr(nb, s->value);
		add_root(r, nb->symbol[i], SCOPE_START, p->given[i]);
	}
	number_scope(nb, SCOPE_STEP);
	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (s->kind != SYMBOL_EQUATION || s == p->options.given ||
		    !needed[i])
			continue;
		nb->symbol[i] = number_expr(nb, s->value);
		if (p->options.only_outputs)
			continue;
		code->value[i] = new_matrix(code->arena, s->shape);
		add_root(r, nb->symbol[i], SCOPE_STEP, code->value[i]);
	}
	for (i = 0; i < updates(p); i++) {
		s = m->updates[i];
		add_root(r, number_expr(nb, s->update), SCOPE_STEP,
		    p->updated[s->index]);
	}
	for (i = 0; i < p->options.noutputs; i++) {
		code->outputs[i] = new_matrix(code->arena,
		    p->options.outputs[i]->shape);
		add_root(r, number_expr(nb, p->options.outputs[i]), SCOPE_STEP,
		    code->outputs[i]);
	}
}

/*
 * Compiles with these choices, in place of the code so far. Returns -1 if the
 * matrices are too large: all is as it was.
 */
static int
compile(struct plan *p, const size_t *choices)
{
	const struct model	*m = p->model;
	struct code		 code = { .arena = arena_new() };
	struct numbering	 nb;
	struct roots		 r = { 0 };
	size_t			 bytes = named_bytes(p);

	code.value = arena_calloc(code.arena, m->nsymbols + 1,
	    sizeof(double *));
	memcpy(code.value, p->given, m->nsymbols * sizeof(double *));
	code.outputs = arena_calloc(code.arena, p->options.noutputs + 1,
	    sizeof(double *));
	r.v = arena_calloc(code.arena, m->nsymbols + updates(p) +
	    p->options.noutputs + 1, sizeof r.v[0]);
	number_init(&nb, code.arena, m, choices, p->options.given);
	number_model(p, &code, &nb, &r);
	emit_mark(&nb, r.v, r.n, &bytes);
	if (bytes > PLAN_MAX_BYTES) {
		arena_free(code.arena);
		return -1;
	}
	emit_program(&nb, &code.program, r.v, r.n, code.value);
	emit_run(&code.program, SCOPE_CONSTANT);
	arena_free(p->code.arena);
	p->code = code;
	memmove(p->choices, choices, m->nsymbols * sizeof choices[0]);
	return 0;
}

struct plan *
plan_new(const struct model *m, const struct plan_options *options,
    struct diag *diag)
{
	struct plan	*p;

	p = xcalloc(1, sizeof *p);
	p->model = m;
	if (options != NULL)
		p->options = *options;
	if (named_bytes(p) <= PLAN_MAX_BYTES) {
		p->state = arena_new();
		allocate_state(p);
		if (compile(p, p->choices) == 0) {
			plan_reset(p);
			return p;
		}
	}
	diag_error(diag, NULL, (struct span){ 0, 0 }, "the matrices of this "
	    "model take more than %zu MiB together", PLAN_MAX_BYTES >> 20);
	diag_hint(diag, "take fewer samples, or smaller layers");
	plan_free(p);
	return NULL;
}

void
plan_free(struct plan *p)
{
	if (p == NULL)
		return;
	arena_free(p->code.arena);
	arena_free(p->state);
	free(p);
}

void
plan_reset(struct plan *p)
{
	emit_run(&p->code.program, SCOPE_START);
}

void
plan_evaluate(const struct plan *p, const struct expr *e, double *to)
{
	struct arena		*arena = arena_new();
	struct numbering	 nb;
	struct program		 program = { 0 };
	struct root		 root;
	size_t			 bytes = 0;

	assert(!expr_is_error(e));
	number_init(&nb, arena, p->model, p->choices, NULL);
	nb.computed = 1;
	number_scope(&nb, SCOPE_STEP);
	root = (struct root){ number_expr(&nb, e), SCOPE_STEP, to };
	emit_mark(&nb, &root, 1, &bytes);
	emit_program(&nb, &program, &root, 1, p->code.value);
	emit_run(&program, SCOPE_CONSTANT);
	emit_run(&program, SCOPE_STEP);
	arena_free(arena);
}

const char *
plan_edit(struct plan *p, const struct edit *edit)
{
	const struct symbol	*s = edit->to.symbol;
	double			*cells, *to;
	const char		*why = NULL;
	size_t			 n;

	if (s->kind == SYMBOL_CHOICE)
		return plan_choose(p, s, edit->option);
	n = shape_cells(edit->value->shape);
	cells = xcalloc(n + 1, sizeof *cells);
	plan_evaluate(p, edit->value, cells);
	to = p->given[s->index] + cell_offset(edit->to);
	if (s->ranged && !(*cells >= s->low && *cells <= s->high))
		why = "the value lies outside of its range";
	else
		memcpy(to, cells, n * sizeof *to);
	free(cells);
	return why;
}

int
plan_edits(struct plan *p, const struct source *source,
    const struct edit *edits, size_t n, struct diag *diag)
{
	const char	*why;
	size_t		 i;
	int		 status = 0;

	for (i = 0; i < n; i++) {
		if ((why = plan_edit(p, &edits[i])) == NULL)
			continue;
		diag_error(diag, source, edits[i].span, "%s: %s",
		    edits[i].to.symbol->name, why);
		status = -1;
	}
	return status;
}

const char *
plan_choose(struct plan *p, const struct symbol *s, size_t option)
{
	size_t	*choices, n = p->model->nsymbols;
	int	 result;

	assert(s->kind == SYMBOL_CHOICE && option < s->noptions);
	if (p->choices[s->index] == option)
		return NULL;
	choices = xcalloc(n, sizeof choices[0]);
	memcpy(choices, p->choices, n * sizeof choices[0]);
	choices[s->index] = option;
	result = compile(p, choices);
	free(choices);
	return result == 0 ? NULL : "with this option the matrices are too "
	    "large together";
}

void
plan_choose_all(struct plan *p, const size_t *options)
{
	int	result;

	if (memcmp(p->choices, options, p->model->nsymbols *
	    sizeof options[0]) == 0)
		return;
	result = compile(p, options);
	assert(result == 0);
	(void)result;
}

size_t
plan_choice(const struct plan *p, const struct symbol *s)
{
	return p->choices[s->index];
}

void
plan_compute(struct plan *p)
{
	emit_run(&p->code.program, SCOPE_STEP);
}

void
plan_advance(struct plan *p)
{
	memcpy(p->now, p->next, p->ncells * sizeof *p->now);
}

const double *
plan_value(const struct plan *p, const struct symbol *s)
{
	assert(s->kind != SYMBOL_CHOICE);
	return p->code.value[s->index];
}

const double *
plan_updated(const struct plan *p, const struct symbol *s)
{
	assert(p->updated[s->index] != NULL);
	return p->updated[s->index];
}

const double *
plan_output(const struct plan *p, size_t i)
{
	assert(i < p->options.noutputs);
	return p->code.outputs[i];
}

double *
plan_cells(struct plan *p, const struct symbol *s)
{
	assert(is_input(p, s));
	return p->given[s->index];
}

static int
all_finite(const double *cells, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++) {
		if (!isfinite(cells[i]))
			return 0;
	}
	return 1;
}

const struct symbol *
plan_nonfinite(const struct plan *p, int *updated)
{
	const struct model	*m = p->model;
	const struct symbol	*s;
	size_t			 i;

	*updated = 0;
	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (s->kind != SYMBOL_CHOICE &&
		    !all_finite(p->code.value[i], shape_cells(s->shape)))
			return s;
	}
	*updated = 1;
	for (i = 0; i < updates(p); i++) {
		s = m->updates[i];
		if (!all_finite(p->updated[s->index], shape_cells(s->shape)))
			return s;
	}
	return NULL;
}

size_t
plan_arithmetic(const struct plan *p)
{
	return p->code.program.arithmetic;
}

size_t
plan_instructions(const struct plan *p)
{
	return p->code.program.n[SCOPE_STEP];
}
