"""Serve providers to Terraform over gRPC, the way a debugger-attached provider is."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc

from tests.real_terraform.provider import Provider
from tests.real_terraform.reattach import LOOPBACK
from tests.real_terraform.wire import field, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_OPTIONS = [
    ("grpc.max_send_message_length", -1),
    ("grpc.max_receive_message_length", -1),
    ("grpc.so_reuseport", 1),  # the tests hold the port for us
]
_SERVING = 1


def _handler(call: Callable[[dict[int, bytes], str], bytes]) -> Any:
    def handle(request: bytes, context: Any) -> bytes:
        return call(fields(request), context.peer())

    return grpc.unary_unary_rpc_method_handler(handle)


def _start(provider: Provider, port: int) -> None:
    server = grpc.server(ThreadPoolExecutor(8), options=_OPTIONS)
    services = {
        "tfplugin5.Provider": provider.calls,
        "grpc.health.v1.Health": {"Check": lambda _request, _peer: field(1, _SERVING)},
        "plugin.GRPCController": {"Shutdown": lambda _request, _peer: b""},
    }
    for service, calls in services.items():
        handlers = {name: _handler(call) for name, call in calls.items()}
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, handlers),))
    server.add_insecure_port(f"{LOOPBACK}:{port}")
    server.start()
    _SERVERS.append(server)


# A server stops when nothing refers to it any more; these live as long as their process.
_SERVERS: list[Any] = []


def serve(ports: Mapping[Path, int]) -> None:
    """Serve the provider of each schema file on its port, until the process ends."""
    for path, port in ports.items():
        _start(Provider(json.loads(path.read_text(encoding="utf-8"))), port)
