/* SPDX-License-Identifier: MIT */
/*
 * gradus check: mistakes of a lesson, and each gradient beside finite
 * differences, with every option of every choice and in every variant.
 */

#include "gradus/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gradus/num.h"
#include "gradus/op.h"
#include "gradus/text.h"
#include "gradus/tutor.h"

#include "app.h"
#include "claim.h"

struct report {
	struct app		*app;
	const struct model	*model;
	int			 width;		/* of the longest name */
	size_t			 total, tried, wrong, unknown;
	double			 work;		/* operations so far */
	struct timespec		 shown;		/* progress, last time */
};

/*
 * All checks of one command take a minute or two at most. One that is of
 * almost no work still takes as long as LEAST operations.
 */
#define MOST	1e11
#define LEAST	1e7
#define PARALLEL	0.99	/* the square of a cosine */

static void
add_number(struct str *out, double d)
{
	num_short(out, d, 6);
}

/* "1 cell", "2 cells" */
static void
add_count(struct str *out, size_t n, const char *what)
{
	str_addf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

/* "at a kink in 2 cells, right in 3" */
static void
add_part(struct str *out, const char *where, size_t n,
    const struct check_result *r)
{
	if (n == 0)
		return;
	str_add(out, where);
	add_count(out, n, r->directions ? "direction" : "cell");
	str_add(out, ", ");
}

static void
add_verdict(struct str *out, const struct check_result *r)
{
	switch (r->verdict) {
	case CHECK_RIGHT:
		str_add(out, "right in ");
		add_count(out, r->tried, r->directions ? "direction" : "cell");
		break;
	case CHECK_WRONG:
		str_add(out, "WRONG");
		if (r->row > 0)
			str_addf(out, " at (%u,%u)", r->row, r->col);
		str_add(out, ": it is ");
		add_number(out, r->exact);
		str_add(out, ", by differences ");
		add_number(out, r->difference);
		break;
	case CHECK_KINK:
	case CHECK_UNKNOWN:
		add_part(out, "unknown (not finite, or only noise) in ",
		    r->hidden, r);
		add_part(out, "at a kink in ", r->kinks, r);
		str_addf(out, "right in %zu", r->tried);
		break;
	}
	str_addc(out, '\n');
}

/*
 * On a terminal: what there is so far, or, if that goes elsewhere, how much,
 * five times a second and at each 500th.
 */
static void
show_progress(struct report *rep)
{
	struct timespec	now;

	if (isatty(STDOUT_FILENO)) {
		app_flush(rep->app);
		return;
	}
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!isatty(STDERR_FILENO) || (rep->tried % 500 != 0 &&
	    (now.tv_sec - rep->shown.tv_sec) * 1000 +
	    (now.tv_nsec - rep->shown.tv_nsec) / 1000000 < 200))
		return;
	rep->shown = now;
	fprintf(stderr, "\r%zu of %zu checked", rep->tried, rep->total);
}

/* Returns -1 after noting that it could not be tried. */
static int
check_one(struct report *rep, const struct check *c, const struct symbol *s)
{
	struct check_result	 r;
	struct str		*out = &rep->app->out;

	if (check_gradient(c, s, &rep->app->diag, &r) == -1)
		return -1;
	str_addf(out, "  %-*s  ", rep->width, s->name);
	add_verdict(out, &r);
	app_drain(rep->app);
	rep->tried++;
	rep->work += r.work > LEAST ? r.work : LEAST;
	show_progress(rep);
	rep->wrong += r.verdict == CHECK_WRONG;
	rep->unknown += r.verdict == CHECK_UNKNOWN;
	return 0;
}

static void
check_setting(struct report *rep, const char *title,
    const struct edit *edits, size_t nedits)
{
	const struct model	*m = rep->model;
	struct check		*c;
	size_t			 i;

	if (rep->work >= MOST ||
	    (c = check_new(m, edits, nedits, &rep->app->diag)) == NULL)
		return;
	app_show(rep->app, &rep->app->out, title);
	str_addc(&rep->app->out, '\n');
	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->by != NULL && (rep->work >= MOST ||
		    check_one(rep, c, m->symbols[i]) == -1))
			break;
	}
	check_free(c);
}

/* Each option but the first, which is the one that stands. */
static void
check_choice(struct report *rep, const struct symbol *choice)
{
	struct edit	edit = { .to.symbol = choice };

	for (edit.option = 1; edit.option < choice->noptions; edit.option++)
		check_setting(rep, arena_printf(rep->app->arena, "%s = %s",
		    choice->name, op_def(choice->options[edit.option])->name),
		    &edit, 1);
}

