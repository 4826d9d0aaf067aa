/* SPDX-License-Identifier: MIT */
/*
 * gradus run: iterations of a model, and which of its values are printed.
 */

#include <string.h>

#include "gradus/plan.h"

#include "claim.h"
#include "output.h"

#define DIGITS		6	/* of text, where --digits is not given */

/* What is printed in each iteration: a symbol, or an expression. */
struct item {
	const char		*name;
	const struct symbol	*symbol;	/* NULL: an expression */
	size_t			 output;	/* its index in the plan */
	int			 updated;
};

struct run {
	struct app		*app;
	const struct settings	*settings;
	const struct writer	*writer;
	const struct lesson	*lesson;
	const struct model	*model;
	struct plan		*plan;
	const struct expr	**outputs;
	struct item		*items;
	size_t			 nitems, max;
	char			*shown;		/* by symbol: in --only */
	const struct symbol	*culprit;	/* first not finite, or NULL */
	int			 updated;	/* it was the update */
	long			 since;		/* in this iteration */
};

static int
is_updated(const struct symbol *s)
{
	return s->update != NULL;
}

/* A name of --only: n bytes of a text at the offset. */
static void
read_name(struct run *r, const struct source *text, size_t at, size_t n)
{
	struct diag		*d = &r->app->diag;
	const char		*name, *near;
	const struct symbol	*s;
	struct span		 span;

	for (; n > 0 && text->text[at] == ' '; n--)
		at++;
	while (n > 0 && text->text[at + n - 1] == ' ')
		n--;
	name = text->text + at;
	span = (struct span){ (uint32_t)at, (uint32_t)(at + n) };
	if (n == 0) {
		diag_error(d, text, span, "here is no name");
		return;
	}
	if ((s = model_find(r->model, name, n)) == NULL) {
		diag_error(d, text, span, "there is no %.*s", (int)n, name);
		if (diag_kept(d) &&
		    (near = model_nearest(r->model, name, n, 0)) != NULL)
			diag_hint(d, "did you mean %s?", near);
		return;
	}
	if (s->kind != SYMBOL_EQUATION && !is_updated(s)) {
		diag_error(d, text, span, "%s is %s, and those are not "
		    "printed", s->name, model_kind(s->kind));
		if (s->kind != SYMBOL_CHOICE)
			diag_hint(d, "--eval %s prints it", s->name);
	}
	r->shown[s->index] = 1;
}

static void
read_only(struct run *r)
{
	const struct texts	*only = &r->settings->only;
	const char		*text, *comma;
	size_t			 i, at;

	r->shown = arena_alloc(r->app->arena, r->model->nsymbols + 1);
	if (only->n == 0)
		memset(r->shown, 1, r->model->nsymbols);
	for (i = 0; i < only->n; i++) {
		text = only->v[i].text;
		for (at = 0;; at = (size_t)(comma - text) + 1) {
			comma = strchr(text + at, ',');
			read_name(r, &only->v[i], at, comma == NULL ?
			    strlen(text + at) : (size_t)(comma - text) - at);
			if (comma == NULL)
				break;
		}
	}
}

static void
add_item(struct run *r, const char *name, const struct symbol *symbol,
    size_t output, int updated)
{
	r->items = ARENA_GROW(r->app->arena, r->items, r->nitems, &r->max);
	r->items[r->nitems++] = (struct item){ name, symbol, output, updated };
}

/* 1 if something has this name already: no object has a key twice. */
static int
is_printed(const struct run *r, const char *name)
{
	size_t	i;

	for (i = 0; i < r->nitems; i++) {
		if (strcmp(r->items[i].name, name) == 0)
			return 1;
	}
	return 0;
}

