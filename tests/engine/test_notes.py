"""What a note marks is shown, and never where it is a secret."""

from __future__ import annotations

import pytest

from dativo_hooks.document import Lines
from tests.engine.repositories import FARGATE, JOB, checked, repository, with_terraform
from tests.report.made import rendered

PATH = "jobs/contacts.yaml"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("LEVEL", True), ("CONNECTION_STRING", False), ("DB_PASSWORD", False), ("DB_AUTH", False)],
)
def test_the_source_of_drift(name: str, shown: bool) -> None:
    # On a line of its own, where nothing but its place says what it is.
    job = f"{JOB}{FARGATE}    environment:\n      {name}:\n        hunter2-hunter2\n"
    files = with_terraform(repository({PATH: job.replace("hunter2-hunter2", "before")}))
    files[PATH] = job.encode()
    found = [one for one in checked(files) if one.rule.code == "DH602"]
    assert [one.path for one in found[0].related] == [PATH]
    text = rendered(
        "full", found, line_of=lambda path, line: Lines(files[path].decode()).line(line)
    )
    marked = text.partition("note: generated from this")[2].splitlines()[3]
    assert marked.endswith("hunter2-hunter2" if shown else "•••")
