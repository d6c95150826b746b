"""What the modules of every runtime on GCP take, in one spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.runtimes.gcp_secrets import secret_path
from dativo_hooks.runtimes.module_arguments import tags_argument
from dativo_hooks.runtimes.runtime_kind import SecretForm
from dativo_hooks.terraform_language.syntax import Attribute, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.runtimes.unit import Unit

SECRETS = SecretForm(
    # terraform/modules/gcp/*/variables.tf: variable `secrets`.
    r"^(projects/[^/]+/secrets/)?[A-Za-z0-9_-]{1,255}(/versions/([0-9]+|latest))?$",
    "a name, or one with its project, as in `projects/acme/secrets/db-password/versions/3`",
    secret_path,
)


def last_arguments(unit: Unit) -> Iterable[Attribute]:
    """Project, region, service accounts, alarms, the schedule and the labels."""
    region = unit.workload.region
    yield Attribute("project_id", Reference("var.gcp_project"))
    yield (
        Attribute("region", region.text, region.origin)
        if region
        else Attribute("region", Reference("var.gcp_region"))
    )
    yield Attribute("service_account_email", Reference("var.service_account_email"))
    yield Attribute("alarm_notification_channels", Reference("var.alarm_notification_channels"))
    if unit.timing is not None:
        timing, name = unit.timing, "scheduler_service_account_email"
        yield Attribute("schedule_cron", timing.text, timing.origin)
        yield Attribute("timezone", timing.timezone, timing.origin)
        yield Attribute(name, Reference(f"var.{name}"))
    yield tags_argument("labels", unit)
