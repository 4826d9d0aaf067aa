/* SPDX-License-Identifier: MIT */
/*
 * Products of every layout that a model can ask for against a loop that adds
 * up in the plainest order.
 */

#include "gradus/plan.h"

#include "tap.h"

static struct model	*model;
static struct plan	*plan;
static struct arena	*arena;

static const double *
value(const char *name, struct shape *shape)
{
	const struct symbol	*s = model_find(model, name, strlen(name));

	*shape = s->shape;
	return plan_value(plan, s);
}

/* C is A times B; the operands lie dense, as names do. */
static void
check_product(const char *c, const char *a, const char *b)
{
	struct shape	 sc, sa, sb;
	const double	*pa = value(a, &sa), *pb = value(b, &sb);
	const double	*pc = value(c, &sc);
	double		 sum;
	size_t		 i, j, k, wrong = 0;

	CHECK_INT(sc.rows, sa.rows);
	CHECK_INT(sc.cols, sb.cols);
	for (i = 0; i < sc.rows; i++) {
		for (j = 0; j < sc.cols; j++) {
			sum = 0;
			for (k = 0; k < sa.cols; k++)
				sum += pa[i * sa.cols + k] *
				    pb[k * sb.cols + j];
			wrong += sum != pc[i * sc.cols + j];
		}
	}
	CHECK_INT(wrong, 0);
}

static void
large_products_of_every_layout_are_right(void)
{
	check_product("plain", "A", "B");
	check_product("left", "At", "C");
	check_product("right", "A", "Dt");
	check_product("both", "At", "Dt2");
	check_product("part", "Ap", "Bp");
	check_product("row", "r", "Long");
	check_product("column", "Tall", "c");
	check_product("uneven", "Au", "Bu");
}

static void
a_layout_that_is_not_dense_is_multiplied_as_well(void)
{
	check_product("back", "Ab", "B");
	check_product("strided", "As", "Bs");
}

static const char	text[] =
	"A = randn(40, 50, 1)\n"
	"B = randn(50, 60, 2)\n"
	"C = randn(40, 30, 3)\n"
	"D = randn(35, 50, 4)\n"
	"D2 = randn(70, 40, 5)\n"
	"plain = A * B\n"
	"At = A'\n"
	"left = A' * C\n"
	"Dt = D'\n"
	"right = A * D'\n"
	"Dt2 = D2'\n"
	"both = A' * D2'\n"
	"Ap = A(2:39,3:48)\n"
	"Bp = B(4:49,:)\n"
	"part = A(2:39,3:48) * B(4:49,:)\n"
	"r = randn(1, 400, 6)\n"
	"Long = randn(400, 80, 7)\n"
	"row = r * Long\n"
	"Tall = randn(80, 400, 8)\n"
	"c = randn(400, 1, 9)\n"
	"column = Tall * c\n"
	"Au = A(:,1:49)\n"
	"Bu = randn(49, 61, 10)\n"
	"uneven = A(:,1:49) * Bu\n"
	"Ab = A(:,50:-1:1)\n"
	"back = A(:,50:-1:1) * B\n"
	"As = A(:,1:2:50)\n"
	"Bs = B(1:2:50,:)\n"
	"strided = A(:,1:2:50) * B(1:2:50,:)\n";

int
main(void)
{
	struct source	source = { "model", text, sizeof text - 1, 1 };
	struct span	part = { 0, sizeof text - 1 };
	struct diag	d;

	arena = arena_new();
	diag_init(&d, arena);
	model = model_parse(arena, &d, &source, &part, 1);
	plan = d.errors > 0 ? NULL : plan_new(model, NULL, &d);
	if (plan != NULL) {
		plan_compute(plan);
		TEST(large_products_of_every_layout_are_right);
		TEST(a_layout_that_is_not_dense_is_multiplied_as_well);
	}
	plan_free(plan);
	arena_free(arena);
	return plan == NULL || tap_done();
}
