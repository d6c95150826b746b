"""A disk that refuses: each operation of each command fails once, and what holds after holds."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.faults.disk import ALLOCATES, READS, Disk, Operation
from tests.faults.scene import COMMANDS, Command, Scene, torn
from tests.laws import EFFORT

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault(NamedTuple):
    """What the disk says to some operations; a lasting one says it to the end.

    The suite tries it at the first, the middle and the last of them, the long run at each.
    """

    number: int
    to: frozenset[str]
    lasting: bool = False


WRITES = ALLOCATES | {"chmod", "unlink"}
FAULTS = {
    "full": Fault(errno.ENOSPC, ALLOCATES, lasting=True),
    "full for a moment": Fault(errno.ENOSPC, ALLOCATES),
    "read-only": Fault(errno.EROFS, WRITES, lasting=True),
    "forbidden": Fault(errno.EACCES, WRITES | READS),
    "broken": Fault(errno.EIO, WRITES | READS),
    "too large": Fault(errno.EFBIG, frozenset({"write"})),
}

TELLING = {"report.sarif", ".dativo-hooks-baseline.json"}
"""Files that say what was found."""


def _failing(fault: Fault, at: int) -> Callable[[int, Operation], None]:
    """Fail the operation `at`, counted among those that the fault can befall."""
    seen = 0

    def act(_: int, operation: Operation) -> None:
        nonlocal seen
        if operation.name in fault.to:
            seen += 1
            if seen == at or (fault.lasting and seen > at):
                raise OSError(fault.number, os.strerror(fault.number), operation.path)

    return act


def _befallen(disk: Disk, fault: Fault, at: int) -> Operation:
    return [operation for operation in disk.operations if operation.name in fault.to][at - 1]


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.arguments))
def test_every_operation_may_fail(scene: Scene, command: Command, name: str) -> None:
    fault = FAULTS[name]
    before = scene.begin(command)
    wanted, after = scene.undisturbed(command)
    cache = scene.git_files()
    with Disk(str(scene.path), lambda *_: None) as disk:
        scene.run(command.arguments)
    every = sum(operation.name in fault.to for operation in disk.operations)
    for at in range(1, every + 1) if EFFORT else sorted({1, every // 2 + 1, every}):
        scene.restore(before, cache)
        with Disk(str(scene.path), _failing(fault, at)) as disk:
            code, out, err = scene.run(command.arguments)
        operation = _befallen(disk, fault, at)
        now = scene.files()
        told = f"{fault.number} at {at}, {operation}: exit {code}\n{out}\n{err}"
        assert "Traceback" not in err, told
        if operation.name in READS:
            # What can't be read is judged otherwise, and nothing is written or deleted for it.
            assert TELLING.issuperset(torn(before, now, after)), told
            assert scene.leftovers() == [], told
            assert code in {wanted, 1, 2}, told
        else:
            assert torn(before, now, after) == [], told
            assert (fault.lasting and "unlink" in fault.to) or not scene.leftovers(), told
            assert code in ({wanted, 2} if now == after else {1, 2}), told
            assert "terraform-not-ours" not in out, told
            if now != after:
                assert os.strerror(fault.number) in err, told
                assert command.broken or code == 2, told
            if not fault.lasting:
                others = [path for path in {*now, *after} if now.get(path) != after.get(path)]
                assert len(others) <= 1 or command.arguments[0] == "modules", told
    assert every


@pytest.mark.parametrize("limit", [1000])
def test_a_limit_on_the_size_of_files(scene: Scene, limit: int) -> None:
    """The system's own refusal, through a process of its own."""
    resource = pytest.importorskip("resource")
    command = COMMANDS[0]
    before = scene.begin(command)
    _, after = scene.undisturbed(command)
    program = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from dativo_hooks.cli.main import main\n"
        "sys.exit(main())\n"
    )
    assert resource.RLIMIT_FSIZE
    with scene.started(command.arguments, "-c", program) as process:
        _, err = process.communicate()
    assert process.returncode == 2
    assert "acme-contacts.tf can't be written: File too large" in err
    assert "zeta-contacts.tf can't be written: File too large" in err
    assert torn(before, scene.files(), after) == []
    assert scene.leftovers() == []
