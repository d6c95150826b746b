"""What is said of a secret, by the file and the place where it stands."""

from __future__ import annotations

import pytest

from dativo_hooks.tags.secrets import a
from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB, checked, repository

# Put together here, so that no scanner of this repository takes it for a real one.
KEY = "AKIA" + "IOSFODNN7EXAMPLE"
STRIPE = "sk_live_" + "a1B2" * 6
WORD = "hunter2" * 2

RUN = """\
infrastructure:
  runtime:
    type: gcp_cloud_run
    image_uri: dativo/dativo-ingest:1.4.0
"""
PATHS = {
    "job": "jobs/contacts.yaml",
    "asset": "assets/contacts.yaml",
    "connector": "connectors/hubspot.yaml",
    "configuration": ".dativo-hooks.yaml",
}
TEXTS = {"job": JOB, "asset": ASSET, "connector": CONNECTORS[PATHS["connector"]]}

BY_NAME = "holds a secret, by its name, in plain text"
AS_KEY = "holds an AWS access key in plain text"
IN_TAG = "holds an AWS access key; everybody who may list resources can read tags"
KEEP = (
    "keep it in a secret store or an environment variable, and name that here instead; "
    "it was committed: replace it"
)
REMOVE = "remove it, and replace it: it was committed"
RENAME = "rename the key; it was committed: replace it"
STORE = "arn:aws:secretsmanager:us-east-1:123456789012:secret:"


def moved(name: str, stored: str) -> str:
    return (
        f"move it to a secret store and add `{name}: {stored}` with its name there under "
        "`infrastructure.runtime.secrets`; it was committed: replace it"
    )


def said(kind: str, text: str) -> list[tuple[str, str]]:
    """Message and help of each secret that is found in a file of a kind, and nowhere else."""
    found = [one for one in checked(repository({PATHS[kind]: text})) if one.rule.code == "DH305"]
    assert all(one.secret and one.path == PATHS[kind] for one in found)
    return [(one.message, one.help) for one in found]


@pytest.mark.parametrize(
    ("kind", "lines", "told"),
    [
        (
            "job",
            FARGATE + f"    environment: {{DB_PASSWORD: {WORD}}}\n",
            [
                (
                    f"the variable `DB_PASSWORD` {BY_NAME}",
                    moved("DB_PASSWORD", f"{STORE}db-password"),
                )
            ],
        ),
        (
            "job",
            FARGATE + f"    environment: {{NOTE: {KEY}}}\n",
            [(f"the variable `NOTE` {AS_KEY}", moved("NOTE", f"{STORE}note"))],
        ),
        (
            "job",
            RUN + f"    environment: {{DB_PASSWORD: {WORD}}}\n",
            [(f"the variable `DB_PASSWORD` {BY_NAME}", moved("DB_PASSWORD", "db-password"))],
        ),
        # Of several secrets in one text, the first is named.
        (
            "job",
            f"x: '{KEY} {STRIPE}'\n",
            [(f"`x` {AS_KEY}", KEEP)],
        ),
        # A name of a secret in its store is none, and neither is the class of a column.
        ("job", FARGATE + f"    secrets: {{A_PASSWORD: {WORD}}}\n", []),
        ("job", f"classification_overrides: {{password: {WORD}}}\n", []),
        ("job", f"x: {{password: {WORD}}}\n", [(f"`x.password` {BY_NAME}", KEEP)]),
        ("job", FARGATE + f"  metadata: {{n: {KEY}}}\n", [(f"the tag `infra_n` {IN_TAG}", REMOVE)]),
        (
            "job",
            FARGATE + f"  metadata: {{n: [x, {KEY}]}}\n",
            [(f"the tag `infra_n` {IN_TAG}", REMOVE)],
        ),
        (
            "job",
            FARGATE + f"  metadata: {{n: {{m: {KEY}}}}}\n",
            [(f"`infrastructure.metadata.n.m` {AS_KEY}", KEEP)],
        ),
        (
            "job",
            FARGATE + f"  metadata: {{{KEY}: x}}\n",
            [(f"a key of `infrastructure.metadata` {AS_KEY}", RENAME)],
        ),
        ("job", f"{KEY}: x\n", [(f"a key {AS_KEY}", RENAME)]),
        ("job", f"finops: {{project: {KEY}}}\n", [(f"the tag `finops_project` {IN_TAG}", REMOVE)]),
        *(
            ("asset", f"{part}: {{password: {WORD}}}\n", [(f"`{part}.password` {BY_NAME}", KEEP)])
            for part in ("source", "target", "connection", "credentials")
        ),
        # Elsewhere in an asset, it is a column.
        ("asset", f"x: {{password: {WORD}}}\n", []),
        ("asset", f"x: [{KEY}]\n", [(f"`x[0]` {AS_KEY}", KEEP)]),
        ("asset", f"domain: {KEY}\n", [(f"the tag `governance_domain` {IN_TAG}", REMOVE)]),
        (
            "connector",
            f"metadata: {{domain: {KEY}}}\n",
            [(f"the tag `governance_domain` {IN_TAG}", REMOVE)],
        ),
        ("connector", f"metadata: {{x: {KEY}}}\n", [(f"`metadata.x` {AS_KEY}", KEEP)]),
        ("connector", f"domain: {KEY}\n", [(f"`domain` {AS_KEY}", KEEP)]),
        ("connector", f"x: {{password: {WORD}}}\n", [(f"`x.password` {BY_NAME}", KEEP)]),
    ],
)
def test_what_is_said_of_a_secret(kind: str, lines: str, told: list[tuple[str, str]]) -> None:
    assert said(kind, TEXTS[kind] + lines) == told


def test_an_asset_below_a_key_of_its_own_has_the_same_tags() -> None:
    text = "asset:\n" + "".join(f"  {line}\n" for line in ASSET.splitlines())
    found = said("asset", text.replace("crm]", f"{KEY}]"))
    assert found == [(f"the tag `finops_business_tags` {IN_TAG}", REMOVE)]


def test_a_secret_in_a_comment() -> None:
    told = "a comment holds an AWS access key in plain text"
    assert said("job", f"{JOB}# {KEY}\n") == [(told, "take it out; it was committed: replace it")]


@pytest.mark.parametrize(
    ("kind", "said_of_it"),
    [
        ("AWS access key", "an AWS access key"),
        ("Elastic key", "an Elastic key"),
        ("Infura key", "an Infura key"),
        ("OpenAI key", "an OpenAI key"),
        ("X token", "an X token"),
        ("npm token", "an npm token"),
        ("xAI key", "an xAI key"),
        ("GitHub token", "a GitHub token"),
        ("Xata key", "a Xata key"),
        ("Upstash token", "a Upstash token"),
    ],
)
def test_articles(kind: str, said_of_it: str) -> None:
    assert a(kind) == said_of_it
