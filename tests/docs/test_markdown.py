"""What the tests of the pages see in them."""

from __future__ import annotations

import pytest

from tests.docs.markdown import anchors, blocks, links, sections, with_section
from tests.docs.scratch import Scratch, scratch
from tests.docs.transcripts import rerun, shown, uses_hooks

PAGE = """\
# A page: `code`, and *more*

<!-- start: empty -->

See [here](other.md#there) and ![this](a.svg).

```yaml file=jobs/a.yaml
a: 1
b: 2
```

## Twice

```diff file=jobs/a.yaml
-a: 1
+a: 3
 b: 2
```

## Twice

<!-- run: git add jobs -->

```console exit=1
$ git diff --cached --name-only \\
  -- jobs
jobs/a.yaml
$ dativo-hooks check
OUTPUT
```

- in a list:

  ```bash
  unknown program
  git status
  ```

<!-- table -->
old
<!-- /table -->
"""


@pytest.fixture
def machine(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return scratch(tmp_path_factory.mktemp("home"), None)


def test_blocks() -> None:
    found = [(block.language, block.options) for block in blocks(PAGE)]
    assert found == [
        ("start", {}),
        ("yaml", {"file": "jobs/a.yaml"}),
        ("diff", {"file": "jobs/a.yaml"}),
        ("run", {}),
        ("console", {"exit": "1"}),
        ("bash", {}),
    ]
    lines = PAGE.splitlines(keepends=True)
    for block in blocks(PAGE):
        if block.language == "console":
            assert "".join(lines[block.first : block.last]) == block.text


def test_links_and_anchors() -> None:
    assert links(PAGE) == ["other.md#there", "a.svg"]
    assert anchors(PAGE) == {"a-page-code-and-more", "twice", "twice-1"}


def test_sections() -> None:
    assert sections(PAGE, "table") == "old"
    assert sections(with_section(PAGE, "table", "new\nlines"), "table") == "new\nlines"


def test_commands_and_what_they_print() -> None:
    (console,) = (block for block in blocks(PAGE) if block.language == "console")
    assert [tuple(one) for one in shown(console.text)] == [
        ("git diff --cached --name-only \\\n  -- jobs", ["jobs/a.yaml"]),
        ("dativo-hooks check", ["OUTPUT"]),
    ]
    assert not uses_hooks(PAGE)
    assert uses_hooks("```console\n$ pre-commit run\n```\n")


def test_a_page_is_run(machine: Scratch) -> None:
    new = rerun(PAGE, machine)
    assert "\njobs/a.yaml\n$ dativo-hooks check\n" in new
    assert "OUTPUT" not in new
    assert "error DH102 missing-key" in new
    assert "--> jobs/a.yaml:1:1" in new
    assert rerun(new, machine) == new
    assert (machine.path / "jobs/a.yaml").read_text() == "a: 3\nb: 2\n"


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("exit=1", "exit=2"),
        ("git status", "git no-such-command"),
        ("run: git add jobs", "run: git add nothing"),
        ("-a: 1", "-a: 2"),
    ],
)
def test_a_page_that_is_wrong_fails(machine: Scratch, good: str, bad: str) -> None:
    assert good in PAGE
    with pytest.raises(AssertionError):
        rerun(PAGE.replace(good, bad), machine)
