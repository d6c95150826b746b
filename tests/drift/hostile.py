"""Committed Terraform that is made to take long, and what it takes: run as a program.

It prints a line of JSON: the CPU seconds of each case, and the most memory (MB) of all.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from dativo_hooks.drift.explain import drift_problem
from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.generation.header import header_of
from tests.engine.repositories import repository, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.generation.files import GeneratedFile

SIZE = 100_000
"""Characters that a piece is repeated to."""

PIECES = (
    *(" ", "[", "{", "\\", '"', '"${', "a = ", "# ", "/*", "\0", "\r", "\ufeff"),
    *("\n", "a = 1\n", '"a": "b",\n', "<<EOF\n", "}\n", 'name = "A_TOKEN"\n', 'A_TOKEN="'),
    *("jsonencode(", "-----BEGIN PRIVATE KEY-----"),
)


def generated() -> dict[str, GeneratedFile]:
    """A generated file of each syntax, by its path."""
    return {
        path: file
        for form in ("hcl", "json")
        for path, file in state(repository(), GenerateOptions(format=form)).files.items()
        if not file.shared
    }


def places(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Where something is put: what the place is called, the text before, the text after."""
    at = next(number for number, line in enumerate(lines) if "finops_cost_center" in line)
    before, line, after = "\n".join(lines[:at]), lines[at], "\n".join(lines[at + 1 :])
    sign = min(place for place in (line.find(" = "), line.find(": ")) if place > 0)
    quote = line.rindex('"')
    header = next(number for number, one in enumerate(lines) if "dativo-hooks: " in one)
    start = lines[header].partition("dativo-hooks: ")[0] + "dativo-hooks: "
    head, rest = "\n".join(lines[:header]), "\n".join(lines[header + 1 :])
    yield "header", f"{head}\n{start}", f"\n{rest}"
    yield "line", f"{before}\n", f"\n{line}\n{after}"
    yield "key", f"{before}\n{line[:sign]}", f"{line[sign:]}\n{after}"
    yield "text", f"{before}\n{line[:quote]}", f"{line[quote:]}\n{after}"
    yield "rest", f"{head}\n{lines[header]}\n", ""


def _most_memory() -> float:
    """MB that this program took at most, without what the process had that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        text = status.read_text()
        return int(text.partition("VmHWM:")[2].split()[0]) / 1024
    import resource  # which Windows lacks

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main(most: float) -> None:
    """Measure all cases, each no more than once it is over `most` seconds in a place."""
    taken = {}
    for path, file in generated().items():
        for (place, before, after), piece in product(places(list(file.text.lines)), PIECES):
            # The smaller is read as Terraform, too.
            for size in (1600, SIZE):
                data = f"{before}{piece * (size // len(piece))}{after}".encode()
                start = time.process_time()
                header_of(data)
                drift_problem(file, data, "fix it")
                taken[f"{path} {place} {piece!r} {size}"] = time.process_time() - start
                if time.process_time() - start > most:
                    break
    sys.stdout.write(json.dumps({"seconds": taken, "memory": _most_memory()}) + "\n")


if __name__ == "__main__":
    main(float(sys.argv[1]))
