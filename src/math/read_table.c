/* SPDX-License-Identifier: MIT */
/*
 * Environments: cells between & and \\.
 */

#include <string.h>

#include "reader.h"

static const struct environment {
	const char	*name;
	enum table_kind	 kind;
	const char	*left, *right;
} environments[] = {
	{ "matrix", TABLE_MATRIX, NULL, NULL },
	{ "smallmatrix", TABLE_MATRIX, NULL, NULL },
	{ "pmatrix", TABLE_MATRIX, "(", ")" },
	{ "bmatrix", TABLE_MATRIX, "[", "]" },
	{ "Bmatrix", TABLE_MATRIX, "\\{", "\\}" },
	{ "vmatrix", TABLE_MATRIX, "|", "|" },
	{ "Vmatrix", TABLE_MATRIX, "\\|", "\\|" },
	{ "cases", TABLE_CASES, "\\{", NULL },
	{ "dcases", TABLE_CASES, "\\{", NULL },
	{ "rcases", TABLE_CASES, NULL, "\\}" },
	{ "aligned", TABLE_ALIGNED, NULL, NULL },
	{ "align", TABLE_ALIGNED, NULL, NULL },
	{ "align*", TABLE_ALIGNED, NULL, NULL },
	{ "alignat", TABLE_ALIGNED, NULL, NULL },
	{ "eqnarray", TABLE_ALIGNED, NULL, NULL },
	{ "eqnarray*", TABLE_ALIGNED, NULL, NULL },
	{ "split", TABLE_ALIGNED, NULL, NULL },
	{ "equation", TABLE_ALIGNED, NULL, NULL },
	{ "equation*", TABLE_ALIGNED, NULL, NULL },
	{ "gather", TABLE_LINES, NULL, NULL },
	{ "gather*", TABLE_LINES, NULL, NULL },
	{ "gathered", TABLE_LINES, NULL, NULL },
	{ "multline", TABLE_LINES, NULL, NULL },
	{ "multline*", TABLE_LINES, NULL, NULL },
	{ "array", TABLE_ARRAY, NULL, NULL },
};

static const struct environment *
find_environment(const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < sizeof environments / sizeof environments[0]; i++)
		if (strlen(environments[i].name) == n &&
		    memcmp(environments[i].name, s, n) == 0)
			return &environments[i];
	return NULL;
}

/* Cells as they are read; a row's end is a NULL. */
struct cells {
	struct node	**v;
	size_t		  n, max;
};

static void
add_cell(struct reader *r, struct cells *c, struct node *cell)
{
	c->v = ARENA_GROW(r->arena, c->v, c->n, &c->max);
	c->v[c->n++] = cell;
}

/* Every row as long as the longest, filled up with empty cells. */
static void
make_grid(struct reader *r, struct node *table, const struct cells *c)
{
	uint32_t	column = 0, columns = 1;
	size_t		i;

	for (i = 0; i < c->n; i++) {
		column = c->v[i] == NULL ? 0 : column + 1;
		columns = column > columns ? column : columns;
	}
	table->columns = columns;
	for (i = column = 0; i < c->n; i++) {
		if (c->v[i] != NULL) {
			reader_add(r, table, c->v[i]);
			column++;
			continue;
		}
		for (; column < columns; column++)
			reader_add(r, table, reader_node(r, NODE_ROW,
			    table->span));
		column = 0;
	}
}

/* Past \end{name}; 0 after noting that it is another one's. */
static int
read_end_of(struct reader *r, struct span begin, const char *end, size_t n)
{
	struct span	 span = r->tok.span;
	const char	*s;
	size_t		 len;

	if (!reader_is(r, "end")) {
		reader_note(r, begin, NULL, "this has no \\end{%.*s}", (int)n,
		    end);
		return 0;
	}
	if (!reader_raw(r, &s, &len) || len != n || memcmp(s, end, n) != 0)
		reader_note(r, span, NULL, "\\end{%.*s} ends here what began "
		    "as \\begin{%.*s}", (int)len, s, (int)n, end);
	reader_advance(r);
	return 1;
}

