/* SPDX-License-Identifier: MIT */
/*
 * The grammar of LaTeX formulas: rows of nodes with scripts.
 */

#include "gradus/formula.h"

#include <ctype.h>
#include <string.h>

#include "gradus/text.h"

#include "reader.h"

#define MAX_BYTES	100000	/* of a formula that is typeset */

struct node *
reader_node(struct reader *r, enum node_kind kind, struct span span)
{
	struct node	*node = arena_alloc(r->arena, sizeof *node);

	node->kind = kind;
	node->span = span;
	node->style = r->style;
	return node;
}

void
reader_add(struct reader *r, struct node *row, struct node *child)
{
	if (child == NULL)
		return;
	row->child = ARENA_PUSH(r->arena, row->child, row->n);
	row->child[row->n++] = child;
}

void
reader_count(struct reader *r, struct span span, const char *name)
{
	struct formula	*f = r->f;
	int32_t		 i = map_get(&r->unknown, name, strlen(name));

	if (i != -1) {
		f->unknown[i].count++;
		return;
	}
	map_set(&r->unknown, name, strlen(name), (int32_t)f->nunknown);
	f->unknown = ARENA_GROW(r->arena, f->unknown, f->nunknown,
	    &f->max_unknown);
	f->unknown[f->nunknown++] = (struct formula_unknown){ name, 1, span };
}

/* Source that is shown as it is. */
struct node *
reader_unknown(struct reader *r, struct span span, const char *s, size_t n)
{
	struct node	*node = reader_node(r, NODE_UNKNOWN, span);

	node->word = reader_word(r, s, n);
	node->style.role = ROLE_UNKNOWN;
	return node;
}

/* A letter, a digit, a sign. */
static struct node *
read_char(struct reader *r)
{
	struct token		 t = r->tok;
	const struct glyph	*glyph = symbols_char(t.cp);
	struct node		*node;
	const char		*letter = NULL;

	node = reader_node(r, NODE_GLYPH, t.span);
	node->glyph = glyph;
	node->atom = glyph == NULL ? ATOM_ORD : glyph->atom;
	if (r->font != NULL) {
		letter = symbols_letter(r->font->letters, t.cp);
		node->style.look |= letter == NULL ? r->font->look :
		    r->font->look & ~LOOK_BOLD;
	}
	if (glyph == NULL) {
		node->kind = NODE_WORD;
		node->word = letter != NULL ? letter : reader_word(r, t.s,
		    t.n);
		if (letter != NULL)
			node->word_ascii = reader_word(r, t.s, t.n);
	}
	reader_advance(r);
	return node;
}

static struct node *
read_symbol(struct reader *r, const struct glyph *glyph)
{
	struct node	*node = reader_node(r, NODE_GLYPH, r->tok.span);

	node->glyph = glyph;
	node->atom = glyph->atom;
	if (r->font != NULL)
		node->style.look |= r->font->look;
	reader_advance(r);
	return node;
}

static const struct macro *
find_macro(const struct reader *r)
{
	int32_t	i = map_get(&r->macros->names, r->tok.s, r->tok.n);

	return i == -1 ? NULL : &r->macros->v[i];
}

/* What is not known is shown as its source and read on behind it. */
static struct node *
read_unknown_command(struct reader *r)
{
	struct token	 t = r->tok;
	struct node	*node = reader_unknown(r, t.span, t.s - 1, t.n + 1);

	reader_count(r, t.span, node->word);
	reader_advance(r);
	return node;
}

/* 1 if the body of a macro holds its own name. */
static int
uses_itself(const struct macro *m, const char *name, size_t n)
{
	size_t	i;

	for (i = 0; i + n < m->n; i++) {
		if (m->body[i] == '\\' && memcmp(m->body + i + 1, name,
		    n) == 0 && (i + n + 1 == m->n ||
		    !isalpha((unsigned char)m->body[i + n + 1])))
			return 1;
	}
	return 0;
}

