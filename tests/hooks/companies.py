"""A job that the example lacks, with its asset; its connectors and runtime are another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.hooks.project import Project

JOB = "jobs/acme/companies.yaml"
ASSET = "assets/hubspot/v1.0/companies.yaml"
TERRAFORM = "terraform/generated/acme-hubspot-companies.tf"


def write_companies(project: Project, job: str = JOB, asset: str = ASSET) -> None:
    """Write both to disk, below the top of the repository."""
    contacts = project.read("assets/hubspot/v1.0/contacts.yaml")
    project.write(asset, contacts.replace("contacts", "companies"))
    like = project.read("jobs/acme/hubspot_contacts.yaml")
    project.write(job, like.replace("assets/hubspot/v1.0/contacts.yaml", asset))
