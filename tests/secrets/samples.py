"""Made-up secrets of every kind that people know, put together here so that no scanner minds."""

from __future__ import annotations

import random
import string
from base64 import b64encode
from typing import NamedTuple

HEX = "0123456789abcdef"
LETTERS = string.ascii_letters + string.digits
BASE32 = string.ascii_lowercase + "234567"


class Sample(NamedTuple):
    """A text with a secret: what must never be shown of it, and what we call it."""

    name: str
    text: str
    secret: str
    kind: str


def _made() -> list[Sample]:
    dice = random.Random(11)

    def some(length: int, letters: str = LETTERS) -> str:
        return "".join(dice.choice(letters) for _ in range(length))

    def uuid() -> str:
        return "-".join(some(length, HEX) for length in (8, 4, 4, 4, 12))

    found: list[Sample] = []

    def token(kind: str, *parts: str, name: str = "") -> None:
        text = "".join(parts)
        found.append(Sample(name or parts[0], text, text[4:], kind))

    def within(kind: str, name: str, before: str, secret: str, after: str = "") -> None:
        found.append(Sample(name, f"{before}{secret}{after}", secret, kind))

    token("AWS access key", "AKIA", some(15, BASE32.upper()), "7")
    token("AWS access key", "ASIA", "IOSFODNN", "7EXAMPLE")
    token("AWS secret key", "wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY")
    token("AWS secret key", "9zQ", "x+K2/", some(32), name="another AWS secret key")
    within(
        "Azure storage key",
        "AccountKey",
        "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=",
        some(86) + "==",
        ";EndpointSuffix=core.windows.net",
    )
    token("Azure storage key", some(80), "aZ9+/b", "==", name="bare account key")
    within(
        "Azure shared access signature",
        "SAS",
        "https://acme.blob.core.windows.net/data?sv=2022-11-02&ss=b&sig=",
        some(42) + "%3D",
    )
    token("Azure client secret", "aB3", "8Q~", some(34), name="8Q~")
    token("Azure DevOps token", some(40, BASE32), "a2b3c4d5e6f7", name="52 letters")
    token("Azure DevOps token", some(76), "AZDO", some(4), name="AZDO")
    token("Google API key", "AIza", some(35))
    token("Google OAuth token", "ya29.", some(60))
    token("Google refresh token", "1//0", some(60))
    token("Google client secret", "GOCSPX-", some(28))
    within(
        "Google service account's key",
        "service account",
        '{"type": "service_account", "private_key": "',
        some(40),
        '"}',
    )
    token("DigitalOcean token", "dop_v1_", some(64, HEX))
    token("DigitalOcean token", "doo_v1_", some(64, HEX))
    token("DigitalOcean token", "dor_v1_", some(64, HEX))
    token("Databricks token", "dapi", some(32, HEX))
    token("dbt token", "dbtc_", some(40))
    token("dbt token", "dbtu_", some(40))
    token("PlanetScale token", "pscale_tkn_", some(43))
    token("Vault token", "hvs.", some(90))
    token("Vault token", "hvb.", some(120))
    token("Vault token", "s.", some(21), "a1B", name="old Vault token")
    token("Slack token", "xoxb-", "123456789012-", some(24))
    token("Slack token", "xapp-", "1-A0123ABC-456-", some(64, HEX))
    within(
        "Slack webhook",
        "Slack webhook",
        "https://hooks.slack.com/services/",
        f"T{some(9)}/B{some(9)}/{some(24)}",
    )
    token("Telegram bot token", "123456789:", "AA", some(33))
    token("HubSpot token", "pat-na1-", uuid())
    token("HubSpot token", "pat-eu1-", uuid())
    token("Stripe key", "sk_live_", some(24))
    token("Stripe key", "sk_test_", some(24))
    token("Stripe key", "rk_test_", some(24))
    token("Stripe webhook secret", "whsec_", some(32))
    for prefix in ("shpat_", "shpss_", "shpca_", "shppa_"):
        token("Shopify token", prefix, some(32, HEX))
    token("Twilio key", "SK", some(32, HEX))
    token("SendGrid key", "SG.", some(22), ".", some(43))
    token("Mailchimp key", some(32, HEX), "-us12", name="Mailchimp")
    token("Airtable token", "pat", some(14), ".", some(64, HEX), name="Airtable")
    token("Notion token", "ntn_", some(46))
    token("Notion token", "secret_", some(43))
    token("Linear key", "lin_api_", some(40))
    token("Atlassian token", "ATATT3", some(180))
    token("GitHub token", "ghp_", some(36))
    token("GitHub token", "github_pat_", some(60))
    token("GitLab token", "glpat-", some(20))
    token("GitLab token", "gldt-", some(20))
    token("npm token", "npm_", some(36))
    token("PyPI token", "pypi-AgE", "IcHlwaS5vcmc", some(80))
    token("Docker token", "dckr_pat_", some(27))
    token("Grafana token", "glsa_", some(32), "_", some(8, HEX))
    token("New Relic key", "NRAK-", some(27, string.ascii_uppercase + string.digits))
    token("Postman key", "PMAK-", some(24, HEX), "-", some(34, HEX))
    token("OpenAI key", "sk-proj-", some(60))
    token("OpenAI key", "sk-", some(20), "T3BlbkFJ", some(20))
    token("Anthropic key", "sk-ant-", "api03-", some(90), "AA")
    token("Hugging Face token", "hf_", some(34))
    token(
        "JSON Web Token",
        *("ey" + "JhbGciOiJIUzI1NiJ9.", "ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0.", some(43)),
        name="JWT",
    )
    within("password in a URL", "URL", "mysql://root:", "hunter2-9", "@db.acme.com/sales")
    within("password in a URL", "short password", "mysql://root:", "pw", "@db.acme.com")
    within("token in a URL", "token in a URL", "https://", some(30), "@git.acme.com/a.git")
    within("token in a URL", "short token in a URL", "https://", "s3cr3tt0k3n", "@git.acme.com")
    within(
        "basic authorization", "Basic", "Basic ", b64encode(b"reader:" + some(12).encode()).decode()
    )
    within("bearer token", "Bearer", "Bearer ", some(40))
    within("key or token", "header", "X-Api-Key: ", some(32))
    within("key or token", "Token", "Authorization: Token ", some(40, HEX))
    within("password", "JDBC", "jdbc:postgresql://db/sales?user=u&password=", "hunter2-9")
    within("password", "ODBC", "Driver={x};Server=db;UID=u;PWD=", "hunter2-9", ";")
    within("password", "ADO", "Server=db;User Id=u;Password=", "hunter2-9", ";Encrypt=true;")
    within("password", "inline", "a:password=", "hunter2-9")
    within("password", "option", "--password=", "hunter2-9")
    within("password", "option and value", "run --password ", "hunter2-9")
    within("password", "PGPASSWORD", "PGPASSWORD=", "hunter2-9")
    within("key or token", "token inline", "https://a.b/c?access_token=", some(24))
    return found


