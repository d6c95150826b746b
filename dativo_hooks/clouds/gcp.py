"""GCP: how it spells labels, its provider, its regions, and what all of its jobs may need."""

from __future__ import annotations

import re

from dativo_hooks.clouds.cloud import Cloud, Provider, Regions
from dativo_hooks.clouds.dialect import Dialect, Limits
from dativo_hooks.clouds.folder_variable import REQUIRED, FolderVariable
from dativo_hooks.terraform_language.syntax import Array, Attribute, Reference

LIMITS = Limits(
    key=63,
    value=63,
    bytes=127,
    tags=64,
    source="cloud.google.com/kms/docs/labeling-keys; bigtableadmin Instance.labels (bytes)",
)

_CATEGORIES = frozenset({"Ll", "Lo", "Nd", "Nl", "No"})
"""Labels take `[\\p{Ll}\\p{Lo}\\p{N}_-]`: international letters too."""


_ODD = re.compile(r"[^a-z0-9-]")
_PLAIN_KEY = re.compile(r"[a-z][a-z0-9_-]*")
"""Short ways for what nearly every tag is."""


def _lower(text: str) -> str:
    if text.isascii():
        return text.lower()
    import unicodedata

    from dativo_hooks.clouds.newer_characters import KNOWN

    def lower(found: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", unicodedata.normalize("NFC", found[0]).lower())

    return KNOWN.sub(lower, text)


def _taken(character: str) -> bool:
    if character.isascii():
        return character.isdigit() or "a" <= character <= "z"
    import unicodedata

    from dativo_hooks.clouds.newer_characters import NEWER

    return unicodedata.category(character) in _CATEGORIES and not NEWER.match(character)


def spelt_value(items: tuple[str, ...]) -> str:
    """A value as a label: lower case, every character but letters, digits and `-` → `-`."""
    text = _lower(",".join(items))
    if text.isascii():
        return _ODD.sub("-", text)
    return "".join(c if c == "-" or _taken(c) else "-" for c in text)


def key_fault(key: str) -> str:
    """What GCP refuses in a label's key, "" where nothing."""
    if _PLAIN_KEY.fullmatch(key):
        return ""
    for character in key:
        if character not in "_-" and not _taken(character):
            shown = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
            return f"label keys take no {shown}"
    if not key[0].isalpha():
        return "a label key begins with a letter"
    return ""


def dialect(key_separator: str) -> Dialect:
    """GCP, with what stands for `_` in keys."""

    def spelt(key: str) -> str:
        return _lower(key).replace("_", key_separator)

    return Dialect("GCP", "label", LIMITS, spelt, spelt_value, key_fault, values=None)


CLOUD = Cloud(
    name="gcp",
    dialect=lambda configuration: dialect(configuration.gcp_key_separator),
    provider=Provider(
        "google",
        "hashicorp/google",
        ">= 6.0",
        (
            Attribute("project", Reference("var.gcp_project")),
            Attribute("region", Reference("var.gcp_region")),
        ),
    ),
    regions=Regions(r"[a-z]+(?:-[a-z]+)+-?[0-9]+", "us-central1"),
    containers="cloud_run",
    schedule="cron",
    stored_as="{}",
    variables={
        "gcp_project": FolderVariable("GCP project of the jobs.", "string", REQUIRED),
        "gcp_region": FolderVariable("GCP region of the jobs that name none.", "string", REQUIRED),
        "service_account_email": FolderVariable(
            "Service account that the jobs run as; null for the project's default.",
            "string",
            None,
            "Service account that the jobs run as; null creates one for each job, which may read "
            "its secrets.",
        ),
        "scheduler_service_account_email": FolderVariable(
            "Service account that Cloud Scheduler starts the jobs as.",
            "string",
            REQUIRED,
            "Service account that Cloud Scheduler starts the jobs as; null takes the job's own.",
        ),
        "alarm_notification_channels": FolderVariable(
            "Cloud Monitoring notification channels that are notified of failed runs.",
            "list(string)",
            Array(()),
        ),
    },
    last_variables={},
)