/* Says once, of a formula or of all, why no macro is read any more. */
static void
note_spent(struct reader *r, const struct macro *macro)
{
	struct token	t = r->tok;
	int		all = r->macros->expanded >= r->macros->most;
	int		said = r->spent || (all && r->macros->spent);

	r->spent = 1;
	r->macros->spent |= all;
	if (said)
		return;
	if (uses_itself(macro, t.s, t.n))
		reader_note(r, t.span, "a definition must not use itself",
		    "\\%.*s grows without end", (int)t.n, t.s);
	else if (all)
		reader_note(r, t.span, "define less, or write it out",
		    "the definitions of this text come to more than %zu bytes",
		    r->macros->most);
	else
		reader_note(r, t.span, "a definition must not use itself, "
		    "not by way of another either",
		    "the definitions in this formula come to more than %d "
		    "bytes, or use each other more than %d deep",
		    MAX_EXPANDED, MAX_FRAMES - 2);
}

static struct node *
read_command_token(struct reader *r)
{
	const struct macro	*macro = find_macro(r);
	struct token		 t = r->tok;
	const struct glyph	*glyph;
	read_command		*command;
	struct node		*node;

	if (macro != NULL) {
		if (reader_expand(r, macro) == 0) {
			reader_advance(r);
			return NULL;
		}
		note_spent(r, macro);
		reader_leave_macros(r);
		return read_unknown_command(r);
	}
	if ((command = reader_command(t.s, t.n)) != NULL) {
		if (r->depth < FORMULA_MAX_DEPTH) {
			r->depth++;
			node = command(r, t.span);
			r->depth--;
			return node;
		}
	} else if ((glyph = symbols_find(t.s, t.n)) != NULL)
		return read_symbol(r, glyph);
	return read_unknown_command(r);
}

/* A group nested too deep is shown as its source. */
static struct node *
read_deep(struct reader *r)
{
	struct token	 t = r->tok;
	struct frame	*f = &r->frames[r->nframes - 1];
	const char	*s;
	size_t		 n;

	if (!r->too_deep)
		reader_note(r, t.span, "give parts of it names of their own",
		    "groups are nested deeper than %d here",
		    FORMULA_MAX_DEPTH);
	r->too_deep = 1;
	f->pos--;	/* back before the brace */
	if (!reader_raw(r, &s, &n))
		s = t.s, n = t.n;
	t.span.end = reader_position(r);
	reader_advance(r);
	return reader_unknown(r, t.span, s, n);
}

static struct node *
read_group(struct reader *r)
{
	struct span		 span = r->tok.span;
	struct style		 style = r->style;
	const struct font	*font = r->font;
	struct node		*node;

	if (r->depth >= FORMULA_MAX_DEPTH)
		return read_deep(r);
	r->depth++;
	reader_advance(r);
	node = reader_row(r, STOP_BRACE);
	node->span = span;
	if (r->tok.kind == TOKEN_CLOSE) {
		node->span.end = r->tok.span.end;
		reader_advance(r);
	} else
		reader_note(r, span, "write a } where the group ends",
		    "this brace is not closed");
	r->depth--;
	r->style = style;
	r->font = font;
	return node;
}

/* What has no business where it stands. */
static struct node *
read_stray(struct reader *r)
{
	struct token	 t = r->tok;
	struct node	*node;

	if (t.kind == TOKEN_CLOSE)
		reader_note(r, t.span, "write \\} for a brace that is seen",
		    "this } closes nothing");
	else
		reader_note(r, t.span, t.kind == TOKEN_CELL ? "write \\& for "
		    "one that is seen" : "lines of a formula stand in "
		    "\\begin{aligned} ... \\end{aligned}",
		    t.kind == TOKEN_CELL ? "& belongs between the cells of a "
		    "table" : "\\\\ belongs at the end of a line");
	node = reader_unknown(r, t.span, t.kind == TOKEN_LINE ? "\\\\" : t.s,
	    t.kind == TOKEN_LINE ? 2 : t.n);
	reader_advance(r);
	return node;
}

static struct node *
read_atom(struct reader *r)
{
	switch (r->tok.kind) {
	case TOKEN_CHAR:
		return read_char(r);
	case TOKEN_COMMAND:
		return read_command_token(r);
	case TOKEN_OPEN:
		return read_group(r);
	case TOKEN_CLOSE:
	case TOKEN_CELL:
	case TOKEN_LINE:
		return read_stray(r);
	default:
		/* A script on nothing. */
		return reader_node(r, NODE_ROW, (struct span){
		    r->tok.span.start, r->tok.span.start });
	}
}

