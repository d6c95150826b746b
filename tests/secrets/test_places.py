"""A secret is reported wherever it stands, at its place; a name gives one away in settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.names import is_secret_name
from tests.engine.repositories import ASSET, CONNECTORS, FARGATE, JOB, checked, repository
from tests.secrets.places import PLACES, Place
from tests.secrets.samples import INNOCENT, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

JOB_FILE = "jobs/contacts.yaml"
T = TypeVar("T")


def reported(files: dict[str, bytes]) -> list[tuple[str, int, int]]:
    """Where secrets are said to be."""
    return [(one.path, *one.span.start) for one in checked(files) if one.rule.code == "DH305"]


def some(texts: Sequence[T], place: Place) -> Sequence[T]:
    """All of the texts for some places, a fifth of them for each other one."""
    if place.name in {"command", "variable", "metadata", "connector"}:
        return texts
    return texts[PLACES.index(place) % 5 :: 5]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_kind_is_reported_at_its_place(place: Place) -> None:
    for sample in some(SAMPLES, place):
        found = reported(place.files(sample.text))
        assert found == [(place.path, *place.start(sample.text))], sample.name


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_what_is_innocent_is_not_reported(place: Place) -> None:
    for text in some(INNOCENT, place):
        if place.on_key and is_secret_name(text):
            continue
        assert reported(place.files(text)) == [], text


@pytest.mark.parametrize(
    ("path", "text", "places"),
    [
        (JOB_FILE, f"{JOB}source:\n  credentials: {{user: a, password: hunter2}}\n", ["7:36"]),
        (JOB_FILE, f"{JOB}source:\n  connection:\n    clientSecret: abcdef\n", ["8:19"]),
        (JOB_FILE, f"{JOB}target:\n  connection:\n    s3: {{secret_access_key: abc}}\n", ["8:29"]),
        (JOB_FILE, f"{JOB}target:\n  api_key:\n    value: hunter2\n", ["8:12"]),
        (JOB_FILE, f"{JOB}source:\n  tokens: [a]\n  token: [one, two]\n", ["8:11", "8:16"]),
        (JOB_FILE, f"{JOB}{FARGATE}    command: [run, --password, hunter2]\n", ["12:32"]),
        (JOB_FILE, f"{JOB}{FARGATE}    command: [run, --api-key, abc, --now]\n", ["12:31"]),
        (JOB_FILE, f"{JOB}{FARGATE}    environment:\n      DB_PASSWORD: hunter2\n", ["13:20"]),
        (JOB_FILE, f"{JOB}{FARGATE}  metadata:\n    db_password: hunter2\n", ["13:18"]),
        # Names of secrets, classes of columns, and what only points to a secret.
        (JOB_FILE, f"{JOB}{FARGATE}    secrets:\n      A_TOKEN: other-token\n", []),
        (JOB_FILE, f"{JOB}classification_overrides:\n  password: SECRET\n", []),
        (JOB_FILE, f"{JOB}source:\n  credentials: hubspot_prod\n", []),
        (JOB_FILE, f"{JOB}source:\n  credential: hubspot_prod\n", []),
        (JOB_FILE, f"{JOB}source:\n  credential: hunter2!\n", ["7:15"]),
        (JOB_FILE, f"{JOB}source:\n  credentials: {{token: HUBSPOT_TOKEN}}\n", []),
        (JOB_FILE, f"{JOB}source:\n  credentials: {{token: 'env:HUBSPOT'}}\n", []),
        (JOB_FILE, f"{JOB}source:\n  credentials: {{token: '${{HUBSPOT}}'}}\n", []),
        (JOB_FILE, f"{JOB}source:\n  pagination: {{page_token: paging.next.after}}\n", []),
        (JOB_FILE, f"{JOB}{FARGATE}    command: [run, --password, $PW, --token, --now]\n", []),
        ("assets/contacts.yaml", f"{ASSET}  password: SECRET\n", []),
        ("assets/contacts.yaml", ASSET.replace("name: id", "name: password"), []),
        (
            "connectors/hubspot.yaml",
            CONNECTORS["connectors/hubspot.yaml"] + "credentials: {api_key: abc-def}\n",
            ["4:24"],
        ),
        (
            "connectors/hubspot.yaml",
            CONNECTORS["connectors/hubspot.yaml"]
            + "credentials: {type: api_key, from_env: HUBSPOT_API_KEY, token_url: https://a.b}\n",
            [],
        ),
    ],
)
def test_names_tell_in_settings(path: str, text: str, places: list[str]) -> None:
    assert [f"{line}:{column}" for _, line, column in reported(repository({path: text}))] == places


def test_a_secret_of_the_configuration_is_reported_where_it_is_put_in() -> None:
    configuration = "variables: {TEAM: AKIA" + "IOSFODNN7EXAMPLE}\n"
    job = f"{JOB}finops: {{project: 'x-${{TEAM}}'}}\n{FARGATE}"
    files = repository({JOB_FILE: job, ".dativo-hooks.yaml": configuration})
    assert reported(files) == [(JOB_FILE, 6, 19)]


def test_a_secret_in_a_comment_is_reported_once() -> None:
    for sample in SAMPLES[::4]:
        job = f"# not {sample.text}\n{JOB}source:\n  note: a # {sample.text}\n"
        found = reported(repository({JOB_FILE: job}))
        assert [line for _, line, _ in found] == [1, 8], sample.name
    key = "AKIA" + "IOSFODNN7EXAMPLE"
    job = f"{JOB}source:\n  note: |\n    # {key}\n  other: 'a # {key}'\n"
    assert [line for _, line, _ in reported(repository({JOB_FILE: job}))] == [7, 9]


def test_an_innocent_comment_is_not_reported() -> None:
    comments = "".join(f"# {text}\n" for text in INNOCENT)
    assert reported(repository({JOB_FILE: f"{comments}{JOB}"})) == []


def test_a_secret_of_a_broken_job_is_reported() -> None:
    job = f"{JOB}nonsense: [AKIA" + f"IOSFODNN7EXAMPLE]\n{FARGATE}"
    assert reported(repository({JOB_FILE: job})) == [(JOB_FILE, 6, 12)]


def test_a_tag_is_not_judged_twice() -> None:
    asset = ASSET.replace("ENG-001", "AKIA" + "IOSFODNN7EXAMPLE")
    files = repository({"assets/contacts.yaml": asset})
    found = [one for one in checked(files) if one.path == "assets/contacts.yaml"]
    assert [one.rule.code for one in found] == ["DH305"]
    assert found[0].message.startswith("the tag `finops_cost_center` holds an AWS access key;")


def test_no_message_shows_what_is_made_of_a_secret() -> None:
    job = f"{JOB.replace('acme', 'mysql://root:pw9@host')}{FARGATE}"
    for one in checked(repository({JOB_FILE: job})):
        assert "pw9" not in f"{one.message}{one.help}{one.diff}{one.related}{one.path}"
        assert one.rule.code != "DH503" or HIDDEN in one.message
