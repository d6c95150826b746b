"""Fuzzes one target under atheris, in a process of its own, which ends with it.

`python -m fuzz.driver TARGET CORPUS -runs=N …`: arguments of libFuzzer follow.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dativo_hooks"]):
    from fuzz.mutation import mutated
    from fuzz.targets import TARGETS, regressions

LONGEST = 4096
"""Bytes of an input."""

SECONDS = 10
"""That one input may take, instrumented. Larger ones have a law of their own in the tests."""

MEMORY = 1024
"""MiB that the process may take."""


def main() -> None:
    """Fuzz; the exit code is 0 where nothing was found."""
    name, corpus, *arguments = sys.argv[1:]
    target = TARGETS[name]
    folder = Path(corpus)
    folder.mkdir(parents=True, exist_ok=True)
    for data in (*target.seeds(), *regressions(name).values()):
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return mutated(data, most, seed, atheris.Mutate)

    limits = (f"-max_len={LONGEST}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEMORY}")
    places = (f"-artifact_prefix={folder.parent}/{name}-", corpus)
    options = [*limits, "-print_final_stats=1", *arguments, *places]
    atheris.Setup([sys.argv[0], *options], target.run, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
