/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as LaTeX, in both glyph sets and all forms. The first byte says
 * how wide a column is.
 */

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/formula.h"

#define SMALL	10000	/* cells of what is not too large when it is broken */

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What is not lost, not outside, and in the set that was asked for. */
/* A colour, so that a line has sequences in it. */
static const char *const sgr[ROLE_END] = { [ROLE_MARK] = "34" };

static void
check(const struct canvas *c, size_t n, int ascii)
{
	const struct canvas_cell	*cell;
	struct str			 s;
	int				 i, j;

	assert(c->baseline >= 0 && (c->rows == 0 || c->baseline < c->rows));
	for (i = 0; i < c->rows; i++) {
		for (j = 0; j < c->cols; j++) {
			cell = canvas_at(c, i, j);
			if (cell->text[0] == '\0')
				continue;
			assert(cell->span.end <= n || n == 0);
			assert(!ascii || (unsigned char)cell->text[0] < 0x80);
			assert((unsigned char)cell->text[0] >= 0x20);
		}
	}
	str_init(&s);
	canvas_print(&s, c, 0, c->rows, ascii ? sgr : NULL);
	str_release(&s);
}

/* Small scripts come from all of a group, others from their parts. */
static uint32_t
span_end(struct span span, const char *latex, size_t n)
{
	return span.start < n && latex[span.start] == '{' ? span.end :
	    span.start + 1;
}

/* Of the n bytes of the source, those that a cell comes from. */
static char *
shown(const struct canvas *c, const char *latex, size_t n)
{
	size_t		 i, size = (size_t)c->rows * (size_t)c->cols;
	char		*seen = calloc(n + 1, 1);
	struct span	 span;

	assert(seen != NULL);
	for (i = 0; i < size; i++) {
		span = c->cells[i].span;
		if (c->cells[i].text[0] != '\0')
			memset(seen + span.start, 1,
			    span_end(span, latex, n) - span.start);
	}
	return seen;
}

/* A formula that is broken into lines shows all that it shows unbroken. */
static void
check_broken(struct arena *arena, const struct formula *f, int width,
    const char *latex, size_t n)
{
	struct formula_options	 o = { FORMULA_DISPLAY, 0, 0 };
	const struct canvas	*c = formula_typeset(arena, f, &o);
	size_t			 i, size = (size_t)c->rows * (size_t)c->cols;
	struct span		 span;
	char			*seen;

	if (size > SMALL)
		return;
	o.width = width;
	seen = shown(formula_typeset(arena, f, &o), latex, n);
	for (i = 0; i < size; i++) {
		span = c->cells[i].span;
		if (c->cells[i].text[0] != '\0')
			assert(memchr(seen + span.start, 1, span_end(span,
			    latex, n) - span.start) != NULL);
	}
	free(seen);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena		*arena = arena_new();
	struct diag		 diag;
	struct formula		*f;
	struct formula_options	 o = { FORMULA_DISPLAY, 0, 0 };
	struct str		 s;
	const char		*latex = (const char *)data;

	if (size > 0) {
		o.width = data[0] % 100;
		latex++;
		size--;
	}
	diag_init(&diag, arena);
	f = formula_read(arena, &diag, NULL, latex, size, NULL);
	for (; o.form <= FORMULA_LINE; o.form++) {
		for (o.ascii = 0; o.ascii < 2; o.ascii++)
			check(formula_typeset(arena, f, &o), size, o.ascii);
	}
	check_broken(arena, f, o.width, latex, size);
	str_init(&s);
	diag_format(&diag, &s, 1);
	str_release(&s);
	arena_free(arena);
	return 0;
}
