"""ECR, AWS's registry of images: which images lie in it, and what one is called there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.clouds.images import EXAMPLE_NAME, VERSION

if TYPE_CHECKING:
    from dativo_hooks.clouds.images import Image
    from dativo_hooks.model.values import Value

_PRIVATE = (
    r"[0-9]{12}\.(?:dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?"
    r"|dkr-ecr\.[a-z0-9-]+\.on\.(?:aws|amazonwebservices\.com\.cn))"
)
"""docs.aws.amazon.com/lambda/latest/dg/images-create.html: ECR, private, no FIPS endpoint;
docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html: `on.aws` is its IPv6 endpoint.
"""

_REGISTRY = "123456789012.dkr.ecr.{}.amazonaws.com"
_REGION = "us-east-1"

EXAMPLE = f"{_REGISTRY.format(_REGION)}/{EXAMPLE_NAME}"


def is_in_ecr(image: Image) -> bool:
    """Whether an image lies in a private repository of ECR."""
    return re.fullmatch(_PRIVATE, image.domain) is not None


def in_ecr(image: Image, region: Value | None) -> str:
    """An image as it is called once it is in ECR, of an account that nobody has."""
    where = region.text if region is not None and "${" not in region.text else _REGION
    name = image.path.rpartition("/")[2]
    tag = VERSION if image.tag in {"", "latest"} else image.tag
    return f"{_REGISTRY.format(where)}/{name}:{tag}"