/* What follows ^ or _: one atom, without scripts of its own. */
static struct node *
read_script(struct reader *r)
{
	struct node	*node = NULL;
	struct span	 span = r->tok.span;

	reader_advance(r);
	while (node == NULL && r->tok.kind != TOKEN_END &&
	    r->tok.kind != TOKEN_CLOSE && r->tok.kind != TOKEN_CELL &&
	    r->tok.kind != TOKEN_LINE && !reader_is(r, "right") &&
	    !reader_is(r, "end"))
		node = read_atom(r);
	if (node != NULL)
		return node;
	reader_note(r, span, "x^{2} or x_{i}; an empty one is {}",
	    "a script is missing here");
	return reader_node(r, NODE_ROW, span);
}

static struct node *
new_scripts(struct reader *r, struct node *base)
{
	struct node	*node = reader_node(r, NODE_SCRIPTS, base->span);

	node->part[0] = base;
	node->atom = base->atom;
	return node;
}

/* f^{\prime} is f'. */
static int
is_primes(const struct node *script)
{
	uint32_t	i;

	if (script->kind == NODE_GLYPH)
		return strcmp(script->glyph->name, "prime") == 0;
	if (script->kind != NODE_ROW || script->n == 0)
		return 0;
	for (i = 0; i < script->n; i++)
		if (script->child[i]->kind == NODE_ROW ||
		    !is_primes(script->child[i]))
			return 0;
	return 1;
}

/*
 * A second script of the same kind gets a base of its own: {a^b}^c. These are
 * counted in bases; where they are nested too deep, a script is left out.
 */
static struct node *
read_one_script(struct reader *r, struct node *node, int *bases)
{
	struct node	*script;
	int		 i = r->tok.kind == TOKEN_SUB ? 1 : 2;

	if (node->kind != NODE_SCRIPTS)
		node = new_scripts(r, node);
	if (r->tok.kind == TOKEN_PRIME) {
		node->primes++;
		node->span.end = r->tok.span.end;
		reader_advance(r);
		return node;
	}
	if (node->part[i] != NULL) {
		reader_note(r, r->tok.span, "say which is meant: {a^b}^c or "
		    "a^{b^c}", "a second %s on the same base", i == 1 ?
		    "subscript" : "superscript");
		if (r->depth + ++*bases > FORMULA_MAX_DEPTH) {
			read_script(r);
			return node;
		}
		node = new_scripts(r, node);
	}
	script = read_script(r);
	if (i == 2 && is_primes(script)) {
		node->primes += script->kind == NODE_ROW ? (int)script->n : 1;
		return node;
	}
	node->part[i] = script;
	if (script->span.end > node->span.end)
		node->span.end = script->span.end;
	return node;
}

/* The label of a brace is written like a script. */
static struct node *
read_label(struct reader *r, struct node *brace)
{
	brace->part[1] = read_script(r);
	return brace;
}

static struct node *
read_scripts(struct reader *r, struct node *node)
{
	struct node	*base = node;
	int		 bases = 0;

	for (;;) {
		if (base->kind == NODE_BRACE && base->part[1] == NULL &&
		    r->tok.kind == (base->over ? TOKEN_SUP : TOKEN_SUB)) {
			node = read_label(r, base);
		} else if (r->tok.kind == TOKEN_SUB || r->tok.kind ==
		    TOKEN_SUP || r->tok.kind == TOKEN_PRIME) {
			node = read_one_script(r, node, &bases);
		} else if (reader_is(r, "limits") ||
		    reader_is(r, "nolimits")) {
			base->limits = reader_is(r, "limits") ? 1 : -1;
			reader_advance(r);
		} else
			return node;
	}
}

static int
at_stop(const struct reader *r, int stop)
{
	switch (r->tok.kind) {
	case TOKEN_END:
		return 1;
	case TOKEN_CLOSE:
		return stop & STOP_BRACE;
	case TOKEN_CELL:
	case TOKEN_LINE:
		return stop & STOP_CELL;
	case TOKEN_CHAR:
		return (stop & STOP_BRACKET) && r->tok.cp == ']';
	default:
		return (reader_is(r, "right") && r->fences > 0) ||
		    (reader_is(r, "end") && r->tables > 0);
	}
}

