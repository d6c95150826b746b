"""Reading by lines: what it knows is what the C parser makes of it, the rest it leaves alone."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.document import Document
from dativo_hooks.reading.events import build
from dativo_hooks.reading.line_places import places_by_lines
from dativo_hooks.reading.lines import value_by_lines
from dativo_hooks.reading.scalars import ImpossibleScalarError, scalar
from tests.laws import examples
from tests.reading.test_equality import PIECES, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dativo_hooks.position import Route

JOB = """\
---
# A job.
$schema: schemas/job.json
tenant_id: ${TENANT}   # whose
asset_path: '/app/assets/it''s.yaml'
source:
  objects: [customers, "a, b", 7, x-y]
  since: 2024-01-01
  none: []
filters:
- name: a
  values:
  - 012
  - -5
- plain: arn:aws:iam::1:x # why

- colour: a#b - c
  of:
    deep: https://host:80/x?y=[z]&q
  last:
owner: "data team <x@y.z>"
empty:
"""


def test_what_is_remembered_of_a_line_is_copied() -> None:
    text = "a: [x]\nb: {c: [y], d: z}\n"
    one, other = value_by_lines(text), value_by_lines(text)
    assert one is not None
    assert one == other
    one[0]["a"].append(1)
    one[0]["b"]["c"].append(1)
    one[0]["b"]["d"] = 1
    assert other == value_by_lines(text) == ({"a": ["x"], "b": {"c": ["y"], "d": "z"}}, False)


def test_a_common_file_is_known() -> None:
    text = JOB.replace("'/app/assets/it''s.yaml'", "'/app/assets/its.yaml'").replace("::", ":x:")
    found = value_by_lines(text)
    assert found is not None
    assert same(found[0], build(text.encode()).value)
    _same_places(text, found[0])
    assert found == (
        {
            "$schema": "schemas/job.json",
            "tenant_id": "${TENANT}",
            "asset_path": "/app/assets/its.yaml",
            "source": {
                "objects": ["customers", "a, b", 7, "x-y"],
                "since": found[0]["source"]["since"],
                "none": [],
            },
            "filters": [
                {"name": "a", "values": [10, -5]},
                {"plain": "arn:aws:iam:x:1:x"},
                {
                    "colour": "a#b - c",
                    "of": {"deep": "https://host:80/x?y=[z]&q"},
                    "last": None,
                },
            ],
            "owner": "data team <x@y.z>",
            "empty": None,
        },
        True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "just text\n",
        "- a\n",
        "a: 1\na: 2\n",
        "a: b: c\n",
        "a: b\n  c\n",
        "a: b\n  c: d\n",
        "a:\n  - b\n    - c\n",
        "a:\n  - b\n c: d\n",
        "a:\n    b: 1\n  c: 2\n",
        " a: 1\n",
        "a:\n  b: 1\n  - c\n",
        "a:\n- b: 1\n   c: 2\n",
        "a:\n- b\n  c: 2\n",
        "a: |\n  text\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "<<: {a: 1}\n",
        "a: {b: {c: d}}\n",
        "a: {b: 1, b: 2}\n",
        "a: {no: 1}\n",
        "a: {b:c}\n",
        "a: {b}\n",
        "a: [b,\n  c]\n",
        "a: [b, [c]]\n",
        'a: "\\n"\n',
        "a: 'it''s'\n",
        "a: 'b'c\n",
        "a: 'b'#c\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: b\u2028c: d\n",
        "a: b\xa0\n",
        "a: b  c\n",
        "a: b#\n...\n",
        "a: 1\n---\nb: 2\n",
        "%YAML 1.1\n---\na: 1\n",
        "yes: 1\n",
        "a: 2024-99-99\n",
        "a: =\n",
        "-\n",
        "a:\n  -\n",
        "a:\n  - - b\n",
        "a: - b\n",
        "? a\n: b\n",
        "a: @b\n",
        "a: 'b\n  c'\n",
        "a: " + "x" * 300 + "\n",
        "".join(f"{' ' * depth}k:\n" for depth in range(120)),
    ],
)
def test_the_rest_is_left_to_the_parser(text: str) -> None:
    assert value_by_lines(text) is None


_VALUES = [
    *("", "1", "012", "no", "~", "1.0", "2024-01-01", "2024-13-01", "12:30", "=", "<<", "-1", "-"),
    *("word", "two words", "two  spaces", "a:b", "a: b", "a#b", "a #b", "#", "${VAR}", "100%"),
    *("'q'", '"q"', "''", "'it''s'", '"\\n"', "'q' x", '"a # b"', "' x '", "'q'#x", '"q" # x'),
    *("[]", "[ ]", "[a]", "[a, 'b, c', 012]", "[a b]", "[a:b]", "[a,]", "[ a ,b ]", "[a] # x"),
    *("[a]b", "[1.0, ~]", "{}", "{a: b}", "{a: no, b: [x, ~]} # x", "{a: 'b: c', d: \"e, f\"}"),
    *("{a: b}x", "{a: b,}", "{a: }", "{ a: b ,c: 1.0 }", "{a: b, a: c}", "{no: x}", "{a:b}"),
    *("{a: {}}", "{a: ]}", "|", ">-", "&x", "*x", "!t", "@", "`", "%", "? a", "- a", "é", "a]"),
    *("\u3042", "a\u00a0b", "a\u2028b", "a\x85b", "x ", "x\t", "...", "---", ",", "a, b"),
]


def _known(text: str) -> Any:
    found = value_by_lines(text)
    if found is not None:
        value, odd = found
        built = build(text.encode())
        assert same(value, built.value)
        assert built.duplicates == ()
        assert odd is built.odd
        _same_places(text, value)
    return found


def _same_places(text: str, value: Any) -> None:
    """Each place is where PyYAML's own marks say that it is."""
    fast = Document("a", text.encode(), value, places=places_by_lines)
    slow = Document("a", text.encode(), value)
    for route in _routes(value, ()):
        assert fast.value_span(route) == slow.value_span(route), route
        assert fast.key_span(route) == slow.key_span(route), route


