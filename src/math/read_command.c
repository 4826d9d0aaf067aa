/* SPDX-License-Identifier: MIT */
/*
 * The commands that take arguments or change what follows.
 */

#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

#include "reader.h"

static struct node *
ended(struct reader *r, struct node *node)
{
	struct span	 last = node->span;
	int		 i;

	(void)r;
	for (i = 0; i < 3; i++)
		if (node->part[i] != NULL && node->part[i]->span.end > last.end
		    && node->part[i]->span.start >= last.start)
			last.end = node->part[i]->span.end;
	node->span = last;
	return node;
}

static struct node *
read_fraction(struct reader *r, struct span span)
{
	struct node	*node;
	int		 binomial = is_name(r->tok.s, r->tok.n, "binom");

	node = reader_node(r, binomial ? NODE_BINOMIAL : NODE_FRACTION, span);
	reader_advance(r);
	node->part[0] = reader_argument(r, span);
	node->part[1] = reader_argument(r, span);
	return ended(r, node);
}

static struct node *
read_root(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_ROOT, span);
	const char	*s;
	size_t		 n;

	if (reader_raw_optional(r, &s, &n))
		node->part[1] = reader_slice(r, s, n);
	reader_advance(r);
	node->part[0] = reader_argument(r, span);
	return ended(r, node);
}

static struct node *
read_accent(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_ACCENT, span);

	node->accent = symbols_accent(r->tok.s, r->tok.n);
	reader_advance(r);
	node->part[0] = reader_argument(r, span);
	return ended(r, node);
}

static struct node *
read_brace(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_BRACE, span);

	node->over = *r->tok.s == 'o';
	reader_advance(r);
	node->part[0] = reader_argument(r, span);
	return ended(r, node);
}

/* \overset{a}{b}, \stackrel{a}{b}: a above b; \underset{a}{b}: below. */
static struct node *
read_stack(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_STACK, span), *base;
	int		 below = *r->tok.s == 'u';
	int		 relation = *r->tok.s == 's';

	reader_advance(r);
	node->part[below ? 1 : 2] = reader_argument(r, span);
	base = node->part[0] = reader_argument(r, span);
	if (base->kind == NODE_ROW && base->n == 1)
		base = base->child[0];
	node->atom = relation ? ATOM_REL : base->atom;
	return ended(r, node);
}

static struct node *
read_arrow(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_ARROW, span);
	const char	*s;
	size_t		 n;

	node->atom = ATOM_REL;
	node->over = is_name(r->tok.s, r->tok.n, "xleftarrow");
	if (reader_raw_optional(r, &s, &n))
		node->part[1] = reader_slice(r, s, n);
	reader_advance(r);
	node->part[2] = reader_argument(r, span);
	return ended(r, node);
}

static struct node *
read_box(struct reader *r, struct span span)
{
	struct node	*node;

	node = reader_node(r, is_name(r->tok.s, r->tok.n, "boxed") ?
	    NODE_BOXED : NODE_PHANTOM, span);
	reader_advance(r);
	node->part[0] = reader_argument(r, span);
	return ended(r, node);
}

/* \mathop{...}, \mathrel{...}, \mathbin{...}: what is inside, as an atom. */
static struct node *
read_class_of(struct reader *r, struct span span)
{
	struct node	*node;
	char		 kind = r->tok.s[4];
	enum atom	 atom;

	atom = kind == 'o' && r->tok.s[5] == 'p' && r->tok.n == 6 ? ATOM_OP :
	    kind == 'r' ? ATOM_REL : kind == 'b' ? ATOM_BIN : ATOM_ORD;
	reader_advance(r);
	node = reader_argument(r, span);
	node->atom = atom;
	node->limits = atom == ATOM_OP;
	return node;
}

static struct node *
read_font(struct reader *r, struct span span)
{
	const struct font	*font = r->font;
	struct node		*node;

	r->font = symbols_font(r->tok.s, r->tok.n);
	reader_advance(r);
	node = reader_argument(r, span);
	r->font = font;
	return node;
}

