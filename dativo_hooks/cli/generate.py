"""`dativo-hooks generate`: writes what jobs generate; with `--check`, `--diff` it only says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.cli.drifting import note_partial
from dativo_hooks.cli.evaluating import evaluated, repository_of, seen_of
from dativo_hooks.cli.exit_codes import FINDINGS, OK
from dativo_hooks.cli.modules import note_missing_modules
from dativo_hooks.cli.outputs import keep_diff_apart
from dativo_hooks.cli.recalling import is_done, recalled
from dativo_hooks.cli.reporting import configuration_or_exit, report, reported
from dativo_hooks.cli.session import note, open_session
from dativo_hooks.cli.writing import write_changes
from dativo_hooks.engine.generating import NO_OPTIONS, GenerateOptions
from dativo_hooks.engine.repository import EVERYTHING, TEXTS
from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.coverage import SCOPES
from dativo_hooks.filtering.filtered import View
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.sources.kinds import is_excluded, kind_of

if TYPE_CHECKING:
    import argparse

    from dativo_hooks.cli.session import Session
    from dativo_hooks.engine.evaluation import Evaluation
    from dativo_hooks.engine.repository import Repository
    from dativo_hooks.finding import Problem
    from dativo_hooks.incremental.memory import Memory
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.repository.spool import Spool


def run(arguments: argparse.Namespace) -> int:
    """Generate the whole repository's Terraform, or one job's."""
    session = open_session(arguments)
    if arguments.check and not (arguments.job or arguments.format or arguments.layout):
        with recalled(session, arguments) as memory:
            return OK if is_done(arguments, memory) else _generated(arguments, session, memory)
    return _generated(arguments, session, None)


def _generated(arguments: argparse.Namespace, session: Session, memory: Memory | None) -> int:
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    if arguments.diff:
        keep_diff_apart(arguments)
    options = _options(arguments, session, configuration)
    if arguments.check:
        repository = repository_of(arguments, session, configuration, EVERYTHING)
        repository = repository._replace(options=options)
        return _checked(arguments, session, repository, memory)
    repository = repository_of(arguments, session, configuration, TEXTS)
    return _written(arguments, session, repository._replace(options=options))


def _checked(
    arguments: argparse.Namespace,
    session: Session,
    repository: Repository,
    memory: Memory | None,
) -> int:
    """Report what isn't as it should be."""
    found = evaluated(arguments, session, repository, memory)
    concerned = _concerned(found, repository)
    if repository.options != NO_OPTIONS:
        _note_all(found, session)
    problems = [*_problems(found), *found.faults.drift]
    note_partial(session, found.faults.drift)
    seen = seen_of(session, repository, found)
    view = View(seen, SCOPES["generate --check"], about=concerned)
    told = _about_these(problems, concerned)
    return report(arguments, session, repository.configuration, told, seen.documents, view)


def _written(arguments: argparse.Namespace, session: Session, repository: Repository) -> int:
    """Write what isn't as it should be, or show what writing it would change."""
    from dativo_hooks.repository.spool import spool

    with spool() as texts:
        return _with_texts(arguments, session, repository, texts)


def _with_texts(
    arguments: argparse.Namespace, session: Session, repository: Repository, texts: Spool
) -> int:
    found = evaluated(arguments, session, repository, texts=texts)
    concerned = _concerned(found, repository)
    problems = _about_these(_problems(found), concerned)
    _note_all(found, session)
    seen = seen_of(session, repository, found)
    view = View(seen, SCOPES["generate"], about=concerned)
    configuration, documents = repository.configuration, seen.documents
    told = reported(arguments, session, configuration, problems, documents, view)
    done = write_changes(arguments, session, repository, found, texts, seen, told.findings)
    problems += done.problems
    if arguments.staged and arguments.fail_on_change and not arguments.diff:
        problems += _unstaged(arguments, repository)
    code = report(arguments, session, configuration, problems, documents, view)
    code = max(code, done.code)
    if done.changed and (arguments.fail_on_change or arguments.diff):
        return max(code, FINDINGS)
    return code


def _problems(found: Evaluation) -> list[Problem]:
    """What keeps jobs from being generated or written, or warns of what is."""
    faults = found.faults
    secrets = (problem for problem in faults.policy if problem.rule is rules.SECRET)
    return [*faults.reading, *secrets, *faults.generation]


def _note_all(found: Evaluation, session: Session) -> None:
    for text in found.notes:
        note(text)
    assert found.merged is not None
    note_missing_modules(found.merged.claims, session)


def _options(
    arguments: argparse.Namespace, session: Session, configuration: Configuration
) -> GenerateOptions:
    """What the arguments ask for.

    Raises:
        UsageError: they don't go together, or name no job.
    """
    if arguments.job is None:
        for option in ("cloud", "resource_type", "output_dir"):
            if getattr(arguments, option):
                raise UsageError(f"--{option.replace('_', '-')} goes with one JOB")
        return GenerateOptions(format=arguments.format, layout=arguments.layout)
    path = session.path_of(arguments.job)
    if path not in session.tree.paths:
        raise UsageError(f"{arguments.job}: no such file in the {session.tree.name}")
    if is_excluded(path, configuration):
        raise UsageError(f"{arguments.job} is left out by `exclude`: nothing is generated from it")
    if kind_of(path, configuration) != "job":
        raise UsageError(f"{arguments.job} is no job: `paths.jobs` of the configuration says so")
    output_dir = None
    if arguments.output_dir is not None:
        output_dir = session.path_of(arguments.output_dir)
        output_dir = "" if output_dir == "." else output_dir
    return GenerateOptions(path, _target(arguments), arguments.format, output_dir, arguments.layout)


def _target(arguments: argparse.Namespace) -> str | None:
    cloud: str | None = arguments.cloud
    resource_type: str | None = arguments.resource_type
    if resource_type is None:
        return cloud
    kind = next(kind for kind in RUNTIMES.values() if kind.resource_type == resource_type)
    if cloud is not None and kind.cloud.name != cloud:
        choices = [k.resource_type for k in RUNTIMES.values() if k.cloud.name == cloud]
        raise UsageError(
            f"--resource-type {resource_type} is of {kind.cloud.name}; --cloud {cloud} has "
            f"{' and '.join(choices)}"
        )
    return kind.target


def _concerned(found: Evaluation, repository: Repository) -> frozenset[str] | None:
    """The files that a run for one job speaks of; None for a run for all.

    Raises:
        UsageError: the job generates nothing.
    """
    only, both = repository.options.only, found.merged
    if only is None or both is None:
        return None
    record = found.records[only]
    if record.sound and not record.claims:
        raise UsageError(f"{only} has no `infrastructure`, so it generates nothing")
    generated = (claim.path for claim in both.claims if claim.job == only)
    return frozenset({only, *record.names, *generated})


def _about_these(problems: list[Problem], paths: frozenset[str] | None) -> list[Problem]:
    if paths is None:
        return problems
    return [problem for problem in problems if _about(problem, paths)]


def _about(problem: Problem, paths: frozenset[str]) -> bool:
    places = [problem.where, *(one.where for one in problem.notes if problem.rule.code == "DH502")]
    return any(place.path in paths for place in places)


def _unstaged(arguments: argparse.Namespace, repository: Repository) -> list[Problem]:
    """What the index still lacks, now that the working tree is right: it must be added."""
    after = open_session(arguments)
    again = repository_of(arguments, after, repository.configuration)
    found = evaluated(arguments, after, again._replace(options=repository.options), again=True)
    note_partial(after, found.faults.drift)
    return list(found.faults.drift)
