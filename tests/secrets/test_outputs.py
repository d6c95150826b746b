"""No output and no written file shows a secret, however it is spelt there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.report.formats import FORMATS
from tests.cli.conftest import Project
from tests.engine.repositories import FARGATE, JOB, repository
from tests.laws import examples
from tests.secrets.places import CLOUD_RUN, PLACES
from tests.secrets.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.secrets.places import Place
    from tests.secrets.samples import Sample

RUN = 8
"""Letters and digits in a row of a secret that may stand nowhere."""

JOB_FILE = "jobs/contacts.yaml"
FOLD = "\\\n    "
"""Where a quoted text goes on, in the next line."""

AKIA = "AKIA" + "IOSFODNN7EXAMPLE"


def folded(text: str) -> str:
    """What every spelling of a text has in common."""
    for shown in ("\\u2022", "\\n", "\\t"):
        text = text.replace(shown, " ")
    return "".join(filter(str.isalnum, text.lower()))


def shows(text: str, secret: str) -> str:
    """The part of a secret that a text shows, "" where it shows none."""
    plain, whole = folded(text), folded(secret)
    runs = [whole[at : at + RUN] for at in range(len(whole) - RUN + 1)]
    if 3 <= len(whole) < RUN:
        runs = [whole]
    return next((run for run in runs if run in plain), secret if secret in text else "")


def outputs(project: Project, job: str = JOB_FILE) -> Iterator[tuple[str, str]]:
    """What every command says, by how it was called, and all that was written."""
    sources = set(project.files())
    for form in FORMATS:
        for command in ("check", "policy", "validate"):
            yield _said(project, command, "--show-suppressed", "--output-format", form)
    for form in ("full", "json"):
        for cloud in ((), ("--cloud", "aws"), ("--cloud", "gcp")):
            yield _said(project, "tags", "--output-format", form, *cloud)
    for arguments in (
        ("generate", "--check"),
        ("generate", "--diff"),
        ("generate",),
        ("generate", job, "--cloud", "gcp", "--format", "json"),
        ("generate", "--layout", "module"),
        ("check", "--fix", "--diff"),
        ("baseline",),
        ("check", "--baseline", ".dativo-hooks-baseline.json"),
    ):
        yield _said(project, *arguments)
    for name, data in project.files().items():
        if name not in sources:
            yield name, f"{name}\n{data.decode()}"


def _said(project: Project, *arguments: str) -> tuple[str, str]:
    found = project.run(*arguments)
    return " ".join(arguments), found.out + found.err


@pytest.fixture
def made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Made:
    """Makes repositories."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return Made(tmp_path, monkeypatch, capsys)


class Made:
    """Repositories, each in a folder of its own."""

    def __init__(
        self, path: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.path = path
        self.patch = patch
        self.capsys = capsys
        self.count = 0

    def project(self, files: dict[str, bytes]) -> Project:
        """A repository with these files."""
        self.count += 1
        project = Project(self.path / str(self.count), self.capsys)
        project.write(files)
        self.patch.chdir(project.path)
        return project


@examples(8)
@given(st.sampled_from(PLACES), st.sampled_from(SAMPLES))
def _nothing_shows(made: Made, place: Place, sample: Sample) -> None:
    project = made.project(place.files(sample.text))
    for how, text in outputs(project):
        assert not shows(text, sample.secret), (how, shows(text, sample.secret))


def test_nothing_shows_a_secret(made: Made) -> None:
    _nothing_shows(made)


TELLING = "Tr0ub4dor-Horse_Batt"


@pytest.mark.parametrize(
    ("path", "text", "secret"),
    [
        (JOB_FILE, f"{JOB}{FARGATE}    environment:\n      DB_PASSWORD: {TELLING}\n", TELLING),
        (JOB_FILE, f"{JOB}{FARGATE}  metadata:\n    db_password: {TELLING}\n", TELLING),
        (JOB_FILE, f"{JOB}{CLOUD_RUN}  metadata:\n    db_password: {TELLING}\n", TELLING),
        (JOB_FILE, f"{JOB}{CLOUD_RUN}  metadata:\n    api_token: Qx9-z\n", "Qx9-z"),
        (JOB_FILE, f"{JOB}{CLOUD_RUN}  metadata:\n    DB-Password: [{TELLING}, x]\n", TELLING),
        (JOB_FILE, f"{JOB}{CLOUD_RUN}    command: [run, --password, {TELLING}]\n", TELLING),
        (JOB_FILE, f"{JOB}source:\n  credentials:\n    password:\n      - {TELLING}\n", TELLING),
        (JOB_FILE, f"{JOB}source:\n  password: >-\n    {TELLING}\n    more\n{FARGATE}", TELLING),
        (JOB_FILE, f"{JOB}sourc:\n  password: {{value: {TELLING}}}\n{FARGATE}", TELLING),
        # What only YAML makes a secret, with findings about the same line.
        (JOB_FILE, f'{JOB}a: {{"\\x41KIA{AKIA[4:]}": 012}}\n{FARGATE}', AKIA[4:]),
        (JOB_FILE, f'{JOB}b: {{n: 012, c: "\\x41KIA{FOLD}{AKIA[4:]}"}}\n{FARGATE}', AKIA[4:]),
        (JOB_FILE, f"{JOB}{FARGATE}# {AKIA}\n", AKIA[4:]),
        (JOB_FILE, f"{JOB}finops: {{project: 'a,{AKIA}'}}\n{CLOUD_RUN}", AKIA[4:]),
        (JOB_FILE, f"{JOB}finops: {{project: '{'x' * 40}{'-' * 9}{AKIA}'}}\n{CLOUD_RUN}", AKIA[4:]),
        (JOB_FILE, f"{JOB}environmnt: {AKIA}\n{CLOUD_RUN}", AKIA[4:]),
        (JOB_FILE, f"{JOB.replace('acme', f'{AKIA}.{TELLING}')}{CLOUD_RUN}", AKIA[4:]),
        (JOB_FILE, f"{JOB.replace('prod', 'mysql://root:pw@host')}{CLOUD_RUN}", "rootpw"),
    ],
)
def test_no_output_shows_it_however_it_is_written(
    made: Made, path: str, text: str, secret: str
) -> None:
    project = made.project(repository({path: text}))
    for how, said in outputs(project):
        assert not shows(said, secret), (how, shows(said, secret))
