"""Every runtime and every cloud says all that has to be known of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from dativo_hooks.clouds import cloud as cloud_rows
from dativo_hooks.clouds.cloud import Cloud, ScheduleKey
from dativo_hooks.clouds.dialect import Dialect
from dativo_hooks.clouds.images import parse_image
from dativo_hooks.clouds.registry import CLOUDS, cloud_meant
from dativo_hooks.clouds.schedule_languages import LANGUAGES
from dativo_hooks.model.configuration import Configuration
from dativo_hooks.runtimes import runtime_kind
from dativo_hooks.runtimes.registry import BY_TARGET, RESOURCE_TYPES, RUNTIMES, cloud_of
from dativo_hooks.runtimes.runtime_kind import RuntimeKind
from dativo_hooks.validation.schema import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

PRODUCT = Path(__file__).resolve().parents[2] / "dativo_hooks"


def rows() -> Iterator[type[Any]]:
    """What the files of clouds and runtimes fill in."""
    for module in (runtime_kind, cloud_rows):
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield value


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.__name__)
def test_nothing_has_a_default(row: Any) -> None:
    """So that the type checker asks a new cloud or runtime for all of it."""
    assert row._field_defaults == {}


def test_every_cloud_is_one_file_and_one_row() -> None:
    assert list(CLOUDS) == ["aws", "gcp"]
    for name, cloud in CLOUDS.items():
        assert isinstance(cloud, Cloud)
        assert cloud.name == name
        assert f"{name}.py" in {path.name for path in (PRODUCT / "clouds").glob("*.py")}
    assert len({cloud.provider.name for cloud in CLOUDS.values()}) == len(CLOUDS)


@pytest.mark.parametrize("name", CLOUDS)
def test_a_cloud_is_whole(name: str) -> None:
    cloud = CLOUDS[name]
    dialect = cloud.dialect(Configuration())
    assert isinstance(dialect, Dialect)
    assert dialect.title
    assert dialect.noun
    assert re.fullmatch(cloud.regions.pattern, cloud.regions.example)
    assert f"{name}/{cloud.containers}" in BY_TARGET
    assert BY_TARGET[f"{name}/{cloud.containers}"].images is not None
    assert cloud.schedule in LANGUAGES
    assert "{}" in cloud.stored_as
    assert [kind for kind in RUNTIMES.values() if kind.cloud is cloud]


def test_every_runtime_is_one_file_and_one_row() -> None:
    assert list(RUNTIMES) == [
        "aws_ecs_fargate",
        "aws_lambda",
        "gcp_cloud_run",
        "gcp_cloud_function",
    ]
    assert list(BY_TARGET) == [
        "aws/ecs_fargate",
        "aws/lambda",
        "gcp/cloud_run",
        "gcp/cloud_function",
    ]
    assert RESOURCE_TYPES == ("ecs_fargate", "lambda", "cloud_run", "cloud_function")
    for name, kind in RUNTIMES.items():
        assert isinstance(kind, RuntimeKind)
        assert (PRODUCT / "runtimes" / f"{name}.py").is_file()
        assert kind.type == name
        assert name == f"{kind.cloud.name}_{kind.resource_type}"
        assert BY_TARGET[kind.target] is kind
        assert cloud_of(name) is kind.cloud is CLOUDS[kind.cloud.name]
    for told in ("title", "module", "type"):
        assert len({getattr(kind, told) for kind in RUNTIMES.values()}) == len(RUNTIMES)


@pytest.mark.parametrize("name", RUNTIMES)
def test_a_runtime_is_whole(name: str) -> None:
    kind = RUNTIMES[name]
    assert kind.title
    assert kind.name.longest > 0
    assert kind.name.source
    assert "{}" in kind.injected_as
    assert kind.module.purpose
    assert kind.module.secrets.wants
    assert re.search(kind.module.secrets.pattern, kind.cloud.stored_as.format("db-password"))
    if kind.images is not None:
        image = parse_image(kind.images.example)
        assert image is not None
        assert not image.floats
        home = kind.images.home
        if home is not None:
            assert home.holds(image)
            elsewhere = parse_image("gcr.io/a/b:1")
            assert elsewhere is not None
            assert not home.holds(elsewhere)
            moved = parse_image(home.called(elsewhere, None))
            assert moved is not None
            assert home.holds(moved)
            assert "{}" in home.push
    if kind.variable_names is not None:
        assert kind.variable_names.wants
        assert kind.variable_names.source
    if kind.timeout.most is not None:
        assert kind.timeout.default is not None
        assert kind.timeout.default <= kind.timeout.most


def test_the_jobs_schema_takes_these_runtimes() -> None:
    document = tree("job")
    runtime = document["properties"]["infrastructure"]["properties"]["runtime"]
    assert runtime["properties"]["type"]["enum"] == list(RUNTIMES)
    assert len(runtime["properties"]["type"]["enumDescriptions"]) == len(RUNTIMES)
    cases = {
        case["if"]["properties"]["type"]["const"]: case["then"]["$ref"] for case in runtime["allOf"]
    }
    assert cases == {name: f"#/$defs/{name}" for name in RUNTIMES}
    for name, kind in RUNTIMES.items():
        told = document["$defs"][name]["properties"]
        assert ("image_uri" in told) == (kind.images is not None)
        assert ("execution" in told) == kind.serves
        assert told.get("timeout", {}).get("default") == kind.timeout.default
        if kind.timeout.most is not None:
            assert told["timeout"]["maximum"] == kind.timeout.most
        assert told["region"] == {"$ref": f"#/$defs/{kind.cloud.name}_region"}


@pytest.mark.parametrize("name", CLOUDS)
def test_the_jobs_schema_takes_the_regions_of_a_cloud(name: str) -> None:
    region = tree("job")["$defs"][f"{name}_region"]
    assert region["examples"] == [CLOUDS[name].regions.example]
    assert re.search(region["pattern"], CLOUDS[name].regions.example)


def test_every_language_of_schedules_translates_every_other() -> None:
    keys = get_args(ScheduleKey)
    assert set(LANGUAGES) == set(keys)
    told = tree("job")["properties"]["infrastructure"]["properties"]["schedule"]
    assert {*keys, "timezone"} == set(told["else"]["properties"])
    for key, language in LANGUAGES.items():
        example = language.example.strip('"')
        assert language.lint(example) == ""
        assert language.lint(language.fixed("@daily")) == ""
        assert set(language.translated) == set(keys) - {key}
        for other, translated in language.translated.items():
            assert language.lint(translated(LANGUAGES[other].example.strip('"')).text) == ""


@pytest.mark.parametrize(
    ("runtime_type", "name"),
    [
        ("aws_lambda", "aws"),
        ("gcp_cloud_run", "gcp"),
        ("gcp_run", "gcp"),
        ("None", "aws"),
    ],
)
def test_the_cloud_that_a_type_means(runtime_type: str, name: str) -> None:
    assert cloud_meant(runtime_type).name == name


def test_only_what_is_asked_for_is_loaded() -> None:
    program = (
        "import sys\n"
        "from dativo_hooks.runtimes.registry import BY_TARGET, RESOURCE_TYPES, RUNTIMES, cloud_of\n"
        "assert 'aws_lambda' in RUNTIMES and 'x' not in RUNTIMES and len(RUNTIMES)\n"
        "assert list(BY_TARGET)\n"
        "def loaded(): return {name.rpartition('.')[2] for name in sys.modules"
        " if name.startswith(('dativo_hooks.runtimes.', 'dativo_hooks.clouds.'))}\n"
        "print(*sorted(loaded()))\n"
        "cloud_of('gcp_cloud_run')\n"
        "print(*sorted(loaded() & {'aws', 'gcp', 'gcp_cloud_run'}))\n"
        "BY_TARGET['gcp/cloud_run']\n"
        "print(*sorted(loaded() & {*RUNTIMES, 'aws', 'gcp'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["registry", "gcp", "gcp gcp_cloud_run"]
