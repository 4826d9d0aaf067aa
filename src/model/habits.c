/* SPDX-License-Identifier: MIT */
/*
 * What people write who come from other languages, and what to write here.
 */

#include "habits.h"

#include <string.h>

struct habit {
	const char	*word, *hint;
};

/* Between and before operands. */
static const struct habit	operators[] = {
	{ "**", "a power is written x^2, or x.^2 cell by cell" },
	{ "&&", "both hold: write (a > 0) .* (b > 0)" },
	{ "&", "both hold: write (a > 0) .* (b > 0)" },
	{ "||", "one of them holds: write max(a > 0, b > 0)" },
	{ "|", "one of them holds: write max(a > 0, b > 0)" },
	{ "~=", "not equal is written !=" },
	{ "!", "not is written (a == 0)" },
	{ "~", "not is written (a == 0)" },
	{ ".\\", "write b ./ a for a .\\ b" },
	{ "\\", "gradus solves no systems; / divides by a scalar" },
	{ "@", "a matrix product is written A * B" },
	{ "=", "equal is written ==; = defines a name" },
	{ "+=", "write update w = w + …" },
	{ "-=", "write update w = w - …" },
	{ "*=", "write update w = w * …" },
	{ "/=", "write update w = w / …" },
	{ ":=", "= defines a name, and update w = … gives it its next value" },
	{ "//", "a quotient is written a / b, and it is not rounded; # begins "
	    "a comment" },
	{ ".", "names have no parts; a transpose is written W'" },
	{ "{", "matrices are written in [ ]" },
	{ ":", "a range stands only in an index: x(1:3)" },
	{ "'", "a text stands in double quotes: csv(\"data.csv\", 4, 2)" },
};

/* Signs that look like ASCII ones, and letters that are written in words. */
static const struct habit	signs[] = {
	{ "−", "write - (the hyphen)" }, { "–", "write - (the hyphen)" },
	{ "×", "write *" }, { "·", "write *" }, { "⊙", "write .*" },
	{ "÷", "write /" }, { "≤", "write <=" }, { "≥", "write >=" },
	{ "≠", "write !=" }, { "“", "write \"" }, { "”", "write \"" },
	{ "’", "write '" }, { "ᵀ", "write '" }, { "²", "write ^2 or .^2" },
	{ "α", "write alpha: it is shown as α" },
	{ "β", "write beta: it is shown as β" },
	{ "γ", "write gamma: it is shown as γ" },
	{ "δ", "write delta: it is shown as δ" },
	{ "Δ", "write Delta: it is shown as Δ" },
	{ "ε", "write epsilon: it is shown as ε" },
	{ "η", "write eta: it is shown as η" },
	{ "θ", "write theta: it is shown as θ" },
	{ "λ", "write lambda: it is shown as λ" },
	{ "μ", "write mu: it is shown as μ" },
	{ "σ", "the function is sigmoid(x); a name is written sigma" },
	{ "π", "write pi" },
};

