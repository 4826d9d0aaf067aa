/* SPDX-License-Identifier: MIT */
/*
 * Each operator's gradient agrees with differences, over random shapes and
 * values, with operands that are parameters, names and expressions.
 */

#include "gradus/op.h"

#include "maker.h"
#include "tap.h"

/* Which shapes its operands have. */
enum fit {
	ANY,
	BROADCAST,	/* A and B, one of them stretched */
	PRODUCT,
	BESIDE,
	ABOVE,
	VECTOR,
	LARGE,		/* at least 2×2, to pick from */
};

/* In the texts, A and B stand for operands. */
static const struct row {
	enum op		 op;
	enum fit	 fit;
	double		 low, high;	/* of cells */
	const char	*text;
} rows[] = {
	{ OP_PLUS, BROADCAST, -2, 2, "A + B" },
	{ OP_MINUS, BROADCAST, -2, 2, "A - B" },
	{ OP_MUL, PRODUCT, -2, 2, "A * B" },
	{ OP_TIMES, BROADCAST, -2, 2, "A .* B" },
	{ OP_DIVIDE, BROADCAST, 0.4, 2, "A ./ B" },
	{ OP_DIVIDE, BROADCAST, -2, -0.4, "A ./ B" },
	{ OP_DIVIDE, ANY, -2, 2, "A / 3" },
	{ OP_NEG, ANY, -2, 2, "-A" },
	{ OP_POWER, BROADCAST, 0.4, 2, "A .^ B" },
	{ OP_POWER, ANY, -2, 2, "A.^2" },
	{ OP_POWER, ANY, -2, 2, "A.^3" },
	{ OP_POWER, ANY, 0.4, 2, "A.^-1.5" },
	{ OP_POWER, ANY, -1, 1, "2.^A" },
	{ OP_TRANSPOSE, ANY, -2, 2, "A'" },
	{ OP_IDENTITY, ANY, -2, 2, "identity(A)" },
	{ OP_RELU, ANY, -2, 2, "relu(A)" },
	{ OP_LEAKY_RELU, ANY, -2, 2, "leaky_relu(A)" },
	{ OP_ELU, ANY, -2, 2, "elu(A)" },
	{ OP_SIGMOID, ANY, -3, 3, "sigmoid(A)" },
	{ OP_TANH, ANY, -2, 2, "tanh(A)" },
	{ OP_SOFTPLUS, ANY, -3, 3, "softplus(A)" },
	{ OP_EXP, ANY, -2, 2, "exp(A)" },
	{ OP_LOG, ANY, 0.3, 3, "log(A)" },
	{ OP_LOG, ANY, -2, 2, "log(softmax(A))" },
	{ OP_LOG, ANY, -2, 2, "log(sigmoid(A))" },
	{ OP_SQRT, ANY, 0.3, 3, "sqrt(A)" },
	{ OP_ABS, ANY, -2, 2, "abs(A)" },
	{ OP_MAX, BROADCAST, -2, 2, "max(A, B)" },
	{ OP_MIN, BROADCAST, -2, 2, "min(A, B)" },
	{ OP_SOFTMAX, ANY, -2, 2, "softmax(A)" },
	{ OP_SUM, ANY, -2, 2, "sum(A)" },
	{ OP_SUM, ANY, -2, 2, "sum(A, 1)" },
	{ OP_SUM, ANY, -2, 2, "sum(A, 2)" },
	{ OP_MEAN, ANY, -2, 2, "mean(A)" },
	{ OP_MEAN, ANY, -2, 2, "mean(A, 1)" },
	{ OP_MEAN, ANY, -2, 2, "mean(A, 2)" },
	{ OP_NORM, VECTOR, 0.2, 2, "norm(A)" },
	{ OP_CHOICE, ANY, -2, 2, "f(A)" },
	{ OP_CHOICE, ANY, -2, 2, "f'(A)" },
	{ OP_HCAT, BESIDE, -2, 2, "[A B]" },
	{ OP_HCAT, BESIDE, -2, 2, "[A, B, A]" },
	{ OP_VCAT, ABOVE, -2, 2, "[A; B]" },
	{ OP_VCAT, ABOVE, -2, 2, "[A; B; A]" },
	{ OP_INDEX, LARGE, -2, 2, "A(2,:)" },
	{ OP_INDEX, LARGE, -2, 2, "A(:,end)" },
	{ OP_INDEX, LARGE, -2, 2, "A(1,2)" },
	{ OP_INDEX, LARGE, -2, 2, "A(3)" },
	{ OP_INDEX, LARGE, -2, 2, "A(end:-1:1,[1 2 1])" },
	{ OP_INDEX, LARGE, -2, 2, "A(:,1:0)" },
	{ OP_SCATTER, LARGE, -2, 2, "scatter(A(1:2,1:2), 4, 3, 1:2, [3 1])" },
	{ OP_SCATTER, ANY, -2, 2, "scatter(sum(A), 3, 3, [1 3], :)" },
	{ OP_SCATTER, LARGE, -2, 2, "scatter(A(1,1:2), 2, 3, :, [2 2])" },
};

