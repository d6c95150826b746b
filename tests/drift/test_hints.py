"""The commands that are told to a user, wherever they stand."""

from __future__ import annotations

import pytest

from dativo_hooks.drift.compare import CommandHints, Expectation, drift, shell_quoted
from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import repository, state

JOB = "jobs/contacts.yaml"
FOLDER = CommandHints(options=" --root 'a b'", folder="a b/")


@pytest.mark.parametrize(
    ("hints", "options", "command"),
    [
        (CommandHints(), GenerateOptions(), f"generate {JOB}"),
        (
            CommandHints(),
            GenerateOptions(JOB, output_dir="x y"),
            f'generate {JOB} --output-dir "x y"',
        ),
        (CommandHints(), GenerateOptions(JOB, output_dir=""), f"generate {JOB} --output-dir ."),
        (
            CommandHints(),
            GenerateOptions(JOB, "gcp/cloud_run"),
            f"generate {JOB} --cloud gcp --resource-type cloud_run",
        ),
        (FOLDER, GenerateOptions(), f"generate \"a b/{JOB}\" --root 'a b'"),
        (
            FOLDER,
            GenerateOptions(JOB, output_dir=""),
            f'generate "a b/{JOB}" --output-dir "a b/" --root \'a b\'',
        ),
        (
            FOLDER,
            GenerateOptions(JOB, output_dir="tf"),
            f'generate "a b/{JOB}" --output-dir "a b/tf" --root \'a b\'',
        ),
    ],
)
def test_the_command_that_writes_one_file(
    hints: CommandHints, options: GenerateOptions, command: str
) -> None:
    target = options.target or "aws/ecs_fargate"
    made = state(repository(), options).generated.files.values()
    (file,) = [one for one in made if one.unit is not None and one.of.target == target]
    assert hints.generate(file) == f"dativo-hooks {command}"


def test_the_command_that_writes_a_shared_file_or_all() -> None:
    made = state(repository()).generated.files.values()
    (shared,) = [one for one in made if one.path.endswith("/variables.tf")]
    for file in (shared, None):
        assert CommandHints().generate(file) == "dativo-hooks generate"
        assert FOLDER.generate(file) == "dativo-hooks generate --root 'a b'"
    assert FOLDER.git("add", "x.tf") == 'git add -- "a b/x.tf"'


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("a/b-c.tf", "a/b-c.tf"),
        ("a b.tf", '"a b.tf"'),
        ("it's.tf", '"it\'s.tf"'),
        ("a;b.tf", '"a;b.tf"'),
        # Between double quotes these would mean something.
        ("a$b.tf", "'a$b.tf'"),
        ("a`b.tf", "'a`b.tf'"),
        ("a%b !.tf", "'a%b !.tf'"),
        ('a"b.tf', "'a\"b.tf'"),
        ("a\\b.tf", "'a\\b.tf'"),
        ("a\nb.tf", "'a\nb.tf'"),
    ],
)
def test_paths_as_shells_take_them(path: str, word: str) -> None:
    assert shell_quoted(path) == word


PATH = "terraform/generated/acme-contacts.tf"


def test_a_file_that_git_ignores() -> None:
    found = state(repository())
    files = {PATH: found.generated.files[PATH]}
    for committed, working in ((repository(), None), (repository(), repository())):
        expectation = Expectation(files, {}, (), ignored=frozenset({PATH}))
        disk = None if working is None else MemoryTree(working)
        (problem,) = drift(expectation, MemoryTree(committed), disk)
        assert problem.rule.code == "DH601"
        assert problem.message == (
            f"`{PATH}`, generated from this job, is ignored by git, so that no commit has it"
        )
        assert problem.help == (
            f"take out of .gitignore what `git check-ignore -v -- {PATH}` shows, then "
            f"run `git add -- {PATH}`"
        )


def test_files_of_another_root() -> None:
    elsewhere = {"sub/tf/b.tf": "sub", "sub/tf/a.tf": "sub", "x y/c.tf": "x y"}
    expectation = Expectation({}, {}, (), elsewhere)
    found = list(drift(expectation, MemoryTree({}), None, CommandHints(folder="up/")))
    assert [(one.rule.code, one.where[0]) for one in found] == [
        ("DH604", "sub/tf/a.tf"),
        ("DH604", "x y/c.tf"),
    ]
    assert [one.help.rpartition("check it with ")[2] for one in found] == [
        "`--root up/sub`",
        '`--root "up/x y"`',
    ]


def test_what_is_missing_says_whose_it_is() -> None:
    found = state(repository())
    said = {
        problem.message
        for problem in drift(Expectation(found.generated.files, {}, ()), MemoryTree({}), None)
    }
    assert said == {
        f"`{PATH}`, generated from this job, doesn't exist",
        *(
            f"`terraform/generated/{name}.tf`, generated for the folder of this job's file, "
            "doesn't exist"
            for name in ("providers", "variables", "versions")
        ),
    }