/* Names of values and functions. */
static const struct habit	names[] = {
	{ "T", "a transpose is written W'" },
	{ "axis", "the dimension is a number: sum(x, 1)" },
	{ "dim", "the dimension is a number: sum(x, 1)" },
	{ "dot", "a dot product is a' * b, or sum(a .* b)" },
	{ "hinge", "a hinge is max(0, 1 - x)" },
	{ "length", "sizes are rows(A), columns(A) and numel(A)" },
	{ "ln", "the natural logarithm is log(x)" },
	{ "log10", "log10(x) is log(x) / log(10)" },
	{ "logistic", "it is called sigmoid here" },
	{ "math", "functions stand alone: exp(x)" },
	{ "matmul", "a matrix product is written A * B" },
	{ "np", "functions stand alone: exp(x)" },
	{ "power", "a power is written x.^n" },
	{ "prod", "there is no product of cells: exp(sum(log(x))) if all are "
	    "above 0" },
	{ "rand", "uniform(rows, cols, seed) has the same numbers every time" },
	{ "reshape", "x(:) is a column; A' is the transpose" },
	{ "size", "sizes are rows(A), columns(A) and numel(A)" },
	{ "square", "a square is written x.^2" },
	{ "std", "it is sqrt(mean((x - mean(x)).^2))" },
	{ "torch", "functions stand alone: exp(x)" },
	{ "trace", "the trace is sum(sum(A .* eye(n)))" },
	{ "transpose", "a transpose is written A'" },
	{ "var", "it is mean((x - mean(x)).^2)" },
	{ "True", "1 stands for true, 0 for false" },
	{ "true", "1 stands for true, 0 for false" },
	{ "False", "1 stands for true, 0 for false" },
	{ "false", "1 stands for true, 0 for false" },
	{ "e", "e^x is exp(x), and e itself exp(1)" },
	{ "sigma", "it is called sigmoid here" },
	{ "gelu", "gelu(x) is about x .* sigmoid(1.702 * x)" },
	{ "silu", "it is x .* sigmoid(x)" },
	{ "swish", "it is x .* sigmoid(x)" },
	{ "sin", "gradus has no functions of angles" },
	{ "cos", "gradus has no functions of angles" },
	{ "tan", "gradus has no functions of angles; the hyperbolic one is "
	    "tanh" },
	{ "diag", "a diagonal matrix is v .* eye(n), of a column v" },
	{ "len", "sizes are rows(A), columns(A) and numel(A)" },
	{ "shape", "sizes are rows(A), columns(A) and numel(A)" },
	{ "argmax", "there is no argmax: it has no slope" },
	{ "argmin", "there is no argmin: it has no slope" },
	{ "round", "there is no rounding: it has no slope" },
	{ "floor", "there is no rounding: it has no slope" },
	{ "clip", "it is min(max(x, low), high)" },
	{ "clamp", "it is min(max(x, low), high)" },
	{ "where", "it is (a > b) .* x + (a <= b) .* y" },
	{ "inv", "gradus solves no systems" },
	{ "array", "a matrix is written [1 2; 3 4]" },
	{ "concat", "[A B] is one beside the other, [A; B] above it" },
	{ "concatenate", "[A B] is one beside the other, [A; B] above it" },
	{ "mse", "it is mean((y - t).^2)" },
	{ "cross_entropy", "it is -sum(Y .* log(p), 1), a number for each "
	    "column" },
	{ "and", "both hold: (a > 0) .* (b > 0)" },
	{ "or", "one of them holds: max(a > 0, b > 0)" },
	{ "not", "not is written (a == 0)" },
};

/* Words at the beginning of a line. */
static const struct habit	statements[] = {
	{ "for", "nothing is looped over: an iteration is what the updates "
	    "do" },
	{ "while", "nothing is looped over: an iteration is what the updates "
	    "do" },
	{ "if", "one of two is (a > 0) .* x + (a <= 0) .* y" },
	{ "else", "one of two is (a > 0) .* x + (a <= 0) .* y" },
	{ "def", "no functions are defined: an equation names a value, "
	    "z = relu(s)" },
	{ "function", "no functions are defined: an equation names a value, "
	    "z = relu(s)" },
	{ "class", "no functions are defined: an equation names a value, "
	    "z = relu(s)" },
	{ "import", "nothing is imported: functions are there, exp(x)" },
	{ "from", "nothing is imported: functions are there, exp(x)" },
	{ "let", "no word is needed: name = …" },
	{ "const", "no word is needed: name = …" },
	{ "var", "no word is needed: name = …; what is trained is a param" },
	{ "return", "an equation is enough: every value can be seen" },
	{ "print", "every value is printed by gradus run, and shown beside a "
	    "lesson" },
	{ "disp", "every value is printed by gradus run, and shown beside a "
	    "lesson" },
	{ "assert", "claim A == B says that two sides are equal" },
};

static const struct {
	const struct habit	*v;
	size_t			 n;
} kinds[] = {
#define KIND(table)	{ table, sizeof table / sizeof table[0] }
	[HABIT_OPERATOR] = KIND(operators),
	[HABIT_SIGN] = KIND(signs),
	[HABIT_NAME] = KIND(names),
	[HABIT_STATEMENT] = KIND(statements),
#undef KIND
};

const char *
habit_find(enum habit_kind kind, const char *word, size_t n)
{
	size_t	i;

	for (i = 0; i < kinds[kind].n; i++)
		if (strlen(kinds[kind].v[i].word) == n &&
		    memcmp(kinds[kind].v[i].word, word, n) == 0)
			return kinds[kind].v[i].hint;
	return NULL;
}
