"""Planned resources as calls of the cloud's API, held against the models that botocore ships.

Terraform's schemas know only types; the models know lengths, patterns and choices. botocore's own
validator looks at types and least lengths; the rest of what a model says is looked at here.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.validate import ParamValidator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROLE = "arn:aws:iam::123456789012:role/given"
ARN = "arn:aws:ecs:us-east-1:123456789012:thing/known-after-apply"

LABEL_KEY = r"[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}"
LABEL_VALUE = r"[\p{Ll}\p{Lo}\p{N}_-]{0,63}"
LABEL_BYTES = 127
"""googleapis bigtable/admin/v2/instance.proto, Instance.labels: "both under 128 bytes"; in keys a
letter first, by cloud.google.com/kms/docs/labeling-keys.
"""


def faults(kind: str, values: Mapping[str, Any]) -> list[str]:
    """What the API of a planned resource has against it; [] also for types that have no call."""
    if kind in CALLS:
        service, operation, parameters = CALLS[kind]
        return call_faults(service, operation, parameters(values))
    found = label_faults(values.get("labels") or {})
    for template in values.get("template") or ():
        found += label_faults(template.get("labels") or {})
    return found


def call_faults(service: str, operation: str, parameters: Mapping[str, Any]) -> list[str]:
    """What the model of an operation has against the parameters of a call."""
    shape = _input(service, operation)
    report = ParamValidator().validate(parameters, shape)
    found = [report.generate_report()] if report.has_errors() else []
    return found + [f"{operation}{fault}" for fault in _shape_faults(shape, parameters, "")]


def label_faults(labels: Mapping[str, str]) -> list[str]:
    """What Google Cloud has against labels."""
    found = [] if len(labels) <= 64 else [f"{len(labels)} labels"]
    for key, value in labels.items():
        for text, pattern in ((key, LABEL_KEY), (value, LABEL_VALUE)):
            if not _pattern(pattern).fullmatch(text) or len(text.encode()) > LABEL_BYTES:
                found.append(f"{key!a} = {value!a}: {text!a} doesn't fit {pattern}")
    return found


@cache
def _input(service: str, operation: str) -> Any:
    session = botocore.session.get_session()
    return session.get_service_model(service).operation_model(operation).input_shape


def _shape_faults(shape: Any, value: Any, path: str) -> Iterator[str]:
    """Lengths, patterns and choices, all the way down."""
    metadata = shape.metadata
    if isinstance(value, (str, list, dict)):
        least, most = metadata.get("min", 0), metadata.get("max", sys.maxsize)
        if not least <= len(value) <= most:
            yield f"{path}: {len(value)} long, not {least} to {most}: {value!a}"
    if isinstance(value, str):
        pattern = metadata.get("pattern")
        if pattern is not None and not _pattern(pattern).fullmatch(value):
            yield f"{path}: {value!a} doesn't fit {pattern}"
        if getattr(shape, "enum", None) and value not in shape.enum:
            yield f"{path}: {value!a} is none of {shape.enum}"
    elif shape.type_name == "structure" and isinstance(value, dict):
        for name, item in value.items():
            if name in shape.members:
                yield from _shape_faults(shape.members[name], item, f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _shape_faults(shape.member, item, f"{path}[{index}]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from _shape_faults(shape.key, key, f"{path}{{{key!a}}}")
            yield from _shape_faults(shape.value, item, f"{path}.{key}")


@cache
def _pattern(text: str) -> re.Pattern[str]:
    r"""A pattern of Java or RE2, in which `\p{L}` is spelt out for Python."""
    return re.compile(re.sub(r"\\p\{(\w+)\}", lambda found: _category(found[1]), text))


@cache
def _category(name: str) -> str:
    """The characters of a general category, as ranges inside a class."""
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)).startswith(name):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _given(**parameters: Any) -> dict[str, Any]:
    """Parameters without those that aren't set."""
    return {name: value for name, value in parameters.items() if value is not None}


def tag_list(tags: Mapping[str, str], key: str = "key", value: str = "value") -> list[Any]:
    """Tags as most services take them."""
    return [{key: name, value: text} for name, text in tags.items()]


def _task(task: Mapping[str, Any]) -> dict[str, Any]:
    return _given(
        family=task["family"],
        cpu=task["cpu"],
        memory=task["memory"],
        networkMode=task["network_mode"],
        requiresCompatibilities=task["requires_compatibilities"],
        executionRoleArn=task.get("execution_role_arn", ROLE),
        taskRoleArn=task.get("task_role_arn", ROLE),
        containerDefinitions=json.loads(task["container_definitions"]),
        tags=tag_list(task["tags"]),
    )


def _network(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "subnets": found["subnets"],
        "securityGroups": found["security_groups"],
        "assignPublicIp": "ENABLED" if found["assign_public_ip"] else "DISABLED",
    }


