/* SPDX-License-Identifier: MIT */

#include "prepass.h"

#include <string.h>

#define MIN_FENCE	3	/* marks */
#define MAX_INDENT	3	/* blanks; more makes it an indented block */
#define MAX_FRONT	100	/* lines of front matter */
#define MAX_JOINED	200	/* lines of a formula */
#define MAX_BRACKETS	2000	/* of a document, that are not closed */
#define PADDING		16

/* A line without its end, and where the next one starts. */
struct line {
	size_t	start, end, next;
};

/* A fence that opens or closes: n marks, then the info string. */
struct fence {
	char		 mark;
	size_t		 n, ninfo;
	const char	*info;
};

static struct line
line_at(const struct source *source, size_t at)
{
	struct line	 line = { at, source->len, source->len };
	const char	*nl;

	nl = memchr(source->text + at, '\n', source->len - at);
	if (nl != NULL) {
		line.end = (size_t)(nl - source->text);
		line.next = line.end + 1;
	}
	if (line.end > at && source->text[line.end - 1] == '\r')
		line.end--;
	return line;
}

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Past blanks and the marks of quotations; how many blanks stood last. */
static size_t
skip_prefix(const char *s, size_t n, size_t *indent)
{
	size_t	i;

	for (i = *indent = 0; i < n && (is_blank(s[i]) || s[i] == '>'); i++)
		*indent = s[i] == '>' ? 0 : *indent + 1;
	return i;
}

static int
read_fence(const char *s, size_t n, struct fence *f)
{
	size_t	indent, prefix = skip_prefix(s, n, &indent);

	s += prefix;
	n -= prefix;
	/* In a list a fence may stand further in. */
	if (n == 0 || (*s != '`' && *s != '~'))
		return 0;
	f->mark = *s;
	for (f->n = 0; f->n < n && s[f->n] == f->mark; f->n++)
		;
	f->info = s + f->n;
	f->ninfo = n - f->n;
	while (f->ninfo > 0 && is_blank(f->info[f->ninfo - 1]))
		f->ninfo--;
	/* ```x``` is code within a line. */
	return f->n >= MIN_FENCE && (f->mark == '~' ||
	    memchr(f->info, '`', f->ninfo) == NULL);
}

/* ----------------------------------------------------------------- the copy */

static void
copy(struct prepass *p, size_t from, size_t end)
{
	if (end == from)
		return;
	p->stretches = ARENA_GROW(p->arena, p->stretches, p->n, &p->max);
	p->stretches[p->n++] = (struct stretch){ p->text.len, from,
	    end - from };
	str_addn(&p->text, p->source->text + from, end - from);
}

static void
copy_line(struct prepass *p, struct line line)
{
	copy(p, line.start, line.end);
	str_addc(&p->text, '\n');
}

