"""Cloud Run: its sizes, and a job's resources there: a job, or a service, and its schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.clouds.gcp import CLOUD
from dativo_hooks.clouds.images import EXAMPLE_NAME
from dativo_hooks.clouds.sizes import cpu_millis, gcp_memory
from dativo_hooks.runtimes.gcp_module import SECRETS, last_arguments
from dativo_hooks.runtimes.gcp_schedule import invoker, location, oidc_token, scheduler
from dativo_hooks.runtimes.gcp_secrets import full_name, secret_parts
from dativo_hooks.runtimes.job_values import environment, tags_reference, written_at
from dativo_hooks.runtimes.module_arguments import environment_argument, secrets_argument
from dativo_hooks.runtimes.runtime_kind import (
    Images,
    Module,
    NameLimits,
    RuntimeKind,
    Size,
    Sizes,
    Timeout,
)
from dativo_hooks.terraform_language.syntax import (
    Array,
    Attribute,
    Block,
    Item,
    Object,
    Reference,
    Template,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.model.job import Runtime
    from dativo_hooks.runtimes.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression

MEMORY: Mapping[int, tuple[int, int]] = {
    1: (512, 4096),
    2: (512, 8192),
    4: (2048, 16384),
    6: (4096, 24576),
    8: (4096, 32768),
}
"""MiB, least and most, by vCPU. docs.cloud.google.com/run/docs/configuring/jobs/cpu"""

_DEFAULT_MEMORY = 2048
"""MiB. The guide's examples."""


