"""Two jobs that want one file, one Terraform address or one name in the cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Note, Problem
from dativo_hooks.generation.naming import names_under
from dativo_hooks.position import Origin
from dativo_hooks.runtimes.unit import EXTENSIONS
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.model.configuration import Terraform
    from dativo_hooks.runtimes.unit import Names


class Disputes(NamedTuple):
    """The jobs that want what another one wants, too, and a problem for each dispute."""

    jobs: frozenset[str]
    problems: tuple[Problem, ...]


def disputes(units: Sequence[Claim], settings: Terraform) -> Disputes:
    """Find what several units want at once. None of them gets it: each would undo the other."""
    disputed: set[str] = set()
    problems: list[Problem] = []
    blamed: set[tuple[str, str]] = set()
    everywhere: _Remedy | None = None
    for what, group in _disputes([(unit, unit.names) for unit in units], settings):
        if not disputed:
            everywhere = _parting(units, settings)
        disputed.update(unit.job for unit in group)
        first, *others = sorted(group, key=lambda unit: (unit.job, unit.target))
        for other in others:
            pair = (first.job, other.job)
            if pair not in blamed:
                blamed.add(pair)
                problems.append(
                    _problem(what, first, other, _remedy(first, other, everywhere, settings))
                )
    for spelt, folder in folder_spellings(unit.folder for unit in units).items():
        inside = [_within(folder, units), _within(spelt, units)]
        disputed.update(unit.job for found in inside for unit in found)
        first, second = sorted((found[0] for found in inside), key=lambda unit: unit.job)
        if (first.job, second.job) not in blamed:
            what = f"the folder `{folder}`, which is `{spelt}` on macOS and Windows"
            problems.append(_problem(what, first, second, "spell it in one way"))
    return Disputes(frozenset(disputed), tuple(problems))


def folder_spellings(folders: Iterable[str]) -> dict[str, str]:
    """Folders, or their parents, that are another one where a disk knows no case; and that one."""
    known: dict[str, str] = {}
    found: dict[str, str] = {}
    for folder in sorted(set(folders)):
        at = ""
        for part in folder.split("/"):
            at = f"{at}/{part}" if at else part
            if (first := known.setdefault(at.lower(), at)) != at:
                found[at] = first
                break
    return found


def _within(folder: str, units: Iterable[Claim]) -> list[Claim]:
    found = [unit for unit in units if f"{unit.folder}/".startswith(f"{folder}/")]
    return sorted(found, key=lambda unit: (unit.job, unit.target))


def mixed_environments(units: Iterable[Claim]) -> Iterable[Problem]:
    """A warning for each folder whose jobs say different environments: it is one apply."""
    folders: dict[str, dict[str, Claim]] = {}
    for unit in units:
        if unit.environment is not None:
            folders.setdefault(unit.folder, {}).setdefault(unit.environment, unit)
    for folder, found in sorted(folders.items()):
        if len(found) > 1:
            (first_name, first), (_, second), *_ = sorted(found.items())
            yield Problem(
                rules.MIXED_ENVIRONMENTS,
                Origin(second.job, ("environment",)),
                f"the folder `{folder or '.'}` holds the environments "
                f"{', '.join(f'`{name}`' for name in sorted(found))}: they share one state and "
                "one apply",
                "give each a folder: set `terraform.path` in .dativo-hooks.yaml to "
                '`"terraform/generated/{environment}/{tenant}-{asset}"`',
                (Note(Origin(first.job, ("environment",)), f"`{first_name}` here"),),
            )


def claim_keys(unit: Claim, settings: Terraform) -> tuple[int, ...]:
    """What a unit wants for itself, as hashes: two units that dispute anything share one."""
    return tuple(map(_hash, _claim_texts(unit, unit.names, settings)))


def _hash(key: str) -> int:
    """64 bits: those of the text and those of the text read backwards. `hashlib` loads OpenSSL."""
    from zlib import crc32

    data = key.encode()
    return crc32(data) << 32 | crc32(data[::-1])


def _claim_texts(unit: Claim, names: Names, settings: Terraform) -> tuple[str, ...]:
    account = (unit.environment or "") if settings.separate_environments else ""
    return (
        f"file\0{names.file.lower()}",  # some disks know no case
        f"address\0{names.file.rpartition('/')[0]}\0{names.address}",
        f"name\0{unit.target}\0{unit.region or ''}\0{account}\0{names.cloud}",
    )


def _disputes(
    named: Sequence[tuple[Claim, Names]], settings: Terraform
) -> Iterator[tuple[str, list[Claim]]]:
    """What several units want at once, in words, and these units."""
    texts = [_claim_texts(unit, names, settings) for unit, names in named]
    for which, told in enumerate((_file, _address, _cloud_name)):
        if len({wanted[which] for wanted in texts}) == len(texts):
            continue
        groups: dict[str, list[int]] = {}
        for at, wanted in enumerate(texts):
            groups.setdefault(wanted[which], []).append(at)
        for group in groups.values():
            if len(group) > 1:
                yield told(*named[group[0]]), [named[at][0] for at in group]


def _file(unit: Claim, names: Names) -> str:
    return f"the file `{names.file}{EXTENSIONS[unit.format]}`"


def _address(_: Claim, names: Names) -> str:
    return f"the Terraform address `{names.address}`"


def _cloud_name(unit: Claim, names: Names) -> str:
    where = f" in `{unit.region}`" if unit.region else ""
    return f"the name `{names.cloud}` of {unit.kind.title}{where}"


def _problem(what: str, first: Claim, other: Claim, remedy: str) -> Problem:
    if first.job == other.job:
        who = f"the files `{first.path}` and `{other.path}` of this job"
    else:
        who = f"this job and `{first.job}`"
    return Problem(
        rules.COLLISION,
        Origin(other.job, ("asset_path",)),
        f"{who} both want {what}",
        remedy,
        (Note(Origin(first.job, ("asset_path",)), "the other one"),),
        on_key=True,
    )


class _Remedy(NamedTuple):
    by: str
    path: str
    name: str


_REMEDIES = (
    _Remedy(
        "environment",
        "terraform/generated/{environment}/{tenant}-{asset}",
        "{tenant}-{asset}-{environment}",
    ),
    _Remedy("job", "terraform/generated/{tenant}-{job}", "{tenant}-{job}"),
    _Remedy(
        "environment and job",
        "terraform/generated/{environment}/{tenant}-{job}",
        "{tenant}-{job}-{environment}",
    ),
)


def _remedy(first: Claim, other: Claim, everywhere: _Remedy | None, settings: Terraform) -> str:
    """What to write: templates that part all units if there are any, else at least these two."""
    if first.job == other.job:
        if first.kind is other.kind:
            return (
                "a job has one folder: delete the file that you no longer want, or ask for the "
                "folder it is in"
            )
        return "generate the job for one runtime of a cloud only"
    remedy = everywhere or _parting((first, other), settings)
    if remedy is None:
        return "give the jobs different tenants, assets or file names"
    return (
        f"separate them by {remedy.by}: set `terraform.path` in .dativo-hooks.yaml to "
        f"`{literal(remedy.path)}` and `terraform.name` to `{literal(remedy.name)}`"
    )


def _parting(units: Sequence[Claim], settings: Terraform) -> _Remedy | None:
    """The first remedy after which nothing of these units is in dispute.

    One that gives each environment a folder goes before one that mixes them.
    """
    parting = [remedy for remedy in _REMEDIES if _parts(remedy, units, settings)]
    mixed = len({unit.environment for unit in units if unit.environment}) > 1
    apart = [remedy for remedy in parting if not mixed or "{environment}" in remedy.path]
    return next(iter(apart or parting), None)


def _parts(remedy: _Remedy, units: Iterable[Claim], settings: Terraform) -> bool:
    proposed = settings._replace(path=remedy.path, name=remedy.name)
    named = []
    for unit in units:
        names = names_under(
            unit.values, unit.kind, proposed, own=unit.own, output_dir=unit.output_dir
        )
        if names is None:
            return False
        named.append((unit, names))
    folders = (names.file.rpartition("/")[0] for _, names in named)
    return not any(_disputes(named, proposed)) and not folder_spellings(folders)
