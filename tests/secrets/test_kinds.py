"""Every kind of secret is known by its form, hidden, and told from what is innocent."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import is_reference, is_secret_name
from dativo_hooks.secrets.recognition import secret_kind
from dativo_hooks.secrets.table import KINDS
from tests import cpu
from tests.secrets.samples import INNOCENT, NAMED_INNOCENT, SAMPLES

if TYPE_CHECKING:
    from tests.secrets.samples import Sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_secret_is_known_and_hidden(sample: Sample) -> None:
    for text in (
        sample.text,
        f"infra {sample.text}",
        f"a: {json.dumps(sample.text)}",
        json.dumps({"a": sample.text}),
        json.dumps(json.dumps({"a": sample.text})),
    ):
        assert secret_kind(text) == sample.kind
        shown = redacted(text)
        assert HIDDEN in shown
        assert sample.secret not in shown
        assert sample.secret[-8:] not in shown
        assert redacted(shown) == shown
        assert secret_kind(shown) is None


@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if one.text[4:] == one.secret], ids=lambda one: one.name
)
def test_a_token_is_known_after_an_underscore(sample: Sample) -> None:
    name = sample.text if sample.kind in {"AWS secret key", "Vault token"} else f"x_{sample.text}"
    if sample.kind not in {"JSON Web Token", "Azure storage key"}:
        assert secret_kind(name) is not None


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_innocent_stays_as_it_is(text: str) -> None:
    assert secret_kind(text) is None
    assert redacted(text) == text or text in NAMED_INNOCENT


def test_each_row_of_the_table_says_where_its_form_is_defined() -> None:
    for kind in KINDS:
        assert kind.source.startswith("https://")
        assert re.compile(kind.pattern).groups <= 1


@pytest.mark.parametrize(
    ("name", "says"),
    {
        "clientSecret": True,
        "apiKey": True,
        "secretAccessKey": True,
        "secret_access_key": True,
        "db.passphrase": True,
        "account_key": True,
        "GOOGLE_CREDENTIALS": True,
        "credential": True,
        "connectionString": True,
        "DB_CONNECTION_STRING": True,
        "DB_PWD": True,
        "ACCESS_KEY_ID": False,
        "token_url": False,
        "max_tokens": False,
        "primary_key": False,
        "page_token": False,
        "nextPageToken": False,
        "bypass": False,
    }.items(),
)
def test_names_that_give_a_secret_away(name: str, says: bool) -> None:
    assert is_secret_name(name) is says


@pytest.mark.parametrize(
    ("text", "points"),
    {
        "${DB_PASSWORD}": True,
        "$DB_PASSWORD": True,
        "{{ password }}": True,
        "<password>": True,
        "env:DB_PASSWORD": True,
        "vault:secret/etl#password": True,
        "HUBSPOT_TOKEN": True,
        "op://vault/item/field": True,
        "***": True,
        "Bearer ${TOKEN}": True,
        "${USER}:${PASSWORD}": True,
        "{{ env_var('DB_PASSWORD') }}": True,
        "%(password)s": True,
        "hunter2-${PASSWORD}": False,
        "hunter2": False,
        "HUNTER_TWO": False,
        "HUNTER two_token": False,
        "$ecret": True,
        "env hunter2": False,
    }.items(),
)
def test_what_only_points_to_a_secret(text: str, points: bool) -> None:
    assert is_reference(text) is points


_NASTY = (
    *("eyJ-", ".eyJ-", "://", "://a:", "://:<", "//:", "@", "<", "-----", "\\", "0" * 40 + "-"),
    *("-----BEGIN PRIVATE KEY-----", "x" * 40, "a1B2", "s.", "sk-", "1//", "AKIA", "SG.", "A3-"),
    *("password=", "password=x ", "Bearer ", "basic ", "token ", '"token" ', "--password ", "pwd"),
    *("token: a ", "DB_PASSWORD=a,", "{token:a,", '{token:"a,', '{token:\\"a,', "value", "token"),
)
_MARKS = sorted({mark for kind in KINDS for mark in kind.marks})


@pytest.mark.parametrize(
    ("pieces", "size", "seconds"),
    [
        (("eyJ-", "{token:a,", "://:<", "password=x "), 100_000, 2.0),
        (_NASTY, 16_000, 0.5),
        (_MARKS, 2_000, 0.3),
    ],
)
def test_no_text_takes_longer_than_its_length_allows(
    pieces: tuple[str, ...], size: int, seconds: float
) -> None:
    for piece in pieces:
        text = piece * (size // len(piece))
        with cpu.within(seconds, piece):
            secret_kind(text)
            redacted(text)