def _own_size(runtime: Runtime) -> Size:
    cpu = str(runtime.cpu) if runtime.cpu is not None else "1"
    if runtime.memory is not None:
        return Size(cpu, str(runtime.memory))
    least = MEMORY[cpu_millis(cpu, units=False) // 1000][0]
    return Size(cpu, gcp_memory(max(least, _DEFAULT_MEMORY)))


def _fitting_size(cpu: int, memory: int) -> Size | None:
    for vcpu, (least, most) in MEMORY.items():
        if vcpu * 1000 >= cpu and memory <= most:
            return Size(str(vcpu), gcp_memory(max(least, memory)))
    return None


def _resources(unit: Unit) -> Iterable[Block]:
    """A Cloud Run job, or a service; a schedule with its invoker where the job wants one."""
    service = unit.workload.execution == "service"
    kind = "google_cloud_run_v2_service" if service else "google_cloud_run_v2_job"
    resource = f"{kind}.{unit.names.address}"
    yield _run_service(unit) if service else _run_job(unit)
    if unit.timing is None:
        return
    yield invoker(
        unit,
        f"{kind}_iam_member",
        (
            Attribute("name", Reference(f"{resource}.name")),
            Attribute("location", Reference(f"{resource}.location")),
        ),
    )
    if service:
        uri: Expression = Reference(f"{resource}.uri")
        yield scheduler(unit, uri, oidc_token(Reference(f"{resource}.uri")))
    else:
        uri = Template(("https://run.googleapis.com/v2/", Reference(f"{resource}.id"), ":run"))
        yield scheduler(
            unit,
            uri,
            Block(
                "oauth_token",
                (),
                (
                    Attribute(
                        "service_account_email", Reference("var.scheduler_service_account_email")
                    ),
                ),
            ),
            only_starts=True,
        )


def _run_job(unit: Unit) -> Block:
    work = unit.workload
    return Block(
        "resource",
        ("google_cloud_run_v2_job", unit.names.address),
        (
            Attribute("name", unit.names.cloud),
            location(unit),
            # The job's file is what protects it: with the default, nobody could ever remove it.
            Attribute("deletion_protection", value=False),
            Attribute("labels", tags_reference(unit)),
            Block(
                "template",
                (),
                (
                    # Billing and logging see only the labels of the template.
                    Attribute("labels", tags_reference(unit)),
                    Block(
                        "template",
                        (),
                        (
                            Attribute("service_account", Reference("var.service_account_email")),
                            Attribute("timeout", f"{work.timeout}s", written_at(unit, "timeout")),
                            _run_container(unit),
                        ),
                    ),
                ),
            ),
        ),
    )


def _run_service(unit: Unit) -> Block:
    timeout = unit.workload.timeout
    return Block(
        "resource",
        ("google_cloud_run_v2_service", unit.names.address),
        (
            Attribute("name", unit.names.cloud, written_at(unit, "execution")),
            location(unit),
            Attribute("deletion_protection", value=False),
            Attribute("ingress", "INGRESS_TRAFFIC_INTERNAL_ONLY"),
            Attribute("labels", tags_reference(unit)),
            Block(
                "template",
                (),
                (
                    Attribute("labels", tags_reference(unit)),
                    Attribute("service_account", Reference("var.service_account_email")),
                    Attribute("timeout", f"{timeout}s", written_at(unit, "timeout")),
                    # A request is a run: it has the container to itself.
                    Attribute("max_instance_request_concurrency", 1),
                    Block(
                        "scaling",
                        (),
                        (Attribute("min_instance_count", 0), Attribute("max_instance_count", 1)),
                    ),
                    _run_container(unit),
                ),
            ),
        ),
    )


def _run_container(unit: Unit) -> Block:
    work = unit.workload
    limits = Object(
        (
            Item("cpu", work.cpu.text, work.cpu.origin),
            Item("memory", work.memory.text, work.memory.origin),
        )
    )
    return Block(
        "containers",
        (),
        (
            Attribute("image", work.image.text, work.image.origin),
            Attribute("args", Array(work.command), written_at(unit, "command")),
            Block("resources", (), (Attribute("limits", limits),)),
            *(
                Block("env", (), (Attribute("name", name), Attribute("value", text, origin)))
                for name, text, origin in environment(unit)
            ),
            *(
                Block(
                    "env",
                    (),
                    (
                        Attribute("name", variable.name),
                        Block(
                            "value_source",
                            (),
                            (
                                Block(
                                    "secret_key_ref",
                                    (),
                                    (
                                        Attribute(
                                            "secret", full_name(variable.text), variable.origin
                                        ),
                                        Attribute("version", secret_parts(variable.text).version),
                                    ),
                                ),
                            ),
                        ),
                    ),
                )
                for variable in work.secrets
            ),
        ),
    )


def _arguments(unit: Unit) -> Iterable[Attribute]:
    """What a call of the module has beside the names."""
    work = unit.workload
    yield Attribute("image_uri", work.image.text, work.image.origin)
    yield Attribute("cpu", work.cpu.text, work.cpu.origin)
    yield Attribute("memory", work.memory.text, work.memory.origin)
    yield Attribute("timeout_seconds", work.timeout, written_at(unit, "timeout"))
    yield Attribute("command", Array(work.command), written_at(unit, "command"))
    yield environment_argument(unit)
    yield from secrets_argument(unit)
    if work.execution == "service":
        yield Attribute("execution", "service", written_at(unit, "execution"))
    yield from last_arguments(unit)


KIND = RuntimeKind(
    type="gcp_cloud_run",
    cloud=CLOUD,
    title="Cloud Run",
    # Services take under 50; nothing states a limit for jobs, so 49 is safe for both.
    name=NameLimits(49, lower=True, source="googleapis run/v2/service.proto"),
    images=Images(f"dativo/{EXAMPLE_NAME}", home=None),
    sizes=Sizes(_own_size, in_units=False, fitting=_fitting_size),
    # The service's own default, 600, ends a data job before it is done. Its most is the schema's.
    timeout=Timeout(default=3600, most=None),
    serves=True,
    injected_as="{}",
    variable_names=None,
    module=Module(
        "gcp/dativo-job", "a job on Cloud Run", SECRETS, _arguments, refusals=lambda _: ()
    ),
    resources=_resources,
    schedule_groups=None,
    variables={},
)
