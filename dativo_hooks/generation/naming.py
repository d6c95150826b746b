"""Names of what is generated: files, resources in the cloud, addresses in Terraform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.generation.unit import Names, Sized
from dativo_hooks.position import Origin, route_text
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.clouds.runtimes import RuntimeKind
    from dativo_hooks.generation.unit import Unit
    from dativo_hooks.model.asset import Asset
    from dativo_hooks.model.configuration import Terraform
    from dativo_hooks.model.job import Job
    from dativo_hooks.model.values import Value

PLACEHOLDERS = ("tenant", "asset", "environment", "cloud", "region", "job")
"""What a template may hold between braces."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[A-Za-z0-9_-]+\Z")
_LOWER = re.compile(r"[a-z]([a-z0-9-]*[a-z0-9])?\Z")


class Named(NamedTuple):
    """The names of a job for one runtime, None where one of them can't be had."""

    names: Names | None
    problems: tuple[Problem, ...]


def names_of(
    job: Job,
    asset: Asset,
    asset_name: Value | None,
    kind: RuntimeKind,
    settings: Terraform,
    *,
    own: bool,
    output_dir: str | None,
) -> Named:
    """Fill the templates `path` and `name` for a job on one runtime."""
    values = _values(job, asset_name, kind)
    problems: dict[str, Problem] = {}  # by placeholder: both templates may want it
    absent = {
        "asset": Origin(asset.path, asset.root),
        "region": Origin(job.path, ("infrastructure", "runtime")),
    }
    for template in (settings.path, settings.name):
        for placeholder in _PLACEHOLDER.findall(template):
            problem = _fault(placeholder, values.get(placeholder), template, job, absent)
            if problem is not None:
                problems.setdefault(placeholder, problem)
    if problems:
        return Named(None, tuple(problems.values()))
    names = _filled_names(_texts(values), kind, settings, own=own, output_dir=output_dir)
    where = asset_name.origin if asset_name is not None else job.tenant.origin
    faults = _service_faults(names.cloud, kind, where, settings.name, values)
    return Named(names, faults + _file_faults(names.file, job, asset_name))


def texts_of(unit: Unit) -> dict[str, str]:
    """The text of each placeholder that a unit has one for."""
    asset_name = next((tag.tag.value for tag in unit.tags if tag.tag.key == "asset_name"), None)
    return _texts(_values(unit.job, asset_name, unit.kind))


def names_under(
    values: Mapping[str, str],
    kind: RuntimeKind,
    settings: Terraform,
    *,
    own: bool,
    output_dir: str | None,
) -> Names | None:
    """The names that a unit has under given templates; None where it can't have them.

    `values`: the text of each placeholder, as `texts_of` gives it.
    """
    for placeholder in _PLACEHOLDER.findall(settings.path + settings.name):
        if placeholder not in values or not _WORD.match(values[placeholder]):
            return None
    names = _filled_names(values, kind, settings, own=own, output_dir=output_dir)
    taken = len(names.cloud) <= kind.name.longest and (
        not kind.name.lower or _LOWER.match(names.cloud)
    )
    return names if taken and not _is_reserved(names.file) else None


def configured_folder(
    job: Job, asset_name: Value | None, kind: RuntimeKind, settings: Terraform
) -> str | None:
    """The folder of a job's file as configured; None where a part of it can't be had."""
    folder = settings.path.rpartition("/")[0]
    values = _values(job, asset_name, kind)
    if any(placeholder not in values for placeholder in _PLACEHOLDER.findall(folder)):
        return None
    return _filled(folder, _texts(values))


def _values(job: Job, asset_name: Value | None, kind: RuntimeKind) -> dict[str, Sized]:
    """What stands for each placeholder, and where it comes from."""
    region = job.runtime.region if job.runtime else None
    values = {
        "tenant": job.tenant,
        "asset": asset_name,
        "environment": job.environment,
        "region": region,
    }
    return {
        **{key: Sized(value.text, value.origin) for key, value in values.items() if value},
        "cloud": Sized(kind.cloud, Origin(job.path, ("infrastructure",))),
        "job": Sized(_stem(job.path), Origin(job.path, ())),
    }


def _texts(values: Mapping[str, Sized]) -> dict[str, str]:
    return {placeholder: value.text for placeholder, value in values.items()}


def _filled_names(
    values: Mapping[str, str],
    kind: RuntimeKind,
    settings: Terraform,
    *,
    own: bool,
    output_dir: str | None,
) -> Names:
    file, name = _filled(settings.path, values), _filled(settings.name, values)
    if output_dir is not None:
        file = f"{output_dir}/{file.rpartition('/')[2]}".lstrip("/")
    address = re.sub(r"[^A-Za-z0-9_]", "_", name)
    if address[:1].isdigit():
        address = f"_{address}"
    if not own:
        file, address = f"{file}-{kind.cloud}", f"{address}_{kind.cloud}"
    return Names(file, name, address)


