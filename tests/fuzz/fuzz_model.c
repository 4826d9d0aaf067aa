/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a model: reading, noting mistakes, printing, running, editing,
 * explaining, deriving and checking must neither crash nor hang nor disagree
 * with themselves. What follows a line "---" is read as edits, what follows
 * "+++" as an expression.
 */

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "gradus/check.h"
#include "gradus/claim.h"
#include "gradus/derive.h"
#include "gradus/explain.h"
#include "gradus/fatal.h"
#include "gradus/page.h"
#include "gradus/plan.h"
#include "gradus/print.h"

#define SMALL	20000	/* cells and operations that are run */
#define SHORT	500	/* nodes of what is run once more when read again */

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct input {
	struct source	model, edits, expression;
};

/* csv() looks for its files here, and finds none. */
static const char	*const name = "/nonexistent/model";

static void
format(const struct diag *d)
{
	struct str	s;

	str_init(&s);
	diag_format(d, &s, 1);
	diag_format(d, &s, 0);
	str_release(&s);
}

static struct source
cut(const char **text, size_t *n, const char *mark)
{
	struct source	 s = { name, *text, *n, 1 };
	const char	*p;
	size_t		 len = strlen(mark);

	for (p = *text; (size_t)(p - *text) + len <= *n; p++) {
		if (memcmp(p, mark, len) == 0) {
			s.len = (size_t)(p - *text);
			*n -= s.len + len;
			*text = p + len;
			return s;
		}
	}
	*text += *n;
	*n = 0;
	return s;
}

static int
same(double x, double y)
{
	return x == y || (isnan(x) && isnan(y)) ||
	    fabs(x - y) <= 1e-9 * fabs(x);
}

/* An expression and what its text was read as have the same value. */
static void
compare(const struct model *m, struct diag *d, const char *text,
    const struct expr *e, const struct expr *again)
{
	const struct expr	*both[] = { e, again };
	struct plan_options	 options = { .outputs = both, .noutputs = 2,
				    .only_outputs = 1 };
	struct plan		*p;
	size_t			 i, n = shape_cells(e->shape);

	if (!shape_equal(e->shape, again->shape))
		fatal("read again with another shape: %s", text);
	if (e->size > SHORT || (p = plan_new(m, &options, d)) == NULL)
		return;
	if (plan_arithmetic(p) <= SMALL)
		plan_compute(p);
	for (i = 0; i < n; i++) {
		if (!same(plan_output(p, 0)[i], plan_output(p, 1)[i]))
			fatal("read again with another value: %s", text);
	}
	plan_free(p);
}

/* What is printed is read as an expression that prints the same. */
static void
reread(const struct model *m, struct arena *arena, const struct expr *e)
{
	const struct expr	*again;
	struct source		 source;
	struct str		 one, two;
	struct diag		 d;

	str_init(&one);
	str_init(&two);
	print_expr(&one, e);
	diag_init(&d, arena);
	source = (struct source){ name, one.data, one.len, 1 };
	again = model_expression(m, arena, &d, &source);
	/* Brackets that the printer adds may be one too many. */
	if (again == NULL && strstr(d.notes[0].message, "nested") == NULL)
		fatal("not read again: %s: %s", one.data, d.notes[0].message);
	if (again != NULL) {
		print_expr(&two, again);
		if (strcmp(one.data, two.data) != 0)
			fatal("printed as %s, then as %s", one.data,
			    two.data);
		compare(m, &d, one.data, e, again);
	}
	str_release(&one);
	str_release(&two);
}

static void
print_all(const struct model *m)
{
	const struct symbol	*s;
	struct arena		*scratch;
	size_t			 i, j;

	scratch = arena_new();
	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		for (j = 0; j < 2; j++) {
			if (j == 0 ? s->value == NULL : s->update == NULL)
				continue;
			if ((j == 0 ? s->value : s->update)->size < 2000)
				reread(m, scratch,
				    j == 0 ? s->value : s->update);
		}
	}
	arena_free(scratch);
}

static void
iterate(struct plan *p)
{
	int	i, updated;

	for (i = 0; i < 2; i++) {
		plan_compute(p);
		plan_nonfinite(p, &updated);
		plan_advance(p);
	}
}

static size_t
cells(const struct model *m)
{
	size_t	i, n = 0;

	for (i = 0; i < m->nsymbols; i++)
		n += shape_cells(m->symbols[i]->shape);
	return n;
}

/* The first and the last cell of each name. */
static void
explain(const struct model *m, const struct plan *p)
{
	const struct symbol	*s;
	struct explanation	 x;
	struct arena		*scratch = arena_new();
	size_t			 i;

	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (s->kind == SYMBOL_CHOICE || shape_cells(s->shape) == 0)
			continue;
		explain_cell(scratch, p, NULL, (struct cell){ s, 1, 1 }, &x);
		explain_cell(scratch, p, NULL, (struct cell){ s,
		    s->shape.rows, s->shape.cols }, &x);
	}
	arena_free(scratch);
}

