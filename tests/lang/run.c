/* SPDX-License-Identifier: MIT */
/*
 * run [--update] FILE.test...: tests of the language that are data.
 *
 *	## A sentence that names the test
 *	the text of a model
 *	---
 *	what is expected, a line each
 *
 * The end of its last line belongs to the model, but not before
 * "--- no newline". What can be expected:
 *
 *	variant "NAME"		after the edits of this variant,
 *	set EDITS		and after these: both stand first
 *	NAME = MATRIX		the value in the first iteration
 *	NAME' = MATRIX		what the update of NAME assigns in it
 *	@K NAME = MATRIX	the same in iteration K
 *	NAME := TEXT		what the equation (NAME': the update) became
 *	tolerance T		from here on, |a - b| <= T * max(1, |b|)
 *	first nonfinite: NAME	the culprit; also NAME', or none
 *
 * Or the whole of the errors that the model gives, under the name "model",
 * and those of edits, under the name "set". --update writes the errors and
 * the texts that there are into the file.
 *
 * What has values is tested for more: each equation printed, read and
 * printed again is the same text and has the same value, and each gradient
 * agrees with finite differences and has a derivation, each step of which is
 * equal to what it says it is. A hash of all values is printed, too: `make
 * bits` compares those of several builds.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/check.h"
#include "gradus/derive.h"
#include "gradus/file.h"
#include "gradus/num.h"
#include "gradus/plan.h"
#include "gradus/print.h"

#include "derived.h"
#include "part.h"

#define MAX_BYTES	((size_t)16 << 20)
#define SHOWN		60	/* cells of a matrix in a complaint */

/* What computes: an equation, or an update; and its text, read again. */
struct side {
	const struct symbol	*symbol;
	int			 updated;
};

struct test {
	struct arena		 *arena;
	struct diag		  diag;
	struct model		 *model;
	struct plan		 *plan;
	struct edit		 *edits;
	size_t			  nedits, maxedits;
	struct side		 *sides;
	const struct expr	**again;
	size_t			  nsides;
	double			  tolerance;
	struct str		  got;		/* beside what was expected */
	struct str		  wrong;	/* complaints so far */
	uint64_t		  bits;		/* a hash of all values */
};

static void
complain(struct test *t, const char *what, struct part expected)
{
	add_lines(&t->wrong, what, expected);
	add_lines(&t->wrong, "got", (struct part){ t->got.data,
	    t->got.data + t->got.len });
}

static struct source *
new_source(struct test *t, const char *name, struct part text)
{
	struct source	*source;

	source = arena_alloc(t->arena, sizeof *source);
	*source = (struct source){ name, text.s, (size_t)(text.end - text.s),
	    1 };
	return source;
}

static void
add_matrix(struct str *s, const double *cells, struct shape shape)
{
	size_t	i, n = shape_cells(shape);

	str_addc(s, '[');
	for (i = 0; i < n && i < SHOWN; i++) {
		if (i > 0)
			str_add(s, i % shape.cols == 0 ? "; " : " ");
		num_exact(s, cells[i]);
	}
	str_add(s, i < n ? " …]" : "]");
}

static int
is_near(double a, double b, double tolerance)
{
	if (isnan(a) || isnan(b))
		return isnan(a) && isnan(b);
	return a == b || (isfinite(a) && isfinite(b) &&
	    fabs(a - b) <= tolerance * fmax(1, fabs(b)));
}

/* 1 if the text is a matrix, or a number, of these cells. */
static int
is_matrix(struct test *t, struct part text, const double *cells,
    struct shape shape)
{
	const struct expr	*e;
	const double		*expected;
	double			 d;
	size_t			 i, n = shape_cells(shape);

	e = model_expression(t->model, t->arena, &t->diag,
	    new_source(t, "expected", text));
	if (e == NULL || !shape_equal(e->shape, shape))
		return 0;
	expected = e->op == OP_MATRIX ? e->attr.data.cells : &d;
	if (n > 0 && e->op != OP_MATRIX && !expr_constant(e, &d))
		return 0;
	for (i = 0; i < n && is_near(cells[i], expected[i], t->tolerance); i++)
		;
	return i == n;
}

static const double *
cells_of(const struct test *t, struct side side)
{
	return side.updated ? plan_updated(t->plan, side.symbol) :
	    plan_value(t->plan, side.symbol);
}

/* The symbol of a name and whether ' follows; none has symbol NULL. */
static struct side
find(const struct test *t, struct part name)
{
	struct side	side;

	side.updated = name.end > name.s && name.end[-1] == '\'';
	side.symbol = model_find(t->model, name.s,
	    (size_t)(name.end - name.s - side.updated));
	if (side.symbol != NULL && (side.symbol->kind == SYMBOL_CHOICE ||
	    (side.updated && side.symbol->update == NULL)))
		side.symbol = NULL;
	return side;
}

