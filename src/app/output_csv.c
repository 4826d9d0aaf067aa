/* SPDX-License-Identifier: MIT */
/*
 * The values of a run as CSV: a row for each cell of each iteration.
 */

#include <string.h>

#include "gradus/num.h"
#include "gradus/text.h"

#include "output.h"

static void
csv_begin(struct output *o)
{
	str_add(&o->app->out, "iteration,name,row,col,value\n");
}

static void
csv_nothing(struct output *o)
{
	(void)o;
}

/* As RFC 4180 has it: a quote within quotes is doubled. */
static void
add_field(struct str *s, const char *name)
{
	struct str	gate;
	size_t		i;

	str_init(&gate);
	text_gate(&gate, name, strlen(name));
	if (strpbrk(gate.data, ",\"") == NULL) {
		str_addn(s, gate.data, gate.len);
	} else {
		str_addc(s, '"');
		for (i = 0; i < gate.len; i++) {
			if (gate.data[i] == '"')
				str_addc(s, '"');
			str_addc(s, gate.data[i]);
		}
		str_addc(s, '"');
	}
	str_release(&gate);
}

static void
csv_value(struct output *o, const struct value *v)
{
	struct str	*out = &o->app->out, name;
	uint32_t	 i, j;

	str_init(&name);
	add_field(&name, v->name);
	if (o->updated)
		str_addc(&name, '\'');
	for (i = 0; i < v->shape.rows; i++) {
		for (j = 0; j < v->shape.cols; j++) {
			str_addf(out, "%ld,", o->iteration);
			str_addn(out, name.data, name.len);
			str_addf(out, ",%u,%u,", i + 1, j + 1);
			num_exact(out,
			    v->cells[(size_t)i * v->shape.cols + j]);
			str_addc(out, '\n');
			app_drain(o->app);
		}
	}
	str_release(&name);
}

const struct writer	csv_writer = {
	.begin = csv_begin,
	.iteration = csv_nothing,
	.updated = csv_nothing,
	.value = csv_value,
	.close = csv_nothing,
	.end = csv_nothing,
};
