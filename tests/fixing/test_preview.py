"""The diff of fixing: what changes is in it, and no secret."""

from __future__ import annotations

import pytest

from dativo_hooks.fixing.preview import preview
from tests.fixing.fixing_cases import document_of

SECRET = "hunter2-hunter2"


def diff(before: str, after: str) -> str:
    return preview(document_of(before.encode()), document_of(after.encode()))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_diff(end: str) -> None:
    before = f"a: 1{end}b: no # c{end}"
    assert diff(before, before.replace("no", '"no"')) == (
        '--- a/x.yaml\n+++ b/x.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: no # c\n+b: "no" # c\n'
    )


@pytest.mark.parametrize("mark", ["\u2028", "\x85"])
def test_what_only_python_takes_for_a_line_end_is_none(mark: str) -> None:
    before = f'a: "x{mark}y"\nb: no\n'
    assert diff(before, before.replace("no", '"no"')).count("\n") == 6


@pytest.mark.parametrize(
    "text",
    [
        f"password: {SECRET}\n",
        f"db_passwd: '{SECRET}'\n",
        f"api-key: {SECRET}\n",
        f"encryption_key: {SECRET}\n",
        f"auth: {{user: u, pin: {SECRET}}}\n",
        f"secrets:\n- {SECRET}\n- x\n",
        f"token: |\n  {SECRET}\n\n  {SECRET}\n",
        f"x: {{y: 1, credential: {SECRET}}}\n",
        f"url: https://user:{SECRET}@db.example/x\n",
        f"# password: {SECRET}\n",
        f"x: |\n  -----BEGIN PRIVATE KEY-----\n  1\n  2\n  3\n  4\n  {SECRET}\n  5\n",
        f"a: &s {{token: {SECRET}}}\nc: *s\n",
    ],
)
def test_secrets_are_hidden(text: str) -> None:
    """Above the change and below, near enough to be shown, or with their first line out of it."""
    for before in (f"{text}b: no\n", f"b: no\n{text}"):
        told = diff(before, before.replace("b: no", 'b: "no"'))
        assert '+b: "no"' in told
        assert "hunter2" not in told


def test_hiding_moves_no_line() -> None:
    before = f"token: |\n  {SECRET}\n\n  {SECRET}\n\nx: 1\ny: 1\nz: 1\nb: no\n"
    assert "@@ -6,4 +6,4 @@" in diff(before, before.replace("b: no", 'b: "no"'))


def test_nothing_changed_is_no_diff() -> None:
    assert diff("a: 1\n", "a: 1\n") == ""
