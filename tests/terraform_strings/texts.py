"""Texts that could bite: what means something to YAML, HCL, JSON, a template, a shell, a reader."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from dativo_hooks.clouds.newer_characters import NEWER

SPECIAL = (
    "${",
    "}",
    "${X}",
    "%{",
    "%{ if true }",
    "$${",
    "%%{",
    "$$${X}",
    "$",
    "%",
    "~}",
    '"',
    "'",
    "\\",
    "\\u0041",
    "\\n",
    "`",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "<<EOT",
    "<<-EOT\n",
    "\nEOT\n",
    "#",
    "//",
    "/*",
    "*/",
    "{",
    "[",
    "]",
    "=",
    ":",
    ",",
    "<",
    ">",
    "&",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x1f",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u200b",
    "\u200d",
    "\u2028",
    "\u2029",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udfff",
    "\ud83d\ude80",
    "e\u0301",
    "\u0301",
    "\u0300" * 31,
    "\u1100\u1161",
    "\u212b",
    "\u0130",
    "\u017f",
    "\u1e9e",
    "\u03a3",
    "Ǆ",
    "東京",
    "🇩🇪",
    "👩\u200d🚀",
    *(chr((plane << 16) + 0x1234) for plane in range(17)),
    *(chr((plane << 16) + 0xFFFE) for plane in range(17)),
    "jsonencode(",
    "var.x",
    "no",
    "null",
    "~",
    "- ",
    "? ",
    "!!str",
    "&a",
    "*a",
    "%YAML",
    "---\n",
    " #",
    ": ",
)
"""Every plane has two code points here, most of them assigned to nothing."""


def _settled(character: str) -> bool:
    """Whether every version of Unicode composes a character alike.

    Terraform brings its own version, and so does Python: what was assigned lately may be a
    combining mark to one and nothing to the other.
    """
    if unicodedata.category(character) == "Cn" or NEWER.match(character):
        return False
    newer = unicodedata.ucd_3_2_0.category(character) == "Cn"
    return not newer or unicodedata.category(character)[0] not in "MC"


_CHARACTER = st.characters(exclude_categories=["Cs", "Cn"]).filter(_settled)
_WHOLE = [text for text in SPECIAL if not any("\ud800" <= c <= "\udfff" for c in text)]

WHOLE = st.lists(st.sampled_from(_WHOLE) | _CHARACTER, max_size=12).map("".join) | st.builds(
    # As long as a tag or a label may be, and one character longer.
    lambda part, size: (part * size)[:size],
    st.sampled_from(_WHOLE),
    st.sampled_from([63, 64, 127, 128, 255, 256, 257]),
)
"""Any text that UTF-8 can hold."""

ANY = WHOLE | st.lists(st.sampled_from(SPECIAL) | _CHARACTER, max_size=12).map("".join)
"""Any text at all, halves of surrogate pairs included."""

_LETTERS = st.sampled_from("aZ09_.:/=+-@é漢ǅªⅧ²ßİΣſ") | st.characters(
    categories=["Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No"]
).filter(_settled)
_SPACES = st.sampled_from(" \u00a0\u3000\u2028")


def _tags(longest: int) -> st.SearchStrategy[str]:
    inside = st.text(_LETTERS | _SPACES, max_size=12)
    short = st.builds("{}{}{}".format, _LETTERS, inside, _LETTERS)
    return short | st.sampled_from(["aB9", "x -", "0:"]).map(lambda part: (part * 86)[:longest])


TAGS = _tags(256)
"""Texts that AWS takes as a tag's value."""

LABELS = st.text(
    _LETTERS | _SPACES | st.sampled_from('!?#~${}%"\\🚀'), min_size=1, max_size=12
).map(lambda text: f"a{text}z") | _tags(63)
"""Texts that GCP takes as a label's value, once it is spelt as one."""

TAG_KEYS = st.text(_LETTERS | _SPACES, min_size=1, max_size=100)
LABEL_KEYS = st.text(
    st.sampled_from("aZ09_-éßΣ漢") | st.characters(categories=["Ll", "Lo", "Nd"]).filter(_settled),
    min_size=1,
    max_size=14,
)
