#!/bin/sh
# `make run`: a store with the sample county and a sample roster, made once, then the program on it.
# Without a terminal the program prints what is in the store and ends.
set -u
BUILD=${BUILD:-build}
program=$BUILD/binggui
data=$BUILD/sample

if [ ! -d "$data" ]; then
	fresh=$data.new
	rm -rf "$fresh"
	"$program" init --data "$fresh" --screens screens --mode 练习库 || exit $?
	"$program" import person tests/data/sample_roster_gbk.csv --data "$fresh" --screens screens \
		--rejects "$BUILD/sample-rejects.csv" >"$BUILD/sample-import.txt"
	rc=$?
	tail -n 4 "$BUILD/sample-import.txt"
	[ "$rc" -le 1 ] || exit "$rc" # 1: some rows were reported, as in every real roster
	mv "$fresh" "$data"
fi
exec "$program" --data "$data" --screens screens
