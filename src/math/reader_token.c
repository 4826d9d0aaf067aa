/* SPDX-License-Identifier: MIT */
/*
 * Tokens of LaTeX, with macros expanded, and the mistakes that are noted.
 */

#include <stdarg.h>
#include <string.h>

#include "gradus/text.h"

#include "reader.h"

void
reader_note(struct reader *r, struct span span, const char *hint,
    const char *format, ...)
{
	va_list	ap;

	if (r->diag == NULL)
		return;
	span.start += r->offset;
	span.end += r->offset;
	va_start(ap, format);
	diag_verror(r->diag, r->source, span, format, ap);
	va_end(ap);
	if (hint != NULL)
		diag_hint(r->diag, "%s", hint);
}

static struct frame *
top(struct reader *r)
{
	return &r->frames[r->nframes - 1];
}

static struct span
frame_span(const struct reader *r, const struct frame *f, size_t from,
    size_t to)
{
	size_t	base;

	if (f->macro)
		return f->call;
	base = (size_t)(f->s - r->f->latex);
	return (struct span){ (uint32_t)(base + from), (uint32_t)(base + to) };
}

/* Blanks mean nothing, and a % hides the rest of its line. */
static void
skip_blanks(struct frame *f)
{
	const char	*eol;

	while (f->pos < f->end) {
		if (strchr(" \t\r\n", f->s[f->pos]) != NULL &&
		    f->s[f->pos] != '\0') {
			f->pos++;
		} else if (f->s[f->pos] == '%') {
			eol = memchr(f->s + f->pos, '\n', f->end - f->pos);
			f->pos = eol == NULL ? f->end :
			    (size_t)(eol - f->s) + 1;
		} else
			return;
	}
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of a command's name, behind the backslash. */
static size_t
name_length(const struct frame *f, size_t at)
{
	uint32_t	cp;
	size_t		n = 0;

	while (at + n < f->end && is_letter(f->s[at + n]))
		n++;
	if (n > 0)
		return n + (at + n < f->end && f->s[at + n] == '*');
	return at < f->end ? text_decode(f->s + at, f->end - at, &cp) : 0;
}

static void
take_command(struct reader *r, struct frame *f)
{
	struct token	*t = &r->tok;
	size_t		 start = f->pos;

	t->kind = TOKEN_COMMAND;
	t->s = f->s + start + 1;
	t->n = name_length(f, start + 1);
	f->pos = start + 1 + t->n;
	/* The star belongs to few; for others it is a star. */
	if (t->n > 1 && t->s[t->n - 1] == '*' && is_letter(*t->s) &&
	    !(t->n == 13 && memcmp(t->s, "operatorname*", 13) == 0) &&
	    !(t->n == 7 && (memcmp(t->s, "hspace*", 7) == 0 ||
	    memcmp(t->s, "vspace*", 7) == 0))) {
		t->n--;
		f->pos--;
	}
	if (t->n == 1 && *t->s == '\\')
		t->kind = TOKEN_LINE;
	t->span = frame_span(r, f, start, f->pos);
}

static void
take_char(struct reader *r, struct frame *f)
{
	static const char	 special[] = "{}^_'&";
	static const enum token_kind kinds[] = { TOKEN_OPEN, TOKEN_CLOSE,
	    TOKEN_SUP, TOKEN_SUB, TOKEN_PRIME, TOKEN_CELL };
	struct token		*t = &r->tok;
	const char		*p;

	t->kind = TOKEN_CHAR;
	t->s = f->s + f->pos;
	t->n = text_decode(t->s, f->end - f->pos, &t->cp);
	t->span = frame_span(r, f, f->pos, f->pos + t->n);
	p = *t->s == '\0' ? NULL : strchr(special, *t->s);
	if (p != NULL)
		t->kind = kinds[p - special];
	f->pos += t->n;
}

void
reader_advance(struct reader *r)
{
	struct frame	*f;

	for (;;) {
		f = top(r);
		skip_blanks(f);
		if (f->pos < f->end)
			break;
		if (f->barrier) {
			r->tok = (struct token){ TOKEN_END, "", 0, 0,
			    frame_span(r, f, f->end, f->end) };
			return;
		}
		r->nframes--;
	}
	if (f->s[f->pos] == '\\')
		take_command(r, f);
	else
		take_char(r, f);
}

int
reader_is(const struct reader *r, const char *command)
{
	return r->tok.kind == TOKEN_COMMAND && strlen(command) == r->tok.n &&
	    memcmp(command, r->tok.s, r->tok.n) == 0;
}

/* The place of the brace that closes the one before `from`, or the end. */
static size_t
closing_brace(const struct frame *f, size_t from)
{
	size_t	i, depth = 1;

	for (i = from; i < f->end; i++) {
		if (f->s[i] == '\\')
			i++;
		else if (f->s[i] == '{')
			depth++;
		else if (f->s[i] == '}' && --depth == 0)
			return i;
	}
	return f->end;
}

int
reader_raw(struct reader *r, const char **s, size_t *n)
{
	struct frame	*f = top(r);
	uint32_t	 cp;
	size_t		 end;

	skip_blanks(f);
	*s = f->s + f->pos;
	*n = 0;
	if (f->pos == f->end)
		return 0;
	if (**s == '{') {
		end = closing_brace(f, f->pos + 1);
		if (end == f->end)
			reader_note(r, frame_span(r, f, f->pos, f->pos + 1),
			    "write a } where the group ends",
			    "this brace is not closed");
		*s += 1;
		*n = end - f->pos - 1;
		f->pos = end + (end < f->end);
		return 1;
	}
	if (**s == '}')
		return 0;
	*n = **s == '\\' ? 1 + name_length(f, f->pos + 1) :
	    text_decode(*s, f->end - f->pos, &cp);
	f->pos += *n;
	return 1;
}

int
reader_raw_optional(struct reader *r, const char **s, size_t *n)
{
	struct frame	*f = top(r);
	const char	*end;
	size_t		 pos = f->pos;

	skip_blanks(f);
	if (f->pos == f->end || f->s[f->pos] != '[' || (end = memchr(f->s +
	    f->pos, ']', f->end - f->pos)) == NULL) {
		f->pos = pos;
		return 0;
	}
	*s = f->s + f->pos + 1;
	*n = (size_t)(end - *s);
	f->pos = (size_t)(end - f->s) + 1;
	return 1;
}

const char *
reader_word(struct reader *r, const char *s, size_t n)
{
	struct str	 gated;
	const char	*word;

	str_init(&gated);
	text_gate(&gated, s, n);
	word = arena_strndup(r->arena, gated.data, gated.len);
	str_release(&gated);
	return word;
}

uint32_t
reader_position(const struct reader *r)
{
	const struct frame	*f = &r->frames[r->nframes - 1];

	return frame_span(r, f, f->pos, f->pos).end;
}

void
reader_push(struct reader *r, const char *s, size_t n, int barrier)
{
	struct frame	*f = top(r);
	struct frame	*new = &r->frames[r->nframes++];

	*new = (struct frame){ .s = s, .end = n, .barrier = barrier,
	    .macro = f->macro, .call = f->call };
}

/* ------------------------------------------------------------------ macros */

/* How many bytes the next macro may come to. */
static size_t
room(const struct reader *r)
{
	if (r->spent || r->macros->expanded >= r->macros->most ||
	    r->expanded >= MAX_EXPANDED)
		return 0;
	return MAX_EXPANDED - r->expanded;
}

/* The body with #1 … in place; the arguments stand behind the token. */
int
reader_expand(struct reader *r, const struct macro *m)
{
	const char	*args[9] = { NULL }, *text;
	size_t		 lengths[9] = { 0 }, i, most = room(r);
	struct str	 s;
	struct span	 call = r->tok.span;
	int		 k;

	for (k = 0; k < m->nargs; k++)
		reader_raw(r, &args[k], &lengths[k]);
	str_init(&s);
	for (i = 0; i < m->n && s.len < most; i++) {
		if (m->body[i] == '#' && i + 1 < m->n && m->body[i + 1] >= '1'
		    && m->body[i + 1] < '1' + m->nargs) {
			k = m->body[++i] - '1';
			str_addn(&s, args[k], lengths[k]);
		} else
			str_addc(&s, m->body[i]);
	}
	if (s.len >= most) {
		str_release(&s);
		return -1;
	}
	r->expanded += s.len + 1;
	r->macros->expanded += s.len + 1;
	text = arena_strndup(r->arena, s.data, s.len);
	i = s.len;
	str_release(&s);
	/* A frame that is read to its end is no longer needed. */
	while (r->nframes > 1 && top(r)->pos == top(r)->end &&
	    !top(r)->barrier)
		r->nframes--;
	if (r->nframes + 2 >= MAX_FRAMES)
		return -1;
	reader_push(r, text, i, 0);
	if (!top(r)->macro)
		top(r)->call = call;
	top(r)->macro = 1;
	return 0;
}

void
reader_leave_macros(struct reader *r)
{
	while (r->nframes > 1 && !top(r)->barrier)
		r->nframes--;
}

/* \newcommand{\name}[2]{body}, also without the braces around the name. */
int
reader_define(struct reader *r, const char **name, size_t *n)
{
	struct formula_macros	*m = r->macros;
	struct macro		 macro = { NULL, 0, 0 };
	const char		*count;
	size_t			 ncount;
	struct span		 span = r->tok.span;

	if (!reader_raw(r, name, n) || *n < 2 || **name != '\\') {
		reader_note(r, span, "\\newcommand{\\name}{what it means}",
		    "a definition needs the name of a command");
		return -1;
	}
	if (reader_raw_optional(r, &count, &ncount) && ncount == 1 &&
	    *count >= '0' && *count <= '9')
		macro.nargs = *count - '0';
	if (!reader_raw(r, &macro.body, &macro.n)) {
		reader_note(r, span, "\\newcommand{\\name}{what it means}",
		    "this definition says nothing");
		return -1;
	}
	macro.body = arena_strndup(m->arena, macro.body, macro.n);
	m->v = ARENA_GROW(m->arena, m->v, m->n, &m->max);
	m->v[m->n] = macro;
	map_set(&m->names, *name + 1, *n - 1, (int32_t)m->n++);
	return 0;
}
