"""The table of all kinds, in the order in which a text is held against them."""

from __future__ import annotations

from dativo_hooks.secrets.of_all import FORMS, PRIVATE_KEY
from dativo_hooks.secrets.of_clouds import CLOUDS
from dativo_hooks.secrets.of_development import DEVELOPMENT
from dativo_hooks.secrets.of_services import SERVICES

_EVERY = (
    PRIVATE_KEY,
    *DEVELOPMENT,
    *CLOUDS,
    *SERVICES,
    *(kind for kind in FORMS if kind != PRIVATE_KEY),
)

# What its length alone gives away may be a part of what another form names better.
KINDS = (*(kind for kind in _EVERY if kind.marks), *(kind for kind in _EVERY if not kind.marks))
