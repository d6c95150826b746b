"""Commands that findings name can be typed into sh, PowerShell and cmd.exe."""

from __future__ import annotations

import subprocess

import pytest

from dativo_hooks.drift.compare import shell_quoted
from tests import needs

QUOTED = [
    ("jobs/a.yaml", "jobs/a.yaml"),
    ("data team/a.yaml", '"data team/a.yaml"'),
    ("it's/a&b;(c).tf", '"it\'s/a&b;(c).tf"'),
    ("ü/*.tf", '"ü/*.tf"'),
    ("", '""'),
    # Which sh alone takes, but there is no way that all do.
    ("a$b c", "'a$b c'"),
    ("a`b", "'a`b'"),
    ('a"b', "'a\"b'"),
    ("a\\b", "'a\\b'"),
    ("a!b", "'a!b'"),
    ("50% a", "'50% a'"),
    ("a\nb", "'a\nb'"),
]


@pytest.mark.parametrize(("path", "expected"), QUOTED)
def test_quotes(path: str, expected: str) -> None:
    assert shell_quoted(path) == expected


@needs.shells
@pytest.mark.parametrize("path", [path for path, _ in QUOTED])
def test_a_shell_reads_the_path(path: str) -> None:
    words = ["sh", "-c", f"printf '[%s]' {shell_quoted(path)}"]
    assert subprocess.run(words, capture_output=True, check=True).stdout.decode() == f"[{path}]"
