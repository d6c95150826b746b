"""Names by which people call what is secret, and the values that only point to one."""

from __future__ import annotations

import re

NAME = (
    r"(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|CREDENTIALS?|CONNECTION_?STRING"
    r"|(?:API|PRIVATE|ACCESS|SECRET|ACCOUNT|SIGNING|ENCRYPTION|AUTH|MASTER|LICENSE|SHARED)"
    r"[_-]?KEY)"
)
"""Names of variables that hold secrets by custom, or their ends: `DB_PASSWORD`."""

NAME_MARKS = ("pass", "pwd", "secret", "token", "key", "credential", "connection")
"""One of them is in whatever `NAME` finds, capitals aside."""

_MARK = re.compile("|".join(NAME_MARKS))

_LONGEST = 200
"""Characters at the end of a name that tell."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_POSITION = re.compile(r"(?:PAGE|NEXT|SYNC|CONTINUATION|CURSOR|DELTA)_?TOKEN$", re.IGNORECASE)
"""Where a read goes on; nobody gains by knowing it."""

_REFERENCE = (
    r"\$\{[^}]*\}|\$[A-Za-z_]\w*|\$\(.*\)|\{\{.*\}\}|<[^<>]*>|\*+|•+|arn:\S+|projects/\S+|/\S*"
    r"|(?:env|vault|ssm|secret|secrets|sm|gcp-sm|aws-sm|kms|file|keyring|op|akv)[:.]\S+"
    r"|alias/\S+|@Microsoft\.KeyVault\(.*\)|%\(\w+\)s|%\w+%|ref\+\S+|true|false|yes|no|null|none|redacted|x{3,}|\.+|…|~|\d{0,5}"
)
"""Values that only point to a secret, or stand for one: a variable, an ARN, a name, a file."""

_PUT_IN = re.compile(
    r"\$\{[^{}]*\}|\$[A-Za-z_]\w*|\{\{[^{}]*\}\}|\b(?:bearer|basic|token)\b", re.IGNORECASE
)
"""What is put in later, and the words that may stand beside it: `Bearer ${TOKEN}`."""

_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def may_hold(text: str, marks: tuple[str, ...]) -> bool:
    """Whether a text has one of `marks`; where it isn't ASCII, others may be their capitals."""
    lower = text.lower()
    return not text.isascii() or any(mark in lower for mark in marks)


def names_a_secret(name: str, text: str) -> bool:
    """Whether a variable's name says that it is a secret and its text is the secret itself."""
    return bool(text and is_secret_name(name) and not is_reference(text))


def is_secret_name(name: str) -> bool:
    """Whether variables of this name hold secrets by custom, such as `DB_PASSWORD`."""
    name = name[-_LONGEST:]
    if name.isascii() and not _MARK.search(name.lower()):
        return False
    parted = _HUMP.sub("_", name)
    if _POSITION.search(parted):
        return False
    ending = rf"(?:^|[_\-.]){NAME}$"
    return any(re.search(ending, spelt, re.IGNORECASE) for spelt in (name, parted))


def is_reference(text: str) -> bool:
    """Whether a text only points to a secret: `${VAR}`, `arn:…`, `DB_PASSWORD`."""
    if _VARIABLE.fullmatch(text) and is_secret_name(text):
        return True
    if ("${" in text or "{{" in text) and not re.search(r"\w", _PUT_IN.sub("", text)):
        return True
    return re.fullmatch(_REFERENCE, text, re.IGNORECASE) is not None
