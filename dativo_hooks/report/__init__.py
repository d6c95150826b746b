"""Findings as text, for people and for programs. A format is one file and a row of `formats`."""
