"""Types the commands of our pages, and holds what they print against what the pages say.

`python -m tests.docs.transcripts` writes anew what `console` blocks show. In a page of `docs`

- ```` ```console ```` shows commands after `$ `, and all that each prints. A line `...` stands for
  any lines. Every command is run; all but the last must succeed, and the last ends with the code
  that the block gives (```` ```console exit=1 ````), else with 0.
- ```` ```bash ```` shows commands; those of `PROGRAMS` are run, and must succeed.
- ```` ```yaml file=PATH ```` writes that file, ```` ```diff file=PATH ```` edits it: the block's
  kept and removed lines are there once, and its kept and added lines replace them.
- `<!-- start: acme -->` begins anew with the example, `<!-- start: empty -->` with nothing;
  `<!-- run: COMMAND -->` types what prose says. Every page starts with the example.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.docs.markdown import DOCS, ROOT, blocks
from tests.docs.scratch import Scratch, scratch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.docs.markdown import Block

PROGRAMS = ("dativo-hooks", "git", "pre-commit")

_FILES = ("yaml", "text", "diff", "json")


class Shown(NamedTuple):
    """A command of a page, and what the page says that it prints."""

    command: str
    lines: list[str]


def pages() -> list[Path]:
    """The pages whose commands are run. The README's have tests of their own."""
    return sorted(DOCS.glob("*.md"))


def uses_hooks(page: str) -> bool:
    """Whether pre-commit must have our hooks installed."""
    return any("pre-commit" in command for command in _commands(page))


def rerun(page: str, machine: Scratch) -> str:
    """The page with what its commands print now, where they don't print what it shows.

    Raises:
        AssertionError: a command ends otherwise than the page says.
    """
    machine.start("acme")
    lines = page.splitlines()
    changes: list[tuple[Block, list[str]]] = []
    for block in blocks(page):
        if block.language == "start":
            machine.start(block.text)
        elif block.language == "run":
            done = machine.run(block.text)
            assert done.code == 0, f"{block.text}: {done.lines}"
        elif block.language == "console":
            changes.append((block, _rerun_block(block, machine)))
        elif block.language == "bash":
            for command in _typed(block.text.splitlines()):
                done = machine.run(command)
                assert done.code == 0, f"{command}: {done.lines}"
        elif block.language in _FILES and "file" in block.options:
            _write(machine.path / block.options["file"], block)
    for block, new in reversed(changes):
        lines[block.first : block.last] = new
    return "\n".join(lines) + "\n"


def shown(text: str) -> Iterator[Shown]:
    """The commands of a `console` block."""
    command: str | None = None
    output: list[str] = []
    for line in text.splitlines():
        if command is not None and command.endswith("\\") and not output:
            command += f"\n{line}"
        elif line.startswith("$ "):
            if command is not None:
                yield Shown(command, output)
            command, output = line[2:], []
        else:
            assert command is not None, f"a console block begins with `$ `: {line}"
            output.append(line.rstrip())
    assert command is not None, "a console block without a command"
    yield Shown(command, output)


def says(expected: Sequence[str], real: Sequence[str]) -> bool:
    """Whether a page shows these lines, `...` for any of them."""
    pieces = [re.escape(line) if line != "..." else r".*?" for line in expected]
    return re.fullmatch("\n".join(pieces), "\n".join(real), re.DOTALL) is not None


def _rerun_block(block: Block, machine: Scratch) -> list[str]:
    lines = []
    every = list(shown(block.text))
    for number, one in enumerate(every, 1):
        wanted = int(block.options.get("exit", 0)) if number == len(every) else 0
        done = machine.run(one.command)
        assert done.code == wanted, f"{one.command} exits {done.code}: {chr(10).join(done.lines)}"
        output = one.lines if says(one.lines, done.lines) else done.lines
        lines += [f"$ {one.command}", *output]
    return "\n".join(lines).split("\n")


def _write(path: Path, block: Block) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if block.language != "diff":
        path.write_text(block.text, encoding="utf-8", newline="\n")
        return
    lines = block.text.splitlines()
    assert all(line[:1] in {" ", "-", "+", ""} for line in lines), block.text
    old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} has {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _typed(lines: Sequence[str]) -> Iterator[str]:
    """The commands of `PROGRAMS` in a `bash` block."""
    command = ""
    for line in lines:
        command += line
        if line.endswith("\\"):
            command += "\n"
            continue
        if command.split(" ", 1)[0] in PROGRAMS:
            yield command
        command = ""


def _commands(page: str) -> Iterator[str]:
    for block in blocks(page):
        if block.language == "console":
            yield from (one.command for one in shown(block.text))
        elif block.language == "bash":
            yield from _typed(block.text.splitlines())
        elif block.language == "run":
            yield block.text


def write() -> None:
    """Bring every page up to date."""
    with tempfile.TemporaryDirectory() as folder:
        for page in pages():
            old = page.read_text(encoding="utf-8")
            published = Path(folder) if uses_hooks(old) else None
            machine = scratch(Path(folder) / "homes" / page.stem, published)
            new = rerun(old, machine)
            if new != old:
                page.write_text(new, encoding="utf-8", newline="\n")
                print(f"wrote {page.relative_to(ROOT)}")  # noqa: T201 - whoever runs it looks at it


if __name__ == "__main__":
    write()
