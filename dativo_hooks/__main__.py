"""`python -m dativo_hooks`."""

from dativo_hooks.commands.main import main

raise SystemExit(main())
