/* SPDX-License-Identifier: MIT */
/*
 * The tables of symbols: commands, letters of other alphabets, accents.
 */

#include "symbols.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

static const struct glyph	commands[] = {
#include "symbols.def"
};

/* Characters that are more than a letter or a digit. */
static const struct glyph	characters[] = {
	{ "+", ATOM_BIN, "+", "+", 0 },
	{ "-", ATOM_BIN, "−", "-", 0 },
	{ "*", ATOM_BIN, "∗", "*", 0 },
	{ "=", ATOM_REL, "=", "=", 0 },
	{ "<", ATOM_REL, "<", "<", 0 },
	{ ">", ATOM_REL, ">", ">", 0 },
	{ ":", ATOM_REL, ":", ":", 0 },
	{ "(", ATOM_OPEN, "(", "(", 0 },
	{ "[", ATOM_OPEN, "[", "[", 0 },
	{ ")", ATOM_CLOSE, ")", ")", 0 },
	{ "]", ATOM_CLOSE, "]", "]", 0 },
	{ ",", ATOM_PUNCT, ",", ",", 0 },
	{ ";", ATOM_PUNCT, ";", ";", 0 },
	{ "|", ATOM_ORD, "|", "|", 0 },
	{ "/", ATOM_ORD, "/", "/", 0 },
	{ "!", ATOM_CLOSE, "!", "!", 0 },
	{ "?", ATOM_CLOSE, "?", "?", 0 },
	{ "−", ATOM_BIN, "−", "-", 0 },
	{ "·", ATOM_BIN, "·", "*", 0 },
	{ "×", ATOM_BIN, "×", "x", 0 },
	{ "≤", ATOM_REL, "≤", "<=", 0 },
	{ "≥", ATOM_REL, "≥", ">=", 0 },
	{ "≠", ATOM_REL, "≠", "!=", 0 },
	{ "→", ATOM_REL, "→", "->", 0 },
	{ "⇒", ATOM_REL, "⇒", "=>", 0 },
	{ "∂", ATOM_ORD, "∂", "d", 0 },
	{ "∇", ATOM_ORD, "∇", "grad", 0 },
	{ "∑", ATOM_OP, "∑", "SUM", 0 },
	{ "⊙", ATOM_BIN, "⊙", ".*", 0 },
	{ "∈", ATOM_REL, "∈", "in", 0 },
	{ "≈", ATOM_REL, "≈", "~=", 0 },
	{ "±", ATOM_BIN, "±", "+-", 0 },
	{ "⊤", ATOM_ORD, "⊤", "T", 0 },
	{ "…", ATOM_ORD, "…", "...", 0 },
	{ "α", ATOM_ORD, "α", "alpha", 0 },
	{ "β", ATOM_ORD, "β", "beta", 0 },
	{ "γ", ATOM_ORD, "γ", "gamma", 0 },
	{ "δ", ATOM_ORD, "δ", "delta", 0 },
	{ "ϵ", ATOM_ORD, "ϵ", "epsilon", 0 },
	{ "ε", ATOM_ORD, "ε", "varepsilon", 0 },
	{ "ζ", ATOM_ORD, "ζ", "zeta", 0 },
	{ "η", ATOM_ORD, "η", "eta", 0 },
	{ "θ", ATOM_ORD, "θ", "theta", 0 },
	{ "ϑ", ATOM_ORD, "ϑ", "vartheta", 0 },
	{ "ι", ATOM_ORD, "ι", "iota", 0 },
	{ "κ", ATOM_ORD, "κ", "kappa", 0 },
	{ "λ", ATOM_ORD, "λ", "lambda", 0 },
	{ "μ", ATOM_ORD, "μ", "mu", 0 },
	{ "ν", ATOM_ORD, "ν", "nu", 0 },
	{ "ξ", ATOM_ORD, "ξ", "xi", 0 },
	{ "ο", ATOM_ORD, "ο", "omicron", 0 },
	{ "π", ATOM_ORD, "π", "pi", 0 },
	{ "ϖ", ATOM_ORD, "ϖ", "varpi", 0 },
	{ "ρ", ATOM_ORD, "ρ", "rho", 0 },
	{ "ϱ", ATOM_ORD, "ϱ", "varrho", 0 },
	{ "σ", ATOM_ORD, "σ", "sigma", 0 },
	{ "ς", ATOM_ORD, "ς", "varsigma", 0 },
	{ "τ", ATOM_ORD, "τ", "tau", 0 },
	{ "υ", ATOM_ORD, "υ", "upsilon", 0 },
	{ "ϕ", ATOM_ORD, "ϕ", "phi", 0 },
	{ "φ", ATOM_ORD, "φ", "varphi", 0 },
	{ "χ", ATOM_ORD, "χ", "chi", 0 },
	{ "ψ", ATOM_ORD, "ψ", "psi", 0 },
	{ "ω", ATOM_ORD, "ω", "omega", 0 },
	{ "Γ", ATOM_ORD, "Γ", "Gamma", 0 },
	{ "Δ", ATOM_ORD, "Δ", "Delta", 0 },
	{ "Θ", ATOM_ORD, "Θ", "Theta", 0 },
	{ "Λ", ATOM_ORD, "Λ", "Lambda", 0 },
	{ "Ξ", ATOM_ORD, "Ξ", "Xi", 0 },
	{ "Π", ATOM_ORD, "Π", "Pi", 0 },
	{ "Σ", ATOM_ORD, "Σ", "Sigma", 0 },
	{ "Υ", ATOM_ORD, "Υ", "Upsilon", 0 },
	{ "Φ", ATOM_ORD, "Φ", "Phi", 0 },
	{ "Ψ", ATOM_ORD, "Ψ", "Psi", 0 },
	{ "Ω", ATOM_ORD, "Ω", "Omega", 0 },
};

