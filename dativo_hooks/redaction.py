"""Secrets in plain text: how they look, and how they are hidden before anything is shown.

Patterns are compiled when a text has a mark of theirs, which hardly any has: to compile all of them
takes as long as to look at ten jobs.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple


class SecretPattern(NamedTuple):
    """A kind of secret whose text gives it away. `source` says who defines the form.

    `marks`: one of them is in whatever the pattern finds, capitals aside.
    """

    kind: str
    pattern: str
    source: str
    marks: tuple[str, ...]


HIDDEN = "•••"

_PRIVATE_KEY = SecretPattern(
    "private key",
    rf"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?!{HIDDEN})"
    r"(?:[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)",
    "RFC 7468",
    ("-----begin ",),
)

_URL = "password in a URL"

PATTERNS = (
    SecretPattern(
        "AWS access key",
        r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b",
        "docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        ("akia", "asia", "abia", "acca"),
    ),
    _PRIVATE_KEY,
    SecretPattern(
        "GitHub token",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})",
        "docs.github.com, About authentication to GitHub",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
    ),
    SecretPattern(
        "GitLab token",
        r"\bglpat-[A-Za-z0-9_-]{20,}",
        "docs.gitlab.com, Token prefixes",
        ("glpat-",),
    ),
    SecretPattern(
        "Slack token",
        r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
        "api.slack.com/authentication/token-types",
        ("xox",),
    ),
    SecretPattern(
        "Stripe key", r"\b[rs]k_live_[A-Za-z0-9]{16,}", "docs.stripe.com/keys", ("k_live_",)
    ),
    SecretPattern(
        "Google API key",
        r"\bAIza[A-Za-z0-9_-]{35}",
        "cloud.google.com/docs/authentication/api-keys",
        ("aiza",),
    ),
    SecretPattern(
        "Google OAuth token",
        r"\bya29\.[A-Za-z0-9_-]{20,}",
        "developers.google.com/identity/protocols/oauth2",
        ("ya29.",),
    ),
    SecretPattern(
        "JSON Web Token",
        r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+",
        "RFC 7519",
        (".eyj",),
    ),
    SecretPattern(
        _URL,
        # Not `${VAR}`, `<password>`, `{{ password }}`, `***`: they stand for one.
        rf"(?<=://)[^/\s:@\"']*:(?!(?:\$|<[^@]*>@|\{{\{{|\*+@|{HIDDEN}@))[^/\s\"']+(?=@)",
        "RFC 3986, section 3.2.1",
        ("://",),
    ),
)

_MARKS = tuple(mark for pattern in PATTERNS for mark in pattern.marks)

NAME = (
    r"(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?"
    r"|CONNECTION_STRING)"
)
"""Names of variables that hold secrets by custom, or their ends: `DB_PASSWORD`."""

NAME_MARKS = ("pass", "pwd", "secret", "token", "key", "credential", "connection_string")
"""One of them is in whatever `NAME` finds, capitals aside."""

_REFERENCE = r"\$\{[^}]*\}|arn:\S+|projects/\S+|/\S*|true|false|null|~|\d{0,5}"
"""Values that only point to a secret: a variable, an ARN, a Secret Manager name, a file."""

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


def _may_hold(text: str, marks: tuple[str, ...]) -> bool:
    """Whether a text has one of `marks`; where it isn't ASCII, others may be their capitals."""
    lower = text.lower()
    return not text.isascii() or any(mark in lower for mark in marks)


@cache
def _any() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            f"(?P<url>{pattern.pattern})" if pattern.kind == _URL else f"(?:{pattern.pattern})"
            for pattern in PATTERNS
        )
    )


@lru_cache(1024)  # jobs have most of their tags in common
def secret_kind(text: str) -> str | None:
    """What kind of secret a text holds, None where it holds none that we know."""
    if not _may_hold(text, _MARKS) or not _any().search(text):
        return None
    return next(p.kind for p in PATTERNS if re.search(p.pattern, text))


