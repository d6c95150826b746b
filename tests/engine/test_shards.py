"""Which files are looked at together: each once, a job beside its asset, none lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dativo_hooks.engine import shards
from dativo_hooks.engine.shards import SIZE
from dativo_hooks.sources.kinds import Kind
from dativo_hooks.tree import MemoryTree

if TYPE_CHECKING:
    from dativo_hooks.engine.repository import Shard

PREFIXES = (("/app/", ""),)


def parts(jobs: dict[str, str], *assets: str, unreadable: str = "") -> list[Shard]:
    files = {**{path: text.encode() for path, text in jobs.items()}, **dict.fromkeys(assets, b"")}
    kinds: dict[str, Kind] = {
        **dict.fromkeys(sorted(jobs), "job"),
        **dict.fromkeys(sorted(assets), "asset"),
    }
    broken = {unreadable: "is too big"} if unreadable else {}
    return shards.sharded(MemoryTree(files, unreadable=broken), kinds, PREFIXES)


def naming(asset: str) -> str:
    return f"tenant_id: acme\nasset_path: {asset} # said\n"


def test_few_files_are_one_shard() -> None:
    assert parts({}) == []
    (shard,) = parts({"jobs/b.yaml": "", "jobs/a.yaml": ""}, "assets/a.yaml")
    assert shard.files == ("jobs/a.yaml", "jobs/b.yaml", "assets/a.yaml")
    assert shard.contents == {}


@pytest.mark.parametrize("written", ["assets/{}.yaml", '"/app/assets/{}.yaml"', "'assets/{}.yaml'"])
def test_a_job_is_looked_at_beside_its_asset(written: str) -> None:
    # The last asset is that of the first job: by their paths they would be far apart.
    pairs = {f"jobs/{number:03}.yaml": f"{SIZE - number:03}" for number in range(SIZE)}
    jobs = {path: naming(written.format(name)) for path, name in pairs.items()}
    found = parts(jobs, *(f"assets/{name}.yaml" for name in pairs.values()))
    files = [path for shard in found for path in shard.files]
    assert len(found) == 2
    assert len(files) == len(set(files)) == 2 * SIZE
    for path, name in pairs.items():
        assert files.index(path) == files.index(f"assets/{name}.yaml") + 1
    for shard in found:
        assert shard.contents == {path: jobs[path].encode() for path in shard.files if path in jobs}


def test_what_names_nothing_or_cannot_be_read_is_looked_at_too() -> None:
    jobs = {f"jobs/{number}.yaml": "tenant_id: acme\n" for number in range(SIZE)}
    jobs["jobs/dump.yaml"] = naming("assets/a.yaml")
    found = parts(jobs, "assets/a.yaml", unreadable="jobs/dump.yaml")
    files = [path for shard in found for path in shard.files]
    assert sorted(files) == sorted([*jobs, "assets/a.yaml"])
    assert "jobs/dump.yaml" not in {path for shard in found for path in shard.contents}


def test_no_more_is_taken_along_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = {f"jobs/{number}.yaml": naming("assets/a.yaml") for number in range(SIZE + 1)}
    monkeypatch.setattr(shards, "KEPT", 3 * len(naming("assets/a.yaml")) + 1)
    found = parts(jobs)
    assert sum(len(shard.contents) for shard in found) == 3
    assert sum(len(shard.files) for shard in found) == len(jobs)
