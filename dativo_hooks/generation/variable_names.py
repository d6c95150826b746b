"""Names of a process's variables: what a runtime takes, and that each stands for one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.model.job import Job
    from dativo_hooks.position import Origin
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind

OWN = ("TENANT_ID", "JOB_CONFIG_PATH")
"""The variables that each process has; a job's own plain ones of these names take their place."""


def variable_problems(job: Job, kind: RuntimeKind) -> Iterator[Problem]:
    """What a runtime has against the names of a job's variables and secrets."""
    runtime = job.runtime
    if runtime is None:
        return
    plain = {variable.name for variable in runtime.environment} | set(OWN)
    named = [(variable.name, variable.origin) for variable in runtime.environment]
    for secret in runtime.secrets:
        name = kind.injected_as.format(secret.name)
        named.append((name, secret.origin))
        if name in plain:
            yield _problem(
                secret.origin,
                f"`{name}` is a plain variable already, and {kind.title} takes a name once",
                f"rename this one to `{_free(secret.origin)}`, or remove one of the two",
            )
    limits = kind.variable_names
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
