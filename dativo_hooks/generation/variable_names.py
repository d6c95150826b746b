"""Names of a process's variables: what a runtime takes, and that each stands for one value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dativo_hooks.clouds.runtimes import RuntimeKind
    from dativo_hooks.model.job import Job
    from dativo_hooks.position import Origin

OWN = ("TENANT_ID", "JOB_CONFIG_PATH")
"""The variables that each process has; a job's own plain ones of these names take their place."""

LAMBDA_SECRET = "{}_SECRET_ARN"  # noqa: S105 - the name of a variable
"""The variable that tells a function the name of its secret: Lambda injects no secrets."""


class NameLimits(NamedTuple):
    """What a runtime takes beyond what the schema does: a pattern, in words, and what it keeps."""

    pattern: re.Pattern[str]
    wants: str
    reserved: frozenset[str]
    source: str


LIMITS: Mapping[str, NameLimits] = {
    "lambda": NameLimits(
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
}
"""By resource type."""


def variable_problems(job: Job, kind: RuntimeKind) -> Iterator[Problem]:
    """What a runtime has against the names of a job's variables and secrets."""
    runtime = job.runtime
    if runtime is None:
        return
    is_lambda = kind.resource_type == "lambda"
    plain = {variable.name for variable in runtime.environment} | set(OWN)
    named = [(variable.name, variable.origin) for variable in runtime.environment]
    for secret in runtime.secrets:
        name = LAMBDA_SECRET.format(secret.name) if is_lambda else secret.name
        named.append((name, secret.origin))
        if name in plain:
            yield _problem(
                secret.origin,
                f"`{name}` is a plain variable already, and {kind.title} takes a name once",
                f"rename this one to `{_free(secret.origin)}`, or remove one of the two",
            )
    limits = LIMITS.get(kind.resource_type)
    if limits is None:
        return
    for name, origin in named:
        if name in limits.reserved:
            yield _problem(
                origin,
                f"{kind.title} keeps the variable `{name}` for itself",
                f"rename it to `{_free(origin)}`, for instance",
            )
        elif not limits.pattern.fullmatch(name):
            yield _problem(
                origin,
                f"{kind.title} takes no variable `{name}`: its names have {limits.wants}",
                f"rename it to `{_free(origin)}`, for instance",
            )


def _free(origin: Origin) -> str:
    """A name that no runtime has anything against, like the one at a place."""
    return f"APP_{str(origin.route[-1]).strip('_')}"


def _problem(where: Origin, message: str, remedy: str) -> Problem:
    return Problem(rules.VALUE_NOT_ALLOWED, where, message, remedy, on_key=True)