/* All that is printed, in order: equations, expressions, new values. */
static void
choose_items(struct run *r)
{
	const struct model	*m = r->model;
	const struct texts	*evals = &r->settings->evals;
	size_t			 i;

	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->kind == SYMBOL_EQUATION && r->shown[i])
			add_item(r, m->symbols[i]->name, m->symbols[i], 0, 0);
	}
	r->outputs = arena_calloc(r->app->arena, evals->n + 1,
	    sizeof *r->outputs);
	for (i = 0; i < evals->n; i++) {
		r->outputs[i] = model_expression(m, r->app->arena,
		    &r->app->diag, &evals->v[i]);
		if (!is_printed(r, evals->v[i].text))
			add_item(r, evals->v[i].text, NULL, i, 0);
	}
	for (i = 0; i < m->nupdates; i++) {
		if (r->shown[m->updates[i]->index])
			add_item(r, m->updates[i]->name, m->updates[i], 0, 1);
	}
}

/* Compiles the model and edits its givens: the variant, then each --set. */
static enum status
prepare(struct run *r)
{
	struct plan_options	 options = { 0 };
	struct diag		*d = &r->app->diag;
	size_t			 errors = d->errors;

	read_only(r);
	choose_items(r);
	if (d->errors > errors)
		return STATUS_USAGE;
	options.outputs = r->outputs;
	options.noutputs = r->settings->evals.n;
	return app_plan(r->app, r->settings, r->model, &options, &r->plan);
}

static struct value
value_of(const struct run *r, const struct item *item)
{
	if (item->symbol == NULL)
		return (struct value){ item->name,
		    r->outputs[item->output]->shape,
		    plan_output(r->plan, item->output) };
	return (struct value){ item->name, item->symbol->shape,
	    item->updated ? plan_updated(r->plan, item->symbol) :
	    plan_value(r->plan, item->symbol) };
}

static void
print_iteration(struct run *r, struct output *o)
{
	const struct writer	*w = r->writer;
	struct value		 v;
	size_t			 i;

	o->niterations++;
	o->nvalues = 0;
	o->updated = 0;
	w->iteration(o);
	for (i = 0; i < r->nitems; i++) {
		if (r->items[i].updated && !o->updated) {
			o->updated = 1;
			o->nvalues = 0;
			w->updated(o);
		}
		v = value_of(r, &r->items[i]);
		w->value(o, &v);
		o->nvalues++;
	}
	if (!o->updated)
		w->updated(o);
	w->close(o);
	app_drain(r->app);
}

static void
iterate(struct run *r)
{
	const struct settings	*s = r->settings;
	struct output		 o = { .app = r->app, .lesson = r->lesson };
	long			 i;

	o.digits = s->digits > 0 ? s->digits : DIGITS;
	r->writer->begin(&o);
	for (i = 1; i <= s->iterations && r->app->error == 0; i++) {
		if (i > 1)
			plan_advance(r->plan);
		plan_compute(r->plan);
		o.iteration = i;
		if ((i - 1) % s->every == 0 || i == s->iterations)
			print_iteration(r, &o);
		if (r->culprit == NULL) {
			r->culprit = plan_nonfinite(r->plan, &r->updated);
			r->since = i;
		}
	}
	r->writer->end(&o);
}

static void
warn_culprit(struct run *r)
{
	const struct symbol	*s = r->culprit;

	if (s == NULL)
		return;
	diag_warning(&r->app->diag, r->model->source,
	    r->updated ? s->update_span : s->span, r->updated ?
	    "the new value of %s is NaN or infinite, first in iteration %ld" :
	    "%s is NaN or infinite, first in iteration %ld", s->name,
	    r->since);
}

enum status
run_command(struct app *app, const struct settings *s)
{
	static const struct writer *const	writers[] = {
		[RUN_TEXT] = &text_writer,
		[RUN_JSON] = &json_writer,
		[RUN_CSV] = &csv_writer,
	};
	struct run	 r = { .app = app, .settings = s };
	struct lesson	*l = NULL;
	enum status	 status;

	r.writer = writers[s->format];
	if (s->digits > 0 && s->format != RUN_TEXT) {
		app_error(app, "--digits is for text: the other formats have "
		    "all digits");
		return STATUS_USAGE;
	}
	if ((status = app_load(app, s, &l)) != STATUS_OK)
		return status;
	r.lesson = l;
	r.model = l->model;
	if ((status = prepare(&r)) == STATUS_OK) {
		iterate(&r);
		warn_culprit(&r);
		claim_report(app, r.model, diag_warning);
	}
	plan_free(r.plan);
	return status;
}
