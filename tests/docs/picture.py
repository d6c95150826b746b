"""Draws the README's picture of a failing commit from what our hook really prints.

`python -m tests.docs.picture` writes it anew.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "images" / "failing-commit.svg"

COLUMNS = 100
CHARACTER, LINE = 8.4, 19
COLORS = {
    "1;31": "#ff7b72",
    "1;34": "#79c0ff",
    "1;36": "#76e3ea",
    "1": "#ffffff",
    "2": "#8b949e",
    "31": "#ff7b72",
    "32": "#7ee787",
}

EDITS = (
    ("jobs/acme/hubspot_contacts.yaml", "memory: 2048", "memory: 1536"),
    ("assets/stripe/v1.0/customers.yaml", "cost_center: FIN-001", "cost_center: FIN-002"),
)


def output() -> str:
    """What `dativo-hooks check --staged` prints after `EDITS`, with colours."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "acme"
        shutil.copytree(ROOT / "examples" / "acme", repository)
        for path, before, after in EDITS:
            file = repository / path
            text = file.read_text(encoding="utf-8")
            assert before in text
            file.write_text(text.replace(before, after), encoding="utf-8")
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *command], cwd=repository, check=True)
        done = subprocess.run(
            [sys.executable, "-m", "dativo_hooks", "check", "--staged", "--color", "always"],
            cwd=repository,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1, done.stderr
    return done.stdout


def transcript() -> str:
    """The terminal of somebody who commits it."""
    hook = "dativo jobs, tags and Terraform are right"
    return (
        '\x1b[1m$ git commit -m "Smaller contacts, another cost center"\x1b[0m\n'
        f"{hook}{'.' * (79 - len(hook) - len('Failed'))}\x1b[1;31mFailed\x1b[0m\n"
        f"- hook id: dativo-check\n- exit code: 1\n\n{output().rstrip()}\n"
    )


def svg(text: str) -> str:
    """A terminal's text, with ANSI colours, as a picture."""
    lines = [piece for line in text.splitlines() for piece in _wrapped(line)]
    width, height = int(COLUMNS * CHARACTER) + 32, len(lines) * LINE + 32
    rows = "\n".join(
        f'<text x="16" y="{16 + LINE * (number + 1) - 5}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">\n'
        "<title>A commit that dativo-hooks stops</title>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>\n'
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" '
        'font-size="14" fill="#c9d1d9" xml:space="preserve">\n'
        f"{rows}\n</g>\n</svg>\n"
    )


def _wrapped(line: str) -> list[str]:
    """The line in pieces of `COLUMNS` visible characters, colours carried over."""
    pieces, current, seen, color = [], "", 0, ""
    for token in re.findall(r"\x1b\[[0-9;]*m|.", line):
        if token.startswith("\x1b"):
            color = "" if token == "\x1b[0m" else token
        elif seen == COLUMNS:
            pieces.append(current + ("\x1b[0m" if color else ""))
            current, seen = color, 0
        current += token
        seen += not token.startswith("\x1b")
    return [*pieces, current]


def _spans(line: str) -> str:
    out, open_span = "", False
    for token in re.findall(r"\x1b\[[0-9;]*m|[^\x1b]+", line):
        if not token.startswith("\x1b"):
            out += html.escape(token)
            continue
        out += "</tspan>" if open_span else ""
        color = COLORS.get(token[2:-1])
        open_span = color is not None
        out += f'<tspan fill="{color}">' if open_span else ""
    return out + ("</tspan>" if open_span else "")


if __name__ == "__main__":
    PICTURE.write_text(svg(transcript()), encoding="utf-8")
