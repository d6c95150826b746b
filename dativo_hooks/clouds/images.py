"""Container images: references that registries take, and what a runtime can pull."""

from __future__ import annotations

import re
from typing import NamedTuple

# distribution/reference, regexp.go: [domain/]path[:tag][@digest], a lower-case path.
_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_DOMAIN = r"(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::[0-9]+)?|[A-Za-z0-9-]+:[0-9]+"
_IMAGE = re.compile(
    rf"(?:(?P<domain>{_DOMAIN})/)?(?P<path>{_COMPONENT}(?:/{_COMPONENT})*)"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    r"(?:@(?P<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?"
)
_ECR = re.compile(r"\d{12}\.dkr[.-]ecr\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws)")
"""docs.aws.amazon.com/lambda/latest/dg/images-create.html: ECR, private, no FIPS endpoint."""


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

    @property
    def in_ecr(self) -> bool:
        """Whether it lies in a private ECR repository, the only place that Lambda pulls from."""
        return _ECR.fullmatch(self.domain) is not None


def parse_image(text: str) -> Image | None:
    """The parts of an image's reference; None where no registry takes it.

    >>> parse_image("dativo/dativo-ingest:1.4.0")
    Image(domain='', path='dativo/dativo-ingest', tag='1.4.0', digest='')
    """
    match = _IMAGE.fullmatch(text)
    if match is None or len((match["domain"] or "") + match["path"]) > 255:
        return None
    return Image(match["domain"] or "", match["path"], match["tag"] or "", match["digest"] or "")
