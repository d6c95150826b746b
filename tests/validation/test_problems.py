"""What a table of files can't say: secrets, laziness, and validators that disagree."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from dativo_hooks import rules
from dativo_hooks.document import Document
from dativo_hooks.position import Origin
from dativo_hooks.reading.read import read
from dativo_hooks.validation import explain
from dativo_hooks.validation.broken_keyword import BrokenKeyword
from dativo_hooks.validation.secrecy import is_secret
from dativo_hooks.validation.suggestions import closest
from dativo_hooks.validation.validate import problems
from dativo_hooks.validation.wording import worded

JOB = """\
tenant_id: acme
source_connector_path: connectors/hubspot.yaml
target_connector_path: connectors/iceberg.yaml
asset_path: assets/contacts.yaml
"""


def _document(text: str) -> Document:
    document = read("jobs/x.yaml", text.encode()).document
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("setting", "hidden"),
    [
        ("environment: {PASSWORD: [hunter2hunter2]}", "hunter2hunter2"),
        ("environment: {API_KEY: 0777123}", "0777123"),
        ("environment: {AUTH_TOKEN: 3.14159}", "3.14159"),
        ("environment: {db_password: 2024-01-01}", "2024-01-01"),
        ("environment: {SECRET: 7.5e+7}", "7.5"),
        ("secrets: {X: 98765}", "98765"),
        ("secrets: [AKIAIOSFODNN7EXAMPLE]", "AKIA"),
        ("secrets: AKIAIOSFODNN7EXAMPLE", "AKIA"),
    ],
)
def test_a_secret_is_never_shown(setting: str, hidden: str) -> None:
    text = f"{JOB}infrastructure:\n  runtime: {{type: aws_lambda, image_uri: 'x:1', {setting}}}\n"
    (problem,) = problems(_document(text), "job")
    assert problem.secret
    assert hidden not in problem.message + problem.help


def test_a_value_of_a_plain_key_may_be_shown() -> None:
    (problem,) = problems(_document(JOB + "environment: 5\n"), "job")
    assert not problem.secret


@pytest.mark.parametrize(
    ("step", "secret"),
    [
        ("password", True),
        ("DB_PASSWD", True),
        ("client_secret", True),
        ("token", True),
        ("access_key_id", True),
        ("apiKey", True),
        ("private-key", True),
        ("key", True),
        ("keys", True),
        ("credentials", True),
        ("DB_PWD", True),
        ("key_separator", False),
        ("monkey", False),
        ("asset_path", False),
        ("tenant_id", False),
    ],
)
def test_keys_that_name_secrets(step: str, secret: bool) -> None:
    assert is_secret(("runtime", step, 0)) is secret


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("dataproduct", "data_product"),
        ("cost-center", "cost_center"),
        ("costcentre", "cost_center"),
        ("Image_URI", "image_uri"),
        ("zzz", None),
    ],
)
def test_closest(word: str, meant: str | None) -> None:
    assert closest(word, ["cost_center", "data_product", "image_uri"]) == meant


def test_a_good_file_never_loads_what_explains_bad_ones() -> None:
    code = (
        "import sys\n"
        "from dativo_hooks.reading.read import read\n"
        "from dativo_hooks.validation.validate import problems\n"
        f"document = read('x', {JOB.encode()!r}).document\n"
        "assert problems(document, 'job') == ()\n"
        "print(sorted({'jsonschema', 'difflib', 'dataclasses'} & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_fault_that_only_the_fast_validator_sees_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Blind:
        def iter_errors(self, _: Any) -> Iterator[Any]:
            return iter(())

    monkeypatch.setattr(explain, "slow", lambda _: Blind())
    text = JOB + "schema_validation_mode: loose\nlogging: {level: 5}\n"
    found = problems(_document(text), "job")
    assert [problem.where for problem in found] == [
        Origin("jobs/x.yaml", ("schema_validation_mode",)),
        Origin("jobs/x.yaml", ("logging", "level")),
    ]
    assert all(problem.rule is rules.VALUE_NOT_ALLOWED for problem in found)
    (secret,) = problems(_document(f"{JOB}classification_overrides: {{token: 991}}\n"), "job")
    assert secret.secret
    assert "991" not in secret.message


def test_a_number_too_long_to_show() -> None:
    (problem,) = problems(_document(f"{JOB}catalog: {'9' * 4000}\n"), "job")
    assert "…` is read as the number (hundreds of digits)" in problem.message
    assert len(problem.message + problem.help) < 300


def test_a_refused_secret_is_not_shown() -> None:
    fault = BrokenKeyword(
        _document(JOB), "job", ("token",), "enum", ["a"], {"enum": ["a"]}, "hunter2"
    )
    assert "hunter2" not in worded(fault).message
    assert worded(fault).secret
