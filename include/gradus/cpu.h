/* SPDX-License-Identifier: MIT */
/*
 * What the processor can do. It changes how fast numbers come, never which.
 */
#ifndef GRADUS_CPU_H
#define GRADUS_CPU_H

/* Doubles of the widest vector that there are instructions for. */
int	 cpu_vector(void);

#endif
