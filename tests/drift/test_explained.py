"""What is said of a generated file that isn't as it should be."""

from __future__ import annotations

import pytest

from dativo_hooks.drift.compare import Expectation, drift, same_text
from dativo_hooks.drift.explain import MOST_LINES
from dativo_hooks.drift.secrecy import hidden
from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.finding import Finding, Problem
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import (
    FARGATE,
    JOB,
    Files,
    checked,
    repository,
    state,
    with_terraform,
)
from tests.report.made import rendered

PATH = "terraform/generated/acme-contacts.tf"
FIX_STAGED = f"run `dativo-hooks generate jobs/contacts.yaml --staged && git add -- {PATH}`"
JSON_PATH = f"{PATH}.json"
VARIABLES = "terraform/generated/variables.tf"
FILES = with_terraform(repository())
JSON_FILES = with_terraform(repository(), GenerateOptions(format="json"))


def after(old: str, new: str, files: Files = FILES, path: str = PATH) -> Finding:
    text = files[path].decode()
    assert old in text
    (finding,) = checked({**files, path: text.replace(old, new, 1).encode()})
    return finding


@pytest.mark.parametrize(
    ("old", "new", "said", "position"),
    [
        (
            '"ENG-001"',
            '"ENG-009"',
            '`finops_cost_center` is "ENG-009", its sources say "ENG-001"',
            (10, 5),
        ),
        (
            '    asset_version             = "1.0"\n',
            "",
            '`asset_version` is missing ("1.0")',
            (9, 5),
        ),
        (
            '  network_mode             = "awsvpc"\n',
            '  network_mode             = "awsvpc"\n  skip_destroy = true\n',
            "`skip_destroy` (true) doesn't belong there",
            (28, 3),
        ),
        # Reshaped by hand, it is read as Terraform.
        (
            "  }\n}\n",
            '  }\n}\n\noutput "x" {\n  value = 1\n}\n',
            "`x.value` (1) doesn't belong there",
            (15, 1),
        ),
        (
            "  }\n}\n",
            '  }\n}\n\noutput "x" {\n  value = var.y\n  list = [null, "a"]\n}\n',
            "`x.value` (var.y) doesn't belong there; `x.list` ([null, \"a\"]) doesn't belong there",
            (15, 1),
        ),
        ('"ENG-001"\n', '"ENG-001"\n\n\n', "", (11, 1)),
        ('\nresource "', '\nresource { "', "", (17, 1)),
    ],
)
def test_the_arguments_that_differ(
    old: str, new: str, said: str, position: tuple[int, int]
) -> None:
    finding = after(old, new)
    assert finding.message == "the file isn't what its sources generate" + (
        f": {said}" if said else ""
    )
    assert finding.span.start == position
    assert finding.help == "run `dativo-hooks generate jobs/contacts.yaml`"
    assert finding.diff.startswith(f"--- {PATH} (committed)\n+++ {PATH} (generated)\n@@")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"ENG-001"', '"ENG-009"', '`finops_cost_center` is "ENG-009", its sources say "ENG-001"'),
        ('"locals": {', '"locals": { "x": 1,', "`locals.x` (1) doesn't belong there"),
        ("{\n", "{\n{", ""),
    ],
)
def test_the_arguments_that_differ_in_json(old: str, new: str, said: str) -> None:
    text = JSON_FILES[JSON_PATH].decode()
    at = text.index("locals") - 10
    edited = text[:at] + text[at:].replace(old, new, 1)
    assert edited != text
    (finding,) = checked({**JSON_FILES, JSON_PATH: edited.encode()})
    assert finding.message == "the file isn't what its sources generate" + (
        f": {said}" if said else ""
    )


def test_many_differences_are_counted() -> None:
    text = FILES[PATH].decode().replace('"\n', 'x"\n')
    (finding,) = checked({**FILES, PATH: text.encode()})
    assert finding.message.count(";") == 5
    assert finding.message.endswith(" more")
    assert len(finding.related) <= 5


