"""Laws of suppressions, over random repositories with random faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.filtering.findings import SAY_MORE
from tests.engine.repositories import checked, with_terraform
from tests.incremental.random_repositories import repositories, shuffled, written
from tests.laws import examples

if TYPE_CHECKING:
    from dativo_hooks.finding import Finding
    from tests.engine.repositories import Files
    from tests.incremental.random_repositories import Data

FAULTS: tuple[tuple[str, tuple[str, ...], object], ...] = (
    ("assets/", ("finops", "cost_center"), "nope"),
    ("assets/", ("compliance", "classification"), ["PII", "SOMETIMES"]),
    ("assets/", ("team",), {}),
    ("assets/", ("finops",), {}),
    ("assets/", ("finops", "project"), "AKIAIOSFODNN7EXAMPLE"),
    ("jobs/", ("infrastructure", "runtime", "memory"), "lots"),
    ("jobs/", ("infrastructure", "runtime", "image_uri"), "dativo/ingest:latest"),
    ("jobs/", ("asset_path",), "assets/nowhere.yaml"),
    ("jobs/", ("tenent_id",), "acme"),
    ("jobs/", ("infrastructure", "schedule"), {"cron": "99 2 * * *"}),
)
"""Where, what and which value makes some kind of fault in a job or asset."""


@st.composite
def faulty(draw: st.DrawFn) -> dict[str, Data]:
    """A repository with some faults."""
    documents = draw(repositories(most=2))
    for path in sorted(documents):
        for folder, route, value in draw(
            st.lists(st.sampled_from(FAULTS), max_size=3, unique_by=lambda fault: fault[1])
        ):
            if path.startswith(folder):
                inner = documents[path]
                for key in route[:-1]:
                    inner = inner.setdefault(key, {})
                inner[route[-1]] = value
    return documents


def in_step(files: Files) -> Files:
    """The files and the Terraform that they generate."""
    return with_terraform(files)


def silenced(files: Files, findings: tuple[Finding, ...]) -> Files:
    """The files with a comment at the line of each finding."""
    wanted: dict[tuple[str, int], dict[str, None]] = {}
    for one in findings:
        wanted.setdefault((one.path, one.span.start.line), {})[one.rule.code] = None
    changed = dict(files)
    for (path, line), codes in sorted(wanted.items(), reverse=True):
        lines = changed[path].decode().split("\n")
        lines.insert(line - 1, f"# dativo-hooks: ignore[{', '.join(codes)}] a law")
        changed[path] = "\n".join(lines).encode()
    return changed


@examples(15)
@given(faulty())
def test_a_comment_for_each_finding_empties_the_report(documents: dict[str, Data]) -> None:
    files = in_step(written(documents))
    found = checked(files)
    for _ in range(2):  # what a hidden policy reveals
        files = silenced(files, found)
        found = checked(files)
    assert found == ()


@examples(15)
@given(faulty(), st.data())
def test_a_comment_silences_its_line_and_nothing_else(
    documents: dict[str, Data], data: st.DataObject
) -> None:
    files = in_step(written(documents))
    found = checked(files)
    if not found:
        return
    chosen = data.draw(st.sampled_from(found))
    after = checked(silenced(files, (chosen,)))

    def key(one: Finding) -> tuple[str, str, str]:
        return one.path, one.rule.code, one.message

    same = [
        one
        for one in checked(files)
        if (one.path, one.rule, one.span.start.line)
        != (chosen.path, chosen.rule, chosen.span.start.line)
    ]
    left = {key(one) for one in after}
    # What it stood for is told now, of the same value.
    revealed = {
        key(one)
        for one in after
        if chosen.rule in SAY_MORE.get(one.rule, ())
        and (one.path, one.route) == (chosen.path, chosen.route[: len(one.route)])
    }
    assert left <= revealed | {key(one) for one in found}
    # A key's comment covers what is on the lines of its value, too: never another rule or file.
    assert {key(one) for one in same if one.rule != chosen.rule} <= left
    assert {key(one) for one in same if one.path != chosen.path} <= left
    assert key(chosen) not in left or any(key(one) == key(chosen) for one in same)


@examples(10)
@given(faulty(), st.data())
def test_the_order_of_files_is_no_matter(documents: dict[str, Data], data: st.DataObject) -> None:
    files = in_step(written(documents))
    files = silenced(files, checked(files)[::2])
    assert checked(data.draw(shuffled(files))) == checked(files)
