# SPDX-License-Identifier: MIT
#
# practical.awk practical.txt OUTPUT.csv: prints each number that is printed
# in the first and is another one in the second, rounded to as many digits.

/^#/ || FNR == 1 && FILENAME != ARGV[1] {
	next
}

FILENAME == ARGV[1] {
	printed[$1 "," $2 "," $3 "," $4] = $5
	total++
	next
}

{
	at = $0
	sub(/,[^,]*$/, "", at)
	value = $0
	sub(/.*,/, "", value)
	if (!(at in printed))
		next
	digits = printed[at]
	if (!sub(/.*[.]/, "", digits))
		digits = ""
	rounded = sprintf("%." length(digits) "f", value)
	# What is printed as 0 is nothing but 0.
	if (rounded != printed[at] || rounded == "0" && value != 0)
		print at " is " value ", printed as " printed[at]
	seen++
}

END {
	if (seen != total || !total)
		print "compared " seen + 0 " of " total + 0 " numbers"
}