#define ROWS	(sizeof rows / sizeof rows[0])

static void
every_differentiable_operator_has_a_row(void)
{
	enum op	op;
	size_t	i;

	for (op = 0; op < OP_COUNT; op++) {
		for (i = 0; i < ROWS && rows[i].op != op; i++)
			;
		if (op_def(op)->vjp != NULL && i == ROWS)
			printf("# %s\n", op_def(op)->name);
		CHECK(op_def(op)->vjp == NULL || i < ROWS);
	}
}

/* A parameter as an operand: as such, turned, or through something else. */
static const char *
operand(struct maker *m, struct shape s, const struct row *row)
{
	const char	*p;

	switch (below(m, 5)) {
	case 0:
		return arena_printf(m->arena, "(0.5 * %s + %.4g)",
		    new_param(m, s, row->low, row->high), row->low * 0.1);
	case 1:
		return new_name(m, arena_printf(m->arena, "0.9 * %s",
		    new_param(m, s, row->low, row->high)));
	case 2:
		p = new_param(m, (struct shape){ s.cols, s.rows }, row->low,
		    row->high);
		return arena_printf(m->arena, "(%s')", p);
	default:
		return new_param(m, s, row->low, row->high);
	}
}

/* The two shapes that an operator gets. */
static void
fit_shapes(struct maker *m, enum fit fit, struct shape *a, struct shape *b)
{
	struct shape	*thin = below(m, 2) ? a : b;

	*b = *a = any_shape(m);
	switch (fit) {
	case BROADCAST:
		if (below(m, 3) == 0)
			thin->rows = 1;
		if (below(m, 3) == 0)
			(below(m, 3) == 0 ? a : thin)->cols = 1;
		break;
	case PRODUCT:
		b->rows = a->cols;
		b->cols = between(m, 1, 4);
		break;
	case BESIDE:
		b->cols = between(m, 1, 3);
		break;
	case ABOVE:
		b->rows = between(m, 1, 3);
		break;
	case VECTOR:
		*(below(m, 2) ? &a->rows : &a->cols) = 1;
		break;
	case LARGE:
		*a = (struct shape){ between(m, 2, 4), between(m, 2, 4) };
		break;
	case ANY:
		break;
	}
}

/* The text with operands for A and B. */
static const char *
fill_in(struct maker *m, const struct row *row)
{
	const char	*a, *b = "", *p;
	struct shape	 s, t;
	struct str	 text;

	fit_shapes(m, row->fit, &s, &t);
	a = operand(m, s, row);
	if (strchr(row->text, 'B') != NULL)
		b = operand(m, t, row);
	str_init(&text);
	for (p = row->text; *p != '\0'; p++) {
		if (*p == 'A' || *p == 'B')
			str_add(&text, *p == 'A' ? a : b);
		else
			str_addc(&text, *p);
	}
	a = arena_strdup(m->arena, text.data);
	str_release(&text);
	return a;
}

static void
every_operator_agrees_with_differences(void)
{
	struct maker	m;
	uint64_t	number = seed();
	size_t		i;
	int		k;

	for (i = 0; i < ROWS; i++) {
		for (k = 0; k < 48; k++, number++) {
			maker_start(&m, number);
			str_addf(&m.text, "choice f = %s\n",
			    below(&m, 2) ? "tanh | relu" : "relu | tanh");
			add_gradients(&m, fill_in(&m, &rows[i]), k % 3 == 0,
			    number);
			check_case(&m, number);
			maker_end(&m);
		}
	}
}

int
main(void)
{
	TEST(every_differentiable_operator_has_a_row);
	TEST(every_operator_agrees_with_differences);
	TEST(few_cells_lie_at_kinks);
	return tap_done();
}
