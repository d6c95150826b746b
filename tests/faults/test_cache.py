"""A cache that is damaged, cut, foreign or made up: never another verdict than with none."""

from __future__ import annotations

import marshal
import os
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dativo_hooks.repository import cache
from tests import needs
from tests.faults.scene import Command, Result, Scene
from tests.laws import EFFORT

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = round(12 * float(EFFORT or 1))
SETTLED = Command(("check", "--staged"), settled=True)


class Cached:
    """A settled repository with its cache, and another in which a job was broken since."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        scene.begin(SETTLED)
        self.folder = scene.path / ".git" / "dativo-hooks"
        assert scene.run(SETTLED.arguments).code == 0
        self.head = scene.git_files()
        self.edit("assets/contacts.yaml", "ENG-002", "ENG-003")
        scene.git("add", "-A")
        assert scene.run(("generate",)).code == 0
        scene.git("add", "-A")
        assert scene.run(SETTLED.arguments).code == 0
        self.kept = scene.git_files()
        assert len(self.kept) == 2  # and what changed since
        self.edit("assets/contacts.yaml", "ENG-003", "ENG-004")
        scene.git("add", "-A")
        self.verdict = self.run("--no-cache")
        assert self.verdict.code == 1

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.scene.path / path
        file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))

    def run(self, *options: str) -> Result:
        return self.scene.run((*SETTLED.arguments, *options))

    def put(self, files: dict[str, bytes]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, data in files.items():
            (self.folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def cached(scene: Scene) -> Cached:
    return Cached(scene)


def test_a_whole_one_is_used(cached: Cached) -> None:
    cached.put(cached.kept)
    assert cached.run() == cached.verdict


def _flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    """As after a power cut: the length is right, the end never came to the disk."""
    at = chance.randrange(len(data))
    return data[:at] + bytes(len(data) - at)


def _doubled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at // 2 :]


def _random(data: bytes, chance: random.Random) -> bytes:
    return data[:21] + chance.randbytes(chance.randrange(200))


@pytest.mark.parametrize("damage", [_flipped, _cut, _zeroed, _doubled, _random])
def test_a_damaged_one_is_as_none(
    cached: Cached, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    chance = random.Random(None if EFFORT else 1)
    for _ in range(TIMES):
        files = {name: damage(data, chance) for name, data in cached.kept.items()}
        cached.put(files)
        assert cached.run() == cached.verdict, files


VALUES: tuple[Any, ...] = (
    *(None, 0, -1, "x", b"", (), [], {}, {"a": 1}, (1,) * 5),
    ("m", True, False, True, b"paths: 3"),
)


@pytest.mark.parametrize("section", [0, 1, 2])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_made_up_one_is_as_none(cached: Cached, section: int, value: Any) -> None:
    """Its sums are right, its shape isn't: no crash, and no verdict from it."""
    (name,) = (name for name in cached.kept if not name.endswith(".since.cache"))
    data = cached.kept[name]
    place = cached.folder / name
    cached.put({name: data})
    entry = cache.opened(str(place))
    assert entry is not None
    with entry.file:
        sections = [found for _ in range(3) if (found := entry.section()) is not None]
    beginning = sections[0][: sections[0].index(b"\0") + 1] if section == 0 else b""
    sections[section] = beginning + marshal.dumps(value)
    assert cache.store(str(place), sections)
    assert cached.run() == cached.verdict
    since = cached.folder / name.replace(".cache", ".since.cache")
    cached.put(cached.kept)
    assert cache.store(str(since), (marshal.dumps(value),))
    assert cached.run() == cached.verdict


def test_those_of_another_state_or_place_are_no_hindrance(cached: Cached, tmp_path: Path) -> None:
    cached.put(cached.head)
    assert cached.run() == cached.verdict
    mixed = {name: cached.kept.get(name, data) for name, data in cached.head.items()}
    since = {name: data for name, data in cached.kept.items() if "since" in name}
    cached.put({**cached.head, **since})
    assert cached.run() == cached.verdict
    cached.put(mixed)
    assert cached.run() == cached.verdict


def test_a_committed_one_is_never_read(cached: Cached, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever in the repository it lies: a repository's cache is in its git folder alone."""
    good = cached.scene.git_files()
    places = ["dativo-hooks", "git/dativo-hooks", "services/dativo-hooks", ".dativo-hooks"]
    for place in places:
        folder = cached.scene.path / place
        folder.mkdir(parents=True)
        for name, data in (good or cached.kept).items():
            (folder / name).write_bytes(data)
    bare = cached.scene.path / "services"
    for name in ("objects/.k", "refs/heads/.k", "HEAD", "config"):
        (bare / name).parent.mkdir(parents=True, exist_ok=True)
        (bare / name).write_bytes(b"ref: refs/heads/main\n" if name == "HEAD" else b"")
    cached.scene.git("add", "-A")
    opened: list[str] = []
    real = cache.opened

    def recorded(path: str) -> cache.Entry | None:
        opened.append(path)
        return real(path)

    monkeypatch.setattr("dativo_hooks.incremental.memory.opened", recorded)
    cached.put({})
    assert cached.run().code == 1
    cached.run("--root", "services")
    assert opened
    assert {Path(path).parent for path in opened} == {cached.folder}
    for place in ("dativo-hooks", "git", "services", ".dativo-hooks"):
        shutil.rmtree(cached.scene.path / place)
    cached.scene.git("add", "-A")


@needs.modes
def test_one_of_another_user_is_as_none(cached: Cached, monkeypatch: pytest.MonkeyPatch) -> None:
    cached.put(cached.kept)
    place = str(cached.folder / next(iter(cached.kept)))
    entry = cache.opened(place)
    assert entry is not None
    entry.file.close()
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert cache.opened(place) is None
    assert cached.run() == cached.verdict


@needs.fifos
def test_a_pipe_in_its_place_is_as_none(cached: Cached) -> None:
    cached.put({})
    for name in cached.kept:
        os.mkfifo(cached.folder / name)
    assert cached.run() == cached.verdict
