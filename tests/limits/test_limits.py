"""What the clouds take, as their documents have it: never as our own tables do.

`tests/cases/limits` has the numbers; what is asked is what a user sees: the findings of `check`,
and lines of Terraform.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dativo_hooks.engine.generating import NO_OPTIONS, GenerateOptions
from tests.engine.repositories import JOB, checked, generated, repository, state

FOLDER = Path(__file__).parent.parent / "cases" / "limits"
MORE: dict[str, dict[str, str]] = {
    "aws_ecs_fargate": {"image_uri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1"},
    "aws_lambda": {"image_uri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1"},
    "gcp_cloud_run": {"image_uri": "gcr.io/dativo/ingest:1"},
    "gcp_cloud_function": {"runtime": "python311"},
}
"""What a runtime must have besides."""

PLACE = "jobs/contacts.yaml"
MISSING = "DH601"
"""Nothing is committed, so `check` misses all Terraform."""


def cases(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def job(runtime: dict[str, Any], **more: object) -> dict[str, bytes]:
    """A repository with one job on this runtime."""
    infrastructure = {"runtime": {**MORE[runtime["type"]], **runtime}, **more}
    text = JOB + yaml.safe_dump({"infrastructure": infrastructure}, allow_unicode=True)
    return repository({PLACE: text})


def said(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Code and message of what `check` says, but for the Terraform that isn't there."""
    return [(f.rule.code, f.message) for f in checked(files) if f.rule.code != MISSING]


def lines(files: dict[str, bytes], target: str = "") -> list[str]:
    """The lines of the Terraform of the job itself for a target, with single spaces."""
    options = GenerateOptions(PLACE, target) if target else NO_OPTIONS
    (text,) = [
        data.decode()
        for data in generated(files, options).values()
        if PLACE.encode() in data and f'"target": "{target}'.encode() in data
    ]
    return [" ".join(line.split()) for line in text.splitlines()]


SIZES = [
    (case["of"], case["key"], value, line)
    for case in cases("sizes")
    for value, line in [*case["taken"].items(), *((value, None) for value in case["refused"])]
]


@pytest.mark.parametrize(("of", "key", "value", "line"), SIZES, ids=str)
def test_a_size(of: dict[str, Any], key: str, value: object, line: str | None) -> None:
    files = job({**of, key: value})
    found = said(files)
    if line is not None:
        assert found == []
        assert line in lines(files)
    elif key == "cpu":  # what is wrong may be said of the memory that goes with it
        assert found
        assert all("`infrastructure.runtime." in message for _, message in found)
    else:
        ((_, message),) = found
        assert message.startswith(f"`infrastructure.runtime.{key}` is `{value}`, ")


@pytest.mark.parametrize("case", cases("defaults"), ids=lambda case: str(case["of"]))
def test_what_a_job_gets_that_names_none(case: dict[str, Any]) -> None:
    files = job(case["of"])
    assert said(files) == []
    assert set(case["lines"]) <= set(lines(files))


@pytest.mark.parametrize("case", cases("translated"), ids=lambda case: f"{case['of']}-{case['to']}")
def test_a_size_of_another_runtime(case: dict[str, Any]) -> None:
    files = job(case["of"])
    assert said(files) == []
    if "refused" in case:
        made = state(files, GenerateOptions(PLACE, case["to"]))
        assert made.files == {}
        assert any(case["refused"] in problem.message for problem in made.problems)
        assert {problem.rule.code for problem in made.problems} == {"DH507"}
    else:
        assert set(case["lines"]) <= set(lines(files, case["to"]))


def named(name: str, runtime: dict[str, Any], **more: object) -> dict[str, bytes]:
    """A repository with one job, of an asset with this name."""
    files = job(runtime, **more)
    path = "assets/contacts.yaml"
    return {**files, path: files[path].replace(b"contacts", name.encode(), 1)}


@pytest.mark.parametrize("case", cases("names"), ids=lambda case: case["title"])
@pytest.mark.parametrize("over", [0, 1])
def test_the_longest_name(case: dict[str, Any], over: int) -> None:
    longest = case["longest"]
    name = "a" * (longest + over - len("acme-"))
    found = [f for f in checked(named(name, case["of"])) if f.message.startswith("the name")]
    told = f"the name `acme-{name}` has {longest + 1} characters; {case['title']} takes {longest}"
    assert [(f.path, f.message) for f in found] == [("assets/contacts.yaml", told)] * over


@pytest.mark.parametrize(
    ("length", "schedule"),
    [
        (64, "acme-" + "a" * 59),
        # The first eight digits that `sha256sum` gives of the whole name.
        (65, "acme-" + "a" * 50 + "-8537a1f8"),
    ],
)
def test_the_longest_name_of_a_schedule(length: int, schedule: str) -> None:
    """64 characters (botocore, scheduler: CreateSchedule.Name); a task's name may have more."""
    runtime = {"type": "aws_ecs_fargate", "cpu": 1024, "memory": 2048}
    files = named("a" * (length - len("acme-")), runtime, schedule={"cron": "0 2 * * *"})
    assert said(files) == []
    assert f'name = "{schedule}"' in lines(files)


def long(text: str) -> str:
    """`k*3` is `kkk`."""
    letter, _, times = text.partition("*")
    return letter * int(times) if times else text


CLOUDS = {"aws": {"type": "aws_lambda"}, "gcp": {"type": "gcp_cloud_run"}}


@pytest.mark.parametrize("case", cases("tags"), ids=str)
def test_a_tag(case: dict[str, Any]) -> None:
    files = job(CLOUDS[case["cloud"]], metadata={long(case["key"]): long(case["value"])})
    assert [code for code, _ in said(files)] == case["codes"]


@pytest.mark.parametrize(("cloud", "most", "noun"), [("aws", 50, "tags"), ("gcp", 64, "labels")])
def test_the_number_of_tags(cloud: str, most: int, noun: str) -> None:
    """50 (botocore: ecs, iam, logs) and 64 (cloud.google.com/kms/docs/labeling-keys)."""
    own = 8  # what the job and its asset give without metadata
    metadata = {f"k{number}": "v" for number in range(most - own)}
    assert said(job(CLOUDS[cloud], metadata=metadata)) == []
    ((code, message),) = said(job(CLOUDS[cloud], metadata={**metadata, "more": "v"}))
    told = f"the job has {most + 1} {noun}; {cloud.upper()} takes {most}"
    assert (code, message) == ("DH403", told)