def _routes(value: Any, route: Route) -> Iterator[Route]:
    yield route
    yield (*route, "absent")
    items = value if isinstance(value, list) else ()
    for step, inner in value.items() if isinstance(value, dict) else enumerate(items):
        yield from _routes(inner, (*route, step))


@pytest.mark.parametrize("above", ["", "k:\n", "k: v\n", "k:\n  - x\n", "k:\n- l: 1\n"])
def test_every_kind_of_line_is_what_the_parser_says(above: str) -> None:
    indents, items = ["", "  ", "    ", "\t"], ["", "- ", "-  ", "- - "]
    keys = ["", "a: ", "a:", "a:  ", "no: ", "<<: ", "7: ", '"q": ', "x.y: ", "é: "]
    for start in product(indents, items, keys):
        for value in _VALUES:
            _known(f"{above}{''.join(start)}{value}\n")


_STRUCTURE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "  ", "  ", "    "]),
    st.sampled_from(["", "", "- "]),
    st.sampled_from(["a: 1", "b: no", "c: x", "d:", "e:", "f:", "g: [x]", "word", "'q'"]),
) | st.sampled_from(["", "  # x"])


@examples(400)
@given(st.lists(_STRUCTURE, max_size=7).map("\n".join))
def test_any_order_of_lines_is_what_the_parser_says(text: str) -> None:
    _known(f"k:\n{text}")


@examples(200)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_noise(text: str) -> None:
    _known(f"k: 1\n{text}")


_TREES = st.recursive(
    st.sampled_from(["1", "no", "word", "two words", '"a: b"', "[a, 1.0]", "a:b", ""]),
    lambda inner: (
        st.dictionaries(st.sampled_from("abcd"), inner, min_size=1, max_size=3)
        | st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)


def _written(tree: Any, indent: int, below: int) -> str:
    """A tree as people write it; lists lie `below` spaces deeper than their key."""
    if isinstance(tree, str):
        return f" {tree}\n"
    if isinstance(tree, dict):
        return "\n" + "".join(
            f"{' ' * indent}{key}:"
            + _written(inner, indent + (below if isinstance(inner, list) else 2), below)
            for key, inner in tree.items()
        )
    lines = "\n"
    for inner in tree:
        if isinstance(inner, dict):
            item = _written(inner, indent + 2, below).removeprefix("\n").lstrip(" ")
            lines += f"{' ' * indent}- {item}"
        else:
            lines += f"{' ' * indent}- {inner if isinstance(inner, str) and inner else 'x'}\n"
    return lines


@examples(120)
@given(st.dictionaries(st.sampled_from("abcd"), _TREES, min_size=1), st.sampled_from([0, 2, 4]))
def test_common_files_are_known(tree: dict[str, Any], below: int) -> None:
    assert _known(_written(tree, 0, below)) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("0", "00", "7", "07", "010", "1_0", "9" * 70, "1e3", "1.0", "-1", "+1", "1:30", "²", "٣"),
        *("true", "True", "TRUE", "tRue", "false", "yes", "y", "n", "no", "No", "nO", "on", "off"),
        *("null", "Null", "nULL", "~", "word", "é", "ﬁ", "_", "$x", "/", ".5", ".inf", "inf"),
        *("nan", "2024-01-01", "0x1F", "0b1", "K", "ſ", "oﬀ", "truE"),
        *("2Gi", "512MB", "1.2.3/x:1", "/app", "0xfg", "2024-01-01T00:00:00Z", "1e+3", "1.5e+3"),
        *("0x", "0b", "1_", "12:30y", "0o7", "2001-12-14t21:59:43.10-05:00", "1.e+3", "_1", "$1"),
    ],
)
def test_a_scalar_is_what_pyyaml_says(text: str) -> None:
    assert same(scalar(text).value, yaml.safe_load(text))


@examples(240)
@given(st.from_regex(r"[0-9a-zA-Z_.+~][0-9a-zA-Z_.+~-]{0,5}", fullmatch=True))
def test_any_scalar_is_what_pyyaml_says(text: str) -> None:
    try:
        found = scalar(text).value
    except ImpossibleScalarError:
        return
    assert text == "..." or same(found, yaml.safe_load(text))
