"""The languages in which a job may say when it runs: the key that it says it under, and its rules.

Loaded where a job has a schedule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.clouds.schedules import aws_expression, lint_aws, lint_unix, unix_cron

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dativo_hooks.clouds.cloud import ScheduleKey
    from dativo_hooks.clouds.schedules import Translation


class ScheduleLanguage(NamedTuple):
    """One language.

    Attributes:
        example: as it is written in YAML.
        lint: what is wrong with a text, and what to write; "" where nothing.
        fixed: a right text, as near to a wrong one as can be told.
        translated: a text of each other language, by its key, in this one.
    """

    example: str
    lint: Callable[[str], str]
    fixed: Callable[[str], str]
    translated: Mapping[ScheduleKey, Callable[[str], Translation]]


def _fixed_aws(expression: str) -> str:
    from dativo_hooks.clouds.schedule_fixes import fixed_aws

    return fixed_aws(expression)


def _fixed_unix(cron: str) -> str:
    from dativo_hooks.clouds.schedule_fixes import fixed_unix

    return fixed_unix(cron)


LANGUAGES: Mapping[ScheduleKey, ScheduleLanguage] = {
    "expression": ScheduleLanguage(
        '"cron(0 2 * * ? *)"', lint_aws, _fixed_aws, {"cron": aws_expression}
    ),
    "cron": ScheduleLanguage('"0 2 * * *"', lint_unix, _fixed_unix, {"expression": unix_cron}),
}
"""By the key of `infrastructure.schedule`."""
