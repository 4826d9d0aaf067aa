/* SPDX-License-Identifier: MIT */
/*
 * Expressions as text of the language, with no more brackets than it takes:
 * reading the text back gives an equal expression.
 */
#ifndef GRADUS_PRINT_H
#define GRADUS_PRINT_H

#include "gradus/expr.h"
#include "gradus/str.h"

void	 print_expr(struct str *, const struct expr *);

#endif
