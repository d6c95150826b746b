"""Random job files: traps, slips, comments, quotes, anchors, in every form that YAML has."""

from __future__ import annotations

from hypothesis import strategies as st

TRAPS = (
    *(
        "no",
        "yes",
        "on",
        "off",
        "012",
        "1:30",
        "1.10",
        "1e3",
        "1.0e+3",
        "0x1F",
        "1_000",
        "2024-01-01",
    ),
    *(
        "null",
        "~",
        "''",
        "'no'",
        '"012"',
        "x",
        "é日本",
        "'it''s'",
        '"a\\tb"',
        "&a no",
        "*a",
        "!!str no",
    ),
    *(
        "true",
        "7",
        "[no, x]",
        "{no: off, y: 012}",
        "|-\n        no",
        ">\n        no\n        yes",
        "\n        no",
    ),
    "AKIAIOSFODNN7EXAMPLE",
)
_COMMENTS = st.sampled_from(("", "", " # c: no", "   # 日本 'x", "\t# t", " #"))
_TRAP = st.sampled_from(TRAPS)


@st.composite
def _line(
    draw: st.DrawFn, indent: str, keys: tuple[str, ...], values: st.SearchStrategy[str]
) -> str:
    key = draw(st.sampled_from(keys))
    quote = draw(st.sampled_from(("", "", "", "'", '"')))
    space = draw(st.sampled_from((" ", " ", "  ")))
    return f"{indent}{quote}{key}{quote}:{space}{draw(values)}{draw(_COMMENTS)}\n"


def _block(
    indent: str, keys: tuple[str, ...], values: st.SearchStrategy[str], most: int
) -> st.SearchStrategy[str]:
    lines = st.lists(
        _line(indent, keys, values), max_size=most, unique_by=lambda one: one.split(":")[0]
    )
    blank = st.sampled_from(("", "", "\n", f"{indent}# between\n"))
    return st.tuples(lines, blank).map(lambda pair: "".join(pair[0]) + pair[1])


_TOP = (
    "environment",
    "enviroment",
    "source_connector",
    "Target_Connector",
    "schema_validation_mode",
)
_FINOPS = ("cost_center", "cost-center", "project", "projct", "environment", "business_tags")
_RUNTIME = ("timeout", "timeuot", "region", "execution", "memmory", "command")
_METADATA = ("release", "no", "on", "7", "list", "a b", "2024-01-01", "TOKEN")
_NUMBERS = st.sampled_from(("1024", "'1024'", "1_024", "1024.0", "02000", "2048", '"2048"', "1e3"))


@st.composite
def jobs(draw: st.DrawFn) -> bytes:
    """The bytes of a job file; some aren't YAML, and some are right."""
    text = "".join(
        (
            draw(st.sampled_from(("", "", "---\n", "# head: no\n"))),
            f"tenant_id: {draw(st.sampled_from(('acme', '012', '&a no', 'no')))}\n",
            "source_connector_path: a\ntarget_connector_path: b\nasset_path: c\n",
            draw(_block("", _TOP, _TRAP | st.sampled_from(("STRICT", "'Warn'", "strict")), 3)),
            draw(st.sampled_from(("finops:\n", "finop:\n", "finops: &f\n"))),
            "  cost_center: A-001\n",
            draw(_block("  ", _FINOPS, _TRAP, 2)),
            "infrastructure:\n  runtime:\n    type: ",
            draw(st.sampled_from(("aws_ecs_fargate", "AWS-ECS-Fargate", "'aws_lambda'"))),
            f"\n    cpu: {draw(_NUMBERS)}\n    memory: {draw(_NUMBERS)}\n    image_uri: r/x:1\n",
            draw(_block("    ", _RUNTIME, _TRAP | _NUMBERS, 3)),
            "  metadata:\n    k: v\n",
            draw(st.sampled_from(("", "", "    <<: *f\n"))),
            draw(_block("    ", _METADATA, _TRAP, 4)),
        )
    )
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    encoding, mark = draw(
        st.sampled_from((("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")))
    )
    return mark + text.encode(encoding)