/* Small forms, in the order of the characters. */
static const char	*const superscripts[][2] = {
	{ "(", "⁽" }, { ")", "⁾" }, { "*", "*" }, { "+", "⁺" }, { "-", "⁻" },
	{ "0", "⁰" }, { "1", "¹" }, { "2", "²" }, { "3", "³" }, { "4", "⁴" },
	{ "5", "⁵" }, { "6", "⁶" }, { "7", "⁷" }, { "8", "⁸" }, { "9", "⁹" },
	{ "=", "⁼" }, { "A", "ᴬ" }, { "B", "ᴮ" }, { "D", "ᴰ" }, { "E", "ᴱ" },
	{ "G", "ᴳ" }, { "H", "ᴴ" }, { "I", "ᴵ" }, { "J", "ᴶ" }, { "K", "ᴷ" },
	{ "L", "ᴸ" }, { "M", "ᴹ" }, { "N", "ᴺ" }, { "O", "ᴼ" }, { "P", "ᴾ" },
	{ "R", "ᴿ" }, { "T", "ᵀ" }, { "U", "ᵁ" }, { "V", "ⱽ" }, { "W", "ᵂ" },
	{ "a", "ᵃ" }, { "b", "ᵇ" }, { "c", "ᶜ" }, { "d", "ᵈ" }, { "e", "ᵉ" },
	{ "f", "ᶠ" }, { "g", "ᵍ" }, { "h", "ʰ" }, { "i", "ⁱ" }, { "j", "ʲ" },
	{ "k", "ᵏ" }, { "l", "ˡ" }, { "m", "ᵐ" }, { "n", "ⁿ" }, { "o", "ᵒ" },
	{ "p", "ᵖ" }, { "r", "ʳ" }, { "s", "ˢ" }, { "t", "ᵗ" }, { "u", "ᵘ" },
	{ "v", "ᵛ" }, { "w", "ʷ" }, { "x", "ˣ" }, { "y", "ʸ" }, { "z", "ᶻ" },
	{ "β", "ᵝ" }, { "γ", "ᵞ" }, { "δ", "ᵟ" }, { "θ", "ᶿ" }, { "φ", "ᵠ" },
	{ "χ", "ᵡ" }, { "ϕ", "ᵠ" }, { "†", "†" }, { "′", "′" }, { "−", "⁻" },
	{ "∗", "*" }, { "∘", "°" }, { "⊤", "⊤" },
};

static const char	*const subscripts[][2] = {
	{ "(", "₍" }, { ")", "₎" }, { "+", "₊" }, { "-", "₋" }, { "0", "₀" },
	{ "1", "₁" }, { "2", "₂" }, { "3", "₃" }, { "4", "₄" }, { "5", "₅" },
	{ "6", "₆" }, { "7", "₇" }, { "8", "₈" }, { "9", "₉" }, { "=", "₌" },
	{ "a", "ₐ" }, { "e", "ₑ" }, { "h", "ₕ" }, { "i", "ᵢ" }, { "j", "ⱼ" },
	{ "k", "ₖ" }, { "l", "ₗ" }, { "m", "ₘ" }, { "n", "ₙ" }, { "o", "ₒ" },
	{ "p", "ₚ" }, { "r", "ᵣ" }, { "s", "ₛ" }, { "t", "ₜ" }, { "u", "ᵤ" },
	{ "v", "ᵥ" }, { "x", "ₓ" }, { "β", "ᵦ" }, { "γ", "ᵧ" }, { "ρ", "ᵨ" },
	{ "φ", "ᵩ" }, { "χ", "ᵪ" }, { "ϕ", "ᵩ" }, { "−", "₋" },
};

