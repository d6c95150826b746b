"""Whether a comment is unused is said only where its rule could have been found."""

from __future__ import annotations

import pytest

from dativo_hooks import rules
from dativo_hooks.filtering.coverage import SCOPES, Coverage, Judge
from dativo_hooks.model.configuration import CONFIGURATION_FILE
from dativo_hooks.rules import BY_KEY, RULES
from tests.cli.conftest import Project
from tests.engine.repositories import ASSET, FARGATE, JOB, repository, state

ASSET_FILE, JOB_FILE = "assets/contacts.yaml", "jobs/contacts.yaml"
IGNORE = "# dativo-hooks: ignore"
RULE_OF_FAMILY = ("DH103", "DH201", "DH302", "DH402", "DH505", "DH601")


def test_every_family_is_in_the_scope_of_check() -> None:
    assert {rule.code[2] for rule in RULES} - {"7"} == set(SCOPES["check"])


def unused(project: Project, *arguments: str) -> list[str]:
    """`path:line rule` of the comments that a run says are unused."""
    out = project.run(*arguments, "--output-format", "concise").out
    return [
        f"{line.split(':')[0]} {line.split('`')[1]}"
        for line in out.splitlines()
        if " DH701 " in line
    ]


@pytest.mark.parametrize(
    ("arguments", "families"),
    [
        ("check", "123456"),
        ("policy", "1234"),
        ("validate", "12"),
        ("validate jobs/contacts.yaml", "12"),
        ("validate --kind job", "12"),
        ("validate assets/contacts.yaml", ""),
        ("validate --kind connector", ""),
        ("generate", "125"),
        ("generate --check", "1256"),
        ("generate jobs/contacts.yaml", ""),
        ("generate jobs/contacts.yaml --check", ""),
        ("tags", ""),
        ("modules vendor terraform/modules", ""),
    ],
)
def test_each_command_judges_what_it_looks_for(
    project: Project, arguments: str, families: str
) -> None:
    project.run("generate")
    comment = f"{IGNORE}[{', '.join(RULE_OF_FAMILY)}] x\n"
    project.write({JOB_FILE: comment + (JOB + FARGATE)})
    expected = [f"{JOB_FILE} {code}" for code in RULE_OF_FAMILY if code[2] in families]
    assert unused(project, *arguments.split()) == expected


@pytest.mark.parametrize(
    ("rule", "commands"),
    [
        # Found by the schema, and again by what generates.
        ("DH104", {"check", "generate"}),
        # Found in jobs, and again by what makes tags.
        ("DH203", {"check", "generate", "policy"}),
        # Found where all kinds of file are known.
        ("DH204", {"check", "generate", "policy", "validate"}),
        ("DH202", {"check", "generate", "policy", "validate", "validate jobs/contacts.yaml"}),
    ],
)
def test_rules_that_several_stages_find(project: Project, rule: str, commands: set[str]) -> None:
    project.run("generate")
    project.write({JOB_FILE: f"{IGNORE}[{rule}] x\n{JOB}{FARGATE}"})
    every = ("check", "generate", "policy", "validate", "validate jobs/contacts.yaml")
    assert {one for one in every if unused(project, *one.split())} == commands


def test_a_rule_that_is_off_isnt_missed(project: Project) -> None:
    project.run("generate")
    project.write({JOB_FILE: f"{IGNORE}[DH302, DH303] x\n{JOB}{FARGATE}"})
    project.write({CONFIGURATION_FILE: 'tag_policy: {severity: {tag-value-not-allowed: "off"}}\n'})
    assert unused(project, "check") == [f"{JOB_FILE} DH303"]


def test_a_comment_in_the_configuration_is_unused(project: Project) -> None:
    """What is wrong with it stops the run: there is nothing to silence."""
    project.write({CONFIGURATION_FILE: f"aws: {{}}  {IGNORE}[DH103] x\n"})
    assert unused(project, "check") == [f"{CONFIGURATION_FILE} DH103"]
    project.write({CONFIGURATION_FILE: f"azure: {{}}  {IGNORE}[DH103] x\n"})
    assert project.run("check").code == 2


BROKEN_JOB = JOB.replace("acme", "[acme")
OTHER_ASSET = JOB.replace("contacts", "deals")


@pytest.mark.parametrize(
    ("files", "comment", "judged"),
    [
        ({}, "DH302, DH402, DH505", ["DH302", "DH402", "DH505"]),
        # A job that nobody can read may name any asset.
        ({"jobs/b.yaml": BROKEN_JOB}, "DH103, DH302", ["DH103"]),
        # One that is read, and wrong, names what it names.
        ({"jobs/b.yaml": f"a: 1\n{JOB}"}, "DH302", []),
        ({"jobs/b.yaml": f"a: 1\n{OTHER_ASSET}"}, "DH302", ["DH302"]),
        ({"jobs/b.yaml": f"a: ${{A}}\n{OTHER_ASSET}"}, "DH302", []),
        ({"jobs/b.yaml": f"a: 1 {IGNORE}[DH103] x\n{JOB}"}, "DH302", []),
        # One that can't be generated, since another wants the same file, has tags.
        ({"jobs/b.yaml": JOB + FARGATE}, "DH302, DH501", ["DH302"]),
    ],
)
def test_jobs_that_got_no_further(
    project: Project, files: dict[str, str], comment: str, judged: list[str]
) -> None:
    project.write({ASSET_FILE: f"{IGNORE}[{comment}] x\n{ASSET}", **files})
    found = [one for one in unused(project, "check") if one.startswith(ASSET_FILE)]
    assert found == [f"{ASSET_FILE} {code}" for code in judged]


def test_a_collision_with_a_job_that_cant_be_read(project: Project) -> None:
    project.run("generate")
    project.write({JOB_FILE: f"{IGNORE}[DH502, DH503] x\n{JOB}{FARGATE}"})
    assert unused(project, "check") == [f"{JOB_FILE} DH502", f"{JOB_FILE} DH503"]
    project.write({"jobs/b.yaml": BROKEN_JOB})
    assert unused(project, "check") == [f"{JOB_FILE} DH503"]


def test_a_finding_that_stands_for_another(project: Project) -> None:
    text = ASSET.replace("ENG-001", f"AKIAIOSFODNN7EXAMPLE {IGNORE}[DH305, DH302, DH402] x")
    project.write({ASSET_FILE: text})
    assert unused(project, "policy") == [f"{ASSET_FILE} DH402"]


@pytest.mark.parametrize("code", ["DH301", "DH104", "DH502", "DH601"])
def test_nothing_is_judged_of_a_file_that_cant_be_read(code: str) -> None:
    files = repository({JOB_FILE: BROKEN_JOB})
    found = state(files).looked
    problems = found.evaluation.faults.reading
    run = Coverage(SCOPES["check"], found.seen, problems, lambda *_: True)
    assert not Judge(run, ()).could_fire(JOB_FILE, BY_KEY[code])
    assert Judge(run, ()).could_fire("connectors/hubspot.yaml", rules.UNKNOWN_KEY)
