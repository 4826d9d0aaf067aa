/* SPDX-License-Identifier: MIT */
/*
 * Boxes: a tree of atoms laid out. A box has a width, and rows above and
 * below the one that it stands on; its pieces are texts and other boxes at
 * places relative to that row and its left edge. Nothing is drawn until all
 * of it is known, so that nesting costs no copies.
 */
#ifndef MATH_LAYOUT_H
#define MATH_LAYOUT_H

#include "node.h"
#include "symbols.h"

struct piece {
	int			 row, col;
	const struct box	*box;		/* NULL: text */
	const char		*text;
	const struct node	*node;		/* whose style and span */
	int			 times;		/* a text is repeated */
	int			 down;		/* from row to row */
};

struct box {
	int		 width, above, below;
	struct piece	*v;
	uint32_t	 n;
};

enum level {
	LEVEL_DISPLAY,		/* limits above and below a sum */
	LEVEL_TEXT,		/* in fractions and cells */
	LEVEL_SCRIPT,		/* no blanks around operators */
};

/* A \middle delimiter whose height is not known yet. */
struct middle {
	struct box		*box;
	const struct node	*node;
	struct middle		*next;
};

struct layout {
	struct arena	*arena;
	int		 ascii;
	int		 flat;		/* everything on one row */
	int		 small;		/* scripts have small forms */
	int		 broken;	/* aligned lines in lines that break */
	struct middle	*middles;	/* of the fence that is laid out */
};

struct box *box_new(struct layout *);
/* Adds a text or a box; the outer box grows to hold it. Rows count down. */
void	 box_text(struct layout *, struct box *, int row, int col,
	    const char *, const struct node *);
void	 box_put(struct layout *, struct box *, int row, int col,
	    const struct box *);
/* The text n times, side by side or (down) one below the other. */
void	 box_line(struct layout *, struct box *, int row, int col, int n,
	    int down, const char *, const struct node *);
int	 box_rows(const struct box *);
/* The text of a glyph or a word, in the set that is used. */
const char *layout_text(const struct layout *, const struct node *);
const char *layout_sign(const struct layout *, const char *unicode,
	    const char *ascii);

/* Any node; NULL is an empty box. */
struct box *layout_node(struct layout *, const struct node *, enum level);
/* A row as if an atom of this class stood before it. */
struct box *layout_row(struct layout *, const struct node *, enum level,
	    enum atom before);
/* The class of an atom to what is before it, and to what follows. */
enum atom layout_atom(const struct node *, int to_the_right);
/* Blanks between two atoms. */
int	 layout_gap(enum atom left, enum atom right, enum level);

/* What came before the next atom of a row. */
struct spacing {
	enum level	 level;
	enum atom	 left;		/* what is before the first, too */
	enum atom	 atom;		/* of the last, as it was used */
	int		 space;		/* blanks that were asked for */
	int		 first, sign;	/* nothing before; a unary minus */
	int		 apart;		/* a fraction, which touches nothing */
	int		 flat;		/* fractions have no bars */
	int		 ascii;
	const struct node *last;	/* child of the row; NULL: none */
};

void	 layout_space(struct spacing *, int count);
/* Blanks before child i of the row; that is the last one then. */
int	 layout_next(struct spacing *, const struct node *row, uint32_t i);

/* parts: layout_part.c */
struct box *layout_part(struct layout *, const struct node *, enum level);
struct box *layout_fence(struct layout *, const struct node *, enum level);
struct box *layout_scripts(struct layout *, const struct node *, enum level);
/* A script in small forms, or NULL. */
const char *layout_small(struct layout *, const struct node *, int above);
/* 1 if every script in it has small forms. */
int	 layout_fits(const struct node *, enum level);
/* In brackets, on one row. */
struct box *layout_bracketed(struct layout *, const struct node *,
	    enum level);
struct box *layout_table(struct layout *, const struct node *, enum level);

/*
 * lines: layout_line.c. At most width columns where that can be (0: any);
 * before as in layout_row.
 */
struct box *layout_lines(struct layout *, const struct node *row, int width,
	    enum atom before);
/* Lines whose last column breaks where it does not fit. */
struct box *layout_aligned(struct layout *, const struct node *table,
	    int width);
/* 1 if layout_aligned is for it. */
int	 layout_breaks(const struct node *);
/* Boxes one above the other, a blank row between those that are tall. */
struct box *layout_stack(struct layout *, struct box *const *, uint32_t n,
	    const int *cols);

#endif
