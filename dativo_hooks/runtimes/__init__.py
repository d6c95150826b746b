"""The runtimes that a job can be generated for: a file each, and what several of them share."""
