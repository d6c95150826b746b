from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.repository.links import follow_links
from tests import needs
from tests.laws import examples

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {"a.yaml", "assets/x.yaml", "shared/deep/y.yaml"}


@pytest.mark.parametrize(
    ("links", "followed"),
    [
        ({"jobs/l": "../a.yaml"}, {"jobs/l": "a.yaml"}),
        ({"l": "a.yaml"}, {"l": "a.yaml"}),
        ({"l": "./assets//x.yaml"}, {"l": "assets/x.yaml"}),
        ({"assets/l": "../assets/../a.yaml"}, {"assets/l": "a.yaml"}),
        ({"l": "m", "m": "n", "n": "a.yaml"}, {"l": "a.yaml", "m": "a.yaml", "n": "a.yaml"}),
        # Through a link to a folder, which itself leads to no file.
        ({"d": "shared/deep", "l": "d/y.yaml"}, {"l": "shared/deep/y.yaml"}),
        # `..` counts from where the folder link leads, as for the system.
        ({"d": "shared/deep", "l": "d/../../a.yaml"}, {"l": "a.yaml"}),
        ({"l": "../a.yaml"}, {}),
        ({"jobs/l": "../../repository/a.yaml"}, {}),
        ({"l": "/a.yaml"}, {}),
        ({"l": "/etc/passwd", "m": "l"}, {}),
        ({"l": "missing"}, {}),
        ({"l": "assets"}, {}),
        ({"l": ""}, {}),
        ({"l": "."}, {}),
        ({"l": "l"}, {}),
        ({"l": "m", "m": "l"}, {}),
        ({"l": "l/a.yaml"}, {}),
    ],
)
def test_links_are_followed_within_the_tree_only(
    links: dict[str, str], followed: dict[str, str]
) -> None:
    found = follow_links(links, FILES)
    assert found.followed == followed
    assert found.outside == {path: links[path] for path in links if path not in followed}


names = st.sampled_from(["a", "b", "c", "d"])
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
targets = st.lists(st.sampled_from(["a", "b", "c", "..", ".", "/"]), min_size=1, max_size=5)


@examples(200)
@given(st.sets(paths, max_size=4), st.dictionaries(paths, targets.map("/".join), max_size=5))
def test_every_link_ends_at_a_file_or_outside(files: set[str], links: dict[str, str]) -> None:
    found = follow_links(links, files - set(links))
    assert {**found.followed, **found.outside}.keys() == links.keys()
    assert set(found.followed.values()) <= files - set(links)


@examples(60)
@given(st.sets(paths, max_size=4), st.dictionaries(paths, targets.map("/".join), max_size=5))
@needs.links
def test_the_text_leads_where_the_system_goes(files: set[str], links: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "root"
        root.mkdir()
        there = {path for path in sorted(files) if made(root / path, Path.touch)}
        linked = {
            path: target
            for path, target in links.items()
            if made(root / path, partial(Path.symlink_to, target=target))
        }
        # Where the system finds a file.
        ends = {
            path: os.path.relpath(os.path.realpath(root / path), root)
            for path in linked
            if (root / path).is_file()
        }
    expected = {path: end for path, end in ends.items() if end in there}
    followed = follow_links(linked, there).followed
    # The system doesn't go through `missing/..`; the text does, and ends in the tree as well.
    assert {path: end for path, end in followed.items() if path in ends} == expected


def made(path: Path, make: Callable[[Path], None]) -> bool:
    """Make a file or link, unless one of the others is in its place or its way."""
    if os.path.lexists(path) or any(parent.is_symlink() for parent in path.parents):
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    make(path)
    return True
