/* SPDX-License-Identifier: MIT */
/*
 * The text of the step, and the derivation under it or in its place. It is
 * typeset when it is another text or another width, not at each key.
 */

#include <string.h>

#include "gradus/page.h"

#include "draw.h"

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

/* What is revealed of the derivations, as a document. */
static void
revealed(struct ui *ui, struct str *s)
{
	const struct derivation *const *d;
	size_t				 i, k, n, lines = ui->tutor->lines;

	d = tutor_derivations(ui->tutor, &n);
	for (i = 0; i < n && lines > 0; i++) {
		str_addf(s, "\n## The derivation of $%s$\n",
		    d[i]->task->latex);
		for (k = 0; k < d[i]->nsteps && lines > 0; k++, lines--)
			derive_step_markdown(s, d[i], k, 3);
	}
}

static struct canvas *
typeset_derivation(struct ui *ui, struct arena *arena,
    const struct page_options *o)
{
	struct source	*source = arena_alloc(arena, sizeof *source);
	struct block	*document;
	struct str	 s;

	str_init(&s);
	revealed(ui, &s);
	*source = (struct source){ "derivation", arena_strndup(arena, s.data,
	    s.len), s.len, 1 };
	str_release(&s);
	document = markdown_read(arena, NULL, source);
	if (document == NULL)
		return canvas_new(arena, 0, o->width);
	return page_typeset(arena, document->blocks, document->nblocks, o);
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
	static const char	 note[] = "The text's numbers are those of "
				    "the start.";
	struct canvas		*c = canvas_new(arena, 1, width);
	struct arena		*frame = ui->frame;

	ui->frame = arena;
	draw_text(ui, c, 0, 0, width, note, draw_style(ROLE_GREY, 0));
	ui->frame = frame;
	return c;
}

/* 1 if the step's text has digits: numbers that may be other ones now. */
static int
has_numbers(const struct ui *ui)
{
	const struct step	*s = tutor_step(ui->tutor);
	const char		*text = ui->tutor->lesson->source.text;
	uint32_t		 i;

	for (i = s->span.start; i < s->span.end; i++)
		if (text[i] >= '0' && text[i] <= '9')
			return 1;
	return 0;
}

static void
typeset(struct ui *ui, struct page *p)
{
	struct page_options	 o = { p->width, ui->ascii,
				    ui->tutor->lesson->model, NULL };
	const struct step	*step = tutor_step(ui->tutor);

	memset(p->parts, 0, sizeof p->parts);
	if (ui->tutor->derivation == NULL) {
		p->parts[PAGE_TITLE] = typeset_title(ui, p->arena, &o);
		p->parts[PAGE_NOTE] = typeset_note(ui, p->arena, p->width);
		o.source = &ui->tutor->lesson->source;
		p->parts[PAGE_BODY] = page_typeset(p->arena, step->blocks,
		    step->nblocks, &o);
		o.source = NULL;
	}
	if (ui->tutor->lines > 0)
		p->parts[PAGE_DERIVATION] = typeset_derivation(ui, p->arena,
		    &o);
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
	int			 other, more, same;

	want.version = t->lines > 0 ? t->version : 0;
	want.stale = !tutor_is_start(t) && has_numbers(ui);
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
		ui->scroll = p->canvas->rows;	/* its end is shown */
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
