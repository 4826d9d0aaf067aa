/* SPDX-License-Identifier: MIT */

#include "blas.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>

/* Multiplications from which a call of dgemm is worth its overhead. */
#define LARGE	20000

/* The values are those of every cblas.h. */
enum {
	ROW_MAJOR = 101,
	NO_TRANS = 111,
	TRANS = 112,
};

typedef void	 dgemm(int order, int trans_a, int trans_b, int m, int n,
		    int k, double alpha, const double *a, int lda,
		    const double *b, int ldb, double beta, double *c, int ldc);

static dgemm	*cblas_dgemm;

static void
load(void)
{
	static const char *const names[] = {
		"libopenblas.so.0", "libopenblas.so", "libcblas.so.3",
		"libblas.so.3", "libopenblas.dylib",
		"/System/Library/Frameworks/Accelerate.framework/Accelerate",
	};
	void	*library = NULL;
	size_t	 i;

	/* One thread: numbers must not depend on how many there are. */
	setenv("OPENBLAS_NUM_THREADS", "1", 0);
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
		if (library != NULL)
			break;
	}
	/* C has no cast from an object to a function; POSIX has this. */
	if (library != NULL)
		*(void **)&cblas_dgemm = dlsym(library, "cblas_dgemm");
}

/* The leading dimension of a view that dgemm can read; 0 if it cannot. */
static int
leading(const struct view *v, size_t rows, size_t cols, int *trans)
{
	ptrdiff_t	ld, least;

	*trans = v->col == 1 ? NO_TRANS : TRANS;
	ld = v->col == 1 ? v->row : v->col;
	least = (ptrdiff_t)(v->col == 1 ? cols : rows);
	if ((v->col != 1 && v->row != 1) || ld < least || ld > INT_MAX)
		return 0;
	return (int)ld;
}

int
blas_pays(const struct instr *in)
{
	static int	 loaded;
	int		 trans;

	if (in->rows * in->cols * in->inner < LARGE || in->rows > INT_MAX ||
	    in->cols > INT_MAX || in->inner > INT_MAX ||
	    !leading(&in->a, in->rows, in->inner, &trans) ||
	    !leading(&in->b, in->inner, in->cols, &trans))
		return 0;
	if (!loaded)
		load();
	loaded = 1;
	return cblas_dgemm != NULL;
}

void
run_blas(const struct instr *in)
{
	int	trans_a, trans_b, lda, ldb;

	lda = leading(&in->a, in->rows, in->inner, &trans_a);
	ldb = leading(&in->b, in->inner, in->cols, &trans_b);
	cblas_dgemm(ROW_MAJOR, trans_a, trans_b, (int)in->rows,
	    (int)in->cols, (int)in->inner, 1, in->a.p, lda, in->b.p, ldb, 0,
	    in->to, (int)in->cols);
}
