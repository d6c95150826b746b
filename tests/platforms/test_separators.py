"""Paths of Windows, by `ntpath`, and what it has no way to."""

from __future__ import annotations

import ntpath
import os
import posixpath
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository import separators

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

SYSTEMS = {"windows": (ntpath, "\\"), "posix": (posixpath, "/")}


@pytest.fixture
def _system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    path, separator = SYSTEMS[request.param]
    monkeypatch.setattr(separators, "os", SimpleNamespace(path=path, sep=separator))


def cases(*rows: tuple[object, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("_system", "one", "other", "expected"), rows, indirect=["_system"]
    )


@cases(
    ("windows", r"C:\a\b\c.tf", r"C:\a", "b/c.tf"),
    ("windows", r"C:\a", r"C:\a\b", ".."),
    ("windows", r"c:\A\x", r"C:\a", "x"),
    ("windows", r"D:\a\b", r"C:\a", None),
    ("windows", r"\\server\share\b", r"C:\a", None),
    ("windows", "\\\\.\\nul", r"C:\a", None),
    ("posix", r"/a/b\c", "/a", r"b\c"),
    ("posix", "/b", "/a", "../b"),
)
@pytest.mark.usefixtures("_system")
def test_relative(one: str, other: str, expected: str | None) -> None:
    assert separators.relative(one, other) == expected


@cases(
    ("windows", "C:\\a", "C:\\a", True),
    ("windows", "C:\\a", "C:\\a\\b", True),
    ("windows", "C:\\", "C:\\a", True),
    ("windows", "C:\\a", "C:\\ab", False),
    ("posix", "/", "/a", True),
    ("posix", "/a", "/ab", False),
    ("posix", "/a", "/a\\b", False),
)
@pytest.mark.usefixtures("_system")
def test_holds(one: str, other: str, *, expected: bool) -> None:
    assert separators.holds(one, other) is expected


def on_another_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(path: str, start: str) -> str:
        raise ValueError(f"path is on mount {path!r}, start on mount {start!r}")

    monkeypatch.setattr(os.path, "relpath", relpath)


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "jobs/contacts.yaml"),
        ("generate", "jobs/contacts.yaml"),
        ("tags", "jobs/contacts.yaml"),
        ("modules", "vendor", "modules"),
    ],
    ids=" ".join,
)
def test_what_lies_on_another_drive_lies_outside(
    project: Project, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    on_another_drive(monkeypatch)
    result = project.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert f"{arguments[-1]} lies outside of the root" in result.err


@pytest.mark.parametrize("options", [(), ("--staged",)])
@pytest.mark.parametrize("form", ["full", "sarif"])
def test_a_configuration_on_another_drive(
    project: Project,
    git: Repository,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    form: str,
) -> None:
    outside = project.path.parent / "policy.yaml"
    outside.write_bytes(b"tag_policy: {required: [finops_project]}\n")
    arguments = ("policy", "--config", str(outside), "--output-format", form, *options)
    usual = project.run(*arguments)
    assert usual.code == 1
    on_another_drive(monkeypatch)
    assert project.run(*arguments) == usual


def test_fixing_from_another_drive_names_the_whole_way(
    project: Project, git: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    monkeypatch.chdir(project.path.parent)
    root = project.path.as_posix()
    assert "generate repository/jobs/contacts.yaml" in project.run("check", "--root", root).out
    on_another_drive(monkeypatch)
    assert f"generate {root}/jobs/contacts.yaml" in project.run("check", "--root", root).out
