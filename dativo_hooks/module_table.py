"""A table whose rows are modules: each is imported when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = TypeVar("Row")


class ModuleTable(Mapping[str, Row]):
    """Rows by key; the keys are known without any import."""

    def __init__(self, package: str, modules: Mapping[str, str], constant: str) -> None:
        """A table of one package.

        Args:
            package: `dativo_hooks.clouds`, for instance.
            modules: the module of each key, by its name in the package.
            constant: what each of these modules calls its row.
        """
        self._package = package
        self._modules = modules
        self._constant = constant
        self._rows: dict[str, Row] = {}

    def __getitem__(self, key: str) -> Row:
        if key not in self._rows:
            from importlib import import_module

            module = import_module(f"{self._package}.{self._modules[key]}")
            self._rows[key] = getattr(module, self._constant)
        return self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)
