/* SPDX-License-Identifier: MIT */
/*
 * Numbers, matrices of numbers and names as LaTeX.
 */

#include "gradus/latex.h"

#include <math.h>
#include <string.h>

#include "gradus/num.h"

void
latex_number(struct str *s, double d, int digits)
{
	struct str	 text;
	const char	*e;

	if (isnan(d) || isinf(d)) {
		str_add(s, isnan(d) ? "\\mathrm{NaN}" : d < 0 ? "-\\infty" :
		    "\\infty");
		return;
	}
	str_init(&text);
	num_add(&text, d, digits);
	e = strchr(text.data, 'e');
	if (e == NULL)
		str_add(s, text.data);
	else
		str_addf(s, "%.*s \\cdot 10^{%s%s}", (int)(e - text.data),
		    text.data, e[1] == '-' ? "-" : "",
		    e + 1 + strspn(e + 1, "+-0"));
	str_release(&text);
}

/* The i-th of `shown` places among n; -1 where the dots stand. */
static long
place(uint32_t i, uint32_t n, uint32_t shown)
{
	if (n <= shown)
		return i;
	if (i + 2 == shown)
		return -1;
	return i + 1 == shown ? (long)n - 1 : (long)i;
}

void
latex_matrix(struct str *s, const double *cells, struct shape shape,
    int digits)
{
	latex_matrix_narrow(s, cells, shape, digits, LATEX_MAX_COLS);
}

void
latex_matrix_narrow(struct str *s, const double *cells, struct shape shape,
    int digits, uint32_t most)
{
	uint32_t	rows, cols, i, j;
	long		r, c;

	if (shape.rows == 1 && shape.cols == 1) {
		latex_number(s, cells[0], digits);
		return;
	}
	rows = shape.rows < LATEX_MAX_ROWS ? shape.rows : LATEX_MAX_ROWS;
	cols = shape.cols < most ? shape.cols : most;
	str_add(s, "\\begin{bmatrix} ");
	for (i = 0; i < rows; i++) {
		r = place(i, shape.rows, rows);
		for (j = 0; j < cols; j++) {
			c = place(j, shape.cols, cols);
			str_add(s, j > 0 ? " & " : "");
			if (r >= 0 && c >= 0)
				latex_number(s, cells[(size_t)r * shape.cols +
				    (size_t)c], digits);
			else
				str_add(s, r >= 0 ? "\\cdots" : c >= 0 ?
				    "\\vdots" : "\\ddots");
		}
		str_add(s, i + 1 < rows ? " \\\\ " : " ");
	}
	str_add(s, "\\end{bmatrix}");
}

static int
is_greek(const char *s, size_t n)
{
	static const char	*const names[] = { "alpha", "beta", "gamma",
	    "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "iota",
	    "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau",
	    "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma",
	    "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi",
	    "Psi", "Omega" };
	size_t			 i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == n && memcmp(names[i], s, n) == 0)
			return 1;
	return 0;
}

/* Letters of one part of a name; a word is upright unless it is a script. */
static void
put_word(struct str *s, const char *word, size_t n, int script)
{
	if (is_greek(word, n))
		str_addc(s, '\\');
	if (n > 1 && !script && !is_greek(word, n))
		str_addf(s, "\\mathrm{%.*s}", (int)n, word);
	else
		str_addn(s, word, n);
}

/* a_b_c is a_{b_c}; the digits at the end of a word are a script too. */
static void
put_parts(struct str *s, const char *name, int script)
{
	size_t	n = strcspn(name, "_"), letters = n;

	while (letters > 0 && name[letters - 1] >= '0' &&
	    name[letters - 1] <= '9')
		letters--;
	if (letters == 0)
		letters = n;
	put_word(s, name, letters, script);
	if (letters < n)
		str_addf(s, "_{%.*s", (int)(n - letters), name + letters);
	if (name[n] == '_' && name[n + 1] != '\0') {
		str_add(s, letters < n ? "," : "_{");
		put_parts(s, name + n + 1, 1);
		str_addc(s, '}');
	} else if (letters < n)
		str_addc(s, '}');
}

void
latex_name(struct str *s, const struct symbol *symbol)
{
	if (symbol->latex != NULL)
		str_add(s, symbol->latex);
	else
		put_parts(s, symbol->name, 0);
}
