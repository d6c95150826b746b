"""Run real Terraform, offline, against real provider schemas."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.real_terraform.process import (
    NEWEST,
    RUNS_PER_WORKER,
    ProviderSet,
    Run,
    TerraformError,
    TerraformProcess,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

_MODULE_CALL = re.compile(r'^\s*module\s+"|"module"\s*:', re.MULTILINE)
_LEFTOVERS = shutil.ignore_patterns(".terraform*", "terraform.tfstate*", ".git")


class Diagnostic(NamedTuple):
    """One finding of Terraform; `path` is relative to the folder, `line` 0 where none is known."""

    severity: str
    summary: str
    detail: str
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.summary}: {self.detail}"


class ModuleRun(NamedTuple):
    """One `run` block of a `.tftest.hcl` file; `status` is pass, fail, error or skip."""

    path: str
    name: str
    status: str
    problems: tuple[Diagnostic, ...]


def _diagnostic(found: Mapping[str, Any]) -> Diagnostic:
    where = found.get("range") or {"filename": "", "start": {"line": 0}}
    return Diagnostic(
        found["severity"],
        found["summary"],
        found["detail"],
        where["filename"],
        where["start"]["line"],
    )


def _tree(folder: Path) -> Path:
    """Return the nearest `terraform` folder at or above: relative module sources stay inside it."""
    return next((path for path in (folder, *folder.parents) if path.name == "terraform"), folder)


@contextlib.contextmanager
def _copied(folder: Path) -> Iterator[Path]:
    """Give a copy of the folder, in its tree: Terraform leaves files where it works."""
    folder = folder.resolve()
    top = _tree(folder)
    with tempfile.TemporaryDirectory(prefix="real-terraform-") as scratch:
        copy = Path(scratch, "terraform")
        shutil.copytree(top, copy, ignore=_LEFTOVERS)
        yield copy / folder.relative_to(top)


class Terraform:
    """One Terraform with one set of provider versions; use it as a context manager.

    Every method takes the folder as it stands on disk and leaves it untouched.
    """

    def __init__(
        self, providers: ProviderSet = NEWEST, *, runs_per_worker: int = RUNS_PER_WORKER
    ) -> None:
        self.providers = providers
        self._scratch = tempfile.TemporaryDirectory(prefix="real-terraform-")
        self._process = TerraformProcess(Path(self._scratch.name), providers, runs_per_worker)

    def __enter__(self) -> Terraform:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker and remove what it used."""
        self._process.close()
        self._scratch.cleanup()

    def fmt_check(self, folder: Path) -> str:
        """Return '' when every file in and under the folder is canonical, else fmt's words."""
        run = self.command(f"-chdir={folder.resolve()}", "fmt", "-check", "-diff", "-recursive")
        return "" if run.code == 0 else (run.out + run.err).strip()

    def fmt_text(self, text: str) -> str:
        """Return the canonical form of a configuration.

        Raises:
            TerraformError: it can't be parsed.
        """
        path = Path(self._scratch.name, "text.tf")
        # newline="": a test of line endings wants the bytes that it gave.
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        run = self.command("fmt", "-list=false", str(path))
        if run.code:
            raise TerraformError(run.err)
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()

    def validate(self, folder: Path) -> list[Diagnostic]:
        """Return what `terraform validate` finds, warnings included; [] when all is well."""
        with _copied(folder) as copy:
            try:
                self._init(copy)
            except TerraformError as error:
                return [Diagnostic("error", "terraform init failed", str(error), "", 0)]
            run = self.command(f"-chdir={copy}", "validate", "-json")
            return [_diagnostic(found) for found in json.loads(run.out)["diagnostics"]]

    def plan(self, folder: Path, variables: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Plan from an empty state and return the document of `terraform show -json`.

        Raises:
            TerraformError: init or plan failed.
        """
        with _copied(folder) as copy:
            self._init(copy)
            return self._plan(copy, variables or {})

    def plan_after_apply(
        self, folder: Path, variables: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        """Plan, apply that plan, and return what a second plan says, as `plan` does.

        Raises:
            TerraformError: init, plan or apply failed.
        """
        with _copied(folder) as copy:
            self._init(copy)
            self._plan(copy, variables or {})
            saved = Path(self._scratch.name, "saved.plan")
            run = self.command(f"-chdir={copy}", "apply", "-input=false", "-lock=false", str(saved))
            if run.code:
                raise TerraformError(run.err.strip())
            return self._plan(copy, variables or {})

    def evaluate(
        self, folder: Path, expression: str, variables: Mapping[str, object] | None = None
    ) -> Any:
        """Return the value of an expression in the root module of the folder.

        None stands for a value that is known only after apply, too.

        Raises:
            TerraformError: the folder, or the expression, can't be planned.
        """
        with _copied(folder) as copy:
            text = f'output "evaluated" {{\n  value     = {expression}\n  sensitive = true\n}}\n'
            Path(copy, "evaluated_by_the_harness.tf").write_text(text, encoding="utf-8")
            self._init(copy)
            outputs = self._plan(copy, variables or {})["planned_values"].get("outputs", {})
            return outputs.get("evaluated", {}).get("value")

    def test(self, folder: Path) -> list[ModuleRun]:
        """Run `terraform test` and return its runs, in order.

        Raises:
            TerraformError: a test file can't be read, or no run was made.
        """
        with _copied(folder) as copy:
            self._init(copy, always=True)
            run = self.command(f"-chdir={copy}", "test", "-json")
        ended: dict[tuple[str, str], str] = {}
        problems: dict[tuple[str, str], list[Diagnostic]] = {}
        for event in (json.loads(line) for line in run.out.splitlines()):
            key = (event.get("@testfile", ""), event.get("@testrun", ""))
            if event["type"] == "test_run" and event["test_run"].get("progress") == "complete":
                ended[key] = event["test_run"]["status"]
            elif event["type"] == "diagnostic":
                problems.setdefault(key, []).append(_diagnostic(event["diagnostic"]))
        if not ended:
            raise TerraformError(run.out + run.err)
        return [
            ModuleRun(path, name, status, tuple(problems.get((path, name), ())))
            for (path, name), status in ended.items()
        ]

    def command(self, *argv: str) -> Run:
        """Run any Terraform command that knows `-no-color`.

        Raises:
            TerraformError: the worker died, or took longer than two minutes.
        """
        return self._process.run([*argv, "-no-color"])

    def _init(self, folder: Path, *, always: bool = False) -> None:
        """Install called modules; without any, reattached providers need no init at all."""
        texts = (path.read_text("utf-8") for path in folder.glob("*.tf*") if path.is_file())
        if not always and not any(_MODULE_CALL.search(text) for text in texts):
            return
        run = self.command(f"-chdir={folder}", "init", "-backend=false", "-input=false")
        if run.code:
            raise TerraformError(run.err.strip())

    def _plan(self, folder: Path, variables: Mapping[str, object]) -> dict[str, Any]:
        values = Path(self._scratch.name, "values.tfvars.json")
        values.write_text(json.dumps(variables), encoding="utf-8")
        saved = Path(self._scratch.name, "saved.plan")
        run = self.command(
            f"-chdir={folder}",
            "plan",
            "-input=false",
            "-lock=false",
            f"-var-file={values}",
            f"-out={saved}",
        )
        if run.code:
            raise TerraformError(run.err.strip())
        shown = self.command(f"-chdir={folder}", "show", "-json", str(saved))
        document: dict[str, Any] = json.loads(shown.out)
        return document
