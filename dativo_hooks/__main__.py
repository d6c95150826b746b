"""`python -m dativo_hooks`."""

from dativo_hooks.cli.main import main

raise SystemExit(main())
