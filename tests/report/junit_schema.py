"""The form of a JUnit report, as the strictest of its readers has it, and what readers make of it.

Written by hand from junit-10.xsd of jenkinsci/xunit-plugin (master, read 2026-11), which refuses a
report that doesn't fit: the elements, their attributes, what they hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NUMBER = re.compile(r"[0-9]+")


class Form(NamedTuple):
    """What an element may have: attributes that must be there, others, and elements within it."""

    required: frozenset[str]
    optional: frozenset[str]
    inside: frozenset[str]
    text: bool = False


def _form(required: str, optional: str, inside: str, *, text: bool = False) -> Form:
    return Form(
        frozenset(required.split()), frozenset(optional.split()), frozenset(inside.split()), text
    )


FORMS = {
    "testsuites": _form("", "name time tests failures errors", "testsuite"),
    "testsuite": _form(
        "name tests failures errors",
        "group time skipped timestamp hostname id package file log url",
        "testsuite properties testcase system-out system-err",
    ),
    "testcase": _form(
        "name",
        "time classname group",
        "skipped error failure rerunFailure rerunError flakyFailure flakyError "
        "system-out system-err",
    ),
    "failure": _form("", "type message", "", text=True),
    "error": _form("", "type message", "", text=True),
    "skipped": _form("", "type message", "", text=True),
}


def parsed(text: str) -> Element:
    """The root of a report that fits the schema and whose counts are right."""
    root = ET.fromstring(text.encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        form = FORMS[element.tag]
        assert form.required <= set(element.keys()) <= form.required | form.optional, element.tag
        assert {child.tag for child in element} <= form.inside, element.tag
        assert form.text or not (element.text or "").strip(), element.tag
        assert not (element.tail or "").strip()
        for key in ("tests", "failures", "errors", "skipped", "time"):
            assert NUMBER.fullmatch(element.get(key, "0")), key
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        for key, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            found = sum(case.find(outcome) is not None for case in cases)
            assert element.get(key, str(found)) == str(found), key
    return root


def cases(root: Element) -> Iterator[tuple[Element, Element, Element | None]]:
    """Each case: its suite, itself, and its outcome where it didn't pass."""
    for suite in root:
        for case in suite:
            yield suite, case, next(iter(case), None)


def place_for_annotations(suite: Element, outcome: Element) -> tuple[str, int]:
    """The path and line that mikepenz/action-junit-report finds (src/testParser.ts)."""
    path = suite.attrib["file"]
    found = re.findall(rf" [^ ]*{re.escape(path)}.*?:[0-9]+", outcome.text or "")
    return path, int(found[-1].rpartition(":")[2])
