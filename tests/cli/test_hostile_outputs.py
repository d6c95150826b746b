"""What a stranger writes, as every command shows it: read back by what reads our output.

A terminal gets printable text and our own colours only, so that it can't but print it. A runner of
jobs reads each line of a log for commands, on both streams.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from dativo_hooks.report.safety import shown, shown_line
from tests import needs
from tests.engine.repositories import ASSET, FARGATE, JOB, checked
from tests.report.made import ERROR, rendered

if TYPE_CHECKING:
    from tests.cli.conftest import Project

HOSTILE = (
    *("\x1b[2J", "\x1b]8;;http://evil.example\x07x\x1b]8;;\x07", "\x1b]0;pwned\x07", "\x9b31m"),
    *(
        "\x08\x08\x08",
        "\r",
        "\x00",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\x85",
        "\u2028",
    ),
    *(
        "::error::pwned",
        "::set-output name=x::pwned",
        "\n::add-mask::pwned\n",
        "::stop-commands::x",
    ),
    *("##[add-mask]pwned", "##vso[task.setvariable variable=x]pwned", "##teamcity[pwned]"),
    *("%0A::error::pwned", "[x](http://evil.example)", "![x](http://evil.example)", "<img src=x>"),
    *("| a | b |", "`", "```", "@acme", "#1", "</details>", "$x$", "[x](0)"),
)

_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_V1 = re.compile(r"##(?:vso|teamcity)?\[")


def commands(log: str) -> list[str]:
    """The lines that a runner would obey.

    As `TryParseV2` and `TryParse` of github.com/actions/runner, ActionCommand.cs, have it: one
    trims the line and wants `::name properties::`, the other finds `##[` anywhere.
    """
    return [
        line
        for line in re.split(r"[\n\r\x85\u2028]", log)
        if re.match(r"\s*::[\w-]+(?: .*?)?::", line) or _V1.search(line)
    ]


def harmless(text: str) -> bool:
    """Whether a terminal only prints it, and no runner takes it for a command."""
    plain = _COLOUR.sub("", text).replace("\n", "").replace("\t", "")
    return plain.isprintable() and not commands(_COLOUR.sub("", text))


def quoted(text: str) -> str:
    """A text as YAML's double quotes hold it."""
    return json.dumps(text)


def repository(hostile: str) -> dict[str, str]:
    """Files that say it wherever one may say anything."""
    said = quoted(hostile)
    job = JOB.replace("acme", said)
    metadata = f"  metadata:\n    {said}: {said}\n    note: {said}\n  extra: {said}\n"
    return {
        "jobs/contacts.yaml": job + FARGATE.replace("1024", said) + metadata,
        "jobs/other.yaml": f"{said}: {said}\nasset_path: {said}\n",
        "jobs/plain.yaml": JOB + FARGATE + f"    environment:\n      X: {said}\n",
        "assets/contacts.yaml": ASSET
        + f"{said}: {said} # dativo-hooks: ignore[{hostile.strip()}]\n",
        "connectors/hubspot.yaml": f"name: {said}\nroles: [{said}]\n{said}: 1\n",
        "terraform/generated/acme-contacts.tf": f"# {hostile}\n",
    }


RUNS = (
    *(("check", "--output-format", form) for form in ("full", "concise")),
    ("check", "--diff", "--color", "always"),
    ("check", "--timings", "--no-ignores"),
    ("tags", "--cloud", "aws"),
    ("generate", "--diff"),
    ("generate",),
    ("check", "--show-config"),
    ("baseline",),
)


NAMING = (("check",), ("check", "--show-files"), ("tags",), ("generate",), ("baseline",))
"""Those that print names of files."""


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_a_repository_says_is_only_printed(project: Project, hostile: str) -> None:
    project.write(repository(hostile))
    for arguments in RUNS:
        result = project.run(*arguments)
        assert result.code in {0, 1}, result.err
        assert harmless(result.out), (arguments, result.out)
        assert harmless(result.err), (arguments, result.err)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_a_configuration_says_is_only_printed(project: Project, hostile: str) -> None:
    said = quoted(hostile)
    texts = [
        f"{said}: {said}\n",
        f"tag_policy: {{required: [{said}], values: {{finops_project: [{said}]}}}}\n",
        f"paths: {{jobs: [{said}]}}\nexclude: [{said}]\n",
        f"terraform: {{path: {said}, name: {said}}}\n",
        f"baseline: {said}\n",
        f"severity: {{{said}: {said}}}\n",
    ]
    for text in texts:
        project.write({".dativo-hooks.yaml": text})
        for arguments in (("check",), ("check", "--show-config")):
            result = project.run(*arguments)
            assert result.code in {0, 1, 2}, result.err
            assert harmless(result.out), (arguments, text, result.out)
            assert harmless(result.err), (arguments, text, result.err)


