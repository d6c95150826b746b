"""Texts that ask for quadratic time: pieces to repeat, and the fields to put them into."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = (
    *("${", "$${", "%{", "}", "${a}", "{", "{a: ", "[", "(", "<", "<a>"),
    *("\\", '"', "'", "`", ":", "59:", "1,", ",", "0", "1_", "1.", "0x", " ", "\t", "\n", "\r\n"),
    *(
        " \n",
        "\r",
        "\u2028",
        "\x85",
        "a",
        "a-",
        "A-",
        "a.",
        "a/",
        "a@",
        "-",
        "_",
        "- ",
        "é",
        "e\u0301",
    ),
    *(
        "\u0301",
        "\ufeff",
        "\U0001f600",
        "\x1b[",
        "://",
        "://a:",
        ":@",
        "#",
        " #",
        "&a ",
        "*a ",
        "!",
    ),
    *("|", "=", "?", ";", "~", "password=", "PASSWORD: ", 'password:"', "NAME_TOKEN ", "value = "),
    *(
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "AKIA",
        "ghp_",
        "eyJ-",
        "eyJaaaaaaaa.",
        "secret ",
    ),
    *("/../", "./", "%20", "**/", "*a", "cron(", "*/", "arn:aws:", "projects/", "---\n", "a: b\n"),
    *("# dativo-hooks: ignore[DH301] why ", "key: |\n  "),
)
"""What is repeated."""

CONFIGURATION = """\
paths: {jobs: ["jobs/**/*.yaml"], prefixes: {/app: data}}
variables: {TENANT: acme}
tag_policy:
  required: [finops_cost_center]
  values: {finops_cost_center: {pattern: "[A-Z]+-[0-9]{3}"}}
  conditional: [{when: {environment: [prod]}, require: [compliance_retention_days]}]
  locked: [DH301]
