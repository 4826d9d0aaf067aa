/* SPDX-License-Identifier: MIT */
/*
 * The lessons that come with gradus: every derivation in them holds, and every
 * cell's explanation comes to its value.
 */

#include <stdlib.h>

#include "gradus/explain.h"
#include "gradus/lesson.h"

#include "../../lang/derived.h"
#include "tap.h"

static struct arena	*arena;
static struct diag	 diag;
static struct lesson	*lesson;

static int
open_lesson(const char *name)
{
	diag_init(&diag, arena);
	lesson = lesson_read(arena, &diag, arena_printf(arena, "lessons/%s",
	    name));
	return CHECK(lesson != NULL && diag.errors == 0);
}

/* Under the edits of a variant, or none. */
static void
check_derivations(const struct variant *v)
{
	const struct symbol	*s;
	struct derive_task	 task;
	struct source		*name;
	struct str		 wrong;
	size_t			 i;

	str_init(&wrong);
	for (i = 0; (s = derive_equation(lesson->model, i)) != NULL; i++) {
		name = arena_alloc(arena, sizeof *name);
		*name = (struct source){ "name", s->name, strlen(s->name),
		    1 };
		CHECK_INT(derive_find(lesson->model, arena, &diag, name,
		    source_all(name), &task), 0);
		derived_check(lesson->model, v == NULL ? NULL : v->edits,
		    v == NULL ? 0 : v->nedits, arena, &diag,
		    derive(arena, lesson->model, &task, NULL), &wrong);
	}
	CHECK(i > 0);
	CHECK_STR(wrong.data, "");
	str_release(&wrong);
}

/* The cells that a formula's picture marks, as they first appear. */
static void
check_marks(const char *latex, const struct explanation *x)
{
	const struct formula_unknown	*unknown;
	struct formula_options		 line = { FORMULA_LINE, 0, 0 };
	struct formula			*f;
	struct canvas			*c;
	struct str			 name;
	size_t				 i;
	int				 k, found;

	f = formula_read(arena, &diag, NULL, latex, strlen(latex), NULL);
	CHECK_INT(formula_unknown(f, &unknown), 0);
	c = formula_typeset(arena, f, &line);
	str_init(&name);
	for (i = 0; i < x->nparts; i++) {
		str_clear(&name);
		explain_name(&name, x->used[x->parts[i].used]);
		for (found = k = 0; k < c->rows * c->cols; k++)
			found |= c->cells[k].style.mark != NULL &&
			    strcmp(c->cells[k].style.mark, name.data) == 0;
		CHECK(found);
	}
	str_release(&name);
}

static void
explain_symbol(const struct plan *plan, const struct symbol *s)
{
	struct explanation	 x;
	struct cell		 c = { s, 1, 1 };

	for (c.row = 1; c.row <= s->shape.rows; c.row++) {
		for (c.col = 1; c.col <= s->shape.cols; c.col++) {
			explain_cell(arena, plan, NULL, c, &x);
			if (x.exact)
				CHECK_NUM(x.arithmetic, x.value);
			else
				CHECK_NEAR(x.arithmetic, x.value, 1e-13);
			check_marks(x.formula_latex, &x);
		}
	}
}

static void
explain_all(void)
{
	struct plan	*plan = plan_new(lesson->model, NULL, &diag);
	size_t		 i, k;

	for (k = 0; k < 3; k++) {
		plan_compute(plan);
		for (i = 0; i < lesson->model->nsymbols; i++)
			if (lesson->model->symbols[i]->kind ==
			    SYMBOL_EQUATION)
				explain_symbol(plan,
				    lesson->model->symbols[i]);
		plan_advance(plan);
	}
	plan_free(plan);
}

static void
check_lesson(const char *name)
{
	size_t	i;

	if (!open_lesson(name))
		return;
	check_derivations(NULL);
	for (i = 0; i < lesson->model->nvariants; i++)
		check_derivations(&lesson->model->variants[i]);
	explain_all();
	CHECK(lesson->nchapters > 2);
}

static void
the_chain_rule_holds(void)
{
	check_lesson("1-chain-rule.md");
}