/* How many checks there are to be made. */
static size_t
count_checks(const struct model *m)
{
	size_t	i, gradients = 0, settings = 1 + m->nvariants;

	for (i = 0; i < m->nsymbols; i++) {
		gradients += m->symbols[i]->by != NULL;
		if (m->symbols[i]->kind == SYMBOL_CHOICE)
			settings += m->symbols[i]->noptions - 1;
	}
	return gradients * settings;
}

static void
check_all(struct report *rep)
{
	const struct model	*m = rep->model;
	const struct variant	*v;
	size_t			 i;

	rep->total = count_checks(m);
	clock_gettime(CLOCK_MONOTONIC, &rep->shown);
	check_setting(rep, "as it stands", NULL, 0);
	for (i = 0; i < m->nvariants; i++) {
		v = &m->variants[i];
		check_setting(rep, arena_printf(rep->app->arena,
		    "variant \"%s\"", v->name), v->edits, v->nedits);
	}
	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->kind == SYMBOL_CHOICE)
			check_choice(rep, m->symbols[i]);
	}
	if (isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO))
		fputs("\r\x1b[K", stderr);
}

static int
widest_gradient(const struct model *m)
{
	size_t	i;
	int	w, width = 0;

	for (i = 0; i < m->nsymbols; i++) {
		w = text_width(m->symbols[i]->name,
		    strlen(m->symbols[i]->name));
		if (m->symbols[i]->by != NULL && w > width)
			width = w;
	}
	return width;
}

/* What a number in the text is; -1 after noting that it is another. */
static int
check_number(struct report *rep, const struct lesson *l,
    const struct lesson_number *n, const struct plan *plan)
{
	struct diag	*d = &rep->app->diag;
	struct str	 right;
	double		 value;
	int		 same;

	if (number_compute(n, l->model, plan, d, &value) == -1)
		return -1;
	str_init(&right);
	number_format(&right, n, value);
	same = strcmp(right.data, n->text) == 0;
	if (!same) {
		diag_error(d, &l->source, n->span, "%s is printed, and %s is "
		    "%s", n->text, n->link + 1, right.data);
		diag_hint(d, strchr(n->link, ' ') == NULL ? "write [%s](%s)" :
		    "write [%s](<%s>)", right.data, n->link);
	}
	str_release(&right);
	return same ? 0 : -1;
}

/*
 * Numbers in the text beside what their expressions are, where the lesson
 * begins or where they say.
 */
static void
check_numbers(struct report *rep, const struct lesson *l)
{
	struct str	*out = &rep->app->out;
	struct plan	*plan;
	size_t		 i, wrong = 0;

	if (l->nnumbers == 0 || (plan = plan_new(l->model, NULL,
	    &rep->app->diag)) == NULL)
		return;
	plan_compute(plan);
	for (i = 0; i < l->nnumbers && rep->work < MOST; i++) {
		wrong += check_number(rep, l, &l->numbers[i], plan) == -1;
		rep->work += LEAST / 10 + (double)plan_arithmetic(plan) *
		    (double)l->numbers[i].iteration;
	}
	plan_free(plan);
	add_count(out, i, "number");
	str_add(out, " in the text: ");
	if (wrong > 0)
		str_addf(out, "%zu wrong", wrong);
	else
		str_add(out, "none wrong");
	if (i < l->nnumbers)
		str_addf(out, "; %zu more take too long", l->nnumbers - i);
	str_addc(out, '\n');
}

/* Every million operations of an experiment. */
static int
stop_work(void *context, long at)
{
	struct report	*rep = context;

	(void)at;
	rep->work += 1e6;
	return rep->work >= MOST;
}

struct tries {
	struct tutor	*tutor;		/* NULL as long as there is none */
	size_t		 done, refused, left;
};

/* Does the experiments of a step, as their keys would. */
static void
try_step(struct report *rep, struct tries *tries, const struct lesson *l,
    const struct step *step)
{
	const struct command	*c;
	size_t			 i;

	for (i = 0; i < step->ncommands; i++) {
		c = &step->commands[i];
		if (c->def->id != COMMAND_TRY)
			continue;
		if (rep->work >= MOST) {
			tries->left++;
			continue;
		}
		if (tries->tutor == NULL && (tries->tutor = tutor_new(l, NULL,
		    0, &rep->app->diag)) == NULL)
			return;
		tutor_on_work(tries->tutor, stop_work, rep);
		tries->done++;
		if (!(tutor_do(tries->tutor, c->line) & TUTOR_WRONG)) {
			tutor_do(tries->tutor, "undo");
			continue;
		}
		tries->refused++;
		diag_error(&rep->app->diag, &l->source, c->span,
		    "this experiment is refused: %s",
		    tries->tutor->diag.notes[0].message);
	}
}

