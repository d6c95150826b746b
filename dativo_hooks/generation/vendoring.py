"""Copies of the shipped modules in a repository: what to write, delete, or leave alone.

A manifest beside the copies holds the digest of every file as it was copied. What still has that
digest is ours to replace or delete; anything else is somebody's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = ".dativo-hooks-modules.json"
"""Name of the manifest, in the folder that holds the copies."""

_MARK = "Written by `dativo-hooks modules vendor`: the modules that it copied here, by digest."

State: TypeAlias = Literal["missing", "outdated", "stale", "edited", "in the way"]
"""Of a file that isn't as it should be: not there, of another release, no longer shipped, changed
by hand since it was copied, or never copied by us.
"""


class VendorFault(NamedTuple):
    """A file that isn't as it should be; `path` is relative to the folder."""

    path: str
    state: State


class Vendoring(NamedTuple):
    """What makes the folder right.

    Attributes:
        faults: every file that isn't as it should be, by path; the manifest too.
        writes: content by path, the manifest last.
        deletes: paths.
    """

    faults: tuple[VendorFault, ...]
    writes: Mapping[str, bytes]
    deletes: tuple[str, ...]

    @property
    def refused(self) -> tuple[VendorFault, ...]:
        """The files that must not be overwritten or deleted: while there is one, change nothing."""
        return tuple(fault for fault in self.faults if fault.state in {"edited", "in the way"})


def vendoring(
    shipped: Mapping[str, bytes], manifest: bytes | None, present: Mapping[str, bytes]
) -> Vendoring:
    """What a folder needs to hold exactly the shipped modules, beside whatever else is there.

    Args:
        shipped: content of the modules' files, by path.
        manifest: the folder's manifest, None where there is none.
        present: what the folder holds of the paths that are shipped or in the manifest.
    """
    copied = recorded(manifest)
    faults: list[VendorFault] = []
    for path in sorted({*shipped, *copied}):
        state = _state(shipped.get(path), copied.get(path), present.get(path))
        if state is not None:
            faults.append(VendorFault(path, state))
    writes = {f.path: shipped[f.path] for f in faults if f.state in {"missing", "outdated"}}
    wanted = _manifest(shipped)
    if manifest is None or digest(manifest) != digest(wanted):
        # A manifest that somebody has changed protects nothing any more; it is written anew.
        faults.append(VendorFault(MANIFEST, "missing" if manifest is None else "outdated"))
        writes[MANIFEST] = wanted
    deletes = tuple(fault.path for fault in faults if fault.state == "stale")
    return Vendoring(tuple(sorted(faults)), writes, deletes)


def _state(shipped: bytes | None, copied: str | None, present: bytes | None) -> State | None:
    """What is wrong with a file, by what is shipped of it, its digest when copied, and the copy."""
    if present is None:
        return None if shipped is None else "missing"
    found = digest(present)
    if shipped is not None and found == digest(shipped):
        return None
    if copied is None:
        return "in the way"
    if found != copied:
        return "edited"
    return "stale" if shipped is None else "outdated"


def recorded(manifest: bytes | None) -> dict[str, str]:
    """The digests in a manifest by path; {} where there is none, or it can't be read as one.

    A path that leads out of the folder is no path of ours, and is left out.
    """
    import json

    try:
        told: Any = json.loads(manifest or b"{}")
        files: Any = told["files"]
        return {
            path: value
            for path, value in files.items()
            if isinstance(value, str) and not {"", ".", ".."} & set(path.split("/"))
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def digest(data: bytes) -> str:
    """SHA-256 of a text file (hex); line ends and a byte-order mark never count."""
    import hashlib

    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return hashlib.sha256(plain).hexdigest()


def _manifest(shipped: Mapping[str, bytes]) -> bytes:
    import json

    files = {path: digest(shipped[path]) for path in sorted(shipped)}
    return f"{json.dumps({'//': _MARK, 'files': files}, indent=2)}\n".encode()
