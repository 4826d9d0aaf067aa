# SPDX-License-Identifier: MIT
#
# tap.sh OUT COMMAND...
#
# Runs a test program: what it prints goes into OUT, what it complains about
# into OUT.err, and how it ended is the last line of OUT. Succeeds always;
# tally.awk judges.

out=$1
shift
unset GRADUS_LESSONS
limit=$(command -v timeout || command -v gtimeout) &&
    set -- "$limit" -k 5 "${TIMEOUT:-120}" "$@"

# What grows without end shall not take the machine with it. (A sanitizer
# reserves more than there is.)
case ${FLAVOUR-} in
asan | ubsan | fuzz | valgrind) ;;
*) ulimit -v 4194304 2>/dev/null ;;
esac

# The shell itself would report a crash on its standard error.
(
	exec 3>&2 2>/dev/null
	"$@" </dev/null >"$out" 2>"$out.err"
	printf '\n# exit %d\n' $? >>"$out"
)
