"""Pages of Markdown as their readers see them: blocks of code, comments, headings and links."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_COMMENT = re.compile(r"<!-- (start|run): (.+?) -->")
_OPTION = re.compile(r"(\w+)=(\S+)")


class Block(NamedTuple):
    """A fenced block, or a comment that says something to the tests (`start`, `run`).

    `language` is the first word after the fence, or the comment's; `options` are the others
    (`exit=1`). `first` and `last` are the lines of `text` in the page, from 0, `last` excluded.
    """

    language: str
    options: dict[str, str]
    text: str
    first: int
    last: int


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page, in order."""
    for token in _tokens(page):
        first, last = token.map or (0, 0)
        if token.type == "fence":
            language, _, options = token.info.partition(" ")
            yield Block(
                language, dict(_OPTION.findall(options)), token.content, first + 1, last - 1
            )
        elif token.type == "html_block":
            for word, said in _COMMENT.findall(token.content):
                yield Block(word, {}, said, first, last)


def links(page: str) -> list[str]:
    """Where the links and pictures of a page lead."""
    inner = [child for token in _tokens(page) for child in token.children or ()]
    return [
        str(token.attrs[name]) for token in inner for name in ("href", "src") if name in token.attrs
    ]


def anchors(page: str) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    found: dict[str, int] = {}
    tokens = list(_tokens(page))
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = "".join(child.content for child in inline.children or ())
        slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
        if found[slug]:
            found[f"{slug}-{found[slug]}"] = 0
    return set(found)


def sections(page: str, name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`."""
    before, opening, rest = page.partition(f"<!-- {name} -->\n")
    inside, closing, _ = rest.partition(f"\n<!-- /{name} -->")
    assert before, name
    assert opening, name
    assert closing, name
    return inside


def with_section(page: str, name: str, text: str) -> str:
    """The page with something else between the two comments."""
    old = sections(page, name)
    return page.replace(
        f"<!-- {name} -->\n{old}\n<!-- /{name} -->", f"<!-- {name} -->\n{text}\n<!-- /{name} -->"
    )


def _tokens(page: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page)
