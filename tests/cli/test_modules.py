"""`dativo-hooks modules`, on a repository on disk."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from dativo_hooks.cli.main import main
from dativo_hooks.generation.vendoring import MANIFEST
from dativo_hooks.runtimes.registry import RUNTIMES
from tests import needs
from tests.engine.repositories import repository

SHIPPED = Path(__file__).resolve().parents[2] / "terraform/modules"
FOLDER = "terraform/modules"
MAIN = f"{FOLDER}/aws/dativo-job/main.tf"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one job, where we stand."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for path, data in repository().items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def vendored(root: Path, folder: str = FOLDER) -> dict[str, bytes]:
    """Every file of the folder but the manifest."""
    return {
        path.relative_to(root / folder).as_posix(): path.read_bytes()
        for path in (root / folder).rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def shipped() -> dict[str, bytes]:
    return {
        path.relative_to(SHIPPED).as_posix(): path.read_bytes()
        for suffix in ("tf", "hcl", "md")
        for path in SHIPPED.rglob(f"[!.]*.{suffix}")
        if ".terraform" not in path.parts
    }


def codes(text: str) -> list[tuple[str, str]]:
    """Path and code of each finding, of JSON output."""
    return [(found["path"], found["code"]) for found in json.loads(text)["findings"]]


def test_list_names_every_module(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    modules = [kind.module for kind in RUNTIMES.values()]
    assert [line.split("  ")[0] for line in lines] == [module.path for module in modules]
    assert all(line.endswith(m.purpose) for line, m in zip(lines, modules, strict=True))


@pytest.mark.parametrize("folder", [FOLDER, "infra/tf modules", "."])
def test_vendor_copies_every_module(
    root: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modules", "vendor", folder, "--check"]) == 1
    assert capsys.readouterr().out.count("never copied here") == 1
    assert main(["modules", "vendor", folder]) == 0
    told = capsys.readouterr().err
    assert told.count(": wrote ") == len(shipped()) + 1
    assert vendored(root, folder).items() >= shipped().items()
    assert main(["modules", "vendor", folder, "--check"]) == 0
    before = (root / folder / MANIFEST).stat().st_mtime_ns
    assert main(["modules", "vendor", folder]) == 0
    assert "wrote" not in capsys.readouterr().err
    assert (root / folder / MANIFEST).stat().st_mtime_ns == before


def test_nothing_is_copied_over_somebodys_file(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / MAIN).parent.mkdir(parents=True)
    (root / MAIN).write_text("# mine\n")
    assert main(["modules", "vendor", FOLDER, "--output-format", "json"]) == 1
    out, err = capsys.readouterr()
    assert codes(out) == [(MAIN, "DH605")]
    assert "nothing was copied" in err
    assert vendored(root) == {"aws/dativo-job/main.tf": b"# mine\n"}
    assert not (root / FOLDER / MANIFEST).exists()


def test_an_edited_copy_is_reported_and_kept(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modules", "vendor", FOLDER]) == 0
    with (root / MAIN).open("a") as file:
        file.write("# mine\n")
    (root / FOLDER / "gcp/dativo-job/iam.tf").unlink()
    after = vendored(root)
    capsys.readouterr()
    assert main(["modules", "vendor", FOLDER, "--check", "--output-format", "json"]) == 1
    missing = f"{FOLDER}/gcp/dativo-job/iam.tf"
    assert codes(capsys.readouterr().out) == [(MAIN, "DH602"), (missing, "DH601")]
    assert main(["modules", "vendor", FOLDER, "--output-format", "json"]) == 1
    assert codes(capsys.readouterr().out) == [(MAIN, "DH602")]
    assert vendored(root) == after
    (root / MAIN).unlink()
    assert main(["modules", "vendor", FOLDER]) == 0
    assert vendored(root) == shipped()


def test_copies_of_an_older_release_are_replaced_and_removed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dativo_hooks.generation.vendoring import vendoring

    old = {"aws/dativo-job/main.tf": b"# old\n", "aws/gone/main.tf": b"# gone\n"}
    for path, data in vendoring(old, None, {}).writes.items():
        target = root / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (root / FOLDER / "aws/gone/own.tf").write_text("# a neighbour\n")
    assert main(["modules", "vendor", FOLDER, "--check", "--output-format", "json"]) == 1
    found = dict(codes(capsys.readouterr().out))
    assert found[MAIN] == "DH602"
    assert found[f"{FOLDER}/aws/gone/main.tf"] == "DH604"
    assert main(["modules", "vendor", FOLDER]) == 0
    err = capsys.readouterr().err
    assert f"rewrote {MAIN}" in err
    assert f"deleted {FOLDER}/aws/gone/main.tf" in err
    assert vendored(root) == {**shipped(), "aws/gone/own.tf": b"# a neighbour\n"}


def test_staged_is_what_would_be_committed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modules", "vendor", FOLDER]) == 0
    check = ["modules", "vendor", FOLDER, "--check", "--staged"]
    assert main(check) == 1
    subprocess.run(["git", "add", "-A"], check=True, cwd=root)
    assert main(check) == 0
    assert main(["modules", "vendor", FOLDER, "--staged"]) == 2
    assert "--staged goes with --check" in capsys.readouterr().err


def test_a_folder_outside_of_the_root_is_wrong_use(root: Path) -> None:
    assert main(["modules", "vendor", ".."]) == 2
    assert not (root.parent / "aws").exists()


@needs.links
def test_nothing_is_copied_through_a_link(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    os.symlink(outside, root / "linked")
    assert main(["modules", "vendor", "linked/modules"]) in {1, 2}
    assert list(outside.iterdir()) == []


def test_copies_are_no_generated_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--layout", "module"]) == 0
    err = capsys.readouterr().err
    assert "run `dativo-hooks modules vendor terraform/modules`" in err
    assert main(["modules", "vendor", FOLDER]) == 0
    copies = vendored(root)
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert capsys.readouterr().err == ""  # nothing written, deleted or lacking
    assert main(["check"]) == 0
    assert main(["generate", "--layout", "resources"]) == 0
    assert vendored(root) == copies
