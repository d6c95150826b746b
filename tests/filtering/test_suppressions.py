"""Suppressions in whole repositories: what each silences, and what becomes of those that are wrong.

A line of the tables replaces the good asset's or job's lines of the same key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dativo_hooks import rules
from dativo_hooks.filtering.suppressions import suppressions_of
from dativo_hooks.model.configuration import CONFIGURATION_FILE
from dativo_hooks.reading.faults import MOST_FAULTS
from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository, with_terraform

if TYPE_CHECKING:
    from collections.abc import Mapping

ASSET_FILE, JOB_FILE = "assets/contacts.yaml", "jobs/contacts.yaml"
IGNORE = "# dativo-hooks: ignore"
BAD_COST_CENTER = "  cost_center: nope\n"


def told(files: Mapping[str, str]) -> list[str]:
    """`path:line CODE` of what `check` says of a repository in step with its Terraform."""
    good = with_terraform(repository(files))
    return [f"{f.path}:{f.span.start.line} {f.rule.code}" for f in checked(good)]


def asset(old: str, new: str, *, text: str = ASSET) -> dict[str, str]:
    """The asset with one piece replaced."""
    assert text.count(old) == 1
    return {ASSET_FILE: text.replace(old, new)}


COST_CENTER = "  cost_center: ENG-001\n"


@pytest.mark.parametrize(
    "new",
    [
        f"  cost_center: nope  {IGNORE}[DH302] legacy\n",
        f"  cost_center: nope\t{IGNORE}[tag-value-not-allowed] legacy\n",
        f"  {IGNORE}[DH302] legacy\n  cost_center: nope\n",
        f"{IGNORE}[DH302] legacy\n  # and more\n      # to say\n  cost_center: nope\n",
        f"  # to say\n  {IGNORE}[DH302] legacy\n  cost_center: nope\n",
        f"  cost_center:  {IGNORE}[DH302] on the key\n    nope\n",
        f"  {IGNORE}[DH302] above the key\n  cost_center:\n    nope\n",
        f"  cost_center:\n    {IGNORE}[DH302] above the value\n    nope\n",
        f'  cost_center: "no\n    pe"  {IGNORE}[DH302] behind the value\n',
        f"  cost_center: >-  {IGNORE}[DH302] at the header\n    nope\n",
        f"  cost_center: nope  # noqa {IGNORE}[DH302] legacy\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_where_a_comment_may_stand(new: str, end: str) -> None:
    files = asset(COST_CENTER, new)
    assert told({ASSET_FILE: files[ASSET_FILE].replace("\n", end)}) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        # Not there: the finding stays, and the comment is unused.
        (f"  {IGNORE}[DH302] x\n\n{BAD_COST_CENTER}", ["11 DH701", "13 DH302"]),
        (f"{BAD_COST_CENTER}  {IGNORE}[DH302] x\n", ["11 DH302", "12 DH701"]),
        (f"  {IGNORE}[DH302] x\n  project: a\n{BAD_COST_CENTER}", ["11 DH701", "13 DH302"]),
        (f"  project: a {IGNORE}[DH302] x\n{BAD_COST_CENTER}", ["11 DH701", "12 DH302"]),
        # Another rule, or one of two.
        (f"  {IGNORE}[DH301] x\n{BAD_COST_CENTER}", ["11 DH701", "12 DH302"]),
        (f"  {IGNORE}[DH302, DH301] x\n{BAD_COST_CENTER}", ["11 DH701"]),
        # Twice: the nearer one is used.
        (f"  {IGNORE}[DH302] a\n  cost_center: nope {IGNORE}[DH302] b\n", ["11 DH701"]),
        # Wrong ones silence nothing.
        (f"  {IGNORE}[DH302]\n{BAD_COST_CENTER}", ["11 DH702", "12 DH302"]),
        (f"  {IGNORE}[DH3] x\n{BAD_COST_CENTER}", ["11 DH703", "12 DH302"]),
        (f"  {IGNORE}(DH302) x\n{BAD_COST_CENTER}", ["11 DH703", "12 DH302"]),
        (f"  {IGNORE}[nope, DH302] x\n{BAD_COST_CENTER}", ["11 DH703"]),
        (f"  {IGNORE}[nope]\n{BAD_COST_CENTER}", ["11 DH702", "11 DH703", "12 DH302"]),
        # What is a value is no comment.
        (f"  note: '{IGNORE}[DH302] x'\n{BAD_COST_CENTER}", ["12 DH302"]),
        (f"  note: |\n   {IGNORE}[DH302] x\n{BAD_COST_CENTER}", ["13 DH302"]),
    ],
)
def test_what_a_comment_doesnt_silence(new: str, expected: list[str]) -> None:
    found = told(asset(COST_CENTER, new))
    assert [one for one in found if ".tf" not in one] == [f"{ASSET_FILE}:{e}" for e in expected]


def test_a_rule_of_these_cant_be_silenced() -> None:
    text = f"  {IGNORE}[DH701, unused-suppression] x\n{COST_CENTER}"
    assert told(asset(COST_CENTER, text)) == [f"{ASSET_FILE}:11 DH704"] * 2


@pytest.mark.parametrize("entry", ["DH302", "dh3", "DH", "all", "Tag-Value-Not-Allowed"])
def test_a_locked_rule_cant_be_silenced(entry: str) -> None:
    files = asset(COST_CENTER, f"  {IGNORE}[DH302, DH104] x\n{BAD_COST_CENTER}")
    locked = {**files, CONFIGURATION_FILE: f"tag_policy: {{locked: [{entry}]}}\n"}
    assert set(told(locked)) >= {f"{ASSET_FILE}:11 DH704", f"{ASSET_FILE}:12 DH302"}


def test_the_lock_of_another_rule_is_no_matter() -> None:
    files = asset(COST_CENTER, f"  {IGNORE}[DH302] x\n{BAD_COST_CENTER}")
    assert told({**files, CONFIGURATION_FILE: "tag_policy: {locked: [DH301, DH30]}\n"}) != []
    assert told({**files, CONFIGURATION_FILE: "tag_policy: {locked: [DH301, secret]}\n"}) == []


MISSING = "team:\n  owner: data-team@acme.com\n"


@pytest.mark.parametrize(
    "top",
    [
        f"{IGNORE}[DH102] not ours\n",
        f"\n# An asset.\n{IGNORE}[DH102] not ours\n\n",
        f"%YAML 1.1\n---\n{IGNORE}[DH102] not ours\n\n# more\n",
    ],
)
def test_what_concerns_the_file_is_silenced_at_its_top(top: str) -> None:
    assert told(asset(MISSING, "", text=ASSET)) == [f"{ASSET_FILE}:1 DH102"]
    assert told({ASSET_FILE: top + ASSET.replace(MISSING, "")}) == []


def test_further_down_it_isnt() -> None:
    """Nor is the comment unused, as long as the file isn't right otherwise."""
    text = ASSET.replace(MISSING, f"{IGNORE}[DH102] x\n")
    assert told({ASSET_FILE: text}) == [f"{ASSET_FILE}:1 DH102"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{IGNORE}[DH007] to come\n", ["1 DH007", "1 DH704"]),
        (f"a: b: c  {IGNORE}[DH001] a draft\n", ["1 DH001", "1 DH704"]),
        (f"{IGNORE}[nope] x\na: [\n", ["1 DH703", "3 DH001"]),
        ("a: 1\n# dativo-hooks: skip\n---\nb: 1\n", ["2 DH703", "3 DH003"]),
        (f"a: [\n{IGNORE}[DH103] x\n", ["3 DH001"]),
    ],
)
def test_a_file_that_cant_be_read_has_comments_too(text: str, expected: list[str]) -> None:
    """They can't silence that it can't be read: nothing else of it is ever checked."""
    found = told({"assets/other.yaml": text})
    assert found == [f"assets/other.yaml:{one}" for one in expected]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    text = ASSET.replace(COST_CENTER, f"  {IGNORE}[DH302] ü\n{BAD_COST_CENTER}")
    files = repository()
    files[ASSET_FILE] = text.encode(encoding)
    assert checked(with_terraform(files)) == ()


