"""What this installation is: whatever was found by another one is worth nothing to it."""

from __future__ import annotations

import os
import sys

from dativo_hooks import __version__
from dativo_hooks.resources import folder

_LIBRARIES = ("yaml", "jsonschema_rs")
"""Those that decide on what a good file says, and on whether it is good."""


def installation() -> str:
    """A text that differs when the tool, its data, its libraries or Python do.

    Of a file its size and time are told: a development copy changes without its version.
    """
    parts = [__version__, sys.implementation.cache_tag or "", sys.platform]
    package = os.path.dirname(os.path.abspath(__file__))
    tops = [os.path.dirname(package), folder("schemas")]
    for library in _LIBRARIES:
        tops += [path for place in sys.path if os.path.isdir(path := os.path.join(place, library))]
    for top in tops:
        parts.append(top)
        for where, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                if name.endswith((".py", ".json", ".so", ".pyd")):
                    status = os.stat(os.path.join(where, name))
                    parts.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(parts)
