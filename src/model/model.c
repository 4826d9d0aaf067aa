/* SPDX-License-Identifier: MIT */
/*
 * What is asked of a model that has been read.
 */

#include "gradus/model.h"

#include <string.h>

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

const char *
model_nearest(const struct model *m, const char *name, size_t n,
    int functions)
{
	struct nearest	near;
	size_t		i;
	enum op		op;

	nearest_init(&near, name, n);
	for (i = 0; i < m->nsymbols; i++)
		nearest_try(&near, m->symbols[i]->name);
	for (op = 0; functions && op < OP_COUNT; op++) {
		if (op_def(op)->form == FORM_CALL)
			nearest_try(&near, op_def(op)->name);
	}
	return near.best;
}
