"""The table of formats is complete, and each row says what its file does."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import dativo_hooks.report
from dativo_hooks.report.formats import FORMATS, renderer
from dativo_hooks.suppressed import Suppressed
from tests.docs.markdown import DOCS, ROOT
from tests.report.made import ERROR, rendered

if TYPE_CHECKING:
    from dativo_hooks.report.formats import Format

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
HIDDEN = Suppressed(ERROR._replace(message="what is hidden"), "comment", "a spike")


def test_every_file_that_renders_is_a_format() -> None:
    folder = Path(dativo_hooks.report.__path__[0])
    modules = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    render = {
        one for one in modules if hasattr(import_module(f"dativo_hooks.report.{one}"), "render")
    }
    assert render == {form.module for form in FORMATS.values()}
    assert len(render) == len(FORMATS)


@EVERY
def test_what_a_clean_run_writes(form: Format) -> None:
    assert (rendered(form.name, []) == "") == (form.clean == "silent")


@EVERY
def test_lines_can_stand_among_others_and_documents_stand_alone(form: Format) -> None:
    """Of two reports one after the other a program reads both, or neither."""
    text = rendered(form.name, [ERROR])
    assert text.endswith("\n")
    if form.shape == "document":
        read = ET.fromstring if text.startswith("<") else json.loads
        read(text)
        with pytest.raises((ValueError, ET.ParseError)):
            read(text * 2)
    else:
        assert not text.startswith(("<", "{", "["))


@EVERY
def test_what_is_hidden_is_listed_where_the_row_says_so(form: Format) -> None:
    text = rendered(form.name, [ERROR], listed=[HIDDEN])
    assert ("what is hidden" in text) == (form.hidden == "listed")


@EVERY
def test_programs_get_no_color(form: Format) -> None:
    if form.readers == "programs":
        assert rendered(form.name, [ERROR], color=True) == rendered(form.name, [ERROR])


@EVERY
def test_a_renderer_keeps_to_its_report(form: Format) -> None:
    assert renderer(form).__module__ == f"dativo_hooks.report.{form.module}"
    assert "isn't allowed" in rendered(form.name, [ERROR]).replace("&#39;", "'")


@pytest.mark.parametrize("page", [ROOT / "README.md"], ids=["README.md"])
def test_the_formats_that_are_documented(page: Path) -> None:
    assert f"--output-format {'|'.join(FORMATS)}`" in page.read_text("utf-8")


def test_where_hidden_ones_are_listed_is_documented() -> None:
    page = " ".join((DOCS / "exemptions.md").read_text("utf-8").split())
    for form in FORMATS.values():
        said = f"`{form.name}` (" in page
        assert said == (form.hidden == "listed"), form.name
