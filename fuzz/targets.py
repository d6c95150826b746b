"""The targets: what becomes of any bytes, and the bytes that fuzzing begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.filtering.baseline import FILE as BASELINE
from dativo_hooks.generation.header import MARK
from dativo_hooks.model.configuration import CONFIGURATION_FILE
from fuzz import entry, laws
from fuzz.repository import ASSET, GOOD, JOB, ROOT, TERRAFORM, TERRAFORM_JSON, found_in_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fuzz.entry import Files


class Target(NamedTuple):
    """A part of the product to be fuzzed.

    Attributes:
        about: what is hostile there.
        files: the repository that bytes become.
        seeds: bytes to begin with.
        law: what must hold of the repository beside `laws.positions_are_inside`.
    """

    about: str
    files: Callable[[bytes], Files]
    seeds: Callable[[], Sequence[bytes]]
    law: Callable[[entry.Outcome, Files], None] | None = None

    def run(self, data: bytes) -> None:
        """Hold the laws against one input.

        Raises:
            BrokenLaw: one doesn't hold. Anything else that is raised is a defect as well.
        """
        files = self.files(data)
        outcome = entry.look(files)
        laws.positions_are_inside(outcome, files)
        if self.law is not None:
            self.law(outcome, files)


def _alone(path: str) -> Callable[[bytes], Files]:
    return lambda data: {path: data}


def _in_good(path: str) -> Callable[[bytes], Files]:
    return lambda data: {**GOOD, path: data}


def _commented(data: bytes) -> Files:
    """The good job and asset, with a line of the input as a comment at each of their lines."""
    comments = [line for line in data.replace(b"\r", b"\n").split(b"\n") if line] or [b""]
    files = dict(GOOD)
    at = 0
    for path in (JOB, ASSET):
        lines = []
        for line in files[path].splitlines():
            lines.append(line + b"  # " + comments[at % len(comments)])
            at += 1
        files[path] = b"\n".join(lines) + b"\n"
    return files


def _headed(data: bytes) -> Files:
    """A generated file of which all but the mark is the input."""
    return {**GOOD, TERRAFORM: b"# " + MARK.encode() + b"\n# dativo-hooks: " + data}


def _headed_json(data: bytes) -> Files:
    head = b'{\n  "//": [\n    "' + MARK.encode() + b'",\n    "dativo-hooks: '
    return {**_without_hcl(), TERRAFORM_JSON: head + data}


def _without_hcl() -> Files:
    return {path: data for path, data in GOOD.items() if path != TERRAFORM}


def _in_json(data: bytes) -> Files:
    return {**_without_hcl(), TERRAFORM_JSON: data}


def _unadopted() -> Files:
    """A repository with findings."""
    return {**GOOD, ASSET: GOOD[ASSET].replace(b"cost_center: ENG-001", b"project: crm")}


def _adopted(data: bytes) -> Files:
    """The same, with the input as its baseline."""
    configuration = b"baseline: " + BASELINE.encode() + b"\n"
    return {**_unadopted(), CONFIGURATION_FILE: configuration, BASELINE: data}


def _fixing(_: entry.Outcome, files: Files) -> None:
    laws.fixing_is_done_at_once(files)


def _adopting(_: entry.Outcome, files: Files) -> None:
    laws.a_baseline_hides_what_it_has(files, CONFIGURATION_FILE, BASELINE)


def _generated(path: str) -> Callable[[], Sequence[bytes]]:
    def seeds() -> Sequence[bytes]:
        return [GOOD.get(path, b""), *found_in_cases(path[path.index(".tf") :])]

    return seeds


def _texts(*seeds: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [seed.encode() for seed in seeds]


TARGETS = {
    "reading": Target(
        "a job file by itself",
        _alone(JOB),
        lambda: found_in_cases("jobs/"),
    ),
    "assets": Target(
        "an asset or a contract by itself",
        _alone(ASSET),
        lambda: found_in_cases("assets/"),
    ),
    "configuration": Target(
        "the configuration of a good repository",
        _in_good(CONFIGURATION_FILE),
        lambda: found_in_cases(CONFIGURATION_FILE),
    ),
    "policy": Target(
        "the asset whose tags a job has",
        _in_good(ASSET),
        lambda: [GOOD[ASSET], *found_in_cases("assets/")],
        laws.reports_are_whole,
    ),
    "generation": Target(
        "the job that Terraform is generated from",
        _in_good(JOB),
        lambda: [GOOD[JOB], *found_in_cases("jobs/")],
        laws.what_is_generated_does_not_drift,
    ),
    "header": Target(
        "what a file that is ours says of its sources",
        _headed,
        _texts(
            '{"job": "jobs/contacts.yaml", "target": "aws/ecs_fargate"}\n', "[[[", '{"job": []}'
        ),
    ),
    "header-json": Target(
        "the same in a `.tf.json`",
        _headed_json,
        _texts('{\\"job\\": \\"jobs/contacts.yaml\\"}"\n  ]\n}\n', "[[[", '"], [', '{}"]}'),
    ),
    "drift": Target(
        "a generated file that somebody edited",
        _in_good(TERRAFORM),
        _generated(TERRAFORM),
    ),
    "drift-json": Target(
        "the same as JSON",
        _in_json,
        _generated(TERRAFORM_JSON),
    ),
    "comments": Target(
        "comments that suppress findings",
        _commented,
        _texts(
            "dativo-hooks: ignore[DH301] reason",
            "dativo-hooks: ignore-file[missing-required-tag, DH3] reason\ndativo-hooks: ignore",
            "dativo-hooks: ignore[ALL]\nyaml-language-server: $schema=x",
        ),
    ),
    "baseline": Target(
        "the baseline of a repository with findings",
        _adopted,
        lambda: [entry.baseline_of(_unadopted(), BASELINE)[0], b"{}", b'{"files": {"a": {}}}'],
    ),
    "adopting": Target(
        "what a baseline is made of",
        _in_good(ASSET),
        lambda: [GOOD[ASSET], *found_in_cases("assets/")],
        _adopting,
    ),
    "fixes": Target(
        "a job that `--fix` fixes",
        _in_good(JOB),
        lambda: [GOOD[JOB], *found_in_cases("jobs/")],
        _fixing,
    ),
}


def regressions(name: str) -> dict[str, bytes]:
    """What once broke a target, by file name."""
    folder = ROOT / "fuzz" / "regressions" / name
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}
