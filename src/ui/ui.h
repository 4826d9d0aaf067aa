/* SPDX-License-Identifier: MIT */
/*
 * The tutor on a screen: keys in, a canvas out. It does not know a terminal,
 * so that a test can press keys and read the canvas.
 *
 *	┌ title ──────────────────────────────────────────┐
 *	│ map: the names forward, under each its gradient │
 *	├───────────────────────────┬─────────────────────┤
 *	│ text                      │ matrices            │
 *	├── this cell ──────────────┼── curve ────────────┤
 *	│                           │                     │
 *	└ keys ───────────────────────────────────────────┘
 *
 * A view draws one part of that: a function of the state and a rectangle, in
 * a file of its own, view_X.c. It draws nothing outside of its rectangle.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include "gradus/canvas.h"
#include "gradus/tutor.h"

#include "board.h"
#include "field.h"
#include "plot.h"

/* Which part is shown alone. */
enum pane {
	PANE_ALL,
	PANE_TEXT,
	PANE_MATRICES,
	PANE_CELL,
	PANE_CURVE,
	PANE_COUNT
};

/* Where everything is; what is not shown has no rows. */
struct layout {
	struct rect	title, map, text, matrices, cell, curve, keys;
	int		rule, lower;	/* rows of lines; -1: none */
	int		bar;		/* column of the line; -1: none */
	enum pane	alone;		/* PANE_ALL: all are shown */
};

/* What the keys do now. */
enum mode {
	MODE_WALK,
	MODE_EDIT,		/* the field: a value for the cursor's cell */
	MODE_GOTO,		/* the field: a number of an iteration */
	MODE_CHOOSE,		/* options of a choice */
	MODE_HELP,
	MODE_SEARCH,		/* the field: what is looked for in the help */
};

/* The page of the text pane, and what it was typeset for. */
enum {
	PAGE_TITLE,
	PAGE_NOTE,			/* typed numbers do not follow */
	PAGE_BODY,
	PAGE_PARTS
};

struct page {
	struct arena	*arena;
	struct canvas	*parts[PAGE_PARTS];
	struct arena	*joined;
	struct canvas	*canvas;	/* all of them; NULL: not typeset */
	size_t		 chapter, step, lines;
	unsigned long	 version;	/* of the tutor, if it matters */
	int		 width, stale;
	const void	*derivation;
	unsigned long	 serial;	/* counts pages */
};

/* What is drawn by itself, when it is another than before. */
enum part {
	PART_TITLE,
	PART_MAP,
	PART_TEXT,
	PART_CURVE,
	PART_KEYS,
	PART_COUNT
};

struct ui {
	struct tutor	*tutor;
	int		 ascii;
	enum ink	 ink;
	int		 rows, cols;
	enum pane	 zoom;
	enum mode	 mode;
	int		 quit;
	int		 redraw;	/* of the whole screen is asked for */
	int		 bell;
	int		 playing;
	struct str	 message;	/* of the last key; "" */
	int		 wrong;		/* it is a mistake */
	struct field	 field;
	int		 fresh;		/* in MODE_EDIT: nothing is typed yet */
	size_t		 option;	/* of the choice, in MODE_CHOOSE */
	struct page	 page;
	int		 scroll;	/* of the text: rows above the pane */
	int		 show_row;	/* it is scrolled up to there; or 0 */
	int		 text_rows;	/* of the pane, when it was drawn */
	int		 help_top;
	struct str	 search;	/* in the help */
	struct arena	*frame;		/* of what is drawn now */
	struct arena	*lasting;	/* as long as there is a ui */
	struct canvas	**names;	/* of symbols, by index; or NULL */
	/* The screen, and for each part what it was drawn from last. */
	struct arena	*screen;
	struct canvas	*canvas;
	uint64_t	 drawn[PART_COUNT];
	enum pane	 drawn_alone;	/* PANE_COUNT: the help */
	const struct board *board;	/* that is shown; or NULL */
	const struct board *board_made;	/* the last one, also if not shown */
	struct arena	*board_arena;
	uint64_t	 board_key;
	struct arena	*board_cells;	/* of its canvas */
	struct canvas	*board_canvas;
	uint64_t	 board_drawn;	/* what that was drawn from */
	struct explanation *explained;	/* the cursor's cell; in the frame */
	int		 caret_row, caret_col;	/* of the field; row -1: none */
	struct str	 error;		/* of the field */
	size_t		 error_at;	/* its place in the field's text */
};

/* The tutor must outlive it. */
void	 ui_init(struct ui *, struct tutor *, int ascii);
void	 ui_release(struct ui *);
/* Another size of the screen: at least 0×0. */
void	 ui_resize(struct ui *, int rows, int cols);
/* A key of terminal.h was pressed. */
void	 ui_key(struct ui *, int32_t key);
/* The time between two iterations of a play is over. */
void	 ui_tick(struct ui *);
/* The canvas is valid until the next call of any of these. */
const struct canvas *ui_draw(struct ui *);
/* The next call draws and typesets everything, whatever it was drawn from. */
void	 ui_forget(struct ui *);

/* Does a command; its message is shown until the next key. */
void	 ui_do(struct ui *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
void	 ui_say(struct ui *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
/* The message is what the tutor said, with the effects of tutor_do. */
void	 ui_take_message(struct ui *, unsigned effects);
/* Says what the cursor's cell comes from: it cannot be edited. */
void	 ui_say_computed(struct ui *);
/* Begins to edit the cursor's cell. */
void	 ui_edit(struct ui *);

void	 layout_make(struct layout *, int rows, int cols, enum pane zoom);

/* Has the text typeset, if it is another. */
void	 view_text_update(struct ui *, int cols);
/* The views. */
typedef void	 view_draw(struct ui *, struct canvas *, struct rect);
view_draw	view_title, view_map, view_text, view_matrices, view_cell,
		view_curve, view_runs, view_keys, view_help;
/* What stands in the line over the lower panes. */
void	 view_cell_title(struct ui *, struct canvas *, struct rect);
void	 view_curve_title(struct ui *, struct canvas *, struct rect);

#endif
