"""A disk that counts what is done to it below a folder, and fails or kills where it is told to.

So a test can let a command fail at its first operation, its second, and so on until it gets
through: no moment is left to chance. SQLite is tested like that (sqlite.org/testing.html).
"""

from __future__ import annotations

import builtins
import io
import os
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

READS = frozenset({"read", "list"})
ALLOCATES = frozenset({"create", "write", "mkdir", "replace"})
"""What a full disk refuses."""


class Operation(NamedTuple):
    """What is about to be done, and to which file or folder (relative, with `/`)."""

    name: str
    path: str


class Disk:
    """While it is entered, `act` hears of each operation before it is done, and may raise.

    Of a write it hears when half of the bytes are written.
    """

    def __init__(self, root: str, act: Callable[[int, Operation], None]) -> None:
        self.operations: list[Operation] = []
        self._root = os.path.realpath(root) + os.sep
        self._act = act
        self._real: list[tuple[object, str, Any]] = []

    def __enter__(self) -> Disk:
        real_open, real_os_open = builtins.open, os.open

        def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> IO[Any]:
            if not self._is_ours(file):
                return real_open(file, mode, *rest, **named)
            self.before("create" if set(mode) & set("wxa") else "read", file)
            if not set(mode) & set("wxa"):
                return real_open(file, mode, *rest, **named)
            raw = _File(self, file, mode.replace("b", "").replace("t", ""))
            if "b" in mode:
                return io.BufferedWriter(raw)
            return io.TextIOWrapper(
                io.BufferedWriter(raw),
                encoding=named.get("encoding"),
                newline=named.get("newline"),
            )

        def os_opened(path: Any, flags: int, *rest: Any, **named: Any) -> int:
            if self._is_ours(path):
                self.before("create" if flags & (os.O_WRONLY | os.O_RDWR) else "read", path)
            return real_os_open(path, flags, *rest, **named)

        self._patch(builtins, "open", opened)
        self._patch(os, "open", os_opened)
        names = {"unlink": "unlink", "mkdir": "mkdir", "chmod": "chmod", "replace": "replace"}
        for call, name in {**names, "listdir": "list", "scandir": "list"}.items():
            self._patch(os, call, self._counted(getattr(os, call), name))
        return self

    def __exit__(self, *_: object) -> None:
        for where, name, real in reversed(self._real):
            setattr(where, name, real)

    def before(self, name: str, path: Any) -> None:
        location = os.path.realpath(os.fsdecode(path))
        relative = os.path.relpath(location, self._root).replace(os.sep, "/")
        self.operations.append(Operation(name, relative))
        self._act(len(self.operations), self.operations[-1])

    def _counted(self, real: Any, name: str) -> Any:
        def counted(path: Any = ".", *rest: Any, **named: Any) -> Any:
            if self._is_ours(path):
                self.before(name, path)
            return real(path, *rest, **named)

        return counted

    def _is_ours(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return os.path.abspath(os.fsdecode(path)).startswith(self._root)

    def _patch(self, where: object, name: str, new: object) -> None:
        self._real.append((where, name, getattr(where, name)))
        setattr(where, name, new)


class _File(io.FileIO):
    def __init__(self, disk: Disk, path: str, mode: str) -> None:
        super().__init__(path, mode)
        self._disk = disk

    def write(self, data: Any) -> int:
        view = memoryview(data)
        half = len(view) // 2
        written = super().write(view[:half]) if half else 0
        self._disk.before("write", self.name)
        return (written or 0) + (super().write(view[half:]) or 0)
