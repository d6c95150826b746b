"""Secrets are found, and nothing that is shown holds them."""

from __future__ import annotations

import difflib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN, SecretKind
from dativo_hooks.secrets.names import NAME, NAME_MARKS, is_secret_name, names_a_secret
from dativo_hooks.secrets.recognition import secret_kind
from dativo_hooks.secrets.table import KINDS
from tests.laws import examples

# Put together here, so that no scanner of this repository takes them for real ones.
BODY = "MIIEpAIBAAKCAQEA7"
HEADER = "-----BEGIN {}PRIVATE KEY-----"
FOOTER = "-----END {}PRIVATE KEY-----"
EXAMPLES = {
    "AWS access key": ["AKIA" + "IOSFODNN7EXAMPLE", "ASIA" + "IOSFODNN7EXAMPLE"],
    "private key": [
        f"{HEADER.format(kind)}\n{BODY}\n{BODY}\n{FOOTER.format(kind)}"
        for kind in ("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")
    ]
    + [
        f"{HEADER.format('')}\\n{BODY}\\n{FOOTER.format('')}\\n",
        f"{HEADER.format('RSA ')}\n{BODY}",
        f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n{BODY}\n-----END PGP PRIVATE KEY BLOCK-----",
    ],
    "GitHub token": ["ghp_" + "a1B2" * 9, "gho_" + "a1B2" * 9, "github_pat_" + "a1B2" * 9],
    "GitLab token": ["glpat-" + "a1B2-" * 4],
    "Slack token": ["xoxb-" + "123456789012-abcDEF"],
    "Stripe key": ["sk_live_" + "a1B2" * 5, "rk_live_" + "a1B2" * 5],
    "Google API key": ["AIza" + "SyA-" * 8 + "abc"],
    "Google OAuth token": ["ya29." + "a0Af_B-" * 4],
    "JSON Web Token": ["eyJ" + "hbGciOiJI." + "eyJ" + "zdWIiOiIx.sig_-0"],
}
URLS = {
    "postgres://reader:hunter2@db.example/sales": "hunter2",
    "postgres://reader:h@db.example/sales": ":h@",
    "postgres://:hunter2@db.example": "hunter2",
    "mysql://u:p@ss:w0rd@db.example/x": "ss:w0rd",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@examples(4)
@given(data=st.data())
def test_whatever_a_pattern_finds_has_one_of_its_marks(
    kind: SecretKind, data: st.DataObject
) -> None:
    flags = re.IGNORECASE if kind.loose else 0
    pattern = re.compile(kind.pattern, flags)
    found = pattern.search(data.draw(st.from_regex(pattern)))
    assert found is not None
    around = f"\n{found.string}"
    if kind.marks:
        assert any(mark in (around.lower() if kind.loose else around) for mark in kind.marks)
    else:
        assert re.search(r"[A-Za-z0-9/+]{40}", around)


@examples(30)
@given(st.from_regex(re.compile(NAME, re.IGNORECASE), fullmatch=True))
def test_whatever_is_a_secrets_name_has_one_of_the_marks(name: str) -> None:
    assert is_secret_name(name)
    assert not name.isascii() or any(mark in name.lower() for mark in NAME_MARKS)


@pytest.mark.parametrize(
    ("kind", "secret"), [(kind, secret) for kind, found in EXAMPLES.items() for secret in found]
)
def test_a_known_secret_is_named_and_hidden(kind: str, secret: str) -> None:
    telling = BODY if kind == "private key" else secret[8:]
    for text in (
        secret,
        f'some_tag: "{secret}"',
        f'+  some_tag = "{secret}"',
        f"before {secret} after",
        json.dumps({"a": secret}),
        json.dumps(json.dumps({"a": secret})),
    ):
        assert secret_kind(text) == kind
        shown = redacted(text)
        assert telling not in shown
        assert HIDDEN in shown
        assert redacted(shown) == shown
        assert secret_kind(shown) is None


def test_the_kind_can_still_be_told_from_what_is_shown() -> None:
    assert redacted(f"key: {EXAMPLES['AWS access key'][0]}") == f"key: AKIA{HIDDEN}"
    shown = redacted(f"a: 1\n{EXAMPLES['private key'][1]}\nb: 2")
    assert shown == f"a: 1\n{HEADER.format('RSA ')}{HIDDEN}\nb: 2"


@pytest.mark.parametrize(("url", "secret"), URLS.items())
def test_a_password_in_a_url_is_hidden_and_its_user_stays(url: str, secret: str) -> None:
    assert secret_kind(url) == "password in a URL"
    shown = redacted(f'source: "{url}" # x')
    assert secret not in shown
    assert f":{HIDDEN}@db.example" in shown
    assert shown.startswith(f'source: "{url.partition("://")[0]}://')
    assert secret_kind(shown) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "DB_PASSWORD: hunter2": f"DB_PASSWORD: {HIDDEN}",
        "DB_PASSWORD: hunter2 # ask Ann": f"DB_PASSWORD: {HIDDEN} # ask Ann",
        "DB_PASSWORD: correct horse, battery": f"DB_PASSWORD: {HIDDEN}",
        'DB_PASSWORD: "correct horse, battery" # x': f'DB_PASSWORD: "{HIDDEN}" # x',
        "DB_PASSWORD: 'it''s'": f"DB_PASSWORD: '{HIDDEN}'",
        'DB_PASSWORD: "unclosed': f"DB_PASSWORD: {HIDDEN}",
        "DB_PASSWORD: pa$s#w}o,rd": f"DB_PASSWORD: {HIDDEN}",
        "DB_PASSWORD: x": f"DB_PASSWORD: {HIDDEN}",
        "DB_PWD=hunter2": f"DB_PWD={HIDDEN}",
        "env: {DB_PASSWORD: hunter2, LEVEL: info}": f"env: {{DB_PASSWORD: {HIDDEN}, LEVEL: info}}",
        'API_KEY = "a\\"b c"': f'API_KEY = "{HIDDEN}"',
        '{"CLIENT_SECRET": "hunter2", "a": 1}': f'{{"CLIENT_SECRET": "{HIDDEN}", "a": 1}}',
        "SLACK_TOKEN: |\n  one\n\n  two\nLEVEL: info": f"SLACK_TOKEN: | {HIDDEN}\nLEVEL: info",
        "+  A_TOKEN: >-\n+    one\n+  B: c": f"+  A_TOKEN: >- {HIDDEN}\n+  B: c",
        "- name: DB_PASSWORD\n  value: hunter2\n- name: B\n  value: c": (
            f"- name: DB_PASSWORD\n  value: {HIDDEN}\n- name: B\n  value: c"
        ),
        '{ name = "DB_PASSWORD", value = "hunter2" }': (
            f'{{ name = "DB_PASSWORD", value = "{HIDDEN}" }}'
        ),
        '   name  = "DB_PASSWORD"\n-  value = "old1"\n+  value = "new1"\n }': (
            f'   name  = "DB_PASSWORD"\n-  value = "{HIDDEN}"\n+  value = "{HIDDEN}"\n }}'
        ),
        # Terraform's JSON holds JSON in a string.
        '"{\\"name\\":\\"A_TOKEN\\",\\"value\\":\\"x\\\\\\"y\\"},z"': (
            f'"{{\\"name\\":\\"A_TOKEN\\",\\"value\\":\\"{HIDDEN}\\"}},z"'
        ),
        f'PRIVATE_KEY: "{HEADER.format("")}\n  {BODY}\n  {FOOTER.format("")}"\nB: c': (
            f'PRIVATE_KEY: "{HIDDEN}"\nB: c'
        ),
    }.items(),
)
def test_what_its_name_gives_away_is_hidden_to_its_end(text: str, wanted: str) -> None:
    assert redacted(text) == wanted
    assert redacted(wanted) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "tenant_id: acme",
        "source_connector_path: connectors/hubspot.yaml",
        "  cost_center: ENG-001 # the token of the team",
        "image_uri: dativo/dativo-ingest:latest",
        f"image_uri: gcr.io/dativo/ingest@sha256:{'0123456789abcdef' * 4}",
        "owner: data-team@company.com",
        "url: https://user@example.com:8443/a:b@c",
        "dsn: postgres://${DB_USER}:${DB_PASSWORD}@db.example/sales",
        "dsn: postgres://reader:$DB_PASSWORD@db.example/sales",
        "dsn: postgres://<user>:<password>@db.example",
        "dsn: postgres://reader:***@db.example",
        'dsn = "postgres://${var.user}:${var.password}@db.example"',
        "DB_PASSWORD: ${DB_PASSWORD}",
        'DB_PASSWORD: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db"',
        "DB_PASSWORD: projects/acme/secrets/db/versions/latest",
        "PASSWORD_FILE: /run/secrets/db",
        "DB_PASSWORD: /run/secrets/db",
        "token:\n  type: string",
        "- name: api_token\n  type: string",
        "DB_TOKEN:",
        'DB_TOKEN: ""',
        "use_token: true",
        "page_token: null",
        "max_tokens: 4000",
        "primary_key: id",
        "foreign_key: customer_id",
        "partition_key: [day]",
        "password = var.db_password",
        "api_key  = module.secrets.keys[0]",
        "token = aws_secretsmanager_secret.db.arn",
        "password = sensitive(var.password)",
        '      { name = "DB_PASSWORD", valueFrom = "arn:aws:ssm:eu-west-1:1:parameter/db" },',
        'secret_key_ref {\n  secret  = "acme-db"\n  version = "latest"\n}',
        '+          secret_key_ref {\n+            secret  = "acme-db"\n+          }',
        'resource "aws_ecs_task_definition" "acme_hubspot_contacts" {',
        '    finops_cost_center        = "ENG-001"',
        'schedule_expression = "cron(0 2 * * ? *)"',
        "the variable `DB_PASSWORD` holds a secret in plain text",
        "    STRIPE: arn:aws:secretsmanager:us-east-1:123456789012:secret:stripe",
        "",
    ],
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert redacted(text) == text
    assert secret_kind(text) is None


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("DB_PASSWORD", "hunter2", True),
        ("password", "x", True),
        ("db.pwd", "hunter2", True),
        ("SLACK-TOKEN", "abc", True),
        ("AWS_SECRET_ACCESS_KEY", "abc/def", True),
        ("APIKEY", "123456", True),
        ("GOOGLE_CREDENTIALS", "{}", True),
        ("DB_CONNECTION_STRING", "Server=db", True),
        ("DB_PASSWORD", "hunter2\n", True),
        ("DB_PASSWORD", "12345\n", True),
        ("DB_PASSWORD", "", False),
        ("DB_PASSWORD", "${DB_PASSWORD}", False),
        ("DB_PASSWORD", "/run/secrets/db", False),
        ("DB_PASSWORD", "arn:aws:ssm:eu-west-1:1:parameter/db", False),
        ("DB_PASSWORD", "projects/acme/secrets/db", False),
        ("USE_TOKEN", "true", False),
        ("PAGE_TOKEN", "100", False),
        ("PASSWORD_FILE", "db.txt", False),
        ("MONKEY", "banana", False),
        ("COMPASSWORD", "x", False),
        ("TOKENS", "abc", False),
    ],
)
def test_a_name_gives_a_secret_away(name: str, text: str, says: bool) -> None:
    assert names_a_secret(name, text) is says


