"""An explanation as a terminal shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks.explanations.fixes import FIXES, LIMITS
from dativo_hooks.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.explanations.explanation import Example, Explanation, Part

WIDTH = 80
"""Columns."""


def explanation_text(explanation: Explanation) -> str:
    """The explanation as plain text, its paragraphs wrapped; ends with a line feed."""
    rule = explanation.rule
    title = f"{rule.code} {rule.name} ({rule.severity}): {rule.summary}"
    lines = [*wrapped(title, indent="", hang="  "), ""]
    for heading, paragraph in (("What", explanation.what), ("Why", explanation.why)):
        lines += [heading, *wrapped(paragraph, indent="  "), ""]
    lines += ["Bad", *_example(explanation.bad), "Good", *_example(explanation.good)]
    lines += ["How to fix it", *wrapped(explanation.fix, indent="  "), ""]
    if rule in FIXES:
        text = f"It fixes some. {FIXES[rule]} {LIMITS}"
        lines += ["What `--fix` does", *wrapped(text, indent="  "), ""]
    lines.append("Sources" if len(explanation.sources) > 1 else "Source")
    for source in explanation.sources:
        lines += wrapped(source, indent="  ", hang="    ")
    return "\n".join(lines) + "\n"


def wrapped(text: str, *, indent: str, hang: str | None = None) -> list[str]:
    """The lines of a paragraph. Code in backticks and URLs are kept whole where they fit."""
    import textwrap

    # What mustn't be broken has no spaces while it is wrapped.
    whole = re.sub(r"`[^`]*`", lambda code: code[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(
        whole,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace("\0", " ") for line in lines]


def shown(part: Part) -> str:
    """The lines of a part as they may be shown: secrets hidden, bytes that are no text spelt."""
    text = part.shown or part.text or ""
    # Bytes that aren't UTF-8, as `surrogateescape` has them.
    text = re.sub("[\udc80-\udcff]", lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)
    return redacted(text)


def headline(part: Part, *, code: bool = False) -> str:
    """What a part is of: `jobs/deals.yaml, else like jobs/contacts.yaml`.

    `code` puts paths in backticks.
    """
    tick = "`" if code else ""
    path = f"{tick}{part.path}{tick}"
    if part.text is None:
        return f"{path}: no such file"
    return f"{path}, else like {tick}{part.like}{tick}" if part.like else path


def circumstance(example: Example) -> str:
    """What must be said about the generated files of an example, "" where all are in step."""
    return {
        "fresh": "",
        "stale": "The source was changed, and nothing generated since.",
        "unstaged": "The source was changed, `dativo-hooks generate` run, and only the source "
        "staged. The index has:",
        "missing": "Nothing was generated.",
    }[example.terraform]


def _example(example: Example) -> Iterator[str]:
    said = circumstance(example)
    if said:
        yield from wrapped(said, indent="  ")
        yield ""
    for part in (*example.parts, *example.excerpts):
        yield f"  {headline(part)}"
        yield from (f"    {line}".rstrip() for line in shown(part).splitlines())
        yield ""