static const struct fence	fences[] = {
	{ "(", { "(", "(" }, { { "⎛", NULL, "⎝", "⎜", "⎛", "⎝" },
	    { "/", NULL, "\\", "|", "/", "\\" } } },
	{ ")", { ")", ")" }, { { "⎞", NULL, "⎠", "⎟", "⎞", "⎠" },
	    { "\\", NULL, "/", "|", "\\", "/" } } },
	{ "[", { "[", "[" }, { { "⎡", NULL, "⎣", "⎢", "⎡", "⎣" },
	    { "[", NULL, "[", "[", "[", "[" } } },
	{ "]", { "]", "]" }, { { "⎤", NULL, "⎦", "⎥", "⎤", "⎦" },
	    { "]", NULL, "]", "]", "]", "]" } } },
	{ "\\{", { "{", "{" }, { { "⎧", "⎨", "⎩", "⎪", "⎰", "⎱" },
	    { "/", "<", "\\", "|", "/", "\\" } } },
	{ "\\}", { "}", "}" }, { { "⎫", "⎬", "⎭", "⎪", "⎱", "⎰" },
	    { "\\", ">", "/", "|", "\\", "/" } } },
	{ "|", { "|", "|" }, { { "│", NULL, "│", "│", "│", "│" },
	    { "|", NULL, "|", "|", "|", "|" } } },
	{ "\\|", { "‖", "||" }, { { "║", NULL, "║", "║", "║", "║" },
	    { "||", NULL, "||", "||", "||", "||" } } },
	{ "\\lfloor", { "⌊", "|_" }, { { "⎢", NULL, "⎣", "⎢", "⎢", "⎣" },
	    { "| ", NULL, "|_", "| ", "| ", "|_" } } },
	{ "\\rfloor", { "⌋", "_|" }, { { "⎥", NULL, "⎦", "⎥", "⎥", "⎦" },
	    { " |", NULL, "_|", " |", " |", "_|" } } },
	{ "\\lceil", { "⌈", "|^" }, { { "⎡", NULL, "⎢", "⎢", "⎡", "⎢" },
	    { "|^", NULL, "| ", "| ", "|^", "| " } } },
	{ "\\rceil", { "⌉", "^|" }, { { "⎤", NULL, "⎥", "⎥", "⎤", "⎥" },
	    { "^|", NULL, " |", " |", "^|", " |" } } },
	{ "\\langle", { "⟨", "<" }, { { "╱", "⟨", "╲", "│", "╱", "╲" },
	    { "/", "<", "\\", "|", "/", "\\" } } },
	{ "\\rangle", { "⟩", ">" }, { { "╲", "⟩", "╱", "│", "╲", "╱" },
	    { "\\", ">", "/", "|", "\\", "/" } } },
	{ "/", { "/", "/" }, { { "╱", NULL, "╱", "╱", "╱", "╱" },
	    { "/", NULL, "/", "/", "/", "/" } } },
};

static const char	*const fence_names[][2] = {
	{ "\\lbrace", "\\{" }, { "\\rbrace", "\\}" }, { "\\vert", "|" },
	{ "\\lvert", "|" }, { "\\rvert", "|" }, { "\\Vert", "\\|" },
	{ "\\lVert", "\\|" }, { "\\rVert", "\\|" }, { "<", "\\langle" },
	{ ">", "\\rangle" }, { "\\lbrack", "[" }, { "\\rbrack", "]" },
};

static const struct accent	accents[] = {
	{ "hat", "\u0302", { "^", "^" }, 0, 0 },
	{ "widehat", "\u0302", { "^", "^" }, 0, 0 },
	{ "bar", "\u0304", { "_", "_" }, 1, 0 },
	{ "overline", "\u0304", { "_", "_" }, 1, 0 },
	{ "tilde", "\u0303", { "~", "~" }, 0, 0 },
	{ "widetilde", "\u0303", { "~", "~" }, 0, 0 },
	{ "vec", "\u20d7", { "→", "->" }, 0, 0 },
	{ "overrightarrow", "\u20d7", { "→", "->" }, 0, 0 },
	{ "dot", "\u0307", { "˙", "." }, 0, 0 },
	{ "ddot", "\u0308", { "¨", ".." }, 0, 0 },
	{ "check", "\u030c", { "ˇ", "v" }, 0, 0 },
	{ "breve", "\u0306", { "˘", "u" }, 0, 0 },
	{ "acute", "\u0301", { "´", "'" }, 0, 0 },
	{ "grave", "\u0300", { "`", "`" }, 0, 0 },
	{ "mathring", "\u030a", { "˚", "o" }, 0, 0 },
	{ "underline", "\u0331", { "‾", "-" }, 1, 1 },
};

