/* SPDX-License-Identifier: MIT */
/*
 * Names of the model in formulas that somebody wrote by hand: they are known
 * by their LaTeX, \delta_{out} is delta_out, and their cells are marked as if
 * each stood in a \class{}.
 */

#include <string.h>

#include "gradus/latex.h"

#include "typesetter.h"

/* A name in the source, from start to end. */
struct found {
	uint32_t		 start, end;
	const struct symbol	*symbol;
};

struct finder {
	struct arena		*arena;
	const struct model	*model;
	const struct source	*source;
	char			**latex;	/* of each symbol, bare */
	struct found		*v;		/* by place */
	size_t			 n, max;
};

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What LaTeX may have or not: braces around a script, blanks. */
static int
is_loose(char c)
{
	return c == '{' || c == '}' || c == ' ';
}

static char *
bare(struct arena *arena, const char *s)
{
	char	*to = arena_alloc(arena, strlen(s) + 1);
	size_t	 n = 0;

	for (; *s != '\0'; s++)
		if (!is_loose(*s))
			to[n++] = *s;
	return to;
}

/* Bytes of the text that are this bare LaTeX; 0 if they are another. */
static size_t
match(const char *s, size_t n, const char *latex)
{
	size_t	i = 0, end = 0;
	int	depth = 0;

	for (; *latex != '\0' && i < n; i++) {
		if (is_loose(s[i])) {
			depth += s[i] == '{' ? 1 : s[i] == '}' ? -1 : 0;
			if (depth < 0)
				return 0;
			continue;
		}
		if (s[i] != *latex++)
			return 0;
		end = i + 1;
	}
	for (; depth > 0 && end < n && is_loose(s[end]); end++)
		depth -= s[end] == '}';
	if (*latex != '\0' || depth != 0 || end == 0)
		return 0;
	/* s_1 is not found in s_10, nor W in W_{ij}. */
	if (end < n && (s[end] == '_' || (is_letter(s[end]) &&
	    is_letter(s[end - 1])) || (s[end] >= '0' && s[end] <= '9' &&
	    s[end - 1] >= '0' && s[end - 1] <= '9')))
		return 0;
	return end;
}

/* The name that stands at a place; the longest, if there are several. */
static size_t
longest(const struct finder *f, const char *s, size_t n,
    const struct symbol **symbol)
{
	size_t	i, len, best = 0;

	for (i = 0; i < f->model->nsymbols; i++) {
		len = match(s, n, f->latex[i]);
		if (len > best) {
			best = len;
			*symbol = f->model->symbols[i];
		}
	}
	return best;
}

/* A command that is no name, and its text, if it has one: \text{of each}. */
static size_t
command_length(const char *s, size_t n)
{
	static const char	*const words[] = { "\\text", "\\mathrm",
				    "\\mathbf", "\\operatorname", "\\begin",
				    "\\end", "\\tag" };
	size_t			 len = 1, i, k;

	while (len < n && is_letter(s[len]))
		len++;
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strlen(words[i]) != len || memcmp(words[i], s, len) != 0)
			continue;
		for (k = len; k < n && s[k] != '}'; k++)
			;
		return k < n ? k + 1 : n;
	}
	return len == 1 && n > 1 ? 2 : len;
}

static void
find_in(struct finder *f, struct span span)
{
	const char		*s = f->source->text + span.start;
	size_t			 n = span.end - span.start, i, len;
	const struct symbol	*symbol = NULL;

	for (i = 0; i < n; i += len) {
		len = 1;
		if (s[i] != '\\' && (!is_letter(s[i]) || (i > 0 &&
		    is_letter(s[i - 1]))))
			continue;
		len = longest(f, s + i, n - i, &symbol);
		if (len == 0) {
			len = s[i] == '\\' ? command_length(s + i, n - i) : 1;
			continue;
		}
		f->v = ARENA_GROW(f->arena, f->v, f->n, &f->max);
		f->v[f->n++] = (struct found){ span.start + (uint32_t)i,
		    span.start + (uint32_t)(i + len), symbol };
	}
}

/* All formulas of the blocks, in the order of the source. */
static void
find_all(struct finder *f, struct block *const *blocks, size_t n)
{
	const struct block	*b;
	size_t			 i, k;

	for (i = 0; i < n; i++) {
		b = blocks[i];
		if (b->formula != NULL)
			find_in(f, b->span);
		for (k = 0; k < b->nphrases; k++)
			if (b->phrases[k].formula != NULL)
				find_in(f, b->phrases[k].span);
		find_all(f, b->blocks, b->nblocks);
	}
}

static const struct found *
find_place(const struct finder *f, struct span span)
{
	size_t	low = 0, high = f->n, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (f->v[middle].end <= span.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < f->n && f->v[low].start <= span.start &&
	    span.end <= f->v[low].end ? &f->v[low] : NULL;
}

void
typeset_names(struct typesetter *t, struct block *const *blocks, size_t n,
    struct canvas *c)
{
	struct finder		 f = { .arena = t->arena,
				    .model = t->options->model,
				    .source = t->options->source };
	const struct found	*at;
	struct canvas_cell	*cell;
	struct str		 latex;
	size_t			 i;

	if (f.model == NULL || f.source == NULL)
		return;
	f.latex = arena_calloc(t->arena, f.model->nsymbols + 1,
	    sizeof *f.latex);
	str_init(&latex);
	for (i = 0; i < f.model->nsymbols; i++) {
		str_clear(&latex);
		latex_name(&latex, f.model->symbols[i]);
		f.latex[i] = bare(t->arena, latex.data);
	}
	str_release(&latex);
	find_all(&f, blocks, n);
	for (i = 0; i < (size_t)c->rows * (size_t)c->cols && f.n > 0; i++) {
		cell = &c->cells[i];
		if (cell->span.end == 0 || cell->style.mark != NULL)
			continue;
		if ((at = find_place(&f, cell->span)) != NULL)
			cell->style.mark = at->symbol->name;
	}
}
