"""Whatever tells users a version tells that of the package."""

from __future__ import annotations

import pytest

from dativo_hooks import __version__
from scripts.changelog import newest
from scripts.told_versions import package_version, places, told
from tests.docs.markdown import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

# Where users read what to write. Other files may tell it too, and are held to it as well.
TELLING = (
    ".github/ISSUE_TEMPLATE/bug.yml",
    ".github/ISSUE_TEMPLATE/false-finding.yml",
    ".github/ISSUE_TEMPLATE/idea.yml",
    "README.md",
    "docs/SETUP_AND_ONBOARDING.md",
    "docs/TROUBLESHOOTING.md",
    "docs/ci.md",
    "docs/images/failing-commit.svg",
    "examples/acme/.pre-commit-config.yaml",
)


def test_every_place_tells_the_version_of_the_package() -> None:
    found = places(ROOT)
    # What isn't ours at all is named in scripts/told_versions.py.
    assert [place for place in found if place.version != __version__] == []
    assert sorted({place.path for place in found}) == sorted(TELLING)


def test_the_package_has_one_version() -> None:
    assert package_version(ROOT) == __version__
    assert "version = attr: dativo_hooks.__version__" in (ROOT / "setup.cfg").read_text("utf-8")


def test_the_changelog_is_about_that_version() -> None:
    assert newest(CHANGELOG).version == __version__
    assert newest(CHANGELOG).text


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("    rev: v1.2.3", ["1.2.3"]),
        ("- uses: dativo-io/dativo-hooks@v1.2.3", ["1.2.3"]),
        ("write the commit instead of `v1.2.3`.", ["1.2.3"]),
        ("dativo-hooks/blob/v1.2.3/docs, dativo-hooks/blob/v10.20.30/docs", ["1.2.3", "10.20.30"]),
        ("pip install dativo-hooks==1.2.3", ["1.2.3"]),
        ("placeholder: dativo-hooks 1.2.3", ["1.2.3"]),
        ('url: "https://github.com/dativo-io/dativo-hooks/releases/tag/v1.2.3"', ["1.2.3"]),
        (f"- uses: actions/checkout@{'0a' * 20} # v1.2.3", []),
        ("apiVersion: v3.0.2", []),
        ("assets/hubspot/v1.0/contacts.yaml", []),
        ("version: 1.2.3", []),
    ],
)
def test_told(text: str, versions: list[str]) -> None:
    assert told(text) == versions
