/* SPDX-License-Identifier: MIT */

#include "gradus/diag.h"

#include <stdlib.h>
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

void
diag_hint(struct diag *d, const char *format, ...)
{
	va_list	ap;

	if (d->count == 0 || d->dropped > 0)
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

/* What stands for a sign where only ASCII can be shown. */
static const char *
ascii_for(uint32_t cp)
{
	static const struct {
		uint32_t	 cp;
		const char	*text;
	} table[] = {
		{ 0x00d7, "x" }, { 0x2265, ">=" }, { 0x2264, "<=" },
		{ 0x2212, "-" }, { 0x00b7, "*" }, { 0x2026, "..." },
		{ 0x2018, "'" }, { 0x2019, "'" }, { 0x201c, "\"" },
		{ 0x201d, "\"" },
	};
	size_t	i;

	for (i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (table[i].cp == cp)
			return table[i].text;
	}
	return "?";
}

/* Gated text, in ASCII unless utf8. */
static void
add_text(struct str *out, const char *s, size_t n, int utf8)
{
	struct str	gate;
	uint32_t	cp;
	size_t		i, len;

	str_init(&gate);
	text_gate(&gate, s, n);
	for (i = 0; i < gate.len; i += len) {
		len = text_decode(gate.data + i, gate.len - i, &cp);
		if (utf8 || cp < 0x80)
			str_addn(out, gate.data + i, len);
		else
			str_add(out, ascii_for(cp));
	}
	str_release(&gate);
}

/* Cells that a part of a line takes as add_text shows it. */
static size_t
width(const char *s, size_t n, int utf8)
{
	struct str	out;
	size_t		w;

	str_init(&out);
	add_text(&out, s, n, utf8);
	w = (size_t)text_width(out.data, out.len);
	str_release(&out);
	return w;
}

/* Moves *from up, a code point at a time, until the rest fits. */
static void
cut_left(const char *text, size_t *from, size_t to, size_t cells, int utf8)
{
	uint32_t	cp;

	while (*from < to && width(text + *from, to - *from, utf8) > cells)
		*from += text_decode(text + *from, to - *from, &cp);
}

/* The offset up to which a line fits into the cells. */
static size_t
cut_right(const char *text, size_t from, size_t to, size_t cells, int utf8)
{
	size_t		at = from, len, used = 0;
	uint32_t	cp;

	while (at < to) {
		len = text_decode(text + at, to - at, &cp);
		used += width(text + at, len, utf8);
		if (used > cells)
			break;
		at += len;
	}
	return at;
}

/* The line with the place, and "^~~~" under it. */
static void
add_excerpt(const struct diag_note *note, struct str *out, int line,
    int utf8)
{
	const struct source	*s = note->source;
	size_t			 from = line_start(s, note->span.start);
	size_t			 to = line_end(s, note->span.start);
	size_t			 start = note->span.start, end, first, last;
	const char		*dots = utf8 ? "…" : "...";

	if (start > to)
		start = to;
	end = note->span.end < start ? start : note->span.end;
	if (end > to)
		end = to;
	/* A window around the place: what stands before it comes first. */
	first = from;
	if (start - from > 4 * WINDOW)
		first = start - 4 * WINDOW;
	while (first > from && (s->text[first] & 0xc0) == 0x80)
		first--;
	cut_left(s->text, &first, start, width(s->text + start,
	    end - start < WINDOW ? end - start : WINDOW, utf8) < WINDOW / 3 ?
	    WINDOW * 2 / 3 : WINDOW / 3, utf8);
	last = cut_right(s->text, first, to, WINDOW, utf8);
	if (end > last)
		end = last;
	str_addf(out, "%5d | %s", line, first > from ? dots : "");
	add_text(out, s->text + first, last - first, utf8);
	str_addf(out, "%s\n      | ", last < to ? dots : "");
	str_fill(out, ' ', width(s->text + first, start - first, utf8) +
	    (first > from ? strlen(utf8 ? "." : dots) : 0));
	str_addc(out, '^');
	last = width(s->text + start, end - start, utf8);
	str_fill(out, '~', last > 0 ? last - 1 : 0);
	str_addc(out, '\n');
}

void
diag_format_note(const struct diag_note *note, struct str *out, int utf8)
{
	int	line = 0, column;

	if (note->source != NULL) {
		source_locate(note->source, note->span.start, &line, &column);
		add_text(out, note->source->name, strlen(note->source->name),
		    utf8);
		str_addf(out, ":%d:%d: ", line, column);
	}
	str_add(out, note->level == DIAG_ERROR ? "error: " : "warning: ");
	add_text(out, note->message, strlen(note->message), utf8);
	str_addc(out, '\n');
	if (note->source != NULL)
		add_excerpt(note, out, line, utf8);
	if (note->hint != NULL) {
		str_add(out, "   hint: ");
		add_text(out, note->hint, strlen(note->hint), utf8);
		str_addc(out, '\n');
	}
}

/* 1 if note b is to be printed before note a, which was made earlier. */
static int
goes_before(const struct diag_note *b, const struct diag_note *a)
{
	return b->source != NULL && b->source == a->source &&
	    b->span.start < a->span.start;
}

void
diag_format(const struct diag *d, struct str *out, int utf8)
{
	const struct diag_note	*sorted[DIAG_CAP];
	size_t			 i, j;

	/* Insertion: there are few, and order matters among equals. */
	for (i = 0; i < d->count; i++) {
		for (j = i; j > 0 && goes_before(&d->notes[i], sorted[j - 1]);
		    j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = &d->notes[i];
	}
	for (i = 0; i < d->count; i++)
		diag_format_note(sorted[i], out, utf8);
	if (d->dropped > 0)
		str_addf(out, "and %zu more\n", d->dropped);
}
