/* SPDX-License-Identifier: MIT */
/*
 * The one table of operators and functions. Parser, shapes, gradients,
 * printer, plan, help and completion all read it. A new function of the
 * language is one row in op.def, beside a forward and a backward function
 * that stand side by side in one of src/expr/op_*.c.
 */
#ifndef GRADUS_OP_H
#define GRADUS_OP_H

#include <stddef.h>

struct builder;
struct depends;
struct expr;
struct instr;

enum op {
#define OP(id, ...)	OP_##id,
#include "gradus/op.def"
#undef OP
	OP_COUNT
};

/* How an operator is written. */
enum op_form {
	FORM_LEAF,	/* a number, a name */
	FORM_INFIX,	/* a + b */
	FORM_PREFIX,	/* -a */
	FORM_POSTFIX,	/* a' */
	FORM_CALL,	/* relu(a) */
	FORM_SPECIAL,	/* [a b], x(i, j), f_1(s) */
};

/* The rule that a derivation cites for it. */
enum op_rule {
#define RULE(id, ...)	RULE_##id,
#include "gradus/rule.def"
#undef RULE
	RULE_COUNT
};

/* How it is typeset, around and between its arguments. */
enum op_notation {
	NOTATION_OWN,		/* as its readers write it, each by a case */
	NOTATION_SIGN,		/* a + b, -a */
	NOTATION_PRODUCT,	/* a b; cell by cell with the sign between */
	NOTATION_FRACTION,	/* a above b */
	NOTATION_EXPONENT,	/* b as an exponent */
	NOTATION_INDICATOR,	/* 1[a < b] */
	NOTATION_CALL,		/* f(a, b) */
	NOTATION_AROUND,	/* |a|: no brackets are needed */
};

/* Binding strength, loosest first: Octave's. */
enum op_priority {
	PRIORITY_NONE,
	PRIORITY_COMPARE,
	PRIORITY_ADD,
	PRIORITY_MULTIPLY,
	PRIORITY_UNARY,
	PRIORITY_POWER,		/* ^ .^ ' */
	PRIORITY_PRIMARY,
};

/* Which member of union attr a node uses. */
enum op_attr {
	ATTR_NONE,
	ATTR_NUMBER,
	ATTR_NAME,
	ATTR_PICK,
	ATTR_DIM,
	ATTR_WHOLE,
	ATTR_CELLS,
};

#define OP_MAP		0x01	/* elementwise, with broadcasting */
#define OP_KINK		0x02	/* its derivative jumps somewhere */
#define OP_FLAT		0x04	/* its derivative is 0 wherever it exists */
#define OP_OPTION	0x08	/* can be an option of a choice */

/*
 * Types a node whose arguments are typed; returns 0, or -1 after noting what
 * does not fit.
 */
typedef int		 op_shape(struct builder *, struct expr *);

/* What a backward rule is asked: how the adjoint of a node comes back. */
struct pullback {
	struct builder		*b;
	const struct expr	*node;
	size_t			 i;	/* to this argument of it */
	size_t			 rows, cols;	/* of those before it, added */
	const struct expr	*y;	/* the node, or the name of its value */
	const struct expr	*g;	/* its adjoint: objective by node */
	struct depends		*depends; /* on what the gradient is by */
};

/*
 * The backward rule: the pullback (vector-Jacobian product) of an operator.
 * Returns what g contributes to the adjoint of argument i; NULL if nothing.
 *
 * An adjoint may be *compressed*: a dimension of size 1 stands for that many
 * equal rows or columns. What an OP_MAP returns broadcasts to the node's
 * shape; what others return broadcasts to the argument's shape.
 */
typedef const struct expr *op_vjp(const struct pullback *);

struct op_def {
	enum op			 op;
	const char		*name;		/* "+", "relu" */
	enum op_form		 form;
	enum op_priority	 priority;
	enum op_attr		 attr;
	/*
	 * Arguments of a call, a letter each: m a matrix, v a name, n a whole
	 * number, d a dimension (1 or 2, may be left out), f a number that may
	 * be left out, s a text, i an index of as many as the argument two
	 * places before it says.
	 */
	const char		*args;
	op_shape		*shape;
	op_vjp			*vjp;		/* NULL: no derivative, or 0 */
	double			(*scalar)(double, double); /* OP_MAP only */
	void			(*run)(const struct instr *);
	unsigned		 flags;
	const char		*usage;		/* "sum(A, dim)" */
	const char		*help;		/* one line */
	enum op_notation	 notation;
	/*
	 * The sign, or the name of a function before its arguments; around an
	 * argument, what "%" stands for is that.
	 */
	const char		*latex;
	enum op_rule		 rule;
	const char		*slope;		/* its own sentence, or "" */
};

const struct op_def	*op_def(enum op);
/* The function called name (n bytes), or NULL. */
const struct op_def	*op_find(const char *name, size_t n);

#endif
