"""The header: what is written is read back, in both formats, whatever the paths hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.generation.header import MARK, Header, header_of
from dativo_hooks.terraform_language.hcl import hcl_text
from dativo_hooks.terraform_language.json_syntax import json_text
from dativo_hooks.terraform_language.syntax import Attribute, Block, Body
from tests.laws import examples

BODY = Body((Block("locals", (), (Attribute("a", "b"),)),))
HOSTILE = [
    'jobs/a"b.yaml',
    "jobs/a\nb.yaml",
    "jobs/*/.yaml",
    "jobs/a*/ # x.yaml",
    "jobs/ü 日本.yaml",
    "jobs/\u2028\u202e\x00\x07.yaml",
    "jobs/${a}%{b}\\.yaml",
    "jobs/\udcff.yaml",
    "jobs/\U0001f600.yaml",
    "\r\njobs/x.yaml\r",
    "#//",
    "{",
    '"]',
]
PATHS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(min_size=1, max_size=60),
    st.text(st.characters(categories=["Cc", "Po", "Zl"]), min_size=1, max_size=20),
)
LAYOUTS = st.sampled_from(["resources", "module"])
HEADERS = st.one_of(
    st.builds(
        Header,
        layout=LAYOUTS,
        job=PATHS,
        target=st.sampled_from(["aws/ecs_fargate", "gcp/cloud_run"]),
        output_dir=st.one_of(st.none(), st.just(""), PATHS),
        folder=st.none(),
    ),
    st.builds(
        Header,
        layout=LAYOUTS,
        job=st.none(),
        target=st.just(""),
        output_dir=st.none(),
        folder=st.one_of(st.just(""), PATHS),
    ),
)


def texts(header: Header) -> list[bytes]:
    """A file with this header in each format."""
    return [
        write(BODY, header.lines).text.encode("utf-8", "surrogatepass")
        for write in (hcl_text, json_text)
    ]


@examples(120)
@given(HEADERS)
def test_round_trip(header: Header) -> None:
    for data in texts(header):
        assert header_of(data) == header
        assert header_of(b"\xef\xbb\xbf" + data) == header
        assert header_of(data.replace(b"\n", b"\r\n")) == header
        assert data.isascii()


@examples(40)
@given(HEADERS)
def test_a_header_ends_nothing(header: Header) -> None:
    """What a path holds can't end the comment, and so can't become Terraform."""
    hcl, json = texts(header)
    assert [line[:1] for line in hcl.splitlines()][:4] == [b"#", b"#", b"", b"l"]
    assert hcl.count(b"\n") == texts(Header(folder=""))[0].count(b"\n")
    assert json.count(b"\n") == texts(Header(folder=""))[1].count(b"\n")


MARKED = f"# {MARK}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{\n",
        '{"//": []}',
        "locals {}\n",
        f"locals {{}}\n{MARKED}# dativo-hooks: {{}}\n",
        MARKED,
        f"{MARKED}# something else\n",
        f'{{\n  "//": "{MARK}",\n  "x": 1\n}}\n',
        f'{{\n  "//": ["{MARK}"]\n}}\n',
        f'{{\n  "x": ["{MARK}", "dativo-hooks: {{}}"]\n}}\n',
        f'{{\n  "//": [\n    "{MARK}",\n',
        "\x00\xff binary",
    ],
)
def test_what_is_not_ours(text: str) -> None:
    assert header_of(text.encode()) is None


@pytest.mark.parametrize(
    ("told", "header"),
    [
        (
            '{"job": "jobs/x.yaml", "target": "aws/lambda"}',
            Header(job="jobs/x.yaml", target="aws/lambda"),
        ),
        ('{"job": "jobs/x.yaml", "of the future": 1}', Header(job="jobs/x.yaml")),
        ("{}", Header()),
        ("no JSON", Header()),
        ("[1]", Header()),
        ("3", Header()),
    ],
)
def test_what_is_ours_by_its_mark(told: str, header: Header) -> None:
    assert header_of(f"{MARKED}# dativo-hooks: {told}\nlocals {{}}\n".encode()) == header
