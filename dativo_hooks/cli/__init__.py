"""The command line: arguments, one file for each command, printing, exit codes."""
