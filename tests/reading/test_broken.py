"""Every way in which a file can be broken: one clear problem, at its place, by its rule."""

from __future__ import annotations

import pytest
import yaml

from dativo_hooks import rules
from dativo_hooks.finding import Place
from dativo_hooks.reading.aliases import MAX_EXPANSION
from dativo_hooks.reading.faults import MAX_DEPTH, MOST_FAULTS
from dativo_hooks.reading.read import read
from dativo_hooks.reading.survey import first_fault
from dativo_hooks.rule import Rule

BOMB = b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n".encode()
    for level in range(1, 9)
)
MERGE_BOMB = b"a0: &a0 {k: v}\n" + b"".join(
    f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 10)}]}}\n".encode()
    for level in range(1, 9)
)
CHAIN = b"- &a0 [x]\n" + b"".join(
    f"- &a{level} [*a{level - 1}]\n".encode() for level in range(1, MAX_DEPTH + 5)
)

BROKEN: dict[str, tuple[bytes, int, int, Rule, str]] = {
    "empty": (b"", 1, 1, rules.EMPTY_FILE, "empty"),
    "blank": (b" \n\n", 1, 1, rules.EMPTY_FILE, "empty"),
    "comments only": (b"# x\n# y\n", 1, 1, rules.EMPTY_FILE, "no value"),
    "document start only": (b"---\n", 1, 1, rules.EMPTY_FILE, "no value"),
    "null only": (b"~\n", 1, 1, rules.EMPTY_FILE, "no value"),
    "byte-order mark only": (b"\xef\xbb\xbf", 1, 1, rules.EMPTY_FILE, ""),
    "tab as indent": (b"a:\n\tb: 1\n", 2, 1, rules.INVALID_YAML, "tab"),
    "tab after spaces": (b"a:\n  b: 1\n\tc: 2\n", 3, 1, rules.INVALID_YAML, "tab"),
    "not UTF-8": (b"a: 1\nb: caf\xe9\n", 2, 7, rules.INVALID_ENCODING, "0xe9"),
    "UTF-8 cut short": (b"a: \xc3", 1, 4, rules.INVALID_ENCODING, "0xc3"),
    "UTF-16 cut short": (b"\xff\xfea\x00:", 1, 1, rules.INVALID_ENCODING, ""),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, 1, rules.MULTIPLE_DOCUMENTS, "second"),
    "two documents, CRLF": (b"a: 1\r\n---\r\nb: 2\r\n", 2, 1, rules.MULTIPLE_DOCUMENTS, ""),
    "two documents, anchors": (
        b"a: &x 1\nb: *x\n---\nc: 1\n",
        3,
        1,
        rules.MULTIPLE_DOCUMENTS,
        "second",
    ),
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", 3, 1, rules.DUPLICATE_KEY, "`a`"),
    "duplicate key, nested": (b"x:\n  a: 1\n  a: 2\n", 3, 3, rules.DUPLICATE_KEY, "`a`"),
    "duplicate key, flow": (b"x: {a: 1, b: 2, a: 3}\n", 1, 17, rules.DUPLICATE_KEY, "`a`"),
    "duplicate key, in a list": (b"- {a: 1, a: 2}\n", 1, 10, rules.DUPLICATE_KEY, "`a`"),
    "duplicate key, beside a merge": (
        b"b: &b {x: 1}\nc:\n  <<: *b\n  y: 1\n  y: 2\n",
        5,
        3,
        rules.DUPLICATE_KEY,
        "`y`",
    ),
    "duplicate key, quoted": (b"a: 1\n'a': 2\n", 2, 1, rules.DUPLICATE_KEY, "`'a'`"),
    "duplicate key, two spellings": (b"on: 1\nyes: 2\n", 2, 1, rules.DUPLICATE_KEY, "`on`"),
    "duplicate key, byte-order mark": (
        b"\xef\xbb\xbfa: 1\na: 2\n",
        2,
        1,
        rules.DUPLICATE_KEY,
        "`a`",
    ),
    "duplicate key, CRLF": (b"x:\r\n  a: 1\r\n  a: 2\r\n", 3, 3, rules.DUPLICATE_KEY, "`a`"),
    "duplicate key, after letters of many bytes": (
        "é: {ü: 1, ü: 2}\n".encode(),
        1,
        11,
        rules.DUPLICATE_KEY,
        "`ü`",
    ),
    "alias bomb": (BOMB, 5, 5, rules.TOO_MANY_ALIASES, f"{MAX_EXPANSION:,}"),
    "merge-key bomb": (MERGE_BOMB, 6, 14, rules.TOO_MANY_ALIASES, f"{MAX_EXPANSION:,}"),
    "chain of aliases": (CHAIN, MAX_DEPTH + 1, 3, rules.TOO_MANY_ALIASES, "deep"),
    "recursive alias": (b"a: &a [1, *a]\n", 1, 4, rules.TOO_MANY_ALIASES, "within the anchor"),
    "recursive alias, mapping": (
        b"x: 1\na: &a\n  b: *a\n",
        2,
        4,
        rules.TOO_MANY_ALIASES,
        "within the anchor",
    ),
    "deep flow": (b"a: " + b"[" * 5000, 1, 103, rules.TOO_DEEP, str(MAX_DEPTH)),
    "deep flow, beyond the parser's own limit": (
        b"a: " + b"[" * 100_000,
        1,
        103,
        rules.TOO_DEEP,
        str(MAX_DEPTH),
    ),
    "deep flow mappings": (b"a: " + b"{b: " * 5000, 1, 400, rules.TOO_DEEP, str(MAX_DEPTH)),
    "deep flow, closed too late": (b"[" * 500 + b"]" * 499, 1, 101, rules.TOO_DEEP, ""),
    "deep block": (
        b"".join(b" " * level + b"a:\n" for level in range(150)),
        101,
        101,
        rules.TOO_DEEP,
        str(MAX_DEPTH),
    ),
    "deep after an anchor": (b"x: &x 1\na: " + b"[" * 5000, 2, 103, rules.TOO_DEEP, ""),
    "control character": (b"a: 1\nb: x\x00y\n", 2, 5, rules.INVALID_YAML, "U+0000"),
    "control character, after letters of many bytes": (
        "é: ü\x07\n".encode(),
        1,
        5,
        rules.INVALID_YAML,
        "U+0007",
    ),
    "impossible date": (b"a: 1\nb: 2024-13-45\n", 2, 4, rules.INVALID_YAML, "2024-13-45"),
    "impossible date, beside an anchor": (
        b"a: &x 1\nb: 2024-13-45\n",
        2,
        4,
        rules.INVALID_YAML,
        "2024-13-45",
    ),
    "huge integer": (b"a: " + b"9" * 5000, 1, 4, rules.INVALID_YAML, "int"),
    "huge integer, hexadecimal": (b"b: 1\na: 0x" + b"F" * 5000, 2, 4, rules.INVALID_YAML, "int"),
    "huge integer, beside an anchor": (
        b"b: &b 1\na: 0x" + b"F" * 5000,
        2,
        4,
        rules.INVALID_YAML,
        "int",
    ),
    "huge integer, as a key": (
        b"b: &b 1\n? 0x" + b"F" * 5000,
        2,
        3,
        rules.INVALID_YAML,
        "int",
    ),
    "impossible integer": (b"a: 0b_\n", 1, 4, rules.INVALID_YAML, "0b_"),
    "unknown tag": (b"a: 1\nb: !env HOME\n", 2, 4, rules.INVALID_YAML, "!env"),
    "Python object": (
        b"a: !!python/object/apply:os.system [ls]\n",
        1,
        4,
        rules.INVALID_YAML,
        "python/object",
    ),
    "wrong tag": (b"a: !!int abc\n", 1, 4, rules.INVALID_YAML, "abc"),
    "list as a key": (b"? [a, b]\n: 1\n", 1, 3, rules.INVALID_YAML, "unhashable"),
    "template as a value": (b"a: {{ x }}\n", 1, 5, rules.INVALID_YAML, "unhashable"),
    "unclosed quote": (b'a: "x\nb: 1\n', 3, 1, rules.INVALID_YAML, "unexpected end"),
    "unclosed bracket": (b"a: [1, 2\nb: 1\n", 2, 2, rules.INVALID_YAML, ""),
    "bad indent": (b"a: 1\n  b: 2\n", 2, 4, rules.INVALID_YAML, "not allowed"),
    "colon in a value": (b"a: b: c\n", 1, 5, rules.INVALID_YAML, "not allowed"),
    "no colon": (b"a: 1\nb\n", 3, 1, rules.INVALID_YAML, "':'"),
    "special character first": (b"a: @x\n", 1, 4, rules.INVALID_YAML, "cannot start"),
    "unknown escape": (b'a: "\\q"\n', 1, 5, rules.INVALID_YAML, "escape"),
    "undefined alias": (b"a: *nope\n", 1, 4, rules.INVALID_YAML, "undefined alias"),
    "lone equals sign": (b"a: =\n", 1, 4, rules.INVALID_YAML, "2002:value"),
    "merge of a scalar": (b"a:\n  <<: 5\n", 2, 7, rules.INVALID_YAML, "merging"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(name: str) -> None:
    data, line, column, rule, said = BROKEN[name]
    reading = read("jobs/x.yaml", data)
    (problem,) = reading.problems
    assert isinstance(problem.where, Place)
    assert (problem.rule.name, *problem.where.span.start) == (rule.name, line, column)
    assert said in problem.message
    assert problem.help
    assert problem.where.path == "jobs/x.yaml"
    assert problem.where.span.end >= problem.where.span.start
    if reading.document is not None:
        assert rule is rules.DUPLICATE_KEY
        assert not reading.document.sound


def test_a_parser_with_a_lower_limit_gives_the_same_rule() -> None:
    mark = yaml.Mark("x", 4, 0, 4, None, 0)
    error = yaml.scanner.ScannerError(None, None, "exceeded maximum nesting depth", mark)
    fault = first_fault(error, b"a: [[", "a: [[")
    assert (fault.rule, fault.start) == (rules.TOO_DEEP, 4)


def test_every_duplicate_key_is_a_problem_of_its_own() -> None:
    reading = read("x", b"a: 1\na: 2\na: 3\nb: {c: 1, c: 2}\n")
    starts = []
    for problem in reading.problems:
        assert isinstance(problem.where, Place)
        starts.append(tuple(problem.where.span.start))
    assert starts == [(2, 1), (3, 1), (4, 11)]
    (note,) = reading.problems[1].notes
    assert isinstance(note.where, Place)
    assert tuple(note.where.span.start) == (1, 1)


@pytest.mark.parametrize("last", [b"", b"z: &z 1\n"])
def test_a_key_that_overrides_a_merged_one_is_no_duplicate(last: bytes) -> None:
    reading = read("x", b"a: &a {x: 1}\nb: {<<: *a, x: 2}\n" + last)
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.value["b"] == {"x": 2}


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfa: 1\n",
        "a: 1\n".encode("utf-16"),
        b"\xfe\xff" + "a: 1\n".encode("utf-16-be"),
        b"a: 1\r\n",
        b"a: 1\r",
        b"a: 1",
        b"---\na: 1\n...\n",
        b"%YAML 1.1\n---\na: 1\n",
        b"# x\n\na: 1 # y\n",
    ],
)
def test_sound(data: bytes) -> None:
    reading = read("x", data)
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.sound
    assert reading.document.value == {"a": 1}
    start, end = reading.document.key_span(("a",))
    assert (start.column, end.column) == (1, 2)


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("a: 365\nb: true\nc: 1.5\nd: x\ne: 2024-01-01\nf:\n", False),
        ("a: True\n", False),
        ("a: '012'\n", False),
        ("a: 012\n", True),
        ("a: no\n", True),
        ("no: a\n", True),
        ("a: [1.10]\n", True),
        ("a: 12:30\n", True),
        ("a: 1_000\n", True),
        ("a: .nan\n", True),
        ("a: [7.0]\n", True),
    ],
)
def test_odd_says_that_a_scalar_may_not_print_as_it_is_written(text: str, odd: bool) -> None:
    document = read("x", text.encode()).document
    assert document is not None
    assert document.odd is odd


