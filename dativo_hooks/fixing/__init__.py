"""Exact edits that fix a file: found, tried on a copy, and applied; all else stays as it is."""
