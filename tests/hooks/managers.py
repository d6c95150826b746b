"""Which scenarios run under every hook manager; the others run under pre-commit alone."""

from __future__ import annotations

import pytest

from tests.hooks.installation import MANAGERS

_EACH = [
    pytest.param(name, marks=() if name == "pre-commit" else pytest.mark.lane(name))
    for name in sorted(MANAGERS)
]
under_each_manager = pytest.mark.parametrize("manager", _EACH, indirect=True)
"""A decorator: the test runs once under pre-commit, and once under prek, in a lane of its own."""
