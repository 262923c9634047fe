#!/bin/sh
# Layers are law: a file includes only its own layer and those to the left of it.
# usage: layers.sh base text store schema table domain ui app      (run in the project's root)
# Prints every offence and exits 1 if there was one.
set -u
LC_ALL=C
bad=0
say() { echo "$*" >&2; bad=1; }

# What a layer may not see although it stands to its left (design: ui knows no records, store no text).
forbidden() {
	case $1 in
	store) echo "text" ;;
	ui) echo "store schema table domain" ;;
	esac
}

# The one home of each outside library: header pattern and the file that may include it.
homes='<lmdb.h> store/kv_lmdb
<n*curses.h> ui/term(info)?
<term.h> ui/terminfo
<iconv.h> text/charset
<yaml.h> schema/yaml
<expat.h> text/xlsx_read
<minizip/.*> text/xlsx_read
<xlsxwriter.h> text/xlsx_write
<sodium.h> table/hash'

allowed=""
for layer in "$@"; do
	allowed="$allowed $layer"
	for f in src/"$layer"/*.c include/binggui/"$layer"/*.h; do
		[ -f "$f" ] || continue
		for used in $(sed -n 's|^#include <binggui/\([a-z]*\)/.*|\1|p' "$f" | sort -u); do
			case " $allowed " in
			*" $used "*) ;;
			*) say "$f: includes $used, which stands above $layer" ;;
			esac
			case " $(forbidden "$layer") " in
			*" $used "*) say "$f: $layer may not know $used" ;;
			esac
		done
		grep -n '^#include "' "$f" | grep -v '"unitables.h"' | while read -r line; do
			echo "$f:$line: quoted include"
		done | grep . >&2 && bad=1
	done
	# One header a module, one module a header.
	for f in src/"$layer"/*.c; do
		[ -f "$f" ] || continue
		name=$(basename "$f" .c)
		case $name in
		main | verb_*) continue ;; # a verb is an entry of verb.h's table
		esac
		[ -f include/binggui/"$layer"/"$name".h ] || say "$f: include/binggui/$layer/$name.h is missing"
	done
done

echo "$homes" | while read -r header home; do
	grep -rlE "^#include $header" src include 2>/dev/null | grep -v "^src/text/gen/" |
		grep -vE "^src/$home\.c\$" | sed "s|\$|: $header belongs to $home.c alone|"
done | grep . >&2 && bad=1

# No circles among the modules: an edge goes from a module to each module whose header it or its own header includes.
for f in src/*/*.c include/binggui/*/*.h; do
	m=$(echo "$f" | sed 's|^src/||; s|^include/binggui/||; s|\.[ch]$||')
	sed -n 's|^#include <binggui/\(.*\)\.h>|\1|p' "$f" | grep -vx "$m" | sed "s|^|$m |"
done | sort -u >"${TMPDIR:-/tmp}/layers.$$"
tsort "${TMPDIR:-/tmp}/layers.$$" >/dev/null 2>"${TMPDIR:-/tmp}/loops.$$" || {
	say "modules that include each other in a circle:"
	sed 's/^tsort: //' "${TMPDIR:-/tmp}/loops.$$" >&2
}
rm -f "${TMPDIR:-/tmp}/layers.$$" "${TMPDIR:-/tmp}/loops.$$"
exit $bad
