# SPDX-License-Identifier: MIT
# A manual page as text, a string of C for each line: what gradus help lesson
# prints. It knows the macros of mdoc(7) that man/gradus-lesson.5 uses, and
# stops at any other.

function emit(s,    i, c, out) {
	sub(/ +$/, "", s)
	gsub(/\001/, " ", s)
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		out = out (c == "\\" || c == "\"" ? "\\" : "") c
	}
	print "\"" out "\\n\","
	blank = s == ""
}

# The words gathered so far, filled to the width; the tag stands before them.
function flush_words(    i, line, n, word, room) {
	line = tag == "" ? sprintf("%*s", indent, "") : "  " tag
	if (tag != "" && length(line) > indent - 2) {
		emit(line)
		line = ""
	}
	n = split(words, word, " ")
	room = 0
	line = sprintf("%-*s", indent, line)
	for (i = 1; i <= n; i++) {
		if (room && length(line) + 1 + length(word[i]) > 79) {
			emit(line)
			line = sprintf("%*s", indent, "")
			room = 0
		}
		line = line (room ? " " : "") word[i]
		room = 1
	}
	if (room || (tag != "" && line ~ /[^ ]/))
		emit(line)
	words = tag = ""
}

function plain(s) {
	gsub(/\\e/, "\\", s)
	gsub(/\\&/, "", s)
	return s
}

# Words that stay together have \001 between them. What is behind the last
# blank and only a mark stands close.
function add(s, open, close_, together,    mark) {
	mark = ""
	if (match(s, / [.,;:)]$/)) {
		mark = substr(s, RSTART + 1)
		s = substr(s, 1, RSTART - 1)
	}
	s = plain(s)
	if (together)
		gsub(/ /, "\001", s)
	words = words " " open s close_ mark
}

function gap() {
	flush_words()
	if (!blank)
		emit("")
}

BEGIN { indent = 2; blank = 1 }
/^\.\\"/ || /^\.(Dd|Dt|Os) ?/ || /^\.Nm / { next }
literal && !/^\.Ed/ { emit("    " plain($0)); next }
!/^\./ { add($0, "", "", 0); next }

{ macro = $1; rest = substr($0, length($1) + 2) }
macro == ".Nd" { add("gradus-lesson: " rest, "", "", 0); next }
macro == ".Sh" { if (rest == "NAME") next; gap(); emit(rest); emit(""); next }
macro == ".Ss" { gap(); emit(" " rest); emit(""); next }
macro == ".Pp" { gap(); next }
macro == ".Bd" { gap(); literal = 1; next }
macro == ".Ed" { literal = 0; emit(""); next }
macro == ".Bl" { gap(); indent = 30; next }
macro == ".El" { flush_words(); indent = 2; emit(""); next }
macro == ".It" { flush_words(); tag = plain(substr(rest, 4)); next }
macro == ".Xr" { sub(/ /, "(", rest); sub(/[0-9]/, "&)", rest) }
macro == ".Ql" { add(rest, "\"", "\"", 1); next }
macro ~ /^\.(Xr|Ic|Cm|Ar|Li)$/ { add(rest, "", "", macro == ".Li"); next }
{ print "manual.awk: " FILENAME ":" NR ": " macro " is not known" >"/dev/stderr"
  exit 1 }
END { flush_words() }
