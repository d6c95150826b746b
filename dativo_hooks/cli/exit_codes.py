"""The exit codes of every command."""

from __future__ import annotations

OK, FINDINGS, WRONG_USE, BUG = 0, 1, 2, 3
"""Clean; findings; wrong use or an unusable configuration; a bug of ours."""
