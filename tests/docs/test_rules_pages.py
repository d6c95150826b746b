"""`docs/rules` says what `dativo_hooks/explanations` says."""

from __future__ import annotations

import re

from dativo_hooks.rules import RULES
from dativo_hooks.secrets.recognition import secret_kind
from tests.docs.rules_pages import FOLDER, INDEX, pages


def test_pages_are_up_to_date() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert there == pages(), "run `python -m tests.docs.rules_pages`"


def test_every_rule_has_a_page_that_the_index_links_to() -> None:
    links = re.findall(r"\]\((DH\d{3}-[a-z-]+\.md)\)", (FOLDER / INDEX).read_text("utf-8"))
    assert links == [f"{rule.code}-{rule.name}.md" for rule in RULES]
    assert {path.name for path in FOLDER.iterdir()} == {INDEX, *links}


def test_no_page_holds_what_a_scanner_takes_for_a_secret() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert secret_kind(text) is None, path.name