static const struct font	fonts[] = {
	{ "mathrm", 0, '\0', 1 },
	{ "mathit", LOOK_ITALIC, '\0', 0 },
	{ "mathnormal", 0, '\0', 0 },
	{ "mathbf", LOOK_BOLD, '\0', 1 },
	{ "boldsymbol", LOOK_BOLD, '\0', 0 },
	{ "bm", LOOK_BOLD, '\0', 0 },
	{ "pmb", LOOK_BOLD, '\0', 0 },
	{ "mathbb", LOOK_BOLD, 'b', 0 },
	{ "mathds", LOOK_BOLD, 'b', 0 },
	{ "mathcal", 0, 'c', 0 },
	{ "mathscr", 0, 'c', 0 },
	{ "mathfrak", 0, 'f', 0 },
	{ "mathsf", 0, '\0', 1 },
	{ "mathtt", 0, '\0', 1 },
};

/* Letters that the BMP has: elsewhere the plain one stands. */
static const struct {
	char		 font, letter;
	const char	*utf8;
} letters[] = {
	{ 'b', 'C', "ℂ" }, { 'b', 'H', "ℍ" }, { 'b', 'N', "ℕ" },
	{ 'b', 'P', "ℙ" }, { 'b', 'Q', "ℚ" }, { 'b', 'R', "ℝ" },
	{ 'b', 'Z', "ℤ" }, { 'c', 'B', "ℬ" }, { 'c', 'E', "ℰ" },
	{ 'c', 'F', "ℱ" }, { 'c', 'H', "ℋ" }, { 'c', 'I', "ℐ" },
	{ 'c', 'L', "ℒ" }, { 'c', 'M', "ℳ" }, { 'c', 'R', "ℛ" },
	{ 'f', 'C', "ℭ" }, { 'f', 'H', "ℌ" }, { 'f', 'I', "ℑ" },
	{ 'f', 'R', "ℜ" }, { 'f', 'Z', "ℨ" },
};

#define COUNT(a)	(sizeof (a) / sizeof (a)[0])
static int
same(const char *name, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(name, word, n) == 0;
}

static int
compare_glyph(const void *key, const void *element)
{
	return strcmp(key, ((const struct glyph *)element)->name);
}

const struct glyph *
symbols_find(const char *name, size_t n)
{
	char	key[32];

	if (n >= sizeof key)
		return NULL;
	memcpy(key, name, n);
	key[n] = '\0';
	return bsearch(key, commands, COUNT(commands), sizeof commands[0],
	    compare_glyph);
}

const struct glyph *
symbols_char(uint32_t cp)
{
	char	utf8[4];
	size_t	n, i;

	/* Most are letters and digits. */
	if (cp == TEXT_BAD || (cp < 0x80 && isalnum((int)cp)))
		return NULL;
	n = text_encode(utf8, cp);
	for (i = 0; i < COUNT(characters); i++)
		if (same(utf8, n, characters[i].name))
			return &characters[i];
	return NULL;
}

const struct fence *
symbols_fence(const char *name, size_t n)
{
	const char	*other = NULL;
	size_t		 i;

	for (i = 0; i < COUNT(fence_names); i++)
		if (same(name, n, fence_names[i][0]))
			other = fence_names[i][1];
	for (i = 0; i < COUNT(fences); i++)
		if (other != NULL ? strcmp(other, fences[i].name) == 0 :
		    same(name, n, fences[i].name))
			return &fences[i];
	return NULL;
}

const struct accent *
symbols_accent(const char *name, size_t n)
{
	size_t	i;

	for (i = 0; i < COUNT(accents); i++)
		if (same(name, n, accents[i].name))
			return &accents[i];
	return NULL;
}

const struct font *
symbols_font(const char *name, size_t n)
{
	size_t	i;

	for (i = 0; i < COUNT(fonts); i++)
		if (same(name, n, fonts[i].name))
			return &fonts[i];
	return NULL;
}

const char *
symbols_letter(char font, uint32_t cp)
{
	size_t	i;

	for (i = 0; i < COUNT(letters); i++)
		if (letters[i].font == font && (uint32_t)letters[i].letter ==
		    cp)
			return letters[i].utf8;
	return NULL;
}

static int
compare_pair(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

static const char *
find_pair(const char *const (*pairs)[2], size_t n, const char *utf8)
{
	const char *const	*found;

	found = bsearch(utf8, pairs, n, sizeof pairs[0], compare_pair);
	return found == NULL ? NULL : found[1];
}

const char *
symbols_superscript(const char *utf8)
{
	return find_pair(superscripts, COUNT(superscripts), utf8);
}

const char *
symbols_subscript(const char *utf8)
{
	return find_pair(subscripts, COUNT(subscripts), utf8);
}
