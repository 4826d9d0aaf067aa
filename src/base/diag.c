/* SPDX-License-Identifier: MIT */
/*
 * Mistakes, noted as they are found, and shown with the line they stand in.
 */

#include "gradus/diag.h"

#include <string.h>

#include "gradus/text.h"

#define WINDOW	100	/* cells of a source line that are shown */
#define BOM	"\xef\xbb\xbf"

static const char	*gated(struct arena *, const char *, va_list)
			    __attribute__((format(printf, 2, 0)));
static void		 add_note(struct diag *, enum diag_level,
			    const struct source *, struct span, const char *,
			    va_list) __attribute__((format(printf, 5, 0)));

void
diag_init(struct diag *d, struct arena *arena)
{
	*d = (struct diag){ .arena = arena };
}

/* The text as it may be shown, in the arena. */
static const char *
gated(struct arena *arena, const char *format, va_list ap)
{
	const char	*raw;
	struct str	 s;

	raw = arena_vprintf(arena, format, ap);
	str_init(&s);
	text_gate(&s, raw, strlen(raw));
	raw = arena_strndup(arena, s.data, s.len);
	str_release(&s);
	return raw;
}

static void
add_note(struct diag *d, enum diag_level level, const struct source *source,
    struct span span, const char *format, va_list ap)
{
	d->errors += level == DIAG_ERROR;
	if (d->count >= DIAG_CAP) {
		d->dropped++;
		return;
	}
	d->notes = ARENA_GROW(d->arena, d->notes, d->count, &d->max);
	d->notes[d->count++] = (struct diag_note){ .level = level,
	    .source = source, .span = span,
	    .message = gated(d->arena, format, ap) };
}

void
diag_error(struct diag *d, const struct source *source, struct span span,
    const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	add_note(d, DIAG_ERROR, source, span, format, ap);
	va_end(ap);
}

void
diag_verror(struct diag *d, const struct source *source, struct span span,
    const char *format, va_list ap)
{
	add_note(d, DIAG_ERROR, source, span, format, ap);
}

void
diag_warning(struct diag *d, const struct source *source, struct span span,
    const char *format, ...)
{
	va_list	ap;

	va_start(ap, format);
	add_note(d, DIAG_WARNING, source, span, format, ap);
	va_end(ap);
}

int
diag_kept(const struct diag *d)
{
	return d->count > 0 && d->dropped == 0;
}

void
diag_hint(struct diag *d, const char *format, ...)
{
	va_list	ap;

	if (!diag_kept(d))
		return;
	va_start(ap, format);
	d->notes[d->count - 1].hint = gated(d->arena, format, ap);
	va_end(ap);
}

static size_t
line_start(const struct source *s, size_t at)
{
	while (at > 0 && s->text[at - 1] != '\n')
		at--;
	if (at == 0 && s->len >= 3 && memcmp(s->text, BOM, 3) == 0)
		at = 3;
	return at;
}

/* The end of the line without its CR. */
static size_t
line_end(const struct source *s, size_t at)
{
	const char	*nl;

	nl = memchr(s->text + at, '\n', s->len - at);
	at = nl == NULL ? s->len : (size_t)(nl - s->text);
	return at > 0 && s->text[at - 1] == '\r' ? at - 1 : at;
}

struct span
source_all(const struct source *s)
{
	return (struct span){ 0, (uint32_t)s->len };
}

void
source_locate(const struct source *s, size_t at, int *line, int *column)
{
	size_t		start = line_start(s, at), i;
	uint32_t	cp;

	*line = s->first_line;
	for (i = 0; i < start; i++)
		*line += s->text[i] == '\n';
	*column = 1;
	for (i = start; i < at; ++*column)
		i += text_decode(s->text + i, at - i, &cp);
}

/* Cells that gated text takes. */
static size_t
width(const char *s, size_t n)
{
	uint32_t	cp;
	size_t		i, w = 0;

	for (i = 0; i < n;) {
		i += text_decode(s + i, n - i, &cp);
		w += (size_t)text_cell(cp);
	}
	return w;
}

/* The offset from which gated text fits into the cells. */
static size_t
cut_left(const char *s, size_t n, size_t cells)
{
	size_t		i = 0, len, rest = width(s, n);
	uint32_t	cp;

	while (i < n) {
		len = text_decode(s + i, n - i, &cp);
		/* No mark is left without its base. */
		if (rest <= cells && text_cell(cp) > 0)
			break;
		rest -= (size_t)text_cell(cp);
		i += len;
	}
	return i;
}

