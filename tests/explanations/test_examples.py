"""Every rule is explanation_text; its bad example sets off that rule alone, its good one none."""

from __future__ import annotations

import pytest

from dativo_hooks import rules
from dativo_hooks.explanations.base import FILES
from dativo_hooks.explanations.explanation import MARK, Example, Explanation, Part
from dativo_hooks.explanations.table import FAMILIES, explanation_of, explanations
from dativo_hooks.explanations.text import explanation_text
from tests.explanations.built import built, findings

ALL = tuple(explanations())
EVERY = pytest.mark.parametrize("one", ALL, ids=lambda one: one.rule.code)


def test_every_rule_has_one_explanation_in_its_family() -> None:
    assert tuple(one.rule for one in ALL) == rules.RULES
    assert {rule.code[2] for rule in rules.RULES} == set(FAMILIES)
    for one in ALL:
        assert all((one.what, one.why, one.sources, one.fix))


def test_a_rule_that_nobody_explains_is_an_error() -> None:
    with pytest.raises(KeyError):
        explanation_of(rules.SECRET._replace(name="another"))


def test_the_good_repository_is_good() -> None:
    assert findings(Example(())) == ()
    assert {path for path in built(Example(())).files if path.endswith(".yaml")} == set(FILES)


@EVERY
def test_the_bad_example_sets_off_its_rule_where_it_is_marked(one: Explanation) -> None:
    found = [finding for finding in findings(one.bad) if finding.rule not in one.bad.also]
    (mark,) = built(one.bad).marks
    assert {(f.path, f.span.start.line) for f in found} == {mark}, found
    assert {f.rule for f in found} == {one.rule}
    assert {f.severity for f in found} == {one.rule.severity}


@EVERY
def test_what_must_come_with_the_bad_example_does(one: Explanation) -> None:
    assert {f.rule for f in findings(one.bad)} == {one.rule, *one.bad.also}


@EVERY
def test_the_good_example_is_silent(one: Explanation) -> None:
    assert findings(one.good) == ()
    assert built(one.good).marks == ()


@EVERY
def test_a_good_example_has_generated_files_that_are_in_step(one: Explanation) -> None:
    files = built(one.good).files
    assert any(path.endswith("-contacts.tf") for path in files), sorted(files)
    assert one.good.terraform == "fresh"


@EVERY
def test_what_is_shown_instead_of_a_long_text_has_its_mark(one: Explanation) -> None:
    for part in (*one.bad.parts, *one.bad.excerpts, *one.good.parts, *one.good.excerpts):
        if part.shown:
            assert part.text is not None
            assert (MARK in part.shown) == (MARK in part.text)
            assert len(part.text) > 80


@EVERY
def test_the_text_fits_a_terminal_and_shows_everything(one: Explanation) -> None:
    text = explanation_text(one)
    lines = text.splitlines()
    assert [line for line in lines if len(line) > 80 and not line.strip().startswith("http")] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert text.startswith(f"{one.rule.code} {one.rule.name} ({one.rule.severity}): ")
    for heading in ("What", "Why", "Bad", "Good", "How to fix it"):
        assert lines.count(heading) == 1
    plain = " ".join(text.split())
    for paragraph in (one.rule.summary, one.what, one.why, one.fix, *one.sources):
        assert " ".join(paragraph.split()) in plain
    (marked,) = [line for line in lines if MARK in line]
    assert lines.index("Bad") < lines.index(marked) < lines.index("Good")


def test_no_secret_is_shown_or_written_whole() -> None:
    one = explanation_of(rules.SECRET)
    (part,) = one.bad.parts
    assert part.text is not None
    secret = part.text.split("SOURCE_KEY: ")[1].split()[0]
    assert len(secret) == 20
    assert secret not in explanation_text(one)
    assert "SOURCE_KEY: AKIA••• " in explanation_text(one)


def test_bytes_that_are_no_text_are_spelt() -> None:
    text = explanation_text(explanation_of(rules.INVALID_ENCODING))
    assert "owner: jos\\xe9@acme.com" in text
    text.encode()


def test_a_deleted_file_is_said() -> None:
    assert Part("assets/deals.yaml", None) in explanation_of(rules.EMPTY_FILE).good.parts
    assert "  assets/deals.yaml: no such file\n" in explanation_text(
        explanation_of(rules.EMPTY_FILE)
    )
