"""`python bench/run.py`: measures dativo-hooks beside others, as bench/README.md says."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    from bench.command import main

    sys.exit(main())
