"""The language server and our hooks agree on what is wrong, but for what is listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

import pytest

from dativo_hooks.reading.read import read
from dativo_hooks.validation.validate import Kind, problems
from tests.editors.conftest import ROOT, settings
from tests.editors.server import Server

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lane("scanners")

CASES = ROOT / "tests" / "cases"
FILES = {"configuration": ".dativo-hooks.yaml"}
NOTATION = "the value fits; how it is written is what we report, as YAML 1.1 means another"
KEYS = "a key that isn't text is no key to JSON Schema"
PATTERNS = "what a regular expression may hold no schema says"
FETCHED = "the file's own `$schema`, which the server fetches and we never do"

# Where they differ, and why.
DIFFERENCES = {
    "fix/kept/job/secrets.yaml": NOTATION,
    "schema/asset/bad/retention.yaml": NOTATION,
    "schema/asset/bad/retention_float.yaml": "to JSON Schema 30.0 is an integer",
    "schema/configuration/bad/patterns.yaml": PATTERNS,
    "schema/job/bad/numbers_written_oddly.yaml": NOTATION,
    "schema/job/bad/timeout_in_octal.yaml": NOTATION,
    "schema/job/bad/odd_keys.yaml": KEYS,
    "schema/asset/good/flat_with_odcs_keys.yaml": FETCHED,
    "schema/job/good/every_key.yaml": FETCHED,
}

# What the schemas don't decide: how YAML itself is written, and what both say of it.
SYNTAX = {
    "duplicate": ("tenant_id: acme\ntenant_id: acme\n", "Map keys must be unique"),
    "not closed": ("tenant_id: [acme\n", "Flow sequence"),
    "tab": ("finops:\n\tproject: x\n", "Tabs are not allowed as indentation"),
    "unknown anchor": ("tenant_id: *x\n", "Unresolved alias"),
}


class Case(NamedTuple):
    """A file that is right or wrong, and where the editor has it."""

    name: str
    kind: Kind
    place: str
    text: str


def _cases() -> list[Case]:
    found = []
    for path in sorted(CASES.rglob("*.yaml")):
        name = path.relative_to(CASES).as_posix()
        text = path.read_bytes().decode("utf-8", "replace")
        for kind in get_args(Kind):
            if f"/{kind}/" in name or f"/{kind}s/" in name or path.name == FILES.get(kind):
                place = f"{name}/{FILES[kind]}" if kind in FILES else f"{kind}s/{name}"
                found.append(Case(name, kind, place, text))
                break
    return found


CHECKED = _cases()


def _wrong_to_us(case: Case) -> bool:
    reading = read(case.name, case.text.encode())
    return reading.document is None or problems(reading.document, case.kind) != ()


def test_every_kind_has_cases() -> None:
    assert {case.kind for case in CHECKED} == set(get_args(Kind))
    assert len(CHECKED) > 150


def test_agreement(server: Server) -> None:
    diagnostics = server.diagnostics({case.place: case.text for case in CHECKED})
    differing = {
        case.name for case in CHECKED if bool(diagnostics[case.place]) != _wrong_to_us(case)
    }
    assert differing == set(DIFFERENCES)


@pytest.mark.parametrize("name", sorted(SYNTAX))
def test_syntax(server: Server, name: str) -> None:
    text, message = SYNTAX[name]
    found = server.diagnostics({"jobs/x.yaml": text})["jobs/x.yaml"]
    assert any(message in one.message for one in found), found
    assert read("jobs/x.yaml", text.encode()).problems != ()


def test_why_yaml_1_1(node_modules: Path, workspace: Path, server: Server) -> None:
    """Without that setting, what is right is underlined."""
    text = (CASES / "schema" / "asset" / "good" / "flat.yaml").read_text()
    assert "encryption_required: yes" in text
    assert settings()["yaml.yamlVersion"] == "1.1"
    assert server.diagnostics({"assets/x.yaml": text}) == {"assets/x.yaml": []}
    without = {key: value for key, value in settings().items() if key != "yaml.yamlVersion"}
    newer = Server(node_modules, workspace, without)
    (found,) = newer.diagnostics({"assets/x.yaml": text})["assets/x.yaml"]
    assert text.splitlines()[found.line - 1].strip() == "encryption_required: yes"
    newer.close()
