"""An image that a runtime can't pull or shouldn't, written as it may have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.clouds.images import parse_image

if TYPE_CHECKING:
    from dativo_hooks.clouds.images import Image
    from dativo_hooks.clouds.runtimes import RuntimeKind
    from dativo_hooks.model.values import Value

VERSION = "1.4.0"
"""Shown where somebody has to choose one."""

_REGISTRY = "123456789012.dkr.ecr.{}.amazonaws.com"


def example_image(kind: RuntimeKind) -> str:
    """An image that a runtime can pull."""
    name = f"dativo-ingest:{VERSION}"
    return f"{_REGISTRY.format('us-east-1')}/{name}" if _wants_ecr(kind) else f"dativo/{name}"


def nearest_image(text: str, kind: RuntimeKind) -> str:
    """A right reference, as near to a wrong one as can be told.

    >>> from dativo_hooks.clouds.runtimes import RUNTIMES
    >>> nearest_image("Dativo/Ingest::1", RUNTIMES["aws_ecs_fargate"])
    'dativo/ingest:1'
    """
    plain = re.sub(r"^[a-z]+://", "", text.strip().lower())
    plain = re.sub(r"[^a-z0-9./:_@-]+", "-", plain)
    plain = re.sub(r"([./:_@-])\1+", r"\1", plain).strip("./:_@-")
    parsed = parse_image(plain)
    if parsed is None or (_wants_ecr(kind) and not parsed.in_ecr):
        return example_image(kind)
    return versioned(plain) if parsed.floats else plain


def in_ecr(image: Image, region: Value | None) -> str:
    """An image as it is called once it is in ECR, of an account that nobody has."""
    where = region.text if region is not None and "${" not in region.text else "us-east-1"
    name = image.path.rpartition("/")[2]
    tag = VERSION if image.tag in {"", "latest"} else image.tag
    return f"{_REGISTRY.format(where)}/{name}:{tag}"


def versioned(text: str) -> str:
    """An image without a tag, or with `latest`, with a version instead."""
    return f"{text.removesuffix(':latest')}:{VERSION}"


def _wants_ecr(kind: RuntimeKind) -> bool:
    return kind.resource_type == "lambda"
