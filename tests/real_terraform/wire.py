"""Bytes of the plugin protocol: protobuf fields, and Terraform values in MessagePack.

Encoding: https://protobuf.dev/programming-guides/encoding. Values: Terraform's
docs/plugin-protocol/object-wire-format.md. Only what protocol 5 needs is here, so neither a
protobuf package nor generated code is.
"""

from __future__ import annotations

import json
from typing import Any, Final

import msgpack

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WIDTHS = {_FIXED64: 8, _FIXED32: 4}


class Unknown:
    """A value that Terraform, or the provider, will know only after apply."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number: int, value: bytes | str | int | None) -> bytes:
    """Encode one field; None and a zero number are left out, as proto3 does."""
    if value is None or (isinstance(value, int) and not value):
        return b""
    if isinstance(value, int):
        return _varint(number << 3 | _VARINT) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | _BYTES) + _varint(len(data)) + data


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, at


def fields(message: bytes) -> dict[int, bytes]:
    """Return the length-delimited fields of a message; numbers aren't needed, and are skipped."""
    found: dict[int, bytes] = {}
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        number, wire_type = key >> 3, key & 7
        if wire_type == _VARINT:
            _, at = _read_varint(message, at)
        elif wire_type == _BYTES:
            length, at = _read_varint(message, at)
            found[number] = message[at : at + length]
            at += length
        else:
            at += _WIDTHS[wire_type]
    return found


def decode_value(dynamic_value: bytes) -> Any:
    """Read a DynamicValue: MessagePack (field 1) or JSON (field 2)."""
    parts = fields(dynamic_value)
    if 1 in parts:
        # Every extension code is an unknown value: 0 bare, 12 with refinements.
        return msgpack.unpackb(
            parts[1], raw=False, strict_map_key=False, ext_hook=lambda _code, _data: UNKNOWN
        )
    return json.loads(parts[2]) if 2 in parts else None


def _extension(value: object) -> Any:
    if value is UNKNOWN:
        return msgpack.ExtType(0, b"\x00")
    raise TypeError(f"no Terraform value: {value!r}")


def encode_value(value: object) -> bytes:
    """Write a DynamicValue as MessagePack."""
    return field(1, msgpack.packb(value, default=_extension))


def has_unknown(value: object) -> bool:
    """Tell whether an unknown value stands anywhere inside."""
    if isinstance(value, dict):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(has_unknown(item) for item in value)
    return value is UNKNOWN
