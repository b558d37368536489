
# Names of flags and steps come from the data.
complete -c rollgate -f -a '(rollgate complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
