/* SPDX-License-Identifier: MIT */
/*
 * Opening a lesson of 20 kB and typesetting all of it; and how the time of
 * typesetting grows with the length of a formula, as long as its memory need
 * not be asked for anew each time: that takes as long as the work.
 */

#include "bench.h"

#include "gradus/lesson.h"
#include "gradus/page.h"

#define MILLISECONDS	5.0
#define GROWTH		1.5	/* of the time of a byte, over 4 times more */
#define BYTES		20000

static const char	model[] =
    "# A lesson\n\nIt has one sentence.\n\n## The network\n\n```model\n"
    "data   x = [0.75 0.2 -0.75 0.2; 0.8 0.05 0.8 -0.05]\n"
    "data   y = [1 1 -1 -1]\nparam  W = [0.6 0.7 0; 0.01 0.43 0.88]\n"
    "param  w = [0.02; 0.03; 0.9]\nhyper  alpha = 0.05 in [0, 2]\n"
    "s_1 = W' * x\nz_1 = relu(s_1)\ns_out = w' * z_1\n"
    "y_out = tanh(s_out)\nL = 0.5 * (y_out - y).^2\nJ = sum(L)\n"
    "delta_1 = grad(J, s_1)\nDelta_W = grad(J, W)\n"
    "update W = W - alpha * Delta_W\n```\n";

static const char	step[] =
    "\n### What flows back\n\nAn error goes back over the weight that it "
    "came by, and only through cells of `s_1` that were *open*: where $s_1 "
    "\\le 0$, **nothing** passes. Every weight meets every error.\n\n"
    "$$\n\\underset{3 \\times 4}{\\delta_1} = \\frac{\\partial J}{\\partial "
    "s_1} = \\underset{3 \\times 1}{w} \\, \\underset{1 \\times 4}"
    "{\\delta_{out}} \\odot \\underset{3 \\times 4}{\\mathbf{1}[s_1 > 0]}\n"
    "$$\n\n| name | shape | rows |\n|------|:-----:|-----:|\n"
    "| `x` | 2×4 | features |\n| `W` | 2×3 | $x_1$ |\n\n"
    "1. First the sum, $p_i = \\frac{\\exp(o_i)}{\\sum_j \\exp(o_j)}$.\n"
    "2. Then the rest.\n\n> **Trap.** Forget the mask, and three zeros "
    "become numbers.\n\n$$\\frac{\\partial p_i}{\\partial o_j} = "
    "\\begin{cases} p_i \\cdot (1 - p_j) & i = j \\\\ -p_i \\cdot p_j & i "
    "\\neq j \\end{cases}$$\n\n```gradus\nshow s_1 delta_1\n```\n";

static void
open_and_typeset(void *text)
{
	struct arena		*arena = arena_new();
	struct page_options	 o = { .width = 80 };
	struct diag		 d;
	struct lesson		*l;

	diag_init(&d, arena);
	l = lesson_parse(arena, &d, "lesson.md", text, strlen(text));
	if (l == NULL || d.errors > 0 || l->nchapters == 0) {
		fputs("the lesson is wrong\n", stderr);
		exit(1);
	}
	o.model = l->model;
	page_typeset(arena, l->document->blocks, l->document->nblocks, &o);
	arena_free(arena);
}

static void
typeset_formula(void *text)
{
	struct arena		*arena = arena_new();
	struct formula_options	 o = { FORMULA_DISPLAY, 80, 0 };

	formula_typeset(arena, formula_read(arena, NULL, NULL, text,
	    strlen(text), NULL), &o);
	arena_free(arena);
}

static char *
repeat(const char *s, size_t bytes)
{
	char	*text = malloc(bytes + strlen(s) + 1);
	size_t	 n = 0;

	while (n < bytes) {
		strcpy(text + n, s);
		n += strlen(s);
	}
	return text;
}

static int
grows_with_length(void)
{
	static const char	 term[] = "\\frac{\\partial s_2}{\\partial "
				    "z_1} \\cdot f'(x_{i}) + ";
	char			*small = repeat(term, 2000);
	char			*large = repeat(term, 8000);
	double			 least[2];

	bench_turns(2, (void (*const[])(void *)){ typeset_formula,
	    typeset_formula }, (void *const[]){ small, large }, 4, least);
	printf("a formula of 2 kB takes %.2f ms, of 8 kB %.2f ms\n",
	    least[0] / 1e6, least[1] / 1e6);
	free(small);
	free(large);
	return bench_report("  a byte of the long one / of the short one",
	    least[1] / least[0] / 4, "", GROWTH);
}

int
main(void)
{
	char	*text = repeat(step, BYTES);
	double	 least;
	int	 over;

	memmove(text + strlen(model), text, BYTES - sizeof model);
	memcpy(text, model, strlen(model));
	/* Whole steps only. */
	text[BYTES - sizeof model] = '\0';
	while (strlen(text) > strlen(model) && strcmp(text + strlen(text) -
	    4, "```\n") != 0)
		text[strlen(text) - 1] = '\0';
	bench_turns(1, (void (*const[])(void *)){ open_and_typeset },
	    (void *const[]){ text }, 1, &least);
	printf("a lesson of %zu bytes\n", strlen(text));
	over = bench_report("  opened and typeset", least / 1e6, " ms",
	    MILLISECONDS);
	free(text);
	return over | grows_with_length();
}
