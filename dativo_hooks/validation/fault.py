"""One fault of a value, as the schema's keyword that it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dativo_hooks.position import Route


class Fault(NamedTuple):
    """A broken keyword of a schema.

    `route` is the place, on its key where `on_key`. `limit` is the keyword's own value and
    `schema` the mapping that it stands in. `value` is what the file says there. `key` is the
    missing key, whose owner is at `route`.
    """

    route: Route
    keyword: str
    limit: Any
    schema: dict[str, Any]
    value: Any
    on_key: bool = False
    key: str = ""