static void
check_tries(struct report *rep, const struct lesson *l)
{
	struct tries	 tries = { NULL, 0, 0, 0 };
	struct str	*out = &rep->app->out;
	size_t		 i, k;

	for (i = 0; i < l->nchapters; i++)
		for (k = 0; k < l->chapters[i].nsteps; k++)
			try_step(rep, &tries, l, &l->chapters[i].steps[k]);
	tutor_free(tries.tutor);
	if (tries.done + tries.left == 0)
		return;
	add_count(out, tries.done, "experiment");
	if (tries.refused > 0)
		str_addf(out, ": %zu refused", tries.refused);
	else
		str_add(out, ": none refused");
	if (tries.left > 0)
		str_addf(out, "; %zu more take too long", tries.left);
	str_addc(out, '\n');
}

/* 1 if the update leads along the gradient, and not against it. */
static int
ascends(const struct plan *plan, const struct symbol *s,
    const struct symbol *gradient)
{
	const double	*now = plan_value(plan, s);
	const double	*next = plan_updated(plan, s);
	const double	*g = plan_value(plan, gradient);
	double		 dot = 0, step = 0, slope = 0, d;
	size_t		 i, n = shape_cells(s->shape);

	for (i = 0; i < n; i++) {
		d = next[i] - now[i];
		dot += d * g[i];
		step += d * d;
		slope += g[i] * g[i];
	}
	return isfinite(dot) && dot > 0 && dot * dot >= PARALLEL * step *
	    slope;
}

/* Against the gradient the objective becomes smaller. */
static void
check_updates(struct report *rep)
{
	const struct model	*m = rep->model;
	const struct symbol	*s, *gradient;
	struct plan		*plan;
	size_t			 i;

	if (m->nupdates == 0 || (plan = plan_new(m, NULL,
	    &rep->app->diag)) == NULL)
		return;
	plan_compute(plan);
	for (i = 0; i < m->nupdates; i++) {
		s = m->updates[i];
		gradient = model_gradient(m, s);
		if (gradient == NULL || gradient->column != 0 ||
		    !ascends(plan, s, gradient))
			continue;
		diag_warning(&rep->app->diag, m->source, s->update_span,
		    "this adds the gradient %s: its objective grows",
		    gradient->name);
		diag_hint(&rep->app->diag, "to make it smaller, subtract: "
		    "update %s = %s - …", s->name, s->name);
	}
	plan_free(plan);
}

static void
add_sum(struct report *rep)
{
	struct str	*out = &rep->app->out;

	if (rep->width == 0) {
		str_add(out, "no gradients to check\n");
		return;
	}
	add_count(out, rep->tried, "check");
	if (rep->wrong > 0)
		str_addf(out, ": %zu wrong", rep->wrong);
	else
		str_add(out, ": none wrong");
	if (rep->unknown > 0)
		str_addf(out, ", %zu unknown", rep->unknown);
	if (rep->work >= MOST && rep->tried < rep->total)
		str_addf(out, "; %zu more take too long and are not made",
		    rep->total - rep->tried);
	str_addc(out, '\n');
}

static void
check_claims(struct report *rep)
{
	size_t	wrong = claim_report(rep->app, rep->model, diag_error);

	if (rep->model->nclaims == 0)
		return;
	add_count(&rep->app->out, rep->model->nclaims, "claim");
	if (wrong > 0)
		str_addf(&rep->app->out, ": %zu false\n", wrong);
	else
		str_add(&rep->app->out, ": none false\n");
}

enum status
check_command(struct app *app, const struct settings *s)
{
	struct report	 rep = { .app = app };
	struct lesson	*l = NULL;
	enum status	 status;

	if ((status = app_load(app, s, &l)) != STATUS_OK)
		return status;
	if (s->model == NULL && *l->title == '\0')
		diag_warning(&app->diag, &l->source, (struct span){ 0, 0 },
		    "the lesson has no title: a line \"# …\"");
	rep.model = l->model;
	rep.width = widest_gradient(l->model);
	if (rep.width > 0)
		check_all(&rep);
	if (rep.width > 0 || l->model->nclaims == 0)
		add_sum(&rep);
	check_updates(&rep);
	check_claims(&rep);
	check_numbers(&rep, l);
	check_tries(&rep, l);
	return rep.wrong > 0 || app->diag.errors > 0 ? STATUS_INPUT :
	    STATUS_OK;
}
