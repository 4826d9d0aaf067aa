/* SPDX-License-Identifier: MIT */

#include "symbols.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gradus/text.h"

/* In the order of their names, as bytes. */
static const struct glyph	commands[] = {
	{ "#", ATOM_ORD, "#", "#", 0 },
	{ "$", ATOM_ORD, "$", "$", 0 },
	{ "%", ATOM_ORD, "%", "%", 0 },
	{ "&", ATOM_ORD, "&", "&", 0 },
	{ "Delta", ATOM_ORD, "Δ", "Delta", 0 },
	{ "Downarrow", ATOM_REL, "⇓", "vv", 0 },
	{ "Gamma", ATOM_ORD, "Γ", "Gamma", 0 },
	{ "Im", ATOM_ORD, "ℑ", "Im", 0 },
	{ "Lambda", ATOM_ORD, "Λ", "Lambda", 0 },
	{ "Leftarrow", ATOM_REL, "⇐", "<=", 0 },
	{ "Leftrightarrow", ATOM_REL, "⇔", "<=>", 0 },
	{ "Longleftrightarrow", ATOM_REL, "⟺", "<=>", 0 },
	{ "Longrightarrow", ATOM_REL, "⟹", "==>", 0 },
	{ "Omega", ATOM_ORD, "Ω", "Omega", 0 },
	{ "P", ATOM_ORD, "¶", "P", 0 },
	{ "Phi", ATOM_ORD, "Φ", "Phi", 0 },
	{ "Pi", ATOM_ORD, "Π", "Pi", 0 },
	{ "Pr", ATOM_OP, "Pr", "Pr", 1 },
	{ "Psi", ATOM_ORD, "Ψ", "Psi", 0 },
	{ "Re", ATOM_ORD, "ℜ", "Re", 0 },
	{ "Rightarrow", ATOM_REL, "⇒", "=>", 0 },
	{ "S", ATOM_ORD, "§", "S", 0 },
	{ "Sigma", ATOM_ORD, "Σ", "Sigma", 0 },
	{ "Theta", ATOM_ORD, "Θ", "Theta", 0 },
	{ "Uparrow", ATOM_REL, "⇑", "^^", 0 },
	{ "Upsilon", ATOM_ORD, "Υ", "Upsilon", 0 },
	{ "Vert", ATOM_ORD, "‖", "||", 0 },
	{ "Xi", ATOM_ORD, "Ξ", "Xi", 0 },
	{ "_", ATOM_ORD, "_", "_", 0 },
	{ "aleph", ATOM_ORD, "ℵ", "aleph", 0 },
	{ "alpha", ATOM_ORD, "α", "alpha", 0 },
	{ "amalg", ATOM_BIN, "⨿", "u", 0 },
	{ "angle", ATOM_ORD, "∠", "angle ", 0 },
	{ "approx", ATOM_REL, "≈", "~=", 0 },
	{ "arccos", ATOM_OP, "arccos", "arccos", 0 },
	{ "arcsin", ATOM_OP, "arcsin", "arcsin", 0 },
	{ "arctan", ATOM_OP, "arctan", "arctan", 0 },
	{ "arg", ATOM_OP, "arg", "arg", 0 },
	{ "argmax", ATOM_OP, "arg max", "arg max", 1 },
	{ "argmin", ATOM_OP, "arg min", "arg min", 1 },
	{ "ast", ATOM_BIN, "∗", "*", 0 },
	{ "asymp", ATOM_REL, "≍", "~~", 0 },
	{ "backslash", ATOM_ORD, "\\", "\\", 0 },
	{ "because", ATOM_REL, "∵", "since", 0 },
	{ "beta", ATOM_ORD, "β", "beta", 0 },
	{ "bigcap", ATOM_OP, "⋂", "N", 1 },
	{ "bigcup", ATOM_OP, "⋃", "U", 1 },
	{ "bigodot", ATOM_OP, "⨀", "(.)", 1 },
	{ "bigoplus", ATOM_OP, "⨁", "(+)", 1 },
	{ "bigotimes", ATOM_OP, "⨂", "(x)", 1 },
	{ "bigvee", ATOM_OP, "⋁", "OR", 1 },
	{ "bigwedge", ATOM_OP, "⋀", "AND", 1 },
	{ "blacksquare", ATOM_ORD, "■", "[]", 0 },
	{ "bmod", ATOM_BIN, "mod", "mod", 0 },
	{ "bot", ATOM_ORD, "⊥", "_|_", 0 },
	{ "bowtie", ATOM_REL, "⋈", "|><|", 0 },
	{ "boxdot", ATOM_BIN, "⊡", "[.]", 0 },
	{ "bullet", ATOM_BIN, "•", "*", 0 },
	{ "cap", ATOM_BIN, "∩", "n", 0 },
	{ "cdot", ATOM_BIN, "·", "*", 0 },
	{ "cdots", ATOM_ORD, "⋯", "...", 0 },
	{ "checkmark", ATOM_ORD, "✓", "v", 0 },
	{ "chi", ATOM_ORD, "χ", "chi", 0 },
	{ "circ", ATOM_BIN, "∘", "o", 0 },
	{ "circledR", ATOM_ORD, "®", "(R)", 0 },
	{ "circledast", ATOM_BIN, "⊛", "(*)", 0 },
	{ "clubsuit", ATOM_ORD, "♣", "C", 0 },
	{ "colon", ATOM_PUNCT, ":", ":", 0 },
	{ "coloneq", ATOM_REL, "≔", ":=", 0 },
	{ "coloneqq", ATOM_REL, "≔", ":=", 0 },
	{ "complement", ATOM_ORD, "∁", "C", 0 },
	{ "cong", ATOM_REL, "≅", "~=", 0 },
	{ "coprod", ATOM_OP, "∐", "COPROD", 1 },
	{ "copyright", ATOM_ORD, "©", "(c)", 0 },
	{ "cos", ATOM_OP, "cos", "cos", 0 },
	{ "cosh", ATOM_OP, "cosh", "cosh", 0 },
	{ "cot", ATOM_OP, "cot", "cot", 0 },
	{ "coth", ATOM_OP, "coth", "coth", 0 },
	{ "csc", ATOM_OP, "csc", "csc", 0 },
	{ "cup", ATOM_BIN, "∪", "u", 0 },
	{ "curvearrowright", ATOM_REL, "↷", "->", 0 },
	{ "dagger", ATOM_ORD, "†", "+", 0 },
	{ "ddagger", ATOM_ORD, "‡", "++", 0 },
	{ "ddots", ATOM_ORD, "⋱", "\\.", 0 },
	{ "deg", ATOM_OP, "deg", "deg", 0 },
	{ "degree", ATOM_ORD, "°", "deg", 0 },
	{ "delta", ATOM_ORD, "δ", "delta", 0 },
	{ "det", ATOM_OP, "det", "det", 1 },
	{ "diamond", ATOM_BIN, "⋄", "<>", 0 },
	{ "dim", ATOM_OP, "dim", "dim", 0 },
	{ "div", ATOM_BIN, "÷", "/", 0 },
	{ "doteq", ATOM_REL, "≐", ".=", 0 },
	{ "dots", ATOM_ORD, "…", "...", 0 },
	{ "dotsb", ATOM_ORD, "⋯", "...", 0 },
	{ "dotsc", ATOM_ORD, "…", "...", 0 },
	{ "downarrow", ATOM_REL, "↓", "v", 0 },
	{ "ell", ATOM_ORD, "ℓ", "l", 0 },
	{ "emptyset", ATOM_ORD, "∅", "{}", 0 },
	{ "epsilon", ATOM_ORD, "ϵ", "epsilon", 0 },
	{ "eqqcolon", ATOM_REL, "≕", "=:", 0 },
	{ "equiv", ATOM_REL, "≡", "==", 0 },
	{ "eta", ATOM_ORD, "η", "eta", 0 },
	{ "exists", ATOM_ORD, "∃", "exists ", 0 },
	{ "exp", ATOM_OP, "exp", "exp", 0 },
	{ "forall", ATOM_ORD, "∀", "forall ", 0 },
	{ "gamma", ATOM_ORD, "γ", "gamma", 0 },
	{ "gcd", ATOM_OP, "gcd", "gcd", 1 },
	{ "ge", ATOM_REL, "≥", ">=", 0 },
	{ "geq", ATOM_REL, "≥", ">=", 0 },
	{ "geqslant", ATOM_REL, "≥", ">=", 0 },
	{ "gets", ATOM_REL, "←", "<-", 0 },
	{ "gg", ATOM_REL, "≫", ">>", 0 },
	{ "gtrsim", ATOM_REL, "≳", ">~", 0 },
	{ "hbar", ATOM_ORD, "ℏ", "h", 0 },
	{ "hom", ATOM_OP, "hom", "hom", 0 },
	{ "hookrightarrow", ATOM_REL, "↪", "c->", 0 },
	{ "iddots", ATOM_ORD, "⋰", "./", 0 },
	{ "iff", ATOM_REL, "⟺", "<=>", 0 },
	{ "iiint", ATOM_OP, "∭", "INT INT INT", 0 },
	{ "iint", ATOM_OP, "∬", "INT INT", 0 },
	{ "imath", ATOM_ORD, "ı", "i", 0 },
	{ "impliedby", ATOM_REL, "⟸", "<==", 0 },
	{ "implies", ATOM_REL, "⟹", "==>", 0 },
	{ "in", ATOM_REL, "∈", "in", 0 },
	{ "inf", ATOM_OP, "inf", "inf", 1 },
	{ "infty", ATOM_ORD, "∞", "inf", 0 },
	{ "int", ATOM_OP, "∫", "INT", 0 },
	{ "iota", ATOM_ORD, "ι", "iota", 0 },
	{ "jmath", ATOM_ORD, "ȷ", "j", 0 },
	{ "kappa", ATOM_ORD, "κ", "kappa", 0 },
	{ "ker", ATOM_OP, "ker", "ker", 0 },
	{ "lVert", ATOM_OPEN, "‖", "||", 0 },
	{ "lambda", ATOM_ORD, "λ", "lambda", 0 },
	{ "land", ATOM_BIN, "∧", "and", 0 },
	{ "langle", ATOM_OPEN, "⟨", "<", 0 },
	{ "lbrace", ATOM_OPEN, "{", "{", 0 },
	{ "lbrack", ATOM_OPEN, "[", "[", 0 },
	{ "lceil", ATOM_OPEN, "⌈", "|^", 0 },
	{ "ldots", ATOM_ORD, "…", "...", 0 },
	{ "le", ATOM_REL, "≤", "<=", 0 },
	{ "leadsto", ATOM_REL, "⇝", "~>", 0 },
	{ "leftarrow", ATOM_REL, "←", "<-", 0 },
	{ "leftrightarrow", ATOM_REL, "↔", "<->", 0 },
	{ "leq", ATOM_REL, "≤", "<=", 0 },
	{ "leqslant", ATOM_REL, "≤", "<=", 0 },
	{ "lesssim", ATOM_REL, "≲", "<~", 0 },
	{ "lfloor", ATOM_OPEN, "⌊", "|_", 0 },
	{ "lg", ATOM_OP, "lg", "lg", 0 },
	{ "lim", ATOM_OP, "lim", "lim", 1 },
	{ "liminf", ATOM_OP, "lim inf", "lim inf", 1 },
	{ "limsup", ATOM_OP, "lim sup", "lim sup", 1 },
	{ "ll", ATOM_REL, "≪", "<<", 0 },
	{ "ln", ATOM_OP, "ln", "ln", 0 },
	{ "lnot", ATOM_ORD, "¬", "not ", 0 },
	{ "log", ATOM_OP, "log", "log", 0 },
	{ "longleftarrow", ATOM_REL, "⟵", "<--", 0 },
	{ "longmapsto", ATOM_REL, "⟼", "|-->", 0 },
	{ "longrightarrow", ATOM_REL, "⟶", "-->", 0 },
	{ "lor", ATOM_BIN, "∨", "or", 0 },
	{ "lvert", ATOM_OPEN, "|", "|", 0 },
	{ "mapsto", ATOM_REL, "↦", "|->", 0 },
	{ "max", ATOM_OP, "max", "max", 1 },
	{ "mid", ATOM_REL, "∣", "|", 0 },
	{ "min", ATOM_OP, "min", "min", 1 },
	{ "models", ATOM_REL, "⊨", "|=", 0 },
	{ "mp", ATOM_BIN, "∓", "-+", 0 },
	{ "mu", ATOM_ORD, "μ", "mu", 0 },
	{ "nabla", ATOM_ORD, "∇", "grad", 0 },
	{ "ne", ATOM_REL, "≠", "!=", 0 },
	{ "nearrow", ATOM_REL, "↗", "/^", 0 },
	{ "neg", ATOM_ORD, "¬", "not ", 0 },
	{ "neq", ATOM_REL, "≠", "!=", 0 },
	{ "nexists", ATOM_ORD, "∄", "no ", 0 },
	{ "ni", ATOM_REL, "∋", "ni", 0 },
	{ "nmid", ATOM_REL, "∤", "/|", 0 },
	{ "notin", ATOM_REL, "∉", "not in", 0 },
	{ "nrightarrow", ATOM_REL, "↛", "-/>", 0 },
	{ "nsubseteq", ATOM_REL, "⊈", "not subset=", 0 },
	{ "nu", ATOM_ORD, "ν", "nu", 0 },
	{ "odot", ATOM_BIN, "⊙", ".*", 0 },
	{ "oint", ATOM_OP, "∮", "OINT", 0 },
	{ "omega", ATOM_ORD, "ω", "omega", 0 },
	{ "omicron", ATOM_ORD, "ο", "omicron", 0 },
	{ "ominus", ATOM_BIN, "⊖", "(-)", 0 },
	{ "oplus", ATOM_BIN, "⊕", "(+)", 0 },
	{ "oslash", ATOM_BIN, "⊘", "./", 0 },
	{ "otimes", ATOM_BIN, "⊗", "(x)", 0 },
	{ "parallel", ATOM_REL, "∥", "||", 0 },
	{ "partial", ATOM_ORD, "∂", "d", 0 },
	{ "perp", ATOM_REL, "⊥", "_|_", 0 },
	{ "phi", ATOM_ORD, "ϕ", "phi", 0 },
	{ "pi", ATOM_ORD, "π", "pi", 0 },
	{ "pm", ATOM_BIN, "±", "+-", 0 },
	{ "pounds", ATOM_ORD, "£", "GBP", 0 },
	{ "prec", ATOM_REL, "≺", "-<", 0 },
	{ "preceq", ATOM_REL, "⪯", "-<=", 0 },
	{ "prime", ATOM_ORD, "′", "'", 0 },
	{ "prod", ATOM_OP, "∏", "PROD", 1 },
	{ "propto", ATOM_REL, "∝", "~", 0 },
	{ "psi", ATOM_ORD, "ψ", "psi", 0 },
	{ "qed", ATOM_ORD, "□", "[]", 0 },
	{ "rVert", ATOM_CLOSE, "‖", "||", 0 },
	{ "rangle", ATOM_CLOSE, "⟩", ">", 0 },
	{ "rbrace", ATOM_CLOSE, "}", "}", 0 },
	{ "rbrack", ATOM_CLOSE, "]", "]", 0 },
	{ "rceil", ATOM_CLOSE, "⌉", "^|", 0 },
	{ "rfloor", ATOM_CLOSE, "⌋", "_|", 0 },
	{ "rho", ATOM_ORD, "ρ", "rho", 0 },
	{ "rightarrow", ATOM_REL, "→", "->", 0 },
	{ "rightharpoonup", ATOM_REL, "⇀", "->", 0 },
	{ "rightleftharpoons", ATOM_REL, "⇌", "<=>", 0 },
	{ "rvert", ATOM_CLOSE, "|", "|", 0 },
	{ "searrow", ATOM_REL, "↘", "\\v", 0 },
	{ "sec", ATOM_OP, "sec", "sec", 0 },
	{ "setminus", ATOM_BIN, "∖", "\\", 0 },
	{ "sigma", ATOM_ORD, "σ", "sigma", 0 },
	{ "sim", ATOM_REL, "∼", "~", 0 },
	{ "simeq", ATOM_REL, "≃", "~=", 0 },
	{ "sin", ATOM_OP, "sin", "sin", 0 },
	{ "sinh", ATOM_OP, "sinh", "sinh", 0 },
	{ "sqcup", ATOM_BIN, "⊔", "u", 0 },
	{ "sqsubseteq", ATOM_REL, "⊑", "[=", 0 },
	{ "square", ATOM_ORD, "□", "[]", 0 },
	{ "star", ATOM_ORD, "⋆", "*", 0 },
	{ "subset", ATOM_REL, "⊂", "subset", 0 },
	{ "subseteq", ATOM_REL, "⊆", "subset=", 0 },
	{ "succ", ATOM_REL, "≻", ">-", 0 },
	{ "succeq", ATOM_REL, "⪰", ">-=", 0 },
	{ "sum", ATOM_OP, "∑", "SUM", 1 },
	{ "sup", ATOM_OP, "sup", "sup", 1 },
	{ "supset", ATOM_REL, "⊃", "supset", 0 },
	{ "supseteq", ATOM_REL, "⊇", "supset=", 0 },
	{ "surd", ATOM_ORD, "√", "sqrt", 0 },
	{ "tan", ATOM_OP, "tan", "tan", 0 },
	{ "tanh", ATOM_OP, "tanh", "tanh", 0 },
	{ "tau", ATOM_ORD, "τ", "tau", 0 },
	{ "textbackslash", ATOM_ORD, "\\", "\\", 0 },
	{ "therefore", ATOM_REL, "∴", "so", 0 },
	{ "theta", ATOM_ORD, "θ", "theta", 0 },
	{ "times", ATOM_BIN, "×", "x", 0 },
	{ "to", ATOM_REL, "→", "->", 0 },
	{ "top", ATOM_ORD, "⊤", "T", 0 },
	{ "triangle", ATOM_ORD, "△", "^", 0 },
	{ "triangleq", ATOM_REL, "≜", "=^=", 0 },
	{ "uparrow", ATOM_REL, "↑", "^", 0 },
	{ "updownarrow", ATOM_REL, "↕", "^v", 0 },
	{ "uplus", ATOM_BIN, "⊎", "(+)", 0 },
	{ "upsilon", ATOM_ORD, "υ", "upsilon", 0 },
	{ "varepsilon", ATOM_ORD, "ε", "varepsilon", 0 },
	{ "varnothing", ATOM_ORD, "∅", "{}", 0 },
	{ "varphi", ATOM_ORD, "φ", "varphi", 0 },
	{ "varpi", ATOM_ORD, "ϖ", "varpi", 0 },
	{ "varrho", ATOM_ORD, "ϱ", "varrho", 0 },
	{ "varsigma", ATOM_ORD, "ς", "varsigma", 0 },
	{ "vartheta", ATOM_ORD, "ϑ", "vartheta", 0 },
	{ "vartriangleright", ATOM_REL, "⊳", "|>", 0 },
	{ "vdash", ATOM_REL, "⊢", "|-", 0 },
	{ "vdots", ATOM_ORD, "⋮", ":", 0 },
	{ "vee", ATOM_BIN, "∨", "\\/", 0 },
	{ "vert", ATOM_ORD, "|", "|", 0 },
	{ "wedge", ATOM_BIN, "∧", "/\\", 0 },
	{ "wp", ATOM_ORD, "℘", "p", 0 },
	{ "wr", ATOM_BIN, "≀", "~", 0 },
	{ "xi", ATOM_ORD, "ξ", "xi", 0 },
	{ "zeta", ATOM_ORD, "ζ", "zeta", 0 },
	{ "{", ATOM_OPEN, "{", "{", 0 },
	{ "|", ATOM_ORD, "‖", "||", 0 },
	{ "}", ATOM_CLOSE, "}", "}", 0 },
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
