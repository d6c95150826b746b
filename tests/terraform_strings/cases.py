"""One job with texts in every place where YAML can put them, and what Terraform should make of it.

What is expected is worked out here from the documents alone, apart from the product.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from hypothesis import strategies as st

from tests.terraform_strings.texts import ANY, LABEL_KEYS, LABELS, TAG_KEYS, TAGS, WHOLE

if TYPE_CHECKING:
    from tests.engine.repositories import Files

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
"""Places that take few texts."""

LENIENT = (
    *("tenant", "environment", "asset", "key", "tag", "business"),
    *("value", "hidden", "entry_point", "command", "folder"),
)
"""Places that take many texts, though not all."""


class Case(NamedTuple):
    """A job, as its documents say.

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
    value: str
    hidden: str
    entry_point: str
    command: list[str] | None = None
    folder: str = "plain"
    strict: tuple[str, str] | None = None
    expanded: bool = False


@st.composite
def cases(draw: st.DrawFn, layout: str) -> Case:
    """A job whose texts are all taken, but for at most one place with any text at all."""
    runtime = draw(st.sampled_from(tuple(RUNTIMES)))
    gcp = runtime.startswith("gcp")
    odd = draw(st.none() | st.sampled_from(STRICT + LENIENT))

    def text(place: str, usual: st.SearchStrategy[str]) -> str:
        return draw(ANY if odd == place else usual)

    tags, keys = (LABELS, LABEL_KEYS) if gcp else (TAGS, TAG_KEYS)
    short = tags.filter(lambda text: len(text) < 16)
    metadata = draw(st.dictionaries(keys, tags, max_size=2))
    if odd in {"key", "tag"} or draw(st.booleans()):
        metadata[text("key", keys)] = text("tag", tags)
    command = draw(st.none() | st.lists(WHOLE, max_size=3))
    if odd == "command":
        command = [*(command or ()), draw(ANY)]
    return Case(
        runtime,
        draw(st.booleans()) and runtime in {"aws_ecs_fargate", "gcp_cloud_run"},
        draw(st.sampled_from([None, 0, 1])),
        text("tenant", tags),
        text("environment", tags),
        text("asset", tags),
        metadata,
        [*draw(st.lists(short, max_size=2)), text("business", short)],
        text("value", WHOLE),
        text("hidden", WHOLE if layout == "resources" else _secrets(gcp=gcp)),
        text("entry_point", WHOLE),
        command,
        _folder(text("folder", WHOLE.map(composed))),
        (odd, draw(ANY | st.sampled_from(_LIKELY[odd]))) if odd in STRICT else None,
        draw(st.booleans()),
    )


def _secrets(*, gcp: bool) -> st.SearchStrategy[str]:
    """What the modules take as a secret."""
    if gcp:
        return st.sampled_from(["token", "token:3", "projects/p/secrets/t"])
    return st.just("arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf")


def _folder(text: str) -> str:
    """A name that a folder can have."""
    name = text.replace("/", "").replace("\x00", "")[:100]
    return "plain" if name in {"", ".", ".."} else name


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


def documents(case: Case, number: int) -> Files:
    """The job's file and the asset's, by their paths."""
    runtime: dict[str, Any] = {"type": case.runtime, **RUNTIMES[case.runtime]}
    runtime["environment"] = {"TEXT_A": case.value, "TEXT_B": "plain"}
    if case.hidden:
        runtime["secrets"] = {"SECRET_A": case.hidden}
    if case.runtime == "gcp_cloud_function":
        if case.entry_point:
            runtime["entry_point"] = case.entry_point
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
    """YAML, half of it with what isn't ASCII as it is, where PyYAML itself reads that back."""
    if number % 2 == 0:
        text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
        with suppress(yaml.YAMLError, UnicodeEncodeError):
            if yaml.safe_load(text) == value:
                return text.encode()
    escaped: str = yaml.safe_dump(value, sort_keys=False)
    return escaped.encode()


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
    if strict.keys() & {"region", "timezone"}:  # blank, they say nothing
        strict = {place: text for place, text in strict.items() if text.strip() or case.expanded}
    runtime = {**RUNTIMES[case.runtime], **strict}
    given = {"TEXT_A": case.value, "TEXT_B": "plain"}
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
        composed(case.hidden) or None,
        (composed(case.entry_point) or None) if is_function else None,
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