def test_the_source_line_behind_each_difference() -> None:
    asset = FILES["assets/contacts.yaml"].replace(b"ENG-001", b"ENG-002")
    job = FILES["jobs/contacts.yaml"].replace(b"memory: 2048", b"memory: 4096")
    (finding,) = checked({**FILES, "assets/contacts.yaml": asset, "jobs/contacts.yaml": job})
    assert [(note.path, *note.span.start) for note in finding.related] == [
        ("assets/contacts.yaml", 11, 16),
        ("jobs/contacts.yaml", 10, 13),
    ]
    assert '-    finops_cost_center        = "ENG-001"\n' in finding.diff
    assert '+    finops_cost_center        = "ENG-002"\n' in finding.diff


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data[:-1],
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.replace(b"\nlocals", b"\r\r\nlocals"),
    ],
)
def test_what_differs_is_how_lines_end(edit: object) -> None:
    assert callable(edit)
    (finding,) = checked({**FILES, PATH: edit(FILES[PATH])})
    assert finding.rule.code == "DH602"


def test_only_the_last_line_end_is_missing() -> None:
    (finding,) = checked({**FILES, PATH: FILES[PATH][:-1]})
    assert finding.message.endswith(": what differs is how its lines end")


def test_a_huge_file_is_not_compared_line_by_line() -> None:
    huge = FILES[PATH] + b"x\n" * (MOST_LINES * 2)
    (finding,) = checked({**FILES, PATH: huge})
    assert finding.rule.code == "DH602"
    assert "10,0" in finding.message
    assert finding.diff == ""


def test_bytes_that_are_no_text() -> None:
    (finding,) = checked({**FILES, PATH: FILES[PATH] + b"\xff\xfe\x00"})
    assert finding.rule.code == "DH602"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (b"a\n", b"a\r\n", True),
        (b"a\n", b"\xef\xbb\xbfa\n", True),
        (b"a\n", b"a", False),
        (b"a\n", b"a\n\n", False),
        (b"a\n", b"a\r", False),
    ],
)
def test_same_text(one: bytes, other: bytes, *, same: bool) -> None:
    assert same_text(one, other) is same_text(other, one) is same


def problems(committed: MemoryTree, working: MemoryTree | None) -> list[Problem]:
    found = state(repository())
    expectation = Expectation(found.files, found.looked.merged.owned, frozenset())
    return list(drift(expectation, committed, working))


def test_a_link_in_the_way() -> None:
    without = {path: data for path, data in FILES.items() if path != PATH}
    (problem,) = problems(MemoryTree(without, outside={PATH: "/etc/passwd"}), None)
    assert (problem.rule.code, problem.where[0]) == ("DH605", PATH)
    assert "is a link that leads out of the repository" in problem.message


def test_a_file_that_nobody_can_read() -> None:
    without = {path: data for path, data in FILES.items() if path != PATH}
    tree = MemoryTree(without, unreadable={PATH: "can't be read: Permission denied"})
    (problem,) = problems(tree, None)
    assert problem.rule.code == "DH605"
    assert "can't be read: Permission denied" in problem.message


def test_blob_ids_are_enough() -> None:
    assert problems(MemoryTree(FILES, name="index", blob_ids=True), MemoryTree(FILES)) == []


def test_ones_own_versions_can_be_kept() -> None:
    (problem,) = problems(MemoryTree({**FILES, VARIABLES: b"# mine\n"}), None)
    assert "or set `terraform.files.variables: false`" in problem.help
    (problem,) = problems(MemoryTree({**FILES, PATH: b"# mine\n"}), None)
    assert problem.help == "move or rename it"


@pytest.mark.parametrize(
    ("index", "disk", "codes", "help_"),
    [
        ("without", "right", ["DH603"], f"run `git add -- {PATH}`"),
        ("older", "right", ["DH603"], f"run `git add -- {PATH}`"),
        (
            "without",
            "without",
            ["DH601"],
            FIX_STAGED,
        ),
        ("older", "older", ["DH602"], FIX_STAGED),
        (
            "without",
            "older",
            ["DH601"],
            FIX_STAGED,
        ),
        ("right", "without", [], ""),
        ("right", "older", [], ""),
    ],
)
def test_the_index_counts_and_the_disk_says_how_to_fix(
    index: str, disk: str, codes: list[str], help_: str
) -> None:
    states = {
        "right": FILES,
        "older": {**FILES, PATH: FILES[PATH].replace(b"ENG-001", b"ENG-000")},
        "without": {path: data for path, data in FILES.items() if path != PATH},
    }
    found = checked(states[index], states[disk])
    assert [finding.rule.code for finding in found] == codes
    assert [finding.help for finding in found] == ([help_] if codes else [])


