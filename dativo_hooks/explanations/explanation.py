"""What the explanation of a rule consists of.

An example is the good repository of `base.py` with a few parts changed, so that a page shows the
lines that matter and a test can check the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from dativo_hooks.rule import Rule

MARK = "# <- here"
"""Ends the line that a bad example is reported at. No part of the file."""

Terraform: TypeAlias = Literal["fresh", "stale", "unstaged", "missing"]
"""The generated files of an example: what its sources generate; what the good repository generated
before the change; the latter in the git index and the former on disk; none.
"""


class Part(NamedTuple):
    """What an example changes in one file.

    Attributes:
        path: of the file, relative to the root.
        text: lines of it, one of which may end with `MARK`. None: the file is deleted.
        instead_of: the lines of the good repository that `text` stands for, "" for the whole file.
        like: the file that those lines are from, where it is another than `path`.
        shown: what to show where `text` is too long, "" for `text` itself.
    """

    path: str
    text: str | None
    instead_of: str = ""
    like: str = ""
    shown: str = ""


class Example(NamedTuple):
    """A small repository.

    Attributes:
        parts: what differs from the good repository.
        terraform: its generated files, beside those among `parts`.
        excerpts: lines of generated files, to be shown as well.
        also: rules that such a fault can't but set off too.
    """

    parts: tuple[Part, ...]
    terraform: Terraform = "fresh"
    excerpts: tuple[Part, ...] = ()
    also: tuple[Rule, ...] = ()


class Explanation(NamedTuple):
    """All that there is to say about a rule; texts are one paragraph each, code in backticks.

    Attributes:
        rule: the rule.
        what: what it looks for.
        why: what would happen otherwise.
        sources: who says so: URLs or documents, one for each limit.
        bad: an example that it reports, at the marked line.
        good: the same without the fault.
        fix: what to do about it.
    """

    rule: Rule
    what: str
    why: str
    sources: tuple[str, ...]
    bad: Example
    good: Example
    fix: str
