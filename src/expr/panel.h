/* SPDX-License-Identifier: MIT */
/*
 * product.c includes this once for each width of vectors: WIDTH doubles are
 * one, and MUL_PANELS is the name of the kernel, for the processors that
 * TARGET names.
 *
 * The columns of b are taken COLUMNS at a time, in panels of at most DEPTH
 * rows that are copied side by side. Four rows of the result are summed up at
 * once in registers, two vectors each.
 */

#define COLUMNS		(2 * WIDTH)
#define VECTOR		JOIN(vector, WIDTH)
#define PACK		JOIN(pack, WIDTH)
#define ADD_PANEL	JOIN(add_panel, WIDTH)
#define LOAD(p)		(*(const VECTOR *)(p))
#define STORE(p, v)	(*(VECTOR *)(p) = (v))

typedef double	VECTOR __attribute__((vector_size(WIDTH * sizeof(double)),
		    aligned(sizeof(double))));

/* depth rows from row k, width columns from column j; 0 beyond the last. */
static INLINE TARGET void
PACK(const struct instr *in, double *panel, size_t k, size_t depth, size_t j,
    size_t width)
{
	const double	*b = &CELL(in->b, k, j);
	size_t		 c;

	if (width < COLUMNS)
		memset(panel, 0, depth * COLUMNS * sizeof *panel);
	for (; depth > 0; depth--, panel += COLUMNS, b += in->b.row) {
		if (in->b.col == 1)
			memcpy(panel, b, width * sizeof *panel);
		else
			for (c = 0; c < width; c++)
				panel[c] = b[(ptrdiff_t)c * in->b.col];
	}
}

#define EACH_ROW(do)	do(0) do(1) do(2) do(3)
#define BEGIN(r)							       \
	row = i + r < in->rows ? i + r : in->rows - 1;			       \
	a##r = &CELL(in->a, row, k);					       \
	to##r = in->to + row * in->cols + j;				       \
	left##r = *a##r * left;						       \
	right##r = *a##r * right;					       \
	if (k > 0) {							       \
		memcpy(part, to##r, width * sizeof *part);		       \
		left##r = LOAD(part) + left##r;				       \
		right##r = LOAD(part + WIDTH) + right##r;		       \
	}
#define ADD(r)								       \
	left##r += a##r[at] * left;					       \
	right##r += a##r[at] * right;
#define END(r)								       \
	STORE(part, left##r);						       \
	STORE(part + WIDTH, right##r);					       \
	memcpy(to##r, part, width * sizeof *part);

/*
 * Adds the terms of a panel to the cells of rows i to i + 3 in its columns;
 * a row beyond the last is the last once more. Behind the panel there is room
 * for a row of it.
 */
static INLINE TARGET void
ADD_PANEL(const struct instr *in, double *panel, size_t i, size_t k,
    size_t depth, size_t j, size_t width)
{
	const double	*a0, *a1, *a2, *a3;
	double		*to0, *to1, *to2, *to3, *part = panel + DEPTH * COLUMNS;
	VECTOR		 left0, left1, left2, left3, left = LOAD(panel);
	VECTOR		 right0, right1, right2, right3, right =
			    LOAD(panel + WIDTH);
	size_t		 row;
	ptrdiff_t	 at = 0;

	EACH_ROW(BEGIN)
	while (--depth > 0) {
		panel += COLUMNS;
		at += in->a.col;
		left = LOAD(panel);
		right = LOAD(panel + WIDTH);
		EACH_ROW(ADD)
	}
	EACH_ROW(END)
}

static TARGET void
MUL_PANELS(const struct instr *in, double *panel)
{
	size_t	i, j, k, depth, width;

	memset(panel + DEPTH * COLUMNS, 0, COLUMNS * sizeof *panel);
	for (j = 0; j < in->cols; j += COLUMNS) {
		width = in->cols - j < COLUMNS ? in->cols - j : COLUMNS;
		for (k = 0; k < in->inner; k += DEPTH) {
			depth = in->inner - k < DEPTH ? in->inner - k : DEPTH;
			/* A constant width makes faster code. */
			if (width == COLUMNS)
				PACK(in, panel, k, depth, j, COLUMNS);
			else
				PACK(in, panel, k, depth, j, width);
			for (i = 0; i < in->rows; i += 4)
				if (width == COLUMNS)
					ADD_PANEL(in, panel, i, k, depth, j,
					    COLUMNS);
				else
					ADD_PANEL(in, panel, i, k, depth, j,
					    width);
		}
	}
}

#undef COLUMNS
#undef VECTOR
#undef PACK
#undef ADD_PANEL
#undef LOAD
#undef STORE
#undef EACH_ROW
#undef BEGIN
#undef ADD
#undef END
#undef WIDTH
#undef TARGET
#undef MUL_PANELS
