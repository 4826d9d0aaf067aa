/* SPDX-License-Identifier: MIT */
/*
 * Before md4c reads a document: a formula of several lines becomes one line,
 * front matter goes, and it is remembered where each byte came from.
 */

#include "prepass.h"

#include <string.h>

#define MIN_FENCE	3	/* marks */
#define MAX_INDENT	3	/* blanks; more makes it an indented block */
#define MAX_DIGITS	9	/* of a number before an item */
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

/* The length of a mark of a list, with the blank behind it; or 0. */
static size_t
list_mark(const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < n && i < MAX_DIGITS && s[i] >= '0' && s[i] <= '9'; i++)
		;
	if (i == n || strchr(i > 0 ? ".)" : "-+*", s[i]) == NULL ||
	    s[i] == '\0')
		return 0;
	return i + 1 < n && is_blank(s[i + 1]) ? i + 2 : 0;
}

/* As skip_prefix, and past what begins items of lists. */
static size_t
skip_marks(const char *s, size_t n, size_t *indent, int *list)
{
	size_t	i, mark;

	*list = 0;
	i = skip_prefix(s, n, indent);
	while ((mark = list_mark(s + i, n - i)) > 0) {
		*list = 1;
		i += mark;
		i += skip_prefix(s + i, n - i, indent);
	}
	return i;
}

/* Marks of a fence, behind the prefix of its line. */
static int
read_fence(const char *s, size_t n, size_t prefix, struct fence *f)
{
	s += prefix;
	n -= prefix;
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

/* ---------------------------------------------------------------- the copy */

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

/* ---------------------------------------------------------------- formulas */

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

/* Whether a line has no more than its prefix and $$. */
static int
is_dollars(const struct source *s, struct line line, size_t prefix)
{
	while (line.end > line.start && is_blank(s->text[line.end - 1]))
		line.end--;
	return line.end == line.start + prefix + 2 &&
	    memcmp(s->text + line.start + prefix, "$$", 2) == 0;
}

static size_t
prefix_of(const struct source *s, struct line line)
{
	size_t	indent;

	return skip_prefix(s->text + line.start, line.end - line.start,
	    &indent);
}

static int
is_empty(const struct source *s, struct line line)
{
	return prefix_of(s, line) == line.end - line.start;
}

static size_t
count_quotes(const char *s, size_t n)
{
	size_t	i, quotes = 0;

	for (i = 0; i < n; i++)
		quotes += s[i] == '>';
	return quotes;
}

/*
 * Whether a line leaves the quotation or the item in which a block was
 * opened, behind a prefix: that closes the block.
 */
static int
is_outside(const struct prepass *p, struct line open, size_t prefix,
    struct line line)
{
	const char	*text = p->source->text;
	size_t		 quotes = count_quotes(text + open.start, prefix);
	size_t		 own = prefix_of(p->source, line);

	if (count_quotes(text + line.start, own) < quotes)
		return 1;
	return quotes == 0 && p->list && prefix > 0 && own == 0 &&
	    line.end > line.start;
}

/* Lines from $$ to $$ as a fence; returns where it goes on. */
static size_t
copy_formula(struct prepass *p, struct line open, size_t prefix)
{
	struct line	line;
	size_t		at, own;

	copy(p, open.start, open.start + prefix);
	str_add(&p->text, "```math\n");
	for (at = open.next; at < p->source->len; at = line.next) {
		line = line_at(p->source, at);
		if (is_outside(p, open, prefix, line))
			break;
		own = prefix_of(p->source, line);
		if (is_dollars(p->source, line, own)) {
			copy(p, line.start, line.start + own);
			str_add(&p->text, "```\n");
			return line.next;
		}
		copy_line(p, line);
	}
	note_open(p, open, "this formula", "end it by a line $$");
	return at;
}

/*
 * A line that begins with $$ and does not end the formula: it goes on to the
 * next $$, which a line with "+ " or "- " at its start would prevent.
 */
static size_t
copy_joined(struct prepass *p, struct line open, size_t dollars)
{
	struct line	line = open;
	size_t		end, skipped = 0, prefix;

	copy(p, open.start, open.end);
	while (line.next < p->source->len && skipped < MAX_JOINED) {
		line = line_at(p->source, line.next);
		if (is_empty(p->source, line))
			break;
		skipped++;
		str_addc(&p->text, ' ');
		prefix = prefix_of(p->source, line);
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

/* -------------------------------------------------------------- the passes */

/* Lines of a block of code, to the fence that closes it. */
static size_t
copy_fence(struct prepass *p, struct line open, size_t prefix,
    const struct fence *f)
{
	struct line	line;
	struct fence	close;
	size_t		at;

	copy_line(p, open);
	for (at = open.next; at < p->source->len; at = line.next) {
		line = line_at(p->source, at);
		if (is_outside(p, open, prefix, line))
			break;
		copy_line(p, line);
		if (read_fence(p->source->text + line.start, line.end -
		    line.start, prefix_of(p->source, line), &close) &&
		    close.ninfo == 0 && close.mark == f->mark && close.n >=
		    f->n)
			return line.next;
	}
	if (p->diag != NULL) {
		diag_error(p->diag, p->source, (struct span){
		    (uint32_t)open.start, (uint32_t)open.end },
		    "this block is not closed");
		diag_hint(p->diag, "end it by a line of %zu or more %c", f->n,
		    f->mark);
	}
	return at;
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
		    (s[i + 1] == '\n' || s[i + 1] == '\r'))
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
	const char		*text = s->text + line.start;
	struct fence		 f;
	size_t			 n = line.end - line.start, prefix, indent;
	size_t			 dollars;
	int			 list;

	prefix = skip_marks(text, n, &indent, &list);
	if (list)
		p->list = 1;
	else if (prefix == 0 && n > 0)
		p->list = 0;
	/* Items stand further in; elsewhere it is an indented block. */
	if (indent > MAX_INDENT && !p->list) {
		copy_line(p, line);
		return line.next;
	}
	if (read_fence(text, n, prefix, &f))
		return copy_fence(p, line, prefix, &f);
	if (is_dollars(s, line, prefix))
		return copy_formula(p, line, prefix);
	dollars = line.start + prefix;
	if (find_dollars(s, line, dollars) == dollars && dollars + 1 <
	    line.end && find_dollars(s, line, dollars + 2) == line.end)
		return copy_joined(p, line, dollars);
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
