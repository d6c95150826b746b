"""The whole of what is wrong with a repository, by the parts that a command asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.drift.compare import HERE, CommandHints, Expectation, drift
from dativo_hooks.drift.observe import of_other_roots, owned_files
from dativo_hooks.engine.excluding import excluded_of, told_elsewhere
from dativo_hooks.engine.generating import NO_OPTIONS, GenerateOptions, generated
from dativo_hooks.engine.tagging import cloud_problems, policy_problems, tagged_jobs
from dativo_hooks.sources.loading import sources_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from dativo_hooks.drift.observe import Owned
    from dativo_hooks.engine.generating import Generated
    from dativo_hooks.engine.tagging import Tagged
    from dativo_hooks.finding import Problem
    from dativo_hooks.model.configuration import Configuration
    from dativo_hooks.sources.loading import Sources
    from dativo_hooks.tree import Tree


class State(NamedTuple):
    """A repository, read once: its sources, tags and what they generate.

    `owned`: our files. `elsewhere`: those of roots below this one, and these roots.
    """

    sources: Sources
    tagged: tuple[Tagged, ...]
    owned: Mapping[str, Owned]
    generated: Generated
    elsewhere: Mapping[str, str]


def state_of(
    tree: Tree, configuration: Configuration, options: GenerateOptions = NO_OPTIONS
) -> State:
    """Read a tree and work out everything that follows from it."""
    sources = sources_of(tree, configuration)
    tagged = tagged_jobs(sources, configuration)
    owned, elsewhere = own_files(tree, sources, configuration)
    excluded = excluded_of(tree, owned, configuration, among_sources=bool(sources.excluded))
    return State(
        sources,
        tagged,
        owned,
        generated(sources, tagged, owned, configuration, options, excluded),
        elsewhere,
    )


def own_files(
    tree: Tree, sources: Sources, configuration: Configuration
) -> tuple[dict[str, Owned], dict[str, str]]:
    """The generated files of a tree that are this root's, and those of roots below it.

    Of the latter, those whose job is excluded here are nobody's business.
    """
    owned = owned_files(tree)
    jobs = {loaded.job.path for loaded in sources.jobs} | sources.broken
    elsewhere = of_other_roots(owned, tree, jobs)
    mine = {path: one for path, one in owned.items() if path not in elsewhere}
    return mine, told_elsewhere(owned, elsewhere, configuration)


def policy_faults(
    sources: Sources, tagged: tuple[Tagged, ...], configuration: Configuration
) -> list[Problem]:
    """What reading, schemas, references, the tag policy and the clouds' limits have against it."""
    hidden = sources.secrets.hidden
    return [
        *sources.problems,
        *sources.secrets.problems,
        *hidden(policy_problems(sources, tagged, configuration)),
        *hidden(cloud_problems(tagged)),
    ]


def generation_faults(state: State) -> list[Problem]:
    """What keeps jobs from being generated or written, or warns of what is."""
    hidden = state.sources.secrets.hidden
    return [
        *state.sources.problems,
        *state.sources.secrets.problems,
        *hidden(problem for one in state.tagged for problem in one.problems),
        *hidden(state.generated.problems),
    ]


def drift_faults(
    state: State,
    committed: Tree,
    working: Tree | None,
    hints: CommandHints = HERE,
    ignored: Container[str] = (),
) -> list[Problem]:
    """Where the committed Terraform isn't what the sources generate."""
    expectation = Expectation(
        state.generated.files, state.owned, state.generated.protected, state.elsewhere, ignored
    )
    return [*state.sources.secrets.hidden(drift(expectation, committed, working, hints))]
