"""From `infrastructure.runtime` to what a target runs; sizes are translated where it is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.clouds.runtimes import (
    CLOUD_FUNCTION_MEMORY,
    CLOUD_FUNCTION_TIMEOUT,
    CLOUD_RUN_MEMORY,
    DEFAULT_LANGUAGE,
    FARGATE_MEMORY,
    LAMBDA_MEMORY,
    LAMBDA_TIMEOUT,
    RUNTIMES,
)
from dativo_hooks.clouds.sizes import cpu_millis, gcp_memory, memory_mib
from dativo_hooks.finding import Problem
from dativo_hooks.generation.unit import Sized, Workload

if TYPE_CHECKING:
    from dativo_hooks.clouds.runtimes import RuntimeKind
    from dativo_hooks.model.job import Job, Runtime
    from dativo_hooks.rule import Rule

DEFAULT_CPU_MILLIS = 1000
DEFAULT_MEMORY_MIB = {
    "ecs_fargate": 2048,
    "lambda": 2048,
    "cloud_run": 2048,
    "cloud_function": 256,
}
"""What the guide's examples give; used where a job names none."""


class Worked(NamedTuple):
    """A workload, None where the target can't run the job; `notes` tell what was translated."""

    workload: Workload | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


class _Size(NamedTuple):
    cpu: str
    memory: str


def workload_of(job: Job, kind: RuntimeKind, container_root: str) -> Worked:
    """What `kind` runs for a job whose runtime is not None."""
    runtime = job.runtime
    assert runtime is not None
    source = RUNTIMES[runtime.type]
    if source is kind:
        return Worked(_workload(job, runtime, kind, _own_size(runtime, kind), container_root), ())
    refusals = tuple(
        Problem(
            rules.UNTRANSLATABLE,
            runtime.at(key),
            f"the job can't be generated for {kind.title}: {why}",
            f"generate it for {source.title}, its own runtime, or change this",
        )
        for key, why in _refusals(runtime, source, kind)
    )
    size = _translated_size(runtime, source, kind)
    if size is None:
        memory = _memory(runtime, source)
        refusals += (_too_large(runtime, kind, f"{memory} MiB of memory"),)
    if refusals or size is None:
        return Worked(None, refusals)
    workload = _workload(job, runtime, kind, size, container_root)
    if source.cloud != kind.cloud:  # a region of one cloud means nothing in the other
        workload = workload._replace(region=None)
    return Worked(workload, (), tuple(_notes(runtime, source, kind, size)))


def _workload(
    job: Job, runtime: Runtime, kind: RuntimeKind, size: _Size, container_root: str
) -> Workload:
    path = f"{container_root}{job.path}"
    command = runtime.command
    if command is None:
        command = ("run", "--config", path, "--mode", "self_hosted")
    return Workload(
        cpu=Sized(size.cpu, runtime.at("cpu")),
        memory=Sized(size.memory, runtime.at("memory")),
        timeout=runtime.timeout or _DEFAULT_TIMEOUTS.get(kind.resource_type),
        image=Sized(runtime.image.text if runtime.image else "", runtime.at("image_uri")),
        region=Sized(runtime.region.text, runtime.region.origin) if runtime.region else None,
        language=Sized(runtime.language or DEFAULT_LANGUAGE, runtime.at("runtime")),
        entry_point=Sized(runtime.entry_point, runtime.at("entry_point"))
        if runtime.entry_point
        else None,
        execution=runtime.execution,
        command=command,
        environment=runtime.environment,
        secrets=runtime.secrets,
    )


_DEFAULT_TIMEOUTS = {
    "lambda": LAMBDA_TIMEOUT,
    "cloud_run": 3600,
    "cloud_function": CLOUD_FUNCTION_TIMEOUT,
}
"""Seconds. The services' own defaults (3, 600 and 60) end a data job before it is done."""


