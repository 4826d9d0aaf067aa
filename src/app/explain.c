/* SPDX-License-Identifier: MIT */
/*
 * gradus explain: where the number in a cell comes from.
 */

#include "gradus/explain.h"

#include <string.h>

#include "gradus/num.h"
#include "gradus/text.h"

#include "app.h"

#define WIDTH		80	/* cells that one line may take */
#define DIGITS		6	/* where --digits is not given */
#define MAX_USED	12	/* cells that are listed */

static int
find_cell(struct app *app, const struct model *m, const char *text,
    struct cell *c)
{
	struct source	*source;
	struct span	 all = { 0, (uint32_t)strlen(text) };

	/* It must live as long as the notes that point into it. */
	source = arena_alloc(app->arena, sizeof *source);
	*source = (struct source){ "CELL", text, all.end, 1 };
	if (model_cell(m, app->arena, &app->diag, source, all, "explain",
	    c) == -1)
		return -1;
	if (c->row == 0 && shape_cells(c->symbol->shape) != 1) {
		diag_error(&app->diag, source, all, "this is %u×%u, and one "
		    "cell is explained", c->symbol->shape.rows,
		    c->symbol->shape.cols);
		diag_hint(&app->diag, "%s(1,1) is its first",
		    c->symbol->name);
		return -1;
	}
	if (c->row == 0)
		c->row = c->col = 1;
	return 0;
}

/* " = " and the text, on this line or under the one before it. */
static void
add_side(struct app *app, const char *text, size_t indent, int first,
    int long_form)
{
	if (!first && long_form) {
		str_addc(&app->out, '\n');
		str_fill(&app->out, ' ', indent);
	}
	str_add(&app->out, " = ");
	app_show(app, &app->out, text);
}

static const char *
number(struct app *app, double d, int digits)
{
	struct str	 s;
	const char	*text;

	str_init(&s);
	num_short(&s, d, digits);
	text = *s.data == '-' ? arena_printf(app->arena, "−%s", s.data + 1) :
	    arena_strdup(app->arena, s.data);
	str_release(&s);
	return text;
}

static size_t
cells(const char *text)
{
	return (size_t)text_width(text, strlen(text));
}

/* name = formula = numbers = result; what repeats the last is left out. */
static void
print_sides(struct app *app, const struct explanation *x, int digits)
{
	const char	*sides[3], *result = number(app, x->value, digits);
	size_t		 i, n = 0, width = cells(x->name);

	if (x->formula != NULL)
		sides[n++] = x->formula;
	if (x->numbers != NULL && (n == 0 || strcmp(x->numbers, sides[n -
	    1]) != 0))
		sides[n++] = x->numbers;
	if (n == 0 || strcmp(sides[n - 1], result) != 0)
		sides[n++] = result;
	for (i = 0; i < n; i++)
		width += 3 + cells(sides[i]);
	str_add(&app->out, x->name);
	for (i = 0; i < n; i++)
		add_side(app, sides[i], cells(x->name), i == 0,
		    width > WIDTH);
	str_addc(&app->out, '\n');
}

static void
print_used(struct app *app, const struct explanation *x)
{
	size_t	i;

	for (i = 0; i < x->nused && i < MAX_USED; i++) {
		str_add(&app->out, i == 0 ? "uses " : ", ");
		explain_name(&app->out, x->used[i]);
	}
	if (x->nused > MAX_USED)
		str_addf(&app->out, " and %zu more", x->nused - MAX_USED);
	if (x->nused > 0)
		str_addc(&app->out, '\n');
}

static void
print_explanation(struct app *app, const struct plan *plan, struct cell c,
    int digits)
{
	struct explain_options	 options = { .digits = digits };
	struct explanation	 x;

	explain_cell(app->arena, plan, &options, c, &x);
	print_sides(app, &x, digits);
	if (x.formula == NULL)
		str_addf(&app->out, "%s is %s\n", c.symbol->name,
		    model_kind(c.symbol->kind));
	print_used(app, &x);
	if (!x.exact && x.numbers != NULL)
		str_add(&app->out, "(computed in another order, so that the "
		    "last digits may differ)\n");
	if (c.symbol->update == NULL)
		return;
	options.updated = 1;
	explain_cell(app->arena, plan, &options, c, &x);
	str_add(&app->out, "\nat the end of the iteration\n");
	print_sides(app, &x, digits);
	print_used(app, &x);
}

enum status
explain_command(struct app *app, const struct settings *s)
{
	struct lesson	*l = NULL;
	struct plan	*plan = NULL;
	struct cell	 c;
	enum status	 status;

	if ((status = app_load(app, s, &l)) != STATUS_OK)
		return status;
	if (s->second == NULL) {
		app_error(app, "which cell? gradus explain LESSON 'W(1,2)'");
		return STATUS_USAGE;
	}
	if (find_cell(app, l->model, s->second, &c) == -1)
		return STATUS_USAGE;
	status = app_computed(app, s, l->model, &plan);
	if (status == STATUS_OK)
		print_explanation(app, plan, c, s->digits > 0 ? s->digits :
		    DIGITS);
	plan_free(plan);
	return status;
}
