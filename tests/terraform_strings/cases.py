"""One job with texts in every place where YAML can put them, and what Terraform should make of it.

What is expected is worked out here from the documents alone, apart from the product.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from hypothesis import strategies as st

from tests.terraform_strings.texts import ANY, LABELLED, TAGGABLE

if TYPE_CHECKING:
    from tests.pipeline.repositories import Files

RUNTIMES: dict[str, dict[str, Any]] = {
    "aws_ecs_fargate": {
        "cpu": 1024,
        "memory": 2048,
        "image_uri": "dativo/dativo-ingest:1.4.0",
        "region": "us-east-1",
    },
    "aws_lambda": {
        "memory": 512,
        "image_uri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1",
        "region": "us-east-1",
    },
    "gcp_cloud_run": {"image_uri": "gcr.io/d/ingest:1.4.0", "region": "europe-west1"},
    "gcp_cloud_function": {"runtime": "python311", "region": "europe-west1"},
}
SCHEDULES = ({"cron": "0 2 * * *", "timezone": "Europe/Berlin"}, {"expression": "rate(1 hour)"})

STRICT = (
    "image_uri",
    "region",
    "runtime",
    "memory",
    "cron",
    "expression",
    "timezone",
    "variable",
    "secret",
    "type",
)
"""Places that take few texts: at most one of them gets an odd one, or no job would be generated."""


class Case(NamedTuple):
    """A job, as its documents say; `free` are the texts of places that take any text.

    `strict` names one of `STRICT` and its text, which stands there itself or, `expanded`, is the
    value of a configured variable that stands there.
    """

    runtime: str
    service: bool
    schedule: int | None
    tenant: str
    environment: str
    asset: str
    metadata: dict[str, str]
    business: list[str]
    free: dict[str, str]
    command: list[str] | None
    folder: str
    strict: tuple[str, str] | None
    expanded: bool


def _folders() -> st.SearchStrategy[str]:
    """Names of folders; files named so can be in a tree."""
    return ANY.map(lambda text: text.replace("/", "").replace("\x00", "")[:100]).filter(
        lambda text: text not in {"", ".", ".."}
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    runtime = draw(st.sampled_from(tuple(RUNTIMES)))
    tags = LABELLED if runtime.startswith("gcp") else TAGGABLE
    # One tag in a dozen is odd: one that is refused keeps all else from being generated.
    tag = st.integers(0, 11).flatmap(lambda number: ANY if number == 11 else tags)
    wild = draw(st.integers(0, 3)) == 3
    strict = draw(st.sampled_from(STRICT)) if wild else None
    return Case(
        runtime,
        draw(st.booleans()) and runtime in {"aws_ecs_fargate", "gcp_cloud_run"},
        draw(st.sampled_from([None, 0, 1])),
        draw(tag),
        draw(tag),
        draw(tag),
        draw(st.dictionaries(tag, tag, max_size=3)),
        draw(st.lists(tag, max_size=3)),
        {place: draw(ANY) for place in ("value", "secret", "entry_point")},
        draw(st.none() | st.lists(ANY, max_size=3)),
        draw(_folders() | st.just("plain")),
        None if strict is None else (strict, draw(ANY | _likely(strict))),
        draw(st.booleans()),
    )


_LIKELY = {
    "image_uri": ["a.b/c:d", "A/b", "gcr.io/${X}", "a/b\n", "a/b@sha256:" + "a" * 64, "ſ/b"],
    "region": ["us-east-1\n", "eu-west1", "x${X}", "é-a-1", 'us-east-1" }', "us-east-1.name"],
    "runtime": ["python311\n", "nodejs20", "python3１１"],
    "memory": ["256MB\n", "256M", "2Gi", "٢Gi"],
    "cron": ["0 2 * * ſun", "0 2 * * 1\n", "٠ 2 * * *", "0\u00a02 * * *", "*/15 * * * MON-FRI"],
    "expression": ["cron(0 2 ? * ſun *)", "cron(0 2 ? * frı *)", "rate(1 day)\n", "rate(٢ days)"],
    "timezone": ["Europe/Berlin\n", "Europe/Berlın", "utc", "UTC", "America/Argentina/Ushuaia"],
    "variable": ["A\n", "É", "A-B", "_a", "for", "A1"],
    "secret": ["A\n", "É", "A-B", "_a", "for", "A1"],
    "type": ["aws_lambda\n", "AWS_LAMBDA"],
}


def _likely(place: str) -> st.SearchStrategy[str]:
    return st.sampled_from(_LIKELY[place])


def documents(case: Case, number: int) -> Files:
    """The job's file and the asset's, by their paths."""
    runtime: dict[str, Any] = {"type": case.runtime, **RUNTIMES[case.runtime]}
    runtime["environment"] = {"TEXT_A": case.free["value"], "TEXT_B": "plain"}
    if case.free["secret"]:
        runtime["secrets"] = {"SECRET_A": case.free["secret"]}
    if case.runtime == "gcp_cloud_function":
        if case.free["entry_point"]:
            runtime["entry_point"] = case.free["entry_point"]
    elif case.command is not None:
        runtime["command"] = list(case.command)
    if case.service:
        runtime["execution"] = "service"
    infrastructure: dict[str, Any] = {"runtime": runtime, "metadata": dict(case.metadata)}
    if case.schedule is not None:
        infrastructure["schedule"] = dict(SCHEDULES[case.schedule])
    _put_strict(case, number, infrastructure)
    job: dict[str, Any] = {
        "tenant_id": case.tenant,
        "environment": case.environment,
        "source_connector_path": "connectors/hubspot.yaml",
        "target_connector_path": "connectors/iceberg.yaml",
        "asset_path": f"assets/{name_of(number)}.yaml",
        "infrastructure": infrastructure,
    }
    asset: dict[str, Any] = {
        "name": case.asset,
        "version": "1.0",
        "source_type": "hubspot",
        "object": "contacts",
        "schema": [{"name": "id", "type": "string"}],
        "team": {"owner": "data-team@acme.com"},
        "finops": {"cost_center": "ENG-001", "business_tags": case.business},
        "compliance": {"classification": ["PII"]},
    }
    return {
        path_of(case, number): _yaml(job, number),
        f"assets/{name_of(number)}.yaml": _yaml(asset, number),
    }


def _put_strict(case: Case, number: int, infrastructure: dict[str, Any]) -> None:
    if case.strict is None:
        return
    place, text = case.strict
    runtime = infrastructure["runtime"]
    said = f"${{{variable_of(number)}}}" if case.expanded else text
    if place in {"cron", "expression", "timezone"}:
        kept = {"cron": "0 2 * * *"} if place == "timezone" else {}
        infrastructure["schedule"] = {**kept, place: said}
    elif place in {"variable", "secret"}:
        runtime.setdefault("environment" if place == "variable" else "secrets", {})[text] = "x"
    else:
        runtime[place] = said


def variables(case: Case, number: int) -> dict[str, str]:
    """What the configuration gives the job's variable."""
    return {variable_of(number): case.strict[1]} if case.strict and case.expanded else {}


