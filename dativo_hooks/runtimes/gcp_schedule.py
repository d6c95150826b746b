"""How Cloud Scheduler starts a job on GCP: the schedule, and who may call what it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.runtimes.derived_names import shortened
from dativo_hooks.runtimes.job_values import written_at
from dativo_hooks.terraform_language.syntax import Attribute, Block, Reference, Template

if TYPE_CHECKING:
    from dativo_hooks.runtimes.unit import Unit
    from dativo_hooks.terraform_language.syntax import Expression

SCHEDULER_NAME_LIMIT = 500
"""Characters. googleapis scheduler/v1/job.proto: Job.name."""

ATTEMPT_DEADLINE = (180, 15, 1800)
"""Seconds that Cloud Scheduler waits for an answer: by default, at the least, at the most.
googleapis scheduler/v1/job.proto: Job.attempt_deadline.
"""


def location(unit: Unit) -> Attribute:
    """Where a resource lies: the region of the job, or the folder's."""
    region = unit.workload.region
    if region is None:
        return Attribute("location", Reference("var.gcp_region"))
    return Attribute("location", region.text, region.origin)


def invoker(unit: Unit, type_: str, target: tuple[Attribute, ...]) -> Block:
    """Lets the scheduler's service account call `target`, whose IAM resource is `type_`."""
    member = Template(("serviceAccount:", Reference("var.scheduler_service_account_email")))
    return Block(
        "resource",
        (type_, unit.names.address),
        (*target, Attribute("role", "roles/run.invoker"), Attribute("member", member)),
    )


def scheduler(unit: Unit, uri: Expression, token: Block, *, only_starts: bool = False) -> Block:
    """The Cloud Scheduler job that calls `uri` at the job's times, with `token` as its proof.

    `only_starts`: what is called answers at once, not when the job is done.
    """
    timing, region = unit.timing, unit.workload.region
    assert timing is not None
    default, least, most = ATTEMPT_DEADLINE
    deadline = default if only_starts else min(max(unit.workload.timeout or default, least), most)
    where: Expression = region.text if region is not None else Reference("var.gcp_region")
    return Block(
        "resource",
        ("google_cloud_scheduler_job", unit.names.address),
        (
            Attribute("name", shortened(unit.names.cloud, SCHEDULER_NAME_LIMIT)),
            Attribute("region", where, region.origin if region is not None else None),
            Attribute("schedule", timing.text, timing.origin),
            Attribute("time_zone", timing.timezone, timing.origin),
            Attribute("attempt_deadline", f"{deadline}s", written_at(unit, "timeout")),
            Block(
                "http_target",
                (),
                (Attribute("http_method", "POST"), Attribute("uri", uri), token),
            ),
        ),
    )


def oidc_token(audience: Reference) -> Block:
    """The proof that a function or a service wants of its caller."""
    return Block(
        "oidc_token",
        (),
        (
            Attribute("service_account_email", Reference("var.scheduler_service_account_email")),
            Attribute("audience", audience),
        ),
    )
