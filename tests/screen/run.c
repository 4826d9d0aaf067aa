/* SPDX-License-Identifier: MIT */
/*
 * run [--update] FILE...: screens as text and styles. A file has, for each,
 *
 *	=== its name
 *	$ 2-by-hand 120x40 ascii set w(3)=0.09
 *	> keys, see keys.h
 *	|the rows
 *	@3 0-7 title+bold, 9-12 given		the styles of row 3
 *
 * Besides, of every screen: the rectangles of its panes lie within it and none
 * over another, no view touches a cell outside of its own, and a pane that does
 * not show all of its rows says so.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/file.h"
#include "gradus/lesson.h"

#include "../../src/ui/list.h"
#include "../../src/ui/ui.h"
#include "keys.h"

static int	tests, failures, updating;

struct screen {
	struct arena	*arena;
	struct diag	 diag;
	const char	*name, *set;
	char		 lesson[100];
	int		 rows, cols, ascii;
	struct tutor	*tutor;
	struct ui	 ui;
	struct str	 wrong;
};

/* ---------------------------------------------------------------- printing */

static const char	*const roles[ROLE_END] = {
	[ROLE_PLAIN] = "plain", [ROLE_UNKNOWN] = "unknown",
	[ROLE_TITLE] = "title", [ROLE_CHAPTER] = "chapter",
	[ROLE_STEP] = "step", [ROLE_CODE] = "code", [ROLE_QUOTE] = "quote",
	[ROLE_MARK] = "mark", [ROLE_LINK] = "link", [ROLE_NAME] = "name",
	[ROLE_RED] = "red", [ROLE_GREEN] = "green", [ROLE_YELLOW] = "yellow",
	[ROLE_BLUE] = "blue", [ROLE_MAGENTA] = "magenta",
	[ROLE_CYAN] = "cyan", [ROLE_GREY] = "grey", [ROLE_GIVEN] = "given",
	[ROLE_FORWARD] = "forward", [ROLE_BACKWARD] = "backward",
	[ROLE_CURSOR] = "cursor", [ROLE_OPERAND] = "operand",
	[ROLE_CHANGED] = "changed", [ROLE_BORDER] = "border",
	[ROLE_STATUS] = "status", [ROLE_ERROR] = "error",
};

static int
same_style(const struct canvas_cell *a, const struct canvas_cell *b)
{
	return a->style.role == b->style.role && a->style.look ==
	    b->style.look;
}

static int
is_bare(const struct canvas_cell *c)
{
	return (c->style.role == ROLE_PLAIN || c->style.role ==
	    ROLE_BORDER) && c->style.look == 0;
}

/* Borders and plain text are left out: they can be seen. */
static void
print_styles(struct str *s, const struct canvas *c, int row)
{
	const struct canvas_cell	*cell;
	static const char		*const looks[] = { "bold", "italic",
					    "underline", "strike",
					    "reverse" };
	int				 from, col, i, n = 0;

	for (from = 0; from < c->cols; from = col) {
		cell = canvas_at(c, row, from);
		for (col = from; col < c->cols &&
		    same_style(cell, canvas_at(c, row, col)); col++)
			;
		if (is_bare(cell))
			continue;
		if (n++ == 0)
			str_addf(s, "@%d ", row);
		str_addf(s, "%s%d-%d %s", n > 1 ? ", " : "", from, col - 1,
		    roles[cell->style.role]);
		for (i = 0; i < 5; i++)
			if (cell->style.look & 1 << i)
				str_addf(s, "+%s", looks[i]);
	}
	if (n > 0)
		str_addc(s, '\n');
}

static void
print_screen(struct str *s, const struct canvas *c)
{
	int	row;

	for (row = 0; row < c->rows; row++) {
		str_addc(s, '|');
		canvas_print(s, c, row, row + 1, NULL);
	}
	for (row = 0; row < c->rows; row++)
		print_styles(s, c, row);
}

/* ---------------------------------------------------------------- checking */

static int
is_in(struct rect r, int row, int col)
{
	return row >= r.row && row < r.row + r.rows && col >= r.col &&
	    col < r.col + r.cols;
}

static int
overlap(struct rect a, struct rect b)
{
	return a.rows > 0 && a.cols > 0 && b.rows > 0 && b.cols > 0 &&
	    a.row < b.row + b.rows && b.row < a.row + a.rows &&
	    a.col < b.col + b.cols && b.col < a.col + a.cols;
}

