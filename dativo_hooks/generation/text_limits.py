"""Texts that Terraform would hand on differently from how they are written, and so are refused.

It composes every text (Unicode NFC), which is expected and harmless in a text; what is more than
that is here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.position import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.model.job import Job

MARKS = 30
"""Combining marks in a row. golang.org/x/text/unicode/norm, with which Terraform composes, parts
more of them by U+034F: https://unicode.org/reports/tr15/#Stream_Safe_Text_Format
"""

_ESCAPED = re.compile(r"[\0-\x1f<>&](?=[^\0-\x7f])")
"""What `jsonencode` escapes (`<` as `\\u003c`), before a character that isn't ASCII.

Terraform composes what `jsonencode` gives: of an escape's last letter and an accent after it comes
one letter, and no JSON any more (seen with Terraform 1.15.5).
"""

_HALF = "[\ud800-\udfff]"


def text_problems(job: Job) -> Iterator[Problem]:
    """What Terraform would change in the texts that a job's process is given."""
    yield from _path_problems(job.path)
    runtime = job.runtime
    if runtime is None:
        return
    texts = [(one.text, one.origin) for one in (*runtime.environment, *runtime.secrets)]
    texts += [(text, runtime.at("command")) for text in runtime.command or ()]
    if runtime.entry_point is not None:
        texts.append((runtime.entry_point, runtime.at("entry_point")))
    for text, origin in texts:
        if has_too_many_marks(text):
            yield Problem(
                rules.VALUE_NOT_ALLOWED,
                origin,
                f"over {MARKS} combining marks stand in a row, and Terraform would put U+034F "
                "between them",
                "remove them: no language stacks a tenth as many",
            )
        elif has_a_mark_after_an_escape(text):
            yield Problem(
                rules.VALUE_NOT_ALLOWED,
                origin,
                "a combining mark stands after `<`, `>`, `&` or a control character, and Terraform "
                "would make broken JSON of the two",
                "put a letter or a blank before the mark, or remove it",
            )


def has_too_many_marks(text: str) -> bool:
    """Whether over `MARKS` characters in a row combine with the one before, once decomposed."""
    if len(text) * 4 < MARKS or text.isascii():
        return False
    import unicodedata

    row = 0
    for character in unicodedata.normalize("NFKD", text):
        row = row + 1 if unicodedata.combining(character) else 0
        if row > MARKS:
            return True
    return False


def has_a_mark_after_an_escape(text: str) -> bool:
    """Whether a combining mark follows what Terraform's `jsonencode` escapes."""
    if text.isascii():
        return False
    import unicodedata

    return any(unicodedata.combining(text[one.end()]) for one in _ESCAPED.finditer(text))


def _path_problems(path: str) -> Iterator[Problem]:
    """What keeps a container from being told the path of its job's file, byte for byte."""
    if path.isascii():
        return
    import unicodedata

    if re.search(_HALF, path):
        why = "isn't UTF-8, and Terraform takes nothing else"
    elif has_too_many_marks(path) or not unicodedata.is_normalized("NFC", path):
        why = "isn't as Terraform writes it (Unicode NFC): there would be no such file"
    elif has_a_mark_after_an_escape(path):
        why = "has a combining mark after `<`, `>` or `&`: Terraform would make broken JSON of it"
    else:
        return
    yield Problem(
        rules.INVALID_NAME,
        Origin(path, ()),
        f"the container is told the path of the job's file, and that {why}",
        "rename the file or its folder: letters, digits, `_` and `-` go everywhere",
    )
