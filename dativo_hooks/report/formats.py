"""The formats of findings as one table: a row and a file of this folder are a format.

The file has `render(report: Report) -> str`. It is imported when something is written in its
format: a run without findings mostly loads none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dativo_hooks.report.report import Report


class Format(NamedTuple):
    r"""A format.

    Attributes:
        name: as it is typed.
        module: the file of this folder that renders it.
        shape: a file or stream holds one `document` and nothing else, or `lines` among others.
        readers: `programs` expect UTF-8 and `\n`; `people` read what their terminal can show.
        clean: whether a run without findings is `silent`, or `written` down too.
        paths: where they begin: at the `root`, or at `git's top`, as CI services take them.
        hidden: whether `--show-suppressed` has what is hidden `listed` in it.
    """

    name: str
    module: str
    shape: Literal["document", "lines"]
    readers: Literal["people", "programs"]
    clean: Literal["silent", "written"]
    paths: Literal["root", "git's top"]
    hidden: Literal["listed", "not listed"]


_ROWS = (
    Format("full", "full", "lines", "people", "silent", "root", "not listed"),
    Format("concise", "concise", "lines", "people", "silent", "root", "not listed"),
    Format("json", "json_report", "document", "programs", "written", "root", "listed"),
    Format("sarif", "sarif", "document", "programs", "written", "git's top", "listed"),
    Format("github", "github", "lines", "programs", "silent", "git's top", "not listed"),
    Format("gitlab", "gitlab", "document", "programs", "written", "git's top", "not listed"),
    Format("junit", "junit", "document", "programs", "written", "git's top", "listed"),
    Format("markdown", "markdown", "lines", "programs", "written", "root", "not listed"),
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}
"""By name, in the order of the help."""


def renderer(form: Format) -> Callable[[Report], str]:
    """What writes a report in a format."""
    from importlib import import_module

    render: Callable[[Report], str] = import_module(f"dativo_hooks.report.{form.module}").render
    return render