static void
check_layout(struct screen *s, const struct layout *l)
{
	struct rect	r[] = { l->title, l->map, l->text, l->matrices,
			    l->cell, l->curve, l->keys };
	size_t		n = sizeof r / sizeof r[0], i, k;

	for (i = 0; i < n; i++) {
		if (r[i].rows > 0 && (r[i].row < 0 || r[i].col < 0 ||
		    r[i].row + r[i].rows > s->rows ||
		    r[i].col + r[i].cols > s->cols))
			str_addf(&s->wrong, "# pane %zu is not within the "
			    "screen\n", i);
		for (k = 0; k < i; k++)
			if (overlap(r[i], r[k]))
				str_addf(&s->wrong, "# panes %zu and %zu "
				    "overlap\n", k, i);
	}
}

/* "…" at the right of its first or last row, if it has more than it shows. */
static void
check_cut(struct screen *s, const char *name, const struct canvas *c,
    struct rect r, int rows)
{
	const char	*mark = s->ascii ? ">" : "…";
	int		 right = r.col + r.cols - 1;

	if (r.rows < 1 || r.cols < 4 || rows <= r.rows)
		return;
	if (strcmp(canvas_at(c, r.row, right)->text, mark) != 0 &&
	    strcmp(canvas_at(c, r.row + r.rows - 1, right)->text, mark) != 0)
		str_addf(&s->wrong, "# %s is cut and does not say so\n",
		    name);
}

/* Draws one view over a canvas that is full of @: what is outside stays. */
static void
check_view(struct screen *s, const char *name, view_draw *view,
    struct rect r)
{
	static const char	 at[] = "@";
	struct canvas		*c = canvas_new(s->arena, s->rows, s->cols);
	int			 i, j;

	for (i = 0; i < c->rows; i++)
		for (j = 0; j < c->cols; j++)
			canvas_text(c, i, j, at, 1, (struct style){ at,
			    ROLE_RED, 0 }, (struct span){ 0, 0 });
	if (r.rows < 1 || r.cols < 1)
		r = (struct rect){ 0, 0, 0, 0 };
	view(&s->ui, c, r);
	for (i = 0; i < c->rows; i++)
		for (j = 0; j < c->cols; j++)
			if (!is_in(r, i, j) && canvas_at(c, i, j)->style.mark
			    != at) {
				str_addf(&s->wrong, "# %s draws at %d, %d, "
				    "outside of its rectangle\n", name, i,
				    j);
				return;
			}
}

static void
check_views(struct screen *s)
{
	struct layout	 l;
	struct ui	*ui = &s->ui;

	layout_make(&l, s->rows, s->cols, ui->zoom);
	check_layout(s, &l);
	if (ui->mode == MODE_WALK && ui->page.canvas != NULL)
		check_cut(s, "text", ui->canvas, l.text,
		    ui->page.canvas->rows);
	if (ui->mode == MODE_WALK && ui->board != NULL)
		check_cut(s, "matrices", ui->canvas, l.matrices,
		    ui->board->rows);
	check_view(s, "title", view_title, l.title);
	check_view(s, "map", view_map, l.map);
	check_view(s, "text", view_text, l.text);
	check_view(s, "matrices", view_matrices, l.matrices);
	check_view(s, "cell", view_cell, l.cell);
	check_view(s, "curve", view_curve, l.curve);
	check_view(s, "runs", view_runs, l.curve);
	check_view(s, "keys", view_keys, l.keys);
}

/* ----------------------------------------------------------------- running */

static void
press(void *context, int32_t key)
{
	struct screen	*s = context;

	/* Every frame in between is drawn, as on a terminal. */
	ui_draw(&s->ui);
	ui_key(&s->ui, key);
}

static size_t
read_edits(struct screen *s, const struct lesson *l,
    const struct edit **edits)
{
	struct source	*source = arena_alloc(s->arena, sizeof *source);

	if (s->set == NULL)
		return 0;
	*source = (struct source){ "set", s->set, strlen(s->set), 1 };
	return model_edits(l->model, s->arena, &s->diag, source, edits);
}

static void
run_tutor(struct screen *s, const char *keys, struct str *out)
{
	const struct edit	*edits = NULL;
	const char		*path;
	struct lesson		*l;
	const struct canvas	*c;
	size_t			 n;

	path = arena_printf(s->arena, strchr(s->lesson, '/') != NULL ? "%s" :
	    "lessons/%s.md", s->lesson);
	l = lesson_read(s->arena, &s->diag, path);
	n = l == NULL ? 0 : read_edits(s, l, &edits);
	if (l == NULL || s->diag.errors > 0 || (s->tutor = tutor_new(l, edits,
	    n, &s->diag)) == NULL) {
		str_addf(&s->wrong, "# %s\n", s->diag.notes[0].message);
		return;
	}
	ui_init(&s->ui, s->tutor, s->ascii);
	ui_resize(&s->ui, s->rows, s->cols);
	if (press_keys(keys, press, s) == -1)
		str_addf(&s->wrong, "# what key is this? %s\n", keys);
	c = ui_draw(&s->ui);
	if (c->rows != s->rows || c->cols != s->cols)
		str_add(&s->wrong, "# it has not the size of the screen\n");
	print_screen(out, c);
	check_views(s);
	ui_release(&s->ui);
	tutor_free(s->tutor);
}