def test_a_hidden_policy_reveals_what_the_cloud_has_against_a_value() -> None:
    """Where the value may stay, the cloud's refusal is news."""
    bad = "  cost_center: 'a;b'"
    assert told(asset(COST_CENTER, f"{bad}\n")) == [f"{ASSET_FILE}:11 DH302"]
    one = f"{bad}  {IGNORE}[DH302] legacy\n"
    assert told(asset(COST_CENTER, one)) == [f"{ASSET_FILE}:11 DH402"]
    both = f"{bad}  {IGNORE}[DH302, DH402] legacy\n"
    assert told(asset(COST_CENTER, both)) == []


def test_a_generated_file_has_no_say() -> None:
    """A hand edit can't excuse itself."""
    files = with_terraform(repository())
    path = "terraform/generated/acme-contacts.tf"
    text = files[path].decode()
    for comment in (f"{IGNORE}[DH602] x\n", f"{IGNORE}[nope]\n"):
        edited = text.replace('"ENG-001"', f'"ENG-002" {comment}')
        files[path] = f"{edited}{comment}".encode()
        assert {f.rule.code for f in checked(files)} == {"DH602"}


def test_a_missing_file_is_silenced_in_the_job() -> None:
    text = JOB + FARGATE.replace("  runtime:", f"  runtime:  {IGNORE}[DH601] not deployed yet")
    assert {f.rule.code for f in checked(repository())} == {"DH601"}
    assert checked(repository({JOB_FILE: text})) == ()


def test_faults_of_comments_end() -> None:
    """Nobody reads more than some, and each would be compared with every rule."""
    text = f"a: 1 # dativo-hooks: ignore[{','.join(f'no-rule-{n}' for n in range(5000))}] why\n"
    _, problems = suppressions_of("jobs/a.yaml", text, ())
    assert len(problems) == MOST_FAULTS + 1
    assert problems[-1].rule is rules.TOO_MANY_FAULTS
