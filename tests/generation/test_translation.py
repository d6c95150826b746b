"""One job for another runtime: sizes, what is refused, and what is said of it."""

from __future__ import annotations

import pytest

from dativo_hooks.clouds.sizes import cpu_millis, gcp_memory, memory_mib
from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.runtimes.unit import Unit
from tests.engine import repositories
from tests.engine.repositories import JOB, State, repository, state


def made(target: str, **runtime: object) -> State:
    lines = "".join(f"    {key}: {value}\n" for key, value in runtime.items())
    text = f"{JOB}infrastructure:\n  runtime:\n{lines}"
    files = repository({"jobs/contacts.yaml": text})
    return state(files, GenerateOptions("jobs/contacts.yaml", target))


def unit_for(generated: State, target: str) -> Unit:
    (unit,) = [f.unit for f in generated.files.values() if f.unit and f.of.target == target]
    return unit


ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1"
FARGATE = {"type": "aws_ecs_fargate", "image_uri": ECR}
LAMBDA = {"type": "aws_lambda", "image_uri": ECR}
RUN = {"type": "gcp_cloud_run", "image_uri": ECR}
FUNCTION = {"type": "gcp_cloud_function", "runtime": "python311"}
FARGATE_TARGET, LAMBDA_TARGET = "aws/ecs_fargate", "aws/lambda"
RUN_TARGET, FUNCTION_TARGET = "gcp/cloud_run", "gcp/cloud_function"


@pytest.mark.parametrize(
    ("runtime", "target", "cpu", "memory", "timeout"),
    [
        # The guide's own pair.
        ({**FARGATE, "cpu": 1024, "memory": 2048}, RUN_TARGET, "1", "2Gi", 3600),
        ({**FARGATE, "cpu": 256, "memory": 512}, RUN_TARGET, "1", "512Mi", 3600),
        ({**FARGATE, "cpu": 1024, "memory": 8192}, RUN_TARGET, "2", "8Gi", 3600),
        ({**FARGATE, "cpu": 4096, "memory": 30720}, RUN_TARGET, "8", "30Gi", 3600),
        ({**FARGATE, "cpu": 1024, "memory": 2048}, LAMBDA_TARGET, "", "2048", 900),
        ({**FARGATE, "cpu": 1024, "memory": 2048, "timeout": 60}, LAMBDA_TARGET, "", "2048", 60),
        ({**FARGATE, "cpu": 1024, "memory": 2048}, FUNCTION_TARGET, "", "2Gi", 540),
        ({**LAMBDA, "memory": 128}, RUN_TARGET, "1", "512Mi", 3600),
        ({**LAMBDA, "memory": 128}, FARGATE_TARGET, "1024", "2048", None),
        ({**LAMBDA, "memory": 10240}, FARGATE_TARGET, "2048", "10240", None),
        (LAMBDA, RUN_TARGET, "1", "2Gi", 3600),
        (RUN, FARGATE_TARGET, "1024", "2048", None),
        ({**RUN, "cpu": 1, "memory": "512Mi"}, FARGATE_TARGET, "1024", "2048", None),
        ({**RUN, "cpu": "2000m", "memory": "4Gi"}, FARGATE_TARGET, "2048", "4096", None),
        ({**RUN, "cpu": 6, "memory": "4Gi"}, FARGATE_TARGET, "8192", "16384", None),
        ({**RUN, "memory": "2Gi", "timeout": 100}, FUNCTION_TARGET, "", "2Gi", 100),
        ({**RUN, "memory": "3000Mi"}, FUNCTION_TARGET, "", "3000Mi", 540),
    ],
)
def test_sizes(
    runtime: dict[str, object], target: str, cpu: str, memory: str, timeout: int | None
) -> None:
    generated = made(target, **runtime)
    assert generated.problems == ()
    work = unit_for(generated, target).workload
    assert (work.cpu.text, work.memory.text, work.timeout) == (cpu, memory, timeout)


@pytest.mark.parametrize(
    ("cpu", "least", "most"),
    [
        (256, 512, 2048),
        (512, 1024, 4096),
        (1024, 2048, 8192),
        (2048, 4096, 16384),
        (4096, 8192, 30720),
        (8192, 16384, 61440),
    ],
)
def test_a_cloud_run_size_is_no_smaller_than_that_of_fargate(
    cpu: int, least: int, most: int
) -> None:
    for memory in (least, most):
        generated = made(RUN_TARGET, **FARGATE, cpu=cpu, memory=memory)
        if memory > 32 * 1024:  # the most that Cloud Run has
            assert generated.problems
            continue
        work = unit_for(generated, RUN_TARGET).workload
        assert cpu_millis(work.cpu.text, units=False) >= cpu_millis(cpu, units=True)
        assert memory_mib(work.memory.text) >= memory


