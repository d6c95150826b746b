"""Names of what is generated: files, resources in the cloud, addresses in Terraform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.generation.file_names import why_not
from dativo_hooks.position import Origin, route_text
from dativo_hooks.runtimes.unit import Names
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.model.asset import Asset
    from dativo_hooks.model.configuration import Terraform
    from dativo_hooks.model.job import Job
    from dativo_hooks.model.values import Value
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind
    from dativo_hooks.runtimes.unit import Unit

PLACEHOLDERS = ("tenant", "asset", "environment", "cloud", "region", "job")
"""What a template may hold between braces."""

_LONGEST_SHOWN = 300
"""Characters of a path that a message has."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[A-Za-z0-9_-]+\Z")
_NO_WORD = re.compile(r"[^A-Za-z0-9_]")
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
    texts = _texts(job, asset_name, kind)
    problems: dict[str, Problem] = {}  # by placeholder: both templates may want it
    for template in (settings.path, settings.name):
        for placeholder in _placeholders(template):
            if placeholder not in problems and not _WORD.match(texts.get(placeholder, "")):
                text = texts.get(placeholder)
                problems[placeholder] = (
                    _absent(placeholder, template, job, asset, kind)
                    if text is None
                    else _no_word(placeholder, text, _origin(placeholder, job, asset_name))
                )
    if problems:
        return Named(None, tuple(problems.values()))
    names = _filled_names(texts, kind, settings, own=own, output_dir=output_dir)
    faults = _service_faults(names.cloud, kind, job, asset_name, settings.name)
    return Named(names, faults + _file_faults(names.file, job, asset_name))


def texts_of(unit: Unit) -> dict[str, str]:
    """The text of each placeholder that a unit has one for."""
    asset_name = next((tag.tag.value for tag in unit.tags if tag.tag.key == "asset_name"), None)
    return _texts(unit.job, asset_name, unit.kind)


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
    for placeholder in (*_placeholders(settings.path), *_placeholders(settings.name)):
        if placeholder not in values or not _WORD.match(values[placeholder]):
            return None
    names = _filled_names(values, kind, settings, own=own, output_dir=output_dir)
    taken = len(names.cloud) <= kind.name.longest and (
        not kind.name.lower or _LOWER.match(names.cloud)
    )
    return names if taken and why_not(names.file) is None else None


def configured_folder(
    job: Job, asset_name: Value | None, kind: RuntimeKind, settings: Terraform
) -> str | None:
    """The folder of a job's file as configured; None where a part of it can't be had."""
    folder = settings.path.rpartition("/")[0]
    texts = _texts(job, asset_name, kind)
    if any(placeholder not in texts for placeholder in _placeholders(folder)):
        return None
    return _filled(folder, texts)


def _texts(job: Job, asset_name: Value | None, kind: RuntimeKind) -> dict[str, str]:
    """What stands for each placeholder that there is something for."""
    values = {
        "tenant": job.tenant,
        "asset": asset_name,
        "environment": job.environment,
        "region": job.runtime.region if job.runtime else None,
    }
    texts = {placeholder: value.text for placeholder, value in values.items() if value is not None}
    texts["cloud"] = kind.cloud.name
    texts["job"] = _stem(job.path)
    return texts


def _origin(placeholder: str, job: Job, asset_name: Value | None) -> Origin:
    """Where the text of a placeholder comes from."""
    values = {
        "tenant": job.tenant,
        "asset": asset_name,
        "environment": job.environment,
        "region": job.runtime.region if job.runtime else None,
    }
    value = values.get(placeholder)
    if value is not None:
        return value.origin
    return Origin(job.path, ("infrastructure",) if placeholder == "cloud" else ())


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
    address = _NO_WORD.sub("_", name)
    if address[:1].isdigit():
        address = f"_{address}"
    if not own:
        file, address = f"{file}-{kind.cloud.name}", f"{address}_{kind.cloud.name}"
    return Names(file, name, address)


def _filled(template: str, values: Mapping[str, str]) -> str:
    parts = list(_split(template))
    parts[1::2] = [values[placeholder].replace("_", "-") for placeholder in parts[1::2]]
    return "".join(parts)


