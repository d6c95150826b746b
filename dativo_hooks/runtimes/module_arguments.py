"""Arguments that the modules of several runtimes take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.runtimes.job_values import environment, tag_items
from dativo_hooks.terraform_language.syntax import Attribute, Item, Object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.runtimes.unit import Unit

_WORD = re.compile(r"[A-Za-z0-9_-]+")


def environment_argument(unit: Unit) -> Attribute:
    """The plain variables; the module adds TENANT_ID itself."""
    tenant = unit.job.tenant
    told = is_module_name(tenant.text)
    items = tuple(
        Item(name, text, origin)
        for name, text, origin in environment(unit)
        if not (told and name == "TENANT_ID" and origin == tenant.origin)
    )
    return Attribute("environment_variables", Object(items))


def secrets_argument(unit: Unit) -> Iterable[Attribute]:
    """The secrets by the variables that they stand in, where the job has any."""
    named, told = unit.kind.injected_as.format, unit.kind.module.secrets.told
    if unit.workload.secrets:
        items = (Item(named(s.name), told(s.text), s.origin) for s in unit.workload.secrets)
        yield Attribute("secrets", Object(tuple(items)))


def tags_argument(argument: str, unit: Unit) -> Attribute:
    """The job's tags under the name that the module has for them."""
    return Attribute(argument, Object(tag_items(unit)))


def is_module_name(text: str) -> bool:
    """Whether the modules take a text as a name of theirs."""
    return _WORD.fullmatch(text) is not None
