"""Which values must never be shown: those under a key that names a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dativo_hooks.position import Route

_TELLING = (
    r"passw(or)?d|passphrase|secret|token|credential|(^|_)(pwd|auth)$|(^|[_-])(api|access|private|"
    r"signing|encryption)[_-]?key|(^|[_-])keys?$"
)


def is_secret(route: Route) -> bool:
    """Whether a step of `route` names a password, token, key or the like."""
    names = (step for step in route if isinstance(step, str))
    return any(re.search(_TELLING, name, re.IGNORECASE) for name in names)