/* The offset up to which gated text fits into the cells. */
static size_t
cut_right(const char *s, size_t n, size_t cells)
{
	size_t		i = 0, len, used = 0;
	uint32_t	cp;

	while (i < n) {
		len = text_decode(s + i, n - i, &cp);
		used += (size_t)text_cell(cp);
		if (used > cells)
			break;
		i += len;
	}
	return i;
}

/* Cuts a shown line with a place from at to end around it, with dots. */
static void
add_window(struct str *out, int line, const struct str *shown, size_t at,
    size_t end, int utf8)
{
	const char	*dots = utf8 ? "…" : "...", *s = shown->data;
	size_t		 first = 0, last = shown->len;

	/* What stands before the place explains more than what follows. */
	if (width(s, shown->len) > WINDOW) {
		first = cut_left(s, at, width(s + at, end - at) < WINDOW / 3 ?
		    WINDOW * 2 / 3 : WINDOW / 3);
		last = first + cut_right(s + first, last - first, WINDOW);
	}
	if (end > last)
		end = last;
	str_addf(out, "%5d | %s", line, first > 0 ? dots : "");
	str_addn(out, s + first, last - first);
	str_addf(out, "%s\n      | ", last < shown->len ? dots : "");
	if (first > 0)
		str_fill(out, ' ', width(dots, strlen(dots)));
	str_fill(out, ' ', width(s + first, at - first));
	str_addc(out, '^');
	at = width(s + at, end - at);
	str_fill(out, '~', at > 0 ? at - 1 : 0);
	str_addc(out, '\n');
}

static size_t
clamp(size_t at, size_t from, size_t to)
{
	return at < from ? from : at > to ? to : at;
}

/* The line with the place, and "^~~~" under it. */
static void
add_excerpt(const struct diag_note *note, struct str *out, int line,
    int utf8)
{
	const struct source	*s = note->source;
	size_t			 from = line_start(s, note->span.start);
	size_t			 to = line_end(s, note->span.start);
	size_t			 start = clamp(note->span.start, from, to);
	size_t			 end = clamp(note->span.end, start, to);
	size_t			 shown_start, shown_end;
	struct str		 shown;

	/* In three parts, so that each is as wide as it is shown. */
	str_init(&shown);
	text_show(&shown, s->text + from, start - from, utf8);
	shown_start = shown.len;
	text_show(&shown, s->text + start, end - start, utf8);
	shown_end = shown.len;
	text_show(&shown, s->text + end, to - end, utf8);
	add_window(out, line, &shown, shown_start, shown_end, utf8);
	str_release(&shown);
}

void
diag_format_note(const struct diag_note *note, struct str *out, int utf8)
{
	int	line = 0, column;

	if (note->source != NULL) {
		source_locate(note->source, note->span.start, &line, &column);
		text_show(out, note->source->name, strlen(note->source->name),
		    utf8);
		str_addf(out, ":%d:%d: ", line, column);
	}
	str_add(out, note->level == DIAG_ERROR ? "error: " : "warning: ");
	text_show(out, note->message, strlen(note->message), utf8);
	str_addc(out, '\n');
	if (note->source != NULL)
		add_excerpt(note, out, line, utf8);
	if (note->hint != NULL) {
		str_add(out, "   hint: ");
		text_show(out, note->hint, strlen(note->hint), utf8);
		str_addc(out, '\n');
	}
}

/* The number of the first note on the same source; of no source: its own. */
static size_t
group(const struct diag *d, const struct diag_note *note)
{
	size_t	i = 0;

	while (&d->notes[i] != note && (note->source == NULL ||
	    d->notes[i].source != note->source))
		i++;
	return i;
}

/* 1 if note b is to be printed before note a, which was made earlier. */
static int
goes_before(const struct diag *d, const struct diag_note *b,
    const struct diag_note *a)
{
	size_t	in_a = group(d, a), in_b = group(d, b);

	return in_b < in_a || (in_b == in_a && b->span.start < a->span.start);
}

void
diag_format(const struct diag *d, struct str *out, int utf8)
{
	const struct diag_note	*sorted[DIAG_CAP], *note;
	size_t			 i, j;

	/* Insertion: there are few, and order matters among equals. */
	for (i = 0; i < d->count; i++) {
		note = &d->notes[i];
		for (j = i; j > 0 && goes_before(d, note, sorted[j - 1]); j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = note;
	}
	for (i = 0; i < d->count; i++)
		diag_format_note(sorted[i], out, utf8);
	if (d->dropped > 0)
		str_addf(out, "and %zu more\n", d->dropped);
}