NAMES = st.sampled_from(
    [
        "DB_PASSWORD",
        "passwd",
        "X_PWD",
        "CLIENT_SECRET",
        "api-token",
        "APIKEY",
        "API_KEY",
        "PRIVATE_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "GOOGLE_CREDENTIALS",
        "CONNECTION_STRING",
    ]
)
# Long enough, and of letters rare enough, to stand nowhere else in the text.
VALUES = st.text(st.sampled_from("Qq7#,}{:;=\\\"'$ -@/|>€"), min_size=1, max_size=12).map(
    lambda text: f"Zq{text}qZ"
)


@examples(120)
@given(NAMES, VALUES, VALUES)
def test_a_named_secret_never_shows(name: str, old: str, new: str) -> None:
    assert names_a_secret(name, new)
    for before, after in (
        ([f"{name}: {json.dumps(v)}", "LEVEL: info"] for v in (old, new)),
        ([f"  {name} = {json.dumps(v)}", "  level = 1"] for v in (old, new)),
        (["env {", f'  name  = "{name}"', f"  value = {json.dumps(v)}", "}"] for v in (old, new)),
        (json.dumps({"name": name, "value": v}, indent=1).split("\n") for v in (old, new)),
        ([json.dumps(json.dumps({"name": name, "value": v}))] for v in (old, new)),
        ([json.dumps(json.dumps({name: v}))] for v in (old, new)),
    ):
        diff = "\n".join(difflib.unified_diff(before, after, lineterm=""))
        for text in ("\n".join(after), diff, *after[:1]):
            shown = redacted(text)
            assert "Zq" not in shown
            assert "qZ" not in shown
            assert redacted(shown) == shown


