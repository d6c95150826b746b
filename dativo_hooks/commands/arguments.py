"""The command line: one parser, a sub-command each; what runs one is imported when it is run."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from dativo_hooks.commands.outputs import FORMATS, output

_EXIT_CODES = "exit codes: 0 clean, 1 findings, 2 wrong use or an unusable configuration, 3 a bug"


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="dativo-hooks",
        description="Lint Dativo ETL jobs, enforce the tag policy, generate their Terraform and "
        "catch drift.",
        epilog=_EXIT_CODES,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = top.add_subparsers(
        title="commands", dest="command", required=True, metavar="COMMAND"
    )

    validate = _command(
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

    policy = _command(
        commands,
        "policy",
        "check the tags of every job and asset against the tag policy and the clouds' limits",
        "dativo-hooks policy --staged",
    )
    _add_fixing(policy)

    generate = _command(
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
        "--cloud", choices=("aws", "gcp"), help="generate JOB for this cloud (default: its own)"
    )
    generate.add_argument(
        "--resource-type",
        choices=("ecs_fargate", "lambda", "cloud_run", "cloud_function"),
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

    modules = commands.add_parser(
        "modules",
        help="list the shipped Terraform modules, or copy them into the repository",
        description="The Terraform modules that `generate --layout module` calls.",
        epilog=_EXIT_CODES,
    ).add_subparsers(title="commands", dest="action", required=True, metavar="COMMAND")
    listing = modules.add_parser("list", help="print each module and what it is for")
    listing.set_defaults(run=_Runner("modules"))
    vendor = _command(
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
    vendor.set_defaults(run=_Runner("modules"))

    tags = _command(
        commands,
        "tags",
        "show the effective tags of jobs, and the line that each comes from",
        "dativo-hooks tags jobs/acme/orders.yaml\n  dativo-hooks tags --cloud gcp",
    )
    tags.add_argument("jobs", nargs="*", metavar="JOB", help="only these jobs (default: all)")
    tags.add_argument("--cloud", choices=("aws", "gcp"), help="spell them as this cloud gets them")

    check = _command(
        commands,
        "check",
        "everything: schemas, tag policy, generation and drift",
        "dativo-hooks check\n  dativo-hooks check --staged --output-format concise\n"
        "  dativo-hooks check --diff",
    )
    _add_fixing(check)
    _add_reference(commands)
    return top


def _add_reference(commands: Any) -> None:
    """The commands that look at no repository."""
    explain = _plain_command(
        commands,
        "explain",
        "explain a rule: what it is, why it matters, how to mend what it reports",
        "dativo-hooks explain DH301\n  dativo-hooks explain missing-required-tag",
    )
    explain.add_argument("rule", metavar="RULE", help="its code or its name")
    rules = _plain_command(
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
    schema = _plain_command(
        commands,
        "schema",
        "print the JSON Schema of a kind of file, for editors",
        "dativo-hooks schema job > job.schema.json",
    )
    schema.add_argument(
        "kind", choices=("job", "asset", "connector", "configuration"), help="the kind of file"
    )


def _plain_command(commands: Any, name: str, text: str, examples: str) -> argparse.ArgumentParser:
    """One sub-command without the common options."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=f"examples:\n  {examples}\n\n{_EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=_Runner(name))
    return command


def _command(commands: Any, name: str, text: str, examples: str) -> argparse.ArgumentParser:
    """One sub-command with the options that all of them have."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=f"examples:\n  {examples}\n\n{_EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    common = command.add_argument_group("common options (flag > environment > default)")
    common.add_argument(
        "--root",
        metavar="DIR",
        default=os.environ.get("DATIVO_HOOKS_ROOT") or None,
        help="the project's folder (default: git's top level, else this folder; DATIVO_HOOKS_ROOT)",
    )
    common.add_argument(
        "--config",
        metavar="FILE",
        default=os.environ.get("DATIVO_HOOKS_CONFIG") or None,
        help="the configuration (default: .dativo-hooks.yaml in the root; DATIVO_HOOKS_CONFIG)",
    )
    common.add_argument(
        "--staged",
        action="store_true",
        help="read the git index, which is what would be committed, instead of the working tree",
    )
    common.add_argument(
        "--output-format",
        action="append",
        type=output,
        metavar="FORMAT",
        help=f"how findings are written: {', '.join(FORMATS)}; may be repeated, with a file each, "
        "as in `--output-format full --output-format sarif=findings.sarif` "
        "(default: full; DATIVO_HOOKS_OUTPUT_FORMAT)",
    )
    common.add_argument(
        "--output-file",
        metavar="FILE",
        help="write findings here instead of to standard output; goes with one format",
    )
    common.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        default="error",
        help="the least severe finding that makes the exit code 1 (default: error)",
    )
    common.add_argument(
        "--exit-zero", action="store_true", help="exit 0 in spite of findings; 2 and 3 stay"
    )
    show = common.add_mutually_exclusive_group()
    show.add_argument(
        "--show-config",
        action="store_true",
        help="print the configuration with its defaults, and exit",
    )
    if name != "vendor":
        show.add_argument(
            "--show-files",
            action="store_true",
            help="print the files that would be checked and what each is, and exit",
        )
    common.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in `full` (default: auto, on a terminal and unless NO_COLOR is set)",
    )
    command.set_defaults(run=_Runner(name))
    return command


def _add_fixing(command: argparse.ArgumentParser) -> None:
    """The options of the commands that can mend what they find."""
    command.add_argument(
        "--fix",
        action="store_true",
        help="mend in place what is marked [fixable], then report what is left; "
        "with --staged, exit 1 until the files are staged",
    )
    command.add_argument(
        "--diff",
        action="store_true",
        help="write nothing; print what --fix would change, and exit 1 where that is anything",
    )


class _Runner:
    """Imports a command's module when it is run: no other command's weight is carried."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, arguments: argparse.Namespace) -> int:
        from importlib import import_module

        code: int = import_module(f"dativo_hooks.commands.{self.name}").run(arguments)
        return code


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from dativo_hooks import __version__

        sys.stdout.write(f"dativo-hooks {__version__}\n")  # what parser.exit says goes to stderr
        parser.exit(0)
