"""Values with the variables of the configuration put in."""

from __future__ import annotations

import pytest

from dativo_hooks.model.values import MOST_EXPANDED, Value, expanded
from dativo_hooks.position import Origin
from tests.engine.repositories import ASSET, FARGATE, JOB, checked, repository

PLACE = Origin("jobs/x.yaml", ("tenant_id",))


@pytest.mark.parametrize(
    ("items", "variables", "result"),
    [
        (("a-${X}-${Y}",), {"X": "1", "Y": "2"}, ("a-1-2",)),
        (("${X}", "b", "${X"), {"X": "1"}, ("1", "b", "${X")),
        (("${X}",), {"X": "${Y}", "Y": "2"}, ("${Y}",)),
        (("${X}",), {"X": "a" * MOST_EXPANDED}, None),
        (("${X}",), {"X": "a" * (MOST_EXPANDED - 4)}, ("a" * (MOST_EXPANDED - 4),)),
        (("${X}" * 100_000,), {"X": "a" * 1_000_000}, None),
        (("${X}",) * 100_000, {"X": "a" * 1_000_000}, None),
    ],
)
def test_expanded(
    items: tuple[str, ...], variables: dict[str, str], result: tuple[str, ...] | None
) -> None:
    found = expanded(Value(items, PLACE), variables)
    assert found.value.items == (items if result is None else result)
    assert [problem.rule.code for problem in found.problems] == ["DH106"] * (result is None)


@pytest.mark.parametrize("where", ["jobs/contacts.yaml", "assets/contacts.yaml"])
def test_a_value_that_grows_without_bound_is_told_at_its_place(where: str) -> None:
    grown = "${X}" * 500
    files = {
        ".dativo-hooks.yaml": f"variables: {{X: {'a' * 1000}}}\n",
        "jobs/contacts.yaml": JOB + FARGATE,
        "assets/contacts.yaml": ASSET,
    }
    old = {"jobs/contacts.yaml": "tenant_id: acme", "assets/contacts.yaml": "cost_center: ENG-001"}
    files[where] = files[where].replace(old[where], f"{old[where].partition(' ')[0]} {grown}")
    told = [one for one in checked(repository(files)) if one.rule.code == "DH106"]
    assert [one.path for one in told] == [where]
    assert told[0].message.endswith("the value has 502,000 characters, more than 100,000")
