"""A kind of secret: the row of the tables beside this file."""

from __future__ import annotations

from typing import NamedTuple

HIDDEN = "•••"
"""What stands for a secret wherever one would be shown."""

START = r"(?<![A-Za-z0-9])"
"""Before a form whose beginning is its own: `_` may stand there, as in `infra_AKIA…`."""

END = r"(?![A-Za-z0-9])"


class SecretKind(NamedTuple):
    """A kind of secret whose text gives it away.

    A pattern takes time linear in the text: what may be as long as it likes stands at its end, or
    can't begin in the middle of itself.

    Attributes:
        kind: what a message calls it.
        pattern: finds it. Its group 1, if it has one, is what must never be shown; else all is,
            but for the first four characters.
        marks: one of them is in whatever the pattern finds, a line feed before it included; in
            lower case where `loose`. None where it has a run of 40 letters and digits.
        source: who defines the form.
        loose: whether case doesn't matter.
        judge: names the test of `judges.py` that what was found must pass too.
    """

    kind: str
    pattern: str
    marks: tuple[str, ...]
    source: str
    loose: bool = False
    judge: str = ""
