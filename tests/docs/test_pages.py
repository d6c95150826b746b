"""The pages of `docs` do what they say, and lead where they say."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import pytest

from tests.docs.markdown import DOCS, ROOT, anchors, blocks, links
from tests.docs.scratch import scratch
from tests.docs.transcripts import pages, rerun, says, uses_hooks

if TYPE_CHECKING:
    from pathlib import Path

LINKED = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *pages()]
LINKED += [ROOT / "SECURITY.md", ROOT / "examples/acme/README.md", ROOT / "terraform/README.md"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").iterdir())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_commands_print_what_is_shown(path: Path, tmp_path: Path, shared: Path) -> None:
    page = path.read_text(encoding="utf-8")
    machine = scratch(tmp_path / "home", shared if uses_hooks(page) else None)
    new = rerun(page, machine)
    if new != page:
        difference = difflib.unified_diff(page.splitlines(), new.splitlines(), "page", "now")
        pytest.fail(f"run `python -m tests.docs.transcripts`\n{chr(10).join(difference)}")


@pytest.mark.parametrize("path", LINKED, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for link in links(path.read_text(encoding="utf-8")):
        if re.match(r"https?:", link):
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), link
        assert target.resolve().is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_links_of_forms_lead_somewhere(path: Path) -> None:
    ours = "https://github.com/dativo-io/dativo-hooks/"
    for link in re.findall(rf"{ours}([^\s)]+)", path.read_text(encoding="utf-8")):
        kind, _, file = link.partition("/main/")
        assert link == "security/advisories/new" or (kind == "blob" and (ROOT / file).is_file())


def test_the_index_names_every_page() -> None:
    named = {link.partition("#")[0] for link in links((DOCS / "README.md").read_text("utf-8"))}
    there = {path.name for path in pages()} - {"README.md"}
    assert there | {"rules/README.md"} <= named


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_every_block_says_what_it_is(path: Path) -> None:
    for block in blocks(path.read_text(encoding="utf-8")):
        assert block.language, block.text
        unknown = set(block.options) - {"file", "exit"}
        assert not unknown, unknown


@pytest.mark.parametrize(
    ("page", "real", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "..."], ["b"], False),
        (["a"], ["a", "b"], False),
        (["a.c"], ["abc"], False),
    ],
)
def test_dots_stand_for_any_lines(page: list[str], real: list[str], same: bool) -> None:
    assert says(page, real) is same
