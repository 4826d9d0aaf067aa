/* SPDX-License-Identifier: MIT */
/*
 * What the views draw with.
 */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "ui.h"

/* Its colour: given, forward or backward. */
enum role draw_role(const struct symbol *);
struct style draw_style(enum role, unsigned look);

/*
 * A line of text in the style, which may be foreign; what is longer than the
 * width ends in "…". Returns the columns that it takes.
 */
int	 draw_text(struct ui *, struct canvas *, int row, int col, int width,
	    const char *, struct style);
/* Text in lines broken at blanks, as many as fit. Returns their number. */
int	 draw_wrapped(struct ui *, struct canvas *, struct rect, const char *,
	    struct style);
/* "·" or such, n times to the right (down: downwards). */
void	 draw_line(struct ui *, struct canvas *, int row, int col, int n,
	    int down, const char *unicode, const char *ascii);
/* Copies a canvas to a place, at most so wide: what is cut ends in "…". */
int	 draw_canvas(struct ui *, struct canvas *, int row, int col,
	    int width, const struct canvas *);
/* "…", in a style of its own, where something is cut. */
void	 draw_cut(struct ui *, struct canvas *, int row, int col);

/* LaTeX, in the frame's memory: on one row if that fits, else broken. */
struct canvas	*draw_fitting(struct ui *, const char *latex, int width);
/* A name, typeset once: not to be drawn into. */
struct canvas	*draw_name(struct ui *, const struct symbol *);
/* A cell, δ₁(3,1); next: its new value. */
struct canvas	*draw_cell_name(struct ui *, const struct tutor_cursor *);
/* A number as a person writes it, with a minus that is one. */
void	 draw_number(struct ui *, struct str *, double, int digits);

/*
 * Gives what formulas mark as a name or a cell its colour; the cursor's and
 * those of its operands are lit.
 */
void	 draw_light(struct ui *, struct canvas *, struct rect);

/* A number that is another one if either is, as good as surely. */
uint64_t draw_hash(uint64_t, uint64_t);
/* 1 if the step, or one before it, defines the name. */
int	 draw_is_reached(const struct ui *, const struct symbol *);

#endif
