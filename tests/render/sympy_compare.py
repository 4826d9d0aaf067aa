# SPDX-License-Identifier: MIT
"""
The same formulas by SymPy's pretty printer and by gradus math: rows x columns
of each. With -v both pictures are printed.

    python3 tests/render/sympy_compare.py build/gradus [-v]
"""
import subprocess
import sys

from sympy import (Derivative, Eq, Function, Integral, KroneckerDelta, Matrix,
                   MatrixSymbol, Max, Piecewise, Sum, Symbol, exp,
                   oo, pi, pretty, sqrt, symbols, Add, Mul, Pow, Rational,
                   Limit, binomial)

x, y, a, b, c, d, i, j, k, n = symbols('x y a b c d i j k n')
sigma, mu = symbols('sigma mu')
f, L = Function('f'), Function('L')
o = Function('o')
W, X = MatrixSymbol('W', 2, 3), MatrixSymbol('x', 2, 4)


def mul(*args):
    return Mul(*args, evaluate=False)


ROWS = [
    ("derivative", Derivative(L(x), x),
     r"\frac{\partial L(x)}{\partial x}"),
    ("chain", mul(Derivative(L(y), y), Derivative(f(x), x)),
     r"\frac{\partial L(y)}{\partial y} \cdot \frac{\partial f(x)}{\partial x}"),
    ("softmax", Eq(Symbol('p_i'), exp(o(i)) / Sum(exp(o(j)), (j, 1, n))),
     r"p_i = \frac{\exp(o(i))}{\sum_{j=1}^n \exp(o(j))}"),
    ("squared error", Eq(Symbol('L'), mul(Rational(1, 2), Pow(
        Add(Symbol('y_out'), -Symbol('y_gt'), evaluate=False), 2))),
     r"L = \frac{1}{2} (y_{out} - y_{gt})^2"),
    ("names", Add(Symbol('y_out'), -Symbol('s_out'), evaluate=False),
     r"y_{out} - s_{out}"),
    ("matrix", Matrix([[0.75, 0.2, -0.75], [0.8, 0.05, 0.8]]),
     r"\begin{bmatrix} 0.75 & 0.2 & -0.75 \\ 0.8 & 0.05 & 0.8 \end{bmatrix}"),
    ("column", Matrix(symbols('w_1 w_2 w_3')),
     r"\begin{bmatrix} w_1 \\ w_2 \\ w_3 \end{bmatrix}"),
    ("transpose", W.T * X, r"W^\top x"),
    ("cases", Piecewise((1, Eq(i, j)), (0, True)),
     r"\begin{cases} 1 & i = j \\ 0 & \text{otherwise} \end{cases}"),
    ("Kronecker", mul(Symbol('p_i'), Add(KroneckerDelta(i, j),
                                         -Symbol('p_j'), evaluate=False)),
     r"p_i (\delta_{ij} - p_j)"),
    ("root", sqrt(a**2 + b**2), r"\sqrt{a^2 + b^2}"),
    ("root of a fraction", sqrt(a / b), r"\sqrt{\frac{a}{b}}"),
    ("quadratic", (-b + sqrt(b**2 - 4 * a * c)) / (2 * a),
     r"\frac{-b + \sqrt{b^2 - 4ac}}{2a}"),
    ("integral", Integral(exp(-x**2), (x, -oo, oo)),
     r"\int_{-\infty}^\infty e^{-x^2} dx"),
    ("sum", Sum(Symbol('L_j'), (j, 1, n)), r"\sum_{j=1}^n L_j"),
    ("fraction of fractions", (a / b + 1) / (c / d + 1),
     r"\frac{\frac{a}{b} + 1}{\frac{c}{d} + 1}"),
    ("normal density", exp(-(x - mu)**2 / (2 * sigma**2)) / sqrt(
        2 * pi * sigma**2),
     r"\frac{1}{\sqrt{2\pi\sigma^2}} "
     r"\exp\left(-\frac{(x - \mu)^2}{2\sigma^2}\right)"),
    ("hinge", Max(0, Add(Symbol('p_j'), -Symbol('p_k'), Symbol('m'),
                         evaluate=False)), r"\max(0, p_j - p_k + m)"),
    ("limit", Limit((1 + 1 / n)**n, n, oo),
     r"\lim_{n \to \infty} \left(1 + \frac{1}{n}\right)^n"),
    ("binomial", binomial(n, k), r"\binom{n}{k}"),
]


def size(text):
    lines = text.rstrip('\n').split('\n')
    return len(lines), max(len(line.rstrip()) for line in lines)


def main():
    verbose = '-v' in sys.argv
    taller = 0
    print("| formula | gradus | SymPy |\n| --- | --- | --- |")
    for name, expr, latex in ROWS:
        theirs = pretty(expr, use_unicode=True, wrap_line=False)
        ours = subprocess.run([sys.argv[1], 'math', '--width', '200', latex],
                              capture_output=True, text=True,
                              check=True).stdout
        taller += size(ours)[0] > size(theirs)[0]
        print("| %s | %d×%d | %d×%d |" % ((name,) + size(ours) +
                                          size(theirs)))
        if verbose:
            print(ours + "\n" + theirs + "\n")
    print("\n%d of %d are taller than SymPy's" % (taller, len(ROWS)))


main()