/* One line of what is expected, in iteration k. */
static void
expect(struct test *t, struct part line, int k)
{
	struct part	rest = line, name, sign;
	struct side	side;
	int		when = 1, fine = 0;

	if (line.s < line.end && *line.s == '@')
		when = atoi(next(&rest, ' ').s + 1);
	name = next(&rest, ' ');
	str_clear(&t->got);
	if (equals(name, "tolerance"))
		num_field(rest.s, (size_t)(rest.end - rest.s), &t->tolerance);
	if (equals(name, "tolerance") || line.s == line.end || when != k)
		return;
	sign = next(&rest, ' ');
	side = find(t, name);
	if (equals(sign, "nonfinite:")) {
		side.symbol = plan_nonfinite(t->plan, &side.updated);
		str_add(&t->got, side.symbol == NULL ? "none" :
		    side.symbol->name);
		if (side.symbol != NULL && side.updated)
			str_addc(&t->got, '\'');
		fine = equals(rest, t->got.data);
	} else if (side.symbol != NULL && equals(sign, ":=")) {
		print_expr(&t->got, side.updated ? side.symbol->update :
		    side.symbol->value);
		fine = equals(rest, t->got.data);
	} else if (side.symbol != NULL && equals(sign, "=")) {
		add_matrix(&t->got, cells_of(t, side), side.symbol->shape);
		fine = is_matrix(t, rest, cells_of(t, side),
		    side.symbol->shape);
	}
	if (!fine)
		complain(t, "this is not so", line);
}

/* Reads all the edits that come first, and moves behind them. */
static void
read_edits(struct test *t, struct part *expected)
{
	struct part		 rest = *expected, line, word;
	const struct variant	*v;
	const struct edit	*edits;
	size_t			 n, i;

	for (; rest.s < rest.end; *expected = rest) {
		line = next(&rest, '\n');
		word = next(&line, ' ');
		n = 0;
		if (equals(word, "set")) {
			n = model_edits(t->model, t->arena, &t->diag,
			    new_source(t, "set", line), &edits);
		} else if (equals(word, "variant")) {
			v = model_variant(t->model, arena_strndup(t->arena,
			    line.s + 1, (size_t)(line.end - line.s) - 2));
			if (v == NULL)
				complain(t, "there is no such variant", line);
			edits = v == NULL ? NULL : v->edits;
			n = v == NULL ? 0 : v->nedits;
		} else
			return;
		for (i = 0; i < n; i++) {
			t->edits = ARENA_GROW(t->arena, t->edits, t->nedits,
			    &t->maxedits);
			t->edits[t->nedits++] = edits[i];
		}
	}
}

/* Prints a right-hand side, reads that, and prints it again. */
static void
add_side(struct test *t, const struct symbol *s, int updated)
{
	const struct expr	*e = updated ? s->update : s->value, *again;
	struct part		 text;

	str_clear(&t->got);
	print_expr(&t->got, e);
	text.s = arena_strdup(t->arena, t->got.data);
	text.end = text.s + t->got.len;
	str_clear(&t->got);
	again = model_expression(t->model, t->arena, &t->diag,
	    new_source(t, "again", text));
	if (again != NULL)
		print_expr(&t->got, again);
	if (!equals(text, t->got.data))
		complain(t, "read and printed again", text);
	t->sides[t->nsides] = (struct side){ s, updated };
	t->again[t->nsides++] = again == NULL ? e : again;
}

/* What was read again has the same value. */
static void
compare_sides(struct test *t)
{
	const struct symbol	*s;
	const double		*cells, *again;
	size_t			 i, j, n;

	for (i = 0; i < t->nsides; i++) {
		s = t->sides[i].symbol;
		n = shape_cells(s->shape);
		cells = cells_of(t, t->sides[i]);
		again = plan_output(t->plan, i);
		for (j = 0; j < n && is_near(again[j], cells[j], 0); j++)
			;
		str_clear(&t->got);
		add_matrix(&t->got, again, s->shape);
		if (j < n)
			complain(t, "read again, its value is another",
			    (struct part){ s->name, strchr(s->name, '\0') });
	}
}

/* One that cannot be measured is fine where there are NaN or infinity. */
static void
check_gradients(struct test *t)
{
	const struct symbol	*s;
	struct check_result	 r;
	struct check		*c;
	size_t			 i;
	int			 updated;

	c = check_new(t->model, t->edits, t->nedits, &t->diag);
	for (i = 0; c != NULL && i < t->model->nsymbols; i++) {
		s = t->model->symbols[i];
		if (s->by == NULL ||
		    check_gradient(c, s, &t->diag, &r) == -1 ||
		    r.verdict == CHECK_RIGHT || r.verdict == CHECK_KINK ||
		    (r.verdict == CHECK_UNKNOWN &&
		    plan_nonfinite(t->plan, &updated) != NULL))
			continue;
		str_addf(&t->wrong, "# finite differences: %s(%u,%u) is %g, "
		    "not %g\n", s->name, r.row, r.col, r.difference, r.exact);
	}
	check_free(c);
}

