# bash completion of binggui: what may stand there, the program says itself.
_binggui()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} i
	local -a words=()

	COMPREPLY=()
	case $before in
	--data | --screens)
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
		return
		;;
	--rejects | --output | --areas | -o)
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	esac
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == -* ]] || words+=("${COMP_WORDS[i]}")
	done
	mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" complete "${words[@]}" -- "$word" 2>/dev/null)" -- "$word")
	[ "${#COMPREPLY[@]}" -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -o filenames -F _binggui binggui
