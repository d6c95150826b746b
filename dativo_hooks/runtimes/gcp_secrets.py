"""Secrets of Secret Manager, as jobs name them."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMED = (
    r"(?:projects/(?P<project>[^/]+)/secrets/)?(?P<name>[^/:]+)"
    r"(?:(?:/versions/|:)(?P<version>[^/]+))?"
)


class SecretParts(NamedTuple):
    """A secret of Secret Manager: its project ("" for the job's own), its name, its version."""

    project: str
    name: str
    version: str


def secret_parts(text: str) -> SecretParts:
    """The parts of `name`, `name:3` or `projects/p/secrets/name/versions/3`."""
    match = re.fullmatch(_NAMED, text)
    if match is None:
        return SecretParts("", text, "latest")
    return SecretParts(match["project"] or "", match["name"], match["version"] or "latest")


def secret_path(text: str) -> str:
    """A secret as one text: `name`, or `projects/p/secrets/name/versions/3`."""
    version = secret_parts(text).version
    return full_name(text) if version == "latest" else f"{full_name(text)}/versions/{version}"


def full_name(text: str) -> str:
    """A secret as Cloud Run takes it: its name, with its project where that is another."""
    secret = secret_parts(text)
    return f"projects/{secret.project}/secrets/{secret.name}" if secret.project else secret.name
