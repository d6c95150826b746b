"""What vendoring writes, deletes and leaves alone, as a table and as laws."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.generation.vendoring import (
    MANIFEST,
    State,
    VendorFault,
    Vendoring,
    digest,
    recorded,
    vendoring,
)
from tests.laws import examples

Files = dict[str, bytes]

SHIPPED = {"a/main.tf": b"new a\n", "b/main.tf": b"b\n"}
OLD = {"a/main.tf": b"old a\n", "b/main.tf": b"b\n", "c/main.tf": b"c\n"}


def manifest_of(files: Files) -> bytes:
    return vendoring(files, None, {}).writes[MANIFEST]


def performed(plan: Vendoring, present: Files) -> Files:
    """The folder after the plan; nothing is done while a file must be left alone."""
    if plan.refused:
        return present
    return {path: d for path, d in {**present, **plan.writes}.items() if path not in plan.deletes}


@pytest.mark.parametrize(
    ("present", "states"),
    [
        ({}, {"a/main.tf": "missing", "b/main.tf": "missing"}),
        (OLD, {"a/main.tf": "outdated", "c/main.tf": "stale"}),
        ({**OLD, "a/main.tf": b"mine\n"}, {"a/main.tf": "edited", "c/main.tf": "stale"}),
        ({**OLD, "c/main.tf": b"mine\n"}, {"a/main.tf": "outdated", "c/main.tf": "edited"}),
        (SHIPPED, {}),
        ({path: data.replace(b"\n", b"\r\n") for path, data in SHIPPED.items()}, {}),
        ({**SHIPPED, "b/main.tf": b""}, {"b/main.tf": "edited"}),
    ],
)
def test_states_after_an_older_release(present: Files, states: dict[str, State]) -> None:
    plan = vendoring(SHIPPED, manifest_of(OLD), present)
    expected = {VendorFault(path, state) for path, state in states.items()}
    assert set(plan.faults) == expected | {VendorFault(MANIFEST, "outdated")}
    assert list(plan.faults) == sorted(plan.faults)
    assert set(plan.deletes) == {path for path, state in states.items() if state == "stale"}
    assert list(plan.writes)[-1] == MANIFEST


def test_a_file_that_was_never_copied_is_in_the_way() -> None:
    plan = vendoring(SHIPPED, None, {"a/main.tf": b"mine\n", "b/main.tf": b"b\n"})
    assert plan.refused == (VendorFault("a/main.tf", "in the way"),)
    assert "a/main.tf" not in plan.writes


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"files": []}', b'{"files": {"../x": "1", "y": 2}}'],
)
def test_a_manifest_that_is_none_protects_all(manifest: bytes) -> None:
    assert recorded(manifest) == {}
    plan = vendoring(SHIPPED, manifest, OLD)
    assert plan.refused == (VendorFault("a/main.tf", "in the way"),)
    assert plan.deletes == ()


def test_the_manifest_says_what_was_copied() -> None:
    manifest = manifest_of(SHIPPED)
    assert recorded(manifest) == {path: digest(data) for path, data in SHIPPED.items()}
    assert json.loads(manifest)["//"].startswith("Written by `dativo-hooks modules vendor`")


PATHS = st.sampled_from(["a/main.tf", "a/x.tf", "b/main.tf", "b/tests/x.tftest.hcl"])
FOLDERS = st.dictionaries(PATHS, st.binary(min_size=1, max_size=3))


@examples(80)
@given(old=FOLDERS, new=FOLDERS, edits=FOLDERS, gone=st.sets(PATHS))
def test_nothing_that_is_somebodys_is_lost(
    old: Files, new: Files, edits: Files, gone: set[str]
) -> None:
    present = {path: data for path, data in {**old, **edits}.items() if path not in gone}
    manifest = manifest_of(old)
    plan = vendoring(new, manifest, present)
    after = performed(plan, {**present, MANIFEST: manifest})
    ours = {*map(digest, [*old.values(), *new.values()])}
    for path, data in present.items():
        assert digest(data) in ours or after.get(path) == data
    if not plan.refused:
        again = vendoring(new, after[MANIFEST], after)
        assert again == Vendoring((), {}, ())
        assert {path: digest(data) for path, data in after.items() if path in new} == {
            path: digest(data) for path, data in new.items()
        }
    assert not {*plan.writes, *plan.deletes} & {fault.path for fault in plan.refused}
