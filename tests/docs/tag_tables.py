"""Writes the tables of `docs/TAG_PROPAGATION.md`: `python -m tests.docs.tag_tables`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from dativo_hooks.clouds import aws, gcp
from dativo_hooks.tags.derive import OWNER, TAGS
from tests.docs.markdown import DOCS, ROOT, with_section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dativo_hooks.position import Route

PAGE = DOCS / "TAG_PROPAGATION.md"
EXAMPLE = ROOT / "examples" / "acme"
JOB = "jobs/acme/hubspot_contacts.yaml"


def tags(*arguments: str) -> dict[str, list[dict[str, Any]]]:
    """What `dativo-hooks tags` prints for the example: tags by the job's path."""
    options = ("--root", str(EXAMPLE), "--output-format", "json")
    done = subprocess.run(
        [sys.executable, "-m", "dativo_hooks", "tags", *options, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {job["path"]: job["tags"] for job in json.loads(done.stdout)["jobs"]}


def sources() -> str:
    """Where each tag comes from."""
    lines = ["| tag | job, highest first | asset | source connector's `metadata` |"]
    lines.append("| --- | --- | --- | --- |")
    for tag, places in TAGS.items():
        asset = (("team", "owner"),) if tag == OWNER else places.asset
        cells = [f"`{tag}`", _keys(places.job), _keys(asset), _keys(places.connector)]
        lines.append(f"| {' | '.join(cells)} |")
    lines.append("| `infra_KEY` | `infrastructure.metadata.KEY`, any other key |  |  |")
    return "\n".join(lines)


def spelling() -> str:
    """The tags of the example's job, as its files say them and as the clouds get them."""
    path = str(EXAMPLE / JOB)
    plain = tags(path)[JOB]
    clouds = [tags(path, "--cloud", cloud)[JOB] for cloud in ("aws", "gcp")]
    lines = ["| tag | value | AWS tag | GCP label |", "| --- | --- | --- | --- |"]
    for tag, on_aws, on_gcp in zip(plain, *clouds, strict=True):
        lines.append(
            f"| `{tag['key']}` | `{tag['value']}` | `{on_aws['key']}` = `{on_aws['value']}` "
            f"| `{on_gcp['key']}` = `{on_gcp['value']}` |"
        )
    return "\n".join(lines)


def limits() -> str:
    """How long and how many."""
    lines = ["| | AWS tags | GCP labels |", "| --- | --- | --- |"]
    a, g = aws.LIMITS, gcp.LIMITS
    lines.append(f"| key | 1 to {a.key} characters | 1 to {g.key} characters, {g.bytes} bytes |")
    lines.append(
        f"| value | 0 to {a.value} characters | 0 to {g.value} characters, {g.bytes} bytes |"
    )
    lines.append(f"| of one resource | {a.tags} | {g.tags} |")
    return "\n".join(lines)


def page() -> str:
    """The page, with its tables as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in (("sources", sources()), ("spelling", spelling()), ("limits", limits())):
        text = with_section(text, name, table)
    return text


def _keys(routes: Iterable[Route]) -> str:
    return ", ".join(f"`{'.'.join(map(str, route))}`" for route in routes)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
