"""The command line: one parser, a sub-command each; what runs one is imported when it is run."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from dativo_hooks.cli.common_options import (
    EXIT_CODES,
    Commands,
    Runner,
    add_root,
    command,
    plain_command,
)
from dativo_hooks.cli.help import Help

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        wanted: the word that it begins with. Where that is a command, the parser knows only this
            one; else it knows all of them, but no options. None: all of them, and all options.
    """
    top = argparse.ArgumentParser(
        prog="dativo-hooks",
        description="Lint Dativo ETL jobs, enforce the tag policy, generate their Terraform and "
        "catch drift.",
        epilog=EXIT_CODES,
        formatter_class=Help,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    # With `prog` given, argparse needn't format a usage to find it.
    every = top.add_subparsers(
        title="commands", prog=top.prog, dest="command", required=True, metavar="COMMAND"
    )
    commands = Commands(every, wanted)
    one = _COMMANDS.get(wanted or "")
    for add in (one,) if one else _COMMANDS.values():
        add(commands)
    return top


def _add_validate(commands: Commands) -> None:
    validate = command(
        commands,
        "validate",
        "check job, asset, connector and configuration files against their schemas",
        "dativo-hooks validate\n  dativo-hooks validate --kind job jobs/acme/orders.yaml",
    )
    validate.add_argument(
        "--kind",
        choices=("job", "asset", "connector", "configuration"),
        help="what FILES describe (default: what the configuration's globs say)",
    )
    validate.add_argument("files", nargs="*", metavar="FILE", help="only these (default: all)")
    _add_fixing(validate)


def _add_policy(commands: Commands) -> None:
    policy = command(
        commands,
        "policy",
        "check the tags of every job and asset against the tag policy and the clouds' limits",
        "dativo-hooks policy --staged",
    )
    _add_fixing(policy)


def _add_generate(commands: Commands) -> None:
    from dativo_hooks.clouds.registry import CLOUDS
    from dativo_hooks.runtimes.registry import RESOURCE_TYPES

    generate = command(
        commands,
        "generate",
        "write the Terraform of every job, or of one",
        "dativo-hooks generate\n"
        "  dativo-hooks generate --check\n"
        "  dativo-hooks generate jobs/acme/orders.yaml --cloud gcp --resource-type cloud_run",
    )
    generate.add_argument(
        "job", nargs="?", metavar="JOB", help="only this job's file (default: all)"
    )
    generate.add_argument(
        "--cloud", choices=CLOUDS, help="generate JOB for this cloud (default: its own)"
    )
    generate.add_argument(
        "--resource-type",
        choices=RESOURCE_TYPES,
        help="generate JOB for this runtime (default: its own)",
    )
    generate.add_argument(
        "--output-dir", metavar="DIR", help="write JOB's file here (default: as configured)"
    )
    generate.add_argument(
        "--format",
        choices=("hcl", "json"),
        help="syntax (default: as configured, else as the file has it, else hcl)",
    )
    generate.add_argument(
        "--layout",
        choices=("resources", "module"),
        help="write the resources themselves, or a call of our module that has them "
        "(default: as configured, else as the file has it, else resources)",
    )
    dry = generate.add_mutually_exclusive_group()
    dry.add_argument(
        "--check", action="store_true", help="write nothing; report what isn't as it should be"
    )
    dry.add_argument(
        "--diff", action="store_true", help="write nothing; print what writing would change"
    )
    generate.add_argument(
        "--fail-on-change", action="store_true", help="exit 1 when anything was written or deleted"
    )


def _add_modules(commands: Commands) -> None:
    actions = _with_actions(
        commands,
        "modules",
        "list the shipped Terraform modules, or copy them into the repository",
        "The Terraform modules that `generate --layout module` calls.",
    )
    modules = Commands(actions, None if commands.wanted == "modules" else commands.wanted)
    listing = modules.add_parser("list", help="print each module and what it is for")
    listing.set_defaults(run=Runner("modules"))
    vendor = command(
        modules,
        "vendor",
        "copy the modules into a folder of the repository, or bring the copies up to date",
        "dativo-hooks modules vendor terraform/modules\n"
        "  dativo-hooks modules vendor terraform/modules --check",
    )
    vendor.add_argument("folder", metavar="DIR", help="where to, such as terraform/modules")
    vendor.add_argument(
        "--check", action="store_true", help="write nothing; report what isn't as shipped"
    )
    vendor.set_defaults(run=Runner("modules"))


def _add_tags(commands: Commands) -> None:
    from dativo_hooks.clouds.registry import CLOUDS

    tags = command(
        commands,
        "tags",
        "show the effective tags of jobs, and the line that each comes from",
        "dativo-hooks tags jobs/acme/orders.yaml\n  dativo-hooks tags --cloud gcp",
    )
    tags.add_argument("jobs", nargs="*", metavar="JOB", help="only these jobs (default: all)")
    tags.add_argument("--cloud", choices=CLOUDS, help="spell them as this cloud gets them")


def _add_check(commands: Commands) -> None:
    check = command(
        commands,
        "check",
        "everything: schemas, tag policy, generation and drift",
        "dativo-hooks check\n  dativo-hooks check --staged --output-format concise\n"
        "  dativo-hooks check --select DH3 --exclude 'jobs/legacy/**' --fail-on warning\n"
        "  dativo-hooks check --diff",
    )
    _add_fixing(check)


def _add_baseline(commands: Commands) -> None:
    baseline = command(
        commands,
        "baseline",
        "write down what is found now, so that only what is new is reported",
        "dativo-hooks baseline\n  dativo-hooks baseline --prune",
    )
    baseline.add_argument(
        "--output",
        metavar="FILE",
        default=os.environ.get("DATIVO_HOOKS_BASELINE") or None,
        help="the baseline (default: as configured, else .dativo-hooks-baseline.json; "
        "DATIVO_HOOKS_BASELINE)",
    )
    baseline.add_argument(
        "--prune",
        action="store_true",
        help="only take out what isn't found any more; never add anything",
    )


def _add_cache(commands: Commands) -> None:
    actions = _with_actions(
        commands,
        "cache",
        "show or clear what is remembered between runs with --staged",
        "What is remembered between runs with --staged, in git's own folder. It is never needed: "
        "whatever it lacks is found again.",
    )
    for name, text in (("info", "print where it lies and how large it is"), ("clear", "delete it")):
        action = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        add_root(action)
        action.set_defaults(run=Runner("cache"))


def _add_explain(commands: Commands) -> None:
    explain = plain_command(
        commands,
        "explain",
        "explain a rule: what it is, why it matters, how to fix what it reports",
        "dativo-hooks explain DH301\n  dativo-hooks explain missing-required-tag",
    )
    explain.add_argument("rule", metavar="RULE", help="its code or its name")


def _add_rules(commands: Commands) -> None:
    rules = plain_command(
        commands,
        "rules",
        "list all rules",
        "dativo-hooks rules\n  dativo-hooks rules --output-format json",
    )
    rules.add_argument(
        "--output-format",
        choices=("full", "json"),
        default="full",
        help="a table, or everything but the examples as JSON (default: full)",
    )


def _add_schema(commands: Commands) -> None:
    schema = plain_command(
        commands,
        "schema",
        "print the JSON Schema of a kind of file, for editors",
        "dativo-hooks schema job > job.schema.json",
    )
    schema.add_argument(
        "kind", choices=("job", "asset", "connector", "configuration"), help="the kind of file"
    )


_COMMANDS: Mapping[str, Callable[[Commands], None]] = {
    "validate": _add_validate,
    "policy": _add_policy,
    "generate": _add_generate,
    "modules": _add_modules,
    "tags": _add_tags,
    "check": _add_check,
    "baseline": _add_baseline,
    "cache": _add_cache,
    "explain": _add_explain,
    "rules": _add_rules,
    "schema": _add_schema,
}
"""What adds each command, in the order of the help."""


def _with_actions(commands: Commands, name: str, text: str, description: str) -> Any:
    """A command that has commands of its own: what these are added to."""
    added = commands.add_parser(name, help=text, description=description, epilog=EXIT_CODES)
    return added.add_subparsers(
        title="commands",
        prog=f"dativo-hooks {name}",
        dest="action",
        required=True,
        metavar="COMMAND",
    )


def _add_fixing(command: argparse.ArgumentParser) -> None:
    """The options of the commands that can fix what they find."""
    command.add_argument(
        "--fix",
        action="store_true",
        help="fix in place what is marked [fixable], then report what is left; "
        "with --staged, exit 1 until the files are staged",
    )
    command.add_argument(
        "--diff",
        action="store_true",
        help="write nothing; print what --fix would change, and exit 1 where that is anything",
    )


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from dativo_hooks import __version__

        sys.stdout.write(f"dativo-hooks {__version__}\n")  # what parser.exit says goes to stderr
        parser.exit(0)
