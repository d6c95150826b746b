"""The commands: the only place that reads the command line, prints, and decides on exit codes."""
