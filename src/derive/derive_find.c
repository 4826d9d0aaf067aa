/* SPDX-License-Identifier: MIT */
/*
 * What is to be derived.
 */

#include <string.h>

#include "gradus/derive.h"
#include "gradus/latex.h"

const struct symbol *
derive_equation(const struct model *m, size_t i)
{
	size_t	k;

	for (k = 0; k < m->nsymbols; k++)
		if (m->symbols[k]->objective != NULL && i-- == 0)
			return m->symbols[k];
	return NULL;
}

static void
set_task(struct arena *arena, struct derive_task *t, const char *name,
    const struct symbol *s)
{
	struct str	latex;

	str_init(&latex);
	latex_name(&latex, s);
	*t = (struct derive_task){ name, arena_strdup(arena, latex.data),
	    s->objective, s->by, s->column, s->value };
	str_release(&latex);
}

/* An equation that is the gradient by the name. */
static const struct symbol *
find_by(const struct model *m, const struct symbol *by)
{
	const struct symbol	*s;
	size_t			 i;

	for (i = 0; (s = derive_equation(m, i)) != NULL; i++)
		if (s->by == by && s->column == 0)
			return s;
	return NULL;
}

static void
note(const struct model *m, struct diag *diag, const struct source *source,
    struct span span, const struct symbol *s)
{
	const struct symbol	*first = derive_equation(m, 0);

	if (s != NULL)
		diag_error(diag, source, span, "%s is %s, not a gradient",
		    s->name, model_kind(s->kind));
	else
		diag_error(diag, source, span, "this is not a gradient");
	if (first != NULL)
		diag_hint(diag, "%s is one; and any can be asked for: "
		    "grad(J, v)", first->name);
	else
		diag_hint(diag, "any can be asked for: grad(J, v)");
}

static const char *
partial(struct arena *arena, const struct derivative *d)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	str_add(&s, "\\frac{\\partial ");
	latex_expr(&s, d->objective, 0);
	str_add(&s, "}{\\partial ");
	latex_name(&s, d->by);
	str_addc(&s, '}');
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

int
derive_find(const struct model *m, struct arena *arena, struct diag *diag,
    const struct source *source, struct span part, struct derive_task *t)
{
	const char		*text = source->text + part.start;
	size_t			 n = part.end - part.start;
	const char		*name;
	const struct symbol	*s, *by;
	const struct expr	*e;
	struct derivative	 d;

	name = arena_strndup(arena, text, n);
	s = model_find(m, text, n);
	if (s != NULL && s->objective == NULL &&
	    (by = find_by(m, s)) != NULL)
		s = by;
	if (s != NULL && s->objective != NULL) {
		set_task(arena, t, s->name, s);
		return 0;
	}
	if (s == NULL || s->kind != SYMBOL_CHOICE) {
		if ((e = model_derivative(m, arena, diag, source, part,
		    &d)) == NULL)
			return -1;
		if (d.objective != NULL) {
			*t = (struct derive_task){ name, partial(arena, &d),
			    d.objective, d.by, d.column, e };
			return 0;
		}
	}
	note(m, diag, source, part, s);
	return -1;
}
