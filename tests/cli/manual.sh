#!/bin/sh
# SPDX-License-Identifier: MIT
# manual.sh PROGRAM: what gradus-lesson(5) shows does what it says. Each display
# is run as the comment before it says, each row of an expression comes to what
# it gives, and no statement, function, operator or command is left out.

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
LC_ALL=C.UTF-8
export LC_ALL
page=$here/../../man/gradus-lesson.5
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
. "$here/tap.inc"

# shown SENTENCE: what is in the file "difference" is wrong.
shown() {
	[ ! -s difference ]
	result $? "$1"
	: >difference
}

# Displays to N.KIND, rows to rows: the expression, a tab, what it gives.
awk '
function plain(s) { gsub(/\\e/, "\\", s); gsub(/\\&/, "", s); return s }
/^\.\\" example/ { kind = $3; next }
/^\.Bd/ { on = 1; file = ++n "." (kind == "" ? "none" : kind); kind = ""; next }
/^\.Ed/ { on = 0; close(file); next }
on { print plain($0) >file; next }
/^\.Sh/ { rows = $2 == "EXPRESSIONS" }
/^\.It Ic/ { row = plain(substr($0, 8)); next }
/^\.Li/ && rows && row != "" { print row "\t" plain(substr($0, 5)) >"rows"
	row = ""; next }
/^\.El/ && rows && row != "" { print row >"ungiven" }
' "$page"

for f in *.lesson *.model *.base *.none; do
	case $f in
	*.lesson)
		cp "$f" example.md
		"$program" check example.md >out 2>&1 &&
		    ! grep -q 'warning' out || cat out >difference
		;;
	*.model)
		"$program" run --model "$f" >out 2>&1 || cat out >difference
		;;
	*.base)
		sed 's/^/data /' "$f" >base
		echo 'J = sum(x)' >>base
		continue
		;;
	*)
		[ -e "$f" ] && echo "no comment says how it is run" >difference
		[ -e "$f" ] || continue
		;;
	esac
	shown "display $f"
done

# value EXPRESSION: what it is, without its own text before it.
value()
{
	"$program" run --model base --only J --digits 15 --eval "$1" 2>&1 |
	    sed '1,/^J = /d' | awk -v e="$1" '
		index($0, e) == 1 { $0 = substr($0, length(e) + 1)
		    sub(/^ = /, "") }
		NF > 0'
}

while IFS='	' read -r expression gives; do
	value "$expression" >got
	value "$gives" >expected
	[ -s got ] && cmp -s got expected || cat got expected >difference
	shown "$expression gives $gives"
done <rows

[ -e ungiven ] && cp ungiven difference
shown 'each row of an expression gives something'

# A function stands with its bracket, an operator between blanks.
"$program" help language | sed -n 's/^  \([^ ].*[^ ]\)   *.*$/\1/p' |
    sed 's/  .*//' >usages
while read -r usage; do
	case $usage in
	[a-z]*'('*) word="${usage%%(*}(" ;;
	*) word=$usage ;;
	esac
	case $usage in
	'A '*' B') word=${usage#A}; word=${word%B} ;;
	'[a b; c d]' | '[A B]' | '[A; B]' | 'f(A)' | 'A(i, j)' | -A | "A'") \
		continue ;;	# are there, with other letters
	'x(end), '* | 'x(3:'* | 'x(:)' | 'a ^ b'* | pi,* | '# ..'* | ...) \
		word=${usage%%,*}; word=${word%% *} ;;
	esac
	sed 's/\\&//g' "$page" | grep -qF -- "$word" || echo "$usage" >>difference
done <usages
[ "$(wc -l <usages)" -gt 40 ] || echo "too few rows in the help" >>difference
shown 'all statements, operators and functions are there'

# Every command that a lesson or an experiment may hold is offered by name.
printf '# T\n\n```model\nparam w = 1\nJ = w^2\n```\n\n```gradus\nxyzzyx\n%s' \
    'try "x": xyzzyx
```
' >wrong.md
"$program" check wrong.md 2>&1 | sed -n 's/.*hint: it may //p' | tr -d , |
    tr ' ' '\n' >commands
while read -r name; do
	grep -q "^\\.It Ic $name\\( \\|\$\\)" "$page" || echo "$name" >>difference
	grep -q "^\\($name\\|try .*[;:] $name\\)\\( \\|;\\|\$\\)" ./*.lesson ||
	    echo "$name, in an example" >>difference
done <commands
[ "$(wc -l <commands)" -ge 18 ] || cat commands >>difference
shown 'all commands of a lesson are there, each in an example'

# Help shows this page: no word of it is left out.
sed '/^\.\\"/d; /^\.D[dt]/d; s/^\.It Ic//; s/^\.[A-Z][a-z]//; s/\\e/\\/g
    s/\\&//g' "$page" | tr -cs 'A-Za-z0-9_' '\n' | sort -u >words
"$program" help lesson | tr -cs 'A-Za-z0-9_' '\n' | sort -u >shown
comm -23 words shown | grep -vx 'Ds\|tag\|width\|offset\|indent\|literal\|NAME' \
    >difference
shown 'help lesson shows all of the page'

finish