terraform: {path: "terraform/{tenant}", name: "{tenant}-{asset}", module_source: "../{module}"}
exclude: ["drafts/**"]
rules: {ignore: [DH302], per_path: [{paths: ["jobs/x/**"], ignore: [DH302]}]}
"""

REST = """\
    region: us-east-1
    environment: {MODE: full}
    secrets: {DB_TOKEN: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"}
    command: [run]
  schedule: {cron: "30 5 * * *", timezone: Europe/Berlin}
  metadata: {unit: sales}
governance_overrides: {owner: data@acme.com, regulations: [GDPR]}
"""

FILES = {
    "jobs/contacts.yaml": JOB + FARGATE + REST,
    "assets/contacts.yaml": ASSET,
    "connectors/hubspot.yaml": CONNECTORS["connectors/hubspot.yaml"],
    ".dativo-hooks.yaml": CONFIGURATION,
}
"""The files whose fields are filled."""

_WORDS = {
    "jobs/contacts.yaml": (
        *("acme", "prod\n", "connectors/hubspot.yaml", "assets/contacts.yaml", "aws_ecs_fargate"),
        *("1024", "2048", "dativo/dativo-ingest:1.4.0", "us-east-1\n", "full", "MODE", "DB_TOKEN"),
        *('"arn:aws:secretsmanager:us-east-1:123456789012:secret:db"', "run]", '"30 5 * * *"'),
        *("Europe/Berlin", "sales", "unit", "data@acme.com", "GDPR"),
    ),
    "assets/contacts.yaml": (
        *("contacts\n", '"1.0"', "hubspot", "id", "string", "data-team@acme.com", "ENG-001"),
        *("sales", "PII"),
    ),
    "connectors/hubspot.yaml": ("hubspot\n", "source"),
    ".dativo-hooks.yaml": (
        *('"jobs/**/*.yaml"', "/app", "data", "TENANT", "acme", "finops_cost_center]"),
        *(
            '"[A-Z]+-[0-9]{3}"',
            "prod",
            "compliance_retention_days",
            "DH301",
            '"terraform/{tenant}"',
        ),
        *('"{tenant}-{asset}"', '"../{module}"', '"drafts/**"', "DH302", '"jobs/x/**"'),
    ),
}
"""By file, the words in whose place a text is put."""

PLACES = tuple(
    (path, word)
    for path in FILES
    for word in (*_WORDS[path], "# comment", "# ignore", "# reason", "at the end", "alone", "key")
)


def filled(path: str, word: str, text: str, *, quoted: bool) -> str:
    """A file with a text in one place."""
    whole = FILES[path]
    if word == "# comment":
        return f"# {text}\n{whole}"
    if word == "# ignore":
        return whole.replace("\n", f" # dativo-hooks: ignore[{text}]\n", 1)
    if word == "# reason":
        return whole.replace("\n", f" # dativo-hooks: ignore[DH301] {text}\n", 1)
    if word == "at the end":
        return whole + text
    if word == "alone":
        return text
    value = json.dumps(text, ensure_ascii=True) if quoted else text
    if word == "key":
        return f"{whole}? {value}\n: x\n"
    assert word in whole, (path, word)
    return whole.replace(word, value + ("\n" if word.endswith("\n") else ""), 1)


def known(size: int) -> Iterator[tuple[str, str, str]]:
    """Files of `size` characters that took minutes, or far more than others: name, path, text."""
    job, configuration = FILES["jobs/contacts.yaml"], CONFIGURATION
    many = size // 12
    variables = ",".join(f"K{number}_TOKEN: abcdefgh" for number in range(size // 24))
    yield (
        "variables without end",
        "jobs/contacts.yaml",
        filled("jobs/contacts.yaml", "Europe/Berlin", "${" * (size // 2), quoted=True),
    )
    for name, word in (
        ("numbers", "1,"),
        ("one rule", "DH301,"),
        ("slips", "missing-required-ta,"),
    ):
        text = word * (size // len(word))
        yield (
            f"ignore: {name}",
            "jobs/contacts.yaml",
            filled("jobs/contacts.yaml", "# ignore", text, quoted=False),
        )
    yield "to base 60", "jobs/contacts.yaml", f"{job}x: {'59:' * (size // 3)}59\n"
    yield (
        "to base 60, by PyYAML",
        "jobs/contacts.yaml",
        f"{job}y: &a 1\nx: {'59:' * (size // 3)}59\n",
    )
    for name, inside in (
        ("variables", variables),
        ("names", ",".join(f"K-{number}: v" for number in range(many))),
    ):
        yield f"one line of {name}", "jobs/contacts.yaml", job.replace("MODE: full", inside)
        block = "\n      " + inside.replace(",", "\n      ")
        yield f"lines of {name}", "jobs/contacts.yaml", job.replace("{MODE: full}", block)
    yield (
        "one line of values",
        "assets/contacts.yaml",
        ASSET.replace("[PII]", f"[{','.join(f'z{number}' for number in range(many))}]"),
    )
    yield (
        "one line of variables",
        "jobs/contacts.yaml",
        job.replace("us-east-1\n", f'"{"".join(f"${{A{number}}}" for number in range(many))}"\n'),
    )
    yield (
        "rules",
        ".dativo-hooks.yaml",
        configuration.replace(
            "ignore: [DH302], per",
            f"ignore: [{','.join(f'missing-{n}' for n in range(many))}], per",
        ),
    )
    for name, one in (("hard", "(\\\\w{9}){9}"), ("endless", "(a{999}){999}"), ("wrong", "(")):
        values = ",".join(f'infra_{n}: {{pattern: "{one}"}}' for n in range(size // 45))
        yield (
            f"patterns, {name}",
            ".dativo-hooks.yaml",
            configuration.replace(
                'values: {finops_cost_center: {pattern: "[A-Z]+-[0-9]{3}"}}',
                f"values: {{{values}}}",
            ),
        )
    for glob in ("**/" * 60 + "b", "*a" * 60 + "b", "*" * 200 + "b"):
        yield f"glob {glob[:4]}", ".dativo-hooks.yaml", configuration.replace("drafts/**", glob)
    yield (
        "globs",
        ".dativo-hooks.yaml",
        configuration.replace(
            '"drafts/**"', ",".join(f'"jobs/{number}/*"' for number in range(many))
        ),
    )
    yield (
        "pattern",
        ".dativo-hooks.yaml",
        configuration.replace("[A-Z]+-[0-9]{3}", "([A-Z]+-?)+[0-9]{3}"),
    )
