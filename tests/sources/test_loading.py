"""From files to sources: globs, paths that jobs name, and files that can't be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.filtering.findings import findings_of
from dativo_hooks.filtering.selection import Selection
from dativo_hooks.finding import Note, Problem
from dativo_hooks.model.configuration import Configuration, Level, TagPolicy
from dativo_hooks.model.values import Value, expanded, value_at
from dativo_hooks.position import Origin
from dativo_hooks.rules import MISSING_KEY, MISSING_REQUIRED_TAG
from dativo_hooks.sources.globs import matches, pattern_of, within
from dativo_hooks.sources.kinds import kind_of
from dativo_hooks.sources.loading import selected_sources, sources_of
from dativo_hooks.sources.references import Names, resolve
from dativo_hooks.tree import MemoryTree
from tests import cpu
from tests.engine.repositories import ASSET, FARGATE, JOB, repository, state_of, with_terraform
from tests.laws import examples

JOB_FILE = "jobs/contacts.yaml"


@pytest.mark.parametrize(
    ("glob", "path", "does"),
    [
        ("jobs/**/*.yaml", "jobs/a.yaml", True),
        ("jobs/**/*.yaml", "jobs/a/b/c.yaml", True),
        ("jobs/**/*.yaml", "x/jobs/a.yaml", False),
        ("jobs/**/*.yaml", "jobs/a.yml", False),
        ("jobs/*.yaml", "jobs/a/b.yaml", False),
        ("**/*.yaml", "a.yaml", True),
        ("jobs/**", "jobs/a/b", True),
        ("jobs/?.yaml", "jobs/a.yaml", True),
        ("jobs/?.yaml", "jobs/ab.yaml", False),
        ("jobs/?.yaml", "jobs//.yaml", False),
        ("jobs/[a-c].yaml", "jobs/b.yaml", True),
        ("jobs/[!a-c].yaml", "jobs/b.yaml", False),
        ("jobs/[^a-c].yaml", "jobs/d.yaml", True),
        ("jobs/[]a].yaml", "jobs/].yaml", True),
        ("jobs/[a.yaml", "jobs/[a.yaml", True),
        ("jobs/a+(b).yaml", "jobs/a+(b).yaml", True),
        ("jobs/*.yaml", "jobs/a\nb.yaml", True),
    ],
)
def test_globs(glob: str, path: str, *, does: bool) -> None:
    assert matches(path, ("never", glob)) is does


def test_kinds_of_files() -> None:
    kinds = {
        path: kind_of(path, Configuration())
        for path in ("jobs/a.yml", "assets/x/a.yaml", "connectors/a.yaml", "a.yaml", "jobs/a.txt")
    }
    assert list(kinds.values()) == ["job", "asset", "connector", None, None]


TREE = MemoryTree(
    {
        "assets/hubspot/contacts.yaml": b"",
        "assets/stripe/customers.yaml": b"",
        "data/readme.md": b"",
    },
    outside={"assets/link.yaml": "/etc/passwd"},
)
PREFIXES = (("/app/data/", "data/"), ("/app/", ""))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("assets/hubspot/contacts.yaml", "assets/hubspot/contacts.yaml"),
        ("/app/assets/hubspot/contacts.yaml", "assets/hubspot/contacts.yaml"),
        ("./assets//hubspot/../hubspot/contacts.yaml", "assets/hubspot/contacts.yaml"),
        ("/app/data/readme.md", "data/readme.md"),
    ],
)
def test_paths_that_lead_to_a_file(text: str, path: str) -> None:
    assert resolve(Value((text,), Origin("j", ("x",))), TREE, PREFIXES) == (path, None)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("assets/hubspot/contact.yaml", "DH201", "write `assets/hubspot/contacts.yaml`"),
        ("/app/assets/contacts.yaml", "DH201", "write `/app/assets/hubspot/contacts.yaml`"),
        ("assets\\stripe\\customers.yaml", "DH201", "write `assets/stripe/customers.yaml`"),
        ("zzzzzzz", "DH201", "create `zzzzzzz`, or write the path of a file that is there"),
        ("assets", "DH201", "`assets` is a folder"),
        ("assets/stripe/customers.yaml/", "DH201", "write `assets/stripe/customers.yaml`"),
        ("x" * 200, "DH201", "create it"),
        ("../assets/x.yaml", "DH202", "leads out of the repository"),
        ("/app/../../x", "DH202", "leads out of the repository"),
        ("/etc/passwd", "DH202", "is absolute"),
        ("~/x.yaml", "DH202", "is absolute"),
        ("C:/x.yaml", "DH202", "is absolute"),
        ("assets/link.yaml", "DH202", "is a link that leads to `/etc/passwd`"),
    ],
)
def test_paths_that_lead_to_none(text: str, code: str, words: str) -> None:
    path, problem = resolve(Value((text,), Origin("j", ("x",))), TREE, PREFIXES)
    assert path is None
    assert problem is not None
    assert problem.rule.code == code
    assert words in f"{problem.message} {problem.help}"
    assert len(problem.message) < 250


def test_a_path_with_a_variable_is_reported_elsewhere() -> None:
    assert resolve(Value(("${X}/a.yaml",), Origin("j", ())), TREE, ()) == (None, None)


@pytest.mark.parametrize(
    "path", [JOB_FILE, "assets/contacts.yaml", "connectors/hubspot.yaml", "connectors/iceberg.yaml"]
)
def test_a_file_that_cannot_be_read_is_one_finding_and_protects(path: str) -> None:
    files = with_terraform(repository())
    left = {name: data for name, data in files.items() if name != path}
    tree = MemoryTree(left, unreadable={path: "can't be read: Permission denied"})
    state = state_of(tree, Configuration())
    faults = state.looked.evaluation.faults
    (finding,) = findings_of((*faults.reading, *faults.policy), state.looked.seen.documents)
    assert (finding.path, finding.rule.code) == (path, "DH008")
    assert "can't be read: Permission denied" in finding.message
    assert state.files == {}
    assert state.protected == {name for name in files if name.endswith(".tf")}


def test_terraform_that_cannot_be_read_is_not_ours() -> None:
    tree = MemoryTree(repository(), unreadable={"terraform/generated/x.tf": "is gone"})
    assert state_of(tree, Configuration()).looked.merged.owned == {}


def test_named_files_only_follows_nothing() -> None:
    files = {**repository(), "assets/contacts.yaml": b"nonsense: [\n"}
    sources = selected_sources(MemoryTree(files), Configuration(), {JOB_FILE: "job"})
    assert sources.problems == ()
    assert set(sources.documents) == {JOB_FILE}


def test_a_file_that_two_jobs_name_is_read_once() -> None:
    files = repository({"jobs/other.yaml": JOB, "assets/contacts.yaml": "x: 1\n"})
    sources = sources_of(MemoryTree(files), Configuration())
    assert len({problem.where for problem in sources.problems}) == 1
    assert sources.broken == {"jobs/contacts.yaml", "jobs/other.yaml"}


def test_an_asset_named_outside_of_the_globs_is_an_asset() -> None:
    job = JOB.replace("assets/contacts.yaml", "contracts/c.yaml") + FARGATE
    files = repository({JOB_FILE: job})
    files["contracts/c.yaml"] = files.pop("assets/contacts.yaml")
    sources = sources_of(MemoryTree(files), Configuration())
    assert (sources.problems, sources.broken) == ((), frozenset())
    assert list(sources.assets) == ["contracts/c.yaml"]


@pytest.mark.parametrize(
    ("top", "route", "items"),
    [
        ({"a": [{"b": "x"}]}, ("a", 0, "b"), ("x",)),
        ({"a": ["x"]}, ("a", 1), None),
        ({"a": ["x"]}, ("a", "0"), None),
        ({"a": "x"}, ("a", "b"), None),
        ({"a": {"b": 1}}, ("a",), None),
    ],
)
def test_values_by_route(
    top: object, route: tuple[str | int, ...], items: tuple[str, ...] | None
) -> None:
    found = value_at(top, "p", route)
    assert (found.items if found else None) == items


def test_variables_are_put_in_and_unknown_ones_told_once() -> None:
    value = Value(("${A}-${B}-${A}", "${C}", "$D"), Origin("p", ("k",)))
    expansion = expanded(value, {"A": "1", "E": "2"})
    assert expansion.value.items == ("1-${B}-1", "${C}", "$D")
    assert [problem.message.split("`")[1] for problem in expansion.problems] == ["${B}", "${C}"]
    assert expanded(expansion.value._replace(items=("x",)), {}).problems == ()


def test_equal_problems_are_one_finding_with_all_notes() -> None:
    where = Origin("p", ())
    one = Problem(MISSING_KEY, where, "m", "h", (Note(Origin("b", ()), "b"),))
    other = one._replace(notes=(Note(Origin("a", ()), "a"), Note(Origin("b", ()), "b")))
    (finding,) = findings_of([one, other], {})
    assert [note.path for note in finding.related] == ["a", "b"]


@pytest.mark.parametrize(
    ("severity", "levels"),
    [
        ({}, ["error", "error"]),
        ({"DH301": "warning", "DH102": "off"}, ["error", "warning"]),
        ({"missing-required-tag": "warning"}, ["error", "warning"]),
        ({"missing-required-tag": "off"}, ["error"]),
        ({"missing-required-tag": "off", "DH301": "error"}, ["error", "error"]),
    ],
)
def test_the_policy_sets_the_severity_of_its_own_rules(
    severity: dict[str, Level], levels: list[str]
) -> None:
    where = Origin("p", ())
    problems = [Problem(rule, where, "m", "h") for rule in (MISSING_KEY, MISSING_REQUIRED_TAG)]
    selection = Selection(Configuration(tag_policy=TagPolicy(severity=severity)))
    assert [finding.severity for finding in findings_of(problems, {}, selection)] == levels


def test_a_file_outside_of_the_globs_fits_the_schema_of_each_kind_that_it_is_named_as() -> None:
    job = JOB.replace("connectors/hubspot.yaml", "other/contacts.yaml")
    job = job.replace("assets/contacts.yaml", "other/contacts.yaml")
    files = repository({"jobs/contacts.yaml": job, "other/contacts.yaml": ASSET})
    found = sources_of(MemoryTree(files), Configuration())
    assert [(p.rule.code, p.message) for p in found.problems] == [("DH102", "`type` is missing")]
    assert found.broken == {"jobs/contacts.yaml"}


@pytest.mark.parametrize(
    "glob",
    ["**/" * 60 + "b", "*a" * 60 + "b", "*" * 200 + "b", "**" * 100 + "b", "x/**/y/**/z*a*b*"],
)
def test_no_glob_takes_long(glob: str) -> None:
    with cpu.within(2):
        for path in ("a/" * 100 + "a", "a" * 300, "x/" + "y/" * 100 + "z" + "a" * 200):
            assert not matches(path, (glob,))
            assert not within(path, (glob, f"{glob}c"))


@examples(80)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["**/", "**", "*", "?", "[ab]", "[!a]", "a", "b", "/"]), max_size=6
        ),
        min_size=1,
        max_size=30,
    ),
    st.text("ab/\n\udc80é", max_size=9),
)
def test_globs_match_as_their_patterns_do(globs: list[list[str]], path: str) -> None:
    every = tuple("".join(parts) for parts in globs)
    patterns = [re.compile(pattern_of(glob), re.DOTALL) for glob in every]
    assert matches(path, every) is any(pattern.fullmatch(path) for pattern in patterns)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("assets/t7/asset_77_old.yaml", "assets/t7/asset_77.yaml"),
        ("assets/t7/aset_77.yaml", "assets/t7/asset_77.yaml"),
        ("elsewhere/asset_4321.yaml", "assets/t1/asset_4321.yaml"),
        ("asets/t0/asset_40.yaml", "assets/t0/asset_40.yaml"),
        ("zzzzzzz", None),
        ("z" * 100_000, None),
    ],
)
def test_a_near_path_is_found_among_many(path: str, near: str | None) -> None:
    names = Names([f"assets/t{number % 10}/asset_{number}.yaml" for number in range(5000)])
    assert names.nearest(path) == near
    assert names.has_folder("assets/t3")
    assert not names.has_folder("assets/t")
