/* SPDX-License-Identifier: MIT */

#include "gradus/model.h"

#include <string.h>
#include <strings.h>

#include "gradus/op.h"
#include "gradus/text.h"

const char *
model_kind(enum symbol_kind kind)
{
	static const char *const names[] = {
		[SYMBOL_DATA] = "data",
		[SYMBOL_PARAM] = "a param",
		[SYMBOL_HYPER] = "a hyper",
		[SYMBOL_STATE] = "a state",
		[SYMBOL_CHOICE] = "a choice",
		[SYMBOL_EQUATION] = "an equation",
	};

	return names[kind];
}

const struct symbol *
model_find(const struct model *m, const char *name, size_t n)
{
	int32_t	i;

	i = map_get(&m->names, name, n);
	return i == -1 ? NULL : m->symbols[i];
}

int
model_has(const struct model *m, const struct symbol *s)
{
	return s->index < m->nsymbols && m->symbols[s->index] == s;
}

const struct symbol *
model_gradient(const struct model *m, const struct symbol *by)
{
	const struct symbol	*s, *jacobian = NULL;
	size_t			 i;

	for (i = 0; i < m->nsymbols; i++) {
		s = m->symbols[i];
		if (s->by == by && s->column == 0)
			return s;
		if (s->by == by)
			jacobian = s;
	}
	return jacobian;
}

const struct variant *
model_variant(const struct model *m, const char *name)
{
	size_t	i;

	for (i = 0; i < m->nvariants; i++) {
		if (strcmp(m->variants[i].name, name) == 0)
			return &m->variants[i];
	}
	return NULL;
}

/* The better of two candidates for a misspelt word. */
static void
nearer(const char *name, size_t n, const char *other, const char **best,
    int *distance)
{
	int	d;

	d = n == strlen(other) && strncasecmp(name, other, n) == 0 ? 0 :
	    text_distance(name, n, other, strlen(other));
	if (d < *distance) {
		*distance = d;
		*best = other;
	}
}

const char *
model_nearest(const struct model *m, const char *name, size_t n,
    int functions)
{
	const char	*best = NULL;
	int		 distance = n < 2 ? 1 : n < 5 ? 2 : n < 8 ? 3 : 4;
	size_t		 i;
	enum op		 op;

	for (i = 0; i < m->nsymbols; i++)
		nearer(name, n, m->symbols[i]->name, &best, &distance);
	for (op = 0; functions && op < OP_COUNT; op++) {
		if (op_def(op)->form == FORM_CALL)
			nearer(name, n, op_def(op)->name, &best, &distance);
	}
	return best;
}