static int
apply_edits(struct test *t, struct plan *plan)
{
	const char	*why;
	size_t		 i;

	for (i = 0; i < t->nedits; i++) {
		if ((why = plan_edit(plan, &t->edits[i])) == NULL)
			continue;
		diag_error(&t->diag, NULL, (struct span){ 0, 0 }, "%s: %s",
		    t->edits[i].to.symbol->name, why);
		return -1;
	}
	return 0;
}

static void
check_derivations(struct test *t)
{
	struct derive_options	 options = { .plan = t->plan };
	const struct symbol	*s;
	struct derive_task	 task;
	struct derivation	*d;
	const struct source	*name;
	size_t			 i;

	for (i = 0; (s = derive_equation(t->model, i)) != NULL; i++) {
		name = new_source(t, "name", (struct part){ s->name,
		    strchr(s->name, '\0') });
		if (derive_find(t->model, t->arena, &t->diag, name,
		    source_all(name), &task) == -1)
			return;
		d = derive(t->arena, t->model, &task, &options);
		if (d->nsteps < 2)
			str_addf(&t->wrong, "# no derivation of %s\n",
			    s->name);
		derived_check(t->model, t->edits, t->nedits, t->arena,
		    &t->diag, d, &t->wrong);
	}
}

/* All values go into the hash; one NaN is like another. */
static void
hash_cells(struct test *t, const double *cells, size_t n)
{
	unsigned char	bytes[sizeof *cells];
	size_t		i, k;
	double		d;

	for (i = 0; i < n; i++) {
		d = isnan(cells[i]) ? NAN : cells[i];
		memcpy(bytes, &d, sizeof d);
		for (k = 0; k < sizeof d; k++)
			t->bits = (t->bits ^ bytes[k]) * 0x100000001b3;
	}
}

static void
hash_values(struct test *t)
{
	const struct model	*m = t->model;
	size_t			 i;

	for (i = 0; i < m->nsymbols; i++)
		if (m->symbols[i]->kind != SYMBOL_CHOICE)
			hash_cells(t, plan_value(t->plan, m->symbols[i]),
			    shape_cells(m->symbols[i]->shape));
	for (i = 0; i < m->nupdates; i++)
		hash_cells(t, plan_updated(t->plan, m->updates[i]),
		    shape_cells(m->updates[i]->shape));
}

static void
run_iterations(struct test *t, struct part expected)
{
	struct part	rest = expected, line;
	int		k, last = 1;

	while (rest.s < rest.end) {
		line = next(&rest, '\n');
		k = line.s < line.end && *line.s == '@' ? atoi(line.s + 1) : 1;
		last = k > last ? k : last;
	}
	for (k = 1; k <= last; k++) {
		if (k > 1)
			plan_advance(t->plan);
		plan_compute(t->plan);
		t->tolerance = 1e-9;
		for (rest = expected; rest.s < rest.end;) {
			line = next(&rest, '\n');
			expect(t, line, k);
		}
		compare_sides(t);
		hash_values(t);
	}
	check_gradients(t);
	check_derivations(t);
}

/* Makes the plan, with the edits. */
static void
start(struct test *t)
{
	const struct model	*m = t->model;
	struct plan_options	 options = { 0 };
	size_t			 i, n = m->nsymbols + m->nupdates + 1;

	t->sides = arena_calloc(t->arena, n, sizeof t->sides[0]);
	t->again = arena_calloc(t->arena, n, sizeof t->again[0]);
	for (i = 0; i < m->nsymbols; i++) {
		if (m->symbols[i]->kind == SYMBOL_EQUATION)
			add_side(t, m->symbols[i], 0);
	}
	for (i = 0; i < m->nupdates; i++)
		add_side(t, m->updates[i], 1);
	options.outputs = t->again;
	options.noutputs = t->nsides;
	if ((t->plan = plan_new(m, &options, &t->diag)) == NULL)
		return;
	apply_edits(t, t->plan);
}

/* The same expectations with the texts that there are. */
static void
rewrite(struct test *t, struct part expected, struct str *file)
{
	struct part	line, rest;
	struct side	side;

	while (expected.s < expected.end) {
		rest = line = next(&expected, '\n');
		side = find(t, next(&rest, ' '));
		if (equals(next(&rest, ' '), ":=") && side.symbol != NULL) {
			str_addn(file, line.s, (size_t)(rest.s - line.s));
			print_expr(file, side.updated ? side.symbol->update :
			    side.symbol->value);
		} else
			str_addn(file, line.s, (size_t)(line.end - line.s));
		str_addc(file, '\n');
	}
}

