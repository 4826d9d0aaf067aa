/* SPDX-License-Identifier: MIT */
/*
 * What a formula is once it is read: a tree of atoms. Each has the class that
 * TeX gives it (The TeXbook, ch. 17 and 18), from which its spacing follows,
 * and the bytes of the source that it came from.
 */
#ifndef MATH_NODE_H
#define MATH_NODE_H

#include <stdint.h>

#include "gradus/formula.h"

enum atom {
	ATOM_ORD,	/* x */
	ATOM_OP,	/* sum, exp */
	ATOM_BIN,	/* + */
	ATOM_REL,	/* = */
	ATOM_OPEN,
	ATOM_CLOSE,
	ATOM_PUNCT,
	ATOM_SPACE,	/* blanks; takes no part */
};

enum node_kind {
	NODE_ROW,	/* children side by side */
	NODE_GLYPH,	/* one symbol: glyph */
	NODE_WORD,	/* text as it is: word */
	NODE_FRACTION,	/* part[0] over part[1] */
	NODE_BINOMIAL,
	NODE_SCRIPTS,	/* part[0] base, [1] below, [2] above */
	NODE_ROOT,	/* part[0] body, [1] index */
	NODE_FENCE,	/* part[0] between left and right */
	NODE_TABLE,	/* children: cells, columns of them a row */
	NODE_BRACE,	/* part[0] body, [1] label; under or over */
	NODE_STACK,	/* part[0] base, [1] below, [2] above */
	NODE_ACCENT,	/* part[0] under an accent */
	NODE_ARROW,	/* part[2] above one that is as long */
	NODE_BOXED,
	NODE_PHANTOM,
	NODE_STYLE,	/* part[0] in a style */
	NODE_SPACE,	/* count cells */
	NODE_TAG,
	NODE_UNKNOWN,	/* its source */
};

enum table_kind {
	TABLE_MATRIX,	/* centred, or aligned at decimal points */
	TABLE_CASES,	/* left */
	TABLE_ALIGNED,	/* right, left, right, left … */
	TABLE_ARRAY,	/* as the letters in word say */
	TABLE_LINES,	/* rows of one cell: gather, substack */
};

struct glyph;
struct accent;
struct fence;

struct node {
	enum node_kind		 kind;
	enum atom		 atom;
	struct span		 span;
	const struct glyph	*glyph;
	const char		*word;		/* UTF-8, gated */
	const char		*word_ascii;
	struct node		*part[3];	/* NULL: absent */
	struct node		**child;
	uint32_t		 n;
	uint32_t		 columns;	/* of a table, at least 1 */
	enum table_kind		 table;
	const struct fence	*left, *right;	/* NULL: none */
	int			 primes;	/* of scripts */
	int			 limits;	/* 1 \limits, -1 \nolimits */
	int			 count;		/* cells of a space */
	int			 over;		/* a brace, a bar */
	const struct accent	*accent;
	struct style		 style;
};

struct formula {
	struct arena		*arena;
	const char		*latex;
	size_t			 n;
	struct node		*root;
	const struct node	*tag;
	struct formula_unknown	*unknown;
	size_t			 nunknown, max_unknown;
};

#endif
