#!/bin/sh
# make bench: how fast, as ratios to something else measured in the same run.
# The 1,000,000 people are only measured with BENCH_LARGE=1; stores are made once under $BUILD/bench.
# Medians; nothing here passes or fails by its figures.  Everything together takes less than ten minutes;
# on a machine with other work to do, believe the processor time and the ratios.
set -u
BUILD=${BUILD:-build}
program=$BUILD/binggui
dir=$BUILD/bench
screens=screens
areas=screens/areas/zhenping_610927.csv
sizes="1300 100000${BENCH_LARGE:+ 1000000}"
export LC_ALL=C.UTF-8
mkdir -p "$dir"
XDG_CACHE_HOME=$(cd "$dir" && pwd)/cache
export XDG_CACHE_HOME

fail() { echo "bench: $*" >&2; exit 1; }

# clock; command; seconds FILE: the seconds it took, and those of processor time, which a busy machine blurs less.
cpu() { # into $used, of all children so far; not in a subshell, which would have none
	times >"$dir/times"
	used=$(awk 'function s(t) { split(t, a, /[ms]/); return a[1] * 60 + a[2] }
		NR == 2 { print s($1) + s($2) }' "$dir/times")
}
clock() {
	cpu
	before=$used
	since=$(date +%s%N)
}
seconds() {
	now=$(date +%s%N)
	cpu
	echo "$since $now $before $used" | awk '{ printf "%.3f\t%.3f\n", ($2 - $1) / 1e9, $4 - $3 }' >"$1"
}

# ---- rosters and stores ------------------------------------------------------------------------

make_store() { # n: the store, and how long its import took
	clock
	"$program" import person "$dir/people-$1.csv" --data "$dir/store-$1.new" --screens $screens \
		>"$dir/import-$1.txt"
	[ $? -le 1 ] || fail "import of $1 people"
	seconds "$dir/import-$1.s"
}

make_sqlite() { # n
	rm -f "$dir/people-$1.db"
	clock
	sqlite3 "$dir/people-$1.db" <<-SQL || fail "sqlite3"
		CREATE TABLE person(no TEXT, name TEXT, sex TEXT, id_no TEXT, birth TEXT, phone1 TEXT, town TEXT,
			village TEXT, enlisted TEXT, discharged TEXT);
		CREATE UNIQUE INDEX person_id_no ON person(id_no);
		CREATE INDEX person_village ON person(village);
		CREATE INDEX person_name ON person(name);
		.import --csv --skip 1 $dir/people-$1.csv person
	SQL
	seconds "$dir/sqlite-$1.s"
	rm -f "$dir/people-$1.db"
}

make_puts() { # n
	rm -rf "$dir/puts"
	"$BUILD/bench-puts" "$dir/puts" "$dir/people-$1.csv" >"$dir/puts-$1.s" || fail "puts"
	rm -rf "$dir/puts"
}

import() { # n
	make_sqlite "$1"
	make_store "$1"
	make_puts "$1"
	paste "$dir/import-$1.s" "$dir/sqlite-$1.s" "$dir/puts-$1.s" | awk -v n="$1" '{
		printf "  %9d rows  %7.0f rows/s   sqlite3 %7.0f (%.2f of it, %.2f by processor time, goal 0.25)   raw LMDB %7.0f (%.2f)\n",
			n, n / $1, n / $3, $3 / $1, $4 / $2, n / $5, $5 / $1 }'
}

echo "import: rows/s of \`binggui import person\` (a person and a service record a row, checked, journalled, durable),"
echo "        of \`sqlite3 .import\` with the same indexes, of bare LMDB puts"
for n in $sizes; do
	[ -f "$dir/people-$n.csv" ] || "$BUILD/bench-people" "$n" $areas >"$dir/people-$n.csv" || fail "people"
	if [ "$n" = 1000000 ] && [ -d "$dir/store-$n" ]; then
		echo "    1000000 rows  (store of an earlier run)"
		continue
	fi
	rm -rf "$dir/store-$n" "$dir/store-$n.new"
	"$program" init --data "$dir/store-$n.new" --screens $screens >/dev/null || fail "init"
	import "$n"
	mv "$dir/store-$n.new" "$dir/store-$n"
done

# ---- the screen --------------------------------------------------------------------------------

keys() { # n
	"$BUILD/bench-keys" "$program" $screens "$dir/store-$1" "$dir/people-$1.csv" "$1" >"$dir/keys-$1.txt" ||
		echo "  (what was expected did not stand on the screen)"
	awk -F'\t' -v n="$1" '
		$1 == "less" { less = $2; less_cpu = $4; next }
		$1 == "list" {
			printf "  %-24s %7.2f ms %6d bytes   processor %6.2f ms   less %.2f, %.2f (%.1f and %.1f times, goal 3)\n",
				"start to full list", $2, $3, $4, less, less_cpu, $2 / less, $4 / less_cpu; next }
		$1 ~ /KiB/ { printf "  %-24s %7d%s   (goal 4096)\n", $1, $2, $3 ? sprintf(", highest %d", $3) : ""; next }
		{ printf "  %-24s %7.2f ms %6d bytes   processor %6.2f ms\n", $1, $2, $3, $4 }' "$dir/keys-$1.txt"
}

