/* SPDX-License-Identifier: MIT */
/*
 * LaTeX mathematics to a block of terminal cells.
 *
 *	\frac{\partial L}{\partial w_1}		∂L
 *						─── = 2x₁
 *						∂w₁
 *
 * Nothing is ever lost: what is not known is shown as its source, in its
 * place, and the rest is typeset. Every cell of the picture knows the source
 * bytes that it came from. Reading and typesetting are linear in the source.
 */
#ifndef GRADUS_FORMULA_H
#define GRADUS_FORMULA_H

#include <stddef.h>

#include "gradus/arena.h"
#include "gradus/canvas.h"
#include "gradus/diag.h"

#define FORMULA_MAX_DEPTH	200	/* nesting of groups, and of boxes */
#define FORMULA_MAX_CELLS	1000000	/* of a picture */

struct formula;

enum formula_form {
	FORMULA_DISPLAY,	/* on lines of its own: ∑ with limits, tall */
	FORMULA_TEXT,		/* in running text: ∑ one row high */
	FORMULA_LINE,		/* one row, whatever it takes: ∂L/∂w₁ */
};

struct formula_options {
	enum formula_form	 form;
	int			 width;		/* to break at; 0: never */
	int			 ascii;
};

/* A command that is not known, and how often it stood there. */
struct formula_unknown {
	const char		*name;		/* "\\foo" */
	size_t			 count;
	struct span		 span;		/* of the first */
};

/*
 * Definitions of \newcommand that later formulas of a document use too. All
 * zero at the start; holds memory of the arena of formula_read.
 */
struct formula_macros;

/*
 * Reads the n bytes at latex, which must outlive the formula. Never fails:
 * what is wrong (a brace too many, \frac without its parts, nesting too deep)
 * is noted in the diag, if there is one, with a hint, at source (whose text
 * latex points into; NULL: the spans are offsets in latex), and what could
 * not be understood is shown as its source. macros may be NULL.
 */
struct formula	*formula_read(struct arena *, struct diag *,
		    const struct source *, const char *latex, size_t n,
		    struct formula_macros *);
struct formula_macros *formula_macros_new(struct arena *);

/*
 * Typesets it; may be called again with other options. Spans of the cells are
 * offsets in latex. baseline is the row that stands on the line of the text
 * around it. What is too large for FORMULA_MAX_CELLS is one line that says so.
 */
struct canvas	*formula_typeset(struct arena *, const struct formula *,
		    const struct formula_options *);

/* The unknown commands in order of appearance; their number. */
size_t		 formula_unknown(const struct formula *,
		    const struct formula_unknown **);

#endif
