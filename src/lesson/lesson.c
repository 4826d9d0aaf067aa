/* SPDX-License-Identifier: MIT */
/*
 * A lesson from its document: chapters and steps by headings, the model
 * from its blocks, commands from theirs.
 */

#include "gradus/lesson.h"

#include <string.h>

#include "gradus/file.h"

/* What the blocks are sorted into. */
struct build {
	struct arena	*arena;
	struct diag	*diag;
	struct lesson	*lesson;
	struct chapter	*chapters;
	struct step	*steps;		/* of the last chapter */
	struct step	*step;		/* the last of them; or NULL */
	struct command	*commands;	/* of the last step */
	int		 ntries;	/* of that */
	struct lesson_number	*numbers;
	size_t		 max_numbers;
	struct span	*parts;		/* model text */
	size_t		 nparts;
};

static int
is_fence(const struct block *b, const char *info)
{
	size_t	n = strlen(info);

	return b->kind == BLOCK_FENCE && strncmp(b->info, info, n) == 0 &&
	    (b->info[n] == '\0' || b->info[n] == ' ' || b->info[n] == '\t');
}

/* Text of the phrases of a block, with one blank where there are several. */
static const char *
plain_text(struct arena *arena, const struct block *b)
{
	struct str	 s;
	const char	*text;
	size_t		 i, k;
	char		 c, last = '\0';

	str_init(&s);
	for (i = 0; i < b->nphrases; i++) {
		for (k = 0; k < b->phrases[i].n; k++) {
			c = b->phrases[i].text[k];
			if (c != ' ' || last != ' ')
				str_addc(&s, c);
			last = c;
		}
	}
	text = arena_strndup(arena, s.data, s.len);
	str_release(&s);
	return text;
}

/* The first # and the first paragraph behind it, before another heading. */
static void
find_title(struct arena *arena, struct lesson *l)
{
	const struct block	*b, *title = NULL;
	size_t			 i;

	l->title = l->sentence = "";
	for (i = 0; i < l->document->nblocks; i++) {
		b = l->document->blocks[i];
		if (b->kind == BLOCK_HEADING && title != NULL)
			return;
		if (b->kind == BLOCK_HEADING && b->level == 1) {
			title = b;
			l->title = plain_text(arena, b);
		} else if (b->kind == BLOCK_PARAGRAPH && title != NULL) {
			l->sentence = plain_text(arena, b);
			return;
		}
	}
}

/* ---------------------------------------------------------------- chapters */

static struct chapter *
last_chapter(struct build *b)
{
	return &b->chapters[b->lesson->nchapters - 1];
}

/* The step before it, if there is one, ends where it begins. */
static void
begin_step(struct build *b, const struct block *title)
{
	struct chapter	*c = last_chapter(b);
	struct span	 span = { 0, (uint32_t)b->lesson->source.len };

	if (title == NULL)
		title = c->title;
	if (title != NULL)
		span.start = title->span.start;
	if (b->step != NULL)
		b->step->span.end = span.start;
	b->steps = ARENA_PUSH(b->arena, b->steps, c->nsteps);
	b->step = &b->steps[c->nsteps++];
	*b->step = (struct step){ .title = title == c->title ? NULL : title,
	    .span = span };
	c->steps = b->steps;
	b->commands = NULL;
	b->ntries = 0;
}

static void
begin_chapter(struct build *b, const struct block *title)
{
	b->chapters = ARENA_PUSH(b->arena, b->chapters, b->lesson->nchapters);
	b->chapters[b->lesson->nchapters++] = (struct chapter){
	    .title = title };
	b->steps = NULL;
	begin_step(b, NULL);
}

static void
add_block(struct build *b, struct block *block)
{
	struct step	*s = b->step;

	s->blocks = ARENA_PUSH(b->arena, s->blocks, s->nblocks);
	s->blocks[s->nblocks++] = block;
}