/* -------------------------------------------------------------------- text */

static struct node *
new_word(struct reader *r, struct span span, const char *text)
{
	struct node	*word = reader_node(r, NODE_WORD, span);

	word->word = text;
	return word;
}

/* A row of words and of formulas in $...$. */
static struct node *
text_row(struct reader *r, struct span span, const char *s, size_t n,
    unsigned look)
{
	struct node	*row = reader_node(r, NODE_ROW, span), *word;
	const char	*dollar, *end = s + n;
	size_t		 len;

	while (s < end) {
		dollar = memchr(s, '$', (size_t)(end - s));
		len = (size_t)((dollar == NULL ? end : dollar) - s);
		if (len > 0) {
			word = new_word(r, span, reader_word(r, s, len));
			word->style.look |= (uint8_t)look;
			reader_add(r, row, word);
		}
		s += len + (dollar != NULL);
		if (dollar == NULL)
			break;
		dollar = memchr(s, '$', (size_t)(end - s));
		len = (size_t)((dollar == NULL ? end : dollar) - s);
		reader_add(r, row, reader_slice(r, s, len));
		s += len + (dollar != NULL);
	}
	return row;
}

static struct node *
read_text(struct reader *r, struct span span)
{
	unsigned	 look;
	const char	*s;
	size_t		 n;
	struct node	*row;

	look = is_name(r->tok.s, r->tok.n, "textbf") ? LOOK_BOLD :
	    is_name(r->tok.s, r->tok.n, "textit") ||
	    is_name(r->tok.s, r->tok.n, "emph") ? LOOK_ITALIC : 0;
	if (!reader_raw(r, &s, &n)) {
		reader_note(r, span, "\\text{for all}",
		    "the text is missing here");
		row = reader_unknown(r, span, r->tok.s - 1, r->tok.n + 1);
		reader_advance(r);
		return row;
	}
	span.end = reader_position(r);
	row = text_row(r, span, s, n, look);
	reader_advance(r);
	return row;
}

/* A function by its name: \operatorname{softmax}. */
static struct node *
read_operator(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_WORD, span);
	struct str	 word;
	const char	*s = "";
	size_t		 n = 0, i;

	node->atom = ATOM_OP;
	node->limits = r->tok.s[r->tok.n - 1] == '*';
	reader_raw(r, &s, &n);
	str_init(&word);
	for (i = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n && strchr("_%#&,;: ", s[i + 1]))
			i++;
		if (s[i] != '{' && s[i] != '}')
			str_addc(&word, strchr(",;:~", s[i]) != NULL ? ' ' :
			    s[i]);
	}
	node->word = reader_word(r, word.data, word.len);
	node->span.end = reader_position(r);
	str_release(&word);
	reader_advance(r);
	return node;
}

/* ------------------------------------------------------------------ styles */

static uint8_t
find_colour(const char *s, size_t n)
{
	static const struct {
		const char	*name;
		uint8_t		 role;
	} colours[] = {
		{ "red", ROLE_RED }, { "green", ROLE_GREEN },
		{ "yellow", ROLE_YELLOW }, { "orange", ROLE_YELLOW },
		{ "blue", ROLE_BLUE }, { "magenta", ROLE_MAGENTA },
		{ "purple", ROLE_MAGENTA }, { "violet", ROLE_MAGENTA },
		{ "cyan", ROLE_CYAN }, { "teal", ROLE_CYAN },
		{ "gray", ROLE_GREY }, { "grey", ROLE_GREY },
	};
	size_t	i;

	for (i = 0; i < sizeof colours / sizeof colours[0]; i++)
		if (is_name(s, n, colours[i].name))
			return colours[i].role;
	return ROLE_PLAIN;
}

/* A group in the style that is set; without one, all that follows is. */
static struct node *
read_styled(struct reader *r, struct span span, struct style outer)
{
	struct node	*node;

	reader_advance(r);
	if (r->tok.kind != TOKEN_OPEN)
		return NULL;
	node = reader_argument(r, span);
	r->style = outer;
	return node;
}

