"""CPU and memory, and the tables of what the runtimes take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.sizes import cpu_millis, gcp_memory, memory_mib
from dativo_hooks.runtimes.aws_ecs_fargate import MEMORY as FARGATE_MEMORY
from dativo_hooks.runtimes.gcp_cloud_run import MEMORY as CLOUD_RUN_MEMORY
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


def test_every_cpu_of_fargate_is_translated_without_loss() -> None:
    for cpu in FARGATE_MEMORY:
        assert cpu_millis(cpu, units=True) * 1024 == cpu * 1000


def test_memories_of_fargate_are_those_of_its_table() -> None:
    # First, last and number of memories by CPU: the table of the developer guide.
    assert {cpu: (m[0], m[-1], len(m)) for cpu, m in FARGATE_MEMORY.items()} == {
        256: (512, 2048, 3),
        512: (1024, 4096, 4),
        1024: (2048, 8192, 7),
        2048: (4096, 16384, 13),
        4096: (8192, 30720, 23),
        8192: (16384, 61440, 12),
        16384: (32768, 122880, 12),
        32768: (61440, 249856, 3),
    }
    for memories in FARGATE_MEMORY.values():
        assert list(memories) == sorted(set(memories))


def test_a_larger_machine_never_takes_less() -> None:
    run = [CLOUD_RUN_MEMORY[cpu] for cpu in sorted(CLOUD_RUN_MEMORY)]
    assert run == sorted(run)
    assert all(least < most for least, most in run)
    assert [most for _, most in run] == [4 * 1024, 8 * 1024, 16 * 1024, 24 * 1024, 32 * 1024]
