"""Which scenarios run under every hook manager; the others run under pre-commit alone."""

from __future__ import annotations

import pytest

from tests.hooks.installation import MANAGERS

under_each_manager = pytest.mark.parametrize("manager", sorted(MANAGERS), indirect=True)
"""A decorator: the test runs once under pre-commit, and once under prek."""
