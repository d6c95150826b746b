"""Lambda: its sizes, and a job's resources there: a function, its logs and its schedule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.clouds.aws import CLOUD
from dativo_hooks.clouds.aws_ecr import EXAMPLE, in_ecr, is_in_ecr
from dativo_hooks.clouds.folder_variable import REQUIRED, FolderVariable
from dativo_hooks.runtimes.aws_module import doubled_tags, last_arguments, region_argument
from dativo_hooks.runtimes.aws_resources import log_group, region_of
from dativo_hooks.runtimes.aws_schedule import GROUPS, schedule
from dativo_hooks.runtimes.job_values import environment, tags_reference, written_at
from dativo_hooks.runtimes.module_arguments import environment_argument, secrets_argument
from dativo_hooks.runtimes.runtime_kind import (
    ImageHome,
    Images,
    Module,
    NameLimits,
    RuntimeKind,
    SecretForm,
    Size,
    Sizes,
    Timeout,
    VariableNames,
)
from dativo_hooks.terraform_language.syntax import Array, Attribute, Block, Item, Object, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.model.job import Runtime
    from dativo_hooks.runtimes.unit import Unit

MEMORY = (128, 10240)
"""MB, least and most. botocore lambda: MemorySize."""

_DEFAULT_MEMORY = 2048
"""MB. The guide's examples."""

TIMEOUT = 900
"""Seconds. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""

_SECRET = "{}_SECRET_ARN"  # noqa: S105 - the name of a variable
"""The variable that tells a function the name of its secret: Lambda injects no secrets."""


def _own_size(runtime: Runtime) -> Size:
    return Size("", str(runtime.memory if runtime.memory is not None else _DEFAULT_MEMORY))


def _fitting_size(_: int, memory: int) -> Size | None:
    least, most = MEMORY
    return Size("", str(max(least, memory))) if memory <= most else None


def _resources(unit: Unit) -> Iterable[Block]:
    """Log group and function; a schedule where the job wants one."""
    address, work = unit.names.address, unit.workload
    yield log_group(unit, f"/aws/lambda/{unit.names.cloud}")
    variables = [Item(name, text, origin) for name, text, origin in environment(unit)] + [
        # Lambda injects no secrets: the function gets the name of each and fetches it itself.
        Item(_SECRET.format(secret.name), secret.text, secret.origin)
        for secret in work.secrets
    ]
    yield Block(
        "resource",
        ("aws_lambda_function", address),
        (
            Attribute("function_name", unit.names.cloud),
            *region_of(unit.workload.region),
            Attribute("role", Reference("var.lambda_role_arn")),
            Attribute("package_type", "Image"),
            Attribute("image_uri", work.image.text, work.image.origin),
            Attribute("memory_size", int(work.memory.text), work.memory.origin),
            Attribute("timeout", work.timeout, written_at(unit, "timeout")),
            Attribute("tags", tags_reference(unit)),
            Block(
                "image_config",
                (),
                (Attribute("command", Array(work.command), written_at(unit, "command")),),
            ),
            Block("environment", (), (Attribute("variables", Object(tuple(variables))),)),
            Block(
                "logging_config",
                (),
                (
                    Attribute("log_format", "Text"),
                    Attribute("log_group", Reference(f"aws_cloudwatch_log_group.{address}.name")),
                ),
            ),
        ),
    )
    if unit.timing is not None:
        yield schedule(
            unit,
            (
                Attribute("arn", Reference(f"aws_lambda_function.{address}.arn")),
                Attribute("role_arn", Reference("var.scheduler_role_arn")),
            ),
        )


def _arguments(unit: Unit) -> Iterable[Attribute]:
    """What a call of the module has beside the names."""
    work = unit.workload
    yield Attribute("image_uri", work.image.text, work.image.origin)
    yield Attribute("memory", int(work.memory.text), work.memory.origin)
    yield Attribute("timeout_seconds", work.timeout, written_at(unit, "timeout"))
    yield Attribute("command", Array(work.command), written_at(unit, "command"))
    yield environment_argument(unit)
    yield from secrets_argument(unit)
    yield from region_argument(unit)
    yield Attribute("role_arn", Reference("var.lambda_role_arn"))
    yield from last_arguments(unit)


KIND = RuntimeKind(
    type="aws_lambda",
    cloud=CLOUD,
    title="Lambda",
    name=NameLimits(64, lower=False, source="botocore lambda: FunctionName"),
    images=Images(
        EXAMPLE,
        ImageHome(
            "a private ECR repository",
            "push it to ECR and write `{}`, with your account and region",
            is_in_ecr,
            in_ecr,
        ),
    ),
    sizes=Sizes(_own_size, in_units=True, fitting=_fitting_size),
    # The service's own default, 3, ends a data job before it is done.
    timeout=Timeout(default=TIMEOUT, most=TIMEOUT),
    serves=False,
    injected_as=_SECRET,
    variable_names=VariableNames(
        re.compile("[A-Za-z][A-Za-z0-9_]+"),
        "a letter first, then at least one letter, digit or `_`",
        frozenset(
            {
                "AWS_ACCESS_KEY",
                "AWS_ACCESS_KEY_ID",
                "AWS_DEFAULT_REGION",
                "AWS_EXECUTION_ENV",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "AWS_LAMBDA_FUNCTION_NAME",
                "AWS_LAMBDA_FUNCTION_VERSION",
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "AWS_LAMBDA_RUNTIME_API",
                "AWS_REGION",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "LAMBDA_RUNTIME_DIR",
                "LAMBDA_TASK_ROOT",
            }
        ),
        "botocore lambda: EnvironmentVariableName; "
        "docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    ),
    module=Module(
        "aws/dativo-lambda",
        "a short job on Lambda",
        SecretForm(
            r"^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[^:]+$",
            "the ARN of a Secrets Manager secret",
            str,
        ),
        _arguments,
        refusals=doubled_tags,
    ),
    resources=_resources,
    schedule_groups=GROUPS,
    variables={
        "lambda_role_arn": FolderVariable(
            "Role that the Lambda functions run with.",
            "string",
            REQUIRED,
            "Role that the Lambda functions run with; null creates one for each, which may log "
            "and read its secrets.",
        ),
    },
)
