"""From the bytes of the configuration to the configuration, or to what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.model.configuration import Configuration, decode_configuration
from dativo_hooks.pipeline.globs import pattern_of
from dativo_hooks.position import Origin
from dativo_hooks.reading.read import read
from dativo_hooks.validation.validate import problems as schema_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.document import Document


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
    configuration = decode_configuration(document)
    problems = tuple(_bad_globs(path, configuration))
    return None if problems else configuration, document, problems


def _bad_globs(path: str, configuration: Configuration) -> Iterator[Problem]:
    """The globs that are none, though they are paths: `[z-a]`."""
    for kind in ("jobs", "assets", "connectors"):
        for index, glob in enumerate(getattr(configuration, kind)):
            try:
                pattern_of(glob)
            except re.error as error:
                yield Problem(
                    rules.VALUE_NOT_ALLOWED,
                    Origin(path, ("paths", kind, index)),
                    f"`paths.{kind}[{index}]` isn't a glob: {error.msg}",
                    "write ranges from low to high, such as `[a-z]`",
                )
