"""Calls of the modules: their sources, their limits, and what the table says of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.generation.folder import MODULES_TERRAFORM
from dativo_hooks.generation.modules import module_call
from dativo_hooks.model.configuration import Terraform
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.validation.schema import fast
from tests.engine.repositories import ASSET, FARGATE, JOB, generated, repository, state

SHIPPED = Path(__file__).resolve().parents[3] / "terraform/modules"
MODULE = GenerateOptions(layout="module")
GIT = "git::https://example.com/modules.git//{module}?ref=v1.0.0"

# Configured source, folder of the generated file, source of the call for Fargate.
SOURCES = [
    ("terraform/modules", "terraform/generated", "../modules/aws/dativo-job"),
    ("terraform/modules", "terraform/generated/prod", "../../modules/aws/dativo-job"),
    ("terraform/modules", "", "./terraform/modules/aws/dativo-job"),
    ("terraform/modules", "terraform", "./modules/aws/dativo-job"),
    ("terraform/modules", "terraform/modules", "./aws/dativo-job"),
    ("/infra/tf/", "terraform/generated", "../../infra/tf/aws/dativo-job"),
    ("infra/{module}", "terraform/generated", "../../infra/aws/dativo-job"),
    ("infra", "infra/x", "../aws/dativo-job"),
    ("../../shared/{module}", "terraform/generated", "../../shared/aws/dativo-job"),
    ("./{module}", "a", "./aws/dativo-job"),
    (GIT, "a", "git::https://example.com/modules.git//aws/dativo-job?ref=v1.0.0"),
    ("git@github.com:acme/m.git//{module}", "a", "git@github.com:acme/m.git//aws/dativo-job"),
    ("app.terraform.io/a/b/c//{module}", "a", "app.terraform.io/a/b/c//aws/dativo-job"),
]


@pytest.mark.parametrize(("template", "folder", "source"), SOURCES)
def test_sources(template: str, folder: str, source: str) -> None:
    assert fast("configuration").is_valid({"terraform": {"module_source": template}})
    settings = Terraform(module_source=template)
    assert module_call(settings, "aws/dativo-job", folder).source == source


@pytest.mark.parametrize(
    "template",
    [
        *("", "a b", "terraform/../modules", "..", "../modules", "a\nb", "~/modules", "a/{modul}"),
        *("git::https://example.com/modules.git", 'x"//{module}', "x://${y}/{module}", "C:\\m"),
    ],
)
def test_no_sources(template: str) -> None:
    assert not fast("configuration").is_valid({"terraform": {"module_source": template}})


@pytest.mark.parametrize("form", ["hcl", "json"])
def test_the_source_is_written(form: str) -> None:
    settings = f"terraform: {{module_source: '{GIT}', module_version: '~> 1.4', format: {form}}}\n"
    files = generated(repository({".dativo-hooks.yaml": settings}), MODULE)
    name = "terraform/generated/acme-contacts.tf"
    if form == "json":
        call = json.loads(files[f"{name}.json"])["module"]["acme_contacts"]
        assert (call["source"], call["version"]) == (GIT.format(module="aws/dativo-job"), "~> 1.4")
    else:
        text = files[name].decode()
        assert re.search(
            r'^  source += "git::https://example.com/modules.git//aws/', text, re.MULTILINE
        )
        assert re.search(r'^  version += "~> 1.4"$', text, re.MULTILINE)


def test_every_shipped_module_is_in_the_table() -> None:
    shipped = {path.parent.relative_to(SHIPPED).as_posix() for path in SHIPPED.glob("*/*/main.tf")}
    assert shipped == {kind.module.path for kind in RUNTIMES.values()}
    for kind in RUNTIMES.values():
        versions = (SHIPPED / kind.module.path / "versions.tf").read_text("utf-8")
        assert f'required_version = "{MODULES_TERRAFORM}"' in versions


@pytest.mark.parametrize("type_", RUNTIMES)
def test_secrets_are_what_the_modules_take(type_: str) -> None:
    module = RUNTIMES[type_].module
    text = (SHIPPED / module.path / "variables.tf").read_text("utf-8")
    (block,) = re.findall(r'^variable "secrets" {\n.*?^}', text, re.MULTILINE | re.DOTALL)
    (pattern,) = re.findall(r'can\(regex\("(.*?)",', block)
    assert pattern.replace("\\\\", "\\") == module.secrets.pattern


ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf"
LAMBDA = (
    "infrastructure: {runtime: {type: aws_lambda, image_uri: "
    "'123456789012.dkr.ecr.us-east-1.amazonaws.com/x:1', %s}}\n"
)
RUN = "infrastructure: {runtime: {type: gcp_cloud_run, image_uri: 'gcr.io/x/y:1', %s}}\n"
FUNCTION = "infrastructure: {runtime: {type: gcp_cloud_function, runtime: python312%s}}\n"
SHORT = {"assets/contacts.yaml": ASSET.replace("contacts", "c", 1)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{FARGATE}    secrets: {{A: '/a/parameter'}}\n", "the secret of `A` by this name"),
        (f"{FARGATE}    secrets: {{A: '{ARN}:key::'}}\n", ""),
        (LAMBDA % f"secrets: {{A: '{ARN}:key::'}}", "the secret of `A` by this name"),
        (LAMBDA % f"secrets: {{A: '{ARN}'}}", ""),
        (RUN % "secrets: {A: a/b}", "the secret of `A` by this name"),
        (RUN % "secrets: {A: 'projects/p/secrets/a:latest', B: 'b:7'}", ""),
        (FUNCTION % "", ""),
        (
            f"{FARGATE}  metadata: {{Team: a, team: b}}\n",
            "the tag `infra_team` beside `infra_Team`",
        ),
    ],
)
def test_what_a_module_refuses_is_said_before_the_plan(text: str, said: str) -> None:
    files = repository({"jobs/contacts.yaml": JOB + text})
    problems = [p for p in state(files, MODULE).problems if p.rule.code == "DH508"]
    assert [said in problem.message for problem in problems] == ([True] if said else [])
    assert all(problem.help for problem in problems)
    inline = state(files)
    assert [p for p in inline.problems if p.rule.code == "DH508"] == []
    assert "terraform/generated/acme-contacts.tf" in inline.files
    assert ("terraform/generated/acme-contacts.tf" in state(files, MODULE).files) != bool(said)


def test_a_functions_name_has_four_characters() -> None:
    files = repository({**SHORT, "jobs/contacts.yaml": JOB + FUNCTION % ""})
    files["jobs/contacts.yaml"] = files["jobs/contacts.yaml"].replace(b"acme", b"a")
    (problem,) = (p for p in state(files, MODULE).problems if p.rule.code == "DH508")
    assert "`a-c`" in problem.message


def test_a_tenant_that_is_no_name() -> None:
    job = JOB.replace("tenant_id: acme", "tenant_id: Acme Söhne") + FARGATE
    settings = "terraform: {path: 'terraform/{job}', name: '{job}'}\n"
    files = generated(
        repository({"jobs/contacts.yaml": job, ".dativo-hooks.yaml": settings}),
        GenerateOptions(layout="module", format="json"),
    )
    call = json.loads(files["terraform/contacts.tf.json"])["module"]["contacts"]
    assert (call["tenant_id"], call["job_name"]) == ("contacts", "contacts")
    assert call["environment_variables"]["TENANT_ID"] == "Acme Söhne"


def test_a_jobs_own_tenant_variable_wins() -> None:
    job = f"{JOB}{FARGATE}    environment: {{TENANT_ID: other}}\n"
    files = generated(
        repository({"jobs/contacts.yaml": job}), GenerateOptions(layout="module", format="json")
    )
    call = json.loads(files["terraform/generated/acme-contacts.tf.json"])["module"]["acme_contacts"]
    assert call["tenant_id"] == "acme"
    assert call["environment_variables"]["TENANT_ID"] == "other"
