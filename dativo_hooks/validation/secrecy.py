"""Which values must never be shown: those under a key that names a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dativo_hooks.position import Route

_SECRET = re.compile(
    r"passw(or)?d|passphrase|secret|token|credential|(^|_)(pwd|auth)$|(^|[_-])(api|access|private|"
    r"signing|encryption)[_-]?key|(^|[_-])keys?$",
    re.IGNORECASE,
)


def is_secret(route: Route) -> bool:
    """Whether a step of `route` names a password, token, key or the like."""
    return any(isinstance(step, str) and _SECRET.search(step) is not None for step in route)
