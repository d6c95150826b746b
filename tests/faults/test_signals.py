"""Signals: at any moment a command may be killed, stopped or interrupted."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests import needs
from tests.faults.disk import Disk
from tests.faults.scene import COMMANDS, Command, Scene, torn
from tests.laws import EFFORT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs.signals

COUNT = max(1, round(5 * float(EFFORT or 1)))
"""How many runs each test ends: with an effort of 25 they are 250 and more."""

NAMES = ("SIGTERM", "SIGINT", "SIGKILL", "SIGHUP")


class Ending(NamedTuple):
    """Which command a signal meets, and at which operation on the disk (0: at some time)."""

    command: Command
    name: str
    at: int


def _endings(scene: Scene, seed: int) -> Iterator[Ending]:
    """Each signal in turn at operations that change something, before it and at its end."""
    chance = random.Random(None if EFFORT else seed)
    for number in range(COUNT):
        command = COMMANDS[number % 5] if EFFORT else COMMANDS[0]
        scene.begin(command)
        with Disk(str(scene.path), lambda *_: None) as disk:
            scene.run(command.arguments)
        writes = [at for at, one in enumerate(disk.operations, 1) if one.name in _WRITES]
        every = range(1, len(disk.operations) + 1)
        at = chance.choice(writes if number % 3 else every)
        if not number:  # half of a new file is there
            at = [one.name for one in disk.operations].index("write") + 1
        yield Ending(command, NAMES[number % 4], at)


_WRITES = ("create", "write", "chmod", "replace", "unlink")


def test_a_signal_at_an_operation(scene: Scene) -> None:
    for ending in _endings(scene, 1):
        command, name, at = ending
        before, known = scene.begin(command), scene.changed()
        words = (str(scene.path), str(at), name, *command.arguments)
        with scene.started(words, "-m", "tests.faults.child") as process:
            _, err = process.communicate()
        number = getattr(signal, name)
        expected = -number if name == "SIGKILL" else 128 + number
        assert process.returncode == expected, (ending, err)
        _holds(scene, ending, before, known, err)


def test_a_signal_at_some_time(scene: Scene) -> None:
    chance = random.Random(None if EFFORT else 2)
    for count in range(COUNT):
        command = COMMANDS[count % 5] if EFFORT else COMMANDS[0]
        before, known = scene.begin(command), scene.changed()
        ending = Ending(command, NAMES[count % 4], 0)
        number = getattr(signal, ending.name)
        words = (str(scene.path), "0", ending.name, *command.arguments)
        with scene.started(words, "-m", "tests.faults.child", group=True) as process:
            assert process.stderr is not None
            assert process.stderr.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.4))
            if ending.name == "SIGINT":
                os.killpg(process.pid, number)  # as a terminal does it
            else:
                process.send_signal(number)
            _, err = process.communicate()
        wanted, after = scene.undisturbed(command)
        done = process.returncode == wanted and scene.files() == after
        # Once there is nothing more to clean up, the system ends it.
        assert process.returncode in {128 + number, -number} or done, (ending, err)
        _holds(scene, ending, before, known, err)


def _holds(
    scene: Scene,
    ending: Ending,
    before: dict[str, bytes],
    known: set[str],
    err: str,
) -> None:
    """What must hold after a run that was ended, and after another that wasn't."""
    command, name, _ = ending
    wanted, after = scene.undisturbed(command)
    assert "Traceback" not in err, (ending, err)
    assert "ignored" not in err, (ending, err)
    assert torn(before, scene.files(), after) == [], ending
    if name != "SIGKILL":
        assert scene.leftovers() == [], ending
    for path in scene.changed() - known:
        assert path.endswith(("/", ".tmp")) or before.get(path) != after.get(path), (ending, path)
    assert scene.run(command.arguments).code == wanted, ending
    assert scene.files() == after, ending
    assert scene.leftovers() == [], ending


def test_what_the_caller_ignores_stays_ignored(scene: Scene) -> None:
    """As `nohup` has it, and a shell for what runs in its background."""
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from dativo_hooks.cli import generate, main\n"
        "run = generate.run\n"
        "def signalled(arguments):\n"
        "    os.kill(os.getpid(), signal.SIGHUP)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return run(arguments)\n"
        "generate.run = signalled\n"
        "sys.exit(main.main())\n"
    )
    scene.begin(COMMANDS[0])
    _, after = scene.undisturbed(COMMANDS[0])
    with scene.started(COMMANDS[0].arguments, "-c", program) as process:
        process.communicate()
    assert (process.returncode, scene.files()) == (0, after)


def test_an_interrupt_ends_workers_too(scene: Scene) -> None:
    """Ctrl-C reaches each process of the terminal's group: one of them speaks for all."""
    program = (
        "import os, sys, time\n"
        "from dativo_hooks.cli import main\n"
        "from dativo_hooks.engine import parallel, shards\n"
        "from dativo_hooks.engine.look import look\n"
        "shards.SIZE, parallel.FEWEST = 1, 0\n"
        "def slow(*all):\n"
        "    os.write(2, b'%d\\n' % os.getpid())\n"
        "    time.sleep(20)\n"
        "    return look(*all)\n"
        "parallel.look = slow\n"
        "sys.exit(main.main())\n"
    )
    scene.begin(COMMANDS[0])
    words = ("check", "-j", "2")
    with scene.started(words, "-c", program, group=True) as process:
        assert process.stderr is not None
        both = {int(process.stderr.readline()) for _ in range(2)}
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()  # ends when no worker holds standard error open
    assert len(both) == 2
    assert (process.returncode, err) == (130, "")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("where", ["atexit", "__del__"])
def test_a_signal_where_python_would_go_on(scene: Scene, name: str, where: str) -> None:
    """At the interpreter's end, and in a destructor, Python prints an exception and goes on."""
    act = f"os.kill(os.getpid(), signal.{name})"
    program = "import atexit, os, signal, sys\nfrom dativo_hooks.cli import generate, main\n"
    if where == "atexit":
        program += f"atexit.register(lambda: {act})\n"
    else:
        program += (
            f"class Dying:\n    def __del__(self):\n        {act}\n"
            "run = generate.run\n"
            "def dying(arguments):\n    Dying()\n    return run(arguments)\n"
            "generate.run = dying\n"
        )
    before = scene.begin(COMMANDS[0])
    with scene.started(COMMANDS[0].arguments, "-c", program + "sys.exit(main.main())\n") as process:
        _, err = process.communicate()
    number = getattr(signal, name)
    assert process.returncode == (-number if where == "atexit" else 128 + number)
    assert "ignored" not in err
    assert "Traceback" not in err
    assert (scene.files() == before) is (where != "atexit")
