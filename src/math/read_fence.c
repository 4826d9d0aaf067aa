/* SPDX-License-Identifier: MIT */
/*
 * Delimiters.
 */

#include <string.h>

#include "reader.h"

/* The delimiter behind the present token; NULL for "." */
static const struct fence *
read_delimiter(struct reader *r, struct span span, const char **s, size_t *n)
{
	const struct fence	*fence;

	*s = "";
	*n = 0;
	if (!reader_raw(r, s, n) || *n == 0) {
		reader_note(r, span, "\\left( ... \\right)",
		    "a delimiter is missing here");
		return NULL;
	}
	if (is_name(*s, *n, "."))
		return NULL;
	if ((fence = symbols_fence(*s, *n)) == NULL)
		reader_note(r, span, "\\left( ... \\right), \\left[, "
		    "\\left\\{, \\left|, \\left. for none",
		    "%.*s is no delimiter", (int)*n, *s);
	return fence;
}

/* What was no delimiter is shown where it would have been. */
static void
add_wrong(struct reader *r, struct node *row, const struct fence *fence,
    struct span span, const char *s, size_t n)
{
	if (fence == NULL && n > 0 && !is_name(s, n, "."))
		reader_add(r, row, reader_unknown(r, span, s, n));
}

struct node *
read_left(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_FENCE, span);
	struct node	*row;
	const char	*s;
	size_t		 n;

	node->left = read_delimiter(r, span, &s, &n);
	r->fences++;
	reader_advance(r);
	row = reader_row(r, STOP_RIGHT);
	r->fences--;
	node->part[0] = row;
	if (node->left == NULL && n > 0 && !is_name(s, n, ".")) {
		node->part[0] = reader_node(r, NODE_ROW, span);
		add_wrong(r, node->part[0], NULL, span, s, n);
		reader_add(r, node->part[0], row);
	}
	node->span.end = r->tok.span.end;
	if (!reader_is(r, "right")) {
		reader_note(r, span, "\\right. ends it without a delimiter",
		    "this \\left has no \\right");
		return node;
	}
	node->right = read_delimiter(r, r->tok.span, &s, &n);
	add_wrong(r, node->part[0], node->right, r->tok.span, s, n);
	node->span.end = reader_position(r);
	reader_advance(r);
	return node;
}

/* A fence of nothing stands for a delimiter between the outer two. */
struct node *
read_middle(struct reader *r, struct span span)
{
	struct node	*node = reader_node(r, NODE_FENCE, span);
	const char	*s;
	size_t		 n;

	node->atom = ATOM_REL;
	node->left = read_delimiter(r, span, &s, &n);
	if (node->left == NULL)
		node = reader_unknown(r, span, s, n);
	reader_advance(r);
	return node;
}

struct node *
read_right(struct reader *r, struct span span)
{
	struct node	*node;

	reader_note(r, span, "\\left. begins it without a delimiter",
	    "this \\right has no \\left");
	node = reader_unknown(r, span, "\\right", 6);
	reader_advance(r);
	return node;
}

/* \bigl( and the like: the delimiter, on one row. */
struct node *
read_big(struct reader *r, struct span span)
{
	struct node		*node = reader_node(r, NODE_FENCE, span);
	char			 side = r->tok.s[r->tok.n - 1];
	const char		*s;
	size_t			 n;

	node->left = read_delimiter(r, span, &s, &n);
	node->atom = side == 'l' ? ATOM_OPEN : side == 'r' ? ATOM_CLOSE :
	    side == 'm' ? ATOM_REL : n == 1 && strchr("([", *s) != NULL ?
	    ATOM_OPEN : n == 1 && strchr(")]", *s) != NULL ? ATOM_CLOSE :
	    ATOM_ORD;
	node->count = 1;
	if (node->left == NULL)
		node = reader_unknown(r, span, s, n);
	reader_advance(r);
	return node;
}
