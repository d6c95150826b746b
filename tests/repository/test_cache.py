"""The cache file: what is written comes back, and what is damaged doesn't."""

from __future__ import annotations

import os
from pathlib import Path
from zlib import crc32

import pytest

from dativo_hooks.repository.cache import (
    DamagedRecordError,
    Records,
    clear,
    files,
    location,
    opened,
    packed,
    store,
)
from tests import needs

HEAD = b"dativo-hooks cache 1\n"
RECORDS = {"a": b"one", "b": b"", "c": b"three" * 9}


def section(data: bytes) -> bytes:
    """A section as it lies in the file: its length in 8 bytes, its sum in 4, itself."""
    return len(data).to_bytes(8, "big") + crc32(data).to_bytes(4, "big") + data


def read(path: Path, count: int) -> list[bytes | None]:
    """So many sections of a file."""
    entry = opened(str(path))
    assert entry is not None
    with entry.file:
        return [entry.section() for _ in range(count)]


def test_sections_come_back(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y" / "a.cache"
    assert store(str(path), [b"one", b"", b"three"], b"the rest")
    assert path.read_bytes() == HEAD + section(b"one") + section(b"") + section(b"three") + (
        b"the rest"
    )
    assert read(path, 3) == [b"one", b"", b"three"]
    assert os.listdir(path.parent) == ["a.cache"]
    assert store(str(path), [b"two"])
    assert read(path, 2) == [b"two", None]


@pytest.mark.parametrize(
    ("data", "sections"),
    [
        (section(b"one") + section(b"two")[:-1], [b"one", None]),
        (section(b"one") + section(b"two")[:12], [b"one", None]),
        (section(b"one") + section(b"two")[:11], [b"one", None]),
        (section(b"one") + section(b"two").replace(b"two", b"too"), [b"one", None]),
        # A length beyond the end of the file is never allocated.
        ((1 << 60).to_bytes(8, "big") + bytes(4) + b"x", [None]),
    ],
)
def test_a_damaged_section_is_none(
    tmp_path: Path, data: bytes, sections: list[bytes | None]
) -> None:
    path = tmp_path / "a.cache"
    path.write_bytes(HEAD + data)
    assert read(path, len(sections)) == sections


def test_records_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.cache"
    spans, data = packed(RECORDS)
    assert data == b"onethreethreethreethreethreethreethreethreethree"
    assert [spans.span(number) for number in range(3)] == [
        (0, 3, crc32(b"one")),
        (3, 0, crc32(b"")),
        (3, 45, crc32(b"three" * 9)),
    ]
    assert store(str(path), [b"a section"], data)
    entry = opened(str(path))
    assert entry is not None
    assert entry.section() == b"a section"
    with entry.file:
        records = Records(entry, spans)
        assert dict(records) == RECORDS
        records["b"] = b"two"
        del records["a"]
        assert dict(records) == {"b": b"two", "c": b"three" * 9}
        assert ("a" in records, "b" in records, len(records)) == (False, True, 2)
        with pytest.raises(KeyError):
            records["a"]


@pytest.mark.parametrize("cut", [0, 1])
def test_a_damaged_record_is_told(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.cache"
    spans, data = packed(RECORDS)
    assert store(str(path), [], data[:-1] + b"x" * (1 - cut))
    entry = opened(str(path))
    assert entry is not None
    with entry.file:
        records = Records(entry, spans)
        assert records["a"] == b"one"
        with pytest.raises(DamagedRecordError):
            records["c"]


@pytest.mark.parametrize("data", [b"", HEAD[:-1], b"x" + HEAD, HEAD.replace(b"1", b"2")])
def test_another_file_is_no_cache(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.cache"
    path.write_bytes(data)
    assert opened(str(path)) is None
    assert opened(str(tmp_path / "b.cache")) is None


@needs.forks
def test_a_folder_and_another_users_file_are_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cache"
    (tmp_path / "b.cache").mkdir()
    assert opened(str(tmp_path / "b.cache")) is None
    assert store(str(path), [b"x"])
    assert read(path, 1) == [b"x"]
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    assert opened(str(path)) is None


def test_what_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert store(str(tmp_path / "file" / "a.cache"), [b"x"]) is False


def test_32_files_stay_and_the_oldest_go(tmp_path: Path) -> None:
    folder = Path(location(str(tmp_path), "")).parent
    folder.mkdir()
    for number in range(31):
        (folder / f"{number}.cache").write_bytes(b"")
        os.utime(folder / f"{number}.cache", (1000 - number, 1000 - number))
    assert store(str(folder / "new.cache"), [])
    assert len(os.listdir(folder)) == 32
    assert store(str(folder / "newer.cache"), [])
    assert store(str(folder / "newest.cache"), [])
    kept = {f"{number}.cache" for number in range(29)}
    assert set(os.listdir(folder)) == {*kept, "new.cache", "newer.cache", "newest.cache"}


def test_the_files_of_a_cache_and_an_end_of_them(tmp_path: Path) -> None:
    assert files(str(tmp_path)) == []
    assert clear(str(tmp_path)) == 0
    folder = tmp_path / "dativo-hooks"
    folder.mkdir()
    for name in ("b.cache", "a.cache", "c.tmp", "d.txt"):
        (folder / name).write_bytes(b"")
    found = files(str(tmp_path))
    assert found == [str(folder / name) for name in ("a.cache", "b.cache", "c.tmp")]
    assert clear(str(tmp_path)) == 3
    assert os.listdir(folder) == ["d.txt"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("", "00000000-0.cache"),
        # The check value of CRC-32
        ("123456789", "cbf43926-9.cache"),
        ("é", f"{crc32('é'.encode()):08x}-2.cache"),
        ("\udcff", f"{crc32(bytes([255])):08x}-1.cache"),
    ],
)
def test_where_a_cache_lies(name: str, file: str) -> None:
    assert location("git", name) == os.path.join("git", "dativo-hooks", file)
