"""Texts that could bite: what means something to YAML, HCL, JSON, a template, a shell, a reader."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

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
    if unicodedata.category(character) == "Cn":
        return False
    newer = unicodedata.ucd_3_2_0.category(character) == "Cn"
    return not newer or unicodedata.category(character)[0] not in "MC"


ANY_CHARACTER = st.characters(exclude_categories=["Cs", "Cn"]).filter(_settled)
ANY = st.lists(st.sampled_from(SPECIAL) | ANY_CHARACTER, max_size=12).map("".join) | st.builds(
    # What a tag of AWS may have at most, and what one more character does.
    lambda part, size: (part * size)[:size],
    st.sampled_from(SPECIAL).filter(lambda text: not "\ud800" <= text[0] <= "\udfff"),
    st.sampled_from([63, 64, 127, 128, 255, 256, 257]),
)
"""Any text at all, halves of surrogate pairs included."""

TAGGABLE = (
    st.text(
        st.sampled_from("aZ09 _.:/=+-@\u00a0\u3000é漢ͅǅªⅧ²ßİΣ\u0301\u2028")
        | st.characters(categories=["L", "N", "Z"]).filter(_settled),
        max_size=20,
    )
    | st.text(st.sampled_from("aB9東"), min_size=250, max_size=257)
)
"""Mostly what AWS takes as a tag, some a character too long, some with a mark that stays apart."""

LABELLED = TAGGABLE.map(lambda text: text[:40])
"""Mostly what fits in a label of GCP."""
