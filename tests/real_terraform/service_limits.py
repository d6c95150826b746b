"""Values that the cloud services refuse although the provider schemas allow them.

Written apart from the limits of the product, from the sources named here, so that one checks the
other: what the product generates is planned, and so comes by here. Unknown values pass.

Sources: botocore's `data/<service>/*/service-2.json` for tags and names of ecs, lambda, iam, logs,
scheduler and events. Names of Google: the fields' comments in googleapis (run/v2, functions/v2,
scheduler/v1, iam/admin/v1). Labels: https://cloud.google.com/resource-manager/docs/labels-overview.
Fargate sizes: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from tests.real_terraform.messages import Refusal
from tests.real_terraform.wire import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GIB = 1024
_FARGATE: dict[int, tuple[int, ...]] = {
    256: (512, 1024, 2048),
    512: tuple(range(1 * _GIB, 4 * _GIB + 1, _GIB)),
    1024: tuple(range(2 * _GIB, 8 * _GIB + 1, _GIB)),
    2048: tuple(range(4 * _GIB, 16 * _GIB + 1, _GIB)),
    4096: tuple(range(8 * _GIB, 30 * _GIB + 1, _GIB)),
    8192: tuple(range(16 * _GIB, 60 * _GIB + 1, 4 * _GIB)),
    16384: tuple(range(32 * _GIB, 120 * _GIB + 1, 8 * _GIB)),
    32768: (60 * _GIB, 120 * _GIB, 244 * _GIB),
}
# Resource type and argument: the whole of what its service takes.
_PATTERNS = {
    ("aws_cloudwatch_event_rule", "name"): r"[.\w-]{1,64}",
    ("aws_cloudwatch_log_group", "name"): r"(?!aws/)[\w./#-]{1,512}",
    ("aws_ecs_service", "name"): r"[\w-]{1,255}",
    ("aws_ecs_task_definition", "family"): r"[\w-]{1,255}",
    ("aws_iam_role", "name"): r"[\w+=,.@-]{1,64}",
    ("aws_lambda_function", "function_name"): r"[\w-]{1,64}",
    ("aws_lambda_function", "image_uri"): r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/.+",
    ("aws_scheduler_schedule", "name"): r"[.\w-]{1,64}",
    ("aws_scheduler_schedule", "schedule_expression"): r"(cron\(\S+( \S+){5}|rate\(.+|at\(.+)\)",
    ("aws_scheduler_schedule_group", "name"): r"[.\w-]{1,64}",
    ("google_cloud_run_v2_job", "name"): r"[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
    ("google_cloud_run_v2_service", "name"): r"[a-z]([a-z0-9-]{0,47}[a-z0-9])?",
    ("google_cloud_scheduler_job", "name"): r"[\w-]{1,500}",
    ("google_cloud_scheduler_job", "schedule"): r"\S+( \S+){4}",
    ("google_cloudfunctions2_function", "name"): r"[a-z][a-z0-9-]{2,61}[a-z0-9]",
    ("google_service_account", "account_id"): r"[a-z][a-z0-9-]{4,28}[a-z0-9]",
}
_TAG_PUNCTUATION = set("_.:/=+-@")
_LABEL_PUNCTUATION = set("_-")


def _tag_text(text: str) -> bool:
    return all(char in _TAG_PUNCTUATION or unicodedata.category(char)[0] in "LZN" for char in text)


def _label_text(text: str) -> bool:
    return all(
        char in _LABEL_PUNCTUATION
        or unicodedata.category(char) in {"Ll", "Lo"}
        or unicodedata.category(char)[0] == "N"
        for char in text
    )


def _tags(tags: Mapping[str, object]) -> Iterator[Refusal]:
    if len(tags) > 50:
        yield Refusal("Too many tags", f"{len(tags)} tags; a resource takes 50", ("tags",))
    for key, value in tags.items():
        if not 1 <= len(key) <= 128 or not _tag_text(key) or key.lower().startswith("aws:"):
            yield Refusal("Invalid tag key", repr(key), ("tags",))
        reserved = isinstance(value, str) and value.lower().startswith("aws:")
        if isinstance(value, str) and (len(value) > 256 or not _tag_text(value) or reserved):
            yield Refusal("Invalid tag value", f"{key} = {value!r}", ("tags",))


def _labels(labels: Mapping[str, object]) -> Iterator[Refusal]:
    if len(labels) > 64:
        yield Refusal("Too many labels", f"{len(labels)} labels; a resource takes 64", ("labels",))
    for key, value in labels.items():
        starts = unicodedata.category(key[0]) in {"Ll", "Lo"} if key else False
        if len(key) > 63 or not starts or not _label_text(key) or len(key.encode()) > 127:
            yield Refusal("Invalid label key", repr(key), ("labels",))
        if isinstance(value, str) and (
            len(value) > 63 or not _label_text(value) or len(value.encode()) > 127
        ):
            yield Refusal("Invalid label value", f"{key} = {value!r}", ("labels",))


def _task_definition(config: Mapping[str, Any]) -> Iterator[Refusal]:
    cpu, memory, containers = (
        config.get(name) for name in ("cpu", "memory", "container_definitions")
    )
    fargate = "FARGATE" in (config.get("requires_compatibilities") or [])
    known = UNKNOWN not in (cpu, memory)
    if fargate and known and int(memory or 0) not in _FARGATE.get(int(cpu or 0), ()):
        yield Refusal("No Fargate configuration exists", f"cpu {cpu}, memory {memory}")
    if not isinstance(containers, str):
        return
    try:
        parsed = json.loads(containers)
    except ValueError as error:
        yield Refusal("container_definitions is invalid JSON", str(error))
        return
    for container in parsed if isinstance(parsed, list) else [{}]:
        if not isinstance(container, dict) or not {"name", "image"} <= container.keys():
            yield Refusal("Container definition without name or image", containers)
            continue
        for entry in container.get("environment", []):
            if not isinstance(entry.get("value"), str):
                yield Refusal("Environment values are strings", repr(entry))


def _policy(kind: str, config: Mapping[str, Any]) -> Iterator[Refusal]:
    for name in ("policy", "assume_role_policy"):
        text = config.get(name)
        if kind.startswith("aws_iam_") and isinstance(text, str):
            try:
                json.loads(text)
            except ValueError as error:
                yield Refusal("Malformed policy document", str(error), (name,))


def _patterns(kind: str, config: Mapping[str, Any]) -> Iterator[Refusal]:
    for (resource_type, name), pattern in _PATTERNS.items():
        text = config.get(name)
        wrong = isinstance(text, str) and not re.fullmatch(pattern, text, re.ASCII)
        if resource_type == kind and wrong:
            yield Refusal(f"Invalid {name}", repr(text), (name,))


def refusals(kind: str, config: Mapping[str, Any]) -> list[Refusal]:
    """Return what the service behind the resource type `kind` would refuse in `config`."""
    found: list[Refusal] = [*_patterns(kind, config), *_policy(kind, config)]
    tags, labels = config.get("tags"), config.get("labels")
    if kind.startswith("google_monitoring_"):
        # The `labels` of a notification channel are its settings, such as an address.
        labels = config.get("user_labels")
    if kind.startswith("aws_") and isinstance(tags, dict):
        found += _tags(tags)
    if kind.startswith("google_") and isinstance(labels, dict):
        found += _labels(labels)
    if kind == "google_cloud_run_v2_job":
        for template in config.get("template") or []:
            if isinstance(template, dict) and isinstance(template.get("labels"), dict):
                found += _labels(template["labels"])
    if kind == "aws_scheduler_schedule_group" and isinstance(tags, dict) and "" in tags.values():
        found.append(
            Refusal("Invalid tag value", "a schedule group takes no empty value", ("tags",))
        )
    if kind == "aws_ecs_task_definition":
        found += _task_definition(config)
    return found
