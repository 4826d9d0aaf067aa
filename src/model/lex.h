/* SPDX-License-Identifier: MIT */
/*
 * The words of the language. A token knows its place and whether white space
 * stands before it, since inside [ ] that separates elements: [a -b] has two,
 * [a - b] and [a-b] have one.
 */
#ifndef MODEL_LEX_H
#define MODEL_LEX_H

#include <stddef.h>

#include "gradus/diag.h"

enum token_kind {
	TOKEN_END,	/* of the text, or after a mistake */
	TOKEN_NEWLINE,
	TOKEN_NUMBER,
	TOKEN_NAME,
	TOKEN_STRING,	/* span includes the quotes */
	TOKEN_PUNCT,
	TOKEN_BAD,	/* not a word of the language */
};

struct token {
	enum token_kind	 kind;
	struct span	 span;
	double		 number;
	int		 space;		/* white space or a newline before */
};

struct lexer {
	const struct source	*source;
	size_t			 at, end;
	int			 newlines;	/* 0: they are white space */
};

/* Reads the next token. */
struct token	 lex_next(struct lexer *);
/* The byte that follows the token, or NUL. */
char		 lex_after(const struct lexer *, const struct token *);
/* 1 if the token is this punctuation or name. */
int		 lex_is(const struct lexer *, const struct token *,
		    const char *);
/* Text of a token, not NUL-terminated. */
const char	*lex_text(const struct lexer *, const struct token *,
		    size_t *n);

#endif
