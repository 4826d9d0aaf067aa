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
tests=0
failed=0

result() {
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		failed=1
		echo "not ok $tests - $2"
		sed 's/^/# /' difference
	fi
}

# Runs a command with little; its status, or 99 where it took too much.
with_little() (
	case ${FLAVOUR-} in
	asan | ubsan | valgrind | fuzz) ulimit -s 4096 -t 60 ;;
	*)	ulimit -s 256
		ulimit -t 1
		ulimit -v 262144 ;;
	esac
	"$@" <text >out 2>err
	code=$?
	[ $code -lt 3 ] || code=99
	exit $code
)

# small SENTENCE STATUS ARGUMENT...: the input is in the file text.
small() {
	sentence=$1 status=$2
	shift 2
	with_little "$program" "$@"
	code=$?
	: >difference
	[ "$(wc -c <text)" -lt 100000 ] || echo 'a large text' >>difference
	[ $code -eq "$status" ] || {
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
chain 500 'tanh(A)' all
small 'a gradient by each of 500 names' 1 run --model -
chain 400 'tanh(A)' all
small 'a gradient by each of 400 names' 0 run --model -

echo "1..$tests"
exit $failed