def _split(template: str) -> tuple[str, ...]:
    """A template as text and the name of a placeholder in turn."""
    return tuple(_PLACEHOLDER.split(template))


def _placeholders(template: str) -> tuple[str, ...]:
    return _split(template)[1::2]


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _absent(placeholder: str, template: str, job: Job, asset: Asset, kind: RuntimeKind) -> Problem:
    """There is nothing for a placeholder."""
    owners = {
        "asset": Origin(asset.path, asset.root),
        "region": Origin(job.path, ("infrastructure", "runtime")),
    }
    owner = owners.get(placeholder, Origin(job.path, ()))
    where = f"under `{route_text(owner.route)}`" if owner.route else "at the top level"
    line = _EXAMPLES[placeholder].format(kind.cloud.regions.example)
    return Problem(
        rules.INVALID_NAME,
        owner,
        f"the template `{template}` wants a `{{{placeholder}}}`, and there is none",
        f"add `{line}` {where}, or take `{{{placeholder}}}` out of the template",
        on_key=True,
    )


def _no_word(placeholder: str, text: str, origin: Origin) -> Problem:
    """What stands for a placeholder can be no part of a name."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")[:60] or "a-name"
    return Problem(
        rules.INVALID_NAME,
        origin,
        f"`{text[:60]}` becomes part of names, which take only letters, digits, `_` and `-`",
        _instead(placeholder, plain, origin),
    )


_EXAMPLES = {
    "tenant": "tenant_id: acme",
    "asset": "name: contacts",
    "environment": "environment: prod",
    "region": "region: {}",
}


def _service_faults(
    name: str, kind: RuntimeKind, job: Job, asset_name: Value | None, template: str
) -> tuple[Problem, ...]:
    limits = kind.name
    where = asset_name.origin if asset_name is not None else job.tenant.origin
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
        placeholder, text = _blamed(template, _texts(job, asset_name, kind))
        at = _origin(placeholder, job, asset_name) if placeholder else where
        return (
            Problem(
                rules.INVALID_NAME,
                at,
                f"{kind.title} refuses the name `{name}`: it takes lower-case letters, digits and "
                "`-`, a letter first and no `-` last",
                _instead(placeholder, text, at),
            ),
        )
    return ()


def _blamed(template: str, texts: Mapping[str, str]) -> tuple[str, str]:
    """The placeholder whose text a service refuses, and a better text; "" for the template."""
    used = _placeholders(template)
    plain = {placeholder: texts[placeholder].lower().strip("-_") for placeholder in used}
    for placeholder in used:
        if texts[placeholder].lower() != texts[placeholder]:
            return placeholder, plain[placeholder]
    if used and template.startswith("{") and not plain[used[0]][:1].isalpha():
        return used[0], f"{used[0]}-{plain[used[0]]}".strip("-")
    odd = next((one for one in used if texts[one] != plain[one]), "")
    return odd, plain.get(odd, "")


def _instead(placeholder: str, text: str, where: Origin) -> str:
    """What to write, or how to call the file, so that a placeholder stands for this text."""
    if placeholder == "job":
        return f"rename the file to `{text}{where.path[where.path.rindex('.') :]}`"
    if not placeholder:
        return 'set `terraform.name` in .dativo-hooks.yaml to `"{tenant}-{asset}"`'
    return f"write `{literal(text)}`"


def _file_faults(file: str, job: Job, asset_name: Value | None) -> tuple[Problem, ...]:
    why = why_not(file)
    if why is None:
        return ()
    shown = file if len(file) <= _LONGEST_SHOWN else f"{file[:_LONGEST_SHOWN]}…"
    return (
        Problem(
            rules.INVALID_NAME,
            asset_name.origin if asset_name is not None else job.tenant.origin,
            f"the file `{shown}` {why}",
            "set `terraform.path` in .dativo-hooks.yaml to a template such as "
            '`"terraform/generated/{tenant}-{asset}"`',
        ),
    )
