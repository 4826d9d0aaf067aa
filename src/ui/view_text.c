/* SPDX-License-Identifier: MIT */
/*
 * The text of the step, and the derivation under it or in its place. It is
 * typeset when it is another text or another width, not at each key.
 */

#include <string.h>

#include "gradus/explain.h"
#include "gradus/latex.h"
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
	static const char	 note[] = "Numbers typed here do not "
				    "follow.";
	struct canvas		*c = canvas_new(arena, 1, width);
	struct arena		*frame = ui->frame;

	ui->frame = arena;
	draw_text(ui, c, 0, 0, width, note, draw_style(ROLE_GREY, 0));
	ui->frame = frame;
	return c;
}

/* What a number in the text is now, if it follows. */
static const char *
live_number(void *context, struct arena *arena, const struct phrase *p)
{
	const struct tutor		*t = context;
	const struct lesson_number	*n;
	const char			*text;
	struct str			 s;
	double				 value;

	n = number_of(t->lesson->numbers, t->lesson->nnumbers, p);
	if (n == NULL || n->iteration > 0)
		return NULL;
	plan_evaluate(timeline_plan(t->timeline), n->expr, &value);
	str_init(&s);
	number_format(&s, n, value);
	text = arena_strdup(arena, s.data);
	str_release(&s);
	return text;
}

/* The expression, and its value now. */
static void
add_print(struct str *s, struct arena *arena, const struct plan *plan,
    const struct expr *e, int digits)
{
	double	*cells;

	cells = arena_calloc(arena, shape_cells(e->shape) + 1, sizeof *cells);
	plan_evaluate(plan, e, cells);
	latex_expr(s, e, LATEX_CLASSES);
	str_add(s, " = ");
	latex_matrix(s, cells, e->shape, digits);
}

/* The arithmetic of a cell: in cells, in numbers, and what comes out. */
static void
add_explain(struct str *s, struct arena *arena, const struct plan *plan,
    const struct command *c, int digits)
{
	struct explain_options	o = { .updated = c->next, .digits = digits };
	struct explanation	x;

	explain_cell(arena, plan, &o, c->cells[0], &x);
	str_addf(s, "%s%s = ", c->next ? "\\text{new } " : "", x.name_latex);
	if (x.formula_latex != NULL)
		str_addf(s, "%s = ", x.formula_latex);
	if (x.numbers_latex != NULL)
		str_addf(s, "%s = ", x.numbers_latex);
	latex_number(s, x.value, digits);
}

/* What a command in the text shows now. */
static const char *
live_command(void *context, struct arena *arena, const struct command *c,
    int digits)
{
	const struct tutor	*t = context;
	const struct plan	*plan = timeline_plan(t->timeline);
	const char		*text;
	struct str		 s;

	str_init(&s);
	if (c->def->id == COMMAND_PRINT)
		add_print(&s, arena, plan, c->expr, digits);
	else if (c->cells[0].row > 0 ||
	    shape_cells(c->cells[0].symbol->shape) == 1)
		add_explain(&s, arena, plan, c, digits);
	text = s.len > 0 ? arena_strdup(arena, s.data) : NULL;
	str_release(&s);
	return text;
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
				    .model = ui->tutor->lesson->model,
				    .number = live_number,
				    .command = live_command,
				    .context = ui->tutor };
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
