#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh PROGRAM [--update]
#
# The commands of the shell, from outside: each test is a command line, its
# exit status, and all that it prints: standard output, then the errors. With
# --update the expected outputs in files are written anew.

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
update=${2-}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1

# Of those whose messages are not translated.
utf8=$(locale -a 2>/dev/null | grep -i '^\(C\|en_US\)[.]utf-*8$' | head -n 1)
utf8=${utf8:-C.UTF-8}
LC_ALL=$utf8
GRADUS_LESSONS=$here/../../lessons
export LC_ALL GRADUS_LESSONS
: >stdin
. "$here/tap.inc"

# What the next commands find on their standard input.
feed() {
	cat >stdin
}

# is SENTENCE STATUS ARGUMENT...: what it prints is on standard input.
is() {
	sentence=$1 status=$2
	shift 2
	cat >expected
	"$program" "$@" <stdin >got 2>errors
	code=$?
	cat errors >>got
	diff expected got >difference
	differs=$?
	if [ $code -ne "$status" ]; then
		echo "exit status $code, not $status" >>difference
		differs=1
	fi
	result $differs "$sentence"
}

# As is; what it prints is in a file.
is_file() {
	file=$here/$1
	shift
	if [ -n "$update" ]; then
		shift 2
		"$program" "$@" >"$file" 2>&1
		return
	fi
	is "$@" <"$file"
}

# holds SENTENCE COMMAND...: it succeeds.
holds() {
	sentence=$1
	shift
	"$@" >difference 2>&1
	result $? "$sentence"
}

# ------------------------------------------------------------- the lessons

is_file 1-chain-rule.txt 'lesson 1 runs' 0 run 1
is_file 2-by-hand.txt 'lesson 2 runs' 0 run 2
is_file 3-margin.txt 'lesson 3 runs' 0 run 3
is_file check.txt 'all gradients of lesson 1 agree with differences' 0 check 1
is 'all gradients of lesson 2 agree with differences' 0 check 2 <<'END'
as it stands
  delta_out  right in 4 cells
  delta_1    right in 12 cells
  Delta_w    right in 3 cells
  Delta_W    right in 6 cells
variant "the printed tables"
  delta_out  right in 4 cells
  delta_1    right in 12 cells
  Delta_w    right in 3 cells
  Delta_W    right in 6 cells
8 checks: none wrong
70 numbers in the text: none wrong
14 experiments: none refused
END
is 'all gradients of lesson 3 agree with differences' 0 check 3 <<'END'
as it stands
  P_O      right in 4 cells
  delta_p  right in 20 cells
  delta_o  right in 20 cells
  Delta_W  right in 8 cells
  Delta_b  right in 4 cells
variant "no margin"
  P_O      right in 4 cells
  delta_p  right in 20 cells
  delta_o  right in 20 cells
  Delta_W  right in 8 cells
  Delta_b  right in 4 cells
variant "a margin of 1"
  P_O      right in 4 cells
  delta_p  right in 20 cells
  delta_o  right in 20 cells
  Delta_W  right in 8 cells
  Delta_b  right in 4 cells
15 checks: none wrong
56 numbers in the text: none wrong
16 experiments: none refused
END

"$program" run 2 --variant 'the printed tables' --iterations 3 \
    --format csv >got 2>errors
awk -f "$here/practical.awk" "$here/practical.txt" FS=, got >wrong
holds 'lesson 2 has every printed number of three iterations' \
    diff /dev/null wrong

is 'the lessons are listed' 0 list <<'END'
1  chain-rule  The chain rule through three layers
2  by-hand     Three iterations by hand
3  margin      A margin between probabilities
END
is 'without a terminal the tutor says what to do instead' 2 <<'END'
error: there is no terminal on standard input and output, and the tutor needs one: gradus list shows the lessons, gradus run LESSON prints one
END
is 'and so does a lesson' 2 by-hand <<'END'
error: there is no terminal on standard input and output, and the tutor needs one: gradus list shows the lessons, gradus run LESSON prints one
END
is 'what is wrong with an edit is said first' 2 2 --set alpha=9 <<'END'
--set:1:7: error: 9 lies outside of the range of alpha, [0, 2]
    1 | alpha=9
      |       ^
END
is 'a variant that there is not' 2 2 --variant no <<'END'
error: there is no variant "no"
   hint: there is "the printed tables"
END

# --------------------------------------------------- which lesson is meant

is 'a lesson has a name' 0 run 2-by-hand --only J <<'END'
iteration 1

J = 2.2643
END
is 'a lesson has a name without its number' 0 run by-hand --only J <<'END'
iteration 1

J = 2.2643
END
cp "$GRADUS_LESSONS/2-by-hand.md" mine.md
is 'a lesson is a path' 0 run ./mine.md --only J --format json <<'END'
{"lesson": "mine", "iterations": [
  {"iteration": 1,
   "values": {
    "J": [[2.2642996010526537]]},
   "updated": {}}]}
END
is 'a misspelt lesson is named with the one it is like' 1 run by-hnd <<'END'
error: there is no lesson by-hnd
   hint: did you mean 2-by-hand?
END
is 'a file that is missing is named' 1 run nowhere/1.md <<'END'
error: nowhere/1.md: no such file or directory
END
is 'a folder is no lesson' 1 run ./ <<'END'
error: ./: is a directory
END
is 'without a lesson there is nothing to run' 2 run <<'END'
error: which lesson? gradus run LESSON
   hint: gradus list shows the lessons
END
is 'a lesson and a model are too much' 2 run 2 --model - <<'END'
error: either a lesson or --model, not both
END
mkdir bin share share/gradus share/gradus/lessons
cp mine.md share/gradus/lessons/7-other.md
if [ "$(head -c 2 "$program")" != '#!' ]; then
	cp "$program" bin/gradus
	(unset GRADUS_LESSONS && bin/gradus list >got 2>&1)
	echo '7  other  Three iterations by hand' >expected
	holds 'lessons are found beside the program' diff expected got
fi
mkdir few
GRADUS_LESSONS=few
is 'no lessons: it says where they are looked for' 1 list <<'END'
error: there are no lessons
   hint: GRADUS_LESSONS can name the folder where they are
