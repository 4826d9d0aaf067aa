/* SPDX-License-Identifier: MIT */
/*
 * UTF-8, cells of a terminal, the gate for foreign text, and slips of words.
 */

#include "gradus/text.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#define MAX_MARKS	4	/* on one base */
#define MAX_WORD	32	/* bytes that text_distance compares */
#define REPLACEMENT	0xfffd

enum kind {
	NARROW,
	WIDE,
	MARK,		/* stands on the character before it */
	HIDDEN,		/* shown as <U+XXXX> */
	DROPPED,
	BAD,		/* shown as U+FFFD */
};

static const struct range {
	uint32_t	first, last;
	enum kind	kind;
} ranges[] = {
#include "text_table.inc"
};

static enum kind
kind_of(uint32_t cp)
{
	size_t	low = 0, high = sizeof ranges / sizeof ranges[0], mid;

	if (cp < ranges[0].first)
		return NARROW;
	if (cp > 0x10ffff)
		return BAD;
	while (low < high) {
		mid = (low + high) / 2;
		if (cp > ranges[mid].last)
			low = mid + 1;
		else if (cp < ranges[mid].first)
			high = mid;
		else
			return ranges[mid].kind;
	}
	return NARROW;
}

size_t
text_decode(const char *text, size_t n, uint32_t *cp)
{
	const unsigned char	*s = (const unsigned char *)text;
	unsigned char		 low = 0x80, high = 0xbf;
	size_t			 len, i;

	*cp = s[0];
	if (s[0] < 0x80)
		return 1;
	*cp = TEXT_BAD;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 1;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	/* Overlong forms, surrogates and what is too large fail here. */
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	for (i = 1; i < len; i++) {
		if (i == n || s[i] < low || s[i] > high)
			return i;
		low = 0x80;
		high = 0xbf;
	}
	*cp = s[0] & (0x7f >> len);
	for (i = 1; i < len; i++)
		*cp = *cp << 6 | (s[i] & 0x3f);
	return len;
}

size_t
text_encode(char buf[4], uint32_t cp)
{
	size_t	len, i;

	assert(cp <= 0x10ffff);
	if (cp < 0x80) {
		buf[0] = (char)cp;
		return 1;
	}
	len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (i = len - 1; i > 0; i--) {
		buf[i] = (char)(0x80 | (cp & 0x3f));
		cp >>= 6;
	}
	buf[0] = (char)((0xf00 >> len & 0xff) | cp);
	return len;
}

size_t
text_check(const char *s, size_t n)
{
	uint32_t	cp;
	size_t		i, len;

	for (i = 0; i < n; i += len) {
		len = text_decode(s + i, n - i, &cp);
		if (cp == TEXT_BAD)
			break;
	}
	return i;
}

int
text_cell(uint32_t cp)
{
	switch (kind_of(cp)) {
	case MARK:
	case DROPPED:
		return 0;
	case WIDE:
		return 2;
	case NARROW:
	case HIDDEN:
	case BAD:
		break;
	}
	return 1;
}

int
text_width(const char *s, size_t n)
{
	struct str	gate;
	uint32_t	cp;
	size_t		i;
	int		width = 0;

	str_init(&gate);
	text_gate(&gate, s, n);
	for (i = 0; i < gate.len;) {
		i += text_decode(gate.data + i, gate.len - i, &cp);
		width += text_cell(cp);
	}
	str_release(&gate);
	return width;
}

static void
add_code_point(struct str *out, uint32_t cp)
{
	char	buf[4];

	str_addn(out, buf, text_encode(buf, cp));
}

