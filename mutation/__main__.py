"""`python -m mutation`: how many small faults in the product the tests find.

Exit codes: 0 as many as asked for are found of each part; 1 fewer are; 2 wrong use, or tests that
fail without any fault.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from mutation import product, reach, survivors
from mutation.mutants import changes, mutants
from mutation.report import Tried, report
from mutation.workshop import ROOT, Bench, copied, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutation.mutants import Change, Mutant

    Place = tuple[str, Change, Mutant]


def main() -> int:
    """Read the command line, and do what it says."""
    parser = argparse.ArgumentParser("python -m mutation", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(product.PARTS))
    parser.add_argument("--file", action="append", default=[], help="only files with this path")
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants of each part")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    parser.add_argument("--jobs", type=int, default=1, help="mutants at once")
    parser.add_argument("--most", type=float, default=60, help="seconds of tests for a mutant")
    parser.add_argument("--least", type=float, default=90, help="percent that must be found")
    parser.add_argument("--reach", type=Path, help="where it is kept which tests reach what")
    parser.add_argument("--again", type=Path, help="a report: try only what survived in it")
    parser.add_argument("--report", type=Path, help="write here what survived, as JSON")
    given = parser.parse_args()
    if unknown := sorted(set(given.parts) - set(product.PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}")
    asked = list(_asked(given))
    with tempfile.TemporaryDirectory(prefix="dativo-hooks-mutation-") as folder:
        copies = [copied(Path(folder) / str(number)) for number in range(given.jobs)]
        file = given.reach or Path(folder) / "reach.json"
        if not file.exists():
            recorded(copies[0], file.resolve())
        known = reach.load(file)
        benches: SimpleQueue[Bench] = SimpleQueue()
        opened = [Bench(copy, known, given.most) for copy in copies]
        for bench in opened:
            benches.put(bench)

        first = [mutant for _, _, mutant in asked]
        with ThreadPoolExecutor(given.jobs) as pool:
            for unsound in pool.map(lambda bench: bench.failing(first), opened):
                if unsound:
                    parser.error(f"without any mutant, these fail: {' '.join(unsound)}")

        def tried(place: Place) -> Tried:
            part, change, mutant = place
            bench = benches.get()
            try:
                outcome = bench.outcome(mutant)
            finally:
                benches.put(bench)
            _tell(f"{outcome.ended}: {mutant.path}:{mutant.line}: {change.after}")
            return Tried(part, change, mutant.line, outcome)

        with ThreadPoolExecutor(given.jobs) as pool:
            results = list(pool.map(tried, asked))
        for bench in opened:
            bench.close()
    if given.report:
        survivors.write(given.report, results)
    text, good = report(results, survivors.known(), given.least)
    _tell(text)
    return int(not good)


def _asked(given: argparse.Namespace) -> Iterator[Place]:
    chosen = random.Random(given.seed)  # noqa: S311 - it picks a sample
    again = survivors.read(given.again) if given.again else None
    for part in given.parts or product.PARTS:
        places = [
            (part, change, mutant)
            for path in product.files(ROOT, part)
            if not given.file or any(path.endswith(name) for name in given.file)
            for source in [(ROOT / path).read_bytes()]
            for change, mutant in changes(mutants(path, source), source).items()
            if again is None or change in again
        ]
        if given.sample is not None and given.sample < len(places):
            places = sorted(chosen.sample(places, given.sample))
        yield from places


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