PIECES = st.lists(
    st.sampled_from(
        [secret for found in EXAMPLES.values() for secret in found]
        + list(URLS)
        + [
            HIDDEN,
            "\n",
            " ",
            '"',
            "'",
            "\\",
            ": ",
            " = ",
            "value",
            "+",
            "-",
            "{",
            "}",
            ",",
            "|",
            "x",
        ]
        + ["DB_PASSWORD", "token", "secret_key_ref", "secret", "://", "@", "-----", "#"]
    ),
    max_size=12,
).map("".join)


@examples(160)
@given(PIECES)
def test_what_is_redacted_stays_as_it_is(text: str) -> None:
    shown = redacted(text)
    assert redacted(shown) == shown
    assert secret_kind(shown) is None


@examples(80)
@given(st.text(st.sampled_from("abc: \n-=\"'{},|#0.@/\\"), max_size=60))
def test_text_without_secrets_is_left_alone(text: str) -> None:
    assert redacted(text) == text or "://" in text


@pytest.mark.parametrize("filling", ["\\", "''", "\\'", " ", "a b ", '\\"', "}"])
def test_long_values_are_hidden_as_short_ones_are(filling: str) -> None:
    # A pattern that tries every way to read the escapes would never end here.
    shown = redacted(f'DB_PASSWORD: "{filling * 2000}Zq')
    assert "Zq" not in shown


def test_a_token_after_a_scheme_is_no_password() -> None:
    shown = redacted(f"://{EXAMPLES['GitHub token'][0]} DB_PASSWORD: x")
    assert shown == f"://ghp_{HIDDEN} DB_PASSWORD: {HIDDEN}"