@needs.printable_names
@pytest.mark.parametrize("hostile", [one for one in HOSTILE if "\x00" not in one])
def test_names_of_files_are_only_printed(project: Project, hostile: str) -> None:
    name = hostile.replace("/", "∕")
    project.write(
        {
            ".dativo-hooks.yaml": "paths: {jobs: ['**/*.yaml']}\n",
            f"{name}/{name}.yaml": "x: 1\n",
            f"{name}.yaml": JOB + FARGATE,
        }
    )
    for arguments in NAMING:
        result = project.run(*arguments)
        assert harmless(result.out), (arguments, result.out)
        assert harmless(result.err), (arguments, result.err)


@pytest.mark.parametrize("sign", ["::error::x", "::add-mask::x", "::set-output name=a,b=c::x"])
def test_no_wrapped_line_and_no_line_of_a_diff_is_a_command(sign: str) -> None:
    for words in range(60, 90):
        text = f"{'a' * words} {sign} {'b ' * 20}"
        finding = ERROR._replace(message=text, help=text, diff=f" {sign}\n-{sign}\n+ {sign}")
        for color in (False, True):
            shown_ = rendered("full", [finding], line_of=lambda *_: f"  {sign}", color=color)
            assert commands(_COLOUR.sub("", shown_)) == []


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("::error::x", "\\x3a:error::x"),
        ("a ::error file=x::y", "a \\x3a:error file=x::y"),
        ("a::error::x", "a::error::x"),
        ("std::vector::size :: x", "std::vector::size :: x"),
        ("::1 and ::ffff:10.0.0.1", "::1 and ::ffff:10.0.0.1"),
        ("##[group]x", "\\x23#[group]x"),
        ("a##vso[x]y", "a\\x23#vso[x]y"),
        ("###[x]", "#\\x23#[x]"),
        ("## heading", "## heading"),
        ("a\u3164b\u2800c\u034f", "a\\u3164b\\u2800c\\u034f"),
        ("\U000e0101\U000e0041", "\\U000e0101\\U000e0041"),
        ("❤\ufe0f 한글 é e\u0301", "❤\ufe0f 한글 é e\u0301"),
    ],
)
def test_signs_of_commands_are_spelt_out(text: str, safe: str) -> None:
    assert shown(text) == shown_line(text) == safe


def test_a_long_line_of_signs_takes_no_time() -> None:
    for piece in ("::", " ::a", " ::a b", "##", "#", " :: ", "::a::"):
        text = piece * (100_000 // len(piece))
        assert commands(shown(text)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals like these")
def test_a_terminal_gets_colours_and_text_alone(project: Project) -> None:
    """A real pseudo-terminal, so that colours, and the widths of lines, are those of one."""
    import pty

    project.write(repository("".join(HOSTILE)))
    process, terminal = pty.fork()
    if not process:
        arguments = [sys.executable, "-m", "dativo_hooks", "check"]
        os.execvpe(
            sys.executable, arguments, {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        )
    read = b""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody writes any more
            break
        if not data:
            break
        read += data
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 1
    text = read.decode().replace("\r\n", "\n")
    assert "\x1b[1;31merror DH" in text
    assert harmless(text)


@pytest.mark.parametrize("hostile", ["##[add-mask]x", "a\n::error::x\n", "##vso[x]\u202e"])
def test_a_configuration_that_is_shown_means_the_same(project: Project, hostile: str) -> None:
    text = json.dumps({"paths": {"jobs": [hostile, "jobs/**/*.yaml"]}, "exclude": [hostile]})
    project.write({".dativo-hooks.yaml": text})
    shown_ = project.run("check", "--show-config").out
    assert harmless(shown_)
    project.write({".dativo-hooks.yaml": shown_})
    assert project.run("check", "--show-config").out == shown_
    assert yaml.safe_load(shown_)["exclude"] == [hostile]


def test_no_finding_loses_its_message() -> None:
    """What is spelt out is still told."""
    (found,) = [
        finding
        for finding in checked({**_files("##[group]x")})
        if finding.path == "jobs/other.yaml" and "group" in finding.message
    ][:1]
    assert "##[group]x" in found.message


def _files(hostile: str) -> dict[str, bytes]:
    return {path: text.encode() for path, text in repository(hostile).items()}
