"""The locked requirements: in step with setup.cfg, for every Python, and really installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from scripts.lock import LOCKS, REQUIREMENTS, ROOT, pythons, settings
from tests.locked import constraints, locked

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = settings()
EXTRAS = SETTINGS["options.extras_require"]
USERS = SETTINGS["options"]["install_requires"]
WANTED = {
    "dev.txt": USERS + EXTRAS["dev"] + EXTRAS["release"],
    "oldest.txt": USERS,
    "fuzz.txt": EXTRAS["fuzz"],
    "release.txt": EXTRAS["release"],
}
SYSTEMS = (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("win32", "AMD64"))


class Pin(NamedTuple):
    """A line of a lock."""

    requirement: Requirement
    hashes: int

    @property
    def version(self) -> Version:
        (one,) = self.requirement.specifier
        assert one.operator == "=="
        return Version(one.version)


def requirements(text: str) -> list[Requirement]:
    return [Requirement(line) for line in text.splitlines() if line and line[0] not in " #"]


def pins(file: str) -> list[Pin]:
    text = (REQUIREMENTS / file).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and line.strip()[0] != "#"]
    return [
        Pin(Requirement(line.partition("--hash")[0]), line.count("--hash=sha256:"))
        for line in lines
    ]


def holds(requirement: Requirement, environment: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)


def environments() -> list[dict[str, str]]:
    return [
        {
            "python_version": python,
            "python_full_version": f"{python}.1",
            "sys_platform": system,
            "platform_machine": machine,
        }
        for python in pythons()
        for system, machine in SYSTEMS
    ]


def test_each_lock_is_known() -> None:
    assert sorted(path.name for path in REQUIREMENTS.iterdir()) == sorted(WANTED)
    assert sorted(lock.file for lock in LOCKS) == sorted(WANTED)


@pytest.mark.parametrize("file", WANTED)
def test_a_lock_has_each_requirement_once_and_with_hashes(file: str) -> None:
    assert all(pin.hashes for pin in pins(file))
    for environment in environments():
        found = {
            canonicalize_name(pin.requirement.name): pin.version
            for pin in pins(file)
            if holds(pin.requirement, environment)
        }
        assert len(found) == sum(holds(pin.requirement, environment) for pin in pins(file))
        for wanted in requirements(WANTED[file]):
            if holds(wanted, environment):
                version = found.get(canonicalize_name(wanted.name))
                assert version is not None, (wanted, environment)
                assert version in wanted.specifier, f"{wanted}: run `python scripts/lock.py`"


def test_the_oldest_are_the_lower_bounds() -> None:
    for environment in environments():
        lowest: dict[NormalizedName, Version] = {}
        for wanted in requirements(USERS):
            (one,) = wanted.specifier
            if holds(wanted, environment):
                name = canonicalize_name(wanted.name)
                lowest[name] = max(lowest.get(name, Version("0")), Version(one.version))
        found = {
            canonicalize_name(pin.requirement.name): pin.version
            for pin in pins("oldest.txt")
            if holds(pin.requirement, environment)
        }
        assert {name: found[name] for name in lowest} == lowest


def test_what_builds_the_package_is_locked() -> None:
    (text,) = [
        line.partition("=")[2].strip(' []"')
        for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        if line.startswith("requires = ")
    ]
    assert text in EXTRAS["release"].splitlines()


def test_what_runs_the_suite_is_locked(tmp_path: Path) -> None:
    text = constraints()
    assert "--hash" not in text
    assert [*map(str, requirements(text))] == [str(pin.requirement) for pin in pins("dev.txt")]
    (name,) = set(locked(tmp_path).values())
    assert (tmp_path / "constraints.txt").samefile(name)
