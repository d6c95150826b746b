"""Where Terraform finds the providers: the one thing that both sides of the socket know.

Apart from `server`, so that the process of pytest never loads gRPC.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def socket_path(folder: Path, schema_file: Path) -> Path:
    """Return the socket on which the provider of a schema file is served."""
    return folder / f"{schema_file.stem}.sock"


def reattach_providers(folder: Path, schema_files: Iterable[Path]) -> str:
    """Return the TF_REATTACH_PROVIDERS that leads to the providers served in the folder.

    It is known before they are served: Go reads the environment that its process was started with,
    and never again.
    """
    return json.dumps(
        {
            f"registry.terraform.io/hashicorp/{path.name.partition('-')[0]}": {
                "Protocol": "grpc",
                "ProtocolVersion": 5,
                "Pid": os.getpid(),  # any living process: with Test set, Terraform ends none
                "Test": True,
                "Addr": {"Network": "unix", "String": str(socket_path(folder, path))},
            }
            for path in schema_files
        }
    )
