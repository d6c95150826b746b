"""Exact edits that mend a file: found, tried on a copy, and applied; all else stays as it is."""
