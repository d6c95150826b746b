"""`dativo-hooks generate`: writes what jobs generate; with `--check`, `--diff` it only says it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dativo_hooks import rules
from dativo_hooks.cli.drifting import drifted, note_partial
from dativo_hooks.cli.examining import examined
from dativo_hooks.cli.held import held_jobs
from dativo_hooks.cli.main import FINDINGS, OK
from dativo_hooks.cli.modules import note_missing_modules
from dativo_hooks.cli.outputs import DOCUMENTS, on_screen
from dativo_hooks.cli.remembering import nothing_to_say, recalled, says_nothing
from dativo_hooks.cli.reporting import configuration_or_exit, report, reported
from dativo_hooks.cli.session import note, note_without_jobs, open_session
from dativo_hooks.cli.writing import Undone, changes_of, code_of, perform
from dativo_hooks.engine.check import generation_faults, state_of
from dativo_hooks.engine.generating import NO_OPTIONS, GenerateOptions
from dativo_hooks.errors import UsageError
from dativo_hooks.filtering.coverage import SCOPES, seen_of
from dativo_hooks.filtering.filtered import View
from dativo_hooks.report.safety import shown
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.sources.kinds import is_excluded, kind_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from dativo_hooks.cli.remembering import Memory
    from dativo_hooks.cli.session import Session
    from dativo_hooks.engine.check import State
    from dativo_hooks.filtering.coverage import Seen
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration


def run(arguments: argparse.Namespace) -> int:
    """Generate the whole repository's Terraform, or one job's."""
    session = open_session(arguments)
    if arguments.check and not (arguments.job or arguments.format or arguments.layout):
        with recalled(session, arguments) as memory:
            if says_nothing(arguments) and nothing_to_say(memory, session):
                return OK
            return _generated(arguments, session, memory)
    return _generated(arguments, session, None)


def _generated(arguments: argparse.Namespace, session: Session, memory: Memory | None) -> int:
    configuration, code = configuration_or_exit(arguments, session)
    if configuration is None:
        return code
    if arguments.diff and (form := on_screen(arguments)) in DOCUMENTS:
        raise UsageError(f"--diff and findings as {form} don't share one stream: add --output-file")
    options = _options(arguments, session, configuration)
    looked = options == NO_OPTIONS and (arguments.check or not arguments.staged)
    if looked:
        # Where there is nothing to write, no text of any file is needed.
        examination = examined(arguments, session, configuration, memory)
        faults = examination.faults
        if arguments.check or examination.settled:
            note_partial(session, faults.drift)
            if not arguments.check:  # which may know only what changed
                note_missing_modules(examination.claims, session)
            secrets = [problem for problem in faults.policy if problem.rule is rules.SECRET]
            problems = [*faults.reading, *secrets, *faults.generation, *faults.drift]
            scope = SCOPES["generate --check" if arguments.check else "generate"]
            view = View(examination.seen, scope)
            return report(
                arguments, session, configuration, problems, examination.seen.documents, view
            )
    state = state_of(session.tree, configuration, options)
    if not looked:
        note_without_jobs(session, configuration, jobs="job" in state.sources.read_as.values())
    _check_target(state, options)
    concerned = _concerned(state, options)
    problems = [p for p in generation_faults(state) if concerned is None or _about(p, concerned)]
    for text in state.generated.notes:
        note(state.sources.secrets.veil.over(text))
    scope = SCOPES["generate --check" if arguments.check else "generate"]
    seen = _seen(state)
    view = View(seen, scope, about=concerned)
    documents = state.sources.documents
    note_missing_modules(
        (file.of for file in state.generated.files.values() if not file.shared), session
    )
    changed = False
    undone = Undone([], {})
    if arguments.check:
        found = drifted(arguments, session, state)
        problems += [p for p in found if concerned is None or _about(p, concerned)]
    else:
        told = reported(arguments, session, configuration, problems, documents, view)
        held = held_jobs(told.findings, seen.made_of)
        changes, refused = changes_of(state, session, configuration, options, held)
        _note_held(state, held)
        problems += refused
        if arguments.diff:
            sys.stdout.write(shown("".join(change.diff for change in changes)))
        else:
            undone = perform(session.root.path, changes)
            problems += undone.left_alone
            changes = [change for change in changes if change.path not in undone.paths]
            for change in changes:
                note(f"{change.verb} {change.path}")
        changed = bool(changes)
        if arguments.staged and arguments.fail_on_change and not arguments.diff:
            problems += _unstaged(arguments, configuration, options)
    code = code_of(undone, report(arguments, session, configuration, problems, documents, view))
    if changed and (arguments.fail_on_change or arguments.diff):
        return max(code, FINDINGS)
    return code


def _note_held(state: State, held: Collection[str]) -> None:
    """Say for which jobs nothing is written."""
    jobs = [loaded.job.path for loaded in state.sources.jobs if loaded.job.path in held]
    if jobs:
        more = f" and {len(jobs) - 1} more" if len(jobs) > 1 else ""
        note(f"nothing is written for {jobs[0]}{more} while a secret stands there (DH305)")


def _seen(state: State) -> Seen:
    """What was seen, with what each generated file is made of."""
    seen = seen_of(state.sources)
    files = {
        path: seen.made_of[file.of.job]
        for path, file in state.generated.files.items()
        if not file.shared
    }
    return seen._replace(made_of={**seen.made_of, **files})


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


def _check_target(state: State, options: GenerateOptions) -> None:
    if options.only is None or options.only in state.sources.broken:
        return
    job = next(loaded.job for loaded in state.sources.jobs if loaded.job.path == options.only)
    if job.runtime is None:
        raise UsageError(f"{options.only} has no `infrastructure`, so it generates nothing")


def _concerned(state: State, options: GenerateOptions) -> frozenset[str] | None:
    """The files that a run for one job speaks of; None for a run for all."""
    if options.only is None:
        return None
    paths = {options.only}
    for loaded in state.sources.jobs:
        if loaded.job.path == options.only:
            paths |= {*loaded.names}
    paths |= {
        path
        for path, file in state.generated.files.items()
        if file.of.job == options.only and not file.shared
    }
    return frozenset(paths)


def _about(problem: Problem, paths: frozenset[str]) -> bool:
    places = [problem.where, *(one.where for one in problem.notes if problem.rule.code == "DH502")]
    return any(place.path in paths for place in places)


def _unstaged(
    arguments: argparse.Namespace, configuration: Configuration, options: GenerateOptions
) -> list[Problem]:
    """What the index still lacks, now that the working tree is right: it must be added."""
    after = open_session(arguments)
    state = state_of(after.tree, configuration, options)
    return drifted(arguments, after, state)
