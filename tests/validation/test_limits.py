"""The clouds' limits, against the arithmetic that they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from dativo_hooks.validation.schema import fast

# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
FARGATE = {
    256: {512, 1024, 2048},
    512: set(range(1024, 4096 + 1, 1024)),
    1024: set(range(2048, 8192 + 1, 1024)),
    2048: set(range(4096, 16384 + 1, 1024)),
    4096: set(range(8192, 30720 + 1, 1024)),
    8192: set(range(16384, 61440 + 1, 4096)),
    16384: set(range(32768, 122880 + 1, 8192)),
    32768: {61440, 122880, 249856},
}

# https://cloud.google.com/run/docs/configuring/jobs/memory-limits: least and most, in MiB
CLOUD_RUN = {1: (128, 4096), 2: (128, 8192), 4: (2048, 16384), 6: (4096, 24576), 8: (4096, 32768)}


def valid(**runtime: Any) -> bool:
    """Whether a job with this runtime is valid."""
    job = {
        "tenant_id": "acme",
        "source_connector_path": "a",
        "target_connector_path": "b",
        "asset_path": "c",
        "infrastructure": {"runtime": runtime},
    }
    return bool(fast("job").is_valid(job))


@pytest.mark.parametrize("cpu", FARGATE)
def test_fargate(cpu: int) -> None:
    sizes = sorted({size + off for sizes in FARGATE.values() for size in sizes for off in (-1, 0)})
    taken = {
        size
        for size in sizes
        if valid(type="aws_ecs_fargate", cpu=cpu, memory=size, image_uri="x:1")
    }
    assert taken == FARGATE[cpu]


@pytest.mark.parametrize("service", [False, True])
@pytest.mark.parametrize("cpu", [None, *CLOUD_RUN])
def test_cloud_run(cpu: int | None, service: bool) -> None:
    least, most = CLOUD_RUN[cpu or 1]
    least = least if service else max(least, 512)
    runtime: dict[str, Any] = {"type": "gcp_cloud_run", "image_uri": "x:1"}
    if service:
        runtime["execution"] = "service"
    edges = {edge for pair in CLOUD_RUN.values() for edge in pair}
    sizes = {edge + off for edge in {*edges, 512, 1000, 9999} for off in (-1, 0, 1)}
    for spelling in [None] if cpu is None else [cpu, str(cpu), f"{cpu}000m"]:
        if spelling is not None:
            runtime["cpu"] = spelling
        for size in sizes:
            assert valid(**runtime, memory=f"{size}Mi") is (least <= size <= most), size
        for size in range(1, 40):
            assert valid(**runtime, memory=f"{size}Gi") is (least <= size * 1024 <= most), size


def test_every_size_of_memory_in_mebibytes() -> None:
    for cpu, (least, most) in CLOUD_RUN.items():
        wrong = [
            size
            for size in range(1, 33_000, 7)
            if valid(
                type="gcp_cloud_run",
                image_uri="x:1",
                execution="service",
                cpu=cpu,
                memory=f"{size}Mi",
            )
            is not (least <= size <= most)
        ]
        assert wrong == []


@pytest.mark.parametrize("unit", ["M", "MB", "Mi", "MiB"])
def test_cloud_function_in_mebibytes(unit: str) -> None:
    taken = [
        size
        for size in range(33_000)
        if valid(type="gcp_cloud_function", runtime="python312", memory=f"{size}{unit}")
    ]
    assert taken == list(range(128, 32768 + 1))


@pytest.mark.parametrize("unit", ["G", "GB", "Gi", "GiB"])
def test_cloud_function_in_gibibytes(unit: str) -> None:
    taken = [
        size
        for size in range(100)
        if valid(type="gcp_cloud_function", runtime="python312", memory=f"{size}{unit}")
    ]
    assert taken == list(range(1, 32 + 1))


@pytest.mark.parametrize(
    ("runtime", "most"),
    [
        ({"type": "aws_lambda", "image_uri": "x:1"}, 900),
        ({"type": "gcp_cloud_run", "image_uri": "x:1"}, 604_800),
        ({"type": "gcp_cloud_run", "image_uri": "x:1", "execution": "service"}, 3600),
        ({"type": "gcp_cloud_function", "runtime": "go122"}, 540),
    ],
    ids=str,
)
def test_timeouts(runtime: dict[str, Any], most: int) -> None:
    taken = [valid(**runtime, timeout=timeout) for timeout in (0, 1, most, most + 1)]
    assert taken == [False, True, True, False]


@pytest.mark.parametrize(
    ("region", "cloud"),
    [
        ("us-east-1", "aws"),
        ("us-gov-west-1", "aws"),
        ("eusc-de-east-1", "aws"),
        ("ap-southeast-5", "aws"),
        ("us-central1", "gcp"),
        ("northamerica-northeast2", "gcp"),
        ("europe-west12", "gcp"),
        ("${REGION}", "both"),
        ("eu-${SIDE}-1", "both"),
        ("US-EAST-1", "none"),
        ("us-east-1a", "none"),
        ("us-east-1\n", "none"),
        ("us_east_1", "none"),
        ("$REGION", "none"),
        ("${}", "none"),
        ("", "none"),
    ],
)
def test_regions(region: str, cloud: str) -> None:
    aws = valid(type="aws_lambda", image_uri="x:1", region=region)
    gcp = valid(type="gcp_cloud_run", image_uri="x:1", region=region)
    assert (aws, gcp) == (cloud in {"aws", "both"}, cloud in {"gcp", "both"})


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("terraform/generated/{tenant}-{asset}", True),
        ("{tenant}", True),
        (".infra/{cloud}/{region}/{environment}/{job}", True),
        ("a.b/{asset}_x", True),
        ("/terraform/{asset}", False),
        ("../{asset}", False),
        ("a/../{asset}", False),
        ("a/./{asset}", False),
        ("a//{asset}", False),
        ("a/{asset}/", False),
        ("{asset}.tf", False),
        ("a\\{asset}", False),
        ("{tenent}", False),
        ("{asset", False),
        ("{asset}\n", False),
        ("", False),
    ],
)
def test_path_templates(path: str, right: bool) -> None:
    assert fast("configuration").is_valid({"terraform": {"path": path}}) is right
