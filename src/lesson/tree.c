/* SPDX-License-Identifier: MIT */
/*
 * The blocks and phrases of a document, as they are added.
 */

#include "tree.h"

#include <string.h>

#include "gradus/text.h"

void
tree_add(struct arena *arena, struct block *parent, struct block *child)
{
	parent->blocks = ARENA_PUSH(arena, parent->blocks, parent->nblocks);
	parent->blocks[parent->nblocks++] = child;
}

struct phrase *
tree_phrase(struct arena *arena, struct block *b, const struct phrase *phrase)
{
	b->phrases = ARENA_PUSH(arena, b->phrases, b->nphrases);
	b->phrases[b->nphrases] = *phrase;
	tree_widen(&b->span, phrase->span);
	return &b->phrases[b->nphrases++];
}

void
tree_widen(struct span *all, struct span part)
{
	if (all->end == 0) {
		*all = part;
		return;
	}
	if (part.start < all->start)
		all->start = part.start;
	if (part.end > all->end)
		all->end = part.end;
}

static int
is_blank(const struct phrase *p)
{
	return p->kind == PHRASE_BREAK || (p->kind == PHRASE_TEXT &&
	    strspn(p->text, " ") == p->n);
}

/* The phrases from..end of a paragraph as one of their own. */
static void
add_part(struct arena *arena, struct block *parent, const struct block *whole,
    size_t from, size_t end)
{
	struct block	*b;
	size_t		 i;

	while (from < end && is_blank(&whole->phrases[from]))
		from++;
	while (end > from && is_blank(&whole->phrases[end - 1]))
		end--;
	if (from == end)
		return;
	b = arena_alloc(arena, sizeof *b);
	*b = (struct block){ .kind = BLOCK_PARAGRAPH,
	    .phrases = whole->phrases + from, .nphrases = end - from };
	for (i = from; i < end; i++)
		tree_widen(&b->span, whole->phrases[i].span);
	if (b->nphrases == 1 && b->phrases->display) {
		b->kind = BLOCK_FORMULA;
		b->formula = b->phrases->formula;
		b->n = b->phrases->n;
		b->nphrases = 0;
	}
	tree_add(arena, parent, b);
}

void
tree_split(struct arena *arena, struct block *parent)
{
	const struct block	*b = parent->blocks[parent->nblocks - 1];
	size_t			 i, from = 0, displays = 0;

	for (i = 0; i < b->nphrases; i++)
		displays += b->phrases[i].display != 0;
	if (displays == 0)
		return;
	parent->nblocks--;
	for (i = 0; i < b->nphrases; i++) {
		if (!b->phrases[i].display)
			continue;
		add_part(arena, parent, b, from, i);
		add_part(arena, parent, b, i, i + 1);
		from = i + 1;
	}
	add_part(arena, parent, b, from, b->nphrases);
}

void
tree_entity(struct str *s, const char *text, size_t n)
{
	static const char	*const names[][2] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", "\u00a0" },
		{ "&ndash;", "–" }, { "&mdash;", "—" }, { "&hellip;", "…" },
		{ "&times;", "×" }, { "&minus;", "−" }, { "&le;", "≤" },
		{ "&ge;", "≥" }, { "&rarr;", "→" }, { "&copy;", "©" },
	};
	unsigned long	cp = 0;
	size_t		i;
	int		hex = n > 3 && (text[2] == 'x' || text[2] == 'X');
	char		utf8[4];

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i][0]) == n &&
		    memcmp(names[i][0], text, n) == 0) {
			str_add(s, names[i][1]);
			return;
		}
	if (n < 4 || text[1] != '#') {
		str_addn(s, text, n);
		return;
	}
	for (i = hex ? 3 : 2; i + 1 < n && cp < 0x110000; i++)
		cp = cp * (hex ? 16 : 10) + (unsigned long)(text[i] <= '9' ?
		    text[i] - '0' : (text[i] | 32) - 'a' + 10);
	if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		cp = 0xfffd;
	str_addn(s, utf8, text_encode(utf8, (uint32_t)cp));
}
