"""Windows neither replaces nor deletes a file that is open: we have none of ours open then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.incremental import evaluation, memory
from dativo_hooks.repository import cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Refuses to replace and to delete cache files that are open; what was replaced."""
    entries: list[cache.Entry] = []
    replaced: list[str] = []
    opened, replace, unlink = cache.opened, os.replace, os.unlink

    def recorded(path: str) -> cache.Entry | None:
        entry = opened(path)
        entries.extend([entry] if entry is not None else [])
        return entry

    def refuse_open(path: str) -> None:
        if any(entry.path == path and not entry.file.closed for entry in entries):
            raise PermissionError(13, "Permission denied", path)

    def windows_replace(source: str, target: str) -> None:
        refuse_open(target)
        replace(source, target)
        replaced.append(target)

    def windows_unlink(path: str) -> None:
        refuse_open(path)
        unlink(path)

    monkeypatch.setattr(memory, "opened", recorded)
    monkeypatch.setattr(os, "replace", windows_replace)
    monkeypatch.setattr(os, "unlink", windows_unlink)
    return replaced


def as_by_another_release(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "installation", lambda: "another")


def with_many_changes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "MOST_SINCE", 0)
    project.edit("jobs/contacts.yaml", "tenant_id", "# Ours.\ntenant_id")


@pytest.mark.parametrize("change", [as_by_another_release, with_many_changes])
def test_the_cache_is_written_anew(
    project: Project,
    git: Repository,
    windows: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Project, pytest.MonkeyPatch], None],
) -> None:
    assert project.run("check", "--staged") == (0, "", "")
    change(project, monkeypatch)
    assert project.run("generate") == (0, "", "")
    git.git("add", "-A")
    windows.clear()
    assert project.run("check", "--staged") == (0, "", "")
    assert windows == cache.files(str(project.path / ".git"))
    assert project.run("cache", "clear").code == 0
    assert cache.files(str(project.path / ".git")) == []
