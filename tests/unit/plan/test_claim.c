/* SPDX-License-Identifier: MIT */

#include "gradus/claim.h"

#include "tap.h"

static struct claim_result	r;

/* Tries the one claim of a model. */
static void
try_claim(const char *text)
{
	struct arena	*arena = arena_new();
	struct source	 source = { "model", text, strlen(text), 1 };
	struct span	 all = { 0, (uint32_t)source.len };
	struct diag	 diag;
	struct model	*m;

	diag_init(&diag, arena);
	m = model_parse(arena, &diag, &source, &all, 1);
	if (CHECK_INT(diag.errors, 0) && CHECK_INT(m->nclaims, 1))
		CHECK_INT(claim_check(m, &diag, &r), 0);
	else
		printf("# %s\n# %s\n", text, diag.notes[0].message);
	arena_free(arena);
}

#define NET								       \
	"data x = [0.5 -0.4; 0.8 0.3]\ndata y = [0.9 0.2]\n"		       \
	"param W = [0.4 -0.7; 0.2 0.6]\nparam w = [0.9; 0.3]\n"		       \
	"s = W' * x\nz = relu(s)\no = w' * z\nJ = sum(0.5 * (o - y).^2)\n"     \
	"dW = grad(J, W)\nds = grad(J, s)\n"
#define SOFTMAX								       \
	"param o = [1 0.5; -1 2; 0 1]\np = softmax(o)\n"

static void
what_is_true_holds_everywhere(void)
{
	static const char	*const texts[] = {
		NET "claim ds == w * (o - y) .* (s > 0)\n",
		NET "claim dW == x * ds'\n",
		NET "claim grad(J, w) == z * (o - y)'\n",
		/* The columns of Y go on summing to 1. */
		(SOFTMAX "data Y = [1 0; 0 1; 0 0]\n"
		    "J = -sum(sum(Y .* log(p)))\nclaim grad(J, o) == p - Y\n"),
		(SOFTMAX "data c = [1 3]\nY = onehot(c, 3)\n"
		    "J = -sum(sum(Y .* log(p)))\nclaim grad(J, o) == p - Y\n"),
		SOFTMAX "claim sum(p, 1) == [1 1]\n",
		("param n = [1 -2]\ndata y = [1 0]\na = sigmoid(n)\n"
		    "J = -sum(y .* log(a) + (1 - y) .* log(1 - a))\n"
		    "claim grad(J, n) == a - y\n"),
		("hyper m = 0.5 in [0.25, 0.75]\nJ = m\n"
		    "claim (m >= 0.25) .* (m <= 0.75) == 1\n"),
	};
	size_t	i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		try_claim(texts[i]);
		if (!CHECK(r.holds) || !CHECK_INT(r.points, 1 + CLAIM_POINTS))
			printf("# %s", texts[i]);
		CHECK_INT(r.equal, r.points);
		CHECK(r.given);
	}
}

static void
what_is_false_is_shown_where(void)
{
	/* The mask is forgotten; a sign; the other shape would not be read. */
	try_claim(NET "claim ds == w * (o - y)\n");
	CHECK(!r.holds);
	CHECK(r.left != r.right);
	try_claim(NET "claim dW == -x * ds'\n");
	CHECK(!r.holds);
	CHECK(!r.given);
	CHECK_NUM(r.left, -r.right);
	try_claim("param w = [1 2; 3 4]\nclaim w.^2 == w .* [1 2; 3 5]\n");
	CHECK_INT(r.row, 2);
	CHECK_INT(r.col, 2);
	CHECK_NUM(r.left, 16);
	CHECK_NUM(r.right, 20);
	try_claim("param w = 2\nclaim w^3 == (1 + 1e-6) * w^3\n");
	CHECK(!r.holds);
	try_claim("param w = 2\nclaim w^3 == (1 + 1e-12) * w^3\n");
	CHECK(r.holds);
}

/* What is equal where it is given need not be. */
static void
an_accident_is_none(void)
{
	try_claim("param w = 2\nclaim 2 * w == w^2\n");
	CHECK(!r.holds);
	CHECK(r.given);
	CHECK_INT(r.equal, 1);
	CHECK(r.left != r.right);
	try_claim("data x = [1 0 1]\nclaim sum(x) == 2\n");
	CHECK(!r.holds);
	CHECK(r.given);
	try_claim("data c = [1 2]\nY = onehot(c, 2)\nclaim Y == eye(2)\n");
	CHECK(r.holds);		/* labels are not thrown */
}

static void
what_is_not_finite_is_not_counted(void)
{
	try_claim("param w = 2\nclaim log(w) + w == w + log(w)\n");
	CHECK(r.holds);
	CHECK(r.points < 1 + CLAIM_POINTS);
	try_claim("param w = 2\nclaim log(-w^2) == 1\n");
	CHECK(!r.holds);
	CHECK_INT(r.points, 0);
}

int
main(void)
{
	TEST(what_is_true_holds_everywhere);
	TEST(what_is_false_is_shown_where);
	TEST(an_accident_is_none);
	TEST(what_is_not_finite_is_not_counted);
	return tap_done();
}
