/* SPDX-License-Identifier: MIT */
/*
 * csv("file.csv", rows, cols): the numbers of a file beside the lesson.
 */

#include <string.h>

#include "gradus/file.h"
#include "gradus/num.h"

#include "parse.h"

#define MAX_BYTES	((size_t)256 << 20)	/* of all of a model */
#define SMALL		((size_t)1 << 20)	/* of any file; beside it, */
#define CELL		64			/* so much for each cell */

struct csv {
	struct builder	*b;
	const char	*name, *at, *end;
	struct shape	 shape;
	double		*cells;
	uint32_t	 row;
};

static int
fail(struct csv *r, const char *what, const char *hint)
{
	diag_error(r->b->diag, r->b->source, r->b->span, "%s, row %u: %s",
	    r->name, r->row + 1, what);
	diag_hint(r->b->diag, "%s", hint);
	return -1;
}

/* One line of numbers with commas between them. */
static int
read_row(struct csv *r, const char *end)
{
	const char	*comma;
	uint32_t	 col;
	double		 d;

	for (col = 0; ; col++) {
		comma = memchr(r->at, ',', (size_t)(end - r->at));
		if (comma == NULL)
			comma = end;
		if (!num_field(r->at, (size_t)(comma - r->at), &d))
			return fail(r, arena_printf(r->b->arena,
			    "column %u is not a number", col + 1),
			    "a file of numbers only: no headings, a comma "
			    "between two numbers, a point in them");
		if (r->row < r->shape.rows && col < r->shape.cols)
			r->cells[(size_t)r->row * r->shape.cols + col] = d;
		if (comma == end)
			break;
		r->at = comma + 1;
	}
	if (col + 1 == r->shape.cols)
		return 0;
	return fail(r, arena_printf(r->b->arena, "%u number%s, where %u %s "
	    "expected", col + 1, col == 0 ? "" : "s", r->shape.cols,
	    r->shape.cols == 1 ? "is" : "are"),
	    "all rows are equally long; csv(file, rows, cols) says how long");
}

static int
is_blank(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t' || *s == '\r'))
		s++;
	return s == end;
}

static int
read_rows(struct csv *r)
{
	const char	*nl;

	if (r->end - r->at >= 3 && memcmp(r->at, "\xef\xbb\xbf", 3) == 0)
		r->at += 3;
	for (; r->at < r->end; r->at = nl + (nl < r->end)) {
		nl = memchr(r->at, '\n', (size_t)(r->end - r->at));
		if (nl == NULL)
			nl = r->end;
		if (is_blank(r->at, nl))
			continue;
		if (read_row(r, nl) == -1)
			return -1;
		r->row++;
	}
	if (r->row == r->shape.rows)
		return 0;
	diag_error(r->b->diag, r->b->source, r->b->span,
	    "%s has %u row%s, and %u %s expected", r->name, r->row,
	    r->row == 1 ? "" : "s", r->shape.rows,
	    r->shape.rows == 1 ? "is" : "are");
	return -1;
}

const double *
csv_read(struct builder *b, const char *name, struct shape shape)
{
	struct csv	 r = { .b = b, .name = name, .shape = shape };
	struct arena	*text;
	struct file	 file = { 0 };
	const char	*path, *why;
	size_t		 most = SMALL + CELL * shape_cells(shape);
	int		 status;

	if (shape_cells(shape) > EXPR_MAX_CELLS) {
		diag_error(b->diag, b->source, b->span,
		    "a %u×%u matrix has more than 10^7 elements", shape.rows,
		    shape.cols);
		return NULL;
	}
	why = file_beside(b->arena, b->source->name, name, &path);
	text = arena_new();
	if (why == NULL && b->files >= MAX_BYTES)
		why = "one file too many: more than 256 MiB are read";
	if (why == NULL)
		why = file_read(text, path, most < MAX_BYTES ? most :
		    MAX_BYTES, &file);
	if (why != NULL) {
		diag_error(b->diag, b->source, b->span, "%s: %s",
		    *name == '\0' ? "\"\"" : name, why);
		diag_hint(b->diag, "the file lies in the folder of the "
		    "lesson, or in one below it, and holds %u×%u numbers",
		    shape.rows, shape.cols);
		arena_free(text);
		return NULL;
	}
	b->files += file.len;
	r.at = file.data;
	r.end = file.data + file.len;
	r.cells = arena_calloc(b->arena, shape_cells(shape) + 1,
	    sizeof *r.cells);
	status = read_rows(&r);
	arena_free(text);
	return status == -1 ? NULL : r.cells;
}
