#!/bin/sh
# Every screen of src has a line in tests/lib/scenes.c, and every golden file of a screen its line.
set -u
LC_ALL=C
bad=0
in_src=$(sed -n 's/^static const struct screen_ops \([a-z_]*\) = {$/\1/p' src/ui/*.c src/app/*.c | sort -u)
in_table=$(sed -n 's/^\t{"[a-z-]*", "\([a-z_]*\)".*/\1/p' tests/lib/scenes.c | sort -u)
for s in $in_src; do
	echo "$in_table" | grep -qx "$s" || { echo "tests/lib/scenes.c: nothing shows $s" >&2; bad=1; }
done
for s in $in_table; do
	echo "$in_src" | grep -qx "$s" || { echo "tests/lib/scenes.c: there is no $s" >&2; bad=1; }
done
for f in tests/golden/80x24/*.txt tests/golden/60x16/*.txt; do
	name=$(basename "$f" .txt)
	case $name in
	register-*) [ -f "screens/${name#register-}.yaml" ] ;;
	*) grep -q "^	{\"$name\"," tests/lib/scenes.c ;;
	esac || { echo "$f: no such screen any more" >&2; bad=1; }
done
exit $bad
