"""When a job runs, in the words of the cloud that it runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.finding import Problem
from dativo_hooks.model.job import SCHEDULE
from dativo_hooks.position import Origin
from dativo_hooks.runtimes.unit import Timing
from dativo_hooks.validation.literals import literal

if TYPE_CHECKING:
    from dativo_hooks.clouds.cloud import ScheduleKey
    from dativo_hooks.clouds.schedule_languages import ScheduleLanguage
    from dativo_hooks.model.job import Job
    from dativo_hooks.model.values import Value
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind


class Timed(NamedTuple):
    """A schedule's timing, None where there is no schedule or it can't be had."""

    timing: Timing | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def timing_of(job: Job, kind: RuntimeKind) -> Timed:
    """A job's schedule for a runtime: linted, and translated where it is the other cloud's."""
    schedule = job.schedule
    if schedule is None:
        return Timed(None)
    from dativo_hooks.clouds.schedule_languages import LANGUAGES
    from dativo_hooks.clouds.timezones import lint_timezone

    problems: list[Problem] = []
    said: dict[str, object] = job.document.value["infrastructure"]["schedule"]
    if schedule.timezone is None and "timezone" in said:  # blank: it must not become UTC in silence
        origin = Origin(job.path, (*SCHEDULE, "timezone"))
        problems.append(_problem(origin, "the time zone is blank; write `timezone: UTC`"))
    timezone = schedule.timezone.text if schedule.timezone else "UTC"
    if schedule.timezone and (fault := lint_timezone(timezone)):
        problems.append(_problem(schedule.timezone.origin, fault))
    expression = schedule.expression or (schedule.cron is None and "expression" in said)
    key: ScheduleKey = "expression" if expression else "cron"
    language, written = LANGUAGES[key], schedule.expression or schedule.cron
    if written is None:  # blank: the schema saw to it that it is there
        origin = Origin(job.path, (*SCHEDULE, key))
        fault = f"the schedule is blank; write `{key}: {language.example}`, for instance"
        return Timed(None, (*problems, _problem(origin, fault)))
    if fault := language.lint(written.text):
        problems.append(_fixed(written, language, fault))
    if problems:
        return Timed(None, tuple(problems))
    if kind.cloud.schedule == key:
        return Timed(Timing(written.text, timezone, written.origin))
    translated = LANGUAGES[kind.cloud.schedule].translated[key](written.text)
    if translated.refusal:
        return Timed(None, (_problem(written.origin, translated.refusal),))
    note = f"schedule {written.text} → {translated.text}"
    return Timed(Timing(translated.text, timezone, written.origin), (), (note,))


def _fixed(written: Value, language: ScheduleLanguage, fault: str) -> Problem:
    """The problem of an expression, with all of it as it may be written."""
    fixed = language.fixed(written.text)
    problem = _problem(written.origin, fault)
    whole = f"`{written.origin.route[-1]}: {literal(fixed)}`"
    if f"`{fixed}`" in problem.help:  # the remedy is the whole already
        return problem._replace(help=f"write {whole}")
    return problem._replace(help=f"{problem.help}, as in {whole}")


def _problem(where: Origin, fault: str) -> Problem:
    message, _, remedy = fault.partition("; ")
    return Problem(
        rules.INVALID_SCHEDULE, where, message, remedy or "write a schedule that the cloud takes"
    )