@pytest.mark.parametrize(
    ("runtime", "target", "key", "word"),
    [
        (FUNCTION, RUN_TARGET, "type", "image_uri"),
        (FUNCTION, FARGATE_TARGET, "type", "image_uri"),
        ({**FARGATE, "cpu": 1024, "memory": 2048, "timeout": 901}, LAMBDA_TARGET, "timeout", "900"),
        ({**RUN, "timeout": 541}, FUNCTION_TARGET, "timeout", "540"),
        ({**RUN, "secrets": "{A: b}"}, FARGATE_TARGET, "secrets", "other cloud"),
        ({**RUN, "execution": "service"}, FUNCTION_TARGET, "execution", "service"),
        (
            {**FARGATE, "cpu": 1024, "memory": 2048, "execution": "service"},
            LAMBDA_TARGET,
            "execution",
            "service",
        ),
        ({**FARGATE, "cpu": 8192, "memory": 61440}, RUN_TARGET, "memory", "61440 MiB"),
        ({**FARGATE, "cpu": 4096, "memory": 16384}, LAMBDA_TARGET, "memory", "16384 MiB"),
        ({**FUNCTION, "memory": "32768MB"}, LAMBDA_TARGET, "memory", "32768 MiB"),
    ],
)
def test_refusals(runtime: dict[str, object], target: str, key: str, word: str) -> None:
    generated = made(target, **runtime)
    found = [p for p in generated.problems if p.rule.code == "DH507"]
    places = {problem.where for problem in found}
    assert ("jobs/contacts.yaml", ("infrastructure", "runtime", key)) in places
    assert any(word in problem.message for problem in found)
    assert generated.files == {}


def test_an_image_outside_ecr_is_refused_by_lambda_only() -> None:
    fargate = {"type": "aws_ecs_fargate", "cpu": 1024, "memory": 2048, "image_uri": "d/ingest:1"}
    assert [p.rule.code for p in made(LAMBDA_TARGET, **fargate).problems] == ["DH503"]
    assert made(RUN_TARGET, **fargate).problems == ()


def test_what_is_translated_is_told() -> None:
    fargate = {**FARGATE, "cpu": 1024, "memory": 2048, "region": "us-east-1"}
    assert made(RUN_TARGET, **fargate).notes == (
        "jobs/contacts.yaml for Cloud Run: cpu 1024 → 1",
        "jobs/contacts.yaml for Cloud Run: memory 2048 → 2Gi",
        "jobs/contacts.yaml for Cloud Run: region us-east-1 left out: set the folder's variable",
    )
    assert made(LAMBDA_TARGET, **fargate).notes == (
        "jobs/contacts.yaml for Lambda: cpu 1024 left out: Lambda gives CPU with memory",
        "jobs/contacts.yaml for Lambda: memory 2048 → 2048",
    )
    assert made(FARGATE_TARGET, **fargate).notes == ()


@pytest.mark.parametrize(
    ("options", "own", "target"),
    [
        ("aws", FARGATE, FARGATE_TARGET),
        ("gcp", FARGATE, RUN_TARGET),
        ("aws", LAMBDA, LAMBDA_TARGET),
        ("gcp", LAMBDA, RUN_TARGET),
        ("aws", RUN, FARGATE_TARGET),
        ("gcp", FUNCTION, FUNCTION_TARGET),
    ],
)
def test_a_cloud_alone_means_the_jobs_own_runtime_or_containers(
    options: str, own: dict[str, object], target: str
) -> None:
    sizes = {"cpu": 1024, "memory": 2048} if own is FARGATE else {}
    kinds = {file.of.target for file in made(options, **own, **sizes).files.values()}
    assert target in kinds


def test_defaults_of_a_job_that_names_no_size() -> None:
    sizes = {
        target: unit_for(made(target, **runtime), target).workload
        for target, runtime in (
            (LAMBDA_TARGET, LAMBDA),
            (RUN_TARGET, RUN),
            (FUNCTION_TARGET, FUNCTION),
        )
    }
    assert {target: (w.cpu.text, w.memory.text, w.timeout) for target, w in sizes.items()} == {
        LAMBDA_TARGET: ("", "2048", 900),
        RUN_TARGET: ("1", "2Gi", 3600),
        FUNCTION_TARGET: ("", "256M", 540),
    }
    big = unit_for(made(RUN_TARGET, **RUN, cpu=8), RUN_TARGET).workload
    assert big.memory.text == "4Gi"


@pytest.mark.parametrize(
    ("written", "mib"),
    [(2048, 2048), ("512Mi", 512), ("2Gi", 2048), ("256MB", 256), ("1GB", 1024), ("256M", 256)],
)
def test_memory(written: str | int, mib: int) -> None:
    assert memory_mib(written) == mib
    assert memory_mib(gcp_memory(mib)) == mib


@pytest.mark.parametrize("written", ["", "x", "1.5Gi", "2TB", "-1Mi"])
def test_what_is_no_memory(written: str) -> None:
    with pytest.raises(ValueError, match="not an amount of memory"):
        memory_mib(written)


def test_a_blank_time_zone_is_refused() -> None:
    files = repository(
        {
            "jobs/contacts.yaml": JOB
            + repositories.FARGATE
            + '  schedule:\n    cron: "0 2 * * *"\n    timezone: "\\t"\n'
        }
    )
    (problem,) = state(files).problems
    assert problem.rule.code == "DH505"
    assert problem.help == "write `timezone: UTC`"
