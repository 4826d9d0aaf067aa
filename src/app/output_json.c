/* SPDX-License-Identifier: MIT */
/*
 * The values of a run as JSON, numbers with all their digits.
 */

#include <math.h>
#include <string.h>

#include "gradus/num.h"
#include "gradus/text.h"

#include "output.h"

/* Sixteen bits at a time, so that it is whole again when it is read. */
static void
add_escape(struct str *s, uint32_t cp)
{
	if (cp > 0xffff) {
		cp -= 0x10000;
		str_addf(s, "\\u%04x", (unsigned)(0xd800 | cp >> 10));
		cp = 0xdc00 | (cp & 0x3ff);
	}
	str_addf(s, "\\u%04x", (unsigned)cp);
}

/* 1 if the bytes, one code point, may be shown as they are. */
static int
is_shown(const char *s, size_t n)
{
	struct str	gate;
	int		same;

	str_init(&gate);
	text_gate(&gate, s, n);
	same = gate.len == n && memcmp(gate.data, s, n) == 0;
	str_release(&gate);
	return same;
}

void
json_string(struct str *s, const char *text)
{
	size_t		n = strlen(text), i, len;
	uint32_t	cp;

	str_addc(s, '"');
	for (i = 0; i < n; i += len) {
		len = text_decode(text + i, n - i, &cp);
		if (cp == TEXT_BAD)
			str_add(s, "\\ufffd");
		else if (cp == '"' || cp == '\\')
			str_addf(s, "\\%c", (int)cp);
		else if (is_shown(text + i, len))
			str_addn(s, text + i, len);
		else
			add_escape(s, cp);
	}
	str_addc(s, '"');
}

static void
add_number(struct str *s, double d)
{
	if (!isfinite(d))
		str_addc(s, '"');
	num_exact(s, d);
	if (!isfinite(d))
		str_addc(s, '"');
}

static void
json_begin(struct output *o)
{
	str_add(&o->app->out, "{\"lesson\": ");
	json_string(&o->app->out, o->lesson->name);
	str_add(&o->app->out, ", \"iterations\": [");
}

static void
json_iteration(struct output *o)
{
	str_addf(&o->app->out, "%s\n  {\"iteration\": %ld,\n   \"values\": {",
	    o->niterations > 1 ? "," : "", o->iteration);
}

static void
json_updated(struct output *o)
{
	str_add(&o->app->out, "},\n   \"updated\": {");
}

static void
json_value(struct output *o, const struct value *v)
{
	struct str	*out = &o->app->out;
	uint32_t	 i, j;

	str_add(out, o->nvalues > 0 ? ",\n    " : "\n    ");
	json_string(out, v->name);
	str_add(out, ": [");
	for (i = 0; i < v->shape.rows; i++) {
		str_add(out, i > 0 ? ", [" : "[");
		for (j = 0; j < v->shape.cols; j++) {
			str_add(out, j > 0 ? ", " : "");
			add_number(out,
			    v->cells[(size_t)i * v->shape.cols + j]);
			app_drain(o->app);
		}
		str_addc(out, ']');
	}
	str_addc(out, ']');
}

static void
json_close(struct output *o)
{
	str_add(&o->app->out, "}}");
}

static void
json_end(struct output *o)
{
	str_add(&o->app->out, "]}\n");
}

const struct writer	json_writer = {
	.begin = json_begin,
	.iteration = json_iteration,
	.updated = json_updated,
	.value = json_value,
	.close = json_close,
	.end = json_end,
};
