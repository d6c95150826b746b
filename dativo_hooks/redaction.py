"""Secrets in plain text: how they look, and how they are hidden before anything is shown."""

from __future__ import annotations

import re
from typing import NamedTuple


class SecretPattern(NamedTuple):
    """A kind of secret whose text gives it away. `source` says who defines the form."""

    kind: str
    pattern: str
    source: str


PATTERNS = (
    SecretPattern(
        "AWS access key",
        r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b",
        "docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    ),
    SecretPattern(
        "private key",
        r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY-----"
        r"|[\s\S]*)",
        "RFC 7468",
    ),
    SecretPattern(
        "GitHub token",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})",
        "docs.github.com, About authentication to GitHub",
    ),
    SecretPattern("GitLab token", r"\bglpat-[A-Za-z0-9_-]{20,}", "docs.gitlab.com, Token prefixes"),
    SecretPattern(
        "Slack token",
        r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
        "api.slack.com/authentication/token-types",
    ),
    SecretPattern("Stripe key", r"\b[rs]k_live_[A-Za-z0-9]{16,}", "docs.stripe.com/keys"),
    SecretPattern(
        "Google API key",
        r"\bAIza[A-Za-z0-9_-]{35}",
        "cloud.google.com/docs/authentication/api-keys",
    ),
    SecretPattern(
        "Google OAuth token",
        r"\bya29\.[A-Za-z0-9_-]{20,}",
        "developers.google.com/identity/protocols/oauth2",
    ),
    SecretPattern(
        "JSON Web Token",
        r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+",
        "RFC 7519",
    ),
    SecretPattern(
        "password in a URL", r"(?<=://)[^/\s:@\"']*:[^/\s:@\"']{3,}(?=@)", "RFC 3986, section 3.2.1"
    ),
)

_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in PATTERNS))

SECRET_NAME = re.compile(
    r"(?:^|[_\-.])(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY"
    r"|CREDENTIALS?|SECRET_ACCESS_KEY|CLIENT_SECRET|CONNECTION_STRING)$",
    re.IGNORECASE,
)
"""Names of variables that hold secrets by custom, such as `DB_PASSWORD`."""

_REFERENCE = re.compile(r"^(?:\$\{[^}]*\}|arn:[^\s]+|projects/[^\s]+|/[^\s]*|true|false|\d{0,5})$")
"""Values that only point to a secret: a variable, an ARN, a Secret Manager name, a file."""

HIDDEN = "•••"

_NAMED = re.compile(
    r"(?P<before>\b[\w.-]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)\"?"
    r"(?:,?\s*\"?value\"?)?\s*[:=]\s*[\"']?)(?P<value>[^\s\"',}\[\]{$]{4,})",
    re.IGNORECASE,
)


def secret_kind(text: str) -> str | None:
    """What kind of secret a text holds, None where it holds none that we know."""
    if not _ANY.search(text):
        return None
    return next(p.kind for p in PATTERNS if re.search(p.pattern, text))


def names_a_secret(name: str, text: str) -> bool:
    """Whether a variable's name says that it is a secret and its text is the secret itself."""
    return bool(text and SECRET_NAME.search(name) and not _REFERENCE.match(text))


def redacted(text: str) -> str:
    """The text with every secret in it hidden, its first four characters kept."""

    def hidden(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith("-----BEGIN"):
            return f"{found.splitlines()[0]}{HIDDEN}"
        return f"{found[:4]}{HIDDEN}"

    return _NAMED.sub(_hide_named, _ANY.sub(hidden, text))


def _hide_named(match: re.Match[str]) -> str:
    if _REFERENCE.match(match["value"]) or HIDDEN in match["value"]:
        return match[0]
    return f"{match['before']}{HIDDEN}"
