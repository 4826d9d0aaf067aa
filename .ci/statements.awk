# SPDX-License-Identifier: MIT
#
# Prints C one statement a line, with its indentation and one space where a
# gap is. Comments and macros are left out: they are laid out by hand.

/\\$/ || macro {
	macro = /\\$/
	next
}

/^#include/ {
	print
	next
}

# Strings are kept from being taken for code: only their presence matters.
{
	gsub(/\\./, "_")
	gsub(/"[^"]*"/, "\"\"")
	gsub(/'[^']'/, "0")
	gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "")
	sub(/[ \t]*\/\/.*/, "")
}

comment || /^[ \t]*\/\*/ {
	comment = !/\*\//
	next
}

/\/\*/ {
	sub(/[ \t]*\/\*.*/, "")
	comment = 1
}

/^[ \t]*$/ {
	next
}

# Macros that make functions look to clang-format like anything.
/^#/ || /^[A-Z0-9_]+\(.*\);?$/ {
	next
}

{
	indent = $0
	sub(/[^\t].*/, "", indent)
	sub(/^[ \t]+/, "")
	sub(/[ \t]+$/, "")
	gsub(/[ \t]+/, " ")
	if (statement == "")
		statement = indent $0
	else
		statement = statement " " $0
	depth += gsub(/[(\[]/, "&") - gsub(/[)\]]/, "&")
	if (depth <= 0 && ended())
		flush()
}

END {
	flush()
}

# 1 if the statement is whole, or the head of one is. The brace of a list of
# values ends nothing.
function ended() {
	if (statement ~ /{$/)
		return statement !~ /(= ?|\)){$/
	return statement ~ /[;}]$/ ||
	    statement ~ /^\t*((case .*|default|[a-z_]+):|(} )?else|do)$/ ||
	    statement ~ /^\t*((} )?else )?(if|for|while|switch) .*\)$/
}

# Where a line is broken makes no difference.
function flush() {
	gsub(/""( "")+/, "\"\"", statement)
	gsub(/\( /, "(", statement)
	gsub(/-> /, "->", statement)
	gsub(/; ;/, ";;", statement)
	if (statement != "")
		print statement
	statement = ""
	depth = 0
}