struct node *
reader_table(struct reader *r, enum table_kind kind, int inside)
{
	struct node		*table, *row;
	struct cells		 c = { 0 };
	struct style		 style = r->style;
	const struct font	*font = r->font;
	const char		*s;
	size_t			 len;

	table = reader_node(r, NODE_TABLE, r->tok.span);
	table->table = kind;
	r->tables += inside;
	for (;;) {
		row = reader_row(r, STOP_CELL);
		r->style = style;
		r->font = font;
		if (r->tok.kind == TOKEN_CELL) {
			add_cell(r, &c, row);
			reader_advance(r);
			continue;
		}
		/* Nothing behind the last \\ is no row. */
		if (row->n > 0 || r->tok.kind == TOKEN_LINE || (c.n > 0 &&
		    c.v[c.n - 1] != NULL)) {
			add_cell(r, &c, row);
			add_cell(r, &c, NULL);
		}
		if (r->tok.kind != TOKEN_LINE)
			break;
		reader_raw_optional(r, &s, &len);
		reader_advance(r);
	}
	r->tables -= inside;
	if (c.n == 0) {
		add_cell(r, &c, row);
		add_cell(r, &c, NULL);
	}
	make_grid(r, table, &c);
	return table;
}

static struct node *
unknown_environment(struct reader *r, struct span span, const char *command,
    const char *s, size_t n)
{
	const char	*text;
	struct node	*node;

	text = arena_printf(r->arena, "\\%s{%.*s}", command, (int)n, s);
	node = reader_unknown(r, span, text, strlen(text));
	reader_advance(r);
	return node;
}

struct node *
read_begin(struct reader *r, struct span span)
{
	const struct environment	*e;
	struct node			*table, *fence;
	const char			*s = "", *columns = "";
	size_t				 n = 0, ncolumns = 0;

	reader_raw(r, &s, &n);
	if ((e = find_environment(s, n)) == NULL) {
		reader_count(r, span, arena_printf(r->arena, "\\begin{%.*s}",
		    (int)n, s));
		return unknown_environment(r, span, "begin", s, n);
	}
	if (e->kind == TABLE_ARRAY || strcmp(e->name, "alignat") == 0)
		reader_raw(r, &columns, &ncolumns);
	reader_advance(r);
	table = reader_table(r, e->kind, 1);
	table->span = span;
	table->span.end = r->tok.span.end;
	table->word = arena_strndup(r->arena, columns, ncolumns);
	read_end_of(r, span, s, n);
	if (e->left == NULL && e->right == NULL)
		return table;
	fence = reader_node(r, NODE_FENCE, table->span);
	fence->part[0] = table;
	if (e->left != NULL)
		fence->left = symbols_fence(e->left, strlen(e->left));
	if (e->right != NULL)
		fence->right = symbols_fence(e->right, strlen(e->right));
	return fence;
}

/* An \end without its \begin. */
struct node *
read_end(struct reader *r, struct span span)
{
	const char	*s = "";
	size_t		 n = 0;

	reader_raw(r, &s, &n);
	if (find_environment(s, n) != NULL)
		reader_note(r, span, NULL, "\\end{%.*s} has no \\begin",
		    (int)n, s);
	return unknown_environment(r, span, "end", s, n);
}

/* Lines of a group, one above the other: under a sum. */
struct node *
read_substack(struct reader *r, struct span span)
{
	struct node	*table, *row;
	struct cells	 c = { 0 };

	reader_advance(r);
	if (r->tok.kind != TOKEN_OPEN)
		return reader_argument(r, span);
	table = reader_node(r, NODE_TABLE, span);
	table->table = TABLE_LINES;
	do {
		reader_advance(r);
		row = reader_row(r, STOP_BRACE | STOP_CELL);
		add_cell(r, &c, row);
		add_cell(r, &c, NULL);
	} while (r->tok.kind == TOKEN_LINE || r->tok.kind == TOKEN_CELL);
	make_grid(r, table, &c);
	table->span.end = r->tok.span.end;
	if (r->tok.kind == TOKEN_CLOSE)
		reader_advance(r);
	return table;
}
