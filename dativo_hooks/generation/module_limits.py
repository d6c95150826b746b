"""What the shipped modules refuse at plan that the resources layout would take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.position import Origin
    from dativo_hooks.runtimes.unit import Unit


def module_problems(unit: Unit) -> Iterator[Problem]:
    """Everything that the validations of a unit's module would refuse, at the line it is from."""
    module = unit.kind.module
    form = module.secrets
    # A `$` of Terraform's doesn't match before a last line feed.
    pattern = re.sub(r"\$\Z", r"\\Z", form.pattern)
    for secret in unit.workload.secrets:
        if not re.search(pattern, form.told(secret.text), re.ASCII):
            name = secret.name.lower().replace("_", "-")
            example = literal(unit.kind.cloud.stored_as.format(name))
            yield _problem(
                unit,
                secret.origin,
                f"the secret of `{secret.name}` by this name",
                f"write `{example}`, for instance: {form.wants}",
            )
    for refusal in module.refusals(unit):
        yield _problem(unit, *refusal)


def _problem(unit: Unit, where: Origin, what: str, remedy: str) -> Problem:
    module = unit.kind.module.path
    return Problem(
        rules.MODULE_REFUSES,
        where,
        f"the module `{module}` refuses {what}",
        f"{remedy}; or generate the job with `--layout resources`",
    )
