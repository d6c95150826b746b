"""Fixtures of the whole suite: Terraform, once per session and set of provider versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import needs
from tests.real_terraform.harness import Terraform
from tests.real_terraform.process import PROVIDER_SETS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def every_terraform() -> Iterator[tuple[Terraform, ...]]:
    """Terraform with each set of provider versions, oldest first; a worker starts at first use."""
    needs.providers()
    terraforms = tuple(Terraform(providers) for providers in PROVIDER_SETS)
    yield terraforms
    for terraform in terraforms:
        terraform.close()


@pytest.fixture(scope="session")
def terraform(every_terraform: tuple[Terraform, ...]) -> Terraform:
    """Terraform with the newest provider versions."""
    return every_terraform[-1]
