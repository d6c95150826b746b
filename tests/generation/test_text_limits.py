"""Texts that Terraform would change, or can't be told at all."""

from __future__ import annotations

import pytest

from dativo_hooks.generation.text_limits import has_a_mark_after_an_escape, has_too_many_marks
from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB, checked

ACUTE = "\u0301"
MARKS = 30
"""https://unicode.org/reports/tr15/#Stream_Safe_Text_Format"""


@pytest.mark.parametrize(
    ("text", "too_many"),
    [
        ("", False),
        ("a" * 1000, False),
        ("a" + ACUTE * MARKS, False),
        ("a" + ACUTE * (MARKS + 1), True),
        # Decomposed, an accented letter is one mark more.
        ("\xe9" + ACUTE * MARKS, True),
        (("a" + ACUTE * MARKS) * 3, False),
    ],
)
def test_marks_in_a_row(text: str, too_many: bool) -> None:
    assert has_too_many_marks(text) is too_many


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("", False),
        ("a < b & c > d", False),
        (f"<{ACUTE}", True),
        (f"a>{ACUTE}", True),
        (f"\n{ACUTE}", True),
        (f"<a{ACUTE} \n\xe9", False),
        (f"=\\{ACUTE}", False),
    ],
)
def test_marks_after_what_json_escapes(text: str, breaks: bool) -> None:
    assert has_a_mark_after_an_escape(text) is breaks


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("jobs/\xfcber.yaml", ""),
        ("jobs/u\u0308ber.yaml", "Unicode NFC"),
        ("jobs/a" + ACUTE * (MARKS + 1) + ".yaml", "Unicode NFC"),
        ("jobs/\udcff.yaml", "isn't UTF-8"),
        ("jobs/<\u0317.yaml", "broken JSON"),
    ],
)
def test_the_path_that_a_container_is_told(name: str, said: str) -> None:
    files = {path: text.encode() for path, text in CONNECTORS.items()}
    files |= {name: (JOB + FARGATE).encode(), "assets/contacts.yaml": ASSET.encode()}
    found = [one for one in checked(files) if "the container is told" in one.message]
    assert [one.path for one in found] == ([name] if said else [])
    assert all(said in one.message and one.rule.code == "DH501" for one in found)


@pytest.mark.parametrize(
    "line", ["    environment: {{GREETING: {}}}\n", "    command: [run, {}]\n"]
)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" + ACUTE * MARKS, ""),
        ("a" + ACUTE * (MARKS + 1), "over 30 combining marks"),
        (f"<b{ACUTE}", ""),
        (f"<{ACUTE}", "would make broken JSON"),
    ],
)
def test_the_texts_of_a_process(line: str, text: str, said: str) -> None:
    files = {path: text.encode() for path, text in CONNECTORS.items()}
    files["assets/contacts.yaml"] = ASSET.encode()
    files["jobs/contacts.yaml"] = (JOB + FARGATE + line.format(f'"{text}"')).encode()
    found = [one for one in checked(files) if "combining mark" in one.message]
    assert [said in one.message for one in found] == ([True] if said else [])
