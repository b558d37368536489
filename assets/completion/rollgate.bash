
# Names of flags and steps come from the data; what is no name is completed as above.
_rollgate_from_the_data() {
    local current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    if [[ "$current" != -* ]]; then
        local found
        found="$("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)"
        mapfile -t COMPREPLY < <(compgen -W "$found" -- "$current")
    fi
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        _rollgate "$@"
    fi
}
complete -F _rollgate_from_the_data -o bashdefault -o default rollgate
