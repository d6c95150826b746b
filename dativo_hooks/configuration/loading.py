"""From the bytes of the configuration to the configuration, or to what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.filtering.selection import demands, denied
from dativo_hooks.finding import Problem
from dativo_hooks.model.configuration import Configuration, decode_configuration
from dativo_hooks.position import Origin, route_text
from dativo_hooks.reading.read import read
from dativo_hooks.sources.globs import faults
from dativo_hooks.validation.validate import problems as schema_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.rule import Severity


def configuration_from(
    path: str, data: bytes, floors: Mapping[str, Severity] = {}
) -> tuple[Configuration | None, Document | None, tuple[Problem, ...]]:
    """The configuration, None where the file can't be used; its document; what is wrong with it.

    `floors`: see `Configuration.floors`.
    """
    document, problems = read(path, data)
    if document is None:
        if all(problem.rule is rules.EMPTY_FILE for problem in problems):
            return Configuration(floors=floors), None, ()  # a file of comments configures nothing
        return None, None, problems
    problems += schema_problems(document, "configuration")
    if problems:
        return None, document, problems
    configuration = decode_configuration(document)._replace(floors=floors)
    problems = tuple(_bad_globs(path, configuration))
    problems += tuple(_denied(path, configuration))
    return None if problems else configuration, document, problems


def _bad_globs(path: str, configuration: Configuration) -> Iterator[Problem]:
    """The globs that are none, though they are paths (`[z-a]`), or that can't be run."""
    globs: dict[Route, tuple[str, ...]] = {
        ("paths", "jobs"): configuration.jobs,
        ("paths", "assets"): configuration.assets,
        ("paths", "connectors"): configuration.connectors,
        ("exclude",): configuration.exclude,
    }
    for index, entry in enumerate(configuration.rules.per_path):
        globs["rules", "per_path", index, "paths"] = entry.paths
    for owner, found in globs.items():
        for index, says, instead in faults(found):
            route = (*owner, index)
            yield Problem(
                rules.VALUE_NOT_ALLOWED,
                Origin(path, route),
                f"`{route_text(route)}` {says}",
                instead,
            )


def _denied(path: str, configuration: Configuration) -> Iterator[Problem]:
    """What would switch off or lower a rule that is locked."""
    for demand in demands(configuration):
        why = denied(demand, configuration)
        if why is not None:
            yield Problem(
                rules.VALUE_NOT_ALLOWED,
                Origin(path, demand.route),
                why,
                "take it out here; to leave a file out for all to see, there is `exclude`",
                on_key=demand.on_key,
            )