/* The first three derivations, as pages. */
static void
derive_all(const struct model *m, const struct plan *p)
{
	const struct page_options	 options = { .width = 60 };
	const struct symbol		*s;
	struct derive_options		 with = { .plan = p };
	struct derive_task		 task;
	struct arena			*scratch = arena_new();
	struct source			 source;
	struct block			*page;
	struct diag			 d;
	struct str			 text;
	size_t				 i;

	diag_init(&d, scratch);
	for (i = 0; i < 3 && (s = derive_equation(m, i)) != NULL; i++) {
		source = (struct source){ name, s->name, strlen(s->name), 1 };
		if (derive_find(m, scratch, &d, &source, (struct span){ 0,
		    (uint32_t)source.len }, &task) == -1)
			fatal("%s is not found", s->name);
		with.value = plan_value(p, s);
		str_init(&text);
		derive_markdown(&text, derive(scratch, m, &task, &with));
		source = (struct source){ name, text.data, text.len, 1 };
		page = markdown_read(scratch, &d, &source);
		if (page == NULL)
			fatal("no page: %s", text.data);
		page_typeset(scratch, page->blocks, page->nblocks, &options);
		str_release(&text);
	}
	arena_free(scratch);
}

static void
run(const struct model *m, struct plan *p, const struct edit *edits, size_t n)
{
	size_t	i, j;

	iterate(p);
	plan_compute(p);
	explain(m, p);
	derive_all(m, p);
	for (i = 0; i < m->nvariants; i++) {
		plan_reset(p);
		for (j = 0; j < m->variants[i].nedits; j++)
			plan_edit(p, &m->variants[i].edits[j]);
		iterate(p);
	}
	for (i = 0; i < m->nsymbols; i++) {
		for (j = 0; j < m->symbols[i]->noptions; j++) {
			plan_choose(p, m->symbols[i], j);
			iterate(p);
			plan_reset(p);
		}
	}
	for (i = 0; i < n; i++)
		plan_edit(p, &edits[i]);
	plan_compute(p);
}

static void
check(const struct model *m, struct diag *d)
{
	struct check_result	 r;
	struct check		*c = check_new(m, NULL, 0, d);
	size_t			 i, n = 0;

	for (i = 0; c != NULL && i < m->nsymbols && n < 3; i++) {
		if (m->symbols[i]->by == NULL ||
		    shape_cells(m->symbols[i]->by->shape) > 50)
			continue;
		check_gradient(c, m->symbols[i], d, &r);
		n++;
	}
	check_free(c);
}

static void
try_claims(const struct model *m, struct arena *arena, struct diag *d)
{
	struct claim_result	*results;
	size_t			 i;

	if (m->nclaims == 0 || m->nclaims > 10)
		return;
	results = arena_calloc(arena, m->nclaims, sizeof *results);
	if (claim_check(m, d, results) == -1)
		return;
	for (i = 0; i < m->nclaims; i++)
		if (results[i].equal > results[i].points ||
		    (!results[i].holds && results[i].points > 0 &&
		    results[i].row == 0))
			fatal("a claim is false nowhere");
}

static void
use(const struct model *m, struct arena *arena, struct diag *d,
    const struct input *in)
{
	const struct edit	*edits = NULL;
	const struct expr	*e = NULL;
	struct plan_options	 options = { 0 };
	struct plan		*p;
	size_t			 n = 0;

	if (cells(m) > SMALL)
		return;
	print_all(m);
	if (in->edits.len > 0)
		n = model_edits(m, arena, d, &in->edits, &edits);
	if (in->expression.len > 0)
		e = model_expression(m, arena, d, &in->expression);
	if (e != NULL && shape_cells(e->shape) <= SMALL) {
		options.outputs = &e;
		options.noutputs = 1;
	}
	if ((p = plan_new(m, &options, d)) == NULL)
		return;
	if (plan_arithmetic(p) <= SMALL) {
		run(m, p, edits, n);
		if (plan_arithmetic(p) <= SMALL / 20) {
			check(m, d);
			try_claims(m, arena, d);
		}
	}
	plan_free(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char	*text;
	struct input	 in;
	struct arena	*arena = arena_new();
	struct model	*m;
	struct span	 part;
	struct diag	 d;

	diag_init(&d, arena);
	/* A copy, so that reading past its end is found. */
	text = arena_strndup(arena, (const char *)data, size);
	in.model = cut(&text, &size, "\n---\n");
	in.edits = cut(&text, &size, "\n+++\n");
	in.expression = cut(&text, &size, "\n\n");
	part = (struct span){ 0, (uint32_t)in.model.len };
	m = model_parse(arena, &d, &in.model, &part, 1);
	if (d.errors == 0)
		use(m, arena, &d, &in);
	format(&d);
	arena_free(arena);
	return 0;
}
