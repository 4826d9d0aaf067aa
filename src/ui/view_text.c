/* SPDX-License-Identifier: MIT */
/*
 * The text of the step, or the derivation in its place. It is typeset when it
 * is another text or another width, not at each key.
 */

#include <string.h>

#include "gradus/page.h"

#include "draw.h"
#include "live.h"

#define MARGIN	1

/* Parts, one under the other, a blank row before each but the note. */
static struct canvas *
join(struct arena *arena, const struct page *p)
{
	struct canvas	*all, *part;
	int		 i, rows = 0, pass;

	all = NULL;
	for (pass = 0; pass < 2; pass++) {
		for (rows = i = 0; i < PAGE_PARTS; i++) {
			part = p->parts[i];
			if (part == NULL || part->rows == 0 ||
			    (i == PAGE_NOTE && !p->stale))
				continue;
			rows += rows > 0 && i != PAGE_NOTE;
			if (all != NULL)
				canvas_copy(all, rows, 0, part);
			rows += part->rows;
		}
		if (all == NULL)
			all = canvas_new(arena, rows, p->width);
	}
	return all;
}

/* The title of the step, or of a chapter that has no steps. */
static struct canvas *
typeset_title(struct ui *ui, struct arena *arena,
    const struct page_options *o)
{
	const struct block	*title = tutor_step(ui->tutor)->title;
	struct block		*blocks[1];

	if (title == NULL)
		title = tutor_chapter(ui->tutor)->title;
	blocks[0] = (struct block *)title;
	return title == NULL ? canvas_new(arena, 0, o->width) :
	    page_typeset(arena, blocks, 1, o);
}

static struct canvas *
typeset_note(struct ui *ui, struct arena *arena, int width)
{
	static const char	 note[] = "Numbers typed here do not "
				    "follow.";
	struct canvas		*c = canvas_new(arena, 1, width);
	struct arena		*frame = ui->frame;

	ui->frame = arena;
	draw_text(ui, c, 0, 0, width, note, draw_style(ROLE_GREY, 0));
	ui->frame = frame;
	return c;
}

/* What the text of a step holds: numbers that follow, and typed ones. */
struct digits {
	int	live, typed;
};

static void
look_at(struct digits *d, const char *text, size_t n)
{
	size_t	len;

	d->typed |= number_typed(text, n, 0, &len) < n;
}

static void
find_digits(const struct lesson *l, struct digits *d, const struct block *b)
{
	const struct lesson_number	*n;
	const struct phrase		*p;
	size_t				 i;

	for (i = 0; i < b->nphrases; i++) {
		p = &b->phrases[i];
		n = number_of(l->numbers, l->nnumbers, p);
		if (n != NULL)
			d->live |= n->iteration == 0;
		else if (p->kind != PHRASE_CODE)
			look_at(d, p->text, p->n);
	}
	d->live |= b->kind == BLOCK_COMMAND;
	if (b->formula != NULL)
		look_at(d, l->source.text + b->span.start, b->span.end -
		    b->span.start);
	for (i = 0; i < b->nblocks; i++)
		find_digits(l, d, b->blocks[i]);
}

static void
typeset(struct ui *ui, struct page *p)
{
	struct page_options	 o = { .width = p->width, .ascii = ui->ascii,
				    .model = ui->tutor->lesson->model };
	const struct step	*step = tutor_step(ui->tutor);
	const struct block	*derivation;

	memset(p->parts, 0, sizeof p->parts);
	live_options(ui->tutor, &o);
	if ((derivation = live_derivation(ui->tutor, p->arena)) != NULL) {
		p->parts[PAGE_BODY] = page_typeset(p->arena,
		    derivation->blocks, derivation->nblocks, &o);
		return;
	}
	p->parts[PAGE_TITLE] = typeset_title(ui, p->arena, &o);
	p->parts[PAGE_NOTE] = typeset_note(ui, p->arena, p->width);
	o.source = &ui->tutor->lesson->source;
	p->parts[PAGE_BODY] = page_typeset(p->arena, step->blocks,
	    step->nblocks, &o);
}

/* The row behind the last line of the derivations that was revealed. */
static int
revealed_end(const struct ui *ui)
{
	const struct canvas	*c = ui->page.canvas;
	const struct command	*command = live_last(ui->tutor);
	const struct span	*span;
	int			 i, end = c->rows;

	for (i = 0; command != NULL && i < c->rows * c->cols; i++) {
		span = &c->cells[i].span;
		if (span->end != 0 && span->start == command->span.start &&
		    span->end == command->span.end)
			end = i / c->cols + 1;
	}
	return end;
}

/* Typesets the page if it is not the one that is there. */
static void
update(struct ui *ui, int width)
{
	const struct tutor	*t = ui->tutor;
	struct page		*p = &ui->page, want = { .chapter = t->chapter,
				    .step = t->step, .lines = t->lines,
				    .width = width, .derivation =
				    t->derivation };
	struct digits		 digits = { 0, 0 };
	const struct step	*step = tutor_step(t);
	int			 other, more, same;
	size_t			 i;

	for (i = 0; i < step->nblocks; i++)
		find_digits(t->lesson, &digits, step->blocks[i]);
	want.version = t->lines > 0 || digits.live ? t->version : 0;
	want.stale = !tutor_is_start(t) && digits.typed;
	other = p->canvas == NULL || p->chapter != want.chapter ||
	    p->step != want.step || p->derivation != want.derivation;
	more = !other && want.lines > p->lines;
	same = !other && p->lines == want.lines && p->version ==
	    want.version && p->width == want.width;
	if (same && p->stale == want.stale)
		return;
	if (same) {
		p->stale = want.stale;
		p->serial++;
		arena_free(p->joined);
	} else {
		want.serial = p->serial + 1;
		arena_free(p->arena);
		arena_free(p->joined);
		want.arena = arena_new();
		*p = want;
		typeset(ui, p);
	}
	p->joined = arena_new();
	p->canvas = join(p->joined, p);
	if (other)
		ui->scroll = 0;
	if (more || (other && want.lines > 0))
		ui->show_row = revealed_end(ui);
}

void
view_text_update(struct ui *ui, int cols)
{
	if (cols > 2 * MARGIN)
		update(ui, cols - 2 * MARGIN);
}

void
view_text(struct ui *ui, struct canvas *c, struct rect r)
{
	struct rect	in = { r.row, r.col + MARGIN, r.rows,
			    r.cols - 2 * MARGIN };
	int		most;

	if (in.rows < 1 || in.cols < 1)
		return;
	update(ui, in.cols);
	/* A row less: the last one may say that there is more. */
	if (ui->show_row > ui->scroll + in.rows - 1)
		ui->scroll = ui->show_row - in.rows + 1;
	ui->show_row = 0;
	most = ui->page.canvas->rows - in.rows;
	if (ui->scroll > most)
		ui->scroll = most;
	if (ui->scroll < 0)
		ui->scroll = 0;
	ui->text_rows = in.rows;
	canvas_blit(c, in, ui->page.canvas, ui->scroll, 0);
	draw_light(ui, c, in);
	if (ui->scroll > 0)
		draw_cut(ui, c, in.row, r.col + r.cols - 1);
	if (ui->scroll < most)
		draw_cut(ui, c, in.row + in.rows - 1, r.col + r.cols - 1);
}