/* A command that is read where it stands. */
static void
add_place(struct build *b, const struct command *c)
{
	struct block	*block = arena_alloc(b->arena, sizeof *block);
	struct command	*own = arena_alloc(b->arena, sizeof *own);

	*own = *c;
	block->kind = BLOCK_COMMAND;
	block->command = own;
	block->span = c->span;
	if (c->def->id == COMMAND_TRY && ++b->ntries > STEP_MAX_TRIES) {
		diag_error(b->diag, &b->lesson->source, c->span, "a step has "
		    "at most %d experiments, a key for each", STEP_MAX_TRIES);
		diag_hint(b->diag, "a heading ### begins another step");
	}
	block->level = c->def->id == COMMAND_TRY ? b->ntries : 0;
	add_block(b, block);
}

static void
add_command(struct build *b, struct span line)
{
	struct step	*s = b->step;
	struct command	 c;

	if (command_read(b->arena, b->diag, b->lesson->model,
	    &b->lesson->source, line, 1, &c) == -1 || c.def == NULL)
		return;
	if (c.def->id == COMMAND_REPEAT)
		last_chapter(b)->repeat = 1;
	if (c.def->flags & COMMAND_PLACE)
		add_place(b, &c);
	b->commands = ARENA_PUSH(b->arena, b->commands, s->ncommands);
	b->commands[s->ncommands++] = c;
	s->commands = b->commands;
}

/* The lines of a `gradus` block. */
static void
add_commands(struct build *b, const struct block *block)
{
	const char	*s = b->lesson->source.text, *nl;
	struct span	 line;
	size_t		 at = block->span.start, end;

	while (at < block->span.end) {
		nl = memchr(s + at, '\n', block->span.end - at);
		end = nl == NULL ? block->span.end : (size_t)(nl - s);
		line = (struct span){ (uint32_t)at, (uint32_t)end };
		if (end > at && s[end - 1] == '\r')
			line.end--;
		add_command(b, line);
		at = end + 1;
	}
}

/* A first step or chapter that holds nothing is none. */
static void
drop_empty(struct build *b)
{
	struct chapter	*c;
	size_t		 i, n = 0;

	for (i = 0; i < b->lesson->nchapters; i++) {
		c = &b->chapters[i];
		if (c->nsteps > 1 && c->steps[0].nblocks == 0 &&
		    c->steps[0].ncommands == 0) {
			c->steps++;
			c->nsteps--;
		}
		if (c->title == NULL && c->nsteps == 1 &&
		    c->steps[0].nblocks == 0 && c->steps[0].title == NULL)
			continue;
		b->chapters[n++] = *c;
	}
	b->lesson->nchapters = n;
	b->lesson->chapters = b->chapters;
}

static void
sort_blocks(struct build *b)
{
	const struct block	*document = b->lesson->document;
	struct block		*block;
	size_t			 i;

	begin_chapter(b, NULL);
	for (i = 0; i < document->nblocks; i++) {
		block = document->blocks[i];
		if (block->kind == BLOCK_HEADING && block->level == 1)
			continue;
		if (block->kind == BLOCK_HEADING && block->level == 2)
			begin_chapter(b, block);
		else if (block->kind == BLOCK_HEADING && block->level == 3)
			begin_step(b, block);
		else if (is_fence(block, "gradus"))
			add_commands(b, block);
		else
			add_block(b, block);
	}
	drop_empty(b);
}

/* ----------------------------------------------------------------- numbers */

static void
add_number(struct build *b, const struct phrase *p, const struct phrase *next)
{
	struct lesson	*l = b->lesson;
	struct lesson_number	 n;

	if (next != NULL && next->link == p->link) {
		diag_error(b->diag, &l->source, p->span, "a number in the "
		    "text is one piece");
		diag_hint(b->diag, "write **[0.25](=J)**, not [**0**.25](=J)");
		return;
	}
	if (number_read(b->arena, b->diag, l->model, &l->source, p, &n) == -1)
		return;
	b->numbers = ARENA_GROW(b->arena, b->numbers, l->nnumbers,
	    &b->max_numbers);
	b->numbers[l->nnumbers++] = n;
	l->numbers = b->numbers;
}

/* Markdown knows no link with a blank in its address: it stays as text. */
static void
find_blank(struct build *b, const struct phrase *p)
{
	if (p->kind != PHRASE_TEXT || strstr(p->text, "](=") == NULL)
		return;
	diag_error(b->diag, &b->lesson->source, p->span, "this text holds "
	    "](=, and no link begins there");
	diag_hint(b->diag, "an address has no blanks: [0](=x-2), or "
	    "[0](<=x - 2>)");
}

