"""Container images: the references that registries take."""

from __future__ import annotations

import re
from typing import NamedTuple

# distribution/reference, regexp.go: [domain/]path[:tag][@digest], the path in small letters.
_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"(?:localhost|{_LABEL}(?:\.{_LABEL})+|\[[0-9A-Fa-f:]+\])"
_IMAGE = (
    rf"(?:(?P<domain>{_HOST}(?::[0-9]+)?|{_LABEL}:[0-9]+)/)?"
    rf"(?P<path>{_COMPONENT}(?:/{_COMPONENT})*)"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    # opencontainers/go-digest, algorithm.go: the algorithms that it knows, in small letters.
    r"(?:@(?P<digest>sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?"
)
_PATH_LENGTH = 255

VERSION = "1.4.0"
"""Shown where somebody has to choose one."""

EXAMPLE_NAME = f"dativo-ingest:{VERSION}"
"""An image's name in any registry, for instance."""


class Image(NamedTuple):
    """The parts of an image's reference; "" where absent."""

    domain: str
    path: str
    tag: str
    digest: str

    @property
    def floats(self) -> bool:
        """Whether it may mean another image tomorrow: tagged `latest`, or not at all."""
        return not self.digest and self.tag in {"", "latest"}


def parse_image(text: str) -> Image | None:
    """The parts of an image's reference; None where no registry takes it.

    >>> parse_image("dativo/dativo-ingest:1.4.0")
    Image(domain='', path='dativo/dativo-ingest', tag='1.4.0', digest='')
    """
    match = re.fullmatch(_IMAGE, text)
    if match is None or len(match["path"]) > _PATH_LENGTH:
        return None
    return Image(match["domain"] or "", match["path"], match["tag"] or "", match["digest"] or "")
