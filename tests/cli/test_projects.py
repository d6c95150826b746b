"""Projects below the root: one that nobody named silences nothing, and locked rules stay locked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB

if TYPE_CHECKING:
    from tests.cli.conftest import Project
    from tests.repository.sandbox import Repository

UNTAGGED = ASSET.replace("  cost_center: ENG-001\n", "")
COMMANDS = (
    ("check",),
    ("check", "--staged"),
    ("check", "--staged", "--no-cache"),
    ("policy", "--staged"),
    ("validate",),
    ("validate", "--kind", "job"),
    ("generate", "--check"),
    ("generate", "--check", "--staged"),
    ("generate",),
)
SILENCERS = (
    "",
    "# nothing\n",
    "exclude: ['**']\n",
    "rules: {select: [DH001]}\n",
    "broken: [",
)


def told(project: Project, *arguments: str) -> list[str]:
    """The findings of a run: code and place."""
    result = project.run(*arguments, "--output-format", "json")
    found = json.loads(result.out)["findings"]
    return [f"{one['code']} {one['path']}:{one['line']}:{one['column']}" for one in found]


@pytest.mark.parametrize(
    ("arguments", "silencer"),
    [
        *((arguments, "") for arguments in COMMANDS),
        *((COMMANDS[at % 3], silencer) for at, silencer in enumerate(SILENCERS)),
    ],
)
def test_an_unnamed_project_is_an_error(
    project: Project, git: Repository, silencer: str, arguments: tuple[str, ...]
) -> None:
    assert project.run("check", "--staged").code == 0  # and it is remembered
    git.commit(
        {
            "jobs/acme/.dativo-hooks.yaml": silencer,
            "jobs/acme/x.yaml": "tenant_id: [a]\n",
            "assets/y.yaml": "",
        }
    )
    result = project.run(*arguments)
    assert result.code == 1
    assert "DH010" in result.out
    assert "jobs/acme/.dativo-hooks.yaml:1:1" in result.out
    assert "`jobs/acme/x.yaml`" in result.out.replace("\n", " ")


@pytest.mark.parametrize(
    ("configuration", "folder", "file", "wrong"),
    [
        ("", "jobs/acme", "x.yaml", True),
        ("", "jobs/acme", "deep/x.yml", True),
        ("", "assets", "x.yaml", True),
        ("", "connectors/a", "x.yaml", True),
        ("", "terraform/generated", "acme-contacts.tf", True),
        ("", "terraform/generated/old", "x.tf.json", True),
        ("", "jobs/acme", "README.md", False),
        ("", "services/etl", "jobs/x.yaml", False),
        ("", "services/etl", "terraform/generated/x.tf", False),
        ("terraform: {path: '{tenant}/x-{asset}'}", "services/etl", "x.tf", True),
        ("paths: {jobs: ['**/jobs/*.yaml']}", "services/etl", "jobs/x.yaml", True),
        ("exclude: [jobs/acme]", "jobs/acme", "x.yaml", False),
        ("projects: [jobs/acme]", "jobs/acme", "x.yaml", False),
        ("projects: [jobs/acme/]", "jobs/acme", "x.yaml", False),
        ("projects: [jobs]", "jobs/acme", "x.yaml", False),
        ("projects: [jobs/acm]", "jobs/acme", "x.yaml", True),
        ("projects: [jobs/acme/deep]", "jobs/acme", "x.yaml", True),
        ("projects: [acme]", "jobs/acme", "x.yaml", True),
    ],
)
def test_what_lies_inside_the_globs(
    project: Project, git: Repository, configuration: str, folder: str, file: str, wrong: bool
) -> None:
    if configuration:
        project.write({".dativo-hooks.yaml": configuration})
        project.run("generate")
    git.commit({f"{folder}/.dativo-hooks.yaml": "", f"{folder}/{file}": "a: 1\n"})
    expected = [f"DH010 {folder}/.dativo-hooks.yaml:1:1"] if wrong else []
    for arguments in (("check",), ("check", "--staged"), ("check", "--staged")):
        found = told(project, *arguments)
        assert [one for one in found if one.startswith("DH010")] == expected


def test_it_is_told_of_files_that_come_later(project: Project, git: Repository) -> None:
    """A settled repository is remembered, and so are files that nobody looks at."""
    git.commit({"jobs/acme/.dativo-hooks.yaml": "", "jobs/acme/README.md": ""})
    assert project.run("check", "--staged").code == 0
    assert project.run("check", "--staged").code == 0
    git.commit({"jobs/acme/x.yaml": "", "jobs/acme/y.yaml": ""})
    assert told(project, "check", "--staged") == ["DH010 jobs/acme/.dativo-hooks.yaml:1:1"]
    git.git("rm", "-q", "jobs/acme/x.yaml", "jobs/acme/y.yaml")
    assert project.run("check", "--staged").code == 0


def test_generated_files_of_hidden_jobs_are_left_alone(project: Project, git: Repository) -> None:
    job = (JOB + FARGATE).replace("acme", "umbrella")
    project.write({"jobs/umbrella/x.yaml": job})
    assert project.run("generate").code == 0
    git.commit({"jobs/umbrella/.dativo-hooks.yaml": ""})
    before = project.terraform()
    assert any("umbrella" in path for path in before)
    assert project.run("generate").code == 1
    assert project.terraform() == before
    assert told(project, "check", "--staged") == ["DH010 jobs/umbrella/.dativo-hooks.yaml:1:1"]


@pytest.mark.parametrize(
    "configured",
    [
        "rules: {ignore: [ALL]}",
        "rules: {select: [DH301]}",
        "rules: {per_path: [{paths: ['jobs/**'], ignore: [ALL]}]}",
    ],
)
def test_it_can_not_be_silenced(project: Project, git: Repository, configured: str) -> None:
    comment = "# dativo-hooks: ignore-file[DH010] because\n"
    git.commit(
        {
            ".dativo-hooks.yaml": configured,
            "jobs/acme/.dativo-hooks.yaml": comment,
            "jobs/acme/x.yaml": "",
        }
    )
    assert "DH010 jobs/acme/.dativo-hooks.yaml:1:1" in told(project, "check")
    project.run("baseline")
    assert project.run("check", "--ignore", "DH3").code == 1


def test_files_of_a_named_project_are_passed_over(project: Project, git: Repository) -> None:
    """pre-commit names all files that changed; a folder without a project of its own is ours."""
    files = {"jobs/acme/x.yaml": "a: 1\n", "jobs/own/x.yaml": "a: 1\n"}
    git.commit({**files, "jobs/acme/.dativo-hooks.yaml": ""})
    named = ("validate", "--kind", "job", "jobs/contacts.yaml", "jobs/acme/x.yaml")
    result = project.run(*named)
    assert result.code == 2
    assert "jobs/acme/x.yaml is of the project in jobs/acme" in result.err
    project.write({".dativo-hooks.yaml": "projects: [jobs/acme, jobs/own]\n"})
    result = project.run(*named)
    assert result.code == 0
    assert "jobs/acme/x.yaml not checked: of another project (`projects`)" in result.err
    assert project.run(*named, "jobs/own/x.yaml").code == 1


@needs.links
def test_a_configuration_that_is_a_link_out_is_an_error(project: Project, git: Repository) -> None:
    (project.path / ".dativo-hooks.yaml").symlink_to("../elsewhere.yaml")
    git.git("add", "-A")
    for arguments in (("check",), ("check", "--staged")):
        result = project.run(*arguments)
        assert result.code == 2
        assert ".dativo-hooks.yaml is a link to no file" in result.err


# Named projects, in their own run.


@pytest.fixture
def below(project: Project, git: Repository) -> str:
    """A project below, without a cost centre, that the root names; it locks DH301."""
    folder = "services/etl"
    files = {**CONNECTORS, "assets/contacts.yaml": UNTAGGED, "jobs/x.yaml": JOB + FARGATE}
    git.commit(
        {
            ".dativo-hooks.yaml": "tag_policy: {locked: [DH301]}\nprojects: [services/etl]\n",
            f"{folder}/.dativo-hooks.yaml": "",
            **{f"{folder}/{path}": text for path, text in files.items()},
        }
    )
    project.run("generate", "--root", folder)
    git.git("add", "-A")
    return folder


STAGED = pytest.mark.parametrize("staged", [(), ("--staged",)], ids=["on disk", "staged"])


@STAGED
@pytest.mark.parametrize(
    ("configured", "place"),
    [
        ("rules: {ignore: [DH301]}", "1:18"),
        ("rules: {per_path: [{paths: ['**'], ignore: [missing-required-tag]}]}", "1:45"),
        ("tag_policy: {severity: {DH301: 'off'}}", "1:25"),
        ("tag_policy: {severity: {missing-required-tag: warning}}", "1:25"),
    ],
)
def test_a_project_below_can_not_switch_off_what_is_locked_above(
    project: Project,
    git: Repository,
    below: str,
    staged: tuple[str, ...],
    configured: str,
    place: str,
) -> None:
    git.commit({f"{below}/.dativo-hooks.yaml": configured})
    result = project.run("check", *staged, "--root", below, "--output-format", "concise")
    assert result.code == 2
    assert f".dativo-hooks.yaml:{place}: DH104" in result.out
    assert "the project above locks it" in result.out


@STAGED
@pytest.mark.parametrize(
    "configured", ["", "rules: {ignore: [ALL]}", "rules: {select: [DH1]}", "rules: {ignore: [DH3]}"]
)
def test_locked_rules_stay_locked_below(
    project: Project, git: Repository, below: str, staged: tuple[str, ...], configured: str
) -> None:
    git.commit({f"{below}/.dativo-hooks.yaml": configured})
    arguments = ("check", *staged, "--root", below)
    assert project.run(*arguments).code == 1
    assert "DH301 assets/contacts.yaml:10:1" in told(project, *arguments)
    assert project.run(*arguments, "--ignore", "DH301").code == 2
    assert project.run(*arguments, "--severity", "DH301=warning").code == 2
    comment = "# dativo-hooks: ignore[DH301] x"
    project.edit(f"{below}/assets/contacts.yaml", "finops:", f"finops:  {comment}")
    git.git("add", "-A")
    assert "DH301" in {one[:5] for one in told(project, *arguments)}
    project.run("baseline", "--root", below)
    assert "DH301" in {one[:5] for one in told(project, *arguments)}


@STAGED
def test_the_severity_above_is_the_least_below(
    project: Project, git: Repository, below: str, staged: tuple[str, ...]
) -> None:
    policy = "tag_policy: {locked: [DH303], severity: {DH303: error}}\nprojects: [services]\n"
    wanted = "tag_policy: {recommended: [finops_project]}"
    git.commit({".dativo-hooks.yaml": policy, f"{below}/.dativo-hooks.yaml": wanted})
    git.commit({f"{below}/assets/contacts.yaml": ASSET})
    project.run("generate", "--root", below)
    git.git("add", "-A")
    arguments = ("check", *staged, "--root", below)
    assert project.run(*arguments).code == 1
    # And no longer, once nothing above says so: what is remembered doesn't hold then.
    git.commit({".dativo-hooks.yaml": "projects: [services]\n"})
    assert project.run(*arguments).code == 0
    git.commit({".dativo-hooks.yaml": policy})
    assert project.run(*arguments).code == 1
    git.commit({".dativo-hooks.yaml": policy.replace("[services]", "[service]")})
    assert project.run(*arguments).code == 0


@STAGED
def test_a_broken_configuration_above_is_an_error(
    project: Project, git: Repository, below: str, staged: tuple[str, ...]
) -> None:
    git.commit({".dativo-hooks.yaml": "tag_policy: [\n"})
    result = project.run("check", *staged, "--root", below)
    assert result.code == 2
    assert "the configuration above, .dativo-hooks.yaml from the top" in result.err
    command = result.err.rpartition("`dativo-hooks ")[2].split("`")[0]
    assert "DH001" in project.run(*command.replace('"', "").split()).out