static void
the_iterations_by_hand_hold(void)
{
	check_lesson("2-by-hand.md");
}

static void
the_margin_holds(void)
{
	check_lesson("3-margin.md");
}

/* ------------------------------------------------- numbers without a link */

/* Numbers that no edit makes another, and so are typed. */
static struct typed {
	const char	*lesson, *number, *reason;
	int		 seen;
} typed[] = {
	{ "1-chain-rule.md", "1.1", "the number of an exercise", 0 },
	{ "1-chain-rule.md", "1.2", "the number of an exercise", 0 },
	{ "1-chain-rule.md", "0.01",
	    "the slope of leaky_relu, fixed in gradus", 0 },
	{ "2-by-hand.md", "0.001",
	    "the h of a difference, beside its two experiments", 0 },
	{ "2-by-hand.md", "0.09859", "s_out as the sheet prints it", 0 },
	{ "2-by-hand.md", "0.011215", "s_out as the sheet prints it", 0 },
	{ "2-by-hand.md", "0.06336", "s_out as the sheet prints it", 0 },
	{ "2-by-hand.md", "0.005945", "s_out as the sheet prints it", 0 },
	{ "2-by-hand.md", "0.704",
	    "a division of the sheet's own numbers", 0 },
	{ "2-by-hand.md", "0.09", "a division of the sheet's own numbers", 0 },
	{ "2-by-hand.md", "0.6", "alpha, of the sheet's own numbers", 0 },
	{ "2-by-hand.md", "0.60133263",
	    "alpha, of the sheet's own numbers", 0 },
	{ "2-by-hand.md", "0.01332631",
	    "alpha, of the sheet's own numbers", 0 },
	{ "2-by-hand.md", "0.1", "alpha, of the sheet's own numbers", 0 },
	{ "2-by-hand.md", "0.4079306",
	    "the row that the sheet prints twice", 0 },
	{ "2-by-hand.md", "0.81650279",
	    "the row that the sheet prints twice", 0 },
	{ "2-by-hand.md", "0.07336175",
	    "the row that the sheet prints twice", 0 },
	{ "3-margin.md", "3.1", "the number of an exercise", 0 },
	{ "3-margin.md", "3.2", "the number of an exercise", 0 },
};

static void
look_up(const char *name, const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		if (strcmp(typed[i].lesson, name) == 0 &&
		    strlen(typed[i].number) == n &&
		    memcmp(typed[i].number, s, n) == 0) {
			typed[i].seen = 1;
			return;
		}
	}
	printf("# %s: %.*s is no link to what computes it\n", name, (int)n,
	    s);
	CHECK(0);
}

static void
look_in(const char *name, const char *s, size_t n)
{
	size_t	at = 0, len;

	for (; (at = number_typed(s, n, at, &len)) < n; at += len)
		look_up(name, s + at, len);
}

static void
look_through(const char *name, const struct block *b)
{
	const struct phrase	*p;
	size_t			 i;

	for (i = 0; i < b->nphrases; i++) {
		p = &b->phrases[i];
		if (number_of(lesson->numbers, lesson->nnumbers, p) == NULL)
			look_in(name, p->text, p->n);
	}
	if (b->formula != NULL)
		look_in(name, lesson->source.text + b->span.start,
		    b->span.end - b->span.start);
	for (i = 0; i < b->nblocks; i++)
		look_through(name, b->blocks[i]);
}

static void
numbers_are_links_but_for_those_with_a_reason(void)
{
	static const char	*const names[] = { "1-chain-rule.md",
				    "2-by-hand.md", "3-margin.md" };
	size_t			i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (open_lesson(names[i]))
			look_through(names[i], lesson->document);
	for (i = 0; i < sizeof typed / sizeof typed[0]; i++)
		if (!CHECK(typed[i].seen))
			printf("# %s: %s is not typed any more\n",
			    typed[i].lesson, typed[i].number);
}

int
main(void)
{
	arena = arena_new();
	TEST(the_chain_rule_holds);
	TEST(the_iterations_by_hand_hold);
	TEST(the_margin_holds);
	TEST(numbers_are_links_but_for_those_with_a_reason);
	arena_free(arena);
	return tap_done();
}
