"""What docs/ci.md has people write into their repositories."""

from __future__ import annotations

from typing import Any

import yaml

from tests.docs.markdown import DOCS, blocks

PAGE = (DOCS / "ci.md").read_text(encoding="utf-8")
NAME = "dativo-io/dativo-hooks@"

_FILES = [(one.options["file"], one.text) for one in blocks(PAGE) if "file" in one.options]
WORKFLOWS = [text for file, text in _FILES if file.startswith(".github/workflows/")]
(AZURE,) = [text for file, text in _FILES if file == "azure-pipelines.yml"]
(_JENKINS,) = [text for file, text in _FILES if file == "Jenkinsfile"]
JUNIT = {"Jenkins": _JENKINS, "Azure": AZURE}
GITLAB = [text for file, text in _FILES if file == ".gitlab-ci.yml"]


def steps(workflow: str) -> list[dict[str, Any]]:
    """The steps of all jobs."""
    jobs = yaml.safe_load(workflow)["jobs"].values()
    return [step for job in jobs for step in job.get("steps", [])]


def ours(workflow: str) -> list[dict[str, Any]]:
    """The steps that use our action."""
    return [step for step in steps(workflow) if step.get("uses", "").startswith((NAME, "./"))]
