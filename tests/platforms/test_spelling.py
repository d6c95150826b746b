"""Names that macOS and Windows take for one. A second link to a file stands for them here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.repository import root as root_module
from dativo_hooks.repository.root import find_root
from dativo_hooks.repository.spelling import as_listed, as_on_disk
from tests import needs
from tests.repository.sandbox import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project

SPELLINGS = {
    "case": ("jobs/Contacts.yaml", "JOBS/contacts.YAML"),
    "composed": ("jobs/\u00e9.yaml", "jobs/e\u0301.yaml"),
    "decomposed": ("jobs/e\u0301.yaml", "jobs/\u00c9.yaml"),
}


def made(top: Path, path: str, *, link: Path | None = None) -> Path:
    location = top / path
    location.parent.mkdir(parents=True, exist_ok=True)
    if link is None:
        location.write_bytes(b"")
    elif not location.exists():  # on a disk of that kind it does
        os.link(link, location)
    return location


@pytest.mark.parametrize("case", SPELLINGS)
def test_a_file_is_known_by_the_spelling_of_the_listing(tmp_path: Path, case: str) -> None:
    listed, typed = SPELLINGS[case]
    file = made(tmp_path, listed)
    made(tmp_path, "other", link=file)
    made(tmp_path, typed, link=file)
    assert as_listed(typed, ["other", listed], str(tmp_path)) == listed


@needs.distinct_names
@pytest.mark.parametrize("case", SPELLINGS)
def test_where_these_are_two_files_they_stay_two(tmp_path: Path, case: str) -> None:
    listed, typed = SPELLINGS[case]
    made(tmp_path, listed)
    made(tmp_path, typed)
    assert as_listed(typed, [listed], str(tmp_path)) == typed
    assert as_listed("gone", ["GONE"], str(tmp_path)) == "gone"


@pytest.mark.parametrize(
    "arguments",
    [("validate",), ("tags",), ("generate", "--check"), ("validate", "--staged")],
    ids=" ".join,
)
def test_the_command_line(project: Project, git: Repository, arguments: tuple[str, ...]) -> None:
    listed = project.path / "jobs" / "contacts.yaml"
    project.edit("jobs/contacts.yaml", "environment: prod", "environment: ''")
    git.git("add", "-A")
    usual = project.run(*arguments, "jobs/contacts.yaml")
    made(project.path, "jobs/CONTACTS.yaml", link=listed)
    made(project.path, ".git/info/exclude").write_bytes(b"CONTACTS.yaml\n")  # git lists one
    assert project.run(*arguments, "jobs/CONTACTS.yaml") == usual
    assert usual.code == 1


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`Top/Services/etl`, which has further names that no listing of a folder shows."""
    (tmp_path / "Top" / "Services" / "etl").mkdir(parents=True)
    (tmp_path / "TOP").symlink_to("Top")
    (tmp_path / "Top" / "services").symlink_to("Services")
    (tmp_path / "Top" / "Services" / "ETL").symlink_to("etl")
    listdir = os.listdir
    monkeypatch.setattr(
        os, "listdir", lambda path: [n for n in listdir(path) if n not in {"services", "ETL"}]
    )
    return tmp_path


@needs.distinct_names
@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("Top/Services/etl", "Top/Services/etl"),
        ("Top/services/ETL", "Top/Services/etl"),
        ("TOP/services/etl", "Top/Services/etl"),
        ("TOP", "Top"),
        ("Top/gone", "Top/gone"),
        ("elsewhere", "elsewhere"),
        ("", ""),
    ],
)
def test_a_folder_is_known_by_the_spelling_of_the_disk(
    disk: Path, folder: str, expected: str
) -> None:
    found = as_on_disk(os.path.join(disk, "Top"), os.path.join(disk, folder))
    assert found == os.path.join(disk, expected)


@needs.distinct_names
def test_the_root(disk: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    """`realpath` keeps what was typed on macOS, and git doesn't."""
    top = disk / "Top"
    git = Repository(top, environment)
    git.git("init", "-q")
    usual = find_root(str(disk), str(top / "Services" / "etl"))
    assert usual.prefix == "Services/etl/"
    realpath = os.path.realpath
    monkeypatch.setattr(
        os.path, "realpath", lambda path: str(path) if "ETL" in str(path) else realpath(path)
    )
    monkeypatch.setattr(root_module, "FOLDS_NAMES", True)
    assert find_root(str(disk), str(disk / "TOP" / "services" / "ETL")) == usual


class FoldingDisk:
    """Writes and deletes as a disk without case does: a name is taken by any spelling of it."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def there(self, path: str) -> str | None:
        """How the disk spells the file of this name."""
        folder = self._top / os.path.dirname(path)
        names = {name.lower(): name for name in os.listdir(folder)} if folder.is_dir() else {}
        name = names.get(os.path.basename(path).lower())
        return None if name is None else f"{os.path.dirname(path)}/{name}"

    def read(self, _: str, path: str) -> bytes | None:
        found = self.there(path)
        return None if found is None else (self._top / found).read_bytes()

    def write(self, _: str, path: str, data: bytes) -> None:
        made(self._top, self.there(path) or path).write_bytes(data)

    def delete(self, _: str, path: str) -> bool:
        found = self.there(path)
        if found is not None:
            (self._top / found).unlink()
        return found is not None

    def same(self, one: str, other: str) -> bool:
        return one.lower() == other.lower()


@pytest.mark.parametrize("format_", ["hcl", "json"])
def test_a_file_whose_name_changes_its_case_is_written_after_the_old_one_is_gone(
    project: Project, git: Repository, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    def spell(tenant: str) -> None:
        text = f"terraform:\n  format: {format_}\n  path: terraform/{tenant}-{{asset}}\n"
        project.write({".dativo-hooks.yaml": text})
        git.git("add", "-A")

    disk = FoldingDisk(project.path)
    spell("Acme")
    assert project.run("generate").code == 0
    ending = ".tf.json" if format_ == "json" else ".tf"
    assert f"terraform/Acme-contacts{ending}" in project.terraform()
    git.git("add", "-A")
    spell("acme")
    monkeypatch.setattr("dativo_hooks.engine.changes.on_disk", disk.read)
    monkeypatch.setattr("dativo_hooks.repository.applying.write_atomically", disk.write)
    monkeypatch.setattr("dativo_hooks.repository.applying.delete", disk.delete)
    monkeypatch.setattr(os.path, "samefile", disk.same)
    assert project.run("generate").code == 0
    assert f"terraform/acme-contacts{ending}" in project.terraform()
    assert f"terraform/Acme-contacts{ending}" not in project.terraform()
