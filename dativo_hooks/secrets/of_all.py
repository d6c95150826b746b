"""Forms that belong to no service: keys in PEM, URLs and texts with a password, HTTP headers.

They stand last in the table: what a service's own form names better, it names.
"""

from __future__ import annotations

from dativo_hooks.secrets.kind import HIDDEN, SecretKind

STAND_IN = (
    rf"\$|<|\{{\{{|\*|{HIDDEN}|…|\.\.\.|%\(|%[A-Za-z_]+%|env[:.]|vault:|ssm:|secret:|arn:"
    r"|projects/|op://|/|(?:var|local|module|data)\.|null\b|none\b|true\b|false\b|xxx|[`)\]]"
    r"|\{?(?:password|passwd|pwd|pass|pw|secret|token)\}"
)
"""How a text begins that stands for a secret, or says where it is: `${VAR}`, `<password>`."""

_IS = r"(?:[\"']?=|\\{0,4}[\"']\s{0,9}:\s{0,9})\\{0,4}[\"']?"
"""What stands between a name and its value within a text: `=`, or what JSON has."""


def _followed(*names: str) -> tuple[str, ...]:
    """Marks of names that are followed by `_IS`."""
    return tuple(f"{name}{sign}" for name in names for sign in "=\"'\\")


_STANDS_IN_URL = (
    rf"(?:\$|\{{\{{|(?:<[^@/\s]*>|\*+|\{{[A-Za-z_.]{{1,40}}\}}|%[A-Za-z_]{{1,40}}%|{HIDDEN})@)"
)

PRIVATE_KEY = SecretKind(
    "private key",
    rf"-----BEGIN [A-Z0-9 ]{{0,40}}PRIVATE KEY(?: BLOCK)?-----(?!{HIDDEN})"
    r"((?:(?!-----)[\s\S])*)(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?",
    ("-----BEGIN ",),
    "https://www.rfc-editor.org/rfc/rfc7468",
)

FORMS = (
    PRIVATE_KEY,
    SecretKind(
        "private key",
        r"PuTTY-User-Key-File-[0-9]:([\s\S]*)",
        ("PuTTY-User-Key-File-",),
        "https://the.earth.li/~sgtatham/putty/0.83/htmldoc/AppendixC.html",
    ),
    SecretKind(
        "JSON Web Token",
        r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*eyJ)[A-Za-z0-9_-]+"
        r"\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+",
        (".eyJ",),
        "https://www.rfc-editor.org/rfc/rfc7519",
    ),
    SecretKind(
        "password in a URL",
        rf"(?<=://)[^/\s:@\"']*:((?!{_STANDS_IN_URL})[^/\s\"']+)(?=@)",
        ("://",),
        "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
    ),
    SecretKind(
        "token in a URL",
        r"(?<=://)([^/\s:@\"'$<{*]{10,}):?(?=@)",
        ("://",),
        "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
        judge="user",
    ),
    SecretKind(
        "basic authorization",
        r"(?<![a-z0-9])basic[ \t]{1,9}([a-z0-9+/]{8,}={0,2})",
        ("basic",),
        "https://www.rfc-editor.org/rfc/rfc7617",
        loose=True,
        judge="basic",
    ),
    SecretKind(
        "bearer token",
        r"(?<![a-z0-9])bearer[ \t]{1,9}([a-z0-9._~+/-]{16,}=*)",
        ("bearer",),
        "https://www.rfc-editor.org/rfc/rfc6750",
        loose=True,
        judge="token",
    ),
    SecretKind(
        "key or token",
        r"(?:(?:x-)?api-?key|x-auth-token|private-token|authorization)[\"']?:[ \t]{0,9}[\"']?"
        r"(?:(?:token|apikey|key)[ \t]{1,9})?([a-z0-9._~+/=-]{16,})",
        tuple(f"{name}{sign}" for name in ("key", "token", "authorization") for sign in ":\"'"),
        "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2",
        loose=True,
        judge="token",
    ),
    SecretKind(
        "password",
        # `password=…`, `PGPASSWORD=…`, `;PWD=…;`, `?password=…`, `{"password": "…"}`
        rf"(?:passw(?:or)?d|passphrase|(?<![a-z])pass|(?<![a-z])pwd){_IS}\{{?"
        rf"((?!{STAND_IN})[^\s\"'&;,<>{{}}\\][^\s\"'&;,<>\\]*)",
        _followed("password", "passwd", "passphrase", "pass", "pwd"),
        "https://learn.microsoft.com/sql/connect/odbc/dsn-connection-string-attribute; "
        "https://jdbc.postgresql.org/documentation/use",
        loose=True,
    ),
    SecretKind(
        "password",
        rf"--?[a-z-]{{0,24}}(?:password|passwd|passphrase)[ \t]{{1,9}}[\"']?"
        rf"((?!{STAND_IN}|-)[^\s\"'\\]+)",
        ("password", "passwd", "passphrase"),
        "https://www.gnu.org/prep/standards/html_node/Command_002dLine-Interfaces.html",
        loose=True,
    ),
    SecretKind(
        "key or token",
        r"(?<!page)(?<!page[_-])(?<!next[_-])(?<!sync[_-])"
        rf"(?:secret|token|api[_-]?key|(?:secret|access|auth|private)[_-]?key){_IS}"
        rf"((?!{STAND_IN})(?=[^\s\"'&;,<>{{}}\\]{{0,199}}[0-9])[^\s\"'&;,<>{{}}\\]{{8,}})",
        _followed("secret", "token", "key"),
        "https://www.rfc-editor.org/rfc/rfc6749; gitleaks",
        loose=True,
    ),
)
