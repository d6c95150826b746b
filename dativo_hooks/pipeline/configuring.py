"""From the bytes of the configuration to the configuration, or to what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.model.configuration import Configuration, decode_configuration
from dativo_hooks.reading.read import read
from dativo_hooks.validation.validate import problems as schema_problems

if TYPE_CHECKING:
    from dativo_hooks.document import Document
    from dativo_hooks.finding import Problem


def configuration_from(
    path: str, data: bytes
) -> tuple[Configuration | None, Document | None, tuple[Problem, ...]]:
    """The configuration, None where the file can't be used; its document; what is wrong with it."""
    document, problems = read(path, data)
    if document is None:
        if all(problem.rule is rules.EMPTY_FILE for problem in problems):
            return Configuration(), None, ()  # a file of comments configures nothing
        return None, None, problems
    problems += schema_problems(document, "configuration")
    if problems:
        return None, document, problems
    return decode_configuration(document), document, ()