/* One code point; marks counts those on the present base, -1: no base yet. */
static void
gate_one(struct str *out, uint32_t cp, int *marks)
{
	enum kind	kind = cp == TEXT_BAD ? BAD : kind_of(cp);

	if (kind == MARK) {
		if (*marks == -1) {
			add_code_point(out, 0x25cc);	/* a dotted circle */
			*marks = 0;
		}
		if ((*marks)++ < MAX_MARKS)
			add_code_point(out, cp);
		return;
	}
	if (kind == DROPPED)
		return;
	*marks = 0;
	if (kind == HIDDEN)
		str_addf(out, "<U+%04X>", (unsigned)cp);
	else if (kind == BAD || cp == 0)
		add_code_point(out, REPLACEMENT);
	else if (cp == '\t')
		str_addc(out, ' ');
	else if (cp < 0x20 || cp == 0x7f)
		str_addf(out, "^%c", (int)(cp ^ 0x40));
	else
		add_code_point(out, cp);
}

void
text_gate(struct str *out, const char *s, size_t n)
{
	uint32_t	cp;
	size_t		i;
	int		marks = -1;

	for (i = 0; i < n;) {
		i += text_decode(s + i, n - i, &cp);
		gate_one(out, cp, &marks);
	}
}

/* What stands for a sign where only ASCII can be shown. */
static const char *
ascii_for(uint32_t cp)
{
	static const struct {
		uint32_t	 cp;
		const char	*text;
	} signs[] = {
		{ 0x00d7, "x" }, { 0x2265, ">=" }, { 0x2264, "<=" },
		{ 0x2212, "-" }, { 0x00b7, "*" }, { 0x2026, "..." },
		{ 0x2018, "'" }, { 0x2019, "'" }, { 0x201c, "\"" },
		{ 0x201d, "\"" },
	};
	size_t	i;

	for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (signs[i].cp == cp)
			return signs[i].text;
	}
	return "?";
}

void
text_show(struct str *out, const char *s, size_t n, int utf8)
{
	struct str	gate;
	uint32_t	cp;
	size_t		i, len;

	str_init(&gate);
	text_gate(&gate, s, n);
	for (i = 0; i < gate.len; i += len) {
		len = text_decode(gate.data + i, gate.len - i, &cp);
		if (utf8 || cp < 0x80)
			str_addn(out, gate.data + i, len);
		else
			str_add(out, ascii_for(cp));
	}
	str_release(&gate);
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

int
text_distance(const char *a, size_t na, const char *b, size_t nb)
{
	int	d[MAX_WORD + 1][MAX_WORD + 1];
	size_t	i, j;

	if (na > MAX_WORD || nb > MAX_WORD)
		return 99;
	for (i = 0; i <= na; i++)
		d[i][0] = (int)i;
	for (j = 0; j <= nb; j++)
		d[0][j] = (int)j;
	for (i = 1; i <= na; i++) {
		for (j = 1; j <= nb; j++) {
			d[i][j] = least(d[i - 1][j - 1] +
			    (a[i - 1] != b[j - 1]),
			    least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[na][nb];
}

/* The edits that a slip of n letters may hold. */
static int
allowed(size_t n)
{
	return n < 2 ? 0 : n < 4 ? 1 : n < 8 ? 2 : 3;
}

static int
is_abbreviation(const char *word, size_t n, const char *of)
{
	size_t	i = 1;

	if (n < 3 || *word != *of)
		return 0;
	while (i < n && *of++ != '\0')
		i += word[i] == *of;
	return i == n;
}

void
nearest_init(struct nearest *near, const char *word, size_t n)
{
	*near = (struct nearest){ .word = word, .n = n,
	    .distance = allowed(n) + 2 };
}

int
nearest_try(struct nearest *near, const char *candidate)
{
	size_t	n = strlen(candidate);
	int	d, most = allowed(near->n);

	d = n == near->n && strncasecmp(near->word, candidate, n) == 0 ? 0 :
	    text_distance(near->word, near->n, candidate, n);
	if (d > most)
		d = is_abbreviation(near->word, near->n, candidate) ?
		    most + 1 : most + 2;
	if (d >= near->distance)
		return 0;
	near->distance = d;
	near->best = candidate;
	return 1;
}
