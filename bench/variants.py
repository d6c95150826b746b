"""The measured repository with something the matter: copies of the plain one, edited, committed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

from bench import layout
from bench.repository import Repository, commit, digest_of, is_made, mark_made, run

if TYPE_CHECKING:
    from pathlib import Path

_BASELINE = ".dativo-hooks-baseline.json"
_CONFIGURATION = ".dativo-hooks.yaml"


class Variant(NamedTuple):
    """What is the matter, and how a check of everything then ends.

    `before` is a pattern, `after` what takes its place (as `re.sub` has it) in `most` of the jobs
    that have it (None: in all), but in no more than half of them. `says` is part of the output,
    `{count}` standing for how many. `has_terraform`: what is generated follows the edit.
    `has_baseline`: what is then found is known.
    """

    before: str
    after: str
    most: int | None
    exit_code: int
    says: str
    has_terraform: bool = True
    has_baseline: bool = False


VARIANTS = {
    "known-errors": Variant(
        r"cost_center: FIN-",  # the tag policy's default wants capitals and hyphens
        "cost_center: fin_",
        500,
        0,
        "dativo-hooks: no findings, {count} baselined\n",
        has_baseline=True,
    ),
    "warnings": Variant(
        r"(image_uri: \S+):1\.4\.\d\n", r"\1:latest\n", 200, 0, "dativo-hooks: {count} warning"
    ),
    "unfixed-error": Variant(
        r"schema_validation_mode: (strict|warn)\n",
        r"schema_validation_mode: lenient\n",
        1,
        1,
        "dativo-hooks: {count} error in 1 file\n",
    ),
    # The assets are there, by other names: the nearest of all is sought for each.
    "missing-assets": Variant(
        r"(asset_path: \S+)\.yaml\n",
        r"\1_v2.yaml\n",
        None,
        1,
        "dativo-hooks: {count} errors in {count} files\n",
        has_terraform=False,
    ),
}


def varied(plain: Repository, name: str, folder: Path) -> Repository:
    """A variant of a repository in a folder, which is made unless it is there already.

    Raises:
        RuntimeError: The folder holds something else, or a check doesn't end as the variant says.
    """
    variant = VARIANTS[name]
    paths = _jobs_with(plain, variant)
    says = variant.says.format(count=len(paths))
    repository = Repository(folder, plain.jobs, plain.script, variant.exit_code, says)
    made_by = digest_of(f"{plain.jobs} {name}", __file__)
    if is_made(repository, made_by):
        return repository
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    mark_made(repository, "unfinished")
    shutil.copytree(plain.folder, folder, dirs_exist_ok=True)
    for path in paths:
        edited = re.sub(variant.before, variant.after, repository.read(path), count=1)
        repository.write(path, edited)
    if variant.has_terraform:  # what is the matter is said here too
        run(repository, [plain.script, "generate"], exit_codes=(0, 1))
    if variant.has_baseline:
        run(repository, [plain.script, "baseline"])
        configuration = repository.read(_CONFIGURATION)
        repository.write(_CONFIGURATION, f"{configuration}baseline: {_BASELINE}\n")
    commit(repository, name)
    check = (str(plain.script), "check", "--output-format", "concise")
    said = run(repository, check, exit_codes=(variant.exit_code,))
    if says not in said:
        raise RuntimeError(f"{name}: `check` doesn't say {says.strip()!r}\n{said[-2000:]}")
    mark_made(repository, made_by)
    return repository


def _jobs_with(plain: Repository, variant: Variant) -> list[str]:
    """The jobs to edit: each so many of those that have what is sought, whatever their tenant."""
    paths = (layout.job_path(number, plain.jobs) for number in range(plain.jobs))
    found = [path for path in paths if re.search(variant.before, plain.read(path))]
    if variant.most is None:
        return found
    count = max(1, min(variant.most, plain.jobs // 2))
    return [found[place * len(found) // count] for place in range(count)]
