"""Container images: references that registries take, and what a runtime can pull."""

from __future__ import annotations

import re
from functools import lru_cache
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
_ECR = (
    r"[0-9]{12}\.(?:dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?"
    r"|dkr-ecr\.[a-z0-9-]+\.on\.(?:aws|amazonwebservices\.com\.cn))"
)
"""docs.aws.amazon.com/lambda/latest/dg/images-create.html: ECR, private, no FIPS endpoint;
docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html: `on.aws` is its IPv6 endpoint.
"""


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
        return re.fullmatch(_ECR, self.domain) is not None


@lru_cache(256)  # jobs have most of their images in common
def parse_image(text: str) -> Image | None:
    """The parts of an image's reference; None where no registry takes it.

    >>> parse_image("dativo/dativo-ingest:1.4.0")
    Image(domain='', path='dativo/dativo-ingest', tag='1.4.0', digest='')
    """
    match = re.fullmatch(_IMAGE, text)
    if match is None or len(match["path"]) > _PATH_LENGTH:
        return None
    return Image(match["domain"] or "", match["path"], match["tag"] or "", match["digest"] or "")
