# SPDX-License-Identifier: MIT
#
# tally.awk FILE.tap...
#
# Prints the failed tests of programs run by tap.sh, each with the comment
# lines before and after it, and then "N passed, N failed". A program that
# crashed, timed out, left no plan or did not keep it is a failed test too.

FNR == 1 {
	finish()
	name = FILENAME
	sub(/\.tap$/, "", name)
	plan = ends = ""
	count = bad = 0
	last = "nothing"
}

/^(not )?ok([ \t]|$)/ {
	count++
	failing = /^not/
	if (failing)
		before = $0 "\n" notes
	notes = ""
	skipped = toupper($0) ~ /# *SKIP/
	if (failing)
		bad++
	else if (!skipped)
		passed++
}

/^1\.\.[0-9]+/ {
	plan = substr($1, 4) + 0
	failing = 0
}

/^# exit [0-9]+$/ {
	ends = $3
	failing = 0
	next
}

/^Bail out!/ {
	fail($0)
}

/^[ \t]*#/ {
	notes = notes $0 "\n"
}

failing && /^not ok/ {
	n = split(before, line, "\n")
	for (i = 1; i < n; i++)
		print name ": " line[i]
}

failing && /^[ \t]*#/ {
	print name ": " $0
}

NF > 0 {
	last = $0
}

END {
	finish()
	printf "%d passed, %d failed\n", passed, failed
	exit failed > 0 || passed == 0
}

function finish() {
	if (name == "")
		return
	failed += bad
	if (ends == 124)
		fail("timed out after: " last)
	else if (ends == "" || ends > 128)
		fail("killed by signal " ends - 128 " after: " last)
	else if (ends > 1 || ends == 1 && bad == 0)
		fail("exit status " ends " after: " last)
	else if (plan == "")
		fail("no plan")
	else if (plan != count)
		fail("ran " count " of " plan " tests")
	else if (bad > 0)
		complaints()
	name = ""
}

function fail(why) {
	failed++
	print name ": not ok - " why
	complaints()
}

# What the program wrote to standard error, as far as one wants to read it.
function complaints(   line, n, err) {
	err = name ".tap.err"
	while ((getline line < err) > 0 && n++ < 40 && line !~ /^Shadow bytes/)
		print name ": " line
	close(err)
}
