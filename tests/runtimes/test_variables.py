"""The variables of folders: each that a file refers to is defined, by who needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dativo_hooks.clouds.registry import CLOUDS
from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.generation.header import header_of
from dativo_hooks.runtimes.registry import BY_TARGET, RUNTIMES
from dativo_hooks.runtimes.variables import folder_variables
from dativo_hooks.terraform_language.syntax import Block, Body
from dativo_hooks.terraform_language.variables import variables_of
from tests.engine.repositories import state
from tests.generation.layout import jobs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dativo_hooks.clouds.folder_variable import FolderVariable


def referred(cloud: str) -> dict[str, set[str]]:
    """What the files of a cloud's jobs refer to, by runtime: of both layouts."""
    found: dict[str, set[str]] = {}
    for layout in jobs.LAYOUTS:
        made = state(jobs.jobs(cloud), GenerateOptions(layout=layout))
        for file in made.files.values():
            if file.unit is not None:
                header = header_of(file.data)
                assert header is not None
                assert BY_TARGET[header.target] is file.unit.kind
                found.setdefault(file.unit.kind.type, set()).update(file.of.variables)
    return found


def of_cloud(name: str) -> Mapping[str, FolderVariable]:
    return {**CLOUDS[name].variables, **CLOUDS[name].last_variables}


@pytest.mark.parametrize("name", CLOUDS)
def test_what_a_runtimes_files_refer_to_is_defined_by_it_or_its_cloud(name: str) -> None:
    found = referred(name)
    assert set(found) == {type_ for type_, kind in RUNTIMES.items() if kind.cloud.name == name}
    for type_, variables in found.items():
        own = set(RUNTIMES[type_].variables)
        assert variables <= own | set(of_cloud(name)), type_
        assert own <= variables, f"{type_} defines what it doesn't need"
    shared = {"aws_region", "gcp_project", "gcp_region", "schedule_group_tags"}
    assert set(of_cloud(name)) <= set.union(*found.values()) | shared


@pytest.mark.parametrize("name", CLOUDS)
def test_what_a_providers_block_refers_to_is_defined_by_its_cloud(name: str) -> None:
    provider = CLOUDS[name].provider
    block = Block("provider", (provider.name,), provider.settings)
    assert variables_of(Body((block,))) <= set(CLOUDS[name].variables)


def test_no_variable_is_defined_twice() -> None:
    defined = [name for cloud in CLOUDS for name in of_cloud(cloud)]
    defined += [name for kind in RUNTIMES.values() for name in kind.variables]
    assert sorted(defined) == sorted(folder_variables())


def test_they_are_written_in_this_order() -> None:
    assert list(folder_variables()) == [
        "aws_region",
        "ecs_execution_role_arn",
        "ecs_task_role_arn",
        "ecs_cluster_arn",
        "subnet_ids",
        "security_group_ids",
        "assign_public_ip",
        "lambda_role_arn",
        "scheduler_role_arn",
        "permissions_boundary_arn",
        "secrets_kms_key_arns",
        "schedule_group_tags",
        "log_retention_in_days",
        "log_kms_key_arn",
        "alarm_topic_arns",
        "gcp_project",
        "gcp_region",
        "service_account_email",
        "scheduler_service_account_email",
        "alarm_notification_channels",
        "function_source_bucket",
        "function_source_object",
        "function_entry_point",
    ]