END
printf '# Ten\n' >few/10-ten.md
printf '# N\303\244in \033[1mten\033[0m\n' >few/9-nine.md
printf 'no title\n' >few/more.md
printf '# Hidden\n' >few/.11-hidden.md
is 'lessons come by number, and their titles do no harm' 0 list <<'END'
 9  nine  Näin ^[[1mten^[[0m
10  ten   Ten
    more
END
LC_ALL=C
is 'a title in a locale without its letters' 0 list <<'END'
 9  nine  N?in ^[[1mten^[[0m
10  ten   Ten
    more
END
LC_ALL=$utf8
GRADUS_LESSONS=$here/../../lessons

# --------------------------------------------------------- what is computed

is 'a variant edits what is given' 0 run 2 \
    --variant 'the printed tables' --only s_out,w <<'END'
iteration 1

s_out = [0.09859  0.011215  0.06336  0.005945]

updated

w (3×1)
  0.0607931
  0.11165
  0.0826638
END
is 'an option has its value behind a sign, too' 0 run --only=J 2 \
    --set=alpha=0.1 '--set=w(3)=0.09' --iterations=2 <<'END'
iteration 1

J = 1.96665

iteration 2

J = 1.88489
END
is 'several edits in one' 0 run 2 \
    --set 'w = [0; 0; 0], W(2,3) = 1/2, alpha = 1' --only s_1,y_out,w <<'END'
iteration 1

s_1 (3×4)
  0.458  0.1205  -0.442   0.1195
  0.869  0.1615  -0.181   0.1185
  0.4    0.025    0.4    -0.025

y_out = [0  0  0  0]

updated

w (3×1)
  0.459
  0.912
  0.025
END
is 'edits come after the variant' 0 run 2 --set 'w(3)=0.9' \
    --variant 'the printed tables' --only s_out <<'END'
iteration 1

s_out = [0.66883  0.046855  0.6336  0.005945]
END
is 'a choice is edited' 0 run 1 --set 'f_2 = relu' --only z_2 <<'END'
iteration 1

z_2 (2×2)
  0.0779346  0
  0.521017   0.211803
END
is 'a number of iterations' 0 run 2 --iterations 3 --only J <<'END'
iteration 1

J = 2.2643

iteration 2

J = 2.17459

iteration 3

J = 2.08721
END
is 'each third iteration, and the last' 0 run 2 --iterations 8 \
    --every 3 --only J <<'END'
iteration 1

J = 2.2643

iteration 4

J = 2.00359

iteration 7

J = 1.8182

iteration 8

J = 1.76876
END
is 'an expression is computed beside the equations' 0 run 2 \
    --only J --eval 'norm(Delta_w)' --eval "x(:,1)'" --eval W <<'END'
iteration 1

J = 2.2643
norm(Delta_w) = 0.598077
x(:,1)' = [0.75  0.8]

W (2×3)
  0.6   0.7   0
  0.01  0.43  0.88
END
is 'an equation that is asked for twice is printed once' 0 run 2 \
    --format json --only J --eval J --eval alpha --eval alpha <<'END'
{"lesson": "2-by-hand", "iterations": [
  {"iteration": 1,
   "values": {
    "J": [[2.2642996010526537]],
    "alpha": [[0.05]]},
   "updated": {}}]}
END
is 'names are chosen by several options' 0 run 2 \
    --only J --only ' L , w' <<'END'
iteration 1

L = [0.0864408  0.454275  1.21762  0.505963]
J = 2.2643

updated

w (3×1)
  0.0259919
  0.0436201
  0.874061
END
is 'words after -- are no options' 2 run 2 -- --only <<'END'
error: gradus run takes one LESSON, and after 2 there is --only
END

# --------------------------------------------------------------- the formats

is 'seventeen digits' 0 run 2 --digits 17 --only y_out,Delta_w <<'END'
iteration 1

y_out (1×4)
 columns 1 to 3:
  0.58420973183253977  0.046820741734975094  0.56052611464781987
 column 4:
  0.0059449299628955869

Delta_w (3×1)
  -0.11983746839935619
  -0.27240299480547497
   0.51877859897405421
END
is 'two digits' 0 run 2 --digits 2 --only s_1,delta_1 <<'END'
iteration 1

s_1 (3×4)
  0.46  0.12   -0.44   0.12
  0.87  0.16   -0.18   0.12
  0.7   0.044   0.7   -0.044

delta_1 (3×4)
  -0.0055  -0.019  0     0.02
  -0.0082  -0.029  0     0.03
  -0.25    -0.86   0.96  0
END
feed <<'END'
param W = [1 -2; 0.25 1e-7]
data x = [3; 1e10]
y = W * x
n = [NaN -Inf 1e300; Inf 2 -0]
J = sum(y)
e = zeros(2, 3)(:, 1:0)
update W = W - grad(J, W)
END
is 'numbers of all sizes, aligned on their points' 0 run --model - <<'END'
iteration 1

y (2×1)
    -2e+10
  1000.75

n (2×3)
  NaN  -Inf  1e+300
  Inf     2  0

J = -2e+10
e = [] (2×0)

updated

W (2×2)
  -2     -1e+10
  -2.75  -1e+10
<stdin>:4:1: warning: n is NaN or infinite, first in iteration 1
    4 | n = [NaN -Inf 1e300; Inf 2 -0]
      | ^
END
is 'JSON' 0 run --model - --format json --eval "x'" <<'END'
{"lesson": "stdin", "iterations": [
  {"iteration": 1,
   "values": {
    "y": [[-19999999997], [1000.75]],
    "n": [["nan", "-inf", 1e+300], ["inf", 2, -0]],
    "J": [[-19999998996.25]],
    "e": [[], []],
    "x'": [[3, 10000000000]]},
   "updated": {
    "W": [[-2, -10000000002], [-2.75, -10000000000]]}}]}
<stdin>:4:1: warning: n is NaN or infinite, first in iteration 1
    4 | n = [NaN -Inf 1e300; Inf 2 -0]
      | ^
END
is 'CSV' 0 run --model - --format csv --only y,n,W --eval 'x.^2' \
    --eval 'max(x, 1)' <<'END'
iteration,name,row,col,value
1,y,1,1,-19999999997
1,y,2,1,1000.75
1,n,1,1,nan
1,n,1,2,-inf
1,n,1,3,1e+300
1,n,2,1,inf
1,n,2,2,2
1,n,2,3,-0
1,x.^2,1,1,9
1,x.^2,2,1,100000000000000000000
1,"max(x, 1)",1,1,3
1,"max(x, 1)",2,1,10000000000
1,W',1,1,-2
1,W',1,2,-10000000002
1,W',2,1,-2.75
1,W',2,2,-10000000000
<stdin>:4:1: warning: n is NaN or infinite, first in iteration 1
    4 | n = [NaN -Inf 1e300; Inf 2 -0]
      | ^
END
feed <<'END'
A = [1 2 3]
END
is 'a model without updates: JSON' 0 run --model - --format json \
    --iterations 2 <<'END'
{"lesson": "stdin", "iterations": [
  {"iteration": 1,
   "values": {
    "A": [[1, 2, 3]]},
   "updated": {}},
  {"iteration": 2,
   "values": {
    "A": [[1, 2, 3]]},
   "updated": {}}]}
END
is 'a model without updates: text' 0 run --model - --iterations 2 <<'END'
iteration 1

A = [1  2  3]

iteration 2

A = [1  2  3]
END
is 'what is typed is quoted in JSON' 0 run --model - --format json \
    --only A --eval "A # \"\\ $(printf '\001\302\205\342\200\256\377')" <<'END'
{"lesson": "stdin", "iterations": [
  {"iteration": 1,
   "values": {
    "A": [[1, 2, 3]],
    "A # \"\\ \u0001\u0085\u202e\ufffd": [[1, 2, 3]]},
   "updated": {}}]}
END
is 'what is typed is quoted in CSV' 0 run --model - --format csv \
    --eval "A(1) # a \"b\", $(printf '\033[1m')" <<'END'
iteration,name,row,col,value
1,A,1,1,1
1,A,1,2,2
1,A,1,3,3
1,"A(1) # a ""b"", ^[[1m",1,1,1
END
feed <<'END'
data v = ones(1, 60)
A = 0.5 * v(1:26)'
B = v(1:2)' * v(1:30) / 3
C = [v; 2 * v]
END
is 'a long matrix is shortened, and a wide one broken' 0 run --model - <<'END'
iteration 1

A (26×1)
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  … (rows 16 to 23)
  0.5
  0.5
  0.5

B (2×30)
 columns 1 to 8:
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
 columns 9 to 16:
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
 columns 17 to 24:
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
 columns 25 to 30:
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333
  0.333333  0.333333  0.333333  0.333333  0.333333  0.333333

C (2×60)
 columns 1 to 26:
  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1  1
  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2  2
 columns 27 to 35:
  1  1  1  1  1  1  1  1  1
  2  2  2  2  2  2  2  2  2
 … (columns 36 to 57)
 columns 58 to 60:
  1  1  1
  2  2  2
END
LC_ALL=C
is 'only ASCII in a locale without UTF-8' 0 run --model - --only A <<'END'
iteration 1

A (26x1)
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  0.5
  ... (rows 16 to 23)
  0.5
  0.5
  0.5
END
LC_ALL=$utf8
"$program" run --model - --format csv --only B,C <stdin | wc -l |
    tr -d ' ' >got
echo 181 >expected
holds 'CSV is never shortened' diff expected got

# --------------------------------------------------------------- mistakes

cat >bad.md <<'END'
# A lesson with mistakes

```model
data x = [1 2; 3 4]
y = x * [1 2 3]
```

Text between blocks is no model: y = z.

~~~~ model
J = sum(z)
~~~
q =
~~~~
END
is 'mistakes are shown with their places in the file' 1 run bad.md <<'END'
bad.md:5:5: error: x * [1 2 3]: a 2×2 times a 1×3 does not fit (2 columns meet 1 row)
    5 | y = x * [1 2 3]
      |     ^~~~~~~~~~~
bad.md:11:9: error: z is not defined
   11 | J = sum(z)
      |         ^
bad.md:12:1: error: a statement begins with a name, not with ~
   12 | ~~~
      | ^
bad.md:13:4: error: expected a number, a name or a bracket, not the end of the line
   13 | q =
      |    ^
END
is 'check shows the same mistakes' 1 check bad.md <<'END'
bad.md:5:5: error: x * [1 2 3]: a 2×2 times a 1×3 does not fit (2 columns meet 1 row)
    5 | y = x * [1 2 3]
      |     ^~~~~~~~~~~
bad.md:11:9: error: z is not defined
   11 | J = sum(z)
      |         ^
bad.md:12:1: error: a statement begins with a name, not with ~
   12 | ~~~
      | ^
bad.md:13:4: error: expected a number, a name or a bracket, not the end of the line
   13 | q =
      |    ^
END
LC_ALL=C
is 'mistakes in ASCII' 1 run bad.md <<'END'
bad.md:5:5: error: x * [1 2 3]: a 2x2 times a 1x3 does not fit (2 columns meet 1 row)
    5 | y = x * [1 2 3]
      |     ^~~~~~~~~~~
bad.md:11:9: error: z is not defined
   11 | J = sum(z)
      |         ^
bad.md:12:1: error: a statement begins with a name, not with ~
   12 | ~~~
      | ^
bad.md:13:4: error: expected a number, a name or a bracket, not the end of the line
   13 | q =
      |    ^
END
LC_ALL=$utf8
printf '# Text\n\n```model\nx = 1\n' >open.md
is 'a block that is not closed' 1 run open.md <<'END'
open.md:3:1: error: this block is not closed
    3 | ```model
      | ^~~~~~~~
   hint: end it by a line of 3 or more `
END
printf '# Only text\n' >text.md
is 'a lesson without a model' 1 check text.md <<'END'
error: text.md: there is no model block
   hint: equations stand between a line ```model and a line ```; a bare model is read by --model
END
printf '```model\nx = 1\n```\n' >untitled.md
is 'a lesson without a title or a gradient' 0 check untitled.md <<'END'
no gradients to check
untitled.md:1:1: warning: the lesson has no title: a line "# …"
    1 | ```model
      | ^
END
head -c 1100000 /dev/zero >large.md
is 'a file that is too large' 1 run large.md <<'END'
error: large.md: is larger than 1 MiB
END
feed <<'END'
param w = 1
J = w^2
x = log(J - 1)
update w = w / (w - 1)
END
is 'the first equation that is not finite is named' 0 run --model - \
    --iterations 2 --only J <<'END'
iteration 1

J = 1

iteration 2

J = Inf
<stdin>:3:1: warning: x is NaN or infinite, first in iteration 1
    3 | x = log(J - 1)
      | ^
END
feed <<'END'
state n = 2
update n = 1 / (n - 1)
END
is 'the first update that is not finite is named' 0 run --model - \
    --iterations 4 --every 4 <<'END'
iteration 1

updated

n = 1

iteration 4

updated

n = -1
<stdin>:2:8: warning: the new value of n is NaN or infinite, first in iteration 2
    2 | update n = 1 / (n - 1)
      |        ^
END
feed <<'END'
hyper a = 1 in [0, 2]
param w = 1
J = a * w
g = grad(J, w)
variant "too far": a = 4 * w
END
is 'a variant that leaves a range is wrong' 1 check --model - <<'END'
as it stands
  g  right in 1 cell
1 check: none wrong
<stdin>:5:20: error: a: the value lies outside of its range
    5 | variant "too far": a = 4 * w
      |                    ^~~~~~~~~
END
is 'it is not run either' 1 run --model - --variant 'too far' <<'END'
<stdin>:5:20: error: a: the value lies outside of its range
    5 | variant "too far": a = 4 * w
      |                    ^~~~~~~~~
END
feed <<'END'
param w = [0 1 2]
J = sum(relu(w))
g = grad(J, w)
END
is 'a gradient at a kink is not called wrong' 0 check --model - <<'END'
as it stands
  g  at a kink in 1 cell, right in 2
1 check: none wrong
END
feed <<'END'
param w = 0
J = log(w)
g = grad(J, w)
END
is 'a gradient that is not finite is unknown' 0 check --model - <<'END'
as it stands
  g  unknown (not finite, or only noise) in 1 cell, right in 0
1 check: none wrong, 1 unknown
END

feed <<'END'
param w = [1 -1]
o = w > 0
J = sum(o)
g = grad(J, w)
END
is 'a gradient that is 0 whatever the numbers are' 0 check --model - <<'END'
as it stands
  g  right in 2 cells
1 check: none wrong
<stdin>:4:5: warning: this is 0, whatever the numbers are: nothing is learnt through it
    4 | g = grad(J, w)
      |     ^~~~~~~~~~
   hint: a comparison such as w > 0 has the slope 0
END

feed <<'END'
A = [[1, 2], [3, 4]]
B = [[1 2] [3 4]]
data y = [1 2 3]
param w = [1; 2; 3]
r = w - y
s = w - y'
t = w' .* w
C = 10 % 3
D = 10 % 3 of them
END
is 'what looks like something else is warned of' 0 run --model - --only C <<'END'
iteration 1

C = 10
<stdin>:1:6: warning: brackets with a comma between them stand beside one another, in one row
    1 | A = [[1, 2], [3, 4]]
      |      ^~~~~~~
   hint: rows have ; between them: [1 2; 3 4]
<stdin>:5:5: warning: a row and a column: each cell of one meets each of the other, and this is 3×3
    5 | r = w - y
      |     ^~~~~
   hint: if they belong together, transpose one of them with '
<stdin>:8:8: warning: % begins a comment: this is not computed
    8 | C = 10 % 3
      |        ^~~
   hint: gradus has no remainder of a division
END

feed <<'END'
param w = [2 1]
param v = [1 2]
param u = 3
J = sum(w.^2) + sum(v.^2) + u^2
g = grad(J, w)
h = grad(J, v)
k = grad(J, u)
update w = w + 0.1 * g
update v = v - 0.1 * h
update u = u + 0 * k
END
is 'an update that adds a gradient' 0 check --model - <<'END'
as it stands
  g  right in 2 cells
  h  right in 2 cells
  k  right in 1 cell
3 checks: none wrong
<stdin>:8:8: warning: this adds the gradient g: its objective grows
    8 | update w = w + 0.1 * g
      |        ^
   hint: to make it smaller, subtract: update w = w - …
END

# ----------------------------------------------------------------- claims

cat >claims.txt <<'END'
data x = [0.5 -0.4; 0.8 0.3]
data y = [0.9 0.2]
param W = [0.4 -0.7; 0.2 0.6]
param w = [0.9; 0.3]
z = tanh(W' * x)
J = sum(0.5 * (w' * z - y).^2)
claim grad(J, W) == x * (w * (w' * z - y))'
claim grad(J, W) == x * (w * (w' * z - y) .* (1 - z.^2))'
claim sum(x) == 1.2
END
is 'formulas that somebody worked out' 1 check --model claims.txt <<'END'
3 claims: 2 false
claims.txt:7:7: error: this claim is false: in cell (2,1) the left side is -0.392092 and the right one -0.439761
    7 | claim grad(J, W) == x * (w * (w' * z - y))'
      |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   hint: it holds in 0 of 9 samples
claims.txt:9:7: error: this claim is false: in cell (1,1) the left side is 0.814481 and the right one 1.2
    9 | claim sum(x) == 1.2
      |       ^~~~~~~~~~~~~
   hint: with the numbers that are given it holds, by accident; of 9 samples in 1
END
is 'run says it, too' 0 run --model claims.txt --only J <<'END'
iteration 1

J = 0.164448
claims.txt:7:7: warning: this claim is false: in cell (2,1) the left side is -0.392092 and the right one -0.439761
    7 | claim grad(J, W) == x * (w * (w' * z - y))'
      |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   hint: it holds in 0 of 9 samples
claims.txt:9:7: warning: this claim is false: in cell (1,1) the left side is 0.814481 and the right one 1.2
    9 | claim sum(x) == 1.2
      |       ^~~~~~~~~~~~~
   hint: with the numbers that are given it holds, by accident; of 9 samples in 1
END
feed <<'END'
param w = 2
J = w^2
claim J = 4
claim J
claim J == [4; 4]
claim
END
is 'claims that say nothing' 1 check --model - <<'END'
<stdin>:3:9: error: that two sides are equal is written ==
    3 | claim J = 4
      |         ^
   hint: claim G == x * d'
<stdin>:4:7: error: a claim says that two sides are equal
    4 | claim J
      |       ^
   hint: claim G == x * d'
<stdin>:5:7: error: the left side is 1×1, and the right one 2×1
    5 | claim J == [4; 4]
      |       ^~~~~~~~~~~
<stdin>:6:6: error: expected a number, a name or a bracket, not the end of the line
    6 | claim
      |      ^
END
feed <<'END'
param w = -2
claim log(-w^2) == 1
END
is 'a claim that cannot be tried' 1 check --model - <<'END'
1 claim: 1 false
<stdin>:2:7: error: this claim cannot be tried: a side is NaN or infinite at every sample
    2 | claim log(-w^2) == 1
      |       ^~~~~~~~~~~~~~
END

# ------------------------------------------------------ numbers in the text

cat >numbers.md <<'END'
# Numbers

```model
param x = 2
hyper alpha = 0.1 in [0, 1]
J = x^2 / 3
g = grad(J, x)
update x = x - alpha * g
```

The loss is [1.333](=J), twice **[−1.3](=-g)**, then
[0.59](=J@alpha=0.5,iteration=2), [1.161](=J@iteration=2), [3](=J@x=3).

> - [2](=x), [0](=x-2), [0.00](<=-0.001 * x>)

| a |
|---|
| [1](<=J / J>) |
END
is 'numbers in the text that are right' 0 check numbers.md <<'END'
as it stands
  g  right in 1 cell
1 check: none wrong
9 numbers in the text: none wrong
END
is 'they are read as plain text' 0 math --markdown numbers.md <<'END'
Numbers
═══════

  param x = 2
  hyper alpha = 0.1 in [0, 1]
  J = x^2 / 3
  g = grad(J, x)
  update x = x - alpha * g

The loss is 1.333, twice −1.3, then 0.59, 1.161, 3.

▌ • 2, 0, 0.00

a
─
1
END
sed 's/1\.333/1.334/; s/0\.59/0.58/; s/\[2\]/[-2]/; s/\[1\]/[0]/' numbers.md \
    >wrong.md
is 'numbers in the text that are wrong' 1 check wrong.md <<'END'
as it stands
  g  right in 1 cell
1 check: none wrong
9 numbers in the text: 4 wrong
wrong.md:11:14: error: 1.334 is printed, and J is 1.333
   11 | The loss is [1.334](=J), twice **[−1.3](=-g)**, then
      |              ^~~~~
   hint: write [1.333](=J)
wrong.md:12:2: error: 0.58 is printed, and J@alpha=0.5,iteration=2 is 0.59
   12 | [0.58](=J@alpha=0.5,iteration=2), [1.161](=J@iteration=2), [3](=J@x=3).
      |  ^~~~
   hint: write [0.59](=J@alpha=0.5,iteration=2)
wrong.md:14:6: error: -2 is printed, and x is 2
   14 | > - [-2](=x), [0](=x-2), [0.00](<=-0.001 * x>)
      |      ^~
   hint: write [2](=x)
wrong.md:18:4: error: 0 is printed, and J / J is 1
   18 | | [0](<=J / J>) |
      |    ^
   hint: write [1](<=J / J>)
END
sed 's/1\.333/a third/; s/iteration=2/iteration=0/; s/=x)/=ones(2,1))/
    s/(=x-2)/(=x - 2)/; s/-0.001/q/; s/alpha=0.5/alpha=5/
    s/J@iteration=2/J@iteration=1e300/' numbers.md >wrong.md
is 'numbers that are none' 1 run wrong.md <<'END'
wrong.md:11:14: error: a link to an expression holds a number
   11 | The loss is [a third](=J), twice **[−1.3](=-g)**, then
      |              ^~~~~~~
   hint: [0.25](=J/4), with up to 17 decimals
wrong.md:12:19: error: this is no iteration
   12 | [0.59](=J@alpha=5,iteration=0), [1.161](=J@iteration=1e300), [3](=J@x=3).
      |                   ^~~~~~~~~~~
   hint: write iteration=3; the first is 1
wrong.md:12:44: error: this is no iteration
   12 | [0.59](=J@alpha=5,iteration=0), [1.161](=J@iteration=1e300), [3](=J@x=3).
      |                                            ^~~~~~~~~~~~~~~
   hint: write iteration=3; the first is 1
wrong.md:14:10: error: a number in the text is a scalar, and this is 2×1
   14 | > - [2](=ones(2,1)), [0](=x - 2), [0.00](<=q * x>)
      |          ^~~~~~~~~
   hint: take a cell of it, W(1,2)
wrong.md:14:20: error: this text holds ](=, and no link begins there
   14 | > - [2](=ones(2,1)), [0](=x - 2), [0.00](<=q * x>)
      |                    ^~~~~~~~~~~~~~~
   hint: an address has no blanks: [0](=x-2), or [0](<=x - 2>)
wrong.md:14:44: error: q is not defined
   14 | > - [2](=ones(2,1)), [0](=x - 2), [0.00](<=q * x>)
      |                                            ^
END
printf '\n### From [2](=x) on\n' | cat numbers.md - >wrong.md
is 'a number in a heading' 1 check wrong.md <<'END'
wrong.md:20:11: error: a number in a heading does not follow
   20 | ### From [2](=x) on
      |           ^
   hint: write it in the text below
END

# One digit of each of the first 20 numbers of a lesson: all are found.
spoil() {
	awk '{
		done = ""
		while (n < 20 && match($0, /[0-9]\]\(=/)) {
			digit = (substr($0, RSTART, 1) + 1) % 10
			done = done substr($0, 1, RSTART - 1) digit "](="
			$0 = substr($0, RSTART + 4)
			n++
			print NR >"places"
		}
		print done $0
	}' "$GRADUS_LESSONS/$1" >spoilt.md
	"$program" check spoilt.md >got 2>errors
	sed -n 's/^spoilt.md:\([0-9]*\):.* is printed, and .*/\1/p' errors |
	    diff places -
}
for lesson in 1-chain-rule 2-by-hand 3-margin; do
	holds "20 wrong numbers in $lesson, each in its place" spoil \
	    "$lesson.md"
done

# -------------------------------------------------- a wrong command line

is 'a variant that is not there' 2 run 2 --variant printed <<'END'
error: there is no variant "printed"
   hint: there is "the printed tables"
END
feed <<'END'
x = 1
END
is 'a variant of a model without any' 2 run --model - \
    --variant printed <<'END'
error: there is no variant "printed"
   hint: this model has no variants
END
is 'edits with mistakes' 2 run 2 --set 'alpha = 3' --set 'w(4) = 1' \
    --set 'J = 1' --set 'alph = 1' --set 'w = 2, x(1,1) 7' <<'END'
--set:1:9: error: 3 lies outside of the range of alpha, [0, 2]
    1 | alpha = 3
      |         ^
--set:1:3: error: there is no element 4: the last is 3
    1 | w(4) = 1
      |   ^
--set:1:1: error: J is computed by an equation
    1 | J = 1
      | ^
   hint: data, param, hyper, state and choice can be edited
--set:1:1: error: there is no alph to edit
    1 | alph = 1
      | ^~~~
   hint: did you mean alpha?
--set:1:5: error: w does not become 1×1 by an edit
    1 | w = 2, x(1,1) 7
      |     ^
   hint: it is 3×1
--set:1:15: error: expected = after the name, not 7
    1 | w = 2, x(1,1) 7
      |               ^
END
is 'an edit that leaves a range when it is computed' 2 run 2 \
    --set 'alpha = 50 * alpha' <<'END'
--set:1:1: error: alpha: the value lies outside of its range
    1 | alpha = 50 * alpha
      | ^~~~~~~~~~~~~~~~~~
END
is 'an expression with a mistake' 2 run 2 --eval 'W * x' --eval 'sum(' <<'END'
--eval:1:1: error: W * x: a 2×3 times a 2×4 does not fit (3 columns meet 2 rows)
    1 | W * x
      | ^~~~~
   hint: W' * x is 3×2 times 2×4 and fits
--eval:1:4: error: this ( is never closed
    1 | sum(
      |    ^
   hint: a ) is missing
END
is 'names that cannot be chosen' 2 run 2 --only J,delta1,x,,L <<'END'
--only:1:3: error: there is no delta1
    1 | J,delta1,x,,L
      |   ^~~~~~
   hint: did you mean delta_1?
--only:1:10: error: x is data, and those are not printed
    1 | J,delta1,x,,L
      |          ^
   hint: --eval x prints it
--only:1:12: error: here is no name
    1 | J,delta1,x,,L
      |            ^
END
is 'no iteration at all' 2 run 2 --iterations 0 <<'END'
error: --iterations: 0 is not a whole number from 1 to 1000000000
END
is 'too many iterations' 2 run 2 --iterations 1000000001 <<'END'
error: --iterations: 1000000001 is not a whole number from 1 to 1000000000
END
is 'a number that is none' 2 run 2 --every 1e3 <<'END'
error: --every: 1e3 is not a whole number from 1 to 1000000000
END
is 'too many digits' 2 run 2 --digits 18 <<'END'
error: --digits: 18 is not a whole number from 1 to 17
END
is 'digits of what has them all' 2 run 2 --digits 3 --format csv <<'END'
error: --digits is for text: the other formats have all digits
END
is 'a format that is not there' 2 run 2 --format xml <<'END'
error: --format: text, json or csv, not xml
END
is 'a misspelt option' 2 run 2 --itertions 3 <<'END'
error: there is no option --itertions
   hint: did you mean --iterations?
END
is 'an option like no other' 2 run 2 --colour <<'END'
error: there is no option --colour
   hint: gradus help run lists them
END
is 'an option of another command' 2 check 2 --format json <<'END'
error: gradus check has no option --format
   hint: gradus run has it
END
is 'an option without its value' 2 run 2 --set <<'END'
error: --set needs a value: --set EDITS
END
is 'an option with a value that it does not take' 2 run --help=me <<'END'
error: --help takes no value
END
is 'a short option' 2 run -n 3 2 <<'END'
error: there is no option -n
   hint: gradus help run lists them
END
is 'two lessons' 2 run 1 2 <<'END'
error: gradus run takes one LESSON, and after 1 there is 2
END
is 'a list of what' 2 list 2 <<'END'
error: gradus list takes nothing, and here is 2
END
is 'a misspelt command' 2 rum 2 <<'END'
error: there is no command rum
   hint: did you mean run?
END
is 'a misspelt command alone' 2 chekc <<'END'
error: there is no command and no lesson chekc
   hint: did you mean check?
END
is 'neither a command nor a lesson' 1 solitaire <<'END'
error: there is no lesson solitaire
   hint: gradus list shows the lessons
END

# ----------------------------------------------------------------- explain

is 'a cell says where its number comes from' 0 \
    explain 2 'delta_1(3,1)' --variant 'the printed tables' <<'END'
delta_1(3,1) = w(3) · delta_out(1) · [s_1(3,1) > 0]
             = 0.09 · (−0.89302) · 1
             = −0.0803718
uses w(3), delta_out(1), s_1(3,1)
END
is 'a cell in a later iteration, with more digits' 0 \
    explain 2 'z_1(1,1)' --variant 'the printed tables' --iteration 2 \
    --digits 9 <<'END'
z_1(1,1) = relu(s_1(1,1)) = relu(0.460302104) = 0.460302104
uses s_1(1,1)
END
is 'what is trained says what its update makes of it' 0 \
    explain 2 'W(1,2)' --set alpha=0.1 <<'END'
W(1,2) = 0.7
W is a param

at the end of the iteration
W(1,2) = W(1,2) − alpha · Delta_W(1,2) = 0.7 − 0.1 · (−0.0058334) = 0.700583
uses W(1,2), alpha, Delta_W(1,2)
END
is 'what is given is given' 0 explain 2 'x(2,1)' <<'END'
x(2,1) = 0.8
x is data
END
feed <<'END'
A = [1 2; 3 4]
B = A * A
END
is 'a cell of a bare model' 0 explain --model - 'B(1,2)' <<'END'
B(1,2) = A(1,1) · A(1,2) + A(1,2) · A(2,2) = 1 · 2 + 2 · 4 = 10
uses A(1,1), A(1,2), A(2,2)
END
: >stdin
LC_ALL=C
is 'an explanation in ASCII' 0 explain 2 'delta_out(1)' <<'END'
delta_out(1) = (y_out(1) - y(1)) * (1 - y_out(1)^2)
             = (0.58421 - 1) * (1 - 0.58421^2)
             = -0.273881
uses y_out(1), y(1)
END
LC_ALL=$utf8
is 'a whole matrix is not explained' 2 explain 2 W <<'END'
CELL:1:1: error: this is 2×3, and one cell is explained
    1 | W
      | ^
   hint: W(1,1) is its first
END
is 'a cell that there is not' 2 explain 2 'w(7)' <<'END'
CELL:1:3: error: there is no element 7: the last is 3
    1 | w(7)
      |   ^
END
is 'an expression is no cell' 2 explain 2 'J + 1' <<'END'
CELL:1:3: error: expected a name or a cell, and nothing behind it
    1 | J + 1
      |   ^
   hint: W is a name, W(1,2) a cell of it
END
is 'no cell' 2 explain 2 <<'END'
error: which cell? gradus explain LESSON 'W(1,2)'
END
is 'two cells' 2 explain 2 J L <<'END'
error: gradus explain takes one CELL, and after J there is L
END

# ------------------------------------------------------------------- help

# ------------------------------------------------------------------- derive

is_file derive-2.txt 'a derivation, as a page' 0 \
    derive 2 Delta_W --variant 'the printed tables' --width 80
is_file derive-2.tex 'a derivation, as LaTeX' 0 \
    derive 2 Delta_W --format latex
is_file derive-2.json 'a derivation, as JSON' 0 \
    derive 2 delta_1 --format json
is_file derive-1.txt 'choices keep their primes, in ASCII' 0 \
    derive 1 Delta_W_2 --format ascii --set f_2=relu --width 72
is_file derive-3.txt 'a Jacobian' 0 derive 3 P_O --width 80
is_file derive-3b.txt 'a gradient that has two paths' 0 \
    derive 3 Delta_b --width 80
is_file derive-any.txt 'any gradient, in iteration 2' 0 \
    derive 2 'grad(J, z_1)' --iteration 2 --width 80
is 'what is no gradient is not derived' 2 derive 2 x <<'END'
NAME:1:1: error: x is data, not a gradient
    1 | x
      | ^
   hint: delta_out is one; and any can be asked for: grad(J, v)
END
is 'a name that there is not is not derived' 2 derive 2 delta_2 <<'END'
NAME:1:1: error: delta_2 is not defined
    1 | delta_2
      | ^~~~~~~
   hint: did you mean delta_1?
END
is 'nothing to derive' 2 derive 2 <<'END'
error: which gradient? gradus derive LESSON NAME
   hint: delta_out, delta_1, Delta_w, Delta_W, or any: 'grad(J, v)'
END
is 'a format that there is not' 2 derive 2 Delta_w --format pdf <<'END'
error: --format: text, ascii, latex or json, not pdf
END

# --------------------------------------------------------------------- math

for width in 60 80 120; do
	is_file math-$width.txt "lecture notes at width $width" 0 \
	    math --markdown "$here/practical-1.md" --width $width
done
is_file math-ascii.txt 'lecture notes in ASCII' 0 \
    math --markdown "$here/practical-1.md" --ascii --width 80
is 'lecture notes have no unknown command' 0 \
    math --markdown "$here/practical-1.md" --report <<'END'
every command is known
END
is 'a formula' 0 math 'p_i = \frac{\exp(o_i)}{\sum_j \exp(o_j)}' <<'END'
      exp(oᵢ)
pᵢ = ──────────
     ∑ⱼ exp(oⱼ)
END
is 'a formula in ASCII' 0 math --ascii 'W^\top x \le \frac12' <<'END'
         1
W^T x <= -
         2
END
feed <<'END'
\delta_{out} = % the error
  (y - t) \odot f'(s)
END
is 'a formula from standard input' 0 math <<'END'
δₒᵤₜ = (y − t) ⊙ f′(s)
END
is 'a formula between dollars' 0 math '$$ x_1 $$' <<'END'
x₁
END
is 'a formula between brackets' 0 math '\[ \frac{a}{b} \]' <<'END'
a
─
b
END
is 'what is not known is shown' 0 math 'a + \foo{b}' <<'END'
a + \foo b
END
is 'what is not known is counted' 0 math --report \
    '\foo + \bar{x} + \foo + \qux' <<'END'
     2  \foo
     1  \qux
END
is 'a mistake in a formula' 1 math 'a_{b' <<'END'
a
 b
LATEX:1:3: error: this brace is not closed
    1 | a_{b
      |   ^
   hint: write a } where the group ends
END
printf '\033[0;1;36mA\033[0m\n\033[0;36m═\033[0m\n' >colours
feed <<'END'
# A
END
is 'colours' 0 math --markdown - --color always <colours
is 'a formula or a document' 2 math --markdown - x <<'END'
error: a formula or --markdown FILE, not both
END
is 'a colour that there is not' 2 math --color red x <<'END'
error: --color: auto, never or always, not red
END
is 'a document that there is not' 1 math --markdown nothing.md <<'END'
error: nothing.md: no such file or directory
END
printf '# Text is data\n\nESC \033[31m C1 \302\233 bidi \342\200\256.\n\n' \
    >stdin
printf 'It costs $5 and $6.\n\n$$\na +\n' >>stdin
is 'control characters never reach a terminal' 1 math --markdown - <<'END'
Text is data
════════════

ESC ^[[31m C1 <U+009B> bidi <U+202E>.

It costs $5 and $6.

    a +
<stdin>:5:11: warning: a formula has no blank beside its $, so this is text
    5 | It costs $5 and $6.
      |           ^~~~~~
   hint: write $x$ for a formula, \$ for a dollar sign
<stdin>:7:1: error: this formula is not closed
    7 | $$
      | ^~
   hint: end it by a line $$
END

# ------------------------------------------------------------------- lessons

feed <<'END'
# A lesson

```model
W = [1 2; 3 4]
J = sum(W)
```

## Chapter

```gradus
shw W
show V
explain W(3,1)
plot W
repeat now
```
END
cp stdin wrong.md
is 'mistakes of directives have their places' 1 check wrong.md <<'END'
wrong.md:11:1: error: a lesson has no command shw
   11 | shw W
      | ^~~
   hint: did you mean show?
wrong.md:12:6: error: there is no V to show
   12 | show V
      |      ^
wrong.md:13:11: error: there is no row 3: the last is 2
   13 | explain W(3,1)
      |           ^
wrong.md:14:6: error: a curve shows one number
   14 | plot W
      |      ^
   hint: as in: plot J
wrong.md:15:1: error: repeat takes nothing behind it
   15 | repeat now
      | ^~~~~~~~~~
   hint: as in: repeat
END

is_file help.txt 'help' 0 help
is_file language.txt 'the language, from its tables' 0 help language
is_file help.txt 'the same as an option' 0 --help
# The screen of the README is one that a test draws.
sed -n '/^```$/,/^```$/{/^```$/!p;}' "$here/../../README.md" | sed 25q >expected
sed -n 's/^|//p' "$here/../screen/readme.txt" >got
holds 'the README shows a screen of today' diff expected got
# The manual has a row for each key: what is pressed, and what it does.
"$program" help keys | awk -F '   *' '{
	printf ".It Ic \"%s\"\n%s.\n", $2, $3
}' >expected
sed -n '/^\.Ss Keys/,/^\.El/p' "$here/../../man/gradus.1" |
    sed '1,/^\.Bl/d; /^\.El/d' >got
holds 'the manual has the keys of the table' diff expected got
is 'help for a command' 0 help run <<'END'
usage: gradus run LESSON [OPTION]...

compute a lesson and print every matrix

  --variant NAME    start from a variant that the lesson defines
  --set EDITS       edit what is given: 'W(1,2)=0.5, alpha=0.1'
  --iterations N    run N iterations (1)
  --every K         print each K-th iteration, and the last
  --only NAMES      print these alone: delta_1,Delta_W
  --eval EXPR       compute and print an expression, too
  --format FORMAT   text, json or csv
  --digits N        significant digits in text (6)
  --model FILE      take a bare model, not a lesson; -: from stdin
  --help            say what a command does
END
is 'the same as its option' 0 check 2 -h <<'END'
usage: gradus check LESSON [OPTION]...

find mistakes, and check gradients by differences

  --model FILE      take a bare model, not a lesson; -: from stdin
  --help            say what a command does
END
is 'help for what is not there' 2 help rnu <<'END'
error: there is no command rnu
   hint: did you mean run?
END

"$program" --version >got 2>&1
holds 'the version' grep -q '^gradus [0-9]' got

# ------------------------------------------------- what the machine does

# ends SENTENCE STATUS EXPECTED: how the last command did.
ends() {
	{
		echo "$2"
		[ -z "$3" ] || echo "$3"
	} >expected
	holds "$1" diff expected got
}

{ "$program" run 2 >&- 2>errors; echo $?; cat errors; } >got
ends 'standard output that is closed is an error' 3 \
    'error: standard output: Bad file descriptor'
# valgrind itself needs them.
if [ "${FLAVOUR-}" != valgrind ]; then
	{ "$program" run 2 --only J <&- 2>&-; echo $?; } >got
	ends 'the others may be closed' 'iteration 1

J = 2.2643' 0
fi
if [ -c /dev/full ]; then
	{ "$program" run 2 2>&1 >/dev/full; echo $?; } >got
	ends 'a disk that is full is an error' \
	    'error: standard output: No space left on device' 3
fi
{ "$program" run 2 --iterations 1000000000 --only J; echo $? >got; } \
    2>errors | head -n 1 >first
cat first errors >>got
ends 'a reader that leaves ends it, without a message' 3 'iteration 1'

# ------------------------------------------------- what names carry as LaTeX

# A document with the LaTeX of a name in it: refused, or without a raw byte.
named() {
	printf 'data x = [1 2]\nparam W "%s" = [1 2]\n' "$1" >model
	printf 'J = sum(W .* x)\ng = grad(J, W)\n' >>model
	"$program" derive --model model g --format latex >got 2>errors
}
refused() {
	named "$1"
	[ $? -eq 1 ] && [ ! -s got ] && grep -q 'the LaTeX of W' errors
}
gated() {
	named "$(printf "a\\$1[31mb")" &&
	    LC_ALL=C tr -d '\n -~\200-\377' <got >raw && [ ! -s raw ]
}
for latex in '\write18{rm}' '\end{document}' '\input{x}' 'a}b' '$x$' 'a%' \
    'a&b' '\def\x{}' '\newcommand{\x}{y}' '\csname end' \
    '\text{\input x}' '\text{^^5cinput x}' '\mathrm{\end{document}}'; do
	holds "no document with ${latex#\\} in it" refused "$latex"
done
for byte in 001 007 010 011 013 014 015 016 033 037 177; do
	holds "the byte $byte of a name is no byte of a document" gated $byte
done

# -------------------------------------------------- what nobody could read

# A gradient that is large, in each format: its derivation leaves it out.
short() {
	printf 'param x = 0.5\nf = grad(grad(grad(grad(%s, x), x), x), x)' \
	    'sigmoid(sigmoid(x))' >model
	"$program" derive --model model f --format "$1" >got &&
	    [ "$(wc -c <got)" -lt 100000 ]
}
for format in text latex json; do
	holds "a large derivation as $format is short" short $format
done

# ----------------------------------------------------------- a small stack

# With little stack (a sanitizer takes more), a formula that repeats a text.
repeats() {
	(
		case ${FLAVOUR-} in
		asan | ubsan | valgrind | fuzz) ulimit -s 2048 ;;
		*) ulimit -s 256 ;;
		esac
		awk -v text="$1" 'BEGIN {
			printf "$$x"
			for (n = 0; n < 90000; n += length(text))
				printf "%s", text
			print "$$"
		}' | "$program" math --markdown - >got 2>errors
		[ $? -le 1 ]	# mistakes are noted
	)
}

for text in _ ^ _a ^a_b "'" ^{a} '\\limits_a' '{' '\\sqrt' '\\hat ' '(' \
    '\\left(' '\\frac' '\\begin{matrix}'; do
	holds "a formula of $text alone" repeats "$text"
done

finish
