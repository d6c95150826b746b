"""What git answers when it is asked for blobs, byte for byte."""

from __future__ import annotations

import io
import subprocess

import pytest

from dativo_hooks.repository.blobs import Missing, _answers, _skip
from dativo_hooks.repository.git import REPOSITORY_VARIABLES

ONE, TWO, THREE = "1" * 40, "2" * 40, "3" * 40


def answer(blob_id: str, data: bytes) -> bytes:
    """git-cat-file(1), BATCH OUTPUT"""
    return f"{blob_id} blob {len(data)}\n".encode() + data + b"\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (b"", {}),
        (answer(ONE, b"a\n") + answer(TWO, b""), {ONE: b"a\n", TWO: b""}),
        (f"{ONE} missing\n".encode() + answer(TWO, b"b"), {ONE: None, TWO: b"b"}),
        # Git has ended in the middle.
        (answer(ONE, b"a") + answer(TWO, b"bc")[:-1], {ONE: b"a"}),
        (answer(ONE, b"a") + f"{TWO} bl".encode(), {ONE: b"a"}),
    ],
)
def test_answers(said: bytes, found: dict[str, bytes | None]) -> None:
    answers = dict(_answers(io.BytesIO(said)))
    assert {
        blob_id: None if isinstance(data, Missing) else data for blob_id, data in answers.items()
    } == found


def test_a_blob_that_is_too_big_is_read_past(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dativo_hooks.repository.blobs.MAX_FILE_SIZE", 10)
    monkeypatch.setattr("dativo_hooks.repository.blobs._CHUNK", 4)
    said = answer(ONE, b"x" * 11) + answer(TWO, b"y" * 10) + answer(THREE, b"\nz\n")
    answers = list(_answers(io.BytesIO(said)))
    assert isinstance(answers[0][1], Missing)
    assert answers[1:] == [(TWO, b"y" * 10), (THREE, b"\nz\n")]


@pytest.mark.parametrize(("size", "rest"), [(0, b"abcdef"), (4, b"ef"), (6, b""), (9, b"")])
def test_reading_past(monkeypatch: pytest.MonkeyPatch, size: int, rest: bytes) -> None:
    monkeypatch.setattr("dativo_hooks.repository.blobs._CHUNK", 4)
    stream = io.BytesIO(b"abcdef")
    _skip(stream, size)
    assert stream.read() == rest


def test_the_variables_are_those_that_git_names() -> None:
    said = subprocess.run(
        ["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True
    ).stdout.split()
    # What carries `git -c` settings, what git's own processes tell each other, what we set.
    settings = {"GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"}
    others = {"GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS"}
    assert set(said) - settings - others <= set(REPOSITORY_VARIABLES)