@pytest.mark.parametrize(
    ("on_disk", "help_"),
    [(True, f"run `git rm -f -- {PATH}`"), (False, f"run `git rm --cached -- {PATH}`")],
)
def test_an_orphan_in_the_index(*, on_disk: bool, help_: str) -> None:
    index = {path: data for path, data in FILES.items() if not path.startswith("jobs/")}
    disk = {path: data for path, data in index.items() if on_disk or path != PATH}
    found = {finding.path: finding for finding in checked(index, disk)}
    assert found[PATH].rule.code == "DH604"
    assert found[PATH].help == help_
    assert "doesn't exist in the index" in found[PATH].message


def test_a_job_that_generates_something_else_now() -> None:
    configuration = b"terraform:\n  path: tf/{asset}\n"
    found = checked(with_terraform({**FILES, ".dativo-hooks.yaml": configuration}))
    assert {finding.path for finding in found} == {
        path for path in FILES if path.startswith("terraform/generated/")
    }
    assert "its job `jobs/contacts.yaml` no longer generates it" in found[0].message


SECRET = "correct-horse-battery"  # what nobody may see
OLD = "hunter2-hunter2-hunter2"


@pytest.mark.parametrize("form", ["hcl", "json"])
@pytest.mark.parametrize(
    "runtime", [FARGATE, FARGATE.replace("1024", "256").replace("2048", "512")]
)
@pytest.mark.parametrize("found_secret", [OLD, "", None])
def test_a_secret_variable_is_never_shown(
    form: str, runtime: str, found_secret: str | None
) -> None:
    job = JOB + runtime + f"    environment:\n      DB_PASSWORD: {SECRET}\n      MODE: '{{}}'\n"
    files = with_terraform(repository({"jobs/contacts.yaml": job}), GenerateOptions(format=form))
    path = PATH if form == "hcl" else JSON_PATH
    text = files[path].decode()
    assert SECRET in text
    if found_secret is None:
        changed = "\n".join(line for line in text.split("\n") if SECRET not in line)
    else:
        changed = text.replace(SECRET, found_secret)
    found = checked({**files, path: changed.encode()})
    assert {finding.rule.code for finding in found} == {"DH305", "DH602"}
    lines = {"jobs/contacts.yaml": job.split("\n"), path: changed.split("\n")}

    def line_of(path: str, number: int) -> str:
        return lines[path][number - 1]

    for shown in (rendered("full", found, line_of=line_of), rendered("json", found)):
        assert SECRET not in shown
        assert OLD not in shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('DB_PASSWORD = "abc def"', f'DB_PASSWORD = "{HIDDEN}"'),
        ('"DB_PASSWORD": "abc\\"def"', f'"DB_PASSWORD": "{HIDDEN}"'),
        ('name = "A_TOKEN"\n value = "abcdefg"', f'name = "A_TOKEN"\n value = "{HIDDEN}"'),
        (
            '"name": "A_TOKEN",\n "value": "abcdefg"',
            f'"name": "A_TOKEN",\n "value": "{HIDDEN}"',
        ),
        (
            r"{ name = \"A_TOKEN\", value = \"ab\\\"cd\" }, { name = \"B\", value = \"x\" }",
            rf"{{ name = \"A_TOKEN\", value = \"{HIDDEN}\" }}, {{ name = \"B\", value = \"x\" }}",
        ),
        ('name = "A"\n value = "abcdefg"', 'name = "A"\n value = "abcdefg"'),
        ('API_KEY = "arn:aws:x"', 'API_KEY = "arn:aws:x"'),
        ('key = "A"', 'key = "A"'),
        ("", ""),
    ],
)
def test_hidden_lines(line: str, shown: str) -> None:
    assert hidden(line.split("\n")) == shown.split("\n")


def test_no_lines_stay_none() -> None:
    assert hidden([]) == []
