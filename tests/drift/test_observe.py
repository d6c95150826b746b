"""Which Terraform files of a tree are ours, and which root they belong to."""

from __future__ import annotations

import pytest

from dativo_hooks.drift.observe import Owned, of_other_roots, owned_files, terraform_paths
from dativo_hooks.generation.header import Header
from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.syntax import Body
from dativo_hooks.tree import MemoryTree

OURS = hcl_text(Body(()), Header(job="jobs/a.yaml").lines).text.encode()


def test_files_with_our_header() -> None:
    files = {"a.tf": b"# mine\n", "b.tf.json": b"{}", "c.txt": OURS, "d.tf": OURS, "e/f.tf": OURS}
    tree = MemoryTree(files, unreadable={"b.tf": "is too big"})
    assert sorted(terraform_paths(tree)) == ["a.tf", "b.tf", "b.tf.json", "d.tf", "e/f.tf"]
    assert list(owned_files(tree)) == ["d.tf", "e/f.tf"]


@pytest.mark.parametrize(
    ("path", "form", "stem"),
    [("a/x.tf", "hcl", "a/x"), ("a/x.tf.json", "json", "a/x"), ("a.json/x.tf", "hcl", "a.json/x")],
)
def test_the_format_and_the_stem_of_a_file(path: str, form: str, stem: str) -> None:
    owned = Owned(path, Header())
    assert (owned.format, owned.stem) == (form, stem)


@pytest.mark.parametrize(
    ("owned", "jobs", "found"),
    [
        # The job lies below the nearest folder around the file.
        ({"team/tf/x.tf": Header(job="jobs/a.yaml")}, (), {"team/tf/x.tf": "team"}),
        ({"team/sub/tf/x.tf": Header(job="jobs/a.yaml")}, (), {"team/sub/tf/x.tf": "team/sub"}),
        # It is one of this root.
        ({"team/tf/x.tf": Header(job="jobs/a.yaml")}, ("team/jobs/a.yaml",), {}),
        ({"tf/x.tf": Header(job="jobs/a.yaml")}, (), {}),
        ({"team/tf/x.tf": Header(job="jobs/gone.yaml")}, (), {}),
        # What a folder shares goes with the files of its root.
        (
            {"team/tf/x.tf": Header(job="jobs/a.yaml"), "team/tf/v.tf": Header(folder="tf")},
            (),
            {"team/tf/x.tf": "team", "team/tf/v.tf": "team"},
        ),
        (
            {"team/x.tf": Header(job="jobs/a.yaml"), "team/v.tf": Header(folder="")},
            (),
            {"team/x.tf": "team", "team/v.tf": "team"},
        ),
        (
            {"team/tf/x.tf": Header(job="jobs/a.yaml"), "other/tf/v.tf": Header(folder="tf")},
            (),
            {"team/tf/x.tf": "team"},
        ),
        ({"team/tf/v.tf": Header(folder="tf")}, (), {}),
    ],
)
def test_files_of_other_roots(
    owned: dict[str, Header], jobs: tuple[str, ...], found: dict[str, str]
) -> None:
    files = ("jobs/a.yaml", "team/jobs/a.yaml", "team/sub/jobs/a.yaml")
    tree = MemoryTree(dict.fromkeys(files, b""))
    ours = {path: Owned(path, header) for path, header in owned.items()}
    assert of_other_roots(ours, tree, jobs) == found
