"""From `infrastructure.runtime` to what a target runs; sizes are translated where it is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks import rules
from dativo_hooks.clouds.sizes import cpu_millis, memory_mib
from dativo_hooks.finding import Problem
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.runtimes.unit import Sized, Workload

if TYPE_CHECKING:
    from dativo_hooks.model.job import Job, Runtime
    from dativo_hooks.rule import Rule
    from dativo_hooks.runtimes.runtime_kind import RuntimeKind, Size

DEFAULT_CPU_MILLIS = 1000
"""What the guide's examples give; the size of a job that names none, for another runtime."""


class Worked(NamedTuple):
    """A workload, None where the target can't run the job; `notes` tell what was translated."""

    workload: Workload | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def workload_of(job: Job, kind: RuntimeKind, container_root: str) -> Worked:
    """What `kind` runs for a job whose runtime is not None."""
    runtime = job.runtime
    assert runtime is not None
    source = RUNTIMES[runtime.type]
    if source is kind:
        return Worked(_workload(job, runtime, kind, kind.sizes.own(runtime), container_root), ())
    refusals = tuple(
        Problem(
            rules.UNTRANSLATABLE,
            runtime.at(key),
            f"the job can't be generated for {kind.title}: {why}",
            f"generate it for {source.title}, its own runtime, or change this",
        )
        for key, why in _refusals(runtime, source, kind)
    )
    memory = _memory(runtime, source)
    size = kind.sizes.fitting(_cpu(runtime, source), memory)
    if size is None:
        refusals += (_too_large(runtime, kind, f"{memory} MiB of memory"),)
    if refusals or size is None:
        return Worked(None, refusals)
    workload = _workload(job, runtime, kind, size, container_root)
    if source.cloud is not kind.cloud:  # a region of one cloud means nothing in the other
        workload = workload._replace(region=None)
    return Worked(workload, (), tuple(_notes(runtime, source, kind, size)))


def _workload(
    job: Job, runtime: Runtime, kind: RuntimeKind, size: Size, container_root: str
) -> Workload:
    path = f"{container_root}{job.path}"
    command = runtime.command
    if command is None:
        command = ("run", "--config", path, "--mode", "self_hosted")
    return Workload(
        cpu=Sized(size.cpu, runtime.at("cpu")),
        memory=Sized(size.memory, runtime.at("memory")),
        timeout=runtime.timeout or kind.timeout.default,
        image=Sized(runtime.image.text if runtime.image else "", runtime.at("image_uri")),
        region=Sized(runtime.region.text, runtime.region.origin) if runtime.region else None,
        language=Sized(runtime.language or "", runtime.at("runtime")),
        entry_point=Sized(runtime.entry_point, runtime.at("entry_point"))
        if runtime.entry_point
        else None,
        execution=runtime.execution,
        command=command,
        environment=runtime.environment,
        secrets=runtime.secrets,
    )


def _cpu(runtime: Runtime, source: RuntimeKind) -> int:
    if runtime.cpu is None:
        return DEFAULT_CPU_MILLIS
    return cpu_millis(runtime.cpu, units=source.sizes.in_units)


def _memory(runtime: Runtime, source: RuntimeKind) -> int:
    if runtime.memory is None:
        return memory_mib(source.sizes.own(runtime).memory)
    return memory_mib(runtime.memory)


def _refusals(runtime: Runtime, source: RuntimeKind, kind: RuntimeKind) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if kind.images is not None and runtime.image is None:
        found.append(("type", f"it names no `image_uri`, which {kind.title} needs"))
    most = kind.timeout.most
    if most is not None and (runtime.timeout or 0) > most:
        found.append(("timeout", f"it may run {runtime.timeout} seconds, and {most} is the most"))
    if runtime.secrets and source.cloud is not kind.cloud:
        found.append(("secrets", "its secrets are named as the other cloud names them"))
    if runtime.execution == "service" and not kind.serves:
        found.append(("execution", "it is a service"))
    return found


def _too_large(runtime: Runtime, kind: RuntimeKind, what: str) -> Problem:
    rule: Rule = rules.UNTRANSLATABLE
    return Problem(
        rule,
        runtime.at("memory"),
        f"the job can't be generated for {kind.title}: it has no size with {what}",
        "lower `memory`, or generate it for another runtime",
    )


def _notes(runtime: Runtime, source: RuntimeKind, kind: RuntimeKind, size: Size) -> list[str]:
    notes = []
    if runtime.cpu is not None:
        if size.cpu:
            notes.append(f"cpu {runtime.cpu} → {size.cpu}")
        else:
            notes.append(f"cpu {runtime.cpu} left out: {kind.title} gives CPU with memory")
    if runtime.memory is not None:
        notes.append(f"memory {runtime.memory} → {size.memory}")
    if runtime.region is not None and source.cloud is not kind.cloud:
        notes.append(f"region {runtime.region.text} left out: set the folder's variable")
    return notes
