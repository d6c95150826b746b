"""A variable of a folder of generated files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dativo_hooks.terraform_language.syntax import Expression


class Required:
    """The default of a variable that has none."""


REQUIRED = Required()


class FolderVariable(NamedTuple):
    """A variable of a folder. Without a default, whoever applies the folder must give it.

    `in_modules`: its description where only calls of modules use it. They do without it, so that
    its default is null then, and the text says what they do instead.
    """

    description: str
    type: str
    default: Expression | Required
    in_modules: str = ""

    @property
    def called(self) -> FolderVariable:
        """The variable as it is where only calls of modules use it."""
        if not self.in_modules:
            return self
        return self._replace(description=self.in_modules, default=None)
