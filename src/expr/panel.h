/* SPDX-License-Identifier: MIT */
/*
 * product.c includes this once for each width of vectors: WIDTH doubles are
 * one, and MUL_PANELS is the name of the kernel, for the processors that
 * TARGET names.
 *
 * The columns of b are taken COLUMNS at a time, in panels of at most DEPTH
 * rows that are copied side by side. Four rows of the result are summed up at
 * once in registers, three vectors each, fewer in the last columns.
 */

#define ROWS		4
#define COLUMNS		(3 * WIDTH)
#define VECTOR		JOIN(vector, WIDTH)
#define PACK		JOIN(pack, WIDTH)
#define DO_PANEL	JOIN(do_panel, WIDTH)
#define ADD_PANEL	JOIN(add_panel, WIDTH)
#define LOAD(p)		(*(const VECTOR *)(p))
#define STORE(p, v)	(*(VECTOR *)(p) = (v))

typedef double	VECTOR __attribute__((vector_size(WIDTH * sizeof(double)),
		    aligned(sizeof(double))));

/* depth rows from row k, width columns from column j; 0 beyond the last. */
static INLINE TARGET void
PACK(const struct instr *in, double *panel, size_t k, size_t depth, size_t j,
    size_t width, size_t columns)
{
	const double	*b = &CELL(in->b, k, j);
	size_t		 c, v;

	if (width < columns)
		memset(panel, 0, depth * columns * sizeof *panel);
	for (; depth > 0; depth--, panel += columns, b += in->b.row) {
		if (in->b.col == 1 && width == columns) {
			__builtin_prefetch(b + columns);
			for (v = 0; v < columns; v += WIDTH)
				STORE(panel + v, LOAD(b + v));
		} else if (in->b.col == 1)
			memcpy(panel, b, width * sizeof *panel);
		else
			for (c = 0; c < width; c++)
				panel[c] = b[(ptrdiff_t)c * in->b.col];
	}
}

#define EACH_ROW(do)	do(0) do(1) do(2) do(3)
#define EACH_VECTOR(do, r)						       \
	do(x, 0, r)							       \
	if (vectors > 1) {						       \
		do(y, 1, r)						       \
	}								       \
	if (vectors > 2) {						       \
		do(z, 2, r)						       \
	}
#define DECLARE(r)							       \
	const double	*a##r;						       \
	double		*to##r;						       \
	VECTOR		 x##r, y##r = { 0 }, z##r = { 0 };
#define TAKE(v, n, r)	v = LOAD(panel + n * WIDTH);
#define BEGIN(r)							       \
	row = i + r < in->rows ? i + r : in->rows - 1;			       \
	a##r = &CELL(in->a, row, k);					       \
	to##r = in->to + row * in->cols + j;				       \
	if (k > 0 && !whole)						       \
		memcpy(part, to##r, width * sizeof *part);		       \
	EACH_VECTOR(BEGIN_VECTOR, r)
#define BEGIN_VECTOR(v, n, r)						       \
	v##r = *a##r * v;						       \
	if (k > 0)							       \
		v##r = LOAD((whole ? to##r : part) + n * WIDTH) + v##r;
#define ADD(r)		EACH_VECTOR(ADD_VECTOR, r)
#define ADD_VECTOR(v, n, r) v##r += a##r[at] * v;
#define END(r)								       \
	EACH_VECTOR(END_VECTOR, r)					       \
	if (!whole)							       \
		memcpy(to##r, part, width * sizeof *part);
#define END_VECTOR(v, n, r) STORE((whole ? to##r : part) + n * WIDTH, v##r);

/*
 * Adds the terms of a panel to the cells of rows i to i + 3 in its columns;
 * a row beyond the last is the last once more. Behind the panel there is room
 * for a row of it.
 */
static INLINE TARGET void
ADD_PANEL(const struct instr *in, double *panel, size_t i, size_t k,
    size_t depth, size_t j, size_t width, size_t vectors)
{
	double		*part = panel + DEPTH * COLUMNS;
	VECTOR		 x, y = { 0 }, z = { 0 };
	size_t		 row;
	ptrdiff_t	 at = 0;
	int		 whole = width == vectors * WIDTH;

	EACH_ROW(DECLARE)
	EACH_VECTOR(TAKE, 0)
	EACH_ROW(BEGIN)
	while (--depth > 0) {
		panel += vectors * WIDTH;
		at += in->a.col;
		EACH_VECTOR(TAKE, 0)
		EACH_ROW(ADD)
	}
	EACH_ROW(END)
}

static INLINE TARGET void
DO_PANEL(const struct instr *in, double *panel, size_t k, size_t depth,
    size_t j, size_t width, size_t vectors)
{
	size_t	i;

	PACK(in, panel, k, depth, j, width, vectors * WIDTH);
	for (i = 0; i < in->rows; i += ROWS)
		ADD_PANEL(in, panel, i, k, depth, j, width, vectors);
}

static TARGET void
MUL_PANELS(const struct instr *in, double *panel)
{
	size_t	j, k, depth, width;

	memset(panel + DEPTH * COLUMNS, 0, COLUMNS * sizeof *panel);
	for (j = 0; j < in->cols; j += COLUMNS) {
		width = in->cols - j < COLUMNS ? in->cols - j : COLUMNS;
		for (k = 0; k < in->inner; k += DEPTH) {
			depth = in->inner - k < DEPTH ? in->inner - k : DEPTH;
			/* Constants make faster code. */
			if (width == COLUMNS)
				DO_PANEL(in, panel, k, depth, j, COLUMNS, 3);
			else if (width > 2 * WIDTH)
				DO_PANEL(in, panel, k, depth, j, width, 3);
			else if (width == 2 * WIDTH)
				DO_PANEL(in, panel, k, depth, j, 2 * WIDTH, 2);
			else if (width > WIDTH)
				DO_PANEL(in, panel, k, depth, j, width, 2);
			else
				DO_PANEL(in, panel, k, depth, j, width, 1);
		}
	}
}

#undef COLUMNS
#undef VECTOR
#undef PACK
#undef ADD_PANEL
#undef DO_PANEL
#undef LOAD
#undef STORE
#undef ROWS
#undef EACH_ROW
#undef EACH_VECTOR
#undef DECLARE
#undef TAKE
#undef BEGIN
#undef BEGIN_VECTOR
#undef ADD
#undef ADD_VECTOR
#undef END
#undef END_VECTOR
#undef WIDTH
#undef TARGET
#undef MUL_PANELS
