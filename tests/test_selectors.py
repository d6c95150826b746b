"""How rules are named on the command line and in the configuration."""

from __future__ import annotations

import pytest

from dativo_hooks.rules import BY_KEY, RULES
from dativo_hooks.selectors import canonical, matched, nearest, weight


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("DH301", {"DH301"}),
        ("dh301", {"DH301"}),
        ("missing-required-tag", {"DH301"}),
        ("Missing-Required-Tag", {"DH301"}),
        (" DH301 ", {"DH301"}),
        ("DH30", {f"DH30{n}" for n in range(1, 6)}),
        ("dh2", {f"DH20{n}" for n in range(1, 5)}),
        ("DH", {rule.code for rule in RULES}),
        ("all", {rule.code for rule in RULES}),
        *((nothing, set()) for nothing in ("", "D", "3", "301", "DH8", "DH3011", "DH-3", "secre")),
        ("missing", set()),
    ],
)
def test_what_a_selector_means(selector: str, codes: set[str]) -> None:
    assert {rule.code for rule in matched(selector)} == codes


def test_every_rule_is_meant_by_its_code_and_by_its_name_alone() -> None:
    assert all(matched(key) == (rule,) for key, rule in BY_KEY.items())
    assert all(matched(canonical(key.title())) == (rule,) for key, rule in BY_KEY.items())


def test_the_narrower_weighs_more_and_a_name_as_much_as_a_code() -> None:
    wide_to_narrow = ["ALL", "DH", "DH3", "DH30", "DH301"]
    weights = [weight(selector) for selector in wide_to_narrow]
    assert weights == sorted(set(weights))
    assert weight("all") == weight("ALL")
    assert {weight(key) for key in BY_KEY} == {weight("DH301")}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("DH31", "DH301"),
        ("secrt", "secret"),
        ("missing_required_tag", "missing-required-tag"),
        ("ALLL", "ALL"),
        ("quite-another", None),
    ],
)
def test_the_nearest_selector(word: str, near: str | None) -> None:
    assert nearest(word) == near
