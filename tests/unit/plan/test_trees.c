/* SPDX-License-Identifier: MIT */
/*
 * Random expressions of up to four levels: their gradients and second
 * gradients agree with differences, Jacobians with gradients, and what is
 * printed means the same when it is read.
 */

#include "gradus/print.h"

#include "maker.h"
#include "tap.h"

static const char	*tree(struct maker *, struct shape, int depth);

/* Functions of a cell that take any number and stay small. */
static const char *const	maps[] = {
	"-%s", "tanh(%s)", "sigmoid(%s)", "softplus(%s)", "relu(%s)",
	"leaky_relu(%s)", "abs(%s)", "identity(%s)", "exp(tanh(%s))",
	"log(1.5 + tanh(%s))", "sqrt(1 + (%s).^2)", "(%s).^2 / 2",
	"tanh(%s).^3", "(1.3 + tanh(%s)).^-1.5", "1.7.^tanh(%s)", "f(%s)",
	"f'(%s)", "0.7 * (%s)", "(%s) / 2 + 0.1",
};

static const char *const	pairs[] = {
	"(%s + %s)", "(%s - %s)", "(%s) .* (%s)", "(%s) ./ (2 + tanh(%s))",
	"max(%s, %s - 0.13)", "min(%s - 0.17, %s)",
	"(1.5 + tanh(%s)).^tanh(%s)",
	"(%s) .* (%s > 0)",
};

static const char *
format1(struct maker *m, const char *format, const char *a)
{
	const char	*p = strstr(format, "%s");

	return arena_printf(m->arena, "%.*s%s%s", (int)(p - format), format,
	    a, p + 2);
}

static const char *
format2(struct maker *m, const char *format, const char *a, const char *b)
{
	return format1(m, format1(m, format, a), b);
}

static const char *
constant(struct maker *m, struct shape s)
{
	static const struct {
		const char	*before, *after;
	} ways[] = { { "ones", "" }, { "(-0.5 * ones", ")" },
	    { "(ones", " / 3)" }, { "zeros", "" }, { "(ones", " / -0.5)" } };
	unsigned	i = below(m, sizeof ways / sizeof *ways);

	if (s.rows == s.cols && below(m, 4) == 0)
		return arena_printf(m->arena, "eye(%u)", s.rows);
	if (s.rows * s.cols == 1 && below(m, 2))
		return arena_printf(m->arena, "%u", 1 + below(m, 3));
	return arena_printf(m->arena, "%s(%u, %u)%s", ways[i].before, s.rows,
	    s.cols, ways[i].after);
}

/*
 * A parameter of a shape, an old one if there is one; now and then a matrix
 * that is made of its size.
 */
static const char *
leaf(struct maker *m, struct shape s)
{
	unsigned	i, from = below(m, MAX_PARAMS);

	if (!m->columns && m->nparams > 0 && below(m, 6) == 0)
		return constant(m, s);
	for (i = 0; i < m->nparams; i++) {
		if (shape_equal(m->params[(from + i) % m->nparams], s) &&
		    (below(m, 2) || m->nparams == MAX_PARAMS))
			return arena_printf(m->arena, "p%u",
			    (from + i) % m->nparams);
	}
	if (m->columns && s.cols == m->params[0].cols)
		return arena_printf(m->arena, "(%s * p0)", matrix(m,
		    (struct shape){ s.rows, m->params[0].rows }, -1, 1));
	if (m->nparams == MAX_PARAMS || m->columns)
		return matrix(m, s, -2, 2);
	return new_param(m, s, -2, 2);
}

/* One of the two has a single row, or a single column. */
static const char *
pair(struct maker *m, struct shape s, int depth)
{
	struct shape	 t = s, u = s;
	const char	*a, *b;

	if (!m->columns)
		*(below(m, 2) ? &t.cols : &u.cols) = below(m, 3) ? s.cols : 1;
	*(below(m, 2) ? &t.rows : &u.rows) = below(m, 3) ? s.rows : 1;
	a = tree(m, t, depth);
	/* No two are alike: one inside another would be a tie, a kink. */
	b = arena_printf(m->arena, "0.%u * (%s)", between(m, 50000, 99999),
	    tree(m, u, depth));
	return format2(m, pairs[below(m, sizeof pairs / sizeof *pairs)], a,
	    b);
}

static const char *
product(struct maker *m, struct shape s, int depth)
{
	unsigned	 n = between(m, 1, 4);
	struct shape	 t = { s.rows, n }, u = { n, s.cols };
	const char	*a;

	a = m->columns ? matrix(m, t, -1, 1) : tree(m, t, depth);
	return format2(m, "(%s) * (%s)", a, tree(m, u, depth));
}

