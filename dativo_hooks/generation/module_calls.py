"""Generated calls of the shipped modules, with every value that the resources would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dativo_hooks.runtimes.module_arguments import is_module_name
from dativo_hooks.terraform_language.syntax import Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.runtimes.unit import Unit


def module_block(unit: Unit) -> Block:
    """The call of the module of a unit's runtime; the unit's layout is `module`."""
    call = unit.calls
    assert call is not None
    version = (Attribute("version", call.version),) if call.version else ()
    return Block(
        "module",
        (unit.names.address,),
        (
            Attribute("source", call.source),
            *version,
            *_names(unit),
            *unit.kind.module.arguments(unit),
        ),
    )


def _names(unit: Unit) -> Iterable[Attribute]:
    """Tenant, job and the name in the cloud, which the module doesn't make up itself."""
    tenant = unit.job.tenant
    name = unit.names.cloud
    slug = tenant.text.replace("_", "-")
    yield Attribute("job_name", name.removeprefix(f"{slug}-") or name)
    # With another template of names, a tenant may hold what the module takes for no name: TENANT_ID
    # is among the environment then.
    yield Attribute(
        "tenant_id", tenant.text if is_module_name(tenant.text) else name, tenant.origin
    )
    yield Attribute("name", name)
