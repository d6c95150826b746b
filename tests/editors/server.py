"""The language server that editors run for YAML, spoken to as they do: LSP over its streams."""

from __future__ import annotations

import json
import subprocess
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.node.installation import node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import IO


PATIENCE = 60
"""Seconds."""


class Diagnostic(NamedTuple):
    """A fault that the editor underlines; lines and columns count from 1."""

    line: int
    column: int
    message: str


class Item(NamedTuple):
    """An entry of the list that completion offers."""

    label: str
    documentation: str
    inserts: str


class Server:
    """A running server.

    Args:
        modules: the `node_modules` that has it.
        workspace: the folder that the editor shows.
        settings: what the editor's settings are, such as `{"yaml.validate": True}`.
    """

    def __init__(self, modules: Path, workspace: Path, settings: Mapping[str, object]) -> None:
        program = modules / "yaml-language-server" / "bin" / "yaml-language-server"
        self._workspace = workspace
        self._settings: dict[str, dict[str, object]] = {
            # Schemas of other people's files, from a site.
            "yaml": {"schemaStore": {"enable": False}}
        }
        for name, value in settings.items():
            section, _, key = name.partition(".")
            self._settings.setdefault(section, {})[key] = value
        self._process = subprocess.Popen(
            [str(node()), str(program), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._number = self._version = 0
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {
                    "completionItem": {
                        "documentationFormat": ["markdown", "plaintext"],
                        "snippetSupport": True,
                    }
                },
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {},
            },
        }
        root = workspace.as_uri()
        self.request(
            "initialize",
            processId=None,
            rootUri=root,
            workspaceFolders=[{"uri": root, "name": workspace.name}],
            capabilities=capabilities,
        )
        self._notify("initialized")

    def close(self) -> None:
        """End it as an editor does."""
        self.request("shutdown")
        self._notify("exit")
        self._to.close()
        self._process.wait(timeout=10)
        self._from.close()

    def diagnostics(self, files: Mapping[str, str]) -> dict[str, list[Diagnostic]]:
        """What it underlines in files of the workspace that are opened with these texts."""
        for path, text in files.items():
            self._open(path, text)
        found = self._published(files)
        for path in files:
            self._close(path)
        return found

    def completion(self, path: str, text: str) -> list[Item]:
        """What it offers where the text has its one `|`."""
        found = self._at(path, text, "textDocument/completion")
        return [
            Item(one["label"], _text(one.get("documentation")), one.get("insertText", ""))
            for one in found["items"]
        ]

    def hover(self, path: str, text: str) -> str:
        """What it says of the place where the text has its one `|`."""
        found = self._at(path, text, "textDocument/hover")
        return _text(found["contents"]) if found else ""

    def request(self, method: str, **params: object) -> Any:
        """The result of a request."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params or None})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _at(self, path: str, text: str, method: str) -> Any:
        before, after = text.split("|")
        self._open(path, before + after)
        self._published([path])  # it has the schema then
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        uri = (self._workspace / path).as_uri()
        found = self.request(method, textDocument={"uri": uri}, position=position)
        self._close(path)
        return found

    def _published(self, paths: Iterable[str]) -> dict[str, list[Diagnostic]]:
        """The diagnostics of open files, which it sends when it has looked at each."""
        waiting = {(self._workspace / path).as_uri(): path for path in paths}
        found: dict[str, list[Diagnostic]] = {}
        while waiting:
            message = self._receive()
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            path = waiting.pop(message["params"]["uri"], None)
            if path is not None:
                found[path] = [_diagnostic(one) for one in message["params"]["diagnostics"]]
        return found

    def _open(self, path: str, text: str) -> None:
        # It knows a text by its file and version.
        self._version += 1
        uri = (self._workspace / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": self._version, "text": text}
        self._notify("textDocument/didOpen", textDocument=document)

    def _close(self, path: str) -> None:
        uri = (self._workspace / path).as_uri()
        self._notify("textDocument/didClose", textDocument={"uri": uri})
        self._published([path])  # it takes back what it said of the file

    def _notify(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._to.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; the server's own requests are answered on the way."""
        while True:
            message = self._read()
            if "id" not in message or "method" not in message:
                return message
            result = None
            if message["method"] == "workspace/configuration":
                sections = (one.get("section", "") for one in message["params"]["items"])
                result = [self._settings.get(section) for section in sections]
            self._send({"id": message["id"], "result": result})

    def _read(self) -> dict[str, Any]:
        """A message, or a failed test: not a wait without end."""
        impatience = threading.Timer(PATIENCE, self._process.kill)
        impatience.start()
        try:
            length = 0
            while (header := self._from.readline().strip()) != b"":
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            assert length, f"the server ended, or said nothing for {PATIENCE} s"
            message: dict[str, Any] = json.loads(self._from.read(length))
        finally:
            impatience.cancel()
        return message


def _diagnostic(one: Any) -> Diagnostic:
    start = one["range"]["start"]
    return Diagnostic(start["line"] + 1, start["character"] + 1, one["message"])


def _text(documentation: Any) -> str:
    """Of `string | MarkupContent`."""
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")
