/* SPDX-License-Identifier: MIT */
/*
 * The table of operators, of op.def.
 */

#include "gradus/op.h"

#include <assert.h>
#include <string.h>

#include "gradus/ops.h"

#define shape_none	NULL
#define vjp_none	NULL
#define scalar_none	NULL
#define run_none	NULL

#define OP(id, name, form, priority, attr, args, shape, vjp, scalar, run,     \
    flags, usage, help, notation, latex, rule, slope)			      \
	{ OP_##id, name, FORM_##form, PRIORITY_##priority, ATTR_##attr, args, \
	  shape_##shape, vjp_##vjp, scalar_##scalar, run_##run, flags, usage, \
	  help, NOTATION_##notation, latex, RULE_##rule, slope },

enum {
	MAP = OP_MAP,
	KINK = OP_KINK,
	FLAT = OP_FLAT,
	OPTION = OP_OPTION,
};

static const struct op_def	op_table[] = {
#include "gradus/op.def"
};
#undef OP

const struct op_def *
op_def(enum op op)
{
	assert(op < OP_COUNT);
	return &op_table[op];
}

const struct op_def *
op_find(const char *name, size_t n)
{
	const struct op_def	*def;
	size_t			 i;

	for (i = 0; i < OP_COUNT; i++) {
		def = &op_table[i];
		if (def->form == FORM_CALL && strlen(def->name) == n &&
		    memcmp(def->name, name, n) == 0)
			return def;
	}
	return NULL;
}
