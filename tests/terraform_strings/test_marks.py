"""Dollars, percents and carriage returns beside each other: where one mark could bite the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.json_syntax import json_text
from dativo_hooks.terraform_language.syntax import Array, Attribute, Block, Body

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dativo_hooks.terraform_language.syntax import Text
    from tests.real_terraform.harness import Terraform

TEXTS = (
    "~}$\r",
    "$$\r{x}",
    "a$\r${x}",
    "%\r{x}",
    "\r$",
    "\ufeff$\r$${",
    "$${\r$$",
    "%%{\r%",
    "$$$\r\r$",
    "${\r}",
    "$\r\n$\r",
    "$%\r{",
)


@pytest.mark.parametrize(("write", "name"), [(hcl_text, "m.tf"), (json_text, "m.tf.json")])
def test_terraform_reads_the_same_texts(
    write: Callable[[Body, tuple[str, ...]], Text], name: str, terraform: Terraform, tmp_path: Path
) -> None:
    body = Body((Block("locals", (), (Attribute("texts", Array(TEXTS)),)),))
    text = write(body, ("header",)).text
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert terraform.evaluate(tmp_path, "local.texts") == list(TEXTS)
