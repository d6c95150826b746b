"""The edge to disk and git: reads the working tree or the index, and writes files."""
