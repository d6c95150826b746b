"""`sarif`: SARIF 2.1.0, which GitHub code scanning and many viewers read.

Sources: docs.oasis-open.org/sarif/sarif/v2.1.0; docs.github.com, SARIF support for code scanning.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dativo_hooks import __version__
from dativo_hooks.explanations.table import explanation_of
from dativo_hooks.report.edits import shown_edits
from dativo_hooks.report.fingerprint import fingerprints
from dativo_hooks.report.links import HOME, rule_page
from dativo_hooks.report.order import errors_first
from dativo_hooks.report.safety import file_path, shown_line
from dativo_hooks.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dativo_hooks.finding import Edit, Finding
    from dativo_hooks.position import Span
    from dativo_hooks.report.report import Report
    from dativo_hooks.rule import Rule
    from dativo_hooks.suppressed import Suppressed

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

MAX_RESULTS = 25_000
MAX_LOCATIONS = 1_000
"""Of a run and of a result; GitHub refuses the file that has more (its SARIF support page)."""

_BASE = "%SRCROOT%"
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
"""What a path may hold unescaped in a URI (RFC 3986, section 2.3)."""


def render(report: Report) -> str:
    """The findings as one SARIF log of one run, errors first, what is hidden last."""
    every = [*errors_first(report.findings), *(one.finding for one in report.listed)]
    told = every[:MAX_RESULTS]
    index = {rule.code: number for number, rule in enumerate(RULES)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "dativo-hooks",
                "version": __version__,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in RULES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _BASE: {"description": {"text": "The top of the git repository."}},
        },
        "results": [
            _result(finding, fingerprint, index[finding.rule.code])
            for finding, fingerprint in zip(told, fingerprints(told), strict=True)
        ],
    }
    for result, one in zip(run["results"][len(report.findings) :], report.listed, strict=False):
        result["suppressions"] = [_suppression(one)]
    if len(told) < len(every):
        left = f"{len(every) - len(told)} more findings are left out."
        run["invocations"] = [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "warning", "message": {"text": left}}],
            }
        ]
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    explanation = explanation_of(rule)
    summary = f"{rule.summary[0].upper()}{rule.summary[1:]}."
    fix = f"{explanation.fix}\n`dativo-hooks explain {rule.code}` shows examples."
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{explanation.what} {explanation.why}"},
        "help": {"text": fix},
        "helpUri": rule_page(rule),
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    text = _message(finding.message) or finding.rule.summary
    if finding.help:
        text += f"\nhelp: {_message(finding.help)}"
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [_location(finding.path, finding.span)],
        # GitHub knows this name alone. Of the line's text, as its upload would make it, two
        # findings of one rule on one line would be one.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(related.path, related.span),
                **({"message": {"text": said}} if (said := _message(related.message)) else {}),
            }
            for number, related in enumerate(finding.related[: MAX_LOCATIONS - 1])
        ]
    if edits := shown_edits(finding):
        result["fixes"] = [_fix(finding, edits)]
    return result


def _suppression(one: Suppressed) -> dict[str, Any]:
    """What hides a result (SARIF, section 3.35); no status means that it was accepted."""
    kind = "inSource" if one.by == "comment" else "external"
    return {"kind": kind, "justification": shown_line(one.reason)}


def _fix(finding: Finding, edits: Sequence[Edit]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        for edit in edits
    ]
    artifact = _artifact(file_path(finding.path))
    return {
        "description": {"text": _message(finding.help) or finding.rule.summary},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _region(span: Span) -> dict[str, int]:
    start, end = span
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _location(path: str, span: Span) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(file_path(path)),
            "region": _region(span),
        }
    }


def _artifact(path: str) -> dict[str, Any]:
    if path.startswith("/"):  # a configuration that lies outside of the repository
        return {"uri": f"file://{_uri(path).replace('%3A', ':')}"}  # `/C:/…` on Windows (RFC 8089)
    return {"uri": _uri(path), "uriBaseId": _BASE}


def _uri(path: str) -> str:
    try:
        data = path.encode("utf-8", "surrogateescape")  # the bytes that the disk has
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in data)


def _message(text: str) -> str:
    """A text that no viewer takes for a link: `[text](place)` is one in SARIF (section 3.11.6)."""
    return shown_line(text).replace("](", "] (")
