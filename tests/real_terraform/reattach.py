"""Where Terraform finds the providers: the one thing that both sides of the connection know.

Apart from `server`, so that the process of pytest never loads gRPC.
"""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK = "127.0.0.1"


def reserve_port() -> socket.socket:
    """Return a socket that keeps a free port for a server of ours in another process.

    It shares the port (SO_REUSEPORT), but doesn't listen, so every connection is the server's.
    A Unix socket would need no port, but can't tell one client's connections apart, as which the
    configurations of an aliased provider come.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind((LOOPBACK, 0))
    return held


def port_of(held: socket.socket) -> int:
    """Return the port that a socket keeps."""
    port: int = held.getsockname()[1]
    return port


def reattach_providers(ports: Mapping[str, int]) -> str:
    """Return the TF_REATTACH_PROVIDERS for providers (by name) served on these ports.

    It is known before they are served: Go reads the environment that its process was started with,
    and never again.
    """
    return json.dumps(
        {
            f"registry.terraform.io/hashicorp/{name}": {
                "Protocol": "grpc",
                "ProtocolVersion": 5,
                "Pid": os.getpid(),  # any living process: with Test set, Terraform ends none
                "Test": True,
                "Addr": {"Network": "tcp", "String": f"{LOOPBACK}:{port}"},
            }
            for name, port in ports.items()
        }
    )