def _service(service: Mapping[str, Any]) -> dict[str, Any]:
    return _given(
        serviceName=service["name"],
        cluster=service["cluster"],
        taskDefinition=service.get("task_definition", ARN),
        launchType=service["launch_type"],
        desiredCount=service["desired_count"],
        propagateTags=service["propagate_tags"],
        networkConfiguration={"awsvpcConfiguration": _network(service["network_configuration"][0])},
        tags=tag_list(service["tags"]),
    )


def _function(function: Mapping[str, Any]) -> dict[str, Any]:
    logging = function["logging_config"][0]
    return _given(
        FunctionName=function["function_name"],
        Role=function.get("role", ROLE),
        PackageType=function["package_type"],
        Code={"ImageUri": function["image_uri"]},
        MemorySize=function["memory_size"],
        Timeout=function["timeout"],
        Environment={"Variables": function["environment"][0]["variables"]},
        ImageConfig=_given(Command=function["image_config"][0]["command"]),
        LoggingConfig={"LogFormat": logging["log_format"], "LogGroup": logging["log_group"]},
        Tags=function["tags"],
    )


def _log_group(group: Mapping[str, Any]) -> dict[str, Any]:
    return _given(logGroupName=group["name"], kmsKeyId=group["kms_key_id"], tags=group["tags"])


def _schedule(schedule: Mapping[str, Any]) -> dict[str, Any]:
    target = schedule["target"][0]
    ecs = None
    for found in target["ecs_parameters"]:
        ecs = {
            "TaskDefinitionArn": found.get("task_definition_arn", ARN),
            "LaunchType": found["launch_type"],
            "PropagateTags": found["propagate_tags"],
            "NetworkConfiguration": {
                "awsvpcConfiguration": {
                    name[0].upper() + name[1:]: value
                    for name, value in _network(found["network_configuration"][0]).items()
                }
            },
        }
    return {
        "Name": schedule["name"],
        "GroupName": schedule["group_name"],
        "ScheduleExpression": schedule["schedule_expression"],
        "ScheduleExpressionTimezone": schedule["schedule_expression_timezone"],
        "FlexibleTimeWindow": {"Mode": schedule["flexible_time_window"][0]["mode"]},
        "Target": _given(
            Arn=target.get("arn", ARN),
            RoleArn=target.get("role_arn", ROLE),
            Input=target.get("input"),
            EcsParameters=ecs,
        ),
    }


def _schedule_group(group: Mapping[str, Any]) -> dict[str, Any]:
    return {"Name": group["name"], "Tags": tag_list(group["tags"], "Key", "Value")}


def _role(role: Mapping[str, Any]) -> dict[str, Any]:
    return _given(
        RoleName=role["name"],
        AssumeRolePolicyDocument=role.get("assume_role_policy", "{}"),
        Description=role["description"],
        Tags=tag_list(role["tags"], "Key", "Value"),
    )


CALLS: Mapping[str, tuple[str, str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "aws_cloudwatch_log_group": ("logs", "CreateLogGroup", _log_group),
    "aws_ecs_service": ("ecs", "CreateService", _service),
    "aws_ecs_task_definition": ("ecs", "RegisterTaskDefinition", _task),
    "aws_iam_role": ("iam", "CreateRole", _role),
    "aws_lambda_function": ("lambda", "CreateFunction", _function),
    "aws_scheduler_schedule": ("scheduler", "CreateSchedule", _schedule),
    "aws_scheduler_schedule_group": ("scheduler", "CreateScheduleGroup", _schedule_group),
}
"""By resource type: service, operation, and the parameters of its call."""

TAGGINGS: Mapping[str, tuple[str, Callable[[Mapping[str, str]], dict[str, Any]]]] = {
    "ecs": ("TagResource", lambda tags: {"resourceArn": ARN, "tags": tag_list(tags)}),
    "events": (
        "TagResource",
        lambda tags: {"ResourceARN": ARN, "Tags": tag_list(tags, "Key", "Value")},
    ),
    "iam": ("TagRole", lambda tags: {"RoleName": "r", "Tags": tag_list(tags, "Key", "Value")}),
    "lambda": (
        "TagResource",
        lambda tags: {
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Tags": dict(tags),
        },
    ),
    "logs": (
        "TagResource",
        lambda tags: {"resourceArn": "arn:aws:logs:us-east-1:1:log-group:g", "tags": dict(tags)},
    ),
    "scheduler": (
        "TagResource",
        lambda tags: {
            "ResourceArn": "arn:aws:scheduler:us-east-1:123456789012:schedule-group/g",
            "Tags": tag_list(tags, "Key", "Value"),
        },
    ),
}
"""By service: the operation that tags something there, and its parameters."""
