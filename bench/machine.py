"""The machine that was measured on, without what tells whose it is."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from bench.tools import CHECKOUT, version_of

if TYPE_CHECKING:
    from bench.tools import Tools


def facts(tools: Tools) -> str:
    """One line: when, of which commit, on what."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [
        f"{name} {version_of(tools.paths[name])}"
        for name in ("git", "pre-commit", "check-jsonschema")
        if name in tools.paths
    ]
    today = datetime.now(tz=timezone.utc).date()
    return (
        f"{today.isoformat()}, commit {_commit()}: {_processor()}, {os.cpu_count()} cores, "
        f"{memory:.0f} GiB of memory, {_system()}, Python {platform.python_version()}, "
        f"{', '.join(versions)}.\n"
    )


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "dativo_hooks", "schemas")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = f"{platform.system()} {platform.release()}"
    return f"{name} on {platform.machine()}"