def variable_of(number: int) -> str:
    return f"V{number}"


def name_of(number: int) -> str:
    return f"job{number}"


def path_of(case: Case, number: int) -> str:
    return f"jobs/{case.folder}/{name_of(number)}.yaml"


def _yaml(value: Any, number: int) -> bytes:
    # Both spellings of what isn't ASCII: as it is, and as escapes. Only escapes hold surrogates.
    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=number % 2 == 0)
    return text.encode("utf-8", "surrogatepass")


class Expected(NamedTuple):
    """What a generated job must have in Terraform; None where a place isn't there."""

    tags: dict[str, str]
    variables: dict[str, str]
    command: list[str] | None
    secret: str | None
    entry_point: str | None
    image: str | None
    region: str
    schedule: str | None
    timezone: str | None


def composed(text: str) -> str:
    """As Terraform keeps a text."""
    return unicodedata.normalize("NFC", text)


def expected(case: Case, number: int) -> Expected:
    """What Terraform must say of a job, if it is generated."""
    path = f"/app/{path_of(case, number)}"
    strict = dict([case.strict]) if case.strict else {}
    runtime = {**RUNTIMES[case.runtime], **strict}
    given = {"TEXT_A": case.free["value"], "TEXT_B": "plain"}
    if "variable" in strict:
        given[strict["variable"]] = "x"
    told = {"TENANT_ID": case.tenant.strip(), "JOB_CONFIG_PATH": path, **given}
    command = case.command
    if command is None:
        command = ["run", "--config", path, "--mode", "self_hosted"]
    is_function = case.runtime == "gcp_cloud_function"
    schedule = None if case.schedule is None else dict(SCHEDULES[case.schedule])
    if strict.keys() & {"cron", "expression", "timezone"}:
        schedule = {**({"cron": "0 2 * * *"} if "timezone" in strict else {}), **strict}
    return Expected(
        _marks(case, number),
        {name: composed(text) for name, text in told.items()},
        None if is_function else [composed(text) for text in command],
        composed(case.free["secret"]) or None,
        (composed(case.free["entry_point"]) or None) if is_function else None,
        None if is_function else runtime["image_uri"].strip(),
        runtime["region"].strip(),
        None if schedule is None else schedule.get("expression", schedule.get("cron", "")).strip(),
        None if schedule is None else schedule.get("timezone", "UTC").strip(),
    )


def _marks(case: Case, number: int) -> dict[str, str]:
    """The job's tags as its cloud spells them."""
    values: dict[str, list[str]] = {
        "tenant_id": [case.tenant],
        "environment": [case.environment],
        "asset_name": [case.asset],
        "asset_version": ["1.0"],
        "finops_cost_center": ["ENG-001"],
        "finops_business_tags": case.business,
        "compliance_classification": ["PII"],
        "governance_owner": ["data-team@acme.com"],
        **{f"infra_{key}": [text] for key, text in case.metadata.items()},
    }
    said = {key: [text.strip() for text in texts if text.strip()] for key, texts in values.items()}
    spell_key, spell = (
        (_label_key, _label) if case.runtime.startswith("gcp") else (composed, _joined)
    )
    return {spell_key(key): spell(texts) for key, texts in said.items() if texts}


def _joined(texts: list[str]) -> str:
    return composed(":".join(texts))


def _label_key(key: str) -> str:
    return composed(composed(key).lower()).replace("_", "-")


def _label(texts: list[str]) -> str:
    """Small letters, and `-` for all that labels don't take."""
    text = composed(composed(",".join(texts)).lower())
    taken = {"Ll", "Lo", "Nd", "Nl", "No"}
    return "".join(c if unicodedata.category(c) in taken else "-" for c in text)