for n in $sizes; do
	echo "keys: $n people, from the key to the last byte on the terminal (goal $([ "$n" = 1000000 ] && echo 16 || echo 5) ms)"
	keys "$n"
done

# ---- keying in visits -------------------------------------------------------------------------

visits() { # n: a copy of the store, since visits are saved in it
	rm -rf "$dir/visits"
	cp -r "$dir/store-$1" "$dir/visits"
	"$program" set campaign no=1 name=走访 kind=常态 from=2020-01-01 area=610927000000 to=2099-12-31 \
		who='name != ""' --data "$dir/visits" --screens $screens >/dev/null &&
		"$program" campaign start 1 --data "$dir/visits" --screens $screens >/dev/null || fail "campaign"
	"$BUILD/bench-visits" "$program" $screens "$dir/visits" >"$dir/visits-$1.txt" ||
		echo "  (what was keyed in did not stand on the screen)"
	awk -F'\t' '{ printf "  %-24s %7.2f ms %6d bytes   processor %6.2f ms\n", $1, $2, $3, $4 }' "$dir/visits-$1.txt"
	rm -rf "$dir/visits"
}

echo "visits: 1300 people on a campaign's list, from the key to the last byte on the terminal"
visits 1300

# ---- a slow line ------------------------------------------------------------------------------

echo "line: 9,600 bit/s, 300 ms there and back, --slow; against the time of the text that is new plus one round trip"
"$BUILD/bench-line" "$program" $screens "$dir/store-1300" | awk -F'\t' '{
	printf "  %-24s %6d bytes for %5d of new text   %6d ms   least %6d ms   (%.2f times)\n", $1, $2, $3, $4, $5, $6 }'

# ---- saving ------------------------------------------------------------------------------------

echo "save: one field of one person, durable, against a bare LMDB commit of 400 bytes, pair by pair"
for n in $sizes; do
	"$BUILD/bench-save" "$dir/store-$n" "$dir/bare-$n" "$n" | awk -F'\t' -v n="$n" '{
		printf "  %9d people  %-8s %7.3f ms   bare %7.3f ms   (%.2f times, goal 1.5)   processor %.3f, bare %.3f ms\n",
			n, $1, $2, $3, $4, $5, $6 }'
done

# ---- figures -----------------------------------------------------------------------------------

echo "figures: the whole annual sheet against one scan that reads and decodes every record it is counted from (processor time)"
for n in 1326 ${sizes#* }; do
	"$BUILD/bench-figures" "$dir/practice-$n" $screens "$n" | awk -F'\t' '{
		printf "  %9d people  %-7s %8d records  %8.1f ms%s   scan %7.1f ms   (%.2f times, goal 2)\n", $1, $2, $3, $4,
			$1 == 1326 ? " (goal 30)" : "", $5, $6 }'
done

# ---- starting ----------------------------------------------------------------------------------

echo "start: against a program that says hello with ncursesw"
{
	"$BUILD/bench-start" "$BUILD/bench-hello"
	"$BUILD/bench-start" "$program" --screens $screens --data "$dir/store-1300"
} | awk -F'\t' 'NR == 1 { v = $1; s = $2; next } {
	printf "  --version     %6.2f ms   hello %5.2f ms   (%.1f times)\n", $1, v, $1 / v
	printf "  first screen  %6.2f ms   hello %5.2f ms   (%.1f times)   processor %.2f ms\n", $2, s, $2 / s, $3 }'

# ---- pairing -----------------------------------------------------------------------------------

echo "pair: somebody for every gap, against taking in each gap's turn the least loaded who suits (processor time)"
for n in 1 10; do
	"$BUILD/bench-pair" $n | awk -F'\t' '{
		printf "  %6d people x 3 x %4d staff  %8.2f ms (%.2f of it)   filled %d against %d   squares of the loads %.3f of it\n",
			$1, $2, $4, $4 / $7, $5, $8, $6 / $9 }'
done

# ---- matching ----------------------------------------------------------------------------------

echo "match: posts and people ranked on a store of their own"
"$BUILD/bench-match" "$(cd "$dir" && pwd)/match-store" 100000 10000 || fail "match"
echo "assign: the best overall assignment, and its growth, against GLPK on a quarter of the size (processor time)"
"$BUILD/bench-assign" ${BENCH_LARGE:+large} || fail "assign"
