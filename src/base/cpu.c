/* SPDX-License-Identifier: MIT */
/*
 * What the processor can do, as GCC and clang find it out.
 */

#include "gradus/cpu.h"

int
cpu_vector(void)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx512f"))
		return 8;
	if (__builtin_cpu_supports("avx2"))
		return 4;
#endif
	return 2;
}
