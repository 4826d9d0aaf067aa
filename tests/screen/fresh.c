/* SPDX-License-Identifier: MIT */
/*
 * fresh LESSON...: after each of many random keys, what is drawn is what is
 * drawn when nothing is known of the frame before. So no part of the screen
 * is ever kept that would be another now.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/lesson.h"
#include "gradus/random.h"

#include "../../src/ui/ui.h"
#include "keys.h"
#include "same.h"

#define KEYS	600	/* presses of likely_keys a lesson */

static struct random	dice;

static unsigned
roll(unsigned n)
{
	return (unsigned)(random_uniform(&dice) * n);
}

struct walk {
	struct ui	*ui;
	struct str	*keys;		/* the last ones, for a report */
	int		 ok;
};

static void
check(struct walk *w)
{
	struct arena		*arena = arena_new();
	const struct canvas	*c = ui_draw(w->ui);
	struct canvas		*kept = canvas_new(arena, c->rows, c->cols);

	canvas_copy(kept, 0, 0, c);
	ui_forget(w->ui);
	w->ok = same_canvas(kept, ui_draw(w->ui));
	arena_free(arena);
}

static void
press(void *context, int32_t key)
{
	struct walk	*w = context;

	if (!w->ok)
		return;
	ui_key(w->ui, key);
	check(w);
}

static void
resize_somehow(struct ui *ui)
{
	static const int	sizes[][2] = { { 24, 80 }, { 40, 120 },
				    { 24, 80 }, { 20, 72 }, { 10, 50 },
				    { 60, 200 }, { 1, 1 }, { 33, 100 } };
	unsigned		i = roll(sizeof sizes / sizeof sizes[0]);

	ui_resize(ui, sizes[i][0], sizes[i][1]);
}

static int
play(const char *path)
{
	struct arena	*arena = arena_new();
	struct diag	 diag;
	struct lesson	*lesson;
	struct tutor	*tutor = NULL;
	struct ui	 ui;
	struct str	 keys;
	struct walk	 w = { &ui, &keys, 1 };
	const char	*word;
	int		 i;

	diag_init(&diag, arena);
	str_init(&keys);
	lesson = lesson_read(arena, &diag, path);
	if (lesson == NULL || (tutor = tutor_new(lesson, NULL, 0, &diag)) ==
	    NULL) {
		printf("# %s\n", diag.notes[0].message);
		arena_free(arena);
		return 0;
	}
	ui_init(&ui, tutor, (int)roll(2));
	ui_resize(&ui, 40, 120);
	ui_draw(&ui);
	for (i = 0; i < KEYS && w.ok; i++) {
		if (roll(50) == 0)
			resize_somehow(&ui);
		word = likely_keys[roll(LIKELY_KEYS)];
		str_addf(&keys, " %s", word);
		press_keys(word, press, &w);
	}
	if (!w.ok)
		printf("# after%s\n", keys.data + (keys.len > 300 ? keys.len -
		    300 : 0));
	ui_release(&ui);
	tutor_free(tutor);
	str_release(&keys);
	arena_free(arena);
	return w.ok;
}

int
main(int argc, char **argv)
{
	const char	*seed = getenv("GRADUS_SEED");
	unsigned long	 s = seed == NULL ? 1 : strtoul(seed, NULL, 10);
	int		 i, ok, failures = 0;

	printf("# GRADUS_SEED=%lu\n", s);
	for (i = 1; i < argc; i++) {
		random_seed(&dice, s + (unsigned)i);
		ok = play(argv[i]);
		failures += !ok;
		printf("%sok %d - %s: %d random keys, each screen as if drawn "
		    "afresh\n", ok ? "" : "not ", i, argv[i], KEYS);
	}
	printf("1..%d\n", argc - 1);
	return failures > 0;
}
