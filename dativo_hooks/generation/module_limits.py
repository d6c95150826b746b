"""What the shipped modules refuse at plan that the resources layout would take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.generation.gcp_secrets import secret_path
from dativo_hooks.generation.modules import MODULES
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.position import Origin


class SecretForm(NamedTuple):
    """How a module takes secrets: a pattern from its `variables.tf`, in words, and an example."""

    pattern: str
    wants: str
    example: str


_GCP_SECRET = SecretForm(
    r"^(projects/[^/]+/secrets/)?[A-Za-z0-9_-]{1,255}(/versions/([0-9]+|latest))?$",
    "a name, or one with its project, as in `projects/acme/secrets/db-password/versions/3`",
    "{}",
)

SECRETS: Mapping[str, SecretForm] = {
    "ecs_fargate": SecretForm(
        "^arn:[^:]+:(secretsmanager|ssm):",
        "the ARN of a Secrets Manager secret or an SSM parameter",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:{}",
    ),
    "lambda": SecretForm(
        r"^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[^:]+$",
        "the ARN of a Secrets Manager secret",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:{}",
    ),
    "cloud_run": _GCP_SECRET,
    "cloud_function": _GCP_SECRET,
}
"""By resource type. terraform/modules/*/*/variables.tf: variable `secrets`."""

SHORTEST_FUNCTION = 4
"""Characters. terraform/modules/gcp/dativo-function/variables.tf: variable `name`."""


def module_problems(unit: Unit) -> Iterator[Problem]:
    """Everything that the validations of a unit's module would refuse, at the line it is from."""
    work, kind = unit.workload, unit.kind
    form = SECRETS[kind.resource_type]
    for secret in work.secrets:
        text = secret_path(secret.text) if kind.cloud == "gcp" else secret.text
        # A `$` of Terraform's doesn't match before a last line feed.
        if not re.search(re.sub(r"\$\Z", r"\\Z", form.pattern), text, re.ASCII):
            yield _problem(
                unit,
                secret.origin,
                f"the secret of `{secret.name}` by this name",
                f"write `{_example(form, secret.name)}`, for instance: {form.wants}",
            )
    if kind.resource_type == "cloud_function" and len(unit.names.cloud) < SHORTEST_FUNCTION:
        yield _problem(
            unit,
            unit.job.tenant.origin,
            f"the name `{unit.names.cloud}`, which has under {SHORTEST_FUNCTION} characters",
            "set `terraform.name` in .dativo-hooks.yaml to a longer template, such as "
            '`"{tenant}-{asset}-job"`',
        )
    if kind.cloud == "aws":
        known: dict[str, str] = {}
        for tag in unit.tags:
            other = known.setdefault(tag.key.lower(), tag.key)
            if other != tag.key:
                yield _problem(
                    unit,
                    tag.tag.origin,
                    f"the tag `{tag.key}` beside `{other}`: to IAM both are one key",
                    f"remove one of them, this `{tag.tag.origin.route[-1]}` for instance",
                )


def _example(form: SecretForm, name: str) -> str:
    return literal(form.example.format(name.lower().replace("_", "-")))


def _problem(unit: Unit, where: Origin, what: str, remedy: str) -> Problem:
    module = MODULES[unit.kind.resource_type].path
    return Problem(
        rules.MODULE_REFUSES,
        where,
        f"the module `{module}` refuses {what}",
        f"{remedy}; or generate the job with `--layout resources`",
    )
