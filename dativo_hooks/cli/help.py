"""How help is laid out: as wide as the terminal, which argparse asks the slow `shutil` for."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any


class Help(argparse.HelpFormatter):
    """Help with its paragraphs wrapped."""

    def __init__(self, prog: str, **settings: Any) -> None:
        super().__init__(prog, **{"width": _columns() - 2, **settings})


class RawHelp(Help, argparse.RawDescriptionHelpFormatter):
    """Help with its paragraphs as they are written."""


def _columns() -> int:
    """The width of the terminal, found as `shutil.get_terminal_size` finds it."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    if sys.__stdout__ is None:
        return 80
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80
    except (ValueError, OSError):  # closed, or no terminal
        return 80
