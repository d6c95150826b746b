"""Loads jsonschema-rs without what it needs only to say when it was built.

As it is imported, it has `email.utils` read the date of its build (`jsonschema_rs.__build__`). That
brings sockets, URLs, random numbers and calendars: two thirds of the time that its import takes,
and a fifteenth of a small run.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_NAME = "email.utils"


class _Later(ModuleType):
    """Stands for `email.utils`; whatever else is asked of it comes from the real one."""

    @staticmethod
    def parsedate_to_datetime(text: str) -> str:
        return text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(_NAME, None)
        import email.utils

        return getattr(email.utils, name)


def _loaded() -> ModuleType:
    if _NAME not in sys.modules:
        later = sys.modules[_NAME] = _Later(_NAME)
        try:
            import jsonschema_rs
        finally:
            if sys.modules.get(_NAME) is later:
                del sys.modules[_NAME]
        return jsonschema_rs
    import jsonschema_rs

    return jsonschema_rs


_engine = _loaded()

validator_for = _engine.validator_for
"""A validator of a JSON Schema, given as text."""

RegexOptions = _engine.RegexOptions
"""Makes a validator run patterns in linear time: Rust's `regex` instead of a tracing back one."""
