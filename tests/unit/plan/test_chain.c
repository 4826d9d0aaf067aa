/* SPDX-License-Identifier: MIT */
/*
 * Models of very many names, each made from the one before: reading,
 * differentiating, running and checking them must not recurse by names.
 */

#include "gradus/check.h"

#include "tap.h"

#define NAMES	20000

static struct arena	*arena;
static struct model	*model;
static struct diag	 diag;
static struct str	 text;
static struct source	 source;

/* a1 = a0 + 1, a2 = a1 + 1 … and the derivative of the last by a0. */
static void
open_chain(const char *f, const char *rest)
{
	struct span	part = { 0, 0 };
	int		i;

	arena = arena_new();
	diag_init(&diag, arena);
	str_init(&text);
	str_add(&text, "param a0 = 0.5\n");
	for (i = 1; i <= NAMES; i++)
		str_addf(&text, "a%d = a%d + 1\n", i, i - 1);
	str_addf(&text, "g = %s(a%d, a0%s)\n", f, NAMES, rest);
	source = (struct source){ "model", text.data, text.len, 1 };
	part.end = (uint32_t)text.len;
	model = model_parse(arena, &diag, &source, &part, 1);
	CHECK_INT(diag.errors, 0);
}

static void
close_chain(void)
{
	str_release(&text);
	arena_free(arena);
}

static void
check_last(void)
{
	const struct symbol	*g = model->symbols[model->nsymbols - 1];
	struct check		*c = check_new(model, NULL, 0, &diag);
	struct check_result	 r;

	CHECK_INT(check_gradient(c, g, &diag, &r), 0);
	check_free(c);
	CHECK_INT(r.verdict, CHECK_RIGHT);
	CHECK_NUM(r.exact, 1);
}

static void
a_gradient_goes_back_through_all_of_them(void)
{
	open_chain("grad", "");
	check_last();
	close_chain();
}

static void
a_jacobian_does_as_well(void)
{
	open_chain("jac", ", 1");
	check_last();
	close_chain();
}

int
main(void)
{
	TEST(a_gradient_goes_back_through_all_of_them);
	TEST(a_jacobian_does_as_well);
	return tap_done();
}
