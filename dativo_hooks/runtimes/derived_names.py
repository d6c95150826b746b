"""Names that are made of a job's, for what lies beside it."""

from __future__ import annotations


def shortened(name: str, longest: int) -> str:
    """A derived name within a limit: cut, with a hash of the whole, so that it stays its own."""
    if len(name) <= longest:
        return name
    import hashlib

    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: longest - 9].rstrip('-')}-{mark}"
