"""Names of variables and `${VAR}`: what each runtime takes, and what is text and what is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.model.configuration import Configuration
from dativo_hooks.tree import MemoryTree
from fuzz.entry import Looked, looked_at
from tests.engine.repositories import CONNECTORS
from tests.generation.layout.jobs import FORMATS, LAYOUTS
from tests.terraform_strings.api_models import faults
from tests.terraform_strings.cases import Case, documents, name_of
from tests.terraform_strings.planned import by_address, read
from tests.terraform_strings.test_strings import NAMES, planned

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.repositories import Files
    from tests.real_terraform.harness import Terraform

LITERAL = "${X} $${X} %{X} %%{X}"


def plain(runtime: str, **changes: Any) -> Case:
    """A job with nothing odd in it but the changes."""
    case = Case(runtime, False, None, "acme", "prod", "contacts", {}, ["sales"], "v", "", "main")
    return case._replace(**changes)


def state_for(files: Files, layout: str = "resources", form: str = "hcl") -> Looked:
    connectors = {path: text.encode() for path, text in CONNECTORS.items()}
    options = GenerateOptions(format=form, layout=layout)
    return looked_at(MemoryTree({**connectors, **files}), Configuration(terraform=NAMES), options)


def errors(state: Looked) -> list[str]:
    faults = state.evaluation.faults
    found = (*faults.reading, *faults.generation)
    return [problem.rule.code for problem in found if problem.rule.severity == "error"]


def with_runtime(files: Files, **changes: Any) -> Files:
    """The same job, its `infrastructure.runtime` changed."""
    path = f"jobs/plain/{name_of(0)}.yaml"
    job = yaml.safe_load(files[path])
    job["infrastructure"]["runtime"].update(changes)
    return {**files, path: yaml.safe_dump(job).encode()}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", FORMATS)
def test_what_looks_like_a_variable_is_text_to_a_process(
    layout: str, form: str, terraform: Terraform, tmp_path: Path
) -> None:
    runtimes = ("aws_ecs_fargate", "aws_lambda", "gcp_cloud_run", "gcp_cloud_function")
    cases = [plain(runtime, value=LITERAL, command=[LITERAL]) for runtime in runtimes]
    files: Files = {}
    for number, case in enumerate(cases):
        files.update(documents(case, number))
    state = state_for(files, layout, form)
    assert errors(state) == []
    made = state.generated
    plan = by_address(planned(terraform, tmp_path, made))
    for number, case in enumerate(cases):
        for found in read(plan[name_of(number)]):
            assert found.variables["TEXT_A"] == LITERAL
            if case.runtime != "gcp_cloud_function":
                assert found.command == [LITERAL]


@pytest.mark.parametrize("text", ["${X}", "a${X}b", "$${X}", "${}", "${X"])
@pytest.mark.parametrize(
    "change",
    [
        {"tenant": "?"},
        {"environment": "?"},
        {"asset": "?"},
        {"business": ["?"]},
        {"metadata": {"stack": "?"}},
        {"strict": ("image_uri", "?")},
        {"strict": ("region", "?")},
        {"strict": ("cron", "?")},
        {"strict": ("expression", "?")},
        {"strict": ("timezone", "?")},
    ],
    ids=lambda change: json.dumps(next(iter(change.items()))),
)
def test_an_unknown_variable_is_found_wherever_it_decides(
    change: dict[str, Any], text: str
) -> None:
    odd = json.loads(json.dumps(change).replace("?", text))
    odd = {key: tuple(value) if key == "strict" else value for key, value in odd.items()}
    for runtime in ("aws_ecs_fargate", "gcp_cloud_run"):
        state = state_for(documents(plain(runtime, **odd), 0))
        if text == "${X" and runtime == "gcp_cloud_run" and "strict" not in change:
            assert errors(state) == []  # plain text, and labels are spelt without such characters
            continue
        assert errors(state)
        assert not state.generated


@pytest.mark.parametrize(
    "text",
    ["x${X}", 'us-east-1" }', "us-east-1\n", "us-east-1.name", "", " us-east-1", "é-a-1", "a b"],
)
@pytest.mark.parametrize("runtime", ["aws_ecs_fargate", "gcp_cloud_run"])
def test_a_region_out_of_a_variable_is_a_region(runtime: str, text: str) -> None:
    case = plain(runtime, strict=("region", text), expanded=True)
    connectors = {path: data.encode() for path, data in CONNECTORS.items()}
    configuration = Configuration(variables={"V0": text}, terraform=NAMES)
    state = looked_at(MemoryTree({**connectors, **documents(case, 0)}), configuration)
    assert errors(state) == ["DH104"]


# botocore lambda: EnvironmentVariableName is `[a-zA-Z]([a-zA-Z0-9_])+`.
@pytest.mark.parametrize(
    ("runtime", "name", "taken"),
    [
        ("aws_lambda", "AB", True),
        ("aws_lambda", "a_1", True),
        ("aws_lambda", "A", False),
        ("aws_lambda", "_AB", False),
        ("aws_lambda", "AWS_REGION", False),
        ("aws_lambda", "AWS_REGIONS", True),
        ("aws_ecs_fargate", "A", True),
        ("aws_ecs_fargate", "_AB", True),
        ("gcp_cloud_run", "_AB", True),
        ("gcp_cloud_function", "A", True),
    ],
)
def test_names_of_variables(
    runtime: str, name: str, taken: bool, terraform: Terraform, tmp_path: Path
) -> None:
    files = with_runtime(documents(plain(runtime), 0), environment={name: "x"})
    state = state_for(files)
    assert (errors(state) == []) == taken
    if taken:
        made = state.generated
        for resource in by_address(planned(terraform, tmp_path, made))[name_of(0)].values():
            assert faults(resource.kind, resource.values) == []


@pytest.mark.parametrize(("name", "taken"), [("A", True), ("A_1", True), ("_A", False)])
def test_names_of_secrets_of_lambda(name: str, taken: bool) -> None:
    """A function gets the name of the secret, in a variable of that name and more."""
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf"
    files = with_runtime(documents(plain("aws_lambda"), 0), secrets={name: arn})
    assert (errors(state_for(files)) == []) == taken


@pytest.mark.parametrize("runtime", ["aws_ecs_fargate", "gcp_cloud_run", "gcp_cloud_function"])
@pytest.mark.parametrize("name", ["TEXT_A", "TENANT_ID", "JOB_CONFIG_PATH"])
def test_a_name_stands_for_one_value(runtime: str, name: str) -> None:
    """The services refuse a secret with the name of a plain variable, Dativo's own included."""
    files = with_runtime(documents(plain(runtime), 0), secrets={name: "token"})
    state = state_for(files)
    assert errors(state)
    assert not state.generated


