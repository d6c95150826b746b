"""Nothing that is shown holds a secret: lines of YAML, HCL or JSON, and diffs of them."""

from __future__ import annotations

import re

from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import NAME, NAME_MARKS, is_reference, may_hold
from dativo_hooks.secrets.of_all import PRIVATE_KEY
from dativo_hooks.secrets.recognition import found_in, may_hold_a_secret

_QUOTE = r"\\*[\"']"
_VALUE_KEY = rf"(?:{_QUOTE})?value(?:{_QUOTE})?\s*[:=][ \t]*"

_NAMED = (
    # `NAME: value`, `"NAME": "value"`; or `name = "NAME"`, `value = "…"`, in a diff with the old
    # value, hidden already, between the two.
    # Not right after a colon: `arn:…:secret:name` only names one.
    rf"(?<!:){NAME}(?:{_QUOTE})?(?:[ \t]*(?P<sign>[:=])[ \t]*"
    rf"|,?[\s+-]*(?:{_VALUE_KEY}(?:{_QUOTE})?{HIDDEN}(?:{_QUOTE})?,?[\s+-]*)*{_VALUE_KEY})"
    rf"(?:(?P<escape>\\*)(?P<quote>[\"'])|(?=[^\s|>{{\[]))"
)

_BLOCK = (
    rf"^(?P<indent>[-+ ]?[ \t]*)(?P<key>(?:[^\s:][^\n:]*)?{NAME}[\"']?[ \t]*:[ \t]*[|>][-+0-9]*)"
    r"[ \t]*(?:#[^\n]*)?(?:\n(?:(?P=indent)[ \t]+[^\n]*|[-+ ]?[ \t]*(?=\n)))+"
)

_EXPRESSION = r"[a-z_]\w*(?:\.[\w*-]+|\[[^\]]*\])+|[a-z_]+\(.*"
"""What stands without quotes after `=` in HCL and isn't a value: `var.password`, `sensitive(…)`."""

_MANAGED = r"secret_key_ref[^\w\n]*\n?[\s+-]*\Z"


def redacted(text: str) -> str:
    """The text (lines of YAML, HCL or JSON, or a diff of them) with every secret in it hidden.

    Of what a pattern finds, the first four characters stay; of what only its name gives away,
    nothing.
    """
    if not (may_hold(text, NAME_MARKS) or may_hold_a_secret(text)):
        return text
    # One secret may hide the beginning of another.
    while (shown := _hidden_once(text)) != text:
        text = shown
    return text


def _hidden_once(text: str) -> str:
    if "-----BEGIN" in text:
        text = re.sub(PRIVATE_KEY.pattern, _without_key, text)
    if "\n" in text:
        shown = rf"\g<indent>\g<key> {HIDDEN}"
        text = re.sub(_BLOCK, shown, text, flags=re.IGNORECASE | re.MULTILINE)
    named = re.compile(_NAMED, re.IGNORECASE)  # where a text needs it: that takes long
    parts, done = [], 0
    # No substitution: a pattern that reads quoted text with its escapes can take for ever.
    while match := named.search(text, done):
        start, end = _value_span(match)
        hide = end > start and not _points_elsewhere(match, text[start:end])
        parts += [text[done:start], HIDDEN if hide else text[start:end]]
        done = end
    return _without_forms("".join([*parts, text[done:]]))


def _without_key(match: re.Match[str]) -> str:
    """A private key without all but its first line."""
    return match[0][: match[0].index("-----", 5) + 5] + HIDDEN


def _without_forms(text: str) -> str:
    """The text without what its form gives away."""
    spans = sorted(
        (one.start, one.end) for one in found_in(text) if not text.startswith(HIDDEN, one.start)
    )
    parts, done = [], 0
    for start, end in spans:
        if start >= done:
            parts += [text[done:start], HIDDEN]
        done = max(done, end)
    return "".join([*parts, text[done:]])


_COMMENT = re.compile(r"\s#")
_NEXT = re.compile(r"[,}]")


def _value_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the value after a name begins and ends, its quotes left out where they are closed.

    What was looked through is left out of the next search, so that the line is read once.
    """
    text, start = match.string, match.end()
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    if match["quote"]:
        end = _closing(text, start, stop, match["quote"], len(match["escape"]))
        if end >= 0:
            return start, end
        start = match.start("escape")
    elif text.find("{", text.rfind("\n", 0, start) + 1, match.start()) >= 0:
        # A mapping on one line goes on after the value.
        following = _NEXT.search(text, start, stop)
        stop = following.start() if following else stop
    comment = _COMMENT.search(text, start, stop)
    stop = comment.start() if comment else stop
    return start, start + len(text[start:stop].rstrip())


def _closing(text: str, start: int, stop: int, quote: str, escapes: int) -> int:
    """Where quoted text ends, -1 where it isn't closed.

    `escapes` backslashes stand before its quotes (1 where JSON lies in a string); what is escaped
    within has more.
    """
    at = text.find(quote, start, stop)
    while at >= 0:
        if quote == "'" and not escapes:
            if text[at + 1 : at + 2] != quote:
                return at
            at = text.find(quote, at + 2, stop)
            continue
        first = at
        while first > start and text[first - 1] == "\\":
            first -= 1
        if (at - first) % (2 * (escapes + 1)) == escapes:
            return at - escapes
        at = text.find(quote, at + 1, stop)
    return -1


def _points_elsewhere(match: re.Match[str], value: str) -> bool:
    """Whether a value is no secret, in spite of its name."""
    if is_reference(value.rstrip(",")):
        return True
    if match["sign"] != "=":
        return False
    if not match["quote"]:
        return re.fullmatch(_EXPRESSION, value, re.IGNORECASE) is not None
    before = match.string[: match.start()]
    return match[0].startswith("secret ") and re.search(_MANAGED, before) is not None