/* Titles stand in places where nothing follows. */
static void
note_heading(struct build *b, const struct phrase *p)
{
	diag_error(b->diag, &b->lesson->source, p->span, "a number in a "
	    "heading does not follow");
	diag_hint(b->diag, "write it in the text below");
}

static void
find_numbers(struct build *b, const struct block *block)
{
	const struct phrase	*p = block->phrases;
	size_t			 i, n = block->nphrases;

	for (i = 0; i < n; i++) {
		find_blank(b, &p[i]);
		if (number_is_link(p[i].link) && block->kind == BLOCK_HEADING)
			note_heading(b, &p[i]);
		else if (number_is_link(p[i].link) &&
		    (i == 0 || p[i - 1].link != p[i].link))
			add_number(b, &p[i], i + 1 < n ? &p[i + 1] : NULL);
	}
	for (i = 0; i < block->nblocks; i++)
		find_numbers(b, block->blocks[i]);
}

/* ------------------------------------------------------------------- model */

/* Models stand at the margin: in a quotation or a list they are examples. */
static void
find_parts(struct build *b)
{
	const struct block	*document = b->lesson->document, *block;
	size_t			 i;

	for (i = 0; i < document->nblocks; i++) {
		block = document->blocks[i];
		if (!is_fence(block, "model"))
			continue;
		b->parts = ARENA_PUSH(b->arena, b->parts, b->nparts);
		b->parts[b->nparts++] = block->span;
	}
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
new_lesson(struct arena *arena, const char *path, const char *text, size_t n)
{
	int		 standard = strcmp(path, "-") == 0;
	struct lesson	*l = arena_alloc(arena, sizeof *l);

	l->path = standard ? "<stdin>" : path;
	l->name = standard ? "stdin" : base_name(arena, path);
	l->title = l->sentence = "";
	l->source = (struct source){ l->path, text, n, 1 };
	return l;
}

static struct lesson *
open_lesson(struct arena *arena, struct diag *diag, const char *path)
{
	struct file	 file;
	const char	*why;

	if ((why = file_read(arena, path, MODEL_MAX_BYTES, &file)) == NULL)
		return new_lesson(arena, path, file.data, file.len);
	if (diag != NULL)
		diag_error(diag, NULL, (struct span){ 0, 0 }, "%s: %s",
		    strcmp(path, "-") == 0 ? "<stdin>" : path, why);
	return NULL;
}

static struct lesson *
read_document(struct arena *arena, struct diag *diag, struct lesson *l)
{
	struct build	b = { .arena = arena, .diag = diag, .lesson = l };

	l->document = markdown_read(arena, diag, &l->source);
	if (l->document != NULL)
		find_parts(&b);
	if (b.nparts == 0) {
		diag_error(diag, NULL, (struct span){ 0, 0 },
		    "%s: there is no model block", l->path);
		diag_hint(diag, "equations stand between a line ```model and "
		    "a line ```; a bare model is read by --model");
		return NULL;
	}
	find_title(arena, l);
	l->model = model_parse(arena, diag, &l->source, b.parts, b.nparts);
	sort_blocks(&b);
	find_numbers(&b, l->document);
	return l;
}

struct lesson *
lesson_parse(struct arena *arena, struct diag *diag, const char *path,
    const char *text, size_t n)
{
	return read_document(arena, diag, new_lesson(arena, path, text, n));
}

struct lesson *
lesson_read(struct arena *arena, struct diag *diag, const char *path)
{
	struct lesson	*l = open_lesson(arena, diag, path);

	return l == NULL ? NULL : read_document(arena, diag, l);
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
	struct source	 head;
	const char	*end;

	if (l == NULL)
		return NULL;
	/* Both stand before the first chapter: the rest is not read. */
	head = l->source;
	if (l->source.len > 0 && (end = strstr(l->source.text, "\n## ")) !=
	    NULL)
		head.len = (size_t)(end - l->source.text);
	l->document = markdown_read(arena, NULL, &head);
	if (l->document != NULL)
		find_title(arena, l);
	l->document = NULL;
	return l;
}
