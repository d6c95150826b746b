"""`generate` on disk: what it writes, what it deletes, and what it never touches."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.engine.repositories import ASSET, FARGATE, JOB

if TYPE_CHECKING:
    from tests.cli.conftest import Project

JOB_FILE = "jobs/contacts.yaml"
PATH = "terraform/generated/acme-contacts.tf"
GCP_PATH = "terraform/generated/acme-contacts-gcp.tf"
SHARED = tuple(f"terraform/generated/{name}.tf" for name in ("providers", "variables", "versions"))
DEALS = {
    "jobs/deals.yaml": JOB.replace("contacts", "deals") + FARGATE,
    "assets/deals.yaml": ASSET.replace("contacts", "deals"),
}
DEALS_PATH = "terraform/generated/acme-deals.tf"


def test_it_writes_once_and_says_what(project: Project) -> None:
    first = project.run("generate")
    assert (first.code, first.out) == (0, "")
    assert [line for line in first.err.splitlines() if "wrote" in line] == [
        f"dativo-hooks: wrote {path}" for path in (PATH, *SHARED)
    ]
    before = project.files()
    second = project.run("generate", "--fail-on-change")
    assert (second.code, second.out) == (0, "")
    assert "wrote" not in second.err
    assert project.files() == before
    assert project.run("check").code == 0


@pytest.mark.parametrize("flags", [("--fail-on-change",), ()])
def test_fail_on_change(project: Project, flags: tuple[str, ...]) -> None:
    failing = 1 if flags else 0
    assert project.run("generate", *flags).code == failing
    assert project.run("generate", *flags).code == 0
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    result = project.run("generate", *flags)
    assert result.code == failing
    assert f"rewrote {PATH}" in result.err
    (project.path / JOB_FILE).unlink()
    result = project.run("generate", *flags)
    assert result.code == failing
    assert f"deleted {PATH}" in result.err
    assert project.terraform() == {}


def test_check_writes_nothing(project: Project) -> None:
    before = project.files()
    result = project.run("generate", "--check", "--output-format", "concise")
    assert result.code == 1
    assert [line.split()[1] for line in result.out.splitlines()] == ["DH601"] * 4
    assert project.files() == before
    project.run("generate")
    assert project.run("generate", "--check").code == 0


def test_check_of_one_job_speaks_of_that_job_only(project: Project) -> None:
    project.write(DEALS)
    project.run("generate")
    project.edit("assets/deals.yaml", "ENG-001", "ENG-002")
    assert project.run("generate", "--check").code == 1
    assert project.run("generate", JOB_FILE, "--check").code == 0
    assert project.run("generate", "jobs/deals.yaml", "--check").code == 1


def test_diff_writes_nothing_and_shows_what_writing_would_do(project: Project) -> None:
    before = project.files()
    result = project.run("generate", "--diff")
    assert result.code == 1
    assert f"--- /dev/null\n+++ b/{PATH}\n@@" in result.out
    assert project.files() == before
    project.run("generate")
    assert project.run("generate", "--diff") == (
        0,
        "",
        "dativo-hooks: not in a git repository: the files on disk are checked\n",
    )
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    result = project.run("generate", "--diff")
    assert '-    finops_cost_center        = "ENG-001"' in result.out
    assert '+    finops_cost_center        = "ENG-002"' in result.out
    (project.path / JOB_FILE).unlink()
    assert f"--- a/{PATH}\n+++ /dev/null\n" in project.run("generate", "--diff").out


def test_diff_and_json_on_one_stream_are_refused(project: Project) -> None:
    result = project.run("generate", "--diff", "--output-format", "json")
    assert result.code == 2
    assert result.out == ""
    file = str(project.path / "findings.json")
    result = project.run("generate", "--diff", "--output-format", "json", "--output-file", file)
    assert result.code == 1
    assert result.out.startswith("--- /dev/null")


def test_one_job_touches_no_other(project: Project) -> None:
    project.write(DEALS)
    project.run("generate")
    before = project.files()
    project.edit("assets/deals.yaml", "ENG-001", "ENG-002")
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-003")
    project.run("generate", JOB_FILE)
    assert project.read(PATH) != before[PATH]
    assert project.read(DEALS_PATH) == before[DEALS_PATH]


def test_the_guides_two_commands(project: Project) -> None:
    aws = ("--cloud", "aws", "--resource-type", "ecs_fargate")
    gcp = ("--cloud", "gcp", "--resource-type", "cloud_run")
    for target in (aws, gcp):
        where = ("--output-dir", "terraform/generated")
        assert project.run("generate", JOB_FILE, *target, *where).code == 0
    assert set(project.terraform()) == {PATH, GCP_PATH, *SHARED}
    assert b'"google_cloud_run_v2_job" "acme_contacts_gcp"' in project.read(GCP_PATH)
    assert project.run("check").code == 0
    # A full run knows the second target by its file.
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    project.run("generate")
    assert b'"eng-002"' in project.read(GCP_PATH)
    assert project.run("check").code == 0
    (project.path / GCP_PATH).unlink()
    project.run("generate")
    assert b"google" not in project.read(SHARED[2])
    assert project.run("check").code == 0


def test_a_second_target_goes_with_its_job(project: Project) -> None:
    project.run("generate", JOB_FILE, "--cloud", "gcp")
    project.run("generate")
    (project.path / JOB_FILE).unlink()
    project.run("generate")
    assert project.terraform() == {}


@pytest.mark.parametrize("folder", ["other", "terraform/more/x", ".", "a b/ü"])
@pytest.mark.parametrize("target", [(), ("--cloud", "gcp")])
def test_another_folder(project: Project, folder: str, target: tuple[str, ...]) -> None:
    result = project.run("generate", JOB_FILE, "--output-dir", folder, *target)
    assert (result.code, result.out) == (0, "")
    name = "acme-contacts-gcp.tf" if target else "acme-contacts.tf"
    path = os.path.normpath(f"{folder}/{name}").replace(os.sep, "/")
    assert path in project.terraform()
    assert len(project.terraform()) == 4
    if target:  # the job's own runtime is still to be generated
        assert project.run("check").code == 1
        project.run("generate")
    before = project.terraform()
    assert project.run("check").code == 0
    # It stays where it was asked for.
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    assert project.run("check").code == 1
    project.run("generate")
    assert set(project.terraform()) == set(before)
    assert project.read(path) != before[path]


def test_a_second_folder_for_the_same_target_is_refused(project: Project) -> None:
    project.run("generate")
    before = project.files()
    result = project.run("generate", JOB_FILE, "--output-dir", "other")
    assert result.code == 1
    assert "DH502" in result.out
    assert "a job has one folder" in result.out
    assert project.files() == before


def test_the_configured_folder_may_have_placeholders(project: Project) -> None:
    template = "terraform:\n  path: tf/{environment}/{tenant}-{asset}\n"
    project.write({".dativo-hooks.yaml": template})
    assert project.run("generate", JOB_FILE, "--output-dir", "tf/prod").code == 0
    assert b"output_dir" not in project.read("tf/prod/acme-contacts.tf")
    assert project.run("check").code == 0


def test_one_format_removes_the_other(project: Project) -> None:
    project.run("generate")
    result = project.run("generate", "--format", "json")
    assert result.code == 0
    assert all(name.endswith(".tf.json") for name in project.terraform())
    assert len(project.terraform()) == 4
    # A file keeps the format that it has.
    project.run("generate")
    assert all(name.endswith(".tf.json") for name in project.terraform())
    assert project.run("check").code == 0
    project.write({".dativo-hooks.yaml": "terraform:\n  format: hcl\n"})
    assert project.run("check").code == 1
    project.run("generate")
    assert set(project.terraform()) == {PATH, *SHARED}


def test_the_format_of_one_job(project: Project) -> None:
    project.write(DEALS)
    project.run("generate")
    project.run("generate", JOB_FILE, "--format", "json")
    assert set(project.terraform()) == {f"{PATH}.json", DEALS_PATH, *SHARED}
    assert project.run("check").code == 0


@pytest.mark.parametrize(
    "broken",
    [
        (JOB_FILE, b"tenant_id: [\n"),
        (JOB_FILE, b""),
        (JOB_FILE, b"- a\n"),
        (JOB_FILE, b"tenant_id: acme\n"),
        ("assets/contacts.yaml", b"name: contacts\nname: again\n"),
        ("assets/contacts.yaml", b"\xff\xfe\xff"),
        ("assets/contacts.yaml", ASSET.replace("contacts", "${X}", 1).encode()),
        ("connectors/hubspot.yaml", b"name: [\n"),
        ("connectors/iceberg.yaml", b""),
        (JOB_FILE, (JOB.replace("assets/contacts", "assets/gone") + FARGATE).encode()),
        (JOB_FILE, (JOB + FARGATE.replace(":1.4.0", "::1")).encode()),
    ],
)
def test_a_broken_source_protects_what_it_generated(
    project: Project, broken: tuple[str, bytes]
) -> None:
    # The other job shares no file with the one that breaks.
    deals = {
        path: text.replace("hubspot.yaml", "h2.yaml").replace("iceberg.yaml", "i2.yaml")
        for path, text in DEALS.items()
    }
    connectors = {
        "connectors/h2.yaml": project.read("connectors/hubspot.yaml"),
        "connectors/i2.yaml": project.read("connectors/iceberg.yaml"),
    }
    project.write({**deals, **connectors})
    project.run("generate")
    before = project.terraform()
    project.write(dict([broken]))
    project.edit("assets/deals.yaml", "ENG-001", "ENG-002")
    project.write({PATH: before[PATH] + b"# edited\n"})
    result = project.run("generate", "--output-format", "concise")
    assert result.code == 1
    assert result.out != ""
    after = project.terraform()
    assert set(after) == set(before)
    assert after[PATH] == before[PATH] + b"# edited\n"
    assert b'"ENG-002"' in after[DEALS_PATH]
    # Nor does drift judge it.
    said = project.run("generate", "--check", "--output-format", "concise").out
    assert " DH6" not in said


def test_a_file_that_is_not_ours_is_left_alone(project: Project) -> None:
    mine = b"# mine\nlocals {}\n"
    project.write({PATH: mine, SHARED[0]: b"", "terraform/generated/more.tf": mine})
    result = project.run("generate", "--output-format", "concise", "--fail-on-change")
    assert result.code == 1
    assert [line.split(":")[0] for line in result.out.splitlines()] == [PATH, SHARED[0]]
    assert all(" DH605 " in line for line in result.out.splitlines())
    assert project.read(PATH) == mine
    assert project.read(SHARED[0]) == b""
    assert project.read("terraform/generated/more.tf") == mine
    assert b"Generated by dativo-hooks" in project.read(SHARED[1])


@needs.links
def test_a_link_in_the_way_is_left_alone(project: Project) -> None:
    project.run("generate")
    real = project.path / "real.txt"
    (project.path / PATH).rename(real)
    (project.path / PATH).symlink_to(real)
    project.edit("assets/contacts.yaml", "ENG-001", "ENG-002")
    result = project.run("generate", "--output-format", "concise")
    assert result.code == 1
    assert "is a link" in result.out
    assert f"wrote {PATH}" not in result.err
    assert (project.path / PATH).is_symlink()
    assert b'"ENG-001"' in real.read_bytes()


@needs.links
def test_a_link_out_of_the_repository_is_left_alone(project: Project) -> None:
    outside = project.path.parent / "outside.tf"
    outside.write_text("# theirs\n")
    (project.path / "terraform" / "generated").mkdir(parents=True)
    (project.path / PATH).symlink_to(outside)
    for arguments in (("generate",), ("check",)):
        result = project.run(*arguments, "--output-format", "concise")
        assert result.code == 1
        assert f"{PATH}:1:1: DH605" in result.out
    assert outside.read_text() == "# theirs\n"


@needs.links
def test_a_folder_that_is_a_link_is_left_alone(project: Project) -> None:
    elsewhere = project.path.parent / "elsewhere"
    elsewhere.mkdir()
    (project.path / "terraform").symlink_to(elsewhere, target_is_directory=True)
    result = project.run("generate", "--output-format", "concise")
    assert result.code == 1
    assert "which is a link" in result.out
    assert list(elsewhere.iterdir()) == []
    assert "wrote" not in result.err


@pytest.mark.parametrize("thing", ["folder", pytest.param("pipe", marks=needs.fifos)])
def test_no_file_in_the_way(project: Project, thing: str) -> None:
    path = project.path / PATH
    path.parent.mkdir(parents=True)
    if thing == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    result = project.run("generate", "--output-format", "concise")
    assert result.code == 1
    assert f"{PATH}:1:1: DH605" in result.out
    assert not path.is_file()


def test_a_file_where_the_folder_belongs(project: Project) -> None:
    project.write({"terraform": "mine\n"})
    result = project.run("generate", "--output-format", "concise")
    assert result.code == 1
    assert "is no folder" in result.out
    assert project.read("terraform") == b"mine\n"


def test_a_disk_that_refuses(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    result = project.run("generate", "--output-format", "concise")
    # It says nothing about the files: no finding, and least of all that they are somebody else's.
    assert (result.code, result.out) == (2, "")
    assert result.err.count("can't be written: No space left on device (the disk is full") == 4
    assert "terraform/generated/acme-contacts.tf can't be written" in result.err
    assert "wrote" not in result.err
    assert project.terraform() == {}


def test_windows_line_ends_are_no_drift(project: Project) -> None:
    project.run("generate")
    windows = {name: data.replace(b"\n", b"\r\n") for name, data in project.terraform().items()}
    project.write(windows)
    assert project.run("check").code == 0
    assert project.run("generate", "--fail-on-change").code == 0
    assert project.terraform() == windows


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--cloud", "aws"), "--cloud goes with one JOB"),
        (("--resource-type", "lambda"), "--resource-type goes with one JOB"),
        (("--output-dir", "x"), "--output-dir goes with one JOB"),
        (("jobs/gone.yaml",), "jobs/gone.yaml: no such file in the working tree"),
        (("assets/contacts.yaml",), "is no job"),
        ((JOB_FILE, "--output-dir", ".."), "lies outside of the root"),
        (("../x.yaml",), "lies outside of the root"),
        ((JOB_FILE, "--cloud", "aws", "--resource-type", "cloud_run"), "ecs_fargate and lambda"),
        ((JOB_FILE, "--cloud", "gcp", "--resource-type", "lambda"), "cloud_run and cloud_function"),
        (("--format", "yaml"), "invalid choice"),
    ],
)
def test_wrong_use(project: Project, arguments: tuple[str, ...], said: str) -> None:
    before = project.files()
    result = project.run("generate", *arguments)
    assert result.code == 2
    assert said in result.err
    assert result.out == ""
    assert project.files() == before


def test_a_job_without_infrastructure_generates_nothing(project: Project) -> None:
    project.write({JOB_FILE: JOB})
    result = project.run("generate", JOB_FILE)
    assert result.code == 2
    assert "has no `infrastructure`" in result.err
    assert project.run("generate").code == 0
    assert project.terraform() == {}


def test_a_broken_job_by_name_is_a_finding(project: Project) -> None:
    project.write({JOB_FILE: "tenant_id: [\n"})
    result = project.run("generate", JOB_FILE, "--output-format", "concise")
    assert result.code == 1
    assert f"{JOB_FILE}:2:1: DH001" in result.out


def test_the_resource_type_alone_is_enough(project: Project) -> None:
    assert project.run("generate", JOB_FILE, "--resource-type", "cloud_function").code == 0
    assert b"google_cloudfunctions2_function" in project.read(GCP_PATH)


def test_a_path_of_a_job_may_be_given_from_a_folder_below(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.path / "jobs")
    result = project.run("generate", "contacts.yaml", "--root", "..", "--output-dir", "../tf")
    assert result.code == 0
    assert "tf/acme-contacts.tf" in project.terraform()


def test_a_secret_is_never_in_a_diff(project: Project) -> None:
    secret = "correct-horse-battery"
    variables = f"    environment:\n      DB_PASSWORD: {secret}\n"
    project.write({JOB_FILE: JOB + FARGATE + variables})
    result = project.run("generate", "--diff")
    assert secret not in result.out + result.err
    project.run("generate")
    project.edit(JOB_FILE, secret, "another-secret-text")
    for arguments in (("generate", "--diff"), ("generate", "--check"), ("check",)):
        result = project.run(*arguments)
        assert result.code == 1
        assert secret not in result.out + result.err
        assert "another-secret-text" not in result.out + result.err


@pytest.mark.parametrize("twice", [False, True], ids=["jobs below only", "the same job here too"])
def test_what_was_generated_with_a_root_below_is_no_orphan(
    project: Project, *, twice: bool
) -> None:
    below = {f"team/{name}": data for name, data in project.files().items()}
    project.write(below)
    if not twice:
        for name in below:
            (project.path / name.removeprefix("team/")).unlink()
    assert project.run("generate", "--root", "team").code == 0
    files = project.files()
    result = project.run("generate")
    assert (result.code, "deleted" in result.err) == (0, False)
    assert files.items() <= project.files().items()
    result = project.run("check", "--output-format", "concise")
    assert result.code == 1
    (line,) = result.out.splitlines()
    assert line.startswith("team/terraform/generated/acme-contacts.tf:1:1: DH604 ")
    project.write({"team/.dativo-hooks.yaml": ""})
    assert project.run("check").code == 0
    assert project.run("check", "--root", "team").code == 0