/* Two parts, one above the other or side by side. */
static const char *
joined(struct maker *m, struct shape s, int depth)
{
	struct shape	 t = s, u = s;
	const char	*a;

	if (s.rows > 1) {
		t.rows = between(m, 1, s.rows - 1);
		u.rows = s.rows - t.rows;
	} else if (s.cols > 1 && !m->columns) {
		t.cols = between(m, 1, s.cols - 1);
		u.cols = s.cols - t.cols;
	} else
		return tree(m, s, depth);
	a = tree(m, t, depth);
	return format2(m, s.rows > 1 ? "[%s; %s]" : "[%s, %s]", a,
	    tree(m, u, depth));
}

/* A part of something larger. */
static const char *
part(struct maker *m, struct shape s, int depth)
{
	unsigned	 i = below(m, 3), j = m->columns ? 0 : below(m, 3);
	struct shape	 t = { s.rows + i, s.cols + j };
	const char	*a = tree(m, t, depth);

	i = between(m, 1, i + 1);
	if (m->columns)
		return arena_printf(m->arena, "(%s)(%u:%u,:)", a, i,
		    i + s.rows - 1);
	j = between(m, 1, j + 1);
	if (below(m, 4) == 0)
		return arena_printf(m->arena, "scatter(%s, %u, %u, %u:%u, "
		    "%u:-1:%u)(%u:%u,%u:%u)", a, t.rows + 1, t.cols + 1,
		    2u, t.rows + 1, t.cols, 1u, i, i + s.rows - 1, j,
		    j + s.cols - 1);
	return arena_printf(m->arena, "(%s)(%u:%u,%u:-1:%u)", a, i,
	    i + s.rows - 1, j + s.cols - 1, j);
}

/* A sum, mean or length, where the shape is that of one. */
static const char *
reduced(struct maker *m, struct shape s, int depth)
{
	static const char *const	 down[] = { "sum(%s, 1)",
					    "mean(%s, 1)" };
	static const char *const	 across[] = { "sum(%s, 2)",
					    "mean(%s, 2)" };
	static const char *const	 all[] = { "sum(%s)", "mean(%s)" };
	struct shape			 t = s;
	unsigned			 i = below(m, 2);

	if (s.rows == 1 && s.cols == 1 && !m->columns) {
		if (below(m, 3) == 0)
			return format1(m, "norm(2 + tanh(%s))", tree(m,
			    (struct shape){ between(m, 1, 4), 1 }, depth));
		return format1(m, all[i], tree(m, any_shape(m), depth));
	}
	if (s.rows == 1) {
		t.rows = between(m, 1, 4);
		return format1(m, down[i], tree(m, t, depth));
	}
	if (s.cols == 1 && !m->columns) {
		t.cols = between(m, 1, 4);
		return format1(m, across[i], tree(m, t, depth));
	}
	return format1(m, "softmax(%s)", tree(m, s, depth));
}

/* An expression of a shape, over parameters and names. */
static const char *
tree(struct maker *m, struct shape s, int depth)
{
	const char	*e;

	if (depth == 0)
		return leaf(m, s);
	switch (below(m, 10)) {
	case 0:
	case 1:
		e = pair(m, s, depth - 1);
		break;
	case 2:
	case 3:
		e = product(m, s, depth - 1);
		break;
	case 4:
		e = joined(m, s, depth - 1);
		break;
	case 5:
		e = part(m, s, depth - 1);
		break;
	case 6:
		e = reduced(m, s, depth - 1);
		break;
	case 7:
		e = m->columns ? leaf(m, s) : format1(m, "(%s)'", tree(m,
		    (struct shape){ s.cols, s.rows }, depth - 1));
		break;
	case 8:
		e = format1(m, "softmax(%s)", tree(m, s, depth - 1));
		break;
	default:
		e = format1(m, maps[below(m, sizeof maps / sizeof *maps)],
		    tree(m, s, depth - 1));
		break;
	}
	return below(m, 4) == 0 ? new_name(m, e) : e;
}

static void
trees_agree_with_differences(void)
{
	struct maker	m;
	uint64_t	number = seed() + 100000;
	int		k;

	for (k = 0; k < 3000; k++, number++) {
		maker_start(&m, number);
		str_addf(&m.text, "choice f = %s\n", below(&m, 2) ? "tanh" :
		    "sigmoid");
		add_gradients(&m, tree(&m, any_shape(&m), 1 + k % 4),
		    k % 4 == 1, number);
		check_case(&m, number);
		maker_end(&m);
	}
}

/* ------------------------------------------------------------ Jacobians */