def _own_size(runtime: Runtime, kind: RuntimeKind) -> _Size:
    memory = runtime.memory
    if kind.resource_type == "cloud_function":
        mib = memory_mib(memory) if memory is not None else DEFAULT_MEMORY_MIB["cloud_function"]
        return _Size("", _function_memory(memory, mib))
    if kind.cloud == "aws":
        default_memory = DEFAULT_MEMORY_MIB[kind.resource_type]
        if kind.resource_type == "ecs_fargate":
            cpu = int(runtime.cpu) if runtime.cpu is not None else 1024
            default_memory = min(FARGATE_MEMORY[cpu], key=lambda m: abs(m - 2 * cpu))
            return _Size(str(cpu), str(memory if memory is not None else default_memory))
        return _Size("", str(memory if memory is not None else default_memory))
    cpu_text = str(runtime.cpu) if runtime.cpu is not None else "1"
    if memory is not None:
        return _Size(cpu_text, str(memory))
    least = CLOUD_RUN_MEMORY[cpu_millis(cpu_text, units=False) // 1000][0]
    return _Size(cpu_text, gcp_memory(max(least, DEFAULT_MEMORY_MIB["cloud_run"])))


def _function_memory(written: str | int | None, mib: int) -> str:
    """A function's memory in the units that the API takes: it knows no `MB` and no `GB`."""
    text = str(written) if written is not None else f"{mib}M"
    return text[:-1] if text.upper().endswith("B") else text


def _cpu(runtime: Runtime, source: RuntimeKind) -> int:
    if runtime.cpu is None:
        return DEFAULT_CPU_MILLIS
    return cpu_millis(runtime.cpu, units=source.cloud == "aws")


def _memory(runtime: Runtime, source: RuntimeKind) -> int:
    if runtime.memory is None:
        return int(memory_mib(_own_size(runtime, source).memory))
    return memory_mib(runtime.memory)


def _translated_size(runtime: Runtime, source: RuntimeKind, kind: RuntimeKind) -> _Size | None:
    """The nearest size that the target has and that is no smaller; None where it has none."""
    cpu, memory = _cpu(runtime, source), _memory(runtime, source)
    if kind.resource_type == "ecs_fargate":
        for units, choices in FARGATE_MEMORY.items():
            fits = [mib for mib in choices if mib >= memory]
            if units * 1000 // 1024 >= cpu and fits:
                return _Size(str(units), str(fits[0]))
        return None
    if kind.resource_type == "cloud_run":
        for vcpu, (least, most) in CLOUD_RUN_MEMORY.items():
            if vcpu * 1000 >= cpu and memory <= most:
                return _Size(str(vcpu), gcp_memory(max(least, memory)))
        return None
    least, most = LAMBDA_MEMORY if kind.cloud == "aws" else CLOUD_FUNCTION_MEMORY
    if memory > most:
        return None
    if kind.cloud == "aws":
        return _Size("", str(max(least, memory)))
    return _Size("", gcp_memory(max(least, memory)))


def _refusals(runtime: Runtime, source: RuntimeKind, kind: RuntimeKind) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if kind.resource_type != "cloud_function" and runtime.image is None:
        found.append(("type", f"it names no `image_uri`, which {kind.title} needs"))
    most = _MOST_TIMEOUT.get(kind.resource_type)
    if most is not None and (runtime.timeout or 0) > most:
        found.append(("timeout", f"it may run {runtime.timeout} seconds, and {most} is the most"))
    if runtime.secrets and source.cloud != kind.cloud:
        found.append(("secrets", "its secrets are named as the other cloud names them"))
    if runtime.execution == "service" and kind.resource_type in _MOST_TIMEOUT:
        found.append(("execution", "it is a service"))
    return found


_MOST_TIMEOUT = {"lambda": LAMBDA_TIMEOUT, "cloud_function": CLOUD_FUNCTION_TIMEOUT}


def _too_large(runtime: Runtime, kind: RuntimeKind, what: str) -> Problem:
    rule: Rule = rules.UNTRANSLATABLE
    return Problem(
        rule,
        runtime.at("memory"),
        f"the job can't be generated for {kind.title}: it has no size with {what}",
        "lower `memory`, or generate it for another runtime",
    )


def _notes(runtime: Runtime, source: RuntimeKind, kind: RuntimeKind, size: _Size) -> list[str]:
    notes = []
    if runtime.cpu is not None:
        if size.cpu:
            notes.append(f"cpu {runtime.cpu} → {size.cpu}")
        else:
            notes.append(f"cpu {runtime.cpu} left out: {kind.title} gives CPU with memory")
    if runtime.memory is not None:
        notes.append(f"memory {runtime.memory} → {size.memory}")
    if runtime.region is not None and source.cloud != kind.cloud:
        notes.append(f"region {runtime.region.text} left out: set the folder's variable")
    return notes
