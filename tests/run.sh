#!/bin/sh
# Runs Criterion programs one after the other and closes with one line for all of them.
# A leak or a sanitizer report fails the run: Criterion itself lets leaks pass.
# usage: BUILD=build sh tests/run.sh PROGRAM...
set -u
BUILD=${BUILD:-build}
log=$(mktemp -d "${TMPDIR:-/tmp}/binggui-run.XXXXXX")
trap 'rm -rf "$log"' EXIT

# The world every test sees.
# Shanghai without its name: that would need a data base of zones.
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=CST-8 LINES=24 COLUMNS=80
unset NO_COLOR BINGGUI_DATA BINGGUI_SCREENS BINGGUI_USER BINGGUI_TERMINAL BINGGUI_TRANSCODED \
	BINGGUI_LINE_MS SSH_CONNECTION SSH_TTY XDG_CONFIG_HOME XDG_DATA_HOME
umask 022
export BINGGUI_TEST_BUILD="$BUILD"
# Nobody's settings, nor what another run has left there.
mkdir "$log/home"
export HOME="$log/home" XDG_CACHE_HOME="$log/cache"
export ASAN_OPTIONS="detect_leaks=1:abort_on_error=0:log_path=$log/sanitizer:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1:log_path=$log/sanitizer:${UBSAN_OPTIONS:-}"
export LSAN_OPTIONS="suppressions=$(pwd)/tests/lsan.supp:print_suppressions=0:${LSAN_OPTIONS:-}"

# A test that hangs ends some time; a busy machine is not to be taken for one.
patience=1800

passed=0 failed=0

# What went wrong once more, for who sees only the end: all of it, then one line for each test.
: >"$log/told" >"$log/short"
tell() {
	name=$(basename "$1")
	{
		echo "== $name: what failed"
		grep -aE '^\[(----|FAIL|WARN|ERR ?)' "$log/out" | cut -c 1-400
	} >>"$log/told"
	awk -v program="$name" '
		/^\[----\] [^ ]+:[0-9]+: / && !where { where = substr($0, 8) }
		/^\[----\]   [^ ]/ && where && !why { why = substr($0, 10) }
		/^\[FAIL\]|^\[----\] Warning! The test/ {
			print "FAILED " program " " substr($0, 8) "  " where "  " why
			where = why = ""
		}
	' "$log/out" | cut -c 1-400 >>"$log/short"
}

for program in "$@"; do
	echo "== $(basename "$program")"
	case $program in /*) ;; *) program=./$program ;; esac
	"$program" --timeout $patience >"$log/out" 2>&1
	rc=$?
	grep -av '^\[====\] Running' "$log/out"
	line=$(grep -a 'Synthesis: Tested:' "$log/out" | tail -n 1)
	tested=$(echo "$line" | sed 's/.*Tested: \([0-9]*\).*/\1/')
	good=$(echo "$line" | sed 's/.*Passing: \([0-9]*\).*/\1/')
	if [ -z "$line" ] || [ "${tested:-0}" -eq 0 ]; then
		echo "FAILED $program: ran no test, exit code $rc" >>"$log/short"
		failed=$((failed + 1))
		continue
	fi
	passed=$((passed + good))
	failed=$((failed + tested - good))
	if [ "$tested" -ne "$good" ]; then
		tell "$program"
	elif [ "$rc" -ne 0 ]; then
		echo "FAILED $program: every test passed, exit code $rc" >>"$log/short"
	fi
	[ "$rc" -eq 0 ] || [ "$tested" -ne "$good" ] || failed=$((failed + 1))
done
for report in "$log"/sanitizer*; do
	[ -f "$report" ] || continue
	cat "$report"
	echo "FAILED $(grep -a -m 1 -E 'ERROR|runtime error' "$report")" >>"$log/short"
	failed=$((failed + 1))
done
cat "$log/told" "$log/short"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
