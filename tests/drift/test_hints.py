"""The commands that are told to a user, wherever they stand."""

from __future__ import annotations

import pytest

from dativo_hooks.drift.compare import (
    CommandHints,
    Expectation,
    drift,
    not_ours,
    shell_quoted,
)
from dativo_hooks.drift.observe import Owned
from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.generation.header import Header
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
    made = state(repository(), options).files.values()
    (file,) = [one for one in made if one.unit is not None and one.of.target == target]
    assert hints.generate(file) == f"dativo-hooks {command}"


def test_the_command_that_writes_a_shared_file_or_all() -> None:
    made = state(repository()).files.values()
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
    files = {PATH: found.files[PATH]}
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
        problem.message for problem in drift(Expectation(found.files, {}, ()), MemoryTree({}), None)
    }
    assert said == {
        f"`{PATH}`, generated from this job, doesn't exist",
        *(
            f"`terraform/generated/{name}.tf`, generated for the folder of this job's file, "
            "doesn't exist"
            for name in ("providers", "variables", "versions")
        ),
    }


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (Header(job="jobs/gone.yaml"), "its job `jobs/gone.yaml` doesn't exist in the {}"),
        (Header(job="jobs/contacts.yaml"), "its job `jobs/contacts.yaml` no longer generates it"),
        (Header(folder=""), "no job of its folder needs it any more"),
    ],
)
@pytest.mark.parametrize(
    ("name", "disk", "fix"),
    [
        ("working tree", None, "run `dativo-hooks generate`, which deletes it"),
        ("index", {}, "run `git rm --cached -- x.tf`"),
        ("index", {"x.tf": b""}, "run `git rm -f -- x.tf`"),
    ],
)
def test_an_orphan(
    header: Header, why: str, name: str, disk: dict[str, bytes] | None, fix: str
) -> None:
    committed = MemoryTree({**repository(), "x.tf": b""}, name=name)
    expectation = Expectation({}, {"x.tf": Owned("x.tf", header)}, ())
    working = None if disk is None else MemoryTree(disk)
    (problem,) = drift(expectation, committed, working)
    assert problem.message == f"the generated file is an orphan: {why.format(name)}"
    assert (problem.rule.code, problem.help) == ("DH604", fix)


def test_what_is_said_of_a_file_of_another_root() -> None:
    (problem,) = drift(Expectation({}, {}, (), {"a/x.tf": "a"}), MemoryTree({}), None)
    assert problem.message == (
        "the file was generated with `a` as the root, where its job is: nothing checks it here, "
        "and it is left alone"
    )
    assert problem.help == (
        "give that folder an (empty) .dativo-hooks.yaml, so that it is a project of its own, "
        "name it under `projects` in yours, and check it with `--root a`"
    )


@pytest.mark.parametrize(
    ("path", "switch"),
    [
        ("tf/variables.tf", ", or set `terraform.files.variables: false` in .dativo-hooks.yaml"),
        ("versions.tf.json", ", or set `terraform.files.versions: false` in .dativo-hooks.yaml"),
        ("tf/providers.tf", ", or set `terraform.files.providers: false` in .dativo-hooks.yaml"),
        ("tf/schedules.tf", ""),
        ("variables/x.tf", ""),
        ("tf/x.variables.tf", ""),
    ],
)
def test_what_is_said_of_a_file_that_is_not_ours(path: str, switch: str) -> None:
    problem = not_ours(path, "is odd")
    assert problem.message == "a generated file belongs here, and this one is odd; it is left alone"
    assert problem.help == f"move or rename it{switch}{' to keep your own' if switch else ''}"


@pytest.mark.parametrize(
    ("index", "why"),
    [
        ({}, "isn't in the index"),
        ({PATH: b"x"}, "is older in the index than on disk"),
    ],
)
def test_a_file_that_is_right_on_disk_only(index: dict[str, bytes], why: str) -> None:
    file = state(repository()).files[PATH]
    header = file.data.split(b"\n\n")[0]
    committed = {path: header + b"\n\n" + data for path, data in index.items()}
    tree = MemoryTree({**repository(), **committed}, name="index")
    expectation = Expectation({PATH: file}, {}, ())
    (problem,) = drift(expectation, tree, MemoryTree({PATH: file.data}))
    assert problem.message == f"the generated file {why}, so the commit would lack it"
    assert (problem.rule.code, problem.help) == ("DH603", f"run `git add -- {PATH}`")
    (note,) = problem.notes
    assert note.message == "generated from this job"
    assert note.on_key