def shortened(name: str, longest: int) -> str:
    """A derived name within a limit: cut, with a hash of the whole, so that it stays its own."""
    if len(name) <= longest:
        return name
    import hashlib

    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: longest - 9].rstrip('-')}-{mark}"


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]].replace("_", "-"), template)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _fault(
    placeholder: str,
    value: Sized | None,
    template: str,
    job: Job,
    absent: Mapping[str, Origin],
) -> Problem | None:
    if value is None:
        owner = absent.get(placeholder, Origin(job.path, ()))
        where = f"under `{route_text(owner.route)}`" if owner.route else "at the top level"
        return Problem(
            rules.INVALID_NAME,
            owner,
            f"the template `{template}` wants a `{{{placeholder}}}`, and there is none",
            f"add `{_OF[placeholder]}` {where}, or take `{{{placeholder}}}` out of the template",
            on_key=True,
        )
    text, origin = value
    if _WORD.match(text):
        return None
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")[:60] or "a-name"
    return Problem(
        rules.INVALID_NAME,
        origin,
        f"`{text[:60]}` becomes part of names, which take only letters, digits, `_` and `-`",
        f"write `{literal(plain)}`"
        if placeholder != "job"
        else f"rename the file to `{plain}{job.path[job.path.rindex('.') :]}`",
    )


_OF = {
    "tenant": "tenant_id: acme",
    "asset": "name: contacts",
    "environment": "environment: prod",
    "region": "region: us-east-1",
}


def _service_faults(
    name: str, kind: RuntimeKind, where: Origin, template: str, values: Mapping[str, Sized]
) -> tuple[Problem, ...]:
    limits = kind.name
    if len(name) > limits.longest:
        return (
            Problem(
                rules.INVALID_NAME,
                where,
                f"the name `{name}` has {len(name)} characters; "
                f"{kind.title} takes {limits.longest}",
                "shorten the asset's name or the tenant's, or set `terraform.name` in "
                '.dativo-hooks.yaml to a shorter template, such as `"{asset}"`',
            ),
        )
    if limits.lower and not _LOWER.match(name):
        at, instead = _blamed(template, values)
        return (
            Problem(
                rules.INVALID_NAME,
                at or where,
                f"{kind.title} refuses the name `{name}`: it takes lower-case letters, digits and "
                "`-`, a letter first and no `-` last",
                instead,
            ),
        )
    return ()


def _blamed(template: str, values: Mapping[str, Sized]) -> tuple[Origin | None, str]:
    """The part of a name that a service refuses, None for the template; and what to write there."""
    used = _PLACEHOLDER.findall(template)
    plain = {placeholder: values[placeholder].text.lower().strip("-_") for placeholder in used}
    for placeholder in used:
        if values[placeholder].text.lower() != values[placeholder].text:
            return _instead(placeholder, values[placeholder], plain[placeholder])
    if used and template.startswith("{") and not plain[used[0]][:1].isalpha():
        first = used[0]
        return _instead(first, values[first], f"{first}-{plain[first]}".strip("-"))
    for placeholder in used:
        if values[placeholder].text != plain[placeholder]:
            return _instead(placeholder, values[placeholder], plain[placeholder])
    text = 'set `terraform.name` in .dativo-hooks.yaml to `"{tenant}-{asset}"`, for instance'
    return None, text


def _instead(placeholder: str, value: Sized, text: str) -> tuple[Origin, str]:
    if placeholder == "job":
        return value.origin, f"rename the file to `{text}.yaml`"
    return value.origin, f"write `{literal(text)}`"


_RESERVED = frozenset({"versions", "variables", "providers", "schedules", "override"})
"""Stems of the folder's own files; and of the file that Terraform merges into all others:
https://developer.hashicorp.com/terraform/language/files/override
"""


def _is_reserved(file: str) -> bool:
    stem = file.rpartition("/")[2].lower()  # some disks know no case
    return stem in _RESERVED or stem.endswith("_override")


def _file_faults(file: str, job: Job, asset_name: Value | None) -> tuple[Problem, ...]:
    if not _is_reserved(file):
        return ()
    return (
        Problem(
            rules.INVALID_NAME,
            asset_name.origin if asset_name is not None else job.tenant.origin,
            f"the file `{file}` would have a name that Terraform or its folder needs for itself",
            "set `terraform.path` in .dativo-hooks.yaml to a template such as "
            '`"terraform/generated/{tenant}-{asset}"`',
        ),
    )
