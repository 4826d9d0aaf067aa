/* SPDX-License-Identifier: MIT */
/*
 * Tokens of the language.
 */

#include "lex.h"

#include <string.h>

#include "gradus/num.h"
#include "gradus/text.h"

/* Longest first. Those that the language lacks are read to be explained. */
static const char *const	puncts[] = {
	"...", ".*", "./", ".^", ".'", ".\\", "<=", ">=", "==", "!=", "~=",
	"**", "+=", "-=", "*=", "/=", ":=", "//", "&&", "||", "+", "-", "*",
	"/", "^", "'", "(", ")", "[", "]", ",", ";", ":", "=", "<", ">", "|",
	"&", "!", "~", "\\", "{", "}", "@", "?", "$", ".", "`",
};

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
starts_with(const char *s, size_t n, const char *word)
{
	return strlen(word) <= n && memcmp(s, word, strlen(word)) == 0;
}

static size_t
line_left(const struct lexer *lx, size_t at)
{
	const char	*nl;

	nl = memchr(lx->source->text + at, '\n', lx->end - at);
	return nl == NULL ? lx->end - at :
	    (size_t)(nl - lx->source->text) - at;
}

/* Skips blanks, comments, "..." with the end of its line; 1 if there were. */
static int
skip_space(struct lexer *lx)
{
	const char	*text = lx->source->text;
	size_t		 start = lx->at;
	char		 c;

	while (lx->at < lx->end) {
		c = text[lx->at];
		if (c == ' ' || c == '\t' || c == '\r' ||
		    (c == '\n' && !lx->newlines))
			lx->at++;
		else if (c == '#' || c == '%')
			lx->at += line_left(lx, lx->at);
		else if (starts_with(text + lx->at, lx->end - lx->at, "...")) {
			lx->at += line_left(lx, lx->at);
			if (lx->at < lx->end)
				lx->at++;
		} else if (starts_with(text + lx->at, lx->end - lx->at,
		    "\xef\xbb\xbf") && lx->at == 0)
			lx->at += 3;
		else
			break;
	}
	return lx->at > start;
}

/* Length of the word that starts at s, of its kind. */
static size_t
scan(const char *s, size_t n, size_t line, struct token *t)
{
	const char	*quote;
	uint32_t	 cp;
	size_t		 len, i;

	if ((len = num_scan(s, n, &t->number)) > 0) {
		t->kind = TOKEN_NUMBER;
		/* 2.*x is 2 .* x */
		if (s[len - 1] == '.' && len < n && strchr("*/^'", s[len]))
			len--;
		return len;
	}
	if (is_letter(*s)) {
		t->kind = TOKEN_NAME;
		for (len = 1; len < n && (is_letter(s[len]) ||
		    is_digit(s[len])); len++)
			;
		return len;
	}
	if (*s == '"') {
		quote = memchr(s + 1, '"', line - 1);
		t->kind = quote != NULL ? TOKEN_STRING : TOKEN_BAD;
		return quote != NULL ? (size_t)(quote - s) + 1 : line;
	}
	for (i = 0; i < sizeof puncts / sizeof puncts[0]; i++) {
		if (starts_with(s, n, puncts[i])) {
			t->kind = TOKEN_PUNCT;
			return strlen(puncts[i]);
		}
	}
	t->kind = TOKEN_BAD;
	return text_decode(s, n, &cp);
}

struct token
lex_next(struct lexer *lx)
{
	const char	*s;
	struct token	 t = { .kind = TOKEN_END };

	t.space = skip_space(lx);
	t.span.start = t.span.end = (uint32_t)lx->at;
	if (lx->at == lx->end)
		return t;
	s = lx->source->text + lx->at;
	if (*s == '\n') {
		t.kind = TOKEN_NEWLINE;
		lx->at++;
	} else
		lx->at += scan(s, lx->end - lx->at, line_left(lx, lx->at), &t);
	t.span.end = (uint32_t)lx->at;
	return t;
}

char
lex_after(const struct lexer *lx, const struct token *t)
{
	return t->span.end < lx->end ? lx->source->text[t->span.end] : '\0';
}

int
lex_is(const struct lexer *lx, const struct token *t, const char *word)
{
	const char	*s;
	size_t		 n;

	if (t->kind != TOKEN_PUNCT && t->kind != TOKEN_NAME)
		return 0;
	s = lex_text(lx, t, &n);
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

const char *
lex_text(const struct lexer *lx, const struct token *t, size_t *n)
{
	*n = t->span.end - t->span.start;
	return lx->source->text + t->span.start;
}
