"""One fault of a value, as the keyword of the schema that it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dativo_hooks.position import route_text
from dativo_hooks.validation.literals import elided, literal, yaml_quoted
from dativo_hooks.validation.secrecy import is_secret

if TYPE_CHECKING:
    from dativo_hooks.document import Document
    from dativo_hooks.position import Route
    from dativo_hooks.validation.schema import Kind


class BrokenKeyword(NamedTuple):
    """A broken keyword of a schema.

    `route` is the place, on its key where `on_key`. `limit` is the keyword's own value and
    `schema` the mapping that it stands in. `value` is what the file says there (the key itself
    where `on_key`). `key` is the missing key, whose owner is at `route`.
    """

    document: Document
    kind: Kind
    route: Route
    keyword: str
    limit: Any
    schema: dict[str, Any]
    value: Any
    on_key: bool = False
    key: str = ""

    @property
    def words(self) -> dict[str, Any]:
        """What the schema itself says for people: `says`, `wants`, `unit`, `unknown`, `instead`."""
        words: dict[str, Any] = self.schema.get("x-dativo", {})
        return words

    @property
    def written(self) -> str | None:
        """The value's text where it is a plain scalar."""
        return self.document.written(self.route)

    @property
    def secret(self) -> bool:
        """Whether the value must not be shown."""
        return not self.on_key and is_secret(self.route)

    @property
    def shown(self) -> str:
        """The value as it is written, unless it may be a secret."""
        if self.secret:
            return "not shown here"
        if isinstance(self.value, str):
            plain = self.value == " ".join(self.value.split()) != ""
            return f"`{elided(self.value if plain else yaml_quoted(self.value))}`"
        return f"`{elided(self.written or literal(self.value))}`"

    @property
    def setting(self) -> str:
        """The beginning of the line that sets the value: `memory: `; empty for a list's item."""
        last = self.route[-1] if self.route else 0
        return f"{literal(last)}: " if isinstance(last, str) else ""


def named(route: Route) -> str:
    """A route in a sentence."""
    return f"`{route_text(route)}`" if route else "the file"
