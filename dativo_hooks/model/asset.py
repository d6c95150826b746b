"""An asset or a connector, as far as jobs build on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.model.values import Value, value_at
from dativo_hooks.position import Origin

if TYPE_CHECKING:
    from dativo_hooks.document import Document
    from dativo_hooks.position import Route


class Asset(NamedTuple):
    """An asset; `root` is where its keys begin: `()` when flat, `("asset",)` when nested."""

    document: Document
    root: Route

    @property
    def path(self) -> str:
        """The file that describes it."""
        return self.document.path

    def value(self, *route: str | int) -> Value | None:
        """The value at a route below the asset's root."""
        return value_at(self.document.value, self.document.path, (*self.root, *route))

    @property
    def owner(self) -> Value | None:
        """Who owns it: `team.owner`, the older `governance.owner`, or ODCS's owning member."""
        return self.value("team", "owner") or self.value("governance", "owner") or self._member()

    def _member(self) -> Value | None:
        value: Any = self.document.value
        for step in self.root:
            value = value[step]
        team = value.get("team")
        route: Route = (*self.root, "team")
        if isinstance(team, dict):  # ODCS 3.1; 3.0.x has the list itself
            team, route = team.get("members"), (*route, "members")
        if not isinstance(team, list):
            return None
        for index, member in enumerate(team):
            if isinstance(member, dict) and str(member.get("role", "")).lower() in _OWNER_ROLES:
                return value_at(member, self.path, ("username",)) and Value(
                    (str(member["username"]).strip(),),
                    Origin(self.path, (*route, index, "username")),
                )
        return None


_OWNER_ROLES = frozenset({"owner", "data owner", "dataowner", "data product owner"})


class Connector(NamedTuple):
    """A connector; its `metadata` block is the guide's source system layer of tags."""

    document: Document

    @property
    def path(self) -> str:
        """The file that describes it."""
        return self.document.path

    def value(self, *route: str | int) -> Value | None:
        """The value at a route below `metadata`."""
        return value_at(self.document.value, self.document.path, ("metadata", *route))


def decode_asset(document: Document) -> Asset:
    """The asset that a valid document describes."""
    return Asset(document, ("asset",) if isinstance(document.value.get("asset"), dict) else ())
