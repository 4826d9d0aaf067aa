/* SPDX-License-Identifier: MIT */
/*
 * Numbers in running text: links to the expressions that they are.
 *
 *	with the mean, [0.566075](=J/4), every gradient …
 *	it falls to [1.51741](=J@alpha=0.5,iteration=3)
 */

#include "gradus/number.h"

#include <math.h>
#include <string.h>

#include "gradus/num.h"

#define LARGE	1e15	/* has an exponent, whatever is printed */

static const char	minus[] = "\xe2\x88\x92";	/* U+2212 */

/* The number that a text is, with "-" or a minus in front; 0 if it is none. */
static int
read_text(const struct phrase *p, struct lesson_number *n)
{
	const char	*s = p->text, *point, *e;
	size_t		 len = p->n;
	double		 d;

	if (len > 3 && memcmp(s, minus, 3) == 0) {
		n->sign = minus;
		s += 3;
		len -= 3;
	} else if (len > 1 && *s == '-') {
		n->sign = "-";
		s++;
		len--;
	}
	if (num_scan(s, len, &d) != len)
		return 0;
	if ((e = memchr(s, 'e', len)) != NULL)
		len = (size_t)(e - s);
	n->exponent = e != NULL;
	point = memchr(s, '.', len);
	n->decimals = point == NULL ? 0 : (int)(s + len - point) - 1;
	return n->decimals <= NUM_EXACT;
}

static int
fail(struct diag *diag, const struct source *source, struct span span,
    const char *what, const char *hint)
{
	diag_error(diag, source, span, "%s", what);
	diag_hint(diag, "%s", hint);
	return -1;
}

/* "iteration=3" at the end of the span, behind a comma or alone; cuts it. */
static int
read_iteration(struct diag *diag, const struct source *source,
    struct span *edits, long *iteration)
{
	static const char	word[] = "iteration=";
	const char		*s = source->text + edits->start;
	size_t			 n = edits->end - edits->start, from = n, k;
	double			 d = 0;

	while (from > 0 && s[from - 1] != ',')
		from--;
	k = n - from;
	if (k < sizeof word - 1 || memcmp(s + from, word, sizeof word - 1) != 0)
		return 0;
	k -= sizeof word - 1;
	if (num_scan(s + n - k, k, &d) != k || !(d >= 1 &&
	    d <= NUMBER_MAX_ITERATION) || d != floor(d))
		return fail(diag, source, (struct span){ edits->start +
		    (uint32_t)from, edits->end }, "this is no iteration",
		    "write iteration=3; the first is 1");
	*iteration = (long)d;
	edits->end = edits->start + (uint32_t)(from > 0 ? from - 1 : 0);
	return 0;
}

/* expression ["@" [edits] ["," "iteration=" whole]] */
static int
read_target(struct arena *arena, struct diag *diag, const struct model *m,
    const struct source *source, struct span target, struct lesson_number *n)
{
	const char	*s = source->text + target.start;
	const char	*at = memchr(s, '@', target.end - target.start);
	struct span	 expr = { target.start + 1, target.end }, edits;

	if (at != NULL) {
		expr.end = target.start + (uint32_t)(at - s);
		edits = (struct span){ expr.end + 1, target.end };
		n->iteration = 1;
		if (read_iteration(diag, source, &edits, &n->iteration) == -1)
			return -1;
		if (edits.end > edits.start && (n->nedits = model_edits_in(m,
		    arena, diag, source, edits, &n->edits)) == 0)
			return -1;
	}
	n->expr = model_expression_in(m, arena, diag, source, expr);
	if (n->expr == NULL)
		return -1;
	if (expr_is_scalar(n->expr))
		return 0;
	return fail(diag, source, expr, arena_printf(arena, "a number in the "
	    "text is a scalar, and this is %u×%u", n->expr->shape.rows,
	    n->expr->shape.cols), "take a cell of it, W(1,2)");
}

int
number_read(struct arena *arena, struct diag *diag, const struct model *m,
    const struct source *source, const struct phrase *p,
    struct lesson_number *n)
{
	*n = (struct lesson_number){ .link = p->link, .span = p->span };
	n->text = arena_strndup(arena, p->text, p->n);
	if (p->kind != PHRASE_TEXT || !read_text(p, n))
		return fail(diag, source, p->span, "a link to an expression "
		    "holds a number", "[0.25](=J/4), with up to 17 decimals");
	if (p->target.end == 0)
		return fail(diag, source, p->span, "this expression cannot be "
		    "read", "write it without \\, & and line breaks");
	return read_target(arena, diag, m, source, p->target, n);
}

static size_t
digits(const char *s, size_t n, size_t at)
{
	size_t	from = at;

	while (at < n && s[at] >= '0' && s[at] <= '9')
		at++;
	return at - from;
}

size_t
number_typed(const char *s, size_t n, size_t from, size_t *len)
{
	size_t	whole, behind;

	for (; from < n; from += whole + 1) {
		whole = digits(s, n, from);
		if (whole == 0 || from + whole == n || s[from + whole] != '.')
			continue;
		behind = digits(s, n, from + whole + 1);
		*len = whole + 1 + behind;
		if (behind > 0)
			return from;
	}
	return n;
}

int
number_is_link(const char *link)
{
	return link != NULL && *link == '=';
}

const struct lesson_number *
number_of(const struct lesson_number *v, size_t n, const struct phrase *p)
{
	size_t	low = 0, high = n, i;

	while (low < high) {
		i = (low + high) / 2;
		if (v[i].span.start < p->span.start)
			low = i + 1;
		else
			high = i;
	}
	return low < n && v[low].link == p->link ? &v[low] : NULL;
}

void
number_format(struct str *out, const struct lesson_number *n,
    double value)
{
	struct str	s;

	str_init(&s);
	if (n->exponent && isfinite(value))
		str_addf(&s, "%.*e", n->decimals, value);
	else if (fabs(value) < LARGE)
		num_fixed(&s, value, n->decimals);
	else
		num_short(&s, value, 6);
	if (*s.data == '-')
		str_add(out, n->sign != NULL ? n->sign : minus);
	str_add(out, s.data + (*s.data == '-'));
	str_release(&s);
}

int
number_compute(const struct lesson_number *n, const struct model *m,
    const struct plan *present, struct diag *diag, double *value)
{
	struct plan	*plan;
	long		 i;
	int		 status;

	if (n->iteration == 0) {
		plan_evaluate(present, n->expr, value);
		return 0;
	}
	if ((plan = plan_new(m, NULL, diag)) == NULL)
		return -1;
	status = plan_edits(plan, m->source, n->edits, n->nedits, diag);
	if (status == 0) {
		plan_compute(plan);
		for (i = 1; i < n->iteration; i++) {
			plan_advance(plan);
			plan_compute(plan);
		}
		plan_evaluate(plan, n->expr, value);
	}
	plan_free(plan);
	return status;
}
