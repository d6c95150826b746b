"""The files that a set of units generates: text, and what each line was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dativo_hooks.generation.claims import claim_of
from dativo_hooks.generation.folder import NO_NEEDS, folder_bodies
from dativo_hooks.generation.header import Header
from dativo_hooks.generation.module_calls import module_block
from dativo_hooks.runtimes.job_values import local_name, tag_items
from dativo_hooks.runtimes.unit import EXTENSIONS
from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.json_syntax import json_text
from dativo_hooks.terraform_language.syntax import Attribute, Block, Body, Object
from dativo_hooks.terraform_language.variables import variables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dativo_hooks.generation.claims import Claim
    from dativo_hooks.generation.folder import Needs
    from dativo_hooks.model.configuration import Terraform
    from dativo_hooks.runtimes.unit import Unit
    from dativo_hooks.terraform_language.syntax import Text


class GeneratedFile(NamedTuple):
    """A file as it should be, and for what: a folder's own file has the first unit of it."""

    path: str
    text: Text
    of: Claim
    unit: Unit | None = None

    @property
    def shared(self) -> bool:
        """Whether it is a folder's own file."""
        return self.unit is None

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.text.text.encode("utf-8", "surrogatepass")


def generated_files(units: Iterable[Unit]) -> list[GeneratedFile]:
    """The file of each unit."""
    files = []
    for unit in units:
        body = unit_body(unit)
        claim = claim_of(unit, variables_of(body))
        header = claim.header.lines
        text = (hcl_text if unit.format == "hcl" else json_text)(body, header)
        files.append(GeneratedFile(unit.path, text, claim, unit))
    return files


def shared_files(
    units: Iterable[Claim], settings: Terraform, needs: Mapping[str, Needs] = {}
) -> list[GeneratedFile]:
    """What the folders of these units share; `units` are all of each folder.

    `needs`: by folder, what its other files need of it.
    """
    files = []
    folders: dict[str, list[Claim]] = {}
    for unit in sorted(units, key=lambda unit: unit.path):
        folders.setdefault(unit.folder, []).append(unit)
    for folder, inside in sorted(folders.items()):
        # HCL where any job of the folder has it: a folder has one set of variables.
        form = "hcl" if any(unit.format == "hcl" for unit in inside) else "json"
        layout = "module" if all(unit.source is not None for unit in inside) else "resources"
        also = needs.get(folder, NO_NEEDS)
        for name, body in folder_bodies(inside, folder, settings, also).items():
            path = f"{folder}/{name}{EXTENSIONS[form]}".lstrip("/")
            header = Header(layout, folder=folder).lines
            text = (hcl_text if form == "hcl" else json_text)(body, header)
            files.append(GeneratedFile(path, text, inside[0]))
    return files


def unit_body(unit: Unit) -> Body:
    """The resources of one unit, with its tags among the locals; or the call of its module."""
    if unit.calls is not None:
        return Body((module_block(unit),))
    local = Block("locals", (), (Attribute(local_name(unit), Object(tag_items(unit))),))
    return Body((local, *unit.kind.resources(unit)))
