"""Loads what a look at changes needs while git still lists the files."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    # In small bites: a run that has nothing to look at goes on when git has ended.
    "hashlib",
    "dativo_hooks.finding",
    "dativo_hooks.model.configuration",
    "dativo_hooks.model.job",
    "dativo_hooks.secrets.recognition",
    "dativo_hooks.redaction",
    "dativo_hooks.drift.compare",
    "dativo_hooks.terraform_language.syntax",
    "dativo_hooks.clouds.dialect",
    "dativo_hooks.runtimes.runtime_kind",
    "dativo_hooks.generation.claims",
    "dativo_hooks.generation.folder",
    "dativo_hooks.terraform_language.hcl",
    "dativo_hooks.generation.files",
    "dativo_hooks.clouds.images",
    "dativo_hooks.generation.plan",
    "dativo_hooks.validation.validate",
    "dativo_hooks.reading.lines",
    "dativo_hooks.sources.loading",
    "dativo_hooks.tags.policy",
    "dativo_hooks.engine.look",
    "dativo_hooks.incremental.changed",
    "dativo_hooks.filtering.filtered",
    "jsonschema_rs",
    "dativo_hooks.incremental.evaluation",
    "dativo_hooks.cli.evaluating",
)


def load_while_git_lists(tree: object) -> None:
    """Import what is needed next, module by module, until git has listed a tree."""
    for name in MODULES:
        if not getattr(tree, "waits", False):
            return
        import_module(name)
