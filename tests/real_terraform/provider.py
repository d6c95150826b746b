"""A Terraform provider that has a real schema and no cloud behind it.

Terraform's core checks every argument against the schema itself. This provider only does what the
two real ones do around that: it refuses values for computed attributes and values that the services
are known to refuse, merges default tags and labels, leaves computed attributes unknown until apply,
and evaluates the policy document data source.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.real_terraform.messages import Refusal, diagnostics, provider_schema
from tests.real_terraform.service_limits import refusals
from tests.real_terraform.values import await_computed, conform, settle, unconfigurable
from tests.real_terraform.wire import (
    UNKNOWN,
    decode_value,
    encode_value,
    field,
    fields,
    has_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Request = Mapping[int, bytes]

ACCOUNT = "123456789012"
_NAMES = ("name", "family", "function_name", "account_id", "bucket")


def merge_maps(*maps: object) -> object:
    """Merge maps, later ones winning; unknown when one of them is."""
    merged: dict[str, object] = {}
    for item in maps:
        if item is UNKNOWN:
            return UNKNOWN
        if isinstance(item, dict):
            merged.update(item)
    return merged


def policy_json(document: Mapping[str, Any]) -> object:
    """Evaluate the parts of `aws_iam_policy_document` that a module needs."""
    statements = []
    for written in document.get("statement") or []:
        statement: dict[str, Any] = {
            "Effect": written["effect"] or "Allow",
            "Action": written["actions"] or [],
        }
        if written["sid"]:
            statement["Sid"] = written["sid"]
        if written["resources"]:
            statement["Resource"] = written["resources"]
        for principal in written["principals"]:
            statement.setdefault("Principal", {})[principal["type"]] = principal["identifiers"]
        for condition in written["condition"]:
            operator = statement.setdefault("Condition", {}).setdefault(condition["test"], {})
            operator[condition["variable"]] = condition["values"]
        statements.append(statement)
    if has_unknown(statements):
        return UNKNOWN
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


class Provider:
    """One provider of one version; `calls` maps each RPC's name to its implementation.

    A call takes the request's fields and the connection that it came on: aliases of one provider
    are configured apart, on connections of their own.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        ((self.address, schema),) = document["provider_schemas"].items()
        self.calls: dict[str, Callable[[Request, str], bytes]] = {
            "GetSchema": lambda _request, _peer: self._schema,
            "PrepareProviderConfig": lambda request, _peer: field(1, request.get(1)),
            "ValidateResourceTypeConfig": self._validate,
            "ValidateDataSourceConfig": lambda _request, _peer: b"",
            "UpgradeResourceState": self._upgrade,
            "Configure": self._configure,
            "ReadResource": lambda request, _peer: (
                field(1, request.get(2)) + field(3, request.get(3))
            ),
            "PlanResourceChange": self._plan,
            "ApplyResourceChange": self._apply,
            "ReadDataSource": self._read_data,
            "Stop": lambda _request, _peer: b"",
        }
        self._is_aws = self.address.endswith("/aws")
        self._resources = {name: item["block"] for name, item in schema["resource_schemas"].items()}
        self._data = {name: item["block"] for name, item in schema["data_source_schemas"].items()}
        self._schema = provider_schema(schema)
        self._configurations: dict[str, dict[str, Any]] = {}

    def _configure(self, request: Request, peer: str) -> bytes:
        self._configurations[peer] = decode_value(request[2]) or {}
        return b""

    def _validate(self, request: Request, _peer: str) -> bytes:
        kind, config = request[1].decode(), decode_value(request[2])
        found = [*unconfigurable(config, self._resources[kind]), *refusals(kind, config)]
        return diagnostics(1, found)

    def _upgrade(self, request: Request, _peer: str) -> bytes:
        state = json.loads(fields(request[3])[1])
        return field(1, encode_value(conform(state, self._resources[request[1].decode()])))

    def _plan(self, request: Request, peer: str) -> bytes:
        kind, prior = request[1].decode(), decode_value(request[2])
        planned, config = decode_value(request[3]), decode_value(request[4])
        found: list[Refusal] = []
        if planned is not None:
            block = self._resources[kind]
            if prior is None:
                await_computed(planned, config, block)
            planned.update(self._defaults(block["attributes"], config, peer))
            # Values from variables are known only now; `validate` saw them as unknown.
            found = refusals(kind, planned)
        return (
            field(1, encode_value(planned))
            + field(3, request.get(5))
            + diagnostics(4, found)
            + field(5, True)  # the type system of the old SDK, as both real providers say
        )

    def _apply(self, request: Request, peer: str) -> bytes:
        kind, planned = request[1].decode(), decode_value(request[3])
        if planned is not None:
            planned = settle(planned, self._resources[kind], self._invent(kind, planned, peer))
        return field(1, encode_value(planned)) + field(2, request.get(5)) + field(4, True)

    def _read_data(self, request: Request, peer: str) -> bytes:
        kind, config = request[1].decode(), decode_value(request[2])
        block, result = self._data[kind], dict(config)
        await_computed(result, config, block)
        if kind == "aws_iam_policy_document":
            result["json"] = policy_json(config)
        if kind == "aws_region" and config["region"] is None:
            # Returned by every version, though not every schema calls it computed.
            result["region"] = UNKNOWN
        return field(1, encode_value(settle(result, block, self._invent(kind, config, peer))))

    def _defaults(
        self, attributes: Mapping[str, Any], config: Mapping[str, Any], peer: str
    ) -> dict[str, object]:
        """Return what the provider's own configuration adds to a resource."""
        settings = self._configurations.get(peer, {})
        found: dict[str, object] = {}
        if self._is_aws:
            inherited = [item["tags"] for item in settings.get("default_tags") or []]
            if "tags_all" in attributes:
                found["tags_all"] = merge_maps(*inherited, config.get("tags"))
        elif "terraform_labels" in attributes:
            labels = merge_maps(settings.get("default_labels"), config.get("labels"))
            found["terraform_labels"] = labels
            found["effective_labels"] = merge_maps({"goog-terraform-provisioned": "true"}, labels)
        for name in ("project", "region"):
            computed = attributes.get(name, {}).get("computed")
            if computed and config.get(name) is None and settings.get(name) is not None:
                found[name] = settings[name]
        return found

    def _invent(
        self, kind: str, value: Mapping[str, Any], peer: str
    ) -> Callable[[str, object], object]:
        settings = self._configurations.get(peer, {})
        region = value.get("region") or settings.get("region") or "us-east-1"
        project = value.get("project") or settings.get("project") or "mock-project"
        label = next((value[name] for name in _NAMES if isinstance(value.get(name), str)), "mock")
        service, _, what = kind.partition("_")[2].partition("_")
        texts = {
            "id": label,
            "account_id": ACCOUNT,
            "partition": "aws",
            "dns_suffix": "amazonaws.com",
            "region": region,
            "project": project,
            "name": region if kind == "aws_region" else label,
            "email": f"{label}@{project}.iam.gserviceaccount.com",
            "number": "123456789",
        }

        def invent(name: str, kind_of_value: object) -> object:
            if name.endswith("arn") and self._is_aws:
                return f"arn:aws:{service}:{region}:{ACCOUNT}:{what.replace('_', '-')}/{label}"
            if kind_of_value == "string":
                return texts.get(name, f"mock-{name}")
            if isinstance(kind_of_value, list):
                return {} if kind_of_value[0] in {"map", "object"} else []
            return 1 if kind_of_value == "number" else False

        return invent
