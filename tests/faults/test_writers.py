"""Several commands write to one repository at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.faults.scene import Command, Scene
from tests.laws import EFFORT

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMES = max(1, round(float(EFFORT or 1)))
GENERATE = ("generate",)
FIX = ("check", "--fix")
STAGED = ("check", "--staged")
BASELINE = ("baseline",)
REPORT = ("check", "--output-format", "sarif=report.sarif")

WHOLE = (".dativo-hooks-baseline.json", "report.sarif")

TOGETHER = (
    (GENERATE, GENERATE, GENERATE, GENERATE),
    (FIX, FIX, GENERATE, BASELINE),
    (GENERATE, GENERATE),
    (FIX, GENERATE),
    (STAGED, GENERATE, STAGED, REPORT),
)
"""The suite tries the first two."""


@pytest.mark.parametrize(
    "together",
    TOGETHER if EFFORT else TOGETHER[:2],
    ids=lambda some: ", ".join(map(" ".join, some)),
)
def test_nobody_tears_what_another_writes(
    scene: Scene, together: Sequence[tuple[str, ...]]
) -> None:
    command = Command(FIX, broken=True)
    # What files may become: what each of the commands makes of them in turn.
    states = [scene.begin(command)]
    for one in dict.fromkeys((FIX, GENERATE, *together)):
        scene.run(one)
        states.append(scene.files())
    for _ in range(TIMES):
        scene.begin(command)
        started = [scene.started(one) for one in together]
        for one, process in zip(together, started, strict=True):
            with process:
                _, err = process.communicate()
            assert "Traceback" not in err, err
            assert "can't be written" not in err, err
            assert process.returncode in {0, 1}, (one, err)
        for path, data in scene.files().items():
            if path in WHOLE:
                assert json.loads(data), path  # what it holds depends on who was first
            else:
                assert data in [state.get(path) for state in states], path
        assert scene.leftovers() == []
        for one in (FIX, GENERATE):
            scene.run(one)
        assert scene.run(("check",)).code == 0
        for path, data in scene.files().items():
            assert path in WHOLE or data == states[-1][path], path
