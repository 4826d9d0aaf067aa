/* SPDX-License-Identifier: MIT */
/*
 * The parser's state. A grammar function is named after its rule, which
 * stands above it. After a mistake of syntax is noted, every token is the end
 * of the text until the statement is left, so that grammar functions have no
 * branches for errors and one mistake gives one message.
 */
#ifndef MODEL_PARSE_H
#define MODEL_PARSE_H

#include "gradus/model.h"

#include "lex.h"

/* An operator that stands for a row of op.def under another name. */
struct alias {
	const char	*word;
	enum op		 op;
	const char	*instead;	/* where an operand is no scalar */
};

struct parser {
	struct builder	 b;
	struct model	*model;
	struct span	 part;		/* of the source, that is read */
	struct lexer	 lx;
	const char	*commas;	/* see parse_call.c; or NULL */
	struct token	 tok;		/* the one to be read next */
	uint32_t	 last;		/* where the one before it ended */
	const struct op_def *infix;	/* what tok is between operands */
	const struct alias *alias;	/* under another name; or NULL */
	int		 matrix;	/* directly inside [ ] */
	int		 depth;
	int		 panic;
	double		 end;		/* what `end` means; 0: nothing */
	struct span	 bracket;	/* innermost open one; else 0, 0 */
	int		 resume;	/* a mistake ends before tok */
	struct {
		struct span		 span;
		struct derivative	 what;
	}		 derived;	/* the last grad() or jac() */
	size_t		 max_symbols, max_updates, max_variants, max_claims;
};

void			 parse_start(struct parser *, struct model *,
			    struct arena *, struct diag *,
			    const struct source *, struct span);
void			 parse_advance(struct parser *);
/* The hint for an operator of another language; NULL for any other. */
const char		*parse_foreign(const struct parser *);
/* 1 and past it if the next token is this one. */
int			 parse_accept(struct parser *, const char *);
/* Past the token, or notes "expected X after Y". */
int			 parse_expect(struct parser *, const char *,
			    const char *why);
int			 parse_at(const struct parser *, const char *);
/* Past the bracket that closes the innermost one; outer is around it. */
void			 parse_close(struct parser *, const char *,
			    struct span outer);
/* Notes that the innermost bracket is open where a statement begins. */
void			 parse_unclosed(struct parser *);
/* Notes a mistake of syntax, once in a statement. The hint may be NULL. */
void			 parse_fail(struct parser *, struct span,
			    const char *hint, const char *, ...)
			    __attribute__((format(printf, 4, 5)));
/* 1 if a statement seems to begin with the token. */
int			 parse_begins_statement(const struct parser *,
			    const struct token *);
/* How to speak of a token. */
const char		*parse_describe(const struct parser *,
			    const struct token *);
/* Notes a mistake of meaning; the statement goes on. */
const struct expr	*parse_note(struct parser *, struct span,
			    const char *, ...)
			    __attribute__((format(printf, 3, 4)));
/* A number as it may be written, in the arena. */
const char		*parse_decimal(struct parser *, double);
/* The rest of the statement is not read: a mistake in it has been noted. */
void			 parse_panic(struct parser *);
struct span		 parse_span(const struct parser *, uint32_t start);
/* The token's text in the arena. */
char			*parse_word(struct parser *, const struct token *);

/* The whole grammar of expressions. Never NULL. */
const struct expr	*parse_expression(struct parser *);
/* A whole number from low to high that is known now; -1 after noting. */
int64_t			 parse_whole(struct parser *, const struct expr *,
			    const char *what, double low, double high);
/* Hints where else, or like what, an unknown name is defined. */
void			 parse_hint_name(struct parser *, const struct token *,
			    int functions);
/* Notes an unknown name, with what might have been meant. */
const struct expr	*parse_unknown(struct parser *, const struct token *);

/* function "(" arguments ")" */
const struct expr	*parse_call(struct parser *, const struct op_def *,
			    const struct token *name);
/* "(" index ["," index] ")" after an expression. */
const struct expr	*parse_index(struct parser *, const struct expr *);
/* index, of a dimension of n. */
int			 parse_selection(struct parser *, uint32_t n,
			    const char *what, struct selection *);

/* A whole statement; the next token is a newline or the end. */
void			 parse_statement(struct parser *);
void			 parse_variant(struct parser *, enum symbol_kind);
/* The symbol that the next token names; NULL after noting there is none. */
struct symbol		*parse_target(struct parser *, const char *verb);
/* A function that a choice may offer; OP_ERROR after noting it is none. */
enum op			 parse_option(struct parser *);
/* Notes every name in an initial value that only an equation computes. */
void			 parse_check_initial(struct parser *,
			    const struct symbol *, const struct expr *,
			    const char *hint);

/* The numbers of csv("name", …): in the arena, or NULL after noting why. */
const double		*csv_read(struct builder *, const char *name,
			    struct shape);

#endif
