/* SPDX-License-Identifier: MIT */
/*
 * The reader of LaTeX. It looks one token ahead. A macro's expansion is a
 * text of its own that is read before what follows; all of it counts as the
 * place where the macro was called.
 */
#ifndef MATH_READER_H
#define MATH_READER_H

#include <string.h>

#include "gradus/map.h"
#include "gradus/str.h"

#include "node.h"
#include "symbols.h"

#define MAX_FRAMES	64	/* macros inside macros */
#define MAX_EXPANDED	20000	/* bytes that they come to in a formula */
#define MAX_EXPANDED_ALL 100000	/* in all that share them, and their length */

enum token_kind {
	TOKEN_END,
	TOKEN_CHAR,
	TOKEN_COMMAND,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_SUP,
	TOKEN_SUB,
	TOKEN_PRIME,
	TOKEN_CELL,		/* & */
	TOKEN_LINE,		/* \\ */
};

struct token {
	enum token_kind	 kind;
	const char	*s;	/* of a command: without the backslash */
	size_t		 n;
	uint32_t	 cp;
	struct span	 span;
};

struct frame {
	const char	*s;
	size_t		 pos, end;
	int		 macro;		/* spans are all the call's */
	int		 barrier;	/* its end is an end */
	struct span	 call;
};

struct macro {
	const char	*body;
	size_t		 n;
	int		 nargs;
};

struct formula_macros {
	struct arena	*arena;
	struct map	 names;		/* → index */
	struct macro	*v;
	size_t		 n, max;
	size_t		 expanded, most;	/* bytes so far; at most */
	int		 spent;		/* it was said that they are many */
};

struct reader {
	struct formula		*f;
	struct arena		*arena;
	struct diag		*diag;
	const struct source	*source;	/* or NULL */
	struct source		 own;		/* where there is none */
	uint32_t		 offset;	/* of latex in the source */
	struct formula_macros	*macros;
	struct map		 unknown;	/* name → index */
	struct frame		 frames[MAX_FRAMES];
	int			 nframes;
	size_t			 expanded;	/* bytes of macros so far */
	int			 spent;		/* no macro is read any more */
	struct token		 tok;
	int			 depth, too_deep;
	int			 fences, tables;	/* that are open */
	struct style		 style;		/* of what is read now */
	const struct font	*font;
};

/* What ends a row, beside the end of the text. */
enum {
	STOP_BRACE	= 1,
	STOP_CELL	= 2,	/* & \\ \end */
	STOP_RIGHT	= 4,
	STOP_BRACKET	= 8,
};

static inline int
is_name(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

/* tokens: reader_token.c */
void	 reader_advance(struct reader *);
int	 reader_is(const struct reader *, const char *command);
/*
 * Straight behind the present token: a group without its braces, or one
 * character or command. 0 if there is nothing.
 */
int	 reader_raw(struct reader *, const char **, size_t *);
int	 reader_raw_optional(struct reader *, const char **, size_t *);
/* The same texts as a word in the arena. */
const char *reader_word(struct reader *, const char *, size_t);
/* Reads a text that is not part of the frame that it stands in. */
void	 reader_push(struct reader *, const char *, size_t, int barrier);
int	 reader_expand(struct reader *, const struct macro *);
/* What is left of all expansions is not read. */
void	 reader_leave_macros(struct reader *);
/* -1 if it is none; then what stands in the place of the name. */
int	 reader_define(struct reader *, const char **name, size_t *);
void	 reader_note(struct reader *, struct span, const char *hint,
	    const char *, ...) __attribute__((format(printf, 4, 5)));
/* Where the reader is: behind the present token and its raw arguments. */
uint32_t reader_position(const struct reader *);

/* atoms: read.c */
struct node *reader_node(struct reader *, enum node_kind, struct span);
void	 reader_add(struct reader *, struct node *row, struct node *);
struct node *reader_row(struct reader *, int stop);
/* An argument that begins with the present token; never NULL. */
struct node *reader_argument(struct reader *, struct span command);
struct node *reader_slice(struct reader *, const char *, size_t);
struct node *reader_unknown(struct reader *, struct span, const char *,
	    size_t);
/* Counts a command that is not known. */
void	 reader_count(struct reader *, struct span, const char *name);
struct node *reader_table(struct reader *, enum table_kind, int inside);

/*
 * A command that is more than a symbol; NULL if it is not one. It reads from
 * its name, the present token, to the token after its last argument, and may
 * return NULL where nothing is to be seen.
 */
typedef struct node *read_command(struct reader *, struct span);
read_command *reader_command(const char *name, size_t n);
read_command	 read_begin, read_end, read_substack, read_left, read_right,
		 read_middle, read_big;

#endif