/* \color{red}{...} */
static struct node *
read_colour(struct reader *r, struct span span)
{
	struct style	 outer = r->style;
	const char	*s = "";
	size_t		 n = 0;

	reader_raw(r, &s, &n);
	r->style.role = find_colour(s, n);
	return read_styled(r, span, outer);
}

/* \class{name}{...} */
static struct node *
read_class(struct reader *r, struct span span)
{
	struct style	 outer = r->style;
	const char	*s = "";
	size_t		 n = 0;

	reader_raw(r, &s, &n);
	r->style.mark = reader_word(r, s, n);
	return read_styled(r, span, outer);
}

/* ------------------------------------------------------------------ blanks */

static struct node *
read_space(struct reader *r, struct span span)
{
	static const struct {
		const char	*name;
		int		 count;
	} spaces[] = {
		{ ",", 1 }, { ":", 1 }, { ";", 1 }, { " ", 1 }, { "!", 0 },
		{ ">", 1 }, { "thinspace", 1 }, { "enspace", 1 },
		{ "quad", 2 }, { "qquad", 4 }, { "hfill", 2 }, { "/", 0 },
		{ "\n", 1 }, { "space", 1 }, { "negthinspace", 0 },
	};
	struct node	*node = reader_node(r, NODE_SPACE, span);
	size_t		 i;

	node->atom = ATOM_SPACE;
	for (i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		if (is_name(r->tok.s, r->tok.n, spaces[i].name))
			node->count = spaces[i].count;
	reader_advance(r);
	return node;
}

/* \hspace{1.5em}: an em is two cells. */
static struct node *
read_hspace(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_SPACE, span);
	const char	*s = "";
	size_t		 n = 0;
	double		 d;

	node->atom = ATOM_SPACE;
	reader_raw(r, &s, &n);
	d = n > 0 ? atof(reader_word(r, s, n)) : 0;
	if (n > 2 && memcmp(s + n - 2, "cm", 2) == 0)
		d *= 2.5;
	if (n > 2 && (memcmp(s + n - 2, "pt", 2) == 0 ||
	    memcmp(s + n - 2, "ex", 2) == 0))
		d /= s[n - 1] == 't' ? 10 : 2;
	node->count = d > 0 && d < 40 ? (int)(2 * d + 0.5) : 0;
	reader_advance(r);
	return node;
}

/* What says nothing in a terminal. */
static struct node *
read_nothing(struct reader *r, struct span span)
{
	(void)span;
	reader_advance(r);
	return NULL;
}

static struct node *
read_nothing_of(struct reader *r, struct span span)
{
	const char	*s;
	size_t		 n;

	reader_raw(r, &s, &n);
	return read_nothing(r, span);
}

/* \not= is one sign. */
static struct node *
read_not(struct reader *r, struct span span)
{
	struct node	*node, *word;
	const char	*text;

	reader_advance(r);
	node = reader_argument(r, span);
	if (node->kind != NODE_GLYPH)
		return node;
	word = reader_node(r, NODE_WORD, span);
	word->atom = node->atom;
	text = strcmp(node->glyph->unicode, "=") == 0 ? "≠" :
	    arena_printf(r->arena, "%s\u0338", node->glyph->unicode);
	word->word = text;
	word->word_ascii = arena_printf(r->arena, "!%s", node->glyph->ascii);
	return word;
}

static struct node *
read_tag(struct reader *r, struct span span)
{
	const char	*s = "";
	size_t		 n = 0;
	struct node	*row;

	reader_raw(r, &s, &n);
	row = reader_node(r, NODE_ROW, span);
	reader_add(r, row, new_word(r, span, "("));
	reader_add(r, row, text_row(r, span, s, n, 0));
	reader_add(r, row, new_word(r, span, ")"));
	r->f->tag = row;
	reader_advance(r);
	return NULL;
}

