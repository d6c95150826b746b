"""Strings of users inside Terraform: whatever they hold, Terraform reads the same text again.

Sources: the hcl_quoted template syntax of
https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions and, for JSON,
https://developer.hashicorp.com/terraform/language/syntax/json#string.

A character that a reviewer cannot see is written as an escape. Which characters those are is a
fixed table and not `str.isprintable`, whose answer differs between versions of Python: the same
sources must give the same bytes everywhere.
"""

from __future__ import annotations

import re

INVISIBLE = (
    "["
    "\x00-\x1f\x7f-\xa0\xad"  # controls, no-break space, soft hyphen
    "\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"  # joiners, fillers, Ogham space
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0"  # spaces, bidi, joiners
    "\ud800-\uf8ff"  # halves of surrogate pairs, private use
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"  # noncharacters, annotations
    "\U000e0000-\U0010ffff"  # tags, variation selectors, private use
    "]"
)
"""What is never written as it is, as a pattern. Hardly any file has it: it is compiled on use."""

_HCL_SPECIAL = f'[\\\\"]|[$%](?=\\{{)|{INVISIBLE}'
_JSON_SPECIAL = f'[\\\\"]|{INVISIBLE}'
# Terraform's scanner takes whatever follows a carriage return in a JSON string for text, so that
# it reads over a `${` and, what is worse, over the first half of a `$${`. And it takes a byte-order
# mark at the start of a JSON string for that of a file, and drops it. Both are written as values
# (`${"\r"}`), with the `$` before them: they would make an escape (`$${`) of the value.
_JSON_TEMPLATE_SPECIAL = re.compile("[$%](?=\\{)|\\$*\r+|\\A\ufeff")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\", "$": "$$", "%": "%%"}


_PLAIN = re.compile(r"[ !#-\[\]-z|}~]*").fullmatch
"""Matches nearly every text: printable ASCII without quotes, backslashes and `{`."""


def hcl_quoted(text: str) -> str:
    r"""`text` as a hcl_quoted string of Terraform: `"it costs $${x} \"now\""`.

    Half a surrogate pair has no place in UTF-8; it becomes U+FFFD, as in Terraform itself.
    """
    return f'"{text}"' if _PLAIN(text) else f'"{hcl_quoted_inner(text)}"'


def hcl_quoted_inner(text: str) -> str:
    """`hcl_quoted` without the quotes: a literal part of a hcl_quoted template."""
    if _is_plain(text) and "{" not in text:
        return text
    return re.sub(_HCL_SPECIAL, lambda found: _hcl_escape(found[0]), text)


def _is_plain(text: str) -> bool:
    """The short way for nearly every text: it has nothing to escape but maybe a `${`."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text


def json_quoted(text: str) -> str:
    """`text` as a JSON string, readable but with every invisible character escaped.

    Terraform takes most JSON strings for templates: `template_escaped` comes first.
    """
    if not _is_plain(text):
        text = re.sub(_JSON_SPECIAL, lambda found: _json_escape(found[0]), text)
    return f'"{text}"'


def template_escaped(text: str) -> str:
    """`text` so that a template, as which Terraform reads a JSON string, yields it unchanged."""
    return _JSON_TEMPLATE_SPECIAL.sub(
        lambda found: found[0] * 2 if found[0] in {"$", "%"} else f"${{{hcl_quoted(found[0])}}}",
        text,
    )


def comment_line(text: str) -> str:
    """`text` for one line of a comment: what could end the line or hide is escaped."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(INVISIBLE, lambda found: _hcl_escape(found[0]), text)


def _hcl_escape(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    code = _code(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _json_escape(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    code = _code(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _code(character: str) -> int:
    code = ord(character)
    return 0xFFFD if 0xD800 <= code <= 0xDFFF else code
