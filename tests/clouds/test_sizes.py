"""CPU and memory, and the tables of what the runtimes take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.sizes import cpu_millis, gcp_memory, memory_mib
from tests.laws import examples


@pytest.mark.parametrize(
    ("memory", "mib"),
    {
        2048: 2048,
        "2048": 2048,
        "512Mi": 512,
        "512MiB": 512,
        "256MB": 256,
        "256M": 256,
        "2Gi": 2048,
        "2GB": 2048,
        "2G": 2048,
        "2GiB": 2048,
    }.items(),
)
def test_memory_as_jobs_write_it(memory: str | int, mib: int) -> None:
    assert memory_mib(memory) == mib


@pytest.mark.parametrize("memory", ["", "Mi", "1.5Gi", "-1", "2 Gi", "2Ki", "2TB", "2Gi\n", "2Gix"])
def test_what_is_no_memory(memory: str) -> None:
    with pytest.raises(ValueError, match="not an amount of memory"):
        memory_mib(memory)


@pytest.mark.parametrize(
    ("cpu", "units", "millis"),
    [
        (256, True, 250),
        (1024, True, 1000),
        ("4096", True, 4000),
        (1, False, 1000),
        ("2", False, 2000),
        ("1000m", False, 1000),
        ("500m", False, 500),
    ],
)
def test_cpu_of_both_clouds(cpu: str | int, units: bool, millis: int) -> None:
    assert cpu_millis(cpu, units=units) == millis


@examples(40)
@given(st.integers(1, 262144))
def test_memory_survives_being_written_for_gcp(mib: int) -> None:
    assert memory_mib(gcp_memory(mib)) == mib
    assert gcp_memory(mib).endswith("Gi") == (mib % 1024 == 0)


@pytest.mark.parametrize("cpu", [256, 512, 1024, 2048, 4096, 8192, 16384, 32768])
def test_every_cpu_of_fargate_is_translated_without_loss(cpu: int) -> None:
    assert cpu_millis(cpu, units=True) * 1024 == cpu * 1000
