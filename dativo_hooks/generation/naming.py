"""Names of what is generated: files, resources in the cloud, addresses in Terraform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.generation.unit import Names
from dativo_hooks.position import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.clouds.runtimes import RuntimeKind
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
    values: dict[str, tuple[str, Origin] | None] = {
        "tenant": (job.tenant.text, job.tenant.origin),
        "asset": (asset_name.text, asset_name.origin) if asset_name else None,
        "environment": (job.environment.text, job.environment.origin) if job.environment else None,
        "cloud": (kind.cloud, Origin(job.path, ("infrastructure",))),
        "region": (job.runtime.region.text, job.runtime.region.origin)
        if job.runtime and job.runtime.region
        else None,
        "job": (_stem(job.path), Origin(job.path, ())),
    }
    problems: dict[Problem, None] = {}
    absent = {
        "asset": Origin(asset.path, asset.root),
        "region": Origin(job.path, ("infrastructure", "runtime")),
    }
    for template in (settings.path, settings.name):
        for placeholder in _PLACEHOLDER.findall(template):
            problem = _fault(placeholder, values[placeholder], template, job, absent)
            if problem is not None:
                problems[problem] = None
    if problems:
        return Named(None, tuple(problems))
    texts = {key: value[0].replace("_", "-") for key, value in values.items() if value is not None}
    file, name = _filled(settings.path, texts), _filled(settings.name, texts)
    if output_dir is not None:
        file = f"{output_dir}/{file.rpartition('/')[2]}".lstrip("/")
    address = re.sub(r"[^A-Za-z0-9_]", "_", name)
    if address[:1].isdigit():
        address = f"_{address}"
    if not own:
        file, address = f"{file}-{kind.cloud}", f"{address}_{kind.cloud}"
    return Named(Names(file, name, address), _service_faults(name, kind, job, asset_name))


def shortened(name: str, longest: int) -> str:
    """A derived name within a limit: cut, with a hash of the whole, so that it stays its own."""
    if len(name) <= longest:
        return name
    import hashlib

    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: longest - 9].rstrip('-')}-{mark}"


def _filled(template: str, texts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: texts[match[1]], template)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _fault(
    placeholder: str,
    value: tuple[str, Origin] | None,
    template: str,
    job: Job,
    absent: Mapping[str, Origin],
) -> Problem | None:
    if value is None:
        return Problem(
            rules.INVALID_NAME,
            absent.get(placeholder, Origin(job.path, ())),
            f"the template `{template}` wants a `{{{placeholder}}}`, and there is none",
            f"give {_OF[placeholder]}, or take `{{{placeholder}}}` out of the template",
            on_key=True,
        )
    text, origin = value
    if _WORD.match(text):
        return None
    return Problem(
        rules.INVALID_NAME,
        origin,
        f"`{text[:60]}` becomes part of names, which take only letters, digits, `_` and `-`",
        f"write `{re.sub(r'[^A-Za-z0-9_-]+', '-', text).strip('-')[:60] or 'a-name'}`"
        if placeholder != "job"
        else "rename the file",
    )


_OF = {
    "tenant": "the job a `tenant_id`",
    "asset": "the asset a `name`",
    "environment": "the job an `environment`",
    "region": "the job an `infrastructure.runtime.region`",
}


def _service_faults(
    name: str, kind: RuntimeKind, job: Job, asset_name: Value | None
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
                ".dativo-hooks.yaml to a shorter template",
            ),
        )
    if limits.lower and not _LOWER.match(name):
        return (
            Problem(
                rules.INVALID_NAME,
                where if name.lower() == name else _upper(job, asset_name),
                f"{kind.title} refuses the name `{name}`: it takes lower-case letters, digits and "
                "`-`, a letter first and no `-` last",
                f"make it `{name.lower().strip('-')}`",
            ),
        )
    return ()


def _upper(job: Job, asset_name: Value | None) -> Origin:
    if job.tenant.text != job.tenant.text.lower() or asset_name is None:
        return job.tenant.origin
    return asset_name.origin
