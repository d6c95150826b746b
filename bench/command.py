"""The benchmark's command line: makes the repository, measures in rounds, prints tables."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import goals, machine, scenarios, single_run, table, tools
from bench.repository import made
from bench.variants import varied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.goals import Figures
    from bench.measuring import Cost
    from bench.repository import Repository
    from bench.scenarios import Scenario
    from bench.tools import Tools

README = Path(__file__).with_name("README.md")
SIZES = (1_000, 10_000, 100_000)
_GROWING = (
    "python",
    "git-status",
    "nothing-changed",
    "other-changed",
    "job-in-step",
    "asset-in-step",
    "check-cold",
    "generate",
    "generate-all",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether it could be done: goals decide nothing."""
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments)
    except RuntimeError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    programs = tools.found()
    wanted = scenarios.chosen(
        frozenset(arguments.only or (_GROWING if arguments.growth else ())), programs
    )
    sizes = SIZES if arguments.growth else (arguments.jobs,)
    measured: dict[int, dict[str, Figures]] = {}
    with _folder(arguments.keep) as folder:
        for jobs in sizes:
            measured[jobs] = measure(folder, jobs, wanted, arguments.repeats, programs)
    parts = [machine.facts(programs)]
    for jobs, figures in measured.items():
        runs = f"{arguments.repeats} run{'s' if arguments.repeats > 1 else ''}"
        heading = f"{jobs:,} jobs, {runs} of each, medians:\n"
        parts += [heading, table.measurements(figures, jobs, measured.get(jobs // 10))]
    if arguments.growth:
        parts.append(table.growth(measured))
    text = "\n".join(parts)
    print(text)
    if arguments.write:
        _write("growth" if arguments.growth else "measured", text)
    return 0


def measure(
    folder: Path, jobs: int, wanted: Sequence[Scenario], repeats: int, programs: Tools
) -> dict[str, Figures]:
    """The figures of scenarios, by name. Rounds: what slows the machine down slows all of them."""
    _say(f"{jobs:,} jobs: the repository")
    plain = made(folder / str(jobs), jobs, programs.script)
    repositories: dict[str | None, Repository] = {None: plain}
    for variant in dict.fromkeys(scenario.variant for scenario in wanted):
        if variant is not None:
            _say(f"{jobs:,} jobs: the repository with {variant}")
            repositories[variant] = varied(plain, variant, folder / f"{jobs}-{variant}")
    costs: dict[str, list[Cost]] = {scenario.name: [] for scenario in wanted}
    for repeat in range(repeats + 1):
        sampled = repeat == repeats  # once more, for the memory of all processes
        for scenario in wanted:
            if sampled and not scenario.sampled:
                continue
            repository = repositories[scenario.variant]
            cost = single_run.measured(scenario, repository, programs, sampled=sampled)
            costs[scenario.name].append(cost)
            _say(f"{jobs:,} jobs: {repeat + 1}: {scenario.name} {table.seconds(cost.wall)}")
    return {name: goals.figures_of(its) for name, its in costs.items()}


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextlib.contextmanager
def _folder(kept: str | None) -> Iterator[Path]:
    if kept is not None:
        path = Path(kept)
        path.mkdir(parents=True, exist_ok=True)
        yield path.resolve()
        return
    with tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch).resolve()


def _write(part: str, text: str) -> None:
    """Put text between a part's marks in the README."""
    before = README.read_text(encoding="utf-8")
    marked = re.compile(f"(<!-- {part} -->\n).*?(<!-- end of {part} -->)", re.DOTALL)
    after = marked.sub(lambda match: f"{match[1]}\n{text}\n{match[2]}", before)
    README.write_text(after, encoding="utf-8", newline="\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/run.py", description=__doc__)
    parser.add_argument("--jobs", type=int, default=10_000, help="how many (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=5, help="of each (default: %(default)s)")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=scenarios.NAMES,
        metavar="SCENARIO",
        help=f"these, and what they are held against: {', '.join(scenarios.NAMES)}",
    )
    parser.add_argument(
        "--keep",
        metavar="DIR",
        help="make repositories here, and use them again while the same is generated",
    )
    parser.add_argument("--growth", action="store_true", help="1,000, 10,000 and 100,000 jobs")
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    return parser
