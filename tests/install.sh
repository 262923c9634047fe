#!/bin/sh
# What `make install` puts down works from there, and `make uninstall` takes all of it away again.
set -eu
dir=$(mktemp -d "${TMPDIR:-/tmp}/binggui-install.XXXXXX")
trap 'rm -rf "$dir"' EXIT
place() { ${MAKE:-make} --no-print-directory "$1" DESTDIR="$dir" PREFIX=/usr BUILD="${BUILD:-build}" >/dev/null; }

place install
program=$dir/usr/bin/binggui
(cd / && "$program" --version >/dev/null && "$program" screens >/dev/null)
(cd / && "$program" init --data "$dir/store" >/dev/null && "$program" check --data "$dir/store" >/dev/null)
rm -rf "$dir/store"
bash -c '. "$0" && COMP_WORDS=("$1" li) COMP_CWORD=1 && _binggui && [ "${COMPREPLY[*]}" = list ]' \
	"$dir/usr/share/bash-completion/completions/binggui" "$program" || { echo "completion of “li” is not list" >&2; exit 1; }
bash -c '. "$0" && COMP_WORDS=("$1" list pers) COMP_CWORD=2 && _binggui && [[ " ${COMPREPLY[*]} " = *" person "* ]]' \
	"$dir/usr/share/bash-completion/completions/binggui" "$program" || { echo "completion of “list pers” has no person" >&2; exit 1; }
man -l --warnings "$dir/usr/share/man/man1/binggui.1" >/dev/null 2>"$dir/man" || true
[ ! -s "$dir/man" ] || { cat "$dir/man" >&2; rm "$dir/man"; }
rm -f "$dir/man"
place uninstall
left=$(find "$dir" -type f -o -type l)
[ -z "$left" ] || { echo "left behind by make uninstall:" "$left" >&2; exit 1; }
echo "install: works from where it is put, and leaves nothing behind"
