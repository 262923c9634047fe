#!/bin/sh
# `make run`: the practice county, made once, then the program on it.
# Without a terminal the program prints what is in the store and ends.
set -u
BUILD=${BUILD:-build}
program=$BUILD/binggui
data=$BUILD/practice

if [ ! -d "$data" ]; then
	fresh=$data.new
	rm -rf "$fresh"
	"$program" demo --data "$fresh" --screens screens || exit $?
	mv "$fresh" "$data"
	echo "试试导入花名册：$program import person tests/data/sample_roster_gbk.csv" \
		"--data $data --screens screens --rejects $BUILD/rejects.csv"
fi
exec "$program" --data "$data" --screens screens
