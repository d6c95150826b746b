"""How jsonschema-rs is loaded: without what it needs only to say when it was built."""

from __future__ import annotations

import email.utils
import subprocess
import sys

import pytest

from dativo_hooks.validation import engine

SAYS = """
import sys
{first}
from dativo_hooks.validation.engine import validator_for
print("email.utils" in sys.modules, {first!r} or "socket" in sys.modules)
print(validator_for('{{"type": "string"}}').is_valid("a"))
from email.utils import formataddr, parsedate_to_datetime
print(parsedate_to_datetime("Tue, 27 Oct 2026 10:17:51 +0000").year, formataddr(("a", "b@c")))
"""


@pytest.mark.parametrize(
    ("first", "loaded"),
    [("", "False False"), ("import email.utils", "True import email.utils")],
)
def test_what_it_loads(first: str, loaded: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAYS.format(first=first)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{loaded}\nTrue\n2026 a <b@c>\n", "")


def test_another_release_may_ask_for_more() -> None:
    says = """
import sys
from dativo_hooks.validation.engine import _Later
later = sys.modules["email.utils"] = _Later("email.utils")
print(later.formataddr(("a", "b@c")), hasattr(later, "__nothing__"))
print(type(sys.modules["email.utils"]))
"""
    done = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("a <b@c> False\n<class 'module'>\n", "")


def test_nothing_of_it_stays_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "email.utils")
    engine._loaded()
    assert "email.utils" not in sys.modules
    later = engine._Later("email.utils")
    assert later.parsedate_to_datetime("any") == "any"
    assert not hasattr(later, "__nothing__")
    assert later.formataddr(("a", "b@c")) == email.utils.formataddr(("a", "b@c"))
