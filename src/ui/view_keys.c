/* SPDX-License-Identifier: MIT */
/*
 * The last line: the keys that one needs most, or what was done, or what is
 * wrong.
 */

#include <string.h>

#include "gradus/text.h"

#include "draw.h"
#include "key.h"

#define GAP	2
#define LAST	3	/* rows of the table that are always shown */

/* What keys do while something is typed or chosen. */
static const char	*const hints[] = {
	[MODE_EDIT] = ("Enter takes it  Tab takes it and goes on to the next "
	    "cell  Esc leaves it"),
	[MODE_GOTO] = "Enter goes there  Esc leaves it",
	[MODE_CHOOSE] = "arrows choose  Enter takes it  Esc leaves it",
	[MODE_SEARCH] = NULL,
};

static int
width_of(size_t i)
{
	return text_width(key_defs[i].brief, strlen(key_defs[i].brief));
}

/* Columns of the last ones, help and quit. */
static int
behind(void)
{
	size_t	i;
	int	n = 0;

	for (i = nkeys - LAST; i < nkeys; i++)
		if (key_defs[i].brief != NULL)
			n += width_of(i) + GAP;
	return n - GAP;
}

/* The key stands out: what is before the last word. */
static void
draw_brief(struct ui *ui, struct canvas *c, int row, int col, size_t i)
{
	const char	*brief = key_defs[i].brief;
	size_t		 key = (size_t)(strrchr(brief, ' ') - brief);

	draw_text(ui, c, row, col, width_of(i), brief, draw_style(ROLE_GREY,
	    0));
	draw_text(ui, c, row, col, (int)key, arena_strndup(ui->frame, brief,
	    key), draw_style(ROLE_STATUS, LOOK_BOLD));
}

void
view_keys(struct ui *ui, struct canvas *c, struct rect r)
{
	size_t		 i;
	int		 at = r.col + 1, n;

	if (r.rows < 1)
		return;
	if (ui->message.len > 0) {
		draw_text(ui, c, r.row, at, r.cols - 1, ui->message.data,
		    draw_style(ui->wrong ? ROLE_ERROR : ROLE_STATUS,
		    ui->wrong ? LOOK_BOLD : 0));
		return;
	}
	if (ui->playing || hints[ui->mode] != NULL) {
		draw_text(ui, c, r.row, at, r.cols - 1, ui->playing ?
		    "playing: any key pauses" : hints[ui->mode],
		    draw_style(ROLE_GREY, 0));
		return;
	}
	for (i = 0; i < nkeys; i++) {
		if (key_defs[i].brief == NULL)
			continue;
		n = width_of(i);
		/* Help and the way out are always there. */
		if (at + n + (i < nkeys - LAST ? GAP + behind() : 0) > r.col +
		    r.cols)
			continue;
		draw_brief(ui, c, r.row, at, i);
		at += n + GAP;
	}
}
