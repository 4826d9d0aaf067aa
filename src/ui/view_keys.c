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

void
view_keys(struct ui *ui, struct canvas *c, struct rect r)
{
	const char	*brief;
	size_t		 i, key;
	int		 at = r.col + 1, n;

	if (r.rows < 1)
		return;
	if (ui->message.len > 0) {
		draw_text(ui, c, r.row, at, r.cols - 1, ui->message.data,
		    draw_style(ui->wrong ? ROLE_ERROR : ROLE_STATUS,
		    ui->wrong ? LOOK_BOLD : 0));
		return;
	}
	if (ui->playing) {
		draw_text(ui, c, r.row, at, r.cols - 1, "playing: any key "
		    "pauses", draw_style(ROLE_STATUS, LOOK_BOLD));
		return;
	}
	for (i = 0; i < nkeys; i++) {
		if ((brief = key_defs[i].brief) == NULL)
			continue;
		n = text_width(brief, strlen(brief));
		if (at + n > r.col + r.cols)
			continue;
		key = strcspn(brief, " ");
		if (strncmp(brief, "+ -", 3) == 0 ||
		    strncmp(brief, "n p", 3) == 0)
			key = 3;
		draw_text(ui, c, r.row, at, n, brief, draw_style(ROLE_GREY,
		    0));
		draw_text(ui, c, r.row, at, (int)key, arena_strndup(ui->frame,
		    brief, key), draw_style(ROLE_STATUS, LOOK_BOLD));
		at += n + GAP;
	}
}
