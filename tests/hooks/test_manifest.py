"""What `.pre-commit-hooks.yaml` promises, and that what it starts is there."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dativo_hooks.cli.arguments import parser
from dativo_hooks.model.configuration import Configuration
from dativo_hooks.sources.kinds import kind_of
from tests.hooks.installation import ALL_HOOKS, Installation
from tests.hooks.managers import under_each_manager
from tests.hooks.project import MANIFEST, Project
from tests.laws import examples
from tests.locked import constraints
from tests.published import SOURCE

HOOKS = {hook["id"]: hook for hook in MANIFEST}
KINDS = {
    "job": "dativo-validate-jobs",
    "asset": "dativo-validate-assets",
    "connector": "dativo-validate-connectors",
}
WHOLE = [hook for hook in ALL_HOOKS if hook not in KINDS.values()]

# Paths in the repository, and the kind that the schema hooks take each for.
PATHS = [
    ("jobs/acme/orders.yaml", "job"),
    ("jobs/orders.yml", "job"),
    ("data/etl/jobs/a/b/c/orders.yaml", "job"),
    ("jobs/acme co/größe.yaml", "job"),
    ("jobs/assets/orders.yaml", "job"),
    ("jobs/.yaml", "job"),
    ("assets/lever/jobs/v1.0.yaml", "asset"),
    ("assets/stripe/v1.0/customers.yml", "asset"),
    ("etl/assets/x.yaml", "asset"),
    ("assets/connectors/x.yaml", "asset"),
    ("connectors/stripe.yaml", "connector"),
    ("etl/connectors/jobs/stripe.yaml", "connector"),
    ("jobs.yaml", None),
    ("jobs/orders.json", None),
    ("jobs/orders.yaml.bak", None),
    ("jobs/orders.yaml.j2", None),
    ("jobs/ordersyaml", None),
    ("old-jobs/orders.yaml", None),
    ("jobs-old/orders.yaml", None),
    ("Jobs/orders.yaml", None),
    ("myassets/x.yaml", None),
    ("docs/connectors.yaml", None),
    (".dativo-hooks.yaml", None),
]


def takers(path: str) -> list[str]:
    """The schema hooks that are given a path; pre-commit searches `files` in it."""
    return [hook for hook in KINDS.values() if re.search(HOOKS[hook]["files"], path)]


def test_ids() -> None:
    assert tuple(hook["id"] for hook in MANIFEST) == ALL_HOOKS


@under_each_manager
def test_manager_accepts_the_manifest(acme: Project) -> None:
    done = acme.manager("validate-manifest", str(SOURCE / ".pre-commit-hooks.yaml"))
    assert done.code == 0
    assert done.output in {"", "success: All manifests are valid\n"}


@pytest.mark.parametrize("hook", ALL_HOOKS)
def test_entry_is_a_command_of_ours(hook: str) -> None:
    program, *words = shlex.split(HOOKS[hook]["entry"])
    assert program == "dativo-hooks"
    files = ["jobs/a.yaml", "-strange.yaml"] if hook in KINDS.values() else []
    arguments = parser().parse_args([*words, *(["--", *files] if files else [])])
    assert arguments.command in {"validate", "policy", "generate", "check"}
    assert arguments.staged == (hook in WHOLE)
    assert getattr(arguments, "files", []) == files


@pytest.mark.parametrize("hook", WHOLE)
def test_whole_index(hook: str) -> None:
    """Deleted files are never passed, and an asset concerns jobs that nobody touched."""
    entry = HOOKS[hook]
    assert entry["always_run"] is True
    assert entry["pass_filenames"] is False
    assert {"pre-commit", "pre-merge-commit", "manual"} <= set(entry["stages"])


@pytest.mark.parametrize(("path", "kind"), PATHS, ids=[path for path, _ in PATHS])
def test_files(path: str, kind: str | None) -> None:
    assert takers(path) == ([] if kind is None else [KINDS[kind]])


@examples(80)
@given(
    st.lists(st.sampled_from(["jobs", "assets", "connectors", "acme", "x"]), max_size=5),
    st.sampled_from(["jobs.yaml", "x.yml", "x.tf"]),
)
def test_files_are_what_the_globs_say(folders: list[str], name: str) -> None:
    """At the top of a project the hooks take a file for what the default globs take it for."""
    path = "/".join([*folders, name])
    kind = kind_of(path, Configuration())
    assert len(takers(path)) <= 1
    if kind is not None:
        assert takers(path) == [KINDS[kind]]


def test_all_of_the_package_is_installed(installation: Installation) -> None:
    source = installation.repository
    (package,) = installation.home.glob("repo*/py_env-*/[lL]ib/**/site-packages/dativo_hooks")
    expected = {
        str(path.relative_to(source / "dativo_hooks"))
        for path in (source / "dativo_hooks").rglob("*.py")
    }
    for folder in ("schemas", "terraform"):
        files = [path for path in (source / folder).rglob("*.*") if path.is_file()]
        expected |= {str(path.relative_to(source)) for path in files}
    installed = {
        str(path.relative_to(package)) for path in package.rglob("*") if path.suffix != ".pyc"
    }
    assert expected - installed == set()


def test_what_it_needs_is_installed_as_locked(installation: Installation) -> None:
    words = [str(installation.programs / "python"), "-m", "pip", "list", "--format=freeze"]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    installed = {canonicalize_name(line.partition("==")[0]): line for line in said.splitlines()}
    wanted = {
        canonicalize_name(pin.name): str(pin.specifier)
        for pin in map(Requirement, constraints().splitlines())
        if pin.marker is None or pin.marker.evaluate()
    }
    assert {"pyyaml", "jsonschema", "jsonschema-rs", "python-hcl2"} <= set(installed)
    for name in set(installed) - {"dativo-hooks", "pip", "setuptools"}:
        assert installed[name].endswith(wanted[name]), installed[name]


def test_small_enough_for_pre_commit_ci(installation: Installation) -> None:
    """It refuses 250 MiB (github.com/pre-commit-ci/issues/issues/167); docs/ci.md promises 100."""
    environment = installation.programs.parent
    size = sum(path.lstat().st_size for path in environment.rglob("*"))
    assert 1 < size / 2**20 < 100


WITHOUT_NETWORK = """\
import sys

def hear(event, _):
    if event.startswith("socket."):
        raise AssertionError(event)

sys.addaudithook(hear)

from dativo_hooks.cli.main import main

sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("hook", ALL_HOOKS)
def test_no_network(acme: Project, installation: Installation, hook: str) -> None:
    """pre-commit.ci has none when a hook runs."""
    words = shlex.split(HOOKS[hook]["entry"])[1:]
    words += [path for path in acme.git("ls-files").splitlines() if hook in takers(path)]
    python = installation.programs / "python"
    done = acme.run(str(python), "-I", "-c", WITHOUT_NETWORK, *words)
    assert (done.code, done.output) == (0, "")
