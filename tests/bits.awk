# SPDX-License-Identifier: MIT
#
# bits.awk FILE.tap...
#
# What tests/lang/run printed, built in several ways: says which models have
# other bits than in the first file, and then "N passed, N failed".

FNR == 1 {
	files++
}

/^ok /{
	name = $0
}

/^# bits / {
	if (files == 1)
		first[name] = $3
	else if (first[name] == $3)
		passed++
	else {
		failed++
		print FILENAME ": " name ": other bits than in " ARGV[1]
	}
}

END {
	for (name in first)
		n++
	if (files < 2 || n == 0 || passed + failed != n * (files - 1)) {
		failed++
		print "not all models have bits in all of " files " files"
	}
	printf "%d passed, %d failed\n", passed, failed
	exit failed > 0
}
