"""CPU and memory in one unit for both clouds: millis of a vCPU and MiB."""

from __future__ import annotations

import re

_MEMORY = re.compile(r"(\d+)([A-Za-z]*)\Z")

_UNITS = {
    # Google's `M`, `G` are decimal; the guide's `MB` means what the console shows as MB: 256 MiB
    # tiers are written 256M in Terraform. All are taken as the binary tier of the same number.
    "": 1,
    "M": 1,
    "MB": 1,
    "MI": 1,
    "MIB": 1,
    "G": 1024,
    "GB": 1024,
    "GI": 1024,
    "GIB": 1024,
}


def memory_mib(memory: str | int) -> int:
    """Memory as a job writes it (`2048`, `512Mi`, `2Gi`, `256MB`), in MiB.

    Raises:
        ValueError: it is none of these; the schema has refused it before.
    """
    match = _MEMORY.match(str(memory))
    if match is None or match[2].upper() not in _UNITS:
        raise ValueError(f"not an amount of memory: {memory!r}")
    return int(match[1]) * _UNITS[match[2].upper()]


def cpu_millis(cpu: str | int, *, units: bool) -> int:
    """CPU in thousandths of a vCPU; `units`: AWS's, 1024 to a vCPU, else `1` or `1000m`."""
    text = str(cpu)
    if units:
        return int(text) * 1000 // 1024
    return int(text[:-1]) if text.endswith("m") else int(text) * 1000


def gcp_memory(mib: int) -> str:
    """MiB as Cloud Run writes it: `512Mi`, `2Gi`."""
    return f"{mib // 1024}Gi" if mib % 1024 == 0 else f"{mib}Mi"
