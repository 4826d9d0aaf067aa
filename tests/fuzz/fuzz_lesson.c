/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a lesson: read to chapters, typeset at several widths in both
 * glyph sets, its gradients derived. The text follows the first byte, which
 * says how wide one of the pages is.
 */

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "gradus/derive.h"
#include "gradus/lesson.h"
#include "gradus/page.h"

#define SHORT	300	/* nodes of a gradient that is derived */

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Nothing but gated text is in a page, and it keeps to its width. */
/* A colour, so that a line has sequences in it. */
static const char *const sgr[ROLE_END] = { [ROLE_MARK] = "34" };

static void
check(const struct canvas *c, int width, int ascii, size_t n)
{
	const struct canvas_cell	*cell;
	struct str			 s;
	int				 i, j;

	assert(c->cols <= width);
	for (i = 0; i < c->rows; i++) {
		for (j = 0; j < c->cols; j++) {
			cell = canvas_at(c, i, j);
			if (cell->text[0] == '\0')
				continue;
			assert((unsigned char)cell->text[0] >= 0x20);
			assert(!ascii || (unsigned char)cell->text[0] < 0x80);
			assert(cell->span.end <= n);
		}
	}
	str_init(&s);
	canvas_print(&s, c, 0, c->rows, ascii ? sgr : NULL);
	str_release(&s);
}

static void
typeset(const struct block *document, const struct model *m, int width,
    size_t n)
{
	struct page_options	 o = { .width = width, .model = m, .source =
				    m == NULL ? NULL : m->source };
	struct arena		*arena;

	for (o.ascii = 0; o.ascii < 2; o.ascii++) {
		arena = arena_new();
		check(page_typeset(arena, document->blocks,
		    document->nblocks, &o), width, o.ascii, n);
		arena_free(arena);
	}
}

static void
derive_all(struct arena *arena, struct diag *diag, const struct model *m)
{
	const struct symbol	*s;
	struct derive_task	 task;
	struct derivation	*d;
	struct source		*source;
	size_t			 i;

	for (i = 0; (s = derive_equation(m, i)) != NULL && i < 4; i++) {
		if (s->value->size > SHORT)
			continue;
		source = arena_alloc(arena, sizeof *source);
		*source = (struct source){ "name", s->name, strlen(s->name),
		    1 };
		if (derive_find(m, arena, diag, source, source_all(source),
		    &task) == -1)
			continue;
		d = derive(arena, m, &task, NULL);
		assert(d->nsteps > 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new();
	struct lesson	*l;
	struct block	*document;
	struct source	 source = { "lesson", (const char *)data, size, 1 };
	struct diag	 diag;
	struct str	 s;
	int		 width = 80;

	if (size > 0) {
		width = 1 + data[0] % 120;
		source.text++;
		source.len--;
	}
	diag_init(&diag, arena);
	document = markdown_read(arena, &diag, &source);
	if (document != NULL) {
		typeset(document, NULL, 1, source.len);
		typeset(document, NULL, width, source.len);
	}
	l = lesson_parse(arena, &diag, "/nonexistent/lesson", source.text,
	    source.len);
	if (l != NULL && l->document != NULL) {
		typeset(l->document, l->model, 40, source.len);
		if (diag.errors == 0)
			derive_all(arena, &diag, l->model);
	}
	str_init(&s);
	diag_format(&diag, &s, 1);
	str_release(&s);
	arena_free(arena);
	return 0;
}
