"""`docs/TAG_PROPAGATION.md` shows what the code does."""

from __future__ import annotations

from dativo_hooks.tags.derive import TAGS
from tests.docs.markdown import sections
from tests.docs.tag_tables import PAGE, page


def test_the_tables_are_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.docs.tag_tables`"


def test_every_tag_is_told() -> None:
    for name in ("sources", "spelling"):
        rows = sections(PAGE.read_text(encoding="utf-8"), name)
        assert [tag for tag in TAGS if f"| `{tag}` |" not in rows] == []