def test_only_the_first_hundred_faults_are_told() -> None:
    reading = read("x.yaml", b"a: 1\n" * 20_000)
    assert len(reading.problems) == MOST_FAULTS + 1
    assert reading.problems[-1].rule is rules.TOO_MANY_FAULTS
    assert reading.document is not None
    assert not reading.document.sound


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("a: b: c\n", 'write `a: "b: c"`, in quotes, or fix the indentation'),
        ("- k: @x\n", 'write `- k: "@x"`, in quotes'),
        ("x:\n  - %a", 'write `- "%a"`, in quotes'),
        ("k: @'x'\n", "write `k: \"@'x'\"`, in quotes"),
        # A comment is no part of the value, and a backtick would end the code.
        ("a: b: c # d\n", "quote a value that holds `: `, or fix the indentation"),
        ("a: `b`\n", "quote the text if it begins with a special character"),
        (f"a: @{'x' * 80}\n", "quote the text if it begins with a special character"),
        ("a b c\nd: [1]\n", None),
    ],
)
def test_the_line_in_quotes_is_proposed(text: str, help_: str | None) -> None:
    (problem,) = read("x.yaml", text.encode()).problems
    if help_ is not None:
        assert problem.help == help_
    if " in quotes" in problem.help:
        line = problem.help.split("`")[1]
        assert read("x.yaml", line.encode()).problems == ()