struct node *
reader_row(struct reader *r, int stop)
{
	struct node	*row, *node;

	row = reader_node(r, NODE_ROW, r->tok.span);
	while (!at_stop(r, stop)) {
		if ((node = read_atom(r)) == NULL)
			continue;
		node = read_scripts(r, node);
		reader_add(r, row, node);
		row->span.end = node->span.end;
	}
	return row;
}

struct node *
reader_argument(struct reader *r, struct span command)
{
	struct node	*node = NULL;

	while (node == NULL && !at_stop(r, STOP_BRACE | STOP_CELL) &&
	    r->tok.kind != TOKEN_SUP && r->tok.kind != TOKEN_SUB)
		node = read_atom(r);
	if (node != NULL)
		return node;
	reader_note(r, command, "\\frac{a}{b} takes two groups, \\sqrt{a} "
	    "one", "an argument is missing here");
	return reader_node(r, NODE_ROW, command);
}

/* A text inside the frame that is read now, by itself. */
struct node *
reader_slice(struct reader *r, const char *s, size_t n)
{
	struct token	 tok = r->tok;
	struct frame	*f = &r->frames[r->nframes - 1];
	struct node	*row;
	int		 fences = r->fences, tables = r->tables;
	size_t		 start = (size_t)(s - f->s);

	if (r->nframes + 1 >= MAX_FRAMES || r->depth >= FORMULA_MAX_DEPTH)
		return reader_unknown(r, tok.span, s, n);
	reader_push(r, f->s, start + n, 1);
	r->frames[r->nframes - 1].pos = start;
	r->fences = r->tables = 0;
	r->depth++;
	reader_advance(r);
	row = reader_row(r, 0);
	r->depth--;
	r->fences = fences;
	r->tables = tables;
	r->nframes--;
	r->tok = tok;
	return row;
}

/* ---------------------------------------------------------------- formulas */

struct formula_macros *
formula_macros_new(struct arena *arena)
{
	struct formula_macros	*m = arena_alloc(arena, sizeof *m);

	m->arena = arena;
	m->most = MAX_EXPANDED_ALL;
	map_init(&m->names, arena);
	return m;
}

/* Lines and cells without an environment are those of aligned. */
static struct node *
read_top(struct reader *r)
{
	struct node	*node;

	node = reader_table(r, TABLE_ALIGNED, 0);
	if (node->n == 1)
		return node->child[0];
	return node;
}

struct formula *
formula_read(struct arena *arena, struct diag *diag,
    const struct source *source, const char *latex, size_t n,
    struct formula_macros *macros)
{
	struct formula	*f = arena_alloc(arena, sizeof *f);
	struct reader	*r = arena_alloc(arena, sizeof *r);
	struct source	*own;

	f->arena = arena;
	f->latex = latex;
	f->n = n;
	*r = (struct reader){ .f = f, .arena = arena, .diag = diag,
	    .source = source };
	if (source == NULL) {
		own = arena_alloc(arena, sizeof *own);
		*own = (struct source){ "formula", latex, n, 1 };
		r->source = own;
	} else
		r->offset = (uint32_t)(latex - source->text);
	map_init(&r->unknown, arena);
	r->macros = macros != NULL ? macros : formula_macros_new(arena);
	if (n > MAX_BYTES) {
		reader_note(r, (struct span){ 0, 1 }, "break it up",
		    "a formula of %zu bytes: at most %d are typeset", n,
		    MAX_BYTES);
		f->root = reader_unknown(r, (struct span){ 0, (uint32_t)n },
		    latex, n);
		return f;
	}
	r->macros->most += n;
	r->frames[0] = (struct frame){ .s = latex, .end = n, .barrier = 1 };
	r->nframes = 1;
	reader_advance(r);
	f->root = read_top(r);
	return f;
}

size_t
formula_unknown(const struct formula *f, const struct formula_unknown **v)
{
	*v = f->unknown;
	return f->nunknown;
}