def test_a_name_stands_for_one_value_in_a_function() -> None:
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf"
    changes = {"environment": {"A_SECRET_ARN": "x"}, "secrets": {"A": arn}}
    files = with_runtime(documents(plain("aws_lambda"), 0), **changes)
    assert errors(state_for(files)) == ["DH104"]


@pytest.mark.parametrize("place", ["image_uri", "cron", "expression"])
@pytest.mark.parametrize("runtime", ["aws_ecs_fargate", "gcp_cloud_run"])
def test_a_blank_text_is_no_text(runtime: str, place: str) -> None:
    state = state_for(documents(plain(runtime, strict=(place, " \n ")), 0))
    assert errors(state)
    assert not state.generated


@pytest.mark.parametrize(
    "text", ["cron(0 2 ? * ſun *)", "cron(0 2 ? * frı *)", "cron(0\u00a02 ? * 1 *)", "rate(٢ days)"]
)
def test_letters_that_only_look_like_those_of_a_schedule(text: str) -> None:
    files = documents(plain("aws_ecs_fargate", strict=("expression", text)), 0)
    assert errors(state_for(files)) == ["DH505"]


@pytest.mark.parametrize("runtime", ["aws_lambda", "gcp_cloud_run"])
def test_a_line_feed_at_the_end_is_part_of_a_secret(runtime: str) -> None:
    """The modules refuse it at plan, so that it is refused here."""
    files = documents(plain(runtime, hidden="token\n"), 0)
    assert errors(state_for(files, "module")) == ["DH508"]
    assert errors(state_for(files)) == []