/* Runs what stands below a name; or, with a file, writes it there. */
static void
run_body(struct test *t, const char *path, struct part body, struct str *file)
{
	struct part	 line, text = body, rest = body;
	const char	*slash = strrchr(path, '/');
	struct source	*source;

	do {
		text.end = rest.s;
		line = next(&rest, '\n');
	} while (rest.s < rest.end && !starts_with(line, "---"));
	text.end -= text.end > text.s && equals(line, "--- no newline");
	while (rest.end > rest.s && rest.end[-1] == '\n' &&
	    (rest.end - rest.s == 1 || rest.end[-2] == '\n'))
		rest.end--;
	source = new_source(t, arena_printf(t->arena, "%.*smodel",
	    slash == NULL ? 0 : (int)(slash + 1 - path), path), text);
	t->model = model_parse(t->arena, &t->diag, source,
	    &(struct span){ 0, (uint32_t)source->len }, 1);
	source->name = "model";
	if (t->diag.errors == 0)
		read_edits(t, &rest);
	if (t->diag.errors == 0)
		start(t);
	str_clear(&t->got);
	diag_format(&t->diag, &t->got, 1);
	if (file != NULL) {
		str_addn(file, body.s, (size_t)(rest.s - body.s));
		str_add(file, t->got.data);
		if (t->diag.errors == 0)
			rewrite(t, rest, file);
		str_addn(file, rest.end, (size_t)(body.end - rest.end));
	} else if (t->diag.errors == 0 && !starts_with(rest, "model:"))
		run_iterations(t, rest);
	else if (!equals(rest, t->got.data))
		complain(t, "not these errors", rest);
}

/* Runs one test; 1 if it passes. */
static int
run_test(const char *path, struct part name, struct part body, int number,
    struct str *file)
{
	struct test	t = { .arena = arena_new(),
			    .bits = 0xcbf29ce484222325 };
	int		fine;

	diag_init(&t.diag, t.arena);
	str_init(&t.got);
	str_init(&t.wrong);
	run_body(&t, path, body, file);
	fine = t.wrong.len == 0;
	if (file == NULL)
		printf("%sok %d - %s: %.*s\n%s", fine ? "" : "not ", number,
		    path, (int)(name.end - name.s), name.s, t.wrong.data);
	if (file == NULL && t.plan != NULL)
		printf("# bits %016llx\n", (unsigned long long)t.bits);
	str_release(&t.got);
	str_release(&t.wrong);
	plan_free(t.plan);
	arena_free(t.arena);
	return fine;
}

/* Runs the tests of a text, numbered on; returns how many failed. */
static int
run_text(const char *path, struct part rest, int *number, struct str *file)
{
	struct part	line, body, name = { NULL, NULL };
	int		failed = 0;

	while (rest.s < rest.end) {
		line = next(&rest, '\n');
		if (file != NULL)
			str_addn(file, line.s, (size_t)(rest.s - line.s));
		if (!starts_with(line, "## "))
			continue;
		name = line;
		name.s += strlen("## ");
		body.s = body.end = rest.s;
		while (rest.s < rest.end && !starts_with(rest, "## ")) {
			next(&rest, '\n');
			body.end = rest.s;
		}
		failed += !run_test(path, name, body, ++*number, file);
	}
	return failed;
}

static void
write_file(const char *path, const struct str *s)
{
	FILE	*f;
	int	 bad;

	if ((f = fopen(path, "wb")) == NULL) {
		perror(path);
		exit(3);
	}
	bad = fwrite(s->data, 1, s->len, f) != s->len;
	if (fclose(f) != 0 || bad) {
		perror(path);
		exit(3);
	}
}

int
main(int argc, char **argv)
{
	int		 i, number = 0, failed = 0, update;
	struct arena	*arena = arena_new();
	struct file	 file;
	struct str	 new;
	const char	*why;

	update = argc > 1 && strcmp(argv[1], "--update") == 0;
	for (i = 1 + update; i < argc; i++) {
		if ((why = file_read(arena, argv[i], MAX_BYTES, &file)) !=
		    NULL) {
			printf("Bail out! %s: %s\n", argv[i], why);
			return 3;
		}
		str_init(&new);
		failed += run_text(argv[i], (struct part){ file.data,
		    file.data + file.len }, &number, update ? &new : NULL);
		if (update && (new.len != file.len ||
		    memcmp(new.data, file.data, new.len) != 0))
			write_file(argv[i], &new);
		str_release(&new);
	}
	arena_free(arena);
	if (!update)
		printf("1..%d\n", number);
	return failed > 0;
}
