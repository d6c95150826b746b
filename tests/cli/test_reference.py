"""`explain`, `rules` and `schema`: they look at no repository, and carry nothing of one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dativo_hooks.cli.main import main
from dativo_hooks.explanations.fixes import FIXES
from dativo_hooks.explanations.table import explanation_of
from dativo_hooks.explanations.text import explanation_text
from dativo_hooks.rules import MISSING_REQUIRED_TAG, RULES

if TYPE_CHECKING:
    from dativo_hooks.rule import Rule

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
HEAVY = ("yaml", "jsonschema", "jsonschema_rs", "hcl2", "subprocess", "difflib", "dataclasses")
KINDS = ("job", "asset", "connector", "configuration")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder outside of git, whose configuration is broken, with an odd environment."""
    (tmp_path / ".dativo-hooks.yaml").write_text("[\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("DATIVO_HOOKS_ROOT", "nowhere")
    monkeypatch.setenv("DATIVO_HOOKS_OUTPUT_FORMAT", "nonsense")


@pytest.mark.parametrize("name", ["DH301", "dh301", "missing-required-tag", "Missing-Required-Tag"])
def test_explain_knows_a_rule_by_code_and_name(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", name]) == 0
    assert capsys.readouterr() == (explanation_text(explanation_of(MISSING_REQUIRED_TAG)), "")


@pytest.mark.parametrize("rule", RULES)
def test_explain_knows_every_rule(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.code]) == main(["explain", rule.name]) == 0
    assert capsys.readouterr().out.count(f"{rule.code} {rule.name} (") == 2


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("DH3O1", "did you mean DH301 missing-required-tag"),
        ("missing-requird-tag", "did you mean DH301 missing-required-tag or "),
        ("xyzzy", "`dativo-hooks rules` lists all"),
        ("", "`dativo-hooks rules` lists all"),
    ],
)
def test_explain_of_an_unknown_rule_is_2_and_names_the_nearest(
    name: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"dativo-hooks: no rule is called {name!r}: {hint}")
    assert err.endswith("`dativo-hooks rules` lists all of them\n")


def test_a_code_and_its_name_are_proposed_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "missing-tag"])
    err = capsys.readouterr().err
    assert all(err.count(rule.code) <= 1 for rule in RULES)


def test_rules_lists_all_within_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line[:5] for line in lines if not line.startswith(" ")] == [r.code for r in RULES]
    words = " ".join(out.split())
    for rule in RULES:
        fixable = " [fixable]" if rule in FIXES else ""
        assert f"{rule.code} {rule.name} {rule.severity} {rule.summary}{fixable}" in words
    assert words.count(" [fixable]") == len(FIXES)


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--output-format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert [(r["code"], r["name"], r["severity"], r["summary"]) for r in told["rules"]] == [
        tuple(rule) for rule in RULES
    ]
    for rule, one in zip(RULES, told["rules"], strict=True):
        about = explanation_of(rule)
        assert (one["what"], one["why"], one["how_to_fix"]) == (
            about.what,
            about.why,
            about.fix,
        )
        assert one["sources"] == list(about.sources)
        assert one["fix"] == FIXES.get(rule)


@pytest.mark.parametrize("kind", KINDS)
def test_schema_prints_the_shipped_file(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"), "")
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    "arguments", [["explain"], ["schema"], ["schema", "jobs"], ["rules", "--output-format", "x"]]
)
def test_wrong_use_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage: dativo-hooks" in capsys.readouterr().err


def _loaded(*arguments: str) -> set[str]:
    """The modules that a fresh process has after a command."""
    program = (
        "import sys\n"
        "from dativo_hooks.cli.main import main\n"
        f"main({list(arguments)!r})\n"
        "sys.stderr.write('\\n' + ' '.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=SCHEMAS.parent,
    )
    return set(done.stderr.rsplit("\n", 1)[1].split())


@pytest.mark.parametrize("arguments", [["explain", "DH301"], ["rules"], ["schema", "job"]])
def test_they_load_nothing_heavy(arguments: list[str]) -> None:
    loaded = _loaded(*arguments)
    assert "dativo_hooks.cli." + arguments[0] in loaded
    assert loaded.isdisjoint(HEAVY)


def test_explain_loads_one_family_of_rules() -> None:
    families = {f"dativo_hooks.explanations.{name}" for name in ("reading", "policy", "drift")}
    assert families & _loaded("explain", "DH301") == {"dativo_hooks.explanations.policy"}


def test_no_other_command_loads_the_explanations(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATIVO_HOOKS_ROOT", "DATIVO_HOOKS_OUTPUT_FORMAT"):
        monkeypatch.delenv(name)
    loaded = _loaded("check", "--root", "examples/acme")
    assert "dativo_hooks.rules" in loaded
    assert {name for name in loaded if name.startswith("dativo_hooks.explanations")} == set()
