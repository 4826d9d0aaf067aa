/* SPDX-License-Identifier: MIT */
/*
 * Claims of a model, as commands report them.
 */
#ifndef APP_CLAIM_H
#define APP_CLAIM_H

#include "gradus/claim.h"

#include "app.h"

typedef void	 claim_note(struct diag *, const struct source *, struct span,
		    const char *, ...);

/* Tries all, and notes each that is false. Returns how many those are. */
size_t	 claim_report(struct app *, const struct model *, claim_note *);

#endif
