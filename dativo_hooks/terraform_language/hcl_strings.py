"""Strings of Terraform decoded: the reverse of `escaping`."""

from __future__ import annotations

import re

from dativo_hooks.terraform_language.syntax import Reference, Template

_STRING = r'"(?:[^"\\]|\\.)*"'
_BRACE_OR_STRING = re.compile(rf"[{{}}]|{_STRING}", re.DOTALL)
_TOKEN = re.compile(r"\$\$\{|%%\{|[$%]\{|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|.", re.DOTALL)
_BACKSLASHED = {"n": "\n", "r": "\r", "t": "\t"}


def template_of(text: str, *, backslashes: bool) -> str | Template | Reference:
    r"""What a template says: text, one value, or a mixture of both.

    Args:
        text: the inside of a quoted string of HCL, or a string of Terraform's JSON syntax.
        backslashes: whether `\n` and the like are escapes, as they are in HCL only.
    """
    parts: list[str | Reference] = []
    at = 0
    while found := _TOKEN.match(text, at):
        piece, at = found[0], found.end()
        part: str | Reference
        if piece in ("${", "%{"):
            end = _closing_brace(text, at)
            part = _interpolated(piece, text[at:end])
            at = end + 1
        else:
            part = _decoded(piece, backslashes=backslashes)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    match parts:
        case []:
            return ""
        case [only]:
            return only
    return Template(tuple(parts))


def _interpolated(opener: str, inner: str) -> str | Reference:
    """A value inside a template; `"${"$"}"`, a constant, is text as well."""
    if opener == "%{":
        return Reference(f"%{{{inner}}}")
    if re.fullmatch(_STRING, inner, re.DOTALL):
        constant = template_of(inner[1:-1], backslashes=True)
        if isinstance(constant, str):
            return constant
    return Reference(inner)


def _decoded(piece: str, *, backslashes: bool) -> str:
    if piece in ("$${", "%%{"):
        return piece[1:]
    if not backslashes or len(piece) == 1:
        return piece
    kind, rest = piece[1], piece[2:]
    if not rest:
        return _BACKSLASHED.get(kind, kind)
    code = int(rest, 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _closing_brace(text: str, at: int) -> int:
    """Where the brace that is open at `at` closes; the end of `text` where it doesn't."""
    depth = 1
    for found in _BRACE_OR_STRING.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    return len(text)
