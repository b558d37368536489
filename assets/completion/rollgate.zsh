
# Names of flags and steps come from the data; what is no name is completed as above.
_rollgate_from_the_data() {
    local -a found
    if [[ "$PREFIX" != -* ]]; then
        found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
        found=("${(@)found:#}")
    fi
    if (( $#found )); then
        compadd -a found
    else
        _rollgate "$@"
    fi
}
compdef _rollgate_from_the_data rollgate