SAMPLES = _made()

NAMED_INNOCENT = (
    "https://a.b/c?page_token=abcdef123456",
    "set `password=` in the store (or `pwd=`)",
)
"""Texts without a secret that are hidden all the same: the name beside them may be right."""

INNOCENT = (
    *NAMED_INNOCENT,
    "ASIAPACIFICREGION123",
    "ASIAPACIFICSOUTHEAST",
    "ACCAABCDEFGHIJKLMNOP",
    "ABIAANDGERMANYREGION",
    "0123456789abcdef0123456789abcdef01234567",
    "sha256:" + HEX * 4,
    f"gcr.io/dativo/ingest@sha256:{HEX * 4}",
    "123e4567-e89b-12d3-a456-426614174000",
    "LoadHubspotContactsToIcebergTableDaily01",
    "warehouse/raw/hubspot/contacts/2024/daily",
    "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms",
    "Basic authentication is used",
    "Basic plan",
    "the bearer of this badge",
    "Bearer token",
    "password policy: 90 days",
    "https://user@example.com:8443/a:b@c",
    "git@github.com:acme/etl.git",
    "ssh://git@github.com/acme/etl.git",
    "https://service-account-2024@git.acme.com/etl.git",
    "postgres://reader:${DB_PASSWORD}@db.example/sales",
    "postgres://<user>:<password>@db.example",
    "postgres://reader:{{ password }}@db.example",
    "postgres://reader:***@db.example",
    "postgres://{user}:{password}@db.example",
    "postgres://reader:%DB_PASSWORD%@db.example",
    "Server=db;PWD={password};",
    "jdbc:postgresql://db/sales?user=u&password=${PW}",
    "Server=db;PWD={{ pw }};",
    "--password=$PW",
    "--password=<password>",
    "--password-file=/run/secrets/db",
    "--token=${TOKEN}",
    "password=***",
    "PGPASSWORD=$(cat /run/secrets/db)",
    "Bearer ${TOKEN}",
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/stripe-AbCdEf",
    "projects/acme/secrets/hubspot/versions/3",
    "env:HUBSPOT_TOKEN",
    "vault:secret/data/etl",
    "${HUBSPOT_TOKEN}",
    "task-api-1234",
    "risk_test_results",
    "data-us1",
    "pat-the-cat-on-the-back",
    "s.example",
    "SKU0123",
    "AAAAAAAAAAAAAAAAAAAAAAAA",
    "connectors/hubspot_v1_contacts.yaml",
    "it wants a `password` and a `token`",
)
"""Texts that hold no secret."""
