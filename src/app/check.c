/* SPDX-License-Identifier: MIT */
/*
 * gradus check: mistakes of a lesson, and each gradient beside finite
 * differences, with every option of every choice and in every variant.
 */

#include "gradus/check.h"

#include <string.h>

#include "gradus/num.h"
#include "gradus/op.h"
#include "gradus/text.h"

#include "app.h"

struct report {
	struct app		*app;
	const struct model	*model;
	int			 width;		/* of the longest name */
	size_t			 tried, wrong, unknown;
};

/* Where all gradients are checked: the model as it stands, edited. */
struct setting {
	const char		*title;
	const struct edit	*edits;
	size_t			 nedits;
};

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

static void
add_verdict(struct str *out, const struct check_result *r)
{
	const char	*what = r->directions ? "direction" : "cell";

	switch (r->verdict) {
	case CHECK_RIGHT:
		str_add(out, "right in ");
		add_count(out, r->tried, what);
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
		str_add(out, "at a kink in ");
		add_count(out, r->kinks, what);
		str_addf(out, ", right in %zu", r->tried);
		break;
	case CHECK_UNKNOWN:
		str_add(out, "unknown: not a finite number, or only noise");
		break;
	}
	str_addc(out, '\n');
}

/* Returns -1 after noting that it could not be tried. */
static int
check_one(struct report *rep, const struct symbol *s,
    const struct setting *setting)
{
	struct check_result	 r;
	struct str		*out = &rep->app->out;

	if (check_gradient(rep->model, s, setting->edits, setting->nedits,
	    &rep->app->diag, &r) == -1)
		return -1;
	str_addf(out, "  %-*s  ", rep->width, s->name);
	add_verdict(out, &r);
	app_drain(rep->app);
	rep->tried++;
	rep->wrong += r.verdict == CHECK_WRONG;
	rep->unknown += r.verdict == CHECK_UNKNOWN;
	return 0;
}

/* 1 if no edit is refused. */
static int
can_edit(struct report *rep, const struct setting *setting)
{
	struct diag	*d = &rep->app->diag;
	struct plan	*plan = plan_new(rep->model, NULL, d);
	int		 status;

	if (plan == NULL)
		return 0;
	status = plan_edits(plan, rep->model->source, setting->edits,
	    setting->nedits, d);
	plan_free(plan);
	return status == 0;
}

static void
check_setting(struct report *rep, const struct setting *setting)
{
	const struct model	*m = rep->model;
	size_t			 i;

	if (!can_edit(rep, setting))
		return;
	app_show(rep->app, &rep->app->out, setting->title);
	str_addc(&rep->app->out, '\n');
	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->by != NULL &&
		    check_one(rep, m->symbols[i], setting) == -1)
			return;
	}
}

/* Each option but the first, which is the one that stands. */
static void
check_choice(struct report *rep, const struct symbol *choice)
{
	struct edit	edit = { .to.symbol = choice };
	struct setting	setting = { NULL, &edit, 1 };

	for (edit.option = 1; edit.option < choice->noptions; edit.option++) {
		setting.title = arena_printf(rep->app->arena, "%s = %s",
		    choice->name, op_def(choice->options[edit.option])->name);
		check_setting(rep, &setting);
	}
}

static void
check_all(struct report *rep)
{
	const struct model	*m = rep->model;
	struct setting		 setting = { "as it stands", NULL, 0 };
	const struct variant	*v;
	size_t			 i;

	check_setting(rep, &setting);
	for (i = 0; i < m->nvariants; i++) {
		v = &m->variants[i];
		setting = (struct setting){ arena_printf(rep->app->arena,
		    "variant \"%s\"", v->name), v->edits, v->nedits };
		check_setting(rep, &setting);
	}
	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->kind == SYMBOL_CHOICE)
			check_choice(rep, m->symbols[i]);
	}
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
	str_addc(out, '\n');
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
	add_sum(&rep);
	return rep.wrong > 0 || app->diag.errors > 0 ? STATUS_INPUT :
	    STATUS_OK;
}
