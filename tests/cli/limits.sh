#!/bin/sh
# SPDX-License-Identifier: MIT
#
# limits.sh PROGRAM
#
# What a hostile text of less than 100 kB may take: a second of the processor,
# 256 MB, and a stack of 256 kB. Each test is a text that is made here and a
# command that reads it. Sanitizers take more of everything.

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
LC_ALL=C.UTF-8
GRADUS_LESSONS=$here/../../lessons
export LC_ALL GRADUS_LESSONS
. "$here/tap.inc"

# Runs a command with little; its status, or 99 where it took too much.
with_little() (
	case ${FLAVOUR-} in
	asan | ubsan | valgrind | fuzz)
		ulimit -s 4096
		ulimit -t 60 ;;
	*)	ulimit -s 256
		ulimit -t 1
		ulimit -v 262144 ;;
	esac
	"$@" <text >out 2>err
	code=$?
	[ $code -lt 3 ] || code=99
	exit $code
)

# small SENTENCE STATUS ARGUMENT...: the input is in the file text. Status -: a
# mistake or none, all the same.
small() {
	sentence=$1 status=$2
	shift 2
	with_little "$program" "$@"
	code=$?
	: >difference
	[ "$(wc -c <text)" -lt 100000 ] || echo 'a large text' >>difference
	case $status$code in
	"$code$code" | -[012]) ;;
	*) false ;;
	esac || {
		echo "exit status $code, not $status"
		head -n 3 err
	} >>difference
	[ "$(wc -c <out)" -lt 4000000 ] || echo 'a large answer' >>difference
	[ ! -s difference ]
	result $? "$sentence"
}

# A model of N names, each made from the one before by f, and then gradients.
chain() {
	awk -v n="$1" -v f="$2" -v g="$3" 'BEGIN {
		print "param s = 0.5"
		print "param a0 = 0.5"
		for (i = 1; i <= n; i++) {
			e = f
			gsub("A", "a" (i - 1), e)
			print "a" i " = " e
			if (g != "each")
				continue
			print "g" i " = grad(a" i ", a0)"
		}
		for (i = 0; g == "all" && i < n; i++)
			print "g" i " = grad(a" n ", a" i ")"
		if (g == "one")
			print "g = grad(a" n ", a0)"
	}' >text
}

# repeat TEXT [BEFORE [BEHIND]]: a text of almost 100 kB.
repeat() {
	T=$1 B=${2-} E=${3-} awk 'BEGIN {
		printf "%s", ENVIRON["B"]
		t = ENVIRON["T"]
		while (length(t) < 9000)
			t = t ENVIRON["T"]
		for (n = 0; n + length(t) < 98000; n += length(t))
			printf "%s", t
		print ENVIRON["E"]
	}' >text
}

# lines N FORMAT [BEFORE [BEHIND]]: a line for each number, up to 5 times.
lines() {
	N=$1 F=$2 B=${3-} E=${4-} awk 'BEGIN {
		printf "%s", ENVIRON["B"]
		for (i = 1; i <= ENVIRON["N"]; i++)
			printf ENVIRON["F"] "\n", i, i, i, i, i
		print ENVIRON["E"]
	}' >text
}

# ------------------------------------------------------------------- models

chain 1500 'A.^2' one
small 'one gradient through 1,500 squares' 1 run --model -
chain 400 'A.^2' one
small 'one gradient through 400 squares' 0 run --model -
small 'its derivation' 0 derive --model - g
small 'its explanation' 0 explain --model - g
chain 400 'A.^2' each
small 'a gradient of each of 400 squares' 0 run --model -
small 'a gradient of each of 400 squares, checked' 0 check --model -
chain 1500 'tanh(A)' all
small 'a gradient by each of 1,500 names' 1 run --model -
chain 400 'tanh(A)' all
small 'a gradient by each of 400 names' 0 run --model -
chain 400 'tanh(A)' one
awk 'BEGIN { for (i = 0; i < 3000; i++) print "claim a400 == a399" }' >>text
small '3,000 claims about 400 names' 0 run --model -
lines 7000 'a%d = q%d'
small '7,000 unknown names' 1 run --model -
lines 9000 'a = x(%d' 'x = 1
'
small '9,000 brackets that are open' 1 run --model -
repeat 'x(' 'x = 1
a = '
small 'an index in an index in an index' 1 run --model -
for call in 'tanh(' 'grad(' 'max(1, ' '(' '[' '1 + (' '-' '[1; '; do
	repeat "$call" 'x = 1
a = '
	small "$call again and again" 1 run --model -
done
repeat 'x ' 'param x = 1
y = [' ']
z = sum(y)
g = grad(z, x)'
small 'the gradient of 49,000 columns' 0 run --model -
small 'its derivation' 0 derive --model - g
repeat '1 ' 'param x = ones(1, 3)
z = sum(x([' ']).^2)
g = grad(z, x)'
small 'a cell that 49,000 others go back to' 0 explain --model - 'g(1)'
lines 150 "a%d = $(awk 'BEGIN { for (i = 0; i < 99; i++)
    printf "x * "; print "x" }')
g%d = grad(sum(a%d), x)" 'param x = ones(3, 3)
'
small '100 matrices multiplied' 0 explain --model - 'g5(1,1)'
lines 90 'a%d = x + %d' 'param x = ones(1000, 1000)
'
small 'matrices without room' 1 run --model -
lines 3500 'variant "v%d": x = %d' 'param x = 1
a = x^2
g = grad(a, x)
'
small '3,500 variants' 0 check --model -
lines 1 'x = 1'
small '14,000 unknown names' 2 run --model - --only \
    "$(awk 'BEGIN { for (i = 0; i < 14000; i++) printf "z%d,", i }')"

