"""AWS: how it spells tags, its provider, its regions, and what all of its jobs may need."""

from __future__ import annotations

import re

from dativo_hooks.clouds.cloud import Cloud, Provider, Regions
from dativo_hooks.clouds.dialect import Dialect, Limits, ValueRules
from dativo_hooks.clouds.folder_variable import REQUIRED, FolderVariable
from dativo_hooks.terraform_language.syntax import Array, Attribute, Object, Reference

_PUNCTUATION = frozenset("_.:/=+-@")
"""botocore, models of ecs, lambda, iam and logs: values are `[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*`."""

_PLAIN = re.compile(r"[A-Za-z0-9 _.:/=+@-]*")
"""The short way for what nearly every tag is."""

_RESERVED = "aws:"

LIMITS = Limits(
    key=128, value=256, bytes=0, tags=50, source="botocore ecs, lambda, iam, logs: Tag shapes"
)


def normalised(text: str) -> str:
    """Unicode NFC, as Terraform makes of every string."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def refused(text: str) -> str:
    """The first character that AWS services refuse in a tag, "" where there is none."""
    if _PLAIN.fullmatch(text):
        return ""
    for character in text:
        if character in _PUNCTUATION or character == " ":
            continue
        if character.isascii():
            if not character.isalnum():
                return character
        else:
            import unicodedata

            from dativo_hooks.clouds.newer_characters import NEWER

            if unicodedata.category(character)[0] not in "LZN" or NEWER.match(character):
                return character
    return ""


def fault(text: str) -> str:
    """What AWS refuses in a key or a value, "" where nothing."""
    if text.lower().startswith(_RESERVED):
        return "`aws:` is reserved for AWS itself"
    character = refused(text)
    if not character:
        return ""
    shown = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
    return f"ECS, Lambda, IAM and CloudWatch Logs take no {shown}"


def dialect(list_separator: str) -> Dialect:
    """AWS, with the text that joins the items of a list (ECS and others refuse the comma)."""

    def joined(items: tuple[str, ...]) -> str:
        return normalised(list_separator.join(items))

    return Dialect("AWS", "tag", LIMITS, normalised, joined, fault, _VALUES)


def _plain(item: str) -> str:
    """An item of a value without what is refused: odd characters as `-`."""
    plain = re.sub(_ODD, "-", re.sub(_ODD_IN_SPACE, "", item)).strip("- ")
    return plain[len(_RESERVED) :] if plain.lower().startswith(_RESERVED) else plain


_ODD = r"[^A-Za-z0-9 _.:/=+@-]+"
_ODD_IN_SPACE = rf"{_ODD}(?= )"  # the space is enough: `a, b`

_VALUES = ValueRules(fault, _plain, "letters, digits, spaces and `_ . : / = + - @` go through")

CLOUD = Cloud(
    name="aws",
    dialect=lambda configuration: dialect(configuration.aws_list_separator),
    # 6 brought `region` to every resource.
    provider=Provider(
        "aws",
        "hashicorp/aws",
        ">= 6.0",
        (Attribute("region", Reference("var.aws_region")),),
    ),
    regions=Regions(r"[a-z]+(?:-[a-z]+)+-?[0-9]+", "us-east-1"),
    containers="ecs_fargate",
    schedule="expression",
    stored_as="arn:aws:secretsmanager:us-east-1:123456789012:secret:{}",
    variables={
        "aws_region": FolderVariable(
            "AWS region of the jobs that name none; null takes the environment's.", "string", None
        ),
    },
    last_variables={
        "scheduler_role_arn": FolderVariable(
            "Role that EventBridge Scheduler starts the jobs with.",
            "string",
            REQUIRED,
            "Role that EventBridge Scheduler starts the jobs with; null creates one for each job.",
        ),
        "permissions_boundary_arn": FolderVariable(
            "Permissions boundary of the roles that the modules create; null for none.",
            "string",
            None,
        ),
        "secrets_kms_key_arns": FolderVariable(
            "Customer-managed KMS keys of the jobs' secrets: the roles that the modules create "
            "may decrypt with them.",
            "list(string)",
            Array(()),
        ),
        "schedule_group_tags": FolderVariable(
            "Tags of the schedule groups, beside those that all their jobs share.",
            "map(string)",
            Object(()),
        ),
        "log_retention_in_days": FolderVariable("Days that logs are kept.", "number", 30),
        "log_kms_key_arn": FolderVariable(
            "KMS key that encrypts the logs; null for the service's own.", "string", None
        ),
        "alarm_topic_arns": FolderVariable(
            "SNS topics that are notified of failed runs.", "list(string)", Array(())
        ),
    },
)
