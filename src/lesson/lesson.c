/* SPDX-License-Identifier: MIT */

#include "gradus/lesson.h"

#include <string.h>

#include "gradus/file.h"

#define MIN_FENCE	3	/* marks */
#define MAX_INDENT	3	/* blanks; more makes it an indented block */

/* A line without its end, as offsets, and where the next one starts. */
struct line {
	size_t	start, end, next;
};

/* A fence that opens or closes: n marks, then the info string. */
struct fence {
	char		 mark;
	size_t		 n;
	const char	*info;
	size_t		 ninfo;
};

/* The blocks of a lesson, as the scanner meets them. */
struct scan {
	struct arena		*arena;
	const struct source	*source;
	size_t			 at;
	struct span		*parts;		/* of model text */
	size_t			 nparts, max;
};

static struct line
next_line(struct scan *sc)
{
	const char	*text = sc->source->text, *nl;
	size_t		 len = sc->source->len;
	struct line	 line = { .start = sc->at };

	if (line.start == 0 && len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		line.start = 3;
	nl = memchr(text + line.start, '\n', len - line.start);
	line.end = nl == NULL ? len : (size_t)(nl - text);
	sc->at = line.next = nl == NULL ? len : line.end + 1;
	if (line.end > line.start && text[line.end - 1] == '\r')
		line.end--;
	return line;
}

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Strips blanks from both ends. */
static void
strip(const char **s, size_t *n)
{
	while (*n > 0 && is_blank(**s)) {
		++*s;
		--*n;
	}
	while (*n > 0 && is_blank((*s)[*n - 1]))
		--*n;
}

/* 1 if the line is a fence. */
static int
read_fence(const struct source *source, struct line line, struct fence *f)
{
	const char	*s = source->text + line.start;
	size_t		 n = line.end - line.start, indent = 0;

	while (indent < n && s[indent] == ' ')
		indent++;
	if (indent > MAX_INDENT || indent == n)
		return 0;
	s += indent;
	n -= indent;
	f->mark = *s;
	if (f->mark != '`' && f->mark != '~')
		return 0;
	for (f->n = 0; f->n < n && s[f->n] == f->mark; f->n++)
		;
	f->info = s + f->n;
	f->ninfo = n - f->n;
	strip(&f->info, &f->ninfo);
	/* ```x``` is code within a line. */
	return f->n >= MIN_FENCE && (f->mark == '~' ||
	    memchr(f->info, '`', f->ninfo) == NULL);
}

static int
is_model(const struct fence *f)
{
	return f->ninfo >= 5 && memcmp(f->info, "model", 5) == 0 &&
	    (f->ninfo == 5 || is_blank(f->info[5]));
}

/*
 * Reads on to the fence that closes the one on the given line. Returns 0, or
 * -1 if the file ends first.
 */
static int
skip_block(struct scan *sc, const struct fence *open, struct span *text)
{
	struct fence	f;
	struct line	line;

	text->start = text->end = (uint32_t)sc->at;
	while (sc->at < sc->source->len) {
		line = next_line(sc);
		if (read_fence(sc->source, line, &f) && f.ninfo == 0 &&
		    f.mark == open->mark && f.n >= open->n)
			return 0;
		text->end = (uint32_t)line.next;
	}
	return -1;
}

static void
scan_blocks(struct scan *sc, struct diag *diag)
{
	struct fence	f;
	struct line	line;
	struct span	text;

	while (sc->at < sc->source->len) {
		line = next_line(sc);
		if (!read_fence(sc->source, line, &f))
			continue;
		if (skip_block(sc, &f, &text) == -1) {
			diag_error(diag, sc->source, (struct span){
			    (uint32_t)line.start, (uint32_t)line.end },
			    "this block is not closed");
			diag_hint(diag, "end it by a line of %zu or more %c",
			    f.n, f.mark);
		}
		if (!is_model(&f))
			continue;
		sc->parts = ARENA_GROW(sc->arena, sc->parts, sc->nparts,
		    &sc->max);
		sc->parts[sc->nparts++] = text;
	}
}

/* The text of a "# " heading: 1 if the line is one. */
static int
read_heading(const struct source *source, struct line line, const char **s,
    size_t *n)
{
	*s = source->text + line.start;
	*n = line.end - line.start;
	if (*n == 0 || **s != '#' || (*n > 1 && !is_blank((*s)[1])))
		return 0;
	++*s;
	--*n;
	strip(s, n);
	return 1;
}

/* A paragraph on one line. */
static const char *
join(struct arena *arena, const char *s, size_t n)
{
	char	*text = arena_alloc(arena, n + 1), *p = text;
	size_t	 i;

	for (i = 0; i < n; i++) {
		if (!is_blank(s[i]) && s[i] != '\r' && s[i] != '\n')
			*p++ = s[i];
		else if (p > text && p[-1] != ' ')
			*p++ = ' ';
	}
	while (p > text && p[-1] == ' ')
		p--;
	*p = '\0';
	return text;
}

/* Takes a line into the paragraph; 0 if that ended before it. */
static int
extend(const struct source *source, struct line line, struct span *paragraph)
{
	const char	*s = source->text + line.start;
	size_t		 n = line.end - line.start;

	strip(&s, &n);
	if (n == 0)
		return paragraph->end == 0;
	if (*s == '#')
		return 0;
	if (paragraph->end == 0)
		paragraph->start = (uint32_t)line.start;
	paragraph->end = (uint32_t)line.end;
	return 1;
}

static void
scan_title(struct arena *arena, struct lesson *l)
{
	struct scan	 sc = { .arena = arena, .source = &l->source };
	struct span	 block, paragraph = { 0, 0 };
	struct fence	 f;
	struct line	 line;
	const char	*s;
	size_t		 n;
	int		 titled = 0;

	while (sc.at < l->source.len) {
		line = next_line(&sc);
		if (read_fence(&l->source, line, &f)) {
			if (paragraph.end > 0)
				break;
			skip_block(&sc, &f, &block);
		} else if (!titled) {
			titled = read_heading(&l->source, line, &s, &n);
			if (titled)
				l->title = arena_strndup(arena, s, n);
		} else if (!extend(&l->source, line, &paragraph))
			break;
	}
	l->sentence = join(arena, l->source.text + paragraph.start,
	    paragraph.end - paragraph.start);
}

static const char *
base_name(struct arena *arena, const char *path)
{
	const char	*slash = strrchr(path, '/');
	const char	*name = slash == NULL ? path : slash + 1;
	size_t		 n = strlen(name);

	if (n > 3 && strcmp(name + n - 3, ".md") == 0)
		n -= 3;
	return arena_strndup(arena, name, n);
}

static struct lesson *
open_lesson(struct arena *arena, struct diag *diag, const char *path)
{
	int		 standard = strcmp(path, "-") == 0;
	struct lesson	*l = arena_alloc(arena, sizeof *l);
	struct file	 file;
	const char	*why;

	l->path = standard ? "<stdin>" : path;
	l->name = standard ? "stdin" : base_name(arena, path);
	l->title = l->sentence = "";
	if ((why = file_read(arena, path, MODEL_MAX_BYTES, &file)) != NULL) {
		if (diag != NULL)
			diag_error(diag, NULL, (struct span){ 0, 0 },
			    "%s: %s", l->path, why);
		return NULL;
	}
	l->source = (struct source){ l->path, file.data, file.len, 1 };
	return l;
}

struct lesson *
lesson_read(struct arena *arena, struct diag *diag, const char *path)
{
	struct lesson	*l = open_lesson(arena, diag, path);
	struct scan	 sc = { .arena = arena };

	if (l == NULL)
		return NULL;
	sc.source = &l->source;
	scan_blocks(&sc, diag);
	if (sc.nparts == 0) {
		diag_error(diag, NULL, (struct span){ 0, 0 },
		    "%s: there is no model block", path);
		diag_hint(diag, "equations stand between a line ```model and "
		    "a line ```; a bare model is read by --model");
		return NULL;
	}
	scan_title(arena, l);
	l->model = model_parse(arena, diag, &l->source, sc.parts, sc.nparts);
	return l;
}

struct lesson *
lesson_read_model(struct arena *arena, struct diag *diag, const char *path)
{
	struct lesson	*l = open_lesson(arena, diag, path);
	struct span	 all = { 0, 0 };

	if (l == NULL)
		return NULL;
	all.end = (uint32_t)l->source.len;
	l->model = model_parse(arena, diag, &l->source, &all, 1);
	return l;
}

struct lesson *
lesson_read_title(struct arena *arena, struct diag *diag, const char *path)
{
	struct lesson	*l = open_lesson(arena, diag, path);

	if (l != NULL)
		scan_title(arena, l);
	return l;
}