static struct node *
read_definition(struct reader *r, struct span span)
{
	const char	*name;
	size_t		 n;
	struct node	*node = NULL;

	if (reader_define(r, &name, &n) == -1) {
		name = arena_printf(r->arena, "\\%.*s %.*s", (int)r->tok.n,
		    r->tok.s, (int)n, name);
		node = reader_unknown(r, span, name, strlen(name));
	}
	reader_advance(r);
	return node;
}

/* --------------------------------------------------------------- the table */

/* In the order of their names, as bytes. */
static const struct row {
	const char	*name;
	read_command	*read;
} commands[] = {
	{ "\n", read_space }, { " ", read_space }, { "!", read_space },
	{ ",", read_space }, { "/", read_space }, { ":", read_space },
	{ ";", read_space }, { ">", read_space }, { "begin", read_begin },
	{ "binom", read_fraction }, { "boxed", read_box },
	{ "cfrac", read_fraction }, { "class", read_class },
	{ "color", read_colour }, { "def", read_definition },
	{ "dfrac", read_fraction }, { "displaystyle", read_nothing },
	{ "emph", read_text }, { "end", read_end },
	{ "enspace", read_space }, { "frac", read_fraction },
	{ "hfill", read_space }, { "hline", read_nothing },
	{ "hphantom", read_box }, { "hspace", read_hspace },
	{ "hspace*", read_hspace }, { "label", read_nothing_of },
	{ "left", read_left }, { "mathbin", read_class_of },
	{ "mathop", read_class_of }, { "mathord", read_class_of },
	{ "mathrel", read_class_of }, { "mbox", read_text },
	{ "middle", read_middle }, { "negthinspace", read_space },
	{ "newcommand", read_definition }, { "nonumber", read_nothing },
	{ "not", read_not }, { "notag", read_nothing },
	{ "operatorname", read_operator },
	{ "operatorname*", read_operator }, { "overbrace", read_brace },
	{ "overset", read_stack }, { "phantom", read_box },
	{ "providecommand", read_definition }, { "qquad", read_space },
	{ "quad", read_space }, { "renewcommand", read_definition },
	{ "right", read_right }, { "scriptscriptstyle", read_nothing },
	{ "scriptstyle", read_nothing }, { "space", read_space },
	{ "sqrt", read_root }, { "stackrel", read_stack },
	{ "strut", read_nothing }, { "substack", read_substack },
	{ "tag", read_tag }, { "text", read_text }, { "textbf", read_text },
	{ "textcolor", read_colour }, { "textit", read_text },
	{ "textnormal", read_text }, { "textrm", read_text },
	{ "textsf", read_text }, { "textstyle", read_nothing },
	{ "texttt", read_text }, { "tfrac", read_fraction },
	{ "thinspace", read_space }, { "underbrace", read_brace },
	{ "underset", read_stack }, { "vphantom", read_nothing_of },
	{ "vspace", read_nothing_of }, { "xleftarrow", read_arrow },
	{ "xrightarrow", read_arrow },
};

/* big, Big, bigg, Bigg with l, r, m or nothing behind. */
static int
is_big(const char *s, size_t n)
{
	return n >= 3 && n <= 5 && (*s == 'b' || *s == 'B') &&
	    memcmp(s + 1, "ig", 2) == 0 && (n == 3 || (n == 4 &&
	    strchr("glrm", s[3]) != NULL) || (n == 5 && s[3] == 'g' &&
	    strchr("lrm", s[4]) != NULL));
}

static int
compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct row *)row)->name);
}

read_command *
reader_command(const char *name, size_t n)
{
	const struct row	*row = NULL;
	char			 key[32];

	if (n < sizeof key) {
		memcpy(key, name, n);
		key[n] = '\0';
		row = bsearch(key, commands, sizeof commands /
		    sizeof commands[0], sizeof commands[0], compare);
	}
	if (row != NULL && strlen(row->name) == n)
		return row->read;
	if (symbols_accent(name, n) != NULL)
		return read_accent;
	if (symbols_font(name, n) != NULL)
		return read_font;
	return is_big(name, n) ? read_big : NULL;
}
