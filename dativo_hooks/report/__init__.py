"""Findings as text, for people and for programs. A format is one function in one file."""
