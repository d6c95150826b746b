"""docs/terraform.md tells what is: its variables, and the addresses that `moved` needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dativo_hooks.clouds.folder_variable import FolderVariable, Required
from dativo_hooks.runtimes.registry import RUNTIMES
from dativo_hooks.runtimes.variables import folder_variables
from dativo_hooks.terraform_language.hcl_inline import inline
from tests.terraform_modules.planned import resources

if TYPE_CHECKING:
    from tests.generation.layout.conftest import Key

PAGE = (Path(__file__).resolve().parents[3] / "docs/terraform.md").read_text("utf-8")


def default(variable: FolderVariable) -> str:
    return "required" if isinstance(variable.default, Required) else f"`{inline(variable.default)}`"


def table() -> str:
    """The variables as the page shows them."""
    lines = ["| variable | what | default | with modules only |", "|---|---|---|---|"]
    for name, variable in folder_variables().items():
        called = variable.called
        _, null, instead = called.description.partition("; null ")
        meaning = f": {instead.rstrip('.')}" if null and called is not variable else ""
        other = f"{default(called)}{meaning}" if called != variable else "the same"
        lines.append(
            f"| `{name}` (`{variable.type}`) | {variable.description} | {default(variable)} "
            f"| {other} |"
        )
    return "\n".join(lines)


def test_the_table_of_variables_is_that_of_the_code() -> None:
    found = PAGE.partition("<!-- variables -->\n")[2].partition("\n<!-- /variables -->")[0]
    assert found == table()


def test_every_module_is_named() -> None:
    assert all(f"`{kind.module.path}`" in PAGE for kind in RUNTIMES.values())


def test_moved_leads_to_what_the_modules_have(plans: dict[Key, dict[str, Any]]) -> None:
    called: set[str] = set()
    inline_kinds: set[str] = set()
    for (_, layout, form), plan in plans.items():
        for item in resources(plan) if form == "hcl" else ():
            if layout == "module":
                called.add(item.address.split(".", 2)[2])
            else:
                inline_kinds.add(item.kind)
    rows = re.findall(r"^\| `(\w+)` \| `(\w+\.\w+(?:\[0\])?)` \|$", PAGE, re.MULTILINE)
    assert {source for source, _ in rows} == inline_kinds - {
        "aws_scheduler_schedule",
        "aws_scheduler_schedule_group",
        "google_cloud_run_v2_service_iam_member",
    }
    assert {target for _, target in rows} <= called
