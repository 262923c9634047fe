#!/bin/sh
# No file over 600 lines, no function over 80 (the house style puts a function's braces in column one).
set -u
bad=0
for f in src/*/*.c src/*/*/*.c include/binggui/*/*.h; do
	[ -f "$f" ] || continue
	n=$(wc -l <"$f")
	[ "$n" -le 600 ] || { echo "$f: $n lines (at most 600)" >&2; bad=1; }
	awk -v f="$f" '
		/^\{/ { start = NR }
		/^\}/ { if (start && NR - start + 1 > 80) { printf "%s:%d: a function of %d lines (at most 80)\n", f, start, NR - start + 1; bad = 1 } start = 0 }
		END { exit bad }' "$f" >&2 || bad=1
done
exit $bad