def names_a_secret(name: str, text: str) -> bool:
    """Whether a variable's name says that it is a secret and its text is the secret itself."""
    return bool(text and is_secret_name(name) and not _is_reference(text))


@lru_cache(512)
def is_secret_name(name: str) -> bool:
    """Whether variables of this name hold secrets by custom, such as `DB_PASSWORD`."""
    ending = rf"(?:^|[_\-.]){NAME}$"
    return _may_hold(name, NAME_MARKS) and bool(re.search(ending, name, re.IGNORECASE))


def _is_reference(text: str) -> bool:
    return re.fullmatch(_REFERENCE, text, re.IGNORECASE) is not None


def redacted(text: str) -> str:
    """The text (lines of YAML, HCL or JSON, or a diff of them) with every secret in it hidden.

    Of what a pattern finds, the first four characters stay; of what only its name gives away,
    nothing.
    """
    if not _may_hold(text, (*_MARKS, *NAME_MARKS)):
        return text
    # One secret may hide the beginning of another.
    while (shown := _hidden_once(text)) != text:
        text = shown
    return text


def _hidden_once(text: str) -> str:
    text = re.sub(_PRIVATE_KEY.pattern, _hide, text)
    text = re.sub(_BLOCK, rf"\g<indent>\g<key> {HIDDEN}", text, flags=re.IGNORECASE | re.MULTILINE)
    named = re.compile(_NAMED, re.IGNORECASE)
    parts, done = [], 0
    # No substitution: a pattern that reads quoted text with its escapes can take for ever.
    while match := named.search(text, done):
        start, end = _value_span(match)
        hide = end > start and not _points_elsewhere(match, text[start:end])
        parts += [text[done:start], HIDDEN if hide else text[start:end]]
        done = end
    return _any().sub(_hide, "".join([*parts, text[done:]]))


def _hide(match: re.Match[str]) -> str:
    found = match[0]
    if found.startswith("-----BEGIN"):
        return f"{found[: found.index('-----', 5) + 5]}{HIDDEN}"
    if match.lastgroup == "url":
        return f"{found.partition(':')[0]}:{HIDDEN}"
    return f"{found[:4]}{HIDDEN}"


def _value_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the value after a name begins and ends, its quotes left out where they are closed."""
    text, start = match.string, match.end()
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)]
    if match["quote"]:
        length = _quoted_length(line, match["quote"], len(match["escape"]))
        if length >= 0:
            return start, start + length
        start = match.start("escape")
        line = text[start : start + len(match["escape"]) + 1] + line
    if text.find("{", text.rfind("\n", 0, start) + 1, match.start()) >= 0:
        # A mapping on one line goes on after the value.
        line = re.split(r"[,}]", line, maxsplit=1)[0]
    comment = re.search(r"\s#", line)
    if comment:
        line = line[: comment.start()]
    return start, start + len(line.rstrip())


def _quoted_length(line: str, quote: str, escapes: int) -> int:
    """How long quoted text is, -1 where it isn't closed.

    `escapes` backslashes stand before its quotes (1 where JSON lies in a string); what is escaped
    within has more.
    """
    at = line.find(quote)
    while at >= 0:
        if quote == "'" and not escapes:
            if line[at + 1 : at + 2] != quote:
                return at
            at = line.find(quote, at + 2)
            continue
        first = at
        while first and line[first - 1] == "\\":
            first -= 1
        if (at - first) % (2 * (escapes + 1)) == escapes:
            return at - escapes
        at = line.find(quote, at + 1)
    return -1


def _points_elsewhere(match: re.Match[str], value: str) -> bool:
    """Whether a value is no secret, in spite of its name."""
    if _is_reference(value.rstrip(",")):
        return True
    if match["sign"] != "=":
        return False
    if not match["quote"]:
        return re.fullmatch(_EXPRESSION, value, re.IGNORECASE) is not None
    before = match.string[: match.start()]
    return match[0].startswith("secret ") and re.search(_MANAGED, before) is not None
