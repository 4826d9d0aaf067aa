/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 text, its width in terminal cells, and the one gate that every
 * foreign byte (lesson, file name, argument, environment) passes before it is
 * shown. The gate is a whitelist of code points, never a parser of escape
 * sequences.
 */
#ifndef GRADUS_TEXT_H
#define GRADUS_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "gradus/str.h"

#define TEXT_BAD	UINT32_MAX	/* not UTF-8 */

/*
 * Reads one code point from the n bytes at s (n > 0) into *cp and returns the
 * bytes it takes. Where the bytes are not UTF-8 (overlong forms, surrogates,
 * over U+10FFFF, cut short), *cp is TEXT_BAD and the return value the length
 * of the maximal subpart as Unicode 3.9 defines it, at least 1.
 */
size_t	 text_decode(const char *s, size_t n, uint32_t *cp);
/* Writes cp as UTF-8 to buf and returns its length, 1 to 4. */
size_t	 text_encode(char buf[4], uint32_t cp);
/* Offset of the first byte that is not UTF-8, or n if all of it is. */
size_t	 text_check(const char *s, size_t n);
/* Cells that a code point takes: 0 (a mark), 1 or 2; gated ones: see below. */
int	 text_cell(uint32_t cp);
/* Cells that the n bytes at s take once they have passed the gate. */
int	 text_width(const char *s, size_t n);

/*
 * Appends the n bytes at s as they may be shown: a tab as one blank, other C0
 * and DEL as ^X; C1, bidi controls, line separators and what else has no look
 * of its own as <U+XXXX>; NUL, bad UTF-8 (one for each maximal subpart),
 * private use, noncharacters and unassigned code points as U+FFFD. Joiners,
 * variation selectors, skin tones, soft hyphens and the marks after the first
 * 4 on one base are dropped; a mark without a base stands on U+25CC.
 */
void	 text_gate(struct str *, const char *s, size_t n);

/*
 * As text_gate; without utf8, in ASCII: × becomes x, ≥ >=, − -, · *, … three
 * points, quotes straight, and anything else a question mark.
 */
void	 text_show(struct str *, const char *s, size_t n, int utf8);

/*
 * Which of several words one is a slip of. Case doesn't count; one edit in 2
 * letters, 2 in 4 and 3 in 8 or more are a slip (see text_distance); an
 * abbreviation counts if nothing else does: the first letter and others in
 * their order, 3 at least.
 */
struct nearest {
	const char	*word;
	size_t		 n;
	const char	*best;		/* so far; NULL: none is close */
	int		 distance;	/* of that; another needs less */
};

void	 nearest_init(struct nearest *, const char *word, size_t n);
/* 1 if the candidate is the best one now. */
int	 nearest_try(struct nearest *, const char *candidate);

/*
 * Edits (insertion, deletion, substitution, swap of neighbours) between two
 * words: Damerau-Levenshtein, optimal string alignment; words over 32 bytes
 * are at distance 99.
 */
int	 text_distance(const char *a, size_t na, const char *b, size_t nb);

#endif
