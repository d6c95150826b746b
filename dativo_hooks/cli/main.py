"""`dativo-hooks`: finds the command, runs it, and turns what it ends with into an exit code."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from dativo_hooks.cli.exit_codes import BUG, FINDINGS, OK, WRONG_USE
from dativo_hooks.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

ISSUES = "https://github.com/dativo-io/dativo-hooks/issues"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `argv` where it isn't the process's own."""
    if argv is not None:
        return _run(list(argv))
    from dativo_hooks.cli.stopping import end_at_once, end_when_stopped

    end_when_stopped()
    code = _run(sys.argv[1:])
    # Python ends with a look for cycles in everything that is still there: 10 % of the CPU time of
    # `check --staged` where nothing changed (8 ms beside 79 ms), 8 % with an asset changed (13 ms
    # beside 174 ms); 2026-11-29, 10,000 jobs, two cores, in turns.
    gc.freeze()
    end_at_once()
    return code


def _run(words: list[str]) -> int:
    from dativo_hooks.cli.arguments import parser
    from dativo_hooks.cli.outputs import settle_outputs
    from dativo_hooks.cli.streams import discard_output, is_closed_pipe, settle_streams
    from dativo_hooks.cli.timings import TIMINGS

    settle_streams()
    try:
        arguments = parser(words[0] if words else "").parse_args(words)
    except SystemExit as stop:  # argparse has printed why, or the help
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    findings = OK if getattr(arguments, "exit_zero", False) else FINDINGS
    try:
        settle_outputs(arguments)
        TIMINGS.mark("command line")
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        if getattr(arguments, "timings", False):
            TIMINGS.mark("findings and the rest")
            TIMINGS.tell()
    except UsageError as error:
        from dativo_hooks.report.safety import shown

        print(f"dativo-hooks: {shown(str(error))}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if is_closed_pipe(error):
            discard_output()
            return findings
        return _report_refusal(error)
    except Exception:
        return _report_bug()
    return findings if code == FINDINGS else code


def _report_refusal(error: OSError) -> int:
    """Say what the system refused: of a file, of standard output, or of this process."""
    import errno

    from dativo_hooks.cli.streams import discard_output
    from dativo_hooks.report.safety import shown_line
    from dativo_hooks.repository.refusals import is_refusal, refusal

    if not is_refusal(error) or (error.errno == errno.EIO and error.filename is None):
        return _report_bug()
    of = f"{error.filename}: " if error.filename is not None else ""
    said = refusal(error) if of else error.strerror
    print(f"dativo-hooks: {shown_line(f'{of}{said}')}", file=sys.stderr)
    discard_output()
    return WRONG_USE


def _report_bug() -> int:
    import platform
    import traceback

    from dativo_hooks import __version__
    from dativo_hooks.report.safety import shown

    print(shown(traceback.format_exc()), file=sys.stderr)
    print(
        f"dativo-hooks {__version__} on Python {platform.python_version()}, {platform.system()}: "
        "this is a bug of ours, nothing was decided.\n"
        f"Please report it with the lines above: {ISSUES}",
        file=sys.stderr,
    )
    return BUG


if __name__ == "__main__":
    raise SystemExit(main())
