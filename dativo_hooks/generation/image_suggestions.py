"""An image that a runtime can't pull or shouldn't, written as it may have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.clouds.images import VERSION, parse_image

if TYPE_CHECKING:
    from dativo_hooks.runtimes.runtime_kind import Images


def nearest_image(text: str, images: Images) -> str:
    """A right reference, as near to a wrong one as can be told.

    >>> from dativo_hooks.runtimes.runtime_kind import Images
    >>> nearest_image("Dativo/Ingest::1", Images("dativo/dativo-ingest:1.4.0", None))
    'dativo/ingest:1'
    """
    plain = re.sub(r"^[a-z]+://", "", text.strip().lower())
    plain = re.sub(r"[^a-z0-9./:_@-]+", "-", plain)
    plain = re.sub(r"([./:_@-])\1+", r"\1", plain).strip("./:_@-")
    parsed = parse_image(plain)
    if parsed is None or (images.home is not None and not images.home.holds(parsed)):
        return images.example
    return versioned(plain) if parsed.floats else plain


def versioned(text: str) -> str:
    """An image without a tag, or with `latest`, with a version instead."""
    return f"{text.removesuffix(':latest')}:{VERSION}"