static void
press_list(void *context, int32_t key)
{
	list_key(context, key);
}

static void
run_list(struct screen *s, const char *keys, struct str *out)
{
	struct catalogue	c;
	struct list		l;

	setenv("GRADUS_LESSONS", "lessons", 1);
	catalogue_read(s->arena, NULL, &c);
	list_init(&l, &c, 0, NULL, s->ascii);
	press_keys(keys, press_list, &l);
	print_screen(out, list_draw(&l, s->rows, s->cols));
	list_release(&l);
}

/* "2-by-hand 120x40 ascii set w(3)=0.09" */
static int
read_head(struct screen *s, const char *head)
{
	const char	*set = strstr(head, " set ");

	s->ascii = strstr(head, " ascii") != NULL;
	s->set = set == NULL ? NULL : set + 5;
	return sscanf(head, "%99s %dx%d", s->lesson, &s->cols, &s->rows) == 3;
}

static void
run_screen(struct screen *s, const char *head, const char *keys,
    struct str *out)
{
	s->arena = arena_new();
	diag_init(&s->diag, s->arena);
	str_init(&s->wrong);
	if (!read_head(s, head))
		str_add(&s->wrong, "# no lesson and size\n");
	else if (strcmp(s->lesson, "list") == 0)
		run_list(s, keys, out);
	else
		run_tutor(s, keys, out);
}

static const char *
line_at(struct arena *arena, const char *p, const char **next)
{
	size_t	n = strcspn(p, "\n");

	*next = p + n + (p[n] == '\n');
	return arena_strndup(arena, p, n);
}

/* One screen from "=== " on; returns where the next begins. */
static const char *
run_test(struct arena *arena, const char *file, const char *p,
    struct str *out)
{
	struct screen	 s = { .tutor = NULL };
	struct str	 got;
	const char	*head = "", *keys = "", *line, *next, *end;
	size_t		 start = out->len;

	str_init(&got);
	s.name = line_at(arena, p + 4, &p);
	str_addf(out, "=== %s\n", s.name);
	for (; *p == '$' || *p == '>' || *p == '#'; p = next) {
		line = line_at(arena, p, &next);
		str_addf(out, "%s\n", line);
		if (*line == '$')
			head = line + 2;
		else if (*line == '>')
			keys = line + 1;
	}
	start = out->len;
	for (end = p; *end != '\0' && strncmp(end, "=== ", 4) != 0;)
		line_at(arena, end, &end);
	run_screen(&s, head, keys, &got);
	str_addn(out, got.data, got.len);
	str_addc(out, '\n');
	if (!updating && ((size_t)(end - p) != out->len - start ||
	    memcmp(p, out->data + start, out->len - start) != 0))
		str_addf(&s.wrong, "# another screen; make golden, then git "
		    "diff shows it:\n# %s\n", s.name);
	failures += s.wrong.len > 0;
	printf("%sok %d - %s: %s\n%s", s.wrong.len > 0 ? "not " : "", ++tests,
	    file, s.name, s.wrong.data);
	str_release(&s.wrong);
	str_release(&got);
	arena_free(s.arena);
	return end;
}

static int
run_file(const char *path)
{
	struct arena	*arena = arena_new();
	struct file	 file;
	struct str	 out;
	const char	*p, *why;
	FILE		*f;

	if ((why = file_read(arena, path, 10000000, &file)) != NULL) {
		printf("Bail out! %s: %s\n", path, why);
		arena_free(arena);
		return -1;
	}
	str_init(&out);
	p = file.data;
	while (*p != '\0' && strncmp(p, "=== ", 4) != 0)
		str_addf(&out, "%s\n", line_at(arena, p, &p));
	while (*p != '\0')
		p = run_test(arena, path, p, &out);
	if (updating && (f = fopen(path, "w")) != NULL) {
		fwrite(out.data, 1, out.len, f);
		fclose(f);
	}
	str_release(&out);
	arena_free(arena);
	return 0;
}

int
main(int argc, char **argv)
{
	int	i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--update") == 0)
			updating = 1;
		else if (run_file(argv[i]) == -1)
			return 1;
	}
	printf("1..%d\n", tests);
	return failures > 0;
}
