"""Where a secret ends, in lines of YAML, HCL and JSON: what is after it stays."""

from __future__ import annotations

import pytest

from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN

# Put together here, so that no scanner of this repository takes it for a real one.
KEY = "AKIA" + "IOSFODNN7EXAMPLE"
PEM = "-----BEGIN {}-----"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # A mapping on one line goes on after the value; one that began on an earlier line doesn't.
        ("x: {DB_PASSWORD: a, b: c}", "x: {DB_PASSWORD: H, b: c}"),
        ("x: {DB_PASSWORD: a}", "x: {DB_PASSWORD: H}"),
        ("{DB_PASSWORD: a, b", "{DB_PASSWORD: H, b"),
        ("\n{DB_PASSWORD: a, b: c}", "\n{DB_PASSWORD: H, b: c}"),
        ("x: {\nDB_PASSWORD: a, b", "x: {\nDB_PASSWORD: H"),
        # Quotes
        ("DB_PASSWORD: 'it''s' # x", "DB_PASSWORD: 'H' # x"),
        ("DB_PASSWORD: 'a'''", "DB_PASSWORD: 'H'"),
        ("DB_PASSWORD: 'it''s", "DB_PASSWORD: H"),
        ("DB_PASSWORD: 'a'\nb: 'c'", "DB_PASSWORD: 'H'\nb: 'c'"),
        ("DB_PASSWORD: ''", "DB_PASSWORD: ''"),
        ('DB_PASSWORD: "a\\\\" # x', 'DB_PASSWORD: "H" # x'),
        ('DB_PASSWORD: "a\\" # x', "DB_PASSWORD: H # x"),
        ('DB_PASSWORD: "a\\"b" # x', 'DB_PASSWORD: "H" # x'),
        ("DB_PASSWORD:\t'a' b", "DB_PASSWORD:\t'H' b"),
        # Comments, blanks and line ends
        ("DB_PASSWORD: a#b # c\nX: y", "DB_PASSWORD: H # c\nX: y"),
        ("DB_PASSWORD: a # b # c", "DB_PASSWORD: H # b # c"),
        ("DB_PASSWORD: a   \nX: y", "DB_PASSWORD: H   \nX: y"),
        ("DB_PASSWORD:hunter2", "DB_PASSWORD:H"),
        # What HCL has without quotes is an expression; YAML has none.
        ("password = foo", "password = H"),
        ("password = var.x", "password = var.x"),
        ("password = VAR.X", "password = VAR.X"),
        ("password = var.a[0].b", "password = var.a[0].b"),
        ("password = file(x) # y", "password = file(x) # y"),
        ("password = var . x", "password = H"),
        ('password = "var.x"', 'password = "H"'),
        ("password: var.x", "password: H"),
        # The name of a secret in its store
        ('secret_key_ref {\n secret = "acme"', 'secret_key_ref {\n secret = "acme"'),
        ("secret_key_ref {\n secret = acme", "secret_key_ref {\n secret = H"),
        ('secret = "acme"', 'secret = "H"'),
        ('my_secret = "acme"', 'my_secret = "H"'),
        ("arn:aws:secret:name = x", "arn:aws:secret:name = x"),
        # Blocks
        ("TOKEN: >\n  a\n b", "TOKEN: > H"),
        ("  TOKEN: |2-\n    a\n\n    b\n  C: d", "  TOKEN: |2- H\n  C: d"),
        ("TOKEN: | # c\n  a", "TOKEN: | H"),
        ("TOKEN: |\na", "TOKEN: |\na"),
        ('"a": b\n"TOKEN": |\n  a\nb: c', '"a": b\n"TOKEN": | H\nb: c'),
        # By its form: four characters stay.
        (f"a {KEY} b {KEY} c", "a AKIAH b AKIAH c"),
        (f"{KEY}\n{KEY}", "AKIAH\nAKIAH"),
        (f"postgres://a:{KEY}@b {KEY}", "postgres://a:H@b AKIAH"),
        (
            f"{PEM.format('PRIVATE KEY')}\nabc\nABC=\n-----END PRIVATE KEY-----\nx: y",
            f"{PEM.format('PRIVATE KEY')}H\nx: y",
        ),
        (
            f"{PEM.format('RSA PRIVATE KEY')}\\nabc\\n-----END RSA PRIVATE KEY-----\\n",
            f"{PEM.format('RSA PRIVATE KEY')}H\\n",
        ),
        (f"x {PEM.format('PUBLIC KEY')}\nabc", f"x {PEM.format('PUBLIC KEY')}\nabc"),
    ],
)
def test_where_a_secret_ends(text: str, shown: str) -> None:
    assert redacted(text) == shown.replace("H", HIDDEN)