/* Row i of jac(Y, p0, k) is the gradient of Y(i, k) by column k. */
static void
check_jacobian(struct maker *m, struct shape s, unsigned k, uint64_t number)
{
	struct model		*model;
	struct plan		*plan;
	struct diag		 diag;
	const struct symbol	*p;
	const double		*row, *want;
	uint32_t		 i, j;
	int			 fine = 1;

	if ((model = read_model(m, number)) == NULL)
		return;
	diag_init(&diag, m->arena);
	plan = plan_new(model, NULL, &diag);
	plan_compute(plan);
	p = model->symbols[model->nsymbols - 1];
	for (i = 0; i < s.rows; i++) {
		row = plan_value(plan, p) + i * p->shape.cols;
		want = plan_value(plan, model->symbols[model->nsymbols - 2 -
		    2 * (s.rows - 1 - i)]);
		for (j = 0; j < p->shape.cols; j++)
			fine &= fabs(row[j] - want[j * m->params[0].cols +
			    k - 1]) <= 1e-11 * fmax(1, fabs(row[j]));
	}
	plan_free(plan);
	if (!fine)
		fail_case(m, number, "the Jacobian is wrong");
}

static void
jacobians_are_stacked_gradients(void)
{
	struct maker	 m;
	uint64_t	 number = seed() + 200000;
	struct shape	 s;
	unsigned	 i, k, n;
	const char	*e;

	for (n = 0; n < 2000; n++, number++) {
		maker_start(&m, number);
		str_add(&m.text, "choice f = tanh\n");
		s = any_shape(&m);
		new_param(&m, (struct shape){ between(&m, 1, 4),
		    n % 2 ? s.cols : between(&m, s.cols, 4) }, -2, 2);
		m.columns = n % 2;
		k = between(&m, 1, s.cols);
		e = tree(&m, s, 1 + n % 3);
		str_addf(&m.text, "Y = (%s) + 0.5 * sum(tanh(p0), 1)%s\n", e,
		    m.columns ? "" : arena_printf(m.arena, "(1:%u)", s.cols));
		for (i = 1; i <= s.rows; i++)
			str_addf(&m.text, "y%u = Y(%u,%u)\ng%u = "
			    "grad(y%u, p0)\n", i, i, k, i, i);
		str_addf(&m.text, "P = jac(Y, p0, %u)\n", k);
		check_jacobian(&m, s, k, number);
		maker_end(&m);
	}
}

/* ---------------------------------------------------------------- texts */

/* The gradients of a tree, printed and read, have the same values. */
static void
check_texts(struct maker *m, uint64_t number)
{
	struct plan_options	  options = { 0 };
	const struct expr	**again;
	struct source		 *source;
	struct model		 *model;
	struct plan		 *plan;
	struct diag		  diag;
	struct str		  s;
	size_t			  i;
	int			  fine = 1;

	if ((model = read_model(m, number)) == NULL)
		return;
	diag_init(&diag, m->arena);
	again = arena_calloc(m->arena, model->nsymbols, sizeof *again);
	for (i = 1; i < model->nsymbols; i++) {
		str_init(&s);
		print_expr(&s, model->symbols[i]->value);
		source = arena_alloc(m->arena, sizeof *source);
		*source = (struct source){ "text", arena_strdup(m->arena,
		    s.data), s.len, 1 };
		again[i - 1] = model_expression(model, m->arena, &diag,
		    source);
		if (again[i - 1] == NULL)
			printf("# this is not read: %s\n", s.data);
		fine &= again[i - 1] != NULL;
		str_release(&s);
	}
	options.outputs = again;
	options.noutputs = fine ? model->nsymbols - 1 : 0;
	plan = plan_new(model, &options, &diag);
	plan_compute(plan);
	for (i = 0; i < options.noutputs; i++)
		fine &= memcmp(plan_output(plan, i), plan_value(plan,
		    model->symbols[i + 1]), shape_cells(model->symbols[i + 1]->
		    shape) * sizeof(double)) == 0;
	plan_free(plan);
	if (!fine)
		fail_case(m, number, "what is printed is another value");
}

static void
what_is_printed_has_the_same_value_when_read(void)
{
	struct maker	m;
	uint64_t	number = seed() + 300000;
	int		k;

	for (k = 0; k < 1500; k++, number++) {
		maker_start(&m, number);
		str_add(&m.text, "choice f = tanh\n");
		add_gradients(&m, tree(&m, any_shape(&m), 1 + k % 4),
		    k % 2, number);
		check_texts(&m, number);
		maker_end(&m);
	}
}

int
main(void)
{
	TEST(trees_agree_with_differences);
	TEST(jacobians_are_stacked_gradients);
	TEST(what_is_printed_has_the_same_value_when_read);
	TEST(few_cells_lie_at_kinks);
	return tap_done();
}