size_t
prepass_source(const struct prepass *p, size_t at)
{
	size_t	low = 0, high = p->n, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (p->stretches[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return 0;
	at -= p->stretches[low - 1].at;
	if (at > p->stretches[low - 1].n)
		at = p->stretches[low - 1].n;
	return p->stretches[low - 1].from + at;
}

void
prepass_release(struct prepass *p)
{
	str_release(&p->text);
}

/* ----------------------------------------------------------------- formulas */

static void
note_open(struct prepass *p, struct line line, const char *what,
    const char *hint)
{
	if (p->diag == NULL)
		return;
	diag_error(p->diag, p->source, (struct span){ (uint32_t)line.start,
	    (uint32_t)line.end }, "%s is not closed", what);
	diag_hint(p->diag, "%s", hint);
}

/* The offset of "$$" in a line from `from` on, or its end. */
static size_t
find_dollars(const struct source *s, struct line line, size_t from)
{
	size_t	i;

	for (i = from; i + 1 < line.end; i++) {
		if (s->text[i] == '\\')
			i++;
		else if (s->text[i] == '$' && s->text[i + 1] == '$')
			return i;
	}
	return line.end;
}

/* A line that has no more than its prefix and $$. */
static int
is_dollars_alone(const struct source *s, struct line line, size_t *prefix)
{
	size_t	indent, n = line.end - line.start;

	*prefix = skip_prefix(s->text + line.start, n, &indent);
	while (n > 0 && is_blank(s->text[line.start + n - 1]))
		n--;
	return n == *prefix + 2 &&
	    memcmp(s->text + line.start + *prefix, "$$", 2) == 0;
}

static int
is_empty(const struct source *s, struct line line)
{
	size_t	indent;

	return skip_prefix(s->text + line.start, line.end - line.start,
	    &indent) == line.end - line.start;
}

/* Lines from $$ to $$ as a fence; returns where it goes on. */
static size_t
copy_formula(struct prepass *p, struct line open, size_t prefix)
{
	struct line	line = open;

	copy(p, open.start, open.start + prefix);
	str_add(&p->text, "```math\n");
	while (line.next < p->source->len) {
		line = line_at(p->source, line.next);
		if (is_dollars_alone(p->source, line, &prefix)) {
			copy(p, line.start, line.start + prefix);
			str_add(&p->text, "```\n");
			return line.next;
		}
		copy_line(p, line);
	}
	note_open(p, open, "this formula", "end it by a line $$");
	return p->source->len;
}

/*
 * A line that begins with $$ and does not end the formula: it goes on to the
 * next $$, which a line with "+ " or "- " at its start would prevent.
 */
static size_t
copy_joined(struct prepass *p, struct line open, size_t dollars)
{
	struct line	line = open;
	size_t		end, indent, skipped = 0, prefix;

	copy(p, open.start, open.end);
	while (line.next < p->source->len && skipped < MAX_JOINED) {
		line = line_at(p->source, line.next);
		if (is_empty(p->source, line))
			break;
		skipped++;
		str_addc(&p->text, ' ');
		prefix = skip_prefix(p->source->text + line.start,
		    line.end - line.start, &indent);
		end = find_dollars(p->source, line, line.start);
		copy(p, line.start + prefix, line.end);
		if (end < line.end) {
			str_fill(&p->text, '\n', skipped + 1);
			return line.next;
		}
	}
	note_open(p, (struct line){ dollars, open.end, 0 }, "this formula",
	    "end it by $$");
	str_fill(&p->text, '\n', skipped + 1);
	return line.next;
}

/* --------------------------------------------------------------- the passes */

/* Lines of a block of code, to the fence that closes it. */
static size_t
copy_fence(struct prepass *p, struct line open, const struct fence *f)
{
	struct line	line = open;
	struct fence	close;

	copy_line(p, open);
	while (line.next < p->source->len) {
		line = line_at(p->source, line.next);
		copy_line(p, line);
		if (read_fence(p->source->text + line.start, line.end -
		    line.start, &close) && close.ninfo == 0 && close.mark ==
		    f->mark && close.n >= f->n)
			return line.next;
	}
	if (p->diag != NULL) {
		diag_error(p->diag, p->source, (struct span){
		    (uint32_t)open.start, (uint32_t)open.end },
		    "this block is not closed");
		diag_hint(p->diag, "end it by a line of %zu or more %c", f->n,
		    f->mark);
	}
	return p->source->len;
}

/* Past the lines between "---" at the very start. */
static size_t
blank_front(struct prepass *p, size_t start)
{
	struct line	line;
	size_t		at = start, lines = 0;

	line = line_at(p->source, at);
	if (line.end - line.start != 3 || memcmp(p->source->text + start,
	    "---", 3) != 0)
		return start;
	while (line.next < p->source->len && ++lines < MAX_FRONT) {
		line = line_at(p->source, line.next);
		if (line.end - line.start == 3 && memcmp(p->source->text +
		    line.start, "---", 3) == 0) {
			str_fill(&p->text, '\n', lines + 1);
			return line.next;
		}
	}
	return start;
}

static int
too_many_brackets(struct prepass *p)
{
	const char	*s = p->source->text;
	size_t		 i, open = 0;

	for (i = 0; i < p->source->len; i++) {
		if (s[i] == '[')
			open++;
		else if (s[i] == ']' && open > 0)
			open--;
		else if (s[i] == '\n' && i + 1 < p->source->len &&
		    s[i + 1] == '\n')
			open = 0;
		if (open > MAX_BRACKETS)
			break;
	}
	if (open <= MAX_BRACKETS)
		return 0;
	if (p->diag != NULL)
		diag_error(p->diag, p->source, (struct span){ (uint32_t)i,
		    (uint32_t)i + 1 }, "more than %d brackets are open here",
		    MAX_BRACKETS);
	return 1;
}

static size_t
copy_next(struct prepass *p, size_t at)
{
	const struct source	*s = p->source;
	struct line		 line = line_at(s, at);
	struct fence		 f;
	size_t			 prefix, start, indent;

	start = line.start + skip_prefix(s->text + line.start, line.end -
	    line.start, &indent);
	if (read_fence(s->text + line.start, line.end - line.start, &f))
		return copy_fence(p, line, &f);
	if (is_dollars_alone(s, line, &prefix))
		return copy_formula(p, line, prefix);
	if (indent <= MAX_INDENT && start + 1 < line.end &&
	    s->text[start] == '$' && s->text[start + 1] == '$' &&
	    find_dollars(s, line, start + 2) == line.end)
		return copy_joined(p, line, start);
	copy_line(p, line);
	return line.next;
}

int
prepass_run(struct prepass *p)
{
	size_t	at = 0;

	str_init(&p->text);
	if (too_many_brackets(p))
		return -1;
	if (p->source->len >= 3 && memcmp(p->source->text, "\xef\xbb\xbf",
	    3) == 0)
		at = 3;
	at = blank_front(p, at);
	while (at < p->source->len)
		at = copy_next(p, at);
	p->len = p->text.len;
	str_fill(&p->text, '\0', PADDING);
	return 0;
}