# 150,300 checks: a bound, and how far they are on a terminal.
awk 'BEGIN {
	print "param x = 1"
	for (i = 1; i <= 300; i++)
		print "a" i " = tanh(x)\ng" i " = grad(a" i ", x)"
	for (i = 1; i <= 500; i++)
		print "variant \"v" i "\": x = " i
}' >text
tail_is() {
	tail -n 1 "$1" >difference
	[ "$(cat difference)" = "$2" ]
}
if [ -z "${FLAVOUR-}" ] && command -v script >/dev/null; then
	script -qec "'$program' check --model text >out" progress </dev/null \
	    >/dev/null 2>&1
	tail_is out '10000 checks: none wrong; 140300 more take too long and '\
'are not made'
	result $? 'of 150,300 checks 10,000 are made'
	tr '\r' '\n' <progress >difference
	grep -q '^[0-9][0-9]* of 150300 checked' difference
	result $? 'a terminal shows how far they are'
fi

# ----------------------------------------------------------------- formulas

for part in '\frac{a}{b}' '\left( abc)' '\sqrt{a' 'a_' '\begin{matrix}a & ' \
    '\underbrace{a}_{' '\text{' '\class{a}{' '\overset{a}{' 'a^b_c' \
    '\left( \frac{a}{b} '; do
	repeat "$part" "\$\$" "\$\$"
	small "a formula of $part" - math --markdown -
done
awk 'BEGIN {
	printf "$$"
	for (i = 0; i < 17000; i++)
		printf "\\q%c%c%c", 97 + i % 26, 97 + i / 26 % 26,
		    97 + i / 676
	print "$$"
}' >text
small '17,000 unknown commands' 0 math --markdown -
small 'a report of them' 0 math --markdown - --report
body=$(awk 'BEGIN { for (i = 0; i < 19000; i++) printf "x" }')
lines 13000 '$\a$
' "\$\\newcommand{\\a}{$body}\$

"
small 'a macro of 19 kB in 13,000 formulas' 1 math --markdown -
repeat '\a' "\$\$\\newcommand{\\a}{$body}" "\$\$"
head -c 99000 text >cut && mv cut text
small 'a macro of 19 kB in one formula' 1 math --markdown -

# ---------------------------------------------------------------- documents

repeat 'a  
' '$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx$ '
small 'a line in each of 24,000 rows' 0 math --markdown - --width 200
awk 'BEGIN {
	printf "$"
	for (i = 0; i < 49000; i++) printf "x"
	print "$"
	for (i = 0; i < 9000; i++) print "a  "
}' >text
small 'a formula of 49,000 columns above 9,000 rows' 0 math --markdown -
repeat '# a
'
small 'a document of headings' 0 math --markdown - --width 120
for part in '- ' '> ' '1. ' '**a' '[a](b) ' '|a' '- a
' '$a$ ' '`a` ' '*a **b '; do
	repeat "$part"
	small "a document of $part" - math --markdown - --width 120
done

# ------------------------------------------------------------------ lessons

model='# A lesson

```model
param x = 1
a = x^2
g = grad(a, x)
```

### A step

'
lesson() {
	mv text lesson.md
	: >text
	small "$1" "$2" "$3" lesson.md
	mv lesson.md text
}
repeat '### A step
' "$model"
lesson 'a lesson of 8,000 steps' 0 run
repeat '```model
```
' "$model"
lesson 'a lesson of 7,000 models' 0 run
repeat 'shov x
' "$model\`\`\`gradus
" '```'
lesson '14,000 wrong commands' 1 run
repeat 'show x a g
' "$model\`\`\`gradus
" '```'
lesson '9,000 commands' 0 run
repeat 'x ' "$model\`\`\`gradus
show " '
```'
lesson 'a command of 49,000 words' 0 run
repeat 'derive g
' "$model\`\`\`gradus
" '```'
lesson '10,000 derivations' 0 run
awk 'BEGIN {
	print "# A lesson"
	for (k = 1; k <= 2; k++) {
		print "\n```model\nparam a" k "_0 = 0.5"
		for (i = 1; i <= 400; i++)
			print "a" k "_" i " = tanh(a" k "_" i - 1 ")"
		for (i = 0; i < 400; i++)
			print "g" k "_" i " = grad(a" k "_400, a" k "_" i ")"
		print "```"
	}
}' >text
lesson 'the same budget for all models of a lesson' 1 run
lines 4000 '```model
b%d = a
```' "$model"
lesson 'an equation in each of 4,000 models' 0 run
repeat '```' "$model"
lesson 'a fence in a fence' 1 run
repeat '`x` ' "$model"
lesson '24,000 names in prose' 0 run
repeat '> ' "$model"
lesson 'a quotation in a quotation' 1 run

# ------------------------------------------------------------ command lines

words() {
	T=$1 awk 'BEGIN { for (i = 0; i < 90000 / length(ENVIRON["T"]); i++)
	    printf "%s", ENVIRON["T"] }'
}
: >text
for set in 'x=1, ' 'q=1, ' 'x(' ',' 'x=x+1, '; do
	echo 'param x = 1' >text
	small "edits of $set" - run --model - --set "$(words "$set")x=1"
done
for e in '(' 'x+' 'grad(' 'x(' '[1 '; do
	echo 'param x = 1' >text
	small "an expression of $e" 2 run --model - --eval "$(words "$e")x"
done

finish
