"""Texts that Terraform would hand on otherwise than they are written, and so are refused.

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


def _path_problems(path: str) -> Iterator[Problem]:
    """What keeps a container from being told the path of its job's file, byte for byte."""
    if path.isascii():
        return
    import unicodedata

    if re.search(_HALF, path):
        why = "isn't UTF-8, and Terraform takes nothing else"
    elif has_too_many_marks(path) or not unicodedata.is_normalized("NFC", path):
        why = "isn't as Terraform writes it (Unicode NFC): there would be no such file"
    else:
        return
    yield Problem(
        rules.INVALID_NAME,
        Origin(path, ()),
        f"the container is told the path of the job's file, and that {why}",
        "rename the file or its folder: letters, digits, `_` and `-` go everywhere",
    )
