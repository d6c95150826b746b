"""What ends a run with exit code 2."""

from __future__ import annotations


class UsageError(Exception):
    """The command line asks for something that can't be."""
